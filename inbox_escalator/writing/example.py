"""A fictitious case, to try an owner's template on and to show how a mail looks."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from inbox_escalator.casework.case import Call, Case, Escalation, Status
from inbox_escalator.casework.decision import Event, Notice, Text, Voice
from inbox_escalator.casework.fact import Fact
from inbox_escalator.casework.hours import Deadline, Hours, Span
from inbox_escalator.casework.policy import Contact, Level, Policy
from inbox_escalator.identity import CUSTOMER, DESK, Seal
from inbox_escalator.intake.mail import Address, Attachment
from inbox_escalator.triage.trigger import Finding, Sentiment, Trigger, Urgency
from inbox_escalator.writing.facts import Facts
from inbox_escalator.writing.known import View
from inbox_escalator.writing.templates import CUSTOMER_MAILS
from inbox_escalator.writing.view import THREAD_SUBJECT, known, view

NOW = datetime(2025, 11, 21, 13, 2, tzinfo=UTC)
"""A Friday, 14:02 in Berlin."""

REFERENCE = "CASE-1042"
SEAL = Seal(b"an example's key, not a secret", "acme.example")
ANSWER = "We restored the price lists from the backup. The invoices are harder; I have asked our database team."
COMPLAINT = """Hello,

your update on Monday deleted our invoices of the whole year. I have called twice and nobody rings back, this is \
ridiculous.

If the invoices are not back today, our lawyer will write to you on Monday. We also lose about 1,200 EUR a day.

Jane Roe
Roe & Daughters"""


def _at(hour: int, minute: int) -> datetime:
    return NOW.replace(hour=hour - 1, minute=minute)


def policy() -> Policy:
    """Two levels above a front line, and the triggers of the example."""
    office = ((time(9), time(17)),)
    legal = Trigger(
        "legal_threat", "phrases", ("any",), "L3", urgency=Urgency.CRITICAL, issue_area="requests like yours",
        action="Call the customer today; do not admit fault; ask for the lawyer's name",
    )  # fmt: skip
    return Policy(
        desk_name="Acme Support",
        desk_address="support@acme.example",
        levels=(
            Level("L1", "Standard questions", Span.parse("4bh")),
            Level("L2", "Complex issues", Span.parse("2bh")),
            Level("L3", "Critical incidents", Span.parse("1h")),
        ),
        contacts=(
            _contact("olivia", "Olivia Owner", "our director", "L3"),
            _contact("ben", "Ben Bauer", "our specialist", "L2", "L3"),
        ),
        triggers=(legal,),
        hours=Hours(ZoneInfo("Europe/Berlin"), (*((office,) * 5), (), ())),
    )


def _contact(short: str, name: str, role: str, *levels: str) -> Contact:
    return Contact(short, name, f"{short}@acme.example", levels, phone="+49 30 555 0100", role=role)


_ASKED = (
    Fact("Account or order number", "4-2", "AC-10442", _at(11, 50)),
    Fact("What was tried", "4-2"),
)


def case() -> Case:
    """A legal threat that has just reached the top."""
    because = 'legal_threat: "our lawyer will write"'
    found = Finding("legal_threat", True, "our lawyer will write", "new", "lawyer with a verb of the future")
    call = Call("olivia", NOW, NOW + timedelta(minutes=30), "4")
    due = Deadline(_at(15, 2), NOW, "1 hour from Fri 14:02")
    running = Escalation(
        1, "L1", "L3", NOW, ("legal_threat",), because, Urgency.CRITICAL, due, (found,), (call,),
        (("ben", "away until Mon (out-of-office answer)"),),
    )  # fmt: skip
    return Case(
        reference=REFERENCE,
        customer=Address("jane@roe.example", "Jane Roe"),
        subject="Invoices gone after your update",
        level="L3",
        opened=_at(10, 15),
        status=Status.OPEN,
        tags=("legal_threat", "vip"),
        urgency=Urgency.CRITICAL,
        critical=True,
        sentiment=Sentiment.ANGRY,
        sentiment_words=("ridiculous", "nobody rings back"),
        handler="olivia",
        promised=due,
        escalations=(running,),
        messages=("<first@roe.example>", "<second@roe.example>"),
        files=(Attachment("invoices.pdf", "application/pdf", 184_320), Attachment("list.png", "image/png", 2_100_000)),
        problems=("a file of 31 MB was not read",),
        facts=_ASKED,
        events=5,
    )


def texts() -> tuple[Text, ...]:
    """What was written on it."""
    first = "Good morning, the invoices of this year are not in the list any more. Can you look? Jane Roe"
    jane = "Jane Roe <jane@roe.example>"
    return (
        Text(REFERENCE, 1, _at(10, 15), Voice.CUSTOMER, jane, first, "<first@roe.example>"),
        Text(REFERENCE, 2, _at(11, 40), Voice.STAFF, "Ben Bauer", ANSWER),
        Text(REFERENCE, 3, NOW, Voice.CUSTOMER, jane, COMPLAINT, "<second@roe.example>"),
    )


def events() -> tuple[Event, ...]:
    """Its log."""
    return (
        Event(REFERENCE, 1, _at(10, 15), "opened", "customer", "a customer's first mail on this matter"),
        Event(REFERENCE, 2, _at(11, 40), "answered", "ben", "found in Sent"),
        Event(REFERENCE, 3, NOW, "customer wrote", "customer", "on this case"),
        Event(REFERENCE, 4, NOW, "escalated", "system", 'legal_threat: "our lawyer will write"', "L1", "L3"),
    )


_SAID = {
    "message": "Dear Jane Roe,\n\nyour invoices are back. Please look at the list once more.\n\nOlivia Owner",
    "update": "",
    "receipt": "CASE-1042: resolved by Olivia Owner. Customer will be told Fri 14:05. Answer undo to stop it.",
    "explain_refusal": "the mail carries none of the ids of the escalation",
    "code": "done",
    "stranger": "Max Other <max@other.example>",
    "undelivered": "handoff: the connection broke after the mail was handed over",
    "problem": "imap.acme.example refuses the log-in of support@acme.example",
    "backlog": "25 cases wait for you",
    "came_back": "Olivia Owner sent it back from L3 to L2: false alarm, the lawyer is her brother",
    "one_more": "CASE-1051 · Max Other <max@other.example>: “The invoices are gone”; 4 customers now",
    "desk_answer": "2 cases are open with you or on L3; the next deadline first.",
    "observed": "3 escalations since Mon 09:00",
}


def notice(name: str) -> Notice:
    """The notice by which that mail would be owed."""
    said = _SAID.get(name, "Your invoices are back." if name == "resolved" else "")
    common = Notice(name, "olivia", "olivia@acme.example", REFERENCE, 4, critical=True, text=said, escalation=1)
    if name in CUSTOMER_MAILS:
        return replace(common, to=CUSTOMER, address="jane@roe.example", deadline=case().promised)
    if name == "facts":
        return replace(common, to=DESK, address="support@acme.example", slot=2, critical=False)
    if name == "l1_reminder":
        return replace(common, to=DESK, address="support@acme.example", critical=False)
    return common if name == "escalation" else replace(common, event=5, thread="4", lines=("a further line",))


def example(name: str) -> View:
    """A value for every variable of that mail."""
    facts = Facts(notice(name), case(), texts(), events(), policy(), SEAL, NOW)
    names = known(name)
    return {**view(name, names, facts), **({THREAD_SUBJECT: "ESCALATION"} if THREAD_SUBJECT in names else {})}
