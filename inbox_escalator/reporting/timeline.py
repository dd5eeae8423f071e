"""What happens, while it happens: one line for whatever a person would tell another."""

from __future__ import annotations

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Event
from inbox_escalator.identity import DESK
from inbox_escalator.writing.clean import one_line

SAID = {
    "opened": 'new case: "{subject}"',
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
    "unresolved": "{because}",
    "resolved": "resolved by {by}: {because}",
    "closed": "closed",
    "undone": "{by} takes it back",
    "passed": "{by} passes it to {target}",
    "noted": "{by}: a note",
    "code asked": "{by} is asked for a code",
    "asked again": "{target} took it and is asked what happened",
    "refused": "not obeyed: {because}",
    "thanked": "says thanks: no clock moves",
    "auto-reply": "an automatic answer: a note",
    "observed": "only observed: {because}",
    "silent": "no alarm again: {because}",
    "false alarm": "a false alarm, says {by}: back {source} → {target}",
    "sent back": "{by} sends it back {source} → {target}: {because}",
    "mood": "{by}: the customer is {target}",
    "not delivered": "not delivered: {because}",
    "held": "a mail is held: {because}",
    "told": "{by} answered by phone; it is the customer's turn",
    "updated": "hears that we are still at it",
    "asked for a word": "{target} is asked for a word to the customer",
    "followed up": "is asked how it went",
    "feedback": "says how it went: {because}",
    "held up": "{because}",
    "left late": "left late: {because}",
    "leaves late": "late: {because}",
    "facts asked": "the front line is asked for: {because}",
    "facts given": "the front line says: {because}",
}
"""By the event. Events that are not here are for `show`, which tells all."""

RED, GREEN, YELLOW, BLUE = "31", "32", "33", "36"
LOUD = {
    "escalated": RED, "missed": RED, "not delivered": RED, "fell over": YELLOW, "resolved": GREEN,
    "taken": BLUE, "answered": BLUE, "said": BLUE,
}  # fmt: skip


def happened(event: Event, case: Case | None) -> str:
    """`Jane Roe          ESCALATED L1 → L3: legal_threat: "sue you"`, without its time and case; '' for what nobody
    need be told."""
    says = SAID.get(event.what)
    if says is None or case is None or (event.what == "called" and "escalation" not in event.because):
        return ""
    words = says.format(
        by=_who(event.by), because=event.because, source=event.source, target=_who(event.target), subject=case.subject
    )
    if event.what == "called" and _waits(event, case):
        words += " in working hours"
    who = one_line(case.customer.name or case.customer.address)
    return f"{who[:16]:16}  {one_line(words)}"


def _who(voice: str) -> str:
    return "the front line" if voice == DESK else voice


def _waits(event: Event, case: Case) -> bool:
    """Whether that call lies ahead: outside hours the mail is written at once and leaves when they begin."""
    calls = [call for escalation in case.escalations for call in escalation.calls if call.contact == event.target]
    return bool(calls) and calls[-1].at > event.at


def cut(text: str, columns: int) -> str:
    """At most that many letters, the last one an ellipsis where some are missing."""
    return text if len(text) <= columns else f"{text[: columns - 1].rstrip()}…"


def coloured(event: Event, text: str) -> str:
    """For a terminal: red is trouble, yellow a detour, green an end, blue a human hand."""
    code = LOUD.get(event.what)
    return f"\x1b[{code}m{text}\x1b[0m" if code else text
