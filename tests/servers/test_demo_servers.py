"""The demo's servers: up at once, real enough for the whole product, gone without a trace, any number side by side."""

from __future__ import annotations

import contextlib
import smtplib
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from inbox_escalator.demo.imap_server import ImapServer
from inbox_escalator.demo.servers import Servers
from inbox_escalator.demo.smtp_server import Accepted, SmtpServer
from inbox_escalator.intake.imap import ImapMailbox, ImapSettings
from inbox_escalator.intake.imap_probe import probe
from inbox_escalator.intake.mailbox import LoginRefused, MailboxError

USER, PASSWORD = "support@acme.example", "demo"
AT = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def message(number: int) -> bytes:
    return b"Message-ID: <%d@customer.example>\r\nSubject: number %d\r\n\r\nhello\r\n" % (number, number)


def settings(server: ImapServer, password: str = PASSWORD) -> ImapSettings:
    return ImapSettings(server.host, USER, lambda: password, port=server.port, tls="none", read_seconds=5)


@contextmanager
def opened(server: ImapServer) -> Iterator[ImapMailbox]:
    mailbox = ImapMailbox(settings(server))
    try:
        yield mailbox
    finally:
        mailbox.close()


@pytest.fixture
def imap() -> Iterator[ImapServer]:
    with ImapServer(USER, PASSWORD) as server:
        yield server


@pytest.fixture
def smtp() -> Iterator[SmtpServer]:
    with SmtpServer(USER, PASSWORD) as server:
        yield server


def test_mail_is_read_marked_found_and_removed(imap: ImapServer) -> None:
    for n in range(150):
        imap.deliver(message(n), AT)
    imap.deliver(message(999), AT, folder="Sent", flags=["\\Seen"])
    with opened(imap) as mailbox:
        mailbox.select("INBOX")
        uids = mailbox.uids_after(0)
        copies = list(mailbox.fetch(uids, 1_000_000))
        assert [c.raw for c in copies] == [message(n) for n in range(150)]
        assert {c.arrived for c in copies} == {AT}
        mailbox.mark(uids[:2], "$Escalated")
        assert mailbox.find("INBOX", "<7@customer.example>") == uids[7:8]
        mailbox.remove_own(uids[7:8])
        mailbox.append("INBOX", b"Message-ID: <own@acme.example>\r\n\r\nnotice\r\n", AT)
        mailbox.select(mailbox.folders().sent)
        assert [c.raw for c in mailbox.fetch(mailbox.uids_after(0), 1_000_000)] == [message(999)]
    kept = imap.messages()
    assert len(kept) == 150
    assert uids[7] not in kept
    assert [uid for uid, flags in kept.items() if "$Escalated" in flags] == uids[:2]
    assert not any("\\Seen" in flags for flags in kept.values())


def test_it_has_all_that_check_looks_for(imap: ImapServer) -> None:
    assert all(fact.ok for fact in probe(settings(imap)))


def test_a_delivery_ends_idle(imap: ImapServer) -> None:
    with opened(imap) as mailbox:
        mailbox.select("INBOX")
        mailbox.uids_after(0)
        assert not mailbox.wait(0.02)
        sender = threading.Timer(0.05, imap.deliver, (message(1), AT))
        sender.start()
        began = time.monotonic()
        assert mailbox.wait(10)
        assert time.monotonic() - began < 2
        sender.join()


def test_a_wrong_password_is_refused(imap: ImapServer) -> None:
    with pytest.raises(LoginRefused):
        ImapMailbox(settings(imap, "wrong"))


def test_a_folder_that_is_not_there(imap: ImapServer) -> None:
    with pytest.raises(KeyError):
        imap.deliver(message(1), AT, folder="Nowhere")


def test_naive_times_are_refused(imap: ImapServer) -> None:
    with pytest.raises(ValueError, match="naive"):
        imap.deliver(message(1), AT.replace(tzinfo=None))


def test_what_was_sent_is_collected_once_in_order(smtp: SmtpServer) -> None:
    with smtplib.SMTP(smtp.host, smtp.port, timeout=5) as client:
        client.login(USER, PASSWORD)
        client.sendmail(USER, ["anna@acme.example", USER], message(1) + b".dot\r\n")
        client.sendmail("support+b-1@acme.example", ["jane@customer.example"], message(2))
    assert smtp.collect() == [
        Accepted(USER, ("anna@acme.example", USER), message(1) + b".dot\r\n"),
        Accepted("support+b-1@acme.example", ("jane@customer.example",), message(2)),
    ]
    assert smtp.collect() == []


def test_smtp_needs_no_log_in_but_refuses_a_wrong_one(smtp: SmtpServer) -> None:
    with smtplib.SMTP(smtp.host, smtp.port, timeout=5) as client:
        with pytest.raises(smtplib.SMTPAuthenticationError):
            client.login(USER, "wrong")
        client.sendmail("a@b.example", ["c@d.example"], message(1))
    assert len(smtp.collect()) == 1


def test_an_address_that_does_not_exist_is_refused_alone() -> None:
    def refused(address: str) -> str:
        return "550 5.1.1 no such user" if address.startswith("gone@") else ""

    with SmtpServer(USER, PASSWORD, refused=refused) as smtp, smtplib.SMTP(smtp.host, smtp.port, timeout=5) as client:
        answers = client.sendmail(USER, ["gone@acme.example", "anna@acme.example"], message(1))
        assert answers == {"gone@acme.example": (550, b"5.1.1 no such user")}
        assert [mail.recipients for mail in smtp.collect()] == [("anna@acme.example",)]


def test_a_copy_can_be_filed_before_the_client_hears_of_it(imap: ImapServer) -> None:
    def file(mail: Accepted) -> None:
        imap.deliver(mail.raw, AT)

    with SmtpServer(USER, PASSWORD, accepted=file) as smtp, smtplib.SMTP(smtp.host, smtp.port, timeout=5) as client:
        client.sendmail(USER, [USER], message(1))
        assert len(imap.messages()) == 1


def test_what_the_worker_puts_into_the_mailbox_is_collected_once_with_what_it_sent() -> None:
    own = b"X-Inbox-Escalator: <a@acme.example>\r\nTo: %s\r\n\r\nhello\r\n"
    with Servers() as servers:
        servers.deliver(own % b"Acme Support <support@acme.example>", AT)
        servers.deliver(own % b"Olivia Owner <olivia@acme.example>", AT)
        servers.deliver(b"To: support@acme.example\r\n\r\na customer writes\r\n", AT)
        assert servers.collect(AT) == [(USER, own % b"Acme Support <support@acme.example>")]
        assert servers.collect(AT) == []


def test_what_cannot_be_filed_is_not_accepted() -> None:
    def fails(_: Accepted) -> None:
        raise OSError("no room")

    with SmtpServer(USER, PASSWORD, accepted=fails) as smtp, smtplib.SMTP(smtp.host, smtp.port, timeout=5) as client:
        with pytest.raises(smtplib.SMTPDataError) as error:
            client.sendmail(USER, [USER], message(1))
        assert error.value.smtp_code == 451
        assert smtp.collect() == []


def test_they_start_at_once_work_twice_and_leave_nothing_behind() -> None:
    before = set(threading.enumerate())
    began = time.monotonic()
    with ImapServer(USER, PASSWORD) as one, ImapServer(USER, PASSWORD) as two, SmtpServer(USER, PASSWORD) as three:
        assert time.monotonic() - began < 1
        one.deliver(message(1), AT)
        assert (len(one.messages()), len(two.messages())) == (1, 0)
        client = ImapMailbox(settings(one))
        idle = socket.create_connection((three.host, three.port), 5)
        ports = [one.port, two.port, three.port]
        assert len(set(ports)) == 3
    with idle, contextlib.suppress(ConnectionResetError):
        while idle.recv(1000):
            pass
    with pytest.raises(MailboxError):
        client.select("INBOX")
    client.close()
    for port in ports:
        with pytest.raises(OSError, match="refused"):
            socket.create_connection(("127.0.0.1", port), 1)
    assert set(threading.enumerate()) == before
    one.close()
    three.close()
