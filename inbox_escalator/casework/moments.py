"""`2h`, `fri 9:00`, `15 march`: the moment that a colleague names in a command."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, time, timedelta

from inbox_escalator.casework.hours import Hours, Span
from inbox_escalator.intake.absence import day_named

_CLOCK = re.compile(r"(?:at )?\b(?:(\d{1,2})(?:[:.](\d\d))? ?(am|pm)?|(noon|midnight))$")
_MIDNIGHT, _CLOSE, _TONIGHT = timedelta(0), timedelta(hours=17), timedelta(hours=18)
_HOURS, _MINUTES = 24, 60
_SPAN = re.compile(r"\d+(?:\.\d+)?(?:bh|bd|[smhd])")


def moment_of(said: str, now: datetime, hours: Hours) -> datetime | None:
    """The moment in UTC, after `now`; None where the words name none, or one that is over.

    A day without a clock is its first working moment; a clock without a day is the next time it shows that.
    """
    said = said.strip().lower()
    try:
        found = hours.add(now, Span.parse(said)).at if _SPAN.fullmatch(said) else _named(said, now, hours)
    except ValueError:  # years away, or no time of any day
        return None
    return found if found is not None and found > now else None


def _named(said: str, now: datetime, hours: Hours) -> datetime | None:
    """A day, a clock, or both; ValueError for a clock that shows no such time."""
    today = now.astimezone(hours.zone).date()
    clock, words = _clock_of(said)
    day = _day_of(words, today)
    if day is None:
        return _next(clock, now, hours) if clock is not None and not words else None
    if clock is not None:
        return _at(day, clock, hours)
    if words == "tonight":
        return _at(day, _TONIGHT, hours)
    return _working(words, day, max(_at(day, _MIDNIGHT, hours), now), hours)


def _clock_of(said: str) -> tuple[timedelta | None, str]:
    """The clock at the end of the words, as time from midnight, and the words before it. `15 march 9` has none: a bare
    number is a day's. ValueError for `99:99`."""
    found = _CLOCK.search(said)
    if found is None or not (found[2] or found[3] or found[4]):
        return None, said
    words = said[: found.start()].strip(" ,")
    if found[4]:
        return timedelta(hours=12 if found[4] == "noon" else 24), words
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > _HOURS or minute >= _MINUTES:
        raise ValueError(f"no clock shows {said}")
    if found[3]:
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return timedelta(hours=hour, minutes=minute), words


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
    if not hours.is_business_day(day):
        return _at(day, _CLOSE, hours)
    last = hours.windows[day.weekday()][-1][1]
    return datetime.combine(day, last, hours.zone).astimezone(UTC)


def _next(clock: timedelta, now: datetime, hours: Hours) -> datetime:
    today = now.astimezone(hours.zone).date()
    found = _at(today, clock, hours)
    return found if found > now else _at(today + timedelta(days=1), clock, hours)


def _at(day: date, clock: timedelta, hours: Hours) -> datetime:
    """`clock` on the wall of that day; 24:00 is the next day's midnight."""
    return (datetime.combine(day, time.min, hours.zone) + clock).astimezone(UTC)
