"""A store with many cases in it, as a desk has it after some time."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

from inbox_escalator.casework.case import Alarm, Case, Timer
from inbox_escalator.casework.decision import Decision, Event, Text, Voice
from inbox_escalator.intake.mail import Address
from inbox_escalator.store.disk import Disk
from inbox_escalator.store.store import Bookmark, Customer, Inbound, Turn
from inbox_escalator.store.tiny import open_store

WORDS = "I am writing to you since the thing that I bought does not work any more. " * 10
GROUP = 500


class Quick(Disk):
    """Setting a store up need not be safe."""

    def datasync(self, fd: int) -> None:
        pass

    def sync(self, fd: int) -> None:
        pass


def past(data: Path, cases: int) -> None:
    """Adds open cases, each with two events, its words, and a deadline in a month."""
    now = datetime.now(UTC)
    with open_store(data, disk=Quick(), compact_at=1 << 40) as store:
        for first in range(0, cases, GROUP):
            with store.group():
                for number in range(first, min(first + GROUP, cases)):
                    with store.turn() as turn:
                        _one(turn, number, now - timedelta(days=1))


def _one(turn: Turn, number: int, then: datetime) -> None:
    reference, key = turn.next_reference("CASE"), f"past.{number}"
    who = Address(f"{key}@customer.test", "Carla Customer")
    timer = Timer(Alarm.CLIMB, then + timedelta(days=30, seconds=number), "30d from then")
    made = Case(
        reference=reference, customer=who, subject="It is broken", level="L1", opened=then, events=2, timers=(timer,),
        participants=(who.address,), messages=(f"<{key}@customer.test>",),
    )  # fmt: skip
    events = tuple(
        Event(reference, n, then, what, "customer", "a customer wrote") for n, what in ((1, "opened"), (2, "noted"))
    )
    text = Text(reference, 1, then, Voice.CUSTOMER, who.name, WORDS)
    seen = Inbound(f"a past 1 {number}", key, f"<{key}@customer.test>", who.address, then, reference, "customer")
    turn.record(Decision(made, events, texts=(text,)), (), seen, Bookmark("a", "past", 1, number + 1))
    turn.put_customer(who.address, Customer(then, (then,), 1))
