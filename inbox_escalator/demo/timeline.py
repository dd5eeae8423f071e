"""What the terminal shows while the day goes by: one line for whatever a person would tell another."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from inbox_escalator.casework.decision import Event

if TYPE_CHECKING:
    from inbox_escalator.store.tiny import TinyStore

ZONE = ZoneInfo("Europe/London")

SAID = {
    "opened": "new case",
    "customer wrote": "writes again",
    "reopened": "reopened",
    "escalated": "ESCALATED {source} → {target}: {because}",
    "called": "{target} gets an ESCALATION",
    "away": "{target} is away: {because}",
    "unavailable": "{target} cannot be reached: {because}",
    "fell over": "next contact: {because}",
    "reminded": "{target} is reminded: {because}",
    "repeated": "called again: {because}",
    "taken": "{by} has it",
    "answered": "answered from the mailbox ({by}); it is the customer's turn",
    "said": "{by} writes to the customer",
    "missed": "the promise was missed: {because}",
    "resolved": "resolved by {by}: {because}",
    "undone": "{by} takes it back",
    "passed": "{by} passes it to {target}",
    "noted": "{by}: a note",
    "asked again": "{target} took it and is asked what happened",
    "refused": "not obeyed: {because}",
    "thanked": "says thanks: no clock moves",
    "auto-reply": "an automatic answer: a note",
}
RED, GREEN, YELLOW, BLUE = "31", "32", "33", "36"
LOUD = {
    "escalated": RED, "missed": RED, "fell over": YELLOW, "resolved": GREEN,
    "taken": BLUE, "answered": BLUE, "said": BLUE,
}  # fmt: skip
LONGEST = 110


class Timeline:
    """Prints what is new in the log since the last look."""

    def __init__(self, store: TinyStore) -> None:
        self._store = store
        self._shown = 0
        self._colour = sys.stdout.isatty()

    def tell(self) -> None:
        events = self._store.events()
        for event in events[self._shown :]:
            self._line(event)
        self._shown = len(events)

    def _line(self, event: Event) -> None:
        says = SAID.get(event.what)
        if says is None or (event.what == "called" and "escalation" not in event.because):
            return
        case = self._store.case(event.case)
        who = (case.customer.name or case.customer.address) if case else ""
        words = says.format(by=event.by, because=event.because, source=event.source, target=event.target)
        if event.what == "opened" and case is not None:
            words = f'"{case.subject}"'
        text = f"{event.at.astimezone(ZONE):%H:%M}  {event.case:9}  {who[:16]:16}  {words}"[:LONGEST]
        code = LOUD.get(event.what)
        print(f"\x1b[{code}m{text}\x1b[0m" if self._colour and code else text, flush=True)
