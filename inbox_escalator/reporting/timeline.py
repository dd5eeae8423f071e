"""What happens, while it happens: one line for whatever a person would tell another."""

from __future__ import annotations

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Event
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.writing.clean import one_line
from inbox_escalator.writing.sentences import SAID, told

RED, GREEN, YELLOW, BLUE = "31", "32", "33", "36"
LOUD = {
    "escalated": RED, "missed": RED, "not delivered": RED, "fell over": YELLOW, "resolved": GREEN,
    "taken": BLUE, "answered": BLUE, "said": BLUE,
}  # fmt: skip


def happened(event: Event, case: Case | None) -> str:
    """`Jane Roe          ESCALATED L1 → L3: legal_threat: "sue you"`, without its time and case; '' for what nobody
    need be told."""
    if case is None or event.what not in SAID or (event.what == "called" and "escalation" not in event.because):
        return ""
    words = ": ".join(filter(None, told(event, subject=case.subject, customer="", name=_who)))
    if event.what == "called" and _waits(event, case):
        words += " in working hours"
    who = one_line(case.customer.name or case.customer.address)
    return f"{who[:16]:16}  {one_line(words)}"


def _who(voice: str) -> str:
    return {DESK: "the front line", CUSTOMER: "the customer", "": "whoever has it"}.get(voice, voice)


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
