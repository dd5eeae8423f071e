"""`2h`, `fri 9:00`, `15 march`: the moment that a colleague names in a command."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from inbox_escalator.casework.hours import Hours, Span
from inbox_escalator.intake.absence import day_named

_CLOCK = re.compile(r"(?:at )?\b(?:(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?|(noon|midnight))$")
_TONIGHT = time(18)
_CLOSE = time(17)
_SPAN = re.compile(r"\d+(?:\.\d+)?(?:bh|bd|[smhd])")


def moment_of(said: str, now: datetime, hours: Hours) -> datetime | None:
    """The moment in UTC, after `now`; None where the words name none, or one that is over.

    A day without a clock is its first working moment; a clock without a day is the next time it shows that.
    """
    said = said.strip().lower()
    if _SPAN.fullmatch(said):
        return hours.add(now, Span.parse(said)).at
    today = now.astimezone(hours.zone).date()
    clock, words = _clock_of(said)
    day = _day_of(words, today)
    if day is None:
        return _next(clock, now, hours) if clock is not None and not words else None
    if clock is None:
        begun = _at(day, _TONIGHT if words == "tonight" else time(0), hours)
        found = begun if words == "tonight" else _working(words, day, max(begun, now), hours)
    else:
        found = _at(day, clock, hours)
    return found if found > now else None


def _clock_of(said: str) -> tuple[time | None, str]:
    """The clock at the end of the words, and the words before it. `15 march 9` has none: a bare number is a day's."""
    found = _CLOCK.search(said)
    if found is None or not (found[2] or found[3] or found[4]):
        return None, said
    words = said[: found.start()].strip(" ,")
    if found[4]:
        return time(12 if found[4] == "noon" else 0), words
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour % 24, minute), words


def _day_of(words: str, today: date) -> date | None:
    named = {
        "today": 0, "tonight": 0, "tomorrow": 1, "next week": 7 - today.weekday(),
        "end of day": 0, "end of the day": 0,
        "end of week": (4 - today.weekday()) % 7, "end of the week": (4 - today.weekday()) % 7,
    }  # fmt: skip
    if words in named:
        return today + timedelta(days=named[words])
    if words in ("end of month", "end of the month"):
        return (today.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return day_named(words.removeprefix("on ").removeprefix("next "), today) if words else None


def _working(words: str, day: date, begun: datetime, hours: Hours) -> datetime:
    """The first working moment of the day; `end of …` is its last."""
    if not words.startswith("end of"):
        return hours.opening(begun)
    closes = hours.windows[day.weekday()][-1][1] if hours.is_business_day(day) else _CLOSE
    return _at(day, closes, hours)


def _next(clock: time, now: datetime, hours: Hours) -> datetime:
    today = now.astimezone(hours.zone).date()
    found = _at(today, clock, hours)
    return found if found > now else _at(today + timedelta(days=1), clock, hours)


def _at(day: date, clock: time, hours: Hours) -> datetime:
    return datetime.combine(day, clock, hours.zone).astimezone(UTC)
