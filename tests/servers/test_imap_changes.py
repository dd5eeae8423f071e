"""What may be changed on the server, and what never is."""

from __future__ import annotations

import pytest

from inbox_escalator.intake.mailbox import MailboxError, MailboxRefusal
from tests.servers.fake_imap import FakeImap
from tests.servers.fake_mailbox import MESSAGES, opened


def test_a_folder_that_keeps_no_keywords_says_so_once() -> None:
    with FakeImap(MESSAGES) as server, opened(server) as mailbox:
        server.permanent = rb"\Seen \Flagged"
        mailbox.select("INBOX")
        with pytest.raises(MailboxRefusal, match="keeps no"):
            mailbox.mark([1], "$Escalated")
        mailbox.mark([1], "$Escalated")
        mailbox.mark([1], "\\Flagged")
        stores = [line for line in server.commands if "STORE" in line]
        assert stores == [r"UID STORE 1 +FLAGS.SILENT (\Flagged)"]


@pytest.mark.parametrize("keyword", ["", "two words", "a\r\nb", "(x)", "ü", "%", "\\"])
def test_no_keyword_can_carry_a_command(keyword: str) -> None:
    with FakeImap(MESSAGES) as server, opened(server) as mailbox:
        mailbox.select("INBOX")
        with pytest.raises(ValueError, match="no IMAP keyword"):
            mailbox.mark([1], keyword)


def test_gmail_labels() -> None:
    with FakeImap(MESSAGES, capability="IMAP4rev1 X-GM-EXT-1") as server, opened(server, labels=True) as mailbox:
        mailbox.select("INBOX")
        mailbox.mark([1, 2], "Escalated")
        assert 'UID STORE 1,2 +X-GM-LABELS.SILENT ("Escalated")' in server.commands


def test_own_copies_go_by_uid_expunge_only() -> None:
    with FakeImap(MESSAGES) as server, opened(server) as mailbox:
        mailbox.select("INBOX")
        mailbox.remove_own([3, 5])
        assert r"UID STORE 3,5 +FLAGS.SILENT (\Deleted)" in server.commands
        assert "UID EXPUNGE 3,5" in server.commands
        assert not any(line.startswith(("EXPUNGE", "CLOSE")) for line in server.commands)


@pytest.mark.parametrize(("capability", "verb"), [("IMAP4rev1 MOVE", "UID MOVE"), ("IMAP4rev1", "UID COPY")])
def test_without_uidplus_own_copies_are_moved_away(capability: str, verb: str) -> None:
    dotted = [b'* LIST () "." INBOX\r\n', b'* LIST () "." INBOX.Sent\r\n', b"TAG OK done\r\n"]

    def folders(args: str) -> object:
        return dotted if "*" in args else [b"TAG OK none\r\n"]

    with FakeImap(MESSAGES, capability=capability, LIST=folders) as server, opened(server) as mailbox:
        mailbox.select("INBOX")
        mailbox.remove_own([3, 5])
        assert 'CREATE "INBOX.Escalator.Own"' in server.commands
        assert f'{verb} 3,5 "INBOX.Escalator.Own"' in server.commands
        assert not any("EXPUNGE" in line or line.startswith("CLOSE") for line in server.commands)


@pytest.mark.parametrize(
    ("capability", "said"),
    [
        ("IMAP4rev1 MOVE UIDPLUS", ["UID MOVE 3,5"]),
        ("IMAP4rev1 UIDPLUS", ["UID COPY 3,5", "UID STORE 3,5", "UID EXPUNGE 3,5"]),
        ("IMAP4rev1", ["UID COPY 3,5", "UID STORE 3,5"]),
    ],
)
def test_messages_are_put_back_as_the_server_can(capability: str, said: list[str]) -> None:
    with FakeImap(MESSAGES, capability=capability) as server, opened(server) as mailbox:
        mailbox.select("INBOX")
        before = len(server.commands)
        mailbox.move([3, 5], "INBOX")
        moves = [line for line in server.commands[before:] if line.startswith(("UID", "EXPUNGE", "CLOSE"))]
        assert [" ".join(line.split(" ")[:3]) for line in moves] == said


def test_folders_of_commands_are_made_once_and_shown() -> None:
    dotted = [b'* LIST () "." INBOX\r\n', b'* LIST () "." "INBOX.Escalator.Not a case"\r\n', b"TAG OK done\r\n"]
    with FakeImap(MESSAGES, LIST=lambda _: dotted) as server, opened(server) as mailbox:
        made = mailbox.command_folders(("Not a case", "Waiting"))
        assert made == ("INBOX.Escalator.Not a case", "INBOX.Escalator.Waiting")
        assert [line for line in server.commands if line.startswith(("CREATE", "SUBSCRIBE"))] == [
            'CREATE "INBOX.Escalator.Waiting"', 'SUBSCRIBE "INBOX.Escalator.Waiting"'
        ]  # fmt: skip


def test_a_read_only_mailbox_can_be_read() -> None:
    with FakeImap(MESSAGES) as server:
        server.answers["SELECT"] = lambda _: [*server.opened(), b"* OK [READ-ONLY] x\r\n", b"TAG OK [READ-ONLY] x\r\n"]
        with opened(server) as mailbox:
            assert mailbox.select("INBOX").exists == len(MESSAGES)
            assert len(list(mailbox.fetch(mailbox.uids_after(0), 1000))) == len(MESSAGES)
            with pytest.raises(MailboxRefusal, match="keeps no"):
                mailbox.mark([1], "x")


def test_a_missing_folder_is_a_refusal_and_the_connection_lives() -> None:
    server = FakeImap(MESSAGES, SELECT=lambda args: [b"TAG NO no such\r\n"] if "Gone" in args else ...)
    with server, opened(server) as mailbox:
        with pytest.raises(MailboxRefusal, match="while opening Gone"):
            mailbox.select("Gone")
        assert mailbox.select("INBOX").exists == len(MESSAGES)


def test_a_folder_opened_in_the_middle_of_a_fetch_does_not_mix_the_mail() -> None:
    with FakeImap(MESSAGES) as server, opened(server, batch=5) as mailbox:
        mailbox.select("INBOX")
        copies = []
        for copy in mailbox.fetch(mailbox.uids_after(0), 1000):
            copies.append(copy)
            mailbox.find("Sent", "<x@y>")
        assert [c.uid for c in copies] == list(MESSAGES)
        asked = [line for line in server.commands if line.startswith(("SELECT", "UID FETCH"))]
        assert all("INBOX" in asked[n - 1] or "FETCH" in asked[n - 1] for n, line in enumerate(asked) if "FETCH" in line)


def test_a_folder_made_anew_in_the_middle_of_a_fetch_ends_it() -> None:
    with FakeImap(MESSAGES) as server, opened(server, batch=5) as mailbox:
        mailbox.select("INBOX")
        copies = mailbox.fetch(mailbox.uids_after(0), 1000)
        next(copies)
        server.answers["SELECT"] = lambda _: [b"* 1 EXISTS\r\n", b"* OK [UIDVALIDITY 8] x\r\n", b"TAG OK done\r\n"]
        mailbox.select("Sent")
        with pytest.raises(MailboxError, match="made anew"):
            list(copies)
