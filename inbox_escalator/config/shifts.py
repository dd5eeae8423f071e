"""The shifts of an on-call calendar (iCal, RFC 5545): each event with its summary and its time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inbox_escalator.config.calendars import ical_events

Span = tuple[datetime, datetime, str]
"""(since, until, summary), UTC."""

MOST_REPEATS = 1100
"""A daily shift for three years; the worker starts anew more often than that."""

_STEPS = {"DAILY": timedelta(days=1), "WEEKLY": timedelta(weeks=1)}
_KNOWN = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "WKST", "BYDAY"})


def shifts(text: str, zone: ZoneInfo) -> tuple[Span, ...]:
    """In the order of their beginning. `zone` is that of whole days and floating times. ValueError in one line for an
    event that cannot be read, or repeats otherwise than daily or weekly."""
    return tuple(sorted(span for event in ical_events(text) for span in _spans(event, zone)))


def _spans(event: dict[str, str], zone: ZoneInfo) -> Iterator[Span]:
    summary = event.get("SUMMARY", "").replace("\\,", ",").replace("\\;", ";")
    begin = _moment(event, "DTSTART", zone)
    end = _moment(event, "DTEND", zone) if "DTEND" in event else begin + timedelta(days=1)
    if end <= begin:
        raise ValueError(f'the event "{summary}" ends before it begins')
    for start in _repeated(begin, event.get("RRULE", ""), summary):
        # Wall times are added to, so that a shift begins at the same hour in summer and in winter.
        yield start.astimezone(UTC), (start + (end - begin)).astimezone(UTC), summary


def _moment(event: dict[str, str], name: str, zone: ZoneInfo) -> datetime:
    said = event.get(name, "")
    try:
        if len(said) == 8:
            return datetime.combine(date.fromisoformat(said), datetime.min.time(), zone)
        found = datetime.strptime(said.removesuffix("Z"), "%Y%m%dT%H%M%S")  # noqa: DTZ007  (the zone is set below)
        if said.endswith("Z"):
            return found.replace(tzinfo=UTC)
        return found.replace(tzinfo=ZoneInfo(event.get(f"{name};TZID", "").strip('"') or zone.key))
    except (ValueError, ZoneInfoNotFoundError):
        raise ValueError(f'{name} "{said}" of the event "{event.get("SUMMARY", "")}" is no time') from None


def _repeated(begin: datetime, rule: str, summary: str) -> Iterator[datetime]:
    if not rule:
        yield begin
        return
    parts = dict(part.partition("=")[::2] for part in rule.upper().split(";") if part)
    step = _STEPS.get(parts.get("FREQ", ""))
    if step is None or not parts.keys() <= _KNOWN or "," in parts.get("BYDAY", ""):
        raise ValueError(f'the event "{summary}" repeats by {rule}; only daily and weekly shifts are read')
    times = min(_number(parts.get("COUNT"), MOST_REPEATS), MOST_REPEATS)
    until = parts.get("UNTIL", "99991231")[:8]
    for number in range(times):
        start = begin + number * step * _number(parts.get("INTERVAL"), 1)
        if f"{start:%Y%m%d}" > until:
            return
        yield start


def _number(said: str | None, default: int) -> int:
    return int(said) if said and said.isdecimal() and int(said) else default
