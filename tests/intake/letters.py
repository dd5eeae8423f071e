"""Mail for the tests of this room, written as it would come, and read by the real parser."""

from inbox_escalator.identity import Seal
from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.mail import InboundMail

SEAL = Seal(b"a key for tests only", "acme.example")
DESK = Desk(
    address="support@acme.example",
    seal=SEAL,
    aliases=("help@acme.example",),
    contacts=(
        ("anna", ("anna@acme.example", "anna.smith@acme.example")),
        ("olivia", ("olivia@acme.example",)),
        ("lawyer", ("counsel@law.example",)),
    ),
    staff=("@acme.example",),
    forms=("form@webforms.example",),
    lists=("support-list@acme.example",),
    ignore=("spam.example", "bad@customer.example"),
    authserv_id="mx.acme.example",
)
PASSED = "Authentication-Results: mx.acme.example; dmarc=pass header.from=acme.example"
FAILED = "Authentication-Results: mx.acme.example; dmarc=fail header.from=acme.example"


def ours(contact: str, case: str = "CASE-1042", notice: str = "17") -> str:
    """The Message-ID of a mail of ours to that contact."""
    return SEAL.message_id(case, contact, notice)


def letter(
    body: str = "My parcel has not come.",
    *headers: str,
    sender: str = "Jane Roe <jane@customer.example>",
    to: str = "support@acme.example",
    subject: str = "Parcel",
) -> InboundMail:
    top = [f"From: {sender}", f"To: {to}", f"Subject: {subject}", "Date: Mon, 11 Mar 2024 09:00:00 +0000"]
    given = "".join(headers).lower()
    if "message-id:" not in given.replace("x-message-id:", ""):
        top.append("Message-ID: <one@customer.example>")
    raw = "\r\n".join((*headers, *top, "", body.replace("\n", "\r\n")))
    return read_mail(raw.encode())
