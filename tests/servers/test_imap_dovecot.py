"""The mailbox on a real Dovecot: reading, marking, our own mail."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from inbox_escalator.intake import imap
from inbox_escalator.intake.imap import ImapMailbox
from inbox_escalator.intake.mailbox import LoginRefused, MailboxError, MailboxRefusal
from tests.servers.dovecot_desk import USERS, dovecot, everything, free_user, message, opened, settings
from tests.servers.mailhost import MailHost

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("imap")]


@pytest.fixture(scope="module")
def host() -> Iterator[MailHost]:
    with dovecot(*USERS) as host:
        yield host


@pytest.fixture
def user() -> str:
    return free_user()


# -- connecting --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("tls", ["tls", "starttls", "none"])
def test_every_kind_of_tls(host: MailHost, user: str, tls: str) -> None:
    with opened(host, user, tls=tls, port=host.imaps_port if tls == "tls" else host.imap_port) as mailbox:
        assert mailbox.select("INBOX").exists == 0
        assert mailbox.uids_after(0) == []


def test_an_authority_that_is_not_ours_is_not_trusted(host: MailHost, user: str) -> None:
    with pytest.raises(MailboxError, match="certificate is not accepted"):
        ImapMailbox(settings(host, user, cafile=""))


def test_a_wrong_password(host: MailHost, user: str) -> None:
    with pytest.raises(LoginRefused) as error:
        ImapMailbox(settings(host, user, password=lambda: "wr0ng-one"))
    assert "wr0ng-one" not in str(error.value)
    assert user in str(error.value)


def test_an_oauth_token(host: MailHost, user: str) -> None:
    with opened(host, user, password=None, token=lambda: host.token(user)) as mailbox:
        assert mailbox.select("INBOX").exists == 0


def test_a_token_that_has_expired_is_refused_with_the_servers_reason(host: MailHost, user: str) -> None:
    token = host.token(user, -60)
    with pytest.raises(LoginRefused) as error:
        ImapMailbox(settings(host, user, password=None, token=lambda: token))
    assert token not in str(error.value)
    assert '"status":"401"' in str(error.value)


# -- reading -----------------------------------------------------------------------------------------------------------


def test_every_message_comes_once_in_order_whole_and_unseen(host: MailHost, user: str) -> None:
    host.fill(user, [message(n) for n in range(250)])
    with opened(host, user) as mailbox:
        state = mailbox.select("INBOX")
        uids = mailbox.uids_after(0)
        copies = list(mailbox.fetch(uids, 1_000_000))
        assert (state.exists, state.uidnext, len(uids)) == (250, 251, 250)
        assert [c.raw for c in copies] == [message(n) for n in range(250)]
        assert [c.uid for c in copies] == uids == sorted(uids)
        assert {(c.folder, c.uidvalidity, c.partial, c.size == len(c.raw)) for c in copies} == {
            ("INBOX", state.uidvalidity, False, True)
        }
        assert all(c.arrived.tzinfo is UTC and abs(c.arrived - datetime.now(UTC)) < timedelta(minutes=5) for c in copies)
        assert mailbox.uids_after(200) == uids[200:]
        assert mailbox.uids_after(250) == []
        assert all("\\Seen" not in c.flags for c in everything(mailbox))


def test_a_batch_is_fetched_when_it_is_asked_for(host: MailHost, user: str) -> None:
    host.fill(user, [message(n) for n in range(40)])
    with opened(host, user, batch=10) as mailbox:
        mailbox.select("INBOX")
        copies = mailbox.fetch(mailbox.uids_after(0), 1_000_000)
        first = [next(copies).uid for _ in range(10)]
        with host.imap(user) as other:
            other.select("INBOX")
            other.uid("STORE", "15", "+FLAGS", "(\\Deleted)")
            other.expunge()
        assert [*first, *(c.uid for c in copies)] == [u for u in range(1, 41) if u != 15]


def test_a_batch_is_bounded_in_bytes(host: MailHost, user: str, monkeypatch: pytest.MonkeyPatch) -> None:
    host.fill(user, [message(n, b"x" * 30_000 + b"\r\n") for n in range(10)])
    asked: list[int] = []
    with opened(host, user, batch_bytes=70_000) as mailbox:
        fetch = mailbox._client.fetch
        monkeypatch.setattr(mailbox._client, "fetch", lambda u, items: (asked.append(len(u)), fetch(u, items))[1])
        assert len(everything(mailbox)) == 10
    assert asked == [2, 2, 2, 2, 2]


@pytest.mark.parametrize("bookmark", [0, 1, 9, 10, 11, 37, 54, 55, 99])
def test_a_large_folder_is_listed_in_windows(
    host: MailHost, user: str, monkeypatch: pytest.MonkeyPatch, bookmark: int
) -> None:
    monkeypatch.setattr(imap, "WINDOW", 10)
    host.fill(user, [message(n) for n in range(55)])
    with host.imap(user) as other:
        other.select("INBOX")
        other.uid("STORE", "12,20:24", "+FLAGS", "(\\Deleted)")
        other.expunge()
    with opened(host, user) as mailbox:
        mailbox.select("INBOX")
        answers: list[int] = []
        search = mailbox._client.search
        monkeypatch.setattr(mailbox._client, "search", lambda words: (found := search(words), answers.append(len(found)))[0])
        left = [uid for uid in range(1, 56) if uid not in (12, 20, 21, 22, 23, 24)]
        assert mailbox.uids_after(bookmark) == [uid for uid in left if uid > bookmark]
        assert max(answers) <= 10
        assert len(answers) <= 2 + (55 - min(bookmark, 55)) // 10


def test_folders_by_special_use_and_by_name(host: MailHost, user: str) -> None:
    with opened(host, user) as mailbox:
        folders = mailbox.folders()
        assert (folders.sent, folders.junk) == ("Sent", "Junk")
        assert "INBOX" in folders.all
        assert mailbox.path("Escalator", "Own") == "Escalator/Own"
    with opened(host, user, sent="Archive") as mailbox:
        assert mailbox.folders().sent == "Archive"


def test_folder_names_in_any_script_and_one_that_is_not_there(host: MailHost, user: str) -> None:
    with opened(host, user) as mailbox:
        mailbox._client.create_folder("Kundenaufträge/未読")
        assert "Kundenaufträge/未読" in mailbox.folders().all
        assert mailbox.select("Kundenaufträge/未読").exists == 0
        with pytest.raises(MailboxRefusal, match="while opening Nowhere"):
            mailbox.select("Nowhere")
        with pytest.raises(MailboxRefusal, match="no folder is open"):
            mailbox.uids_after(0)
        assert mailbox.select("INBOX").exists == 0


def test_a_folder_made_anew_has_another_uidvalidity_and_is_read_whole(host: MailHost, user: str) -> None:
    with opened(host, user) as mailbox, host.imap(user) as other:
        other.create("Work")
        for n in (1, 2):
            other.append("Work", "", None, message(n))
        before = mailbox.select("Work")
        assert mailbox.uids_after(0) == [1, 2]
        mailbox.select("INBOX")
        other.delete("Work")
        other.create("Work")
        other.append("Work", "", None, message(3))
        after = mailbox.select("Work")
        assert after.uidvalidity != before.uidvalidity
        assert [c.raw for c in everything(mailbox, "Work")] == [message(3)]


# -- large messages ----------------------------------------------------------------------------------------------------

FILE = b"--b\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n\r\n" + b"QUJD" * 100_000 + b"\r\n"
WORDS = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\nR3LDvMOfZQ==\r\n"
MIXED = b"MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n"
INNER = b"--b\r\nContent-Type: multipart/alternative; boundary=i\r\n\r\n--i\r\nContent-Type: text/html\r\n\r\n<p>no</p>\r\n"
LARGE = {
    "text first": message(1, b"--b\r\n" + WORDS + FILE + b"--b--\r\n", MIXED),
    "file first": message(1, FILE + b"--b\r\n" + WORDS + b"--b--\r\n", MIXED),
    "plain inside": message(1, FILE + INNER + b"--i\r\n" + WORDS + b"--i--\r\n--b--\r\n", MIXED),
    "one part": message(1, b"Gr\xc3\xbc\xc3\x9fe\r\n" * 50_000, WORDS.split(b"\r\n")[0] + b"\r\n"),
}


@pytest.mark.parametrize("kind", LARGE)
def test_of_a_large_message_headers_and_first_text_are_read(host: MailHost, user: str, kind: str) -> None:
    host.fill(user, [message(0), LARGE[kind], message(2)])
    with opened(host, user) as mailbox:
        before, large, after = everything(mailbox, max_bytes=100_000)
    assert (before.partial, large.partial, after.partial) == (False, True, False)
    assert large.size == len(LARGE[kind])
    assert len(large.raw) < 300_000
    parsed = email.message_from_bytes(large.raw, policy=email.policy.default)
    assert parsed["Subject"] == "number 1"
    assert parsed.get_content_type() == "text/plain"
    assert parsed.get_content().startswith("Grüße")


def test_of_a_large_message_without_text_the_headers_are_read(host: MailHost, user: str) -> None:
    host.fill(user, [message(1, FILE + b"--b--\r\n", MIXED)])
    with opened(host, user) as mailbox:
        (large,) = everything(mailbox, max_bytes=100_000)
    assert large.partial
    assert b"Subject: number 1" in large.raw
    assert b"QUJD" not in large.raw


# -- changing ----------------------------------------------------------------------------------------------------------


def flags(host: MailHost, user: str, folder: str = "INBOX") -> dict[int, str]:
    with opened(host, user) as mailbox:
        return {copy.uid: " ".join(copy.flags) for copy in everything(mailbox, folder)}


def test_marks_stay_and_change_nothing_else(host: MailHost, user: str) -> None:
    host.fill(user, [message(n) for n in range(150)])
    with opened(host, user) as mailbox:
        mailbox.select("INBOX")
        for _ in range(2):
            mailbox.mark(range(1, 141), "$Escalated")
        mailbox.mark([150], "\\Flagged")
        mailbox.mark([], "$Escalated")
        mailbox.mark([999], "$Escalated")
    kept = flags(host, user)
    assert all(("$Escalated" in kept[uid]) == (uid <= 140) for uid in kept)
    assert "\\Flagged" in kept[150]
    assert not any("\\Seen" in words for words in kept.values())


def test_our_notice_is_put_unseen_and_found_by_either_header(host: MailHost, user: str) -> None:
    ours = "<CASE-1042.17.abcdefghijklmnop@acme.example>"
    raw = f"Message-ID: {ours}\r\nSubject: notice\r\n\r\nhi\r\n".encode()
    renamed = f"Message-ID: <other@provider>\r\nX-Inbox-Escalator: {ours}\r\n\r\nhi\r\n".encode()
    quoting = f"Message-ID: <x@y>\r\nIn-Reply-To: {ours}\r\nReferences: {ours}\r\n\r\n{ours}\r\n".encode()
    at = datetime(2026, 3, 1, 12, 30, 5, tzinfo=UTC)
    with opened(host, user) as mailbox:
        for each in (raw, renamed, quoting):
            mailbox.append("INBOX", each, at)
        assert mailbox.find("INBOX", ours) == [1, 2]
        assert mailbox.find("Sent", ours) == []
        copies = everything(mailbox)
    assert [c.raw for c in copies] == [raw, renamed, quoting]
    assert all(c.arrived == at and "\\Seen" not in c.flags for c in copies)


def test_only_our_own_copies_are_removed(host: MailHost, user: str) -> None:
    host.fill(user, [message(n) for n in range(6)])
    with host.imap(user) as other:
        other.select("INBOX")
        other.uid("STORE", "2", "+FLAGS", "(\\Deleted)")
    with opened(host, user) as mailbox:
        mailbox.select("INBOX")
        mailbox.remove_own([4, 5])
        mailbox.remove_own([4])
        mailbox.remove_own([])
    assert sorted(flags(host, user)) == [1, 2, 3, 6]
    assert "\\Deleted" in flags(host, user)[2]


@pytest.mark.parametrize("missing", [{b"UIDPLUS"}, {b"UIDPLUS", b"MOVE"}])
def test_without_uidplus_they_are_moved_to_a_folder_of_ours(
    host: MailHost, user: str, monkeypatch: pytest.MonkeyPatch, missing: set[bytes]
) -> None:
    host.fill(user, [message(n) for n in range(3)])
    with opened(host, user) as mailbox:
        able = tuple(c for c in mailbox._client.capabilities() if c not in missing)
        monkeypatch.setattr(mailbox._client, "_cached_capabilities", able)
        mailbox.select("INBOX")
        mailbox.remove_own([1])
        mailbox.remove_own([3])
        assert len(everything(mailbox, "Escalator/Own")) == 2
    left = flags(host, user)
    assert [uid for uid, words in left.items() if "\\Deleted" not in words] == [2]
