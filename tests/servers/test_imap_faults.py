"""A server that stalls, trickles, hangs up or answers nonsense at any step: bounded, one line, nothing lost."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest

from inbox_escalator.intake import imap, imap_wire
from inbox_escalator.intake.imap import ImapMailbox, ImapSettings, Suspects
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.intake.mailbox import MailboxError, MailboxRefusal
from tests.servers.fake_imap import HANG_UP, STALL, Answer, FakeImap
from tests.servers.fake_mailbox import BOUND, MESSAGES, PATIENCE, READ_SECONDS, SlowClock, impatient, opened, settings


def use_everything(server: FakeImap, **more: object) -> None:
    """Every call once, so that each command of ours is sent."""
    with impatient(server, **more) as mailbox:
        mailbox.folders()
        mailbox.select("INBOX")
        uids = mailbox.uids_after(0)
        assert len(list(mailbox.fetch(uids, 1000))) == len(uids)
        list(mailbox.fetch(uids[:1], 1))
        mailbox.mark(uids, "$Escalated")
        mailbox.append("INBOX", b"Subject: own\r\n\r\n", datetime.now(UTC))
        mailbox.find("INBOX", "<x@y>")
        mailbox.remove_own(uids[:1])
        mailbox.wait(0.01)


def body_only(lines: list[bytes]) -> Answer:
    """This answer to the FETCH of bodies, the usual one to that of sizes."""
    return lambda args: lines if "BODY" in args else ...


STEPS = ["CAPABILITY", "LOGIN", "LIST", "SELECT", "UID SEARCH", "UID FETCH", "UID STORE", "APPEND", "UID EXPUNGE", "IDLE"]


@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("fault", [STALL, HANG_UP, b"* BYE [UNAVAILABLE] gone\r\n", b"!\xff\0 nonsense\r\n"])
def test_a_fault_at_any_step_is_a_bounded_error_of_one_line(step: str, fault: bytes) -> None:
    with FakeImap(MESSAGES, **{step: lambda _: [fault]}) as server:
        began = time.monotonic()
        with pytest.raises(MailboxError) as error:
            # Its first answer belongs to the connection.
            use_everything(server, connect_seconds=READ_SECONDS if step == "CAPABILITY" else PATIENCE)
        assert time.monotonic() - began < BOUND
        assert "\n" not in str(error.value)
        assert "127.0.0.1" in str(error.value)
        assert not isinstance(error.value, MailboxRefusal)


def test_the_calm_run_works() -> None:
    """Or the faults above would prove nothing."""
    with FakeImap(MESSAGES) as server:
        use_everything(server)
        sent = " ".join(server.commands)
        for step in STEPS:
            assert step in sent


def test_a_silent_server_is_given_up_while_connecting() -> None:
    with FakeImap() as server:
        server.greeting = STALL
        began = time.monotonic()
        with pytest.raises(MailboxError, match="no answer in time"):
            ImapMailbox(settings(server, connect_seconds=READ_SECONDS))
        assert time.monotonic() - began < BOUND


def test_a_handshake_that_never_comes_is_given_up() -> None:
    with FakeImap() as server:
        server.greeting = STALL
        silent = ImapSettings("127.0.0.1", "u", lambda: "p", port=server.port, connect_seconds=READ_SECONDS)
        with pytest.raises(MailboxError, match="no answer in time"):
            ImapMailbox(silent)


def test_nobody_listens() -> None:
    with FakeImap() as server:
        gone = settings(server)
    with pytest.raises(MailboxError, match="refused"):
        ImapMailbox(gone)


def test_a_name_that_nobody_knows() -> None:
    with pytest.raises(MailboxError, match=r"imap\.acme\.invalid:993: cannot connect"):
        ImapMailbox(ImapSettings("imap.acme.invalid", "u", lambda: "p", connect_seconds=1))


def test_a_trickling_answer_is_given_up() -> None:
    """Each byte comes in time, the answer never would."""

    def trickle(_: str) -> Iterator[bytes]:
        while not server.released.wait(READ_SECONDS / 5):
            yield b"*"

    with FakeImap(MESSAGES, UID_SEARCH=trickle) as server, impatient(server) as mailbox:
        mailbox.select("INBOX")
        began = time.monotonic()
        with pytest.raises(MailboxError, match="no answer"):
            mailbox.uids_after(0)
        assert time.monotonic() - began < BOUND


def test_each_answer_has_its_own_time_however_many_are_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """A server whose every answer takes most of our patience, from the log-in on and in a search by windows."""
    clock = SlowClock()

    def slowly(_: str) -> object:
        clock.now += 1.5 * PATIENCE
        return ...

    monkeypatch.setattr(imap_wire, "time", clock)
    monkeypatch.setattr(imap, "WINDOW", 5)
    slow = dict.fromkeys(("CAPABILITY", "LOGIN", "SELECT", "UID_SEARCH"), slowly)
    with FakeImap(MESSAGES, **slow) as server, opened(server) as mailbox:
        mailbox.select("INBOX")
        assert mailbox.uids_after(0) == list(MESSAGES)
        assert server.commands.count("CAPABILITY") >= 2


def test_after_a_fault_every_call_raises_at_once_and_close_returns() -> None:
    with FakeImap(MESSAGES, UID_SEARCH=lambda _: [STALL]) as server, impatient(server) as mailbox:
        mailbox.select("INBOX")
        with pytest.raises(MailboxError) as first:
            mailbox.uids_after(0)
        calls: list[Callable[[], object]] = [
            mailbox.folders, lambda: mailbox.select("INBOX"), lambda: mailbox.uids_after(0), lambda: mailbox.wait(9),
            lambda: list(mailbox.fetch([1], 9)), lambda: mailbox.mark([1], "x"), lambda: mailbox.find("INBOX", "<x>"),
            lambda: mailbox.remove_own([1]), lambda: mailbox.append("INBOX", b"x", datetime.now(UTC)),
        ]  # fmt: skip
        began = time.monotonic()
        for call in calls:
            with pytest.raises(MailboxError, match="no answer within") as again:
                call()
            assert str(again.value) == str(first.value)
        mailbox.close()
        mailbox.close()
        assert time.monotonic() - began < 0.2


def test_close_does_not_hang_on_a_server_that_does_not_answer_it() -> None:
    with FakeImap(LOGOUT=lambda _: [STALL]) as server:
        mailbox = ImapMailbox(settings(server, read_seconds=60))
        began = time.monotonic()
        mailbox.close()
        assert time.monotonic() - began < BOUND


def test_the_server_comes_back_and_a_new_mailbox_reads_on() -> None:
    faults = [[STALL]]
    with FakeImap(MESSAGES, UID_FETCH=lambda _: faults.pop() if faults else ...) as server:
        with impatient(server) as mailbox:
            mailbox.select("INBOX")
            with pytest.raises(MailboxError):
                list(mailbox.fetch(mailbox.uids_after(0), 1000))
        with opened(server) as mailbox:
            mailbox.select("INBOX")
            assert [c.uid for c in mailbox.fetch(mailbox.uids_after(0), 1000)] == list(MESSAGES)


# -- answers that make no sense ----------------------------------------------------------------------------------------


def fetched(server: FakeImap, **more: object) -> list[StoredCopy]:
    with opened(server, **more) as mailbox:
        mailbox.select("INBOX")
        return list(mailbox.fetch(mailbox.uids_after(0), 1000))


@pytest.mark.parametrize(
    "answer",
    [
        b"* 7 FETCH (UID 7 BODY[] (\r\nTAG OK done\r\n",
        b"* 7 FETCH (UID 7 BODY[])\r\nTAG OK done\r\n",
        b'* 7 FETCH (UID x BODY[] "a")\r\nTAG OK done\r\n',
        b"* 7 FETCH (UID 7 BODY[] NIL)\r\nTAG OK done\r\n",
        b"* 7 FETCH " + b"(" * 5000 + b"\r\nTAG OK done\r\n",
        b"TAG OK done\r\n",
        b"TAG NO [SERVERBUG] cannot read this one\r\n",
        b"TAG BAD what\r\n",
    ],
)
def test_one_poisonous_message_comes_empty_and_the_others_whole(answer: bytes) -> None:
    def bodies(args: str) -> object:
        uids = [int(u) for u in args.partition(" ")[0].split(",")]
        if "BODY" not in args or 7 not in uids:
            return ...
        *untagged, last = answer.splitlines(keepends=True)
        return [*(server.row(u, args) for u in uids if u != 7), *untagged, last]

    with FakeImap(MESSAGES, UID_FETCH=bodies) as server:
        copies = fetched(server)
    assert [c.uid for c in copies] == list(MESSAGES)
    for copy in copies:
        assert copy.raw == (b"" if copy.uid == 7 else MESSAGES[copy.uid])
        assert copy.size == len(MESSAGES[copy.uid])
        assert not copy.partial


def test_a_message_whose_size_cannot_be_told_is_read_as_a_large_one() -> None:
    def sizes(args: str) -> object:
        uids = [int(u) for u in args.partition(" ")[0].split(",")]
        if "SIZE" not in args or 7 not in uids:
            return ...
        return [*(server.row(u, args) for u in uids if u != 7), b"* 7 FETCH (UID 7 FLAGS (((\r\n", b"TAG OK done\r\n"]

    with FakeImap(MESSAGES, UID_FETCH=sizes) as server:
        copies = fetched(server)
        assert any("BODY.PEEK[]<0." in line for line in server.commands)
    assert [c.uid for c in copies] == list(MESSAGES)
    assert copies[6].partial


def test_a_server_that_refuses_everything_is_not_taken_for_unreadable_mail() -> None:
    """Twenty empty cases would be worse than another try."""
    with FakeImap(MESSAGES, UID_FETCH=body_only([b"TAG NO [UNAVAILABLE] disk\r\n"])) as server:
        with pytest.raises(MailboxError) as error:
            fetched(server)
        assert not isinstance(error.value, MailboxRefusal)
        assert sum("BODY" in line for line in server.commands) < 20


def test_a_message_on_which_the_connection_dies_is_found_over_several_connections() -> None:
    def hang_up(args: str) -> object:
        return [HANG_UP] if "BODY" in args and "7" in args.partition(" ")[0].split(",") else ...

    suspects, seen, deaths, after = Suspects(), [], 0, 0
    with FakeImap(MESSAGES, UID_FETCH=hang_up) as server:
        while after < len(MESSAGES) and deaths < 20:
            with opened(server, suspects) as mailbox:
                mailbox.select("INBOX")
                try:
                    for copy in mailbox.fetch(mailbox.uids_after(after), 1000):
                        seen.append(copy)
                        after = copy.uid
                except MailboxError:
                    deaths += 1
    assert [c.uid for c in seen] == list(MESSAGES)
    assert [c.uid for c in seen if not c.raw] == [7]
    assert deaths <= 8


def test_a_message_that_only_comes_in_part_comes_in_part() -> None:
    def hang_up(args: str) -> object:
        return [HANG_UP] if "BODY.PEEK[]" in args and "<0." not in args else ...

    suspects = Suspects()
    with FakeImap({7: MESSAGES[7]}, UID_FETCH=hang_up) as server:
        for _ in range(3):
            with opened(server, suspects) as mailbox:
                mailbox.select("INBOX")
                with pytest.raises(MailboxError):
                    list(mailbox.fetch([7], 1000))
        with opened(server, suspects) as mailbox:
            mailbox.select("INBOX")
            (copy,) = mailbox.fetch([7], 1000)
    assert copy.partial
    assert copy.raw == MESSAGES[7]


def test_an_outage_makes_no_mail_unreadable() -> None:
    suspects = Suspects()
    down = [True] * 4

    def hang_up(args: str) -> object:
        return [HANG_UP] if "BODY" in args and down and down.pop() else ...

    with FakeImap(MESSAGES, UID_FETCH=hang_up) as server:
        while True:
            with opened(server, suspects) as mailbox:
                mailbox.select("INBOX")
                try:
                    copies = list(mailbox.fetch(mailbox.uids_after(0), 1000))
                    break
                except MailboxError:
                    continue
        assert all(copy.raw for copy in copies)
        del server.heard[:]
        with opened(server, suspects) as mailbox:
            mailbox.select("INBOX")
            assert len(list(mailbox.fetch(mailbox.uids_after(0), 1000))) == len(MESSAGES)
        assert sum("BODY" in line for line in server.commands) == 1, "what came is no suspect any more"


def test_a_message_that_vanished_between_sizes_and_body_is_left_out() -> None:
    def gone(args: str) -> object:
        if "BODY" in args:
            server.messages.pop(7, None)
        return ...

    with FakeImap(MESSAGES, UID_FETCH=gone) as server:
        assert [c.uid for c in fetched(server)] == [uid for uid in MESSAGES if uid != 7]


def test_flags_that_come_unasked_are_not_mixed_with_the_answer() -> None:
    """`* 7 FETCH` without a UID speaks of the seventh message, not of UID 7."""
    few = {7: MESSAGES[7], 9: MESSAGES[9]}
    noise = b"* 7 FETCH (FLAGS (\\Deleted))\r\n* 9 FETCH (FLAGS (x))\r\n* 2 EXISTS\r\n"

    def search(args: str) -> object:
        return [b"* SEARCH 7 9\r\n", noise, b"TAG OK done\r\n"]

    with FakeImap(few, UID_SEARCH=search) as server:
        assert [(c.uid, c.flags) for c in fetched(server)] == [(7, ("\\Seen",)), (9, ("\\Seen",))]


def test_a_literal_of_terabytes_is_refused() -> None:
    huge = b"* 1 FETCH (UID 1 BODY[] {9999999999999}\r\n"
    with FakeImap(MESSAGES, UID_FETCH=body_only([huge])) as server, pytest.raises(MailboxError, match="one piece"):
        fetched(server)
