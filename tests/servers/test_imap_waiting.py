"""IDLE, polling and waking: news are heard at once, a dead connection is noticed, nothing is slept over."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import pytest

from inbox_escalator.intake import imap, imap_wire
from inbox_escalator.intake.imap import ImapMailbox
from inbox_escalator.intake.mailbox import MailboxError
from tests.servers.fake_imap import HANG_UP, READ, STALL, FakeImap
from tests.servers.fake_mailbox import BOUND, MESSAGES, PATIENCE, SlowClock, impatient, opened


def listed(mailbox: ImapMailbox) -> ImapMailbox:
    mailbox.select("INBOX")
    mailbox.uids_after(0)
    return mailbox


@pytest.mark.parametrize(
    "lines",
    [
        [b"* 21 EXISTS\r\n", b"+ idling\r\n"],
        [b"+ idling\r\n* 21 EXISTS\r\n"],
        [b"+ idling\r\n* 21 EX", b"ISTS\r\n"],
        [b"+ idling\r\n* OK Still here\r\n* 3 FETCH (FLAGS (\\Seen))\r\n"],
    ],
    ids=["before the plus", "with the plus", "in two pieces", "after a still-here"],
)
def test_news_at_any_moment_of_idle_are_heard_at_once(lines: list[bytes]) -> None:
    idle = [*lines, READ, b"TAG OK done\r\n"]
    with FakeImap(MESSAGES, IDLE=lambda _: idle) as server, opened(server) as mailbox:
        began = time.monotonic()
        assert listed(mailbox).wait(5)
        assert time.monotonic() - began < BOUND
        assert mailbox.uids_after(0)


def test_news_after_a_long_silence_are_news_and_no_slow_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = SlowClock()

    def late(_: str) -> Iterator[bytes]:
        yield b"+ idling\r\n"
        server.released.wait(0.05)  # so that the client has read that, and waits
        clock.now += 5 * PATIENCE
        yield from (b"* 21 EXISTS\r\n", READ, b"TAG OK done\r\n")

    monkeypatch.setattr(imap_wire, "time", clock)
    with FakeImap(MESSAGES, IDLE=late) as server, opened(server) as mailbox:
        assert listed(mailbox).wait(30)


def test_still_here_is_no_news() -> None:
    idle = [b"+ i\r\n* OK Still here\r\n", READ, b"TAG OK done\r\n"]
    with FakeImap(MESSAGES, IDLE=lambda _: idle) as server, opened(server) as mailbox:
        assert not listed(mailbox).wait(0.05)


def test_news_between_listing_and_waiting_are_not_slept_over() -> None:
    noisy = [b"* 21 EXISTS\r\n", b"TAG OK stored\r\n"]
    with FakeImap(MESSAGES, UID_STORE=lambda _: noisy) as server, opened(server) as mailbox:
        listed(mailbox).mark([1], "x")
        began = time.monotonic()
        assert mailbox.wait(30)
        assert time.monotonic() - began < BOUND
        assert not mailbox.wait(0.01)


def test_mail_that_came_while_another_folder_was_open_is_noticed() -> None:
    with FakeImap(MESSAGES) as server, opened(server) as mailbox:
        listed(mailbox).select("Sent")
        assert not mailbox.wait(0.01)
        mailbox.select("Sent")
        server.messages[21] = b"new"
        assert mailbox.wait(30)


def test_a_folder_that_was_opened_but_not_listed_is_no_news() -> None:
    """Who saw in UIDNEXT that nothing is new need not list; the wait must be a wait all the same."""
    with FakeImap(MESSAGES) as server, opened(server) as mailbox:
        for _ in range(3):
            mailbox.select("INBOX")
            mailbox.select("Sent")
            assert not mailbox.wait(0.01)


def test_mail_that_only_a_search_for_evidence_has_seen_is_news() -> None:
    with FakeImap(MESSAGES) as server, opened(server) as mailbox:
        listed(mailbox)
        server.messages[21] = b"new"
        mailbox.find("Sent", "<x@y>")
        mailbox.find("INBOX", "<x@y>")
        assert mailbox.wait(30)
        assert not mailbox.wait(0.01)


def test_news_of_an_inbox_that_nobody_reads_are_told_once() -> None:
    with FakeImap(MESSAGES) as server, opened(server) as mailbox:
        told = []
        for _ in range(4):
            mailbox.select("Team")
            mailbox.uids_after(0)
            told.append(mailbox.wait(0.01))
            server.messages.setdefault(21, b"new")
        assert told == [False, True, False, False]


def test_a_connection_that_ends_during_idle_is_noticed_at_once() -> None:
    """imapclient's own check would say "nothing new" fifteen thousand times a second."""
    with FakeImap(MESSAGES, IDLE=lambda _: [b"+ idling\r\n", HANG_UP]) as server, opened(server) as mailbox:
        began = time.monotonic()
        with pytest.raises(MailboxError, match="closed the connection"):
            listed(mailbox).wait(30)
        assert time.monotonic() - began < BOUND


def test_a_goodbye_in_place_of_idle_is_noticed_at_once() -> None:
    with FakeImap(MESSAGES, IDLE=lambda _: [b"* BYE [UNAVAILABLE] gone\r\n"]) as server, opened(server) as mailbox:
        began = time.monotonic()
        with pytest.raises(MailboxError, match="goodbye"):
            listed(mailbox).wait(30)
        assert time.monotonic() - began < BOUND


def test_a_half_open_connection_is_noticed_after_the_wait() -> None:
    with FakeImap(MESSAGES, IDLE=lambda _: [b"+ idling\r\n", STALL]) as server, impatient(server) as mailbox:
        began = time.monotonic()
        with pytest.raises(MailboxError, match=r"no answer within 0\.25 s while waiting"):
            listed(mailbox).wait(0.1)
        assert time.monotonic() - began < BOUND


@pytest.mark.parametrize("capability", ["IMAP4rev1 IDLE", "IMAP4rev1"])
def test_the_wake_descriptor_ends_the_wait(capability: str) -> None:
    inward, outward = os.pipe()
    try:
        with FakeImap(MESSAGES, capability=capability) as server, opened(server) as mailbox:
            threading.Timer(0.05, os.write, (outward, b"!")).start()
            began = time.monotonic()
            assert not listed(mailbox).wait(30, inward)
            assert time.monotonic() - began < BOUND
            assert mailbox.uids_after(0), "the connection is still in step"
    finally:
        os.close(inward)
        os.close(outward)


def test_without_idle_it_polls() -> None:
    news = [[b"* 21 EXISTS\r\n", b"TAG OK done\r\n"]]
    server = FakeImap(MESSAGES, capability="IMAP4rev1", NOOP=lambda _: news.pop() if news else ...)
    with server, opened(server) as mailbox:
        assert listed(mailbox).wait(0.05)
        assert not mailbox.wait(0.05)
        assert "IDLE" not in server.commands


def test_without_idle_a_dead_connection_is_noticed() -> None:
    server = FakeImap(MESSAGES, capability="IMAP4rev1", NOOP=lambda _: [STALL])
    with server, impatient(server) as mailbox, pytest.raises(MailboxError, match="no answer within"):
        listed(mailbox).wait(0.05)


def test_idle_is_renewed_before_the_server_gives_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "RENEW_SECONDS", 0.03)
    with FakeImap(MESSAGES) as server, opened(server) as mailbox:
        assert not listed(mailbox).wait(0.1)
        assert server.commands.count("IDLE") >= 3
