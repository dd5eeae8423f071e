"""One line a case: where it stands and what is due."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from inbox_escalator.casework.case import Alarm, Case, Whose


@dataclass(frozen=True, slots=True)
class CaseLine:
    """What `cases --json` prints; its keys are a promise to scripts (docs/commands)."""

    reference: str
    customer: str
    """Address."""
    subject: str
    level: str
    status: str
    turn: str
    """`ours` or `customer`."""
    tags: tuple[str, ...]
    triggers: tuple[str, ...]
    """Those that made it climb, in order."""
    handler: str
    """Contact id, '' while nobody took it."""
    respond_by: datetime | None
    """The earliest time by which the customer has to hear from a human; None while it is not our turn."""
    resolve_by: datetime | None
    message_ids: tuple[str, ...]
    """The customer's mails, oldest first."""


def case_line(case: Case) -> CaseLine:
    triggers = dict.fromkeys(name for escalation in case.escalations for name in escalation.triggers)
    return CaseLine(
        reference=case.reference,
        customer=case.customer.address,
        subject=case.subject,
        level=case.level,
        status=case.status.value,
        turn=case.whose.value,
        tags=case.tags,
        triggers=tuple(triggers),
        handler=case.handler,
        respond_by=respond_by(case),
        resolve_by=resolve_by(case),
        message_ids=case.messages,
    )


def overview(cases: Iterable[Case]) -> list[CaseLine]:
    """In the order in which they were opened."""
    return [case_line(case) for case in sorted(cases, key=lambda case: (case.opened, case.reference))]


def respond_by(case: Case) -> datetime | None:
    if case.ended or case.whose is Whose.CUSTOMER:
        return None
    due = [deadline.at for deadline in (case.promised, case.window.due if case.window else None) if deadline]
    return min(due, default=None)


def resolve_by(case: Case) -> datetime | None:
    timer = case.timer(Alarm.RESOLVE)
    return timer.at if timer and not case.ended else None
