"""Days off, from the calendar of a region or from an iCal file."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date


def region_days(region: str, years: range) -> tuple[tuple[date, str], ...]:
    """The public holidays of `US` or `US-CA` in those years. ImportError without the package `holidays`; KeyError for a
    region that it does not know."""
    import holidays as calendar

    country, _, part = region.partition("-")
    try:
        found = calendar.country_holidays(country, subdiv=part or None, years=list(years))
    except NotImplementedError:
        raise KeyError(region) from None
    return tuple(sorted((day, str(said)) for day, said in found.items()))


def calendar_days(text: str) -> tuple[tuple[date, str], ...]:
    """Whole-day events of an iCal file (RFC 5545): each day with the event's summary. Repetitions are not followed."""
    return tuple(sorted(day for event in ical_events(text) for day in _days_of(event)))


def ical_events(text: str) -> tuple[dict[str, str], ...]:
    """The events of an iCal file: each property by its name, and its time zone as `DTSTART;TZID`."""
    found: list[dict[str, str]] = []
    event: dict[str, str] = {}
    for line in _unfolded(text):
        key, _, said = line.partition(":")
        name, *parameters = key.upper().split(";")
        if (name, said.strip().upper()) == ("BEGIN", "VEVENT"):
            event = {}
        elif (name, said.strip().upper()) == ("END", "VEVENT"):
            found.append(event)
            event = {}
        else:
            event.setdefault(name, said.strip())
            zone = next((n for n, p in enumerate(parameters, 1) if p.startswith("TZID=")), 0)
            if zone:
                event.setdefault(f"{name};TZID", key.split(";")[zone][len("TZID=") :])
    return tuple(found)


def _unfolded(text: str) -> list[str]:
    """RFC 5545, section 3.1: a line that begins with a blank continues the one before."""
    lines: list[str] = []
    for line in text.splitlines():
        if line[:1] in (" ", "\t") and lines:
            lines[-1] += line[1:]
        else:
            lines.append(line)
    return lines


def _days_of(event: Mapping[str, str]) -> list[tuple[date, str]]:
    first = _ical_date(event.get("DTSTART", ""))
    if first is None:
        return []
    after = _ical_date(event.get("DTEND", ""))
    count = min(max(1, (after - first).days), 366) if after else 1
    summary = event.get("SUMMARY", "").replace("\\,", ",").replace("\\;", ";") or "closed"
    return [(date.fromordinal(first.toordinal() + n), summary) for n in range(count)]


def _ical_date(said: str) -> date | None:
    try:
        return date.fromisoformat(said[:8]) if said[:8].isdigit() else None
    except ValueError:
        return None
