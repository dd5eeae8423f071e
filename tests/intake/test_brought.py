"""What a colleague sends on with `new:` or `up:` on top, as mail programs write it; and what is none of that."""

from __future__ import annotations

from dataclasses import replace
from email.message import EmailMessage

import pytest

from inbox_escalator.identity import Seal
from inbox_escalator.intake.brought import brought_in
from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.mail import Address
from inbox_escalator.intake.sender import Dmarc, Kind, Sender

DESK = Desk(
    "support@acme.example",
    Seal(b"sixteen bytes and more", "acme.example"),
    contacts=(("anna", ("anna@acme.example",)),),
    staff=("@acme.example",),
)
ANNA = Sender(
    Kind.CUSTOMER, "", Address("anna@acme.example", "Anna Berg"), "anna", staff=True, agreed=True, dmarc=Dmarc.PASS,
    unverified=True,
)  # fmt: skip

GMAIL = """{word}

---------- Forwarded message ---------
From: Jane Roe <jane@customer.example>
Date: Mon, Nov 23, 2026 at 9:00 AM
Subject: Invoice
To: <anna@acme.example>


The invoice is wrong.
"""
OUTLOOK = """{word}

Anna

From: Jane Roe [mailto:jane@customer.example]
Sent: Monday, November 23, 2026 9:00 AM
To: Anna Berg; Ben Cole;
 Olivia Owner
Subject: Invoice

The invoice is wrong.
"""
OUTLOOK_GERMAN = """{word}

________________________________
Von: Jane Roe <jane@customer.example>

Gesendet: Montag, 23. November 2026 09:00

An: Anna Berg <anna@acme.example>

Betreff: Invoice

The invoice is wrong.
"""
APPLE = """{word}

Anfang der weitergeleiteten Nachricht:

> Von: Jane Roe <jane@customer.example>
> Betreff: Invoice
> Datum: 23. November 2026 um 09:00:00 MEZ
> An: anna@acme.example
>
> The invoice is wrong.
"""
THUNDERBIRD = """{word}

-------- Forwarded Message --------
Subject: \tInvoice
Date: \tMon, 23 Nov 2026 09:00:00 +0000
From: \tJane Roe <jane@customer.example>
To: \tanna@acme.example

The invoice is wrong.
"""


def forward(text: str, *, to: str = "support@acme.example", attached: bool = False) -> bytes:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "Anna Berg <anna@acme.example>", to, "Fwd: Invoice"
    message["Message-ID"] = "<f1@acme.example>"
    message.set_content(text)
    if attached:
        inner = EmailMessage()
        inner["From"], inner["To"] = "Jane Roe <jane@customer.example>", "anna@acme.example"
        inner["Subject"], inner["Date"] = "Invoice", "Mon, 23 Nov 2026 09:00:00 +0000"
        inner.set_content("The invoice is wrong.\n")
        message.add_attachment(inner)
    return message.as_bytes()


@pytest.mark.parametrize("layout", [GMAIL, OUTLOOK, OUTLOOK_GERMAN, APPLE, THUNDERBIRD, "{word}\n"], ids=range(6))
@pytest.mark.parametrize(
    ("word", "up", "said"), [("new:", False, ""), ("New", False, ""), ("up: she is upset", True, "she is upset")]
)
def test_the_writer_and_the_words_are_found(layout: str, word: str, up: bool, said: str) -> None:
    mail = read_mail(forward(layout.format(word=word), attached=layout == "{word}\n"))
    inner, sender, brought = brought_in(mail, ANNA, DESK)
    assert brought is not None
    assert (brought.by, brought.contact, brought.up) == (ANNA.address, "anna", up)
    assert brought.said.startswith(said)
    assert sender.address == Address("jane@customer.example", "Jane Roe")
    assert (sender.kind, sender.unverified, sender.staff, sender.contact) == (Kind.CUSTOMER, False, False, "")
    assert (inner.subject, inner.new_words.strip()) == ("Invoice", "The invoice is wrong.")
    assert inner.key == mail.key


@pytest.mark.parametrize(
    "why",
    [
        {"dmarc": Dmarc.NONE, "agreed": False},
        {"dmarc": Dmarc.FAIL},
        {"staff": False},
        {"agreed": False},
        {"kind": Kind.STAFF},
    ],
    ids=str,
)
def test_without_proof_it_stays_a_mail_as_any_other(why: dict[str, object]) -> None:
    mail = read_mail(forward(GMAIL.format(word="up:")))
    sender = replace(ANNA, **why)  # type: ignore[arg-type]
    assert brought_in(mail, sender, DESK) == (mail, sender, None)


@pytest.mark.parametrize("contact", ["anna", ""])
def test_without_a_verdict_it_waits_for_the_code_of_the_colleague(contact: str) -> None:
    mail = read_mail(forward(GMAIL.format(word="up:")))
    sender = replace(ANNA, dmarc=Dmarc.NONE, contact=contact)
    same, as_it_was, brought = brought_in(mail, sender, DESK)
    assert (same, as_it_was) == (mail, sender)
    assert brought is not None
    assert (brought.waits_for, brought.subject) == (Address("jane@customer.example", "Jane Roe"), "Invoice")


@pytest.mark.parametrize(
    ("desk", "why"),
    [
        (replace(DESK, strict=True), "wants DMARC"),
        (replace(DESK, ignore=("customer.example",)), "jane@customer.example is ignored"),
    ],
)
def test_where_no_code_can_help_the_colleague_hears_why(desk: Desk, why: str) -> None:
    mail, sender = read_mail(forward(GMAIL.format(word="up:"))), replace(ANNA, dmarc=Dmarc.NONE)
    same, as_it_was, brought = brought_in(mail, sender, desk)
    assert (same, as_it_was) == (mail, sender)
    assert brought is not None
    assert brought.waits_for is None
    assert why in brought.why_not


def test_whom_the_owner_ignores_is_ignored_also_where_a_colleague_is_proven() -> None:
    mail = read_mail(forward(GMAIL.format(word="new:")))
    _, sender, brought = brought_in(mail, ANNA, replace(DESK, ignore=("customer.example",)))
    assert (sender.kind, sender.address.address) == (Kind.IGNORED, "jane@customer.example")
    assert brought is not None
    assert "is ignored" in brought.why_not


@pytest.mark.parametrize(
    "raw",
    [
        forward(GMAIL.format(word="Please have a look.")),
        forward(GMAIL.format(word="done")),
        forward(GMAIL.format(word="new:"), to="support@acme.example, tom@customer.example"),
    ],
    ids=["no word", "another word", "outsiders read it"],
)
def test_what_brings_nothing_in(raw: bytes) -> None:
    mail = read_mail(raw)
    assert brought_in(mail, ANNA, DESK)[2] is None


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (forward("new: there is nothing below\n"), "no address of a customer"),
        (forward(GMAIL.format(word="new:").replace("jane@customer.example", "ben@acme.example")), "is a colleague"),
        (forward(GMAIL.format(word="new:").replace("<jane@customer.example>", "")), "no address of a customer"),
    ],
    ids=["nothing sent on", "a colleague's mail", "no address"],
)
def test_what_cannot_be_brought_in_stays_as_it_came_and_says_why(raw: bytes, why: str) -> None:
    mail = read_mail(raw)
    same, sender, brought = brought_in(mail, ANNA, DESK)
    assert (same, sender) == (mail, ANNA)
    assert brought is not None
    assert not brought.done
    assert brought.waits_for is None
    assert why in brought.why_not


def test_the_desk_itself_brings_nothing_in() -> None:
    raw = forward(GMAIL.format(word="new:")).replace(b"anna@acme.example>\n", b"support@acme.example>\n", 1)
    mail = read_mail(raw)
    assert mail.sender.address == "support@acme.example"
    assert brought_in(mail, ANNA, DESK)[2] is None
