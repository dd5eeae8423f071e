"""Small values to put into a store."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from inbox_escalator.casework.case import Alarm, Case, Timer
from inbox_escalator.casework.decision import Decision, Event, Text, Voice
from inbox_escalator.intake.mail import Address
from inbox_escalator.store.store import Bookmark, Inbound, Turn
from inbox_escalator.writing.outbound import OutboundMail

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    return NOW + timedelta(minutes=minutes)


def case(reference: str = "CASE-1001", events: int = 1, timer: datetime | None = None, **more: object) -> Case:
    timers = (Timer(Alarm.CLIMB, timer, "2h from 10:00"),) if timer else ()
    made = Case(
        reference=reference, customer=Address("carla@example.com", "Carla"), subject="It is broken", level="L1",
        opened=NOW, events=events, timers=timers,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def event(reference: str = "CASE-1001", number: int = 1, what: str = "opened") -> Event:
    return Event(reference, number, at(number), what, "customer", "a customer wrote")


def text(reference: str = "CASE-1001", number: int = 1, words: str = "It broke.", voice: Voice = Voice.CUSTOMER) -> Text:
    return Text(reference, number, at(number), voice, "Carla", words)


def mail(key: str = "1001.1", reference: str = "CASE-1001", **more: object) -> OutboundMail:
    made = OutboundMail(
        message_id=f"<{key}@acme.example>", case=reference, event=1, template="receipt", to="olivia",
        address="olivia@acme.example", sender="support@acme.example", subject="Re: it", raw="Subject: it\r\n\r\nwords\r\n",
        created=NOW, leaves=NOW,
    )
    return replace(made, **more)  # type: ignore[arg-type]


def inbound(key: str = "1", reference: str = "", **more: object) -> Inbound:
    made = Inbound(
        copy_key=f"me INBOX 7 {key}", mail_key=f"content-{key}", message_id=f"<{key}@example.com>",
        sender="carla@example.com", at=NOW, case=reference, kind="customer",
    )
    return replace(made, **more)  # type: ignore[arg-type]


def bookmark(uid: int) -> Bookmark:
    return Bookmark("me", "INBOX", 7, uid)


def opened(reference: str = "CASE-1001", *, events: int = 1, timer: datetime | None = None) -> Decision:
    """A new case with its first events and one text."""
    return Decision(
        case=case(reference, events, timer), events=tuple(event(reference, n) for n in range(1, events + 1)),
        texts=(text(reference),),
    )


def step(turn: Turn, reference: str, what: str = "noted", **more: object) -> Decision:
    """One more event on a case that is there."""
    now = turn.case(reference)
    assert now is not None
    after = replace(now, events=now.events + 1, **more)  # type: ignore[arg-type]
    return Decision(case=after, events=(event(reference, after.events, what),))
