"""Files on a real Dovecot: fetched by Message-ID as the mail leaves, also out of a folder into which people filed it."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage
from pathlib import Path

import pytest

from tests.servers.installation import Installation
from tests.servers.test_moved import carry

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("installations")]

LENA, JANE = "l2@example.test", "jane@customer.test"
INVOICE = bytes(range(256)) * 12_000


def letter(sender: str, desk: str, words: str, name: str, octets: bytes, answers: str = "") -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, desk, "Re: Invoice" if answers else "Invoice"
    message["Message-ID"] = f"<{name}@customer.test>"
    if answers:
        message["In-Reply-To"] = answers
    message.set_content(words)
    message.add_attachment(octets, "application", "pdf", filename=name)
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


def files(raw: bytes) -> dict[str, bytes]:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    return {str(part.get_filename()): part.get_content() for part in message.iter_attachments() if part.get_filename()}


def got(desk: Installation, address: str) -> list[bytes]:
    """What lies in the mailbox of that address."""
    base = Path(desk.host.maildir(address))
    return [path.read_bytes() for place in ("new", "cur") for path in (base / place).glob("*")]


def test_the_customers_files_come_on_request_and_a_colleagues_go_with_the_words(new_desk: Installation) -> None:
    desk = new_desk.configure().begin()
    desk.deliver(JANE, letter(JANE, desk.desk, "I want to speak to your manager.", "invoice.pdf", INVOICE))
    desk.once()
    (called,) = desk.transactions_to(LENA)
    desk.write(LENA, "Re: that", "files", In_Reply_To=called["message_id"])
    carry(desk, "INBOX", "Archive")
    desk.write(LENA, "Re: that", "files", In_Reply_To=called["message_id"])
    desk.once()
    assert {"invoice.pdf": INVOICE} in [files(raw) for raw in got(desk, LENA)]
    with desk.host.imap(desk.desk) as person:
        person.select("Archive", readonly=True)
        assert person.uid("SEARCH", "SEEN")[1] == [b""]
    say = letter(LENA, desk.desk, "say: Here is a new one.", "new.pdf", b"%PDF new", called["message_id"])
    desk.deliver(LENA, say)
    desk.once()
    desk.once(ahead=150)
    assert {"new.pdf": b"%PDF new"} in [files(raw) for raw in desk.host.outside(JANE)]
    assert desk.problems() == ()
