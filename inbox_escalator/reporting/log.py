"""The escalation log: one row an escalation, the requirements' columns first."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from inbox_escalator.casework.case import Case, Escalation, Step
from inbox_escalator.casework.policy import Policy
from inbox_escalator.writing.clean import one_line

COLUMNS = (
    "Date", "Customer", "Issue", "Level", "Trigger", "Response time", "Resolution time", "Resolved?",
    "Case", "Contact", "Taken", "In time?", "Outcome",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class LogRow:
    """One escalation. Times are aware UTC, durations in seconds by the clock."""

    date: datetime
    customer: str
    issue: str
    level: str
    """`L1 → L2`."""
    trigger: str
    response_seconds: float | None
    """Until the first human mail reached the customer."""
    resolution_seconds: float | None
    resolved: bool
    case: str
    contact: str
    """Who took it; before that, who was called last."""
    taken: datetime | None
    in_time: bool | None
    """None while the promise runs."""
    outcome: str


def escalation_log(cases: Iterable[Case], policy: Policy) -> list[LogRow]:
    """Oldest first."""
    rows = [_row(case, escalation, policy) for case in cases for escalation in case.escalations]
    return sorted(rows, key=lambda row: (row.date, row.case))


def _row(case: Case, escalation: Escalation, policy: Policy) -> LogRow:
    return LogRow(
        date=escalation.at,
        customer=str(case.customer),
        issue=case.subject,
        level=f"{escalation.source} → {escalation.target}",
        trigger=", ".join(escalation.triggers) or "no trigger",
        response_seconds=_seconds(escalation.at, escalation.answered_at),
        resolution_seconds=_seconds(escalation.at, escalation.resolved_at),
        resolved=escalation.step is Step.DONE and escalation.resolved_at is not None,
        case=case.reference,
        contact=_contact(escalation, policy),
        taken=escalation.taken_at,
        in_time=escalation.in_time,
        outcome=escalation.outcome,
    )


def _contact(escalation: Escalation, policy: Policy) -> str:
    called = [call.contact for call in escalation.calls if call.notice]
    who = escalation.taken_by or (called[-1] if called else "")
    contact = policy.contact(who)
    return contact.name if contact else who


def _seconds(since: datetime, until: datetime | None) -> float | None:
    return None if until is None else max(0.0, (until - since).total_seconds())


def shown(row: LogRow, zone: ZoneInfo) -> tuple[str, ...]:
    """The row as text, in the order of COLUMNS."""
    return (
        _moment(row.date, zone),
        row.customer,
        row.issue,
        row.level,
        row.trigger,
        _duration(row.response_seconds),
        _duration(row.resolution_seconds),
        "yes" if row.resolved else "no",
        row.case,
        row.contact,
        _moment(row.taken, zone),
        {None: "", True: "yes", False: "no"}[row.in_time],
        row.outcome,
    )


def _moment(at: datetime | None, zone: ZoneInfo) -> str:
    return at.astimezone(zone).strftime("%Y-%m-%d %H:%M") if at else ""


def _duration(seconds: float | None) -> str:
    """`26:05`: hours and minutes, as a spreadsheet reads a duration."""
    if seconds is None:
        return ""
    minutes = int(timedelta(seconds=seconds).total_seconds() // 60)
    return f"{minutes // 60}:{minutes % 60:02d}"


def as_csv(rows: Iterable[LogRow], zone: ZoneInfo) -> str:
    """RFC 4180, with a heading. A cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    writer.writerows([_harmless(cell) for cell in shown(row, zone)] for row in rows)
    return out.getvalue()


FORMULA = ("=", "+", "-", "@", "|", "%", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""Spreadsheets obey what begins so, in full width, too (OWASP, CSV injection)."""


def _harmless(cell: str) -> str:
    """Blanks and quotation marks before it do not help a formula."""
    said = one_line(cell)
    return f"'{said}" if said.lstrip("\"' ").startswith(FORMULA) else said
