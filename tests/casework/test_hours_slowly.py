"""Business time against a walk minute by minute: random calendars, zones and holidays, the nights in which a clock is
changed, windows until 24:00, windows and intervals over midnight, several windows a day.

A few hundred calendars in `make test`, ten thousand in `make hours`.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from inbox_escalator.casework.hours import Hours, Span, Unit
from tests.casework.slow_walk import MINUTES, Walk, clock_of

FEW, MANY = 250, 10_000
DAYS = 7
"""So many days a walk takes."""

ZONES = (
    "UTC",
    "Europe/Berlin",
    "Europe/London",
    "Europe/Moscow",
    "America/New_York",
    "America/Los_Angeles",
    "America/St_Johns",
    "America/Sao_Paulo",  # until 2019 at midnight
    "America/Asuncion",  # at midnight
    "America/Santiago",  # at midnight
    "America/Havana",  # midnight comes twice
    "America/Caracas",  # half an hour in 2016
    "America/Scoresbysund",
    "Africa/Cairo",  # at midnight
    "Africa/Casablanca",  # back for a month each year
    "Asia/Beirut",  # 24:00 becomes 23:00
    "Asia/Gaza",
    "Asia/Tehran",
    "Asia/Kathmandu",  # a quarter of an hour off
    "Asia/Kolkata",
    "Asia/Pyongyang",
    "Australia/Adelaide",
    "Australia/Lord_Howe",  # half an hour
    "Pacific/Apia",  # a day that never was
    "Pacific/Chatham",
    "Antarctica/Troll",  # two hours
)
ODD_NIGHTS = (
    ("America/St_Johns", date(2011, 11, 6)),  # 00:01 became 23:01 of the day before
    ("America/St_Johns", date(2011, 3, 13)),
    ("Pacific/Apia", date(2011, 12, 30)),  # never was
    ("Asia/Pyongyang", date(2018, 5, 5)),
)
FIRST, LAST = date(2011, 1, 1), date(2031, 1, 1)


@cache
def nights(zone: str) -> tuple[date, ...]:
    """The days of twenty years on which that clock is changed; any Wednesday where it never is."""
    days = [FIRST + timedelta(days=n) for n in range((LAST - FIRST).days)]
    offsets = [datetime.combine(day, time(), UTC).astimezone(ZoneInfo(zone)).utcoffset() for day in days]
    changed = tuple(day for day, one, next_ in zip(days, offsets, offsets[1:], strict=False) if one != next_)
    return changed or (date(2024, 2, 28),)


EDGES = st.one_of(
    st.integers(0, MINUTES),
    st.sampled_from([0, 30, 60, 90, 120, 150, 180, 23 * 60, 23 * 60 + 30, MINUTES]),  # where clocks are changed
)


@st.composite
def a_day(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    """Up to three windows."""
    edges = sorted(draw(st.sets(EDGES, max_size=6)))
    return tuple((clock_of(a), clock_of(b)) for a, b in zip(edges[::2], edges[1::2], strict=False))


@st.composite
def a_night_shift(draw: st.DrawFn) -> tuple[tuple[time, time], ...]:
    """Open over midnight: from the evening to 24:00, and from 00:00 to the morning."""
    morning, evening = draw(st.integers(1, 12 * 60)), draw(st.integers(12 * 60 + 1, MINUTES - 1))
    return ((time(), clock_of(morning)), (clock_of(evening), clock_of(MINUTES)))


@st.composite
def weeks(draw: st.DrawFn) -> tuple[tuple[tuple[time, time], ...], ...]:
    one = draw(st.one_of(a_day(), a_night_shift()))
    if draw(st.booleans()):  # as the configuration has it: the same windows on some days
        return tuple(one if draw(st.booleans()) else () for _ in range(7))
    return draw(st.tuples(*[st.one_of(a_day(), a_night_shift(), st.just(()))] * 7))


@st.composite
def usual_nights(draw: st.DrawFn) -> tuple[str, date]:
    """A zone, and a night of its own or of another one."""
    name = draw(st.sampled_from(ZONES))
    return name, draw(st.sampled_from(nights(draw(st.one_of(st.just(name), st.sampled_from(ZONES))))))


@st.composite
def walks(draw: st.DrawFn) -> Walk:
    """A calendar, and the days around a night in which its clock, or another one, is changed."""
    name, night = draw(st.one_of(usual_nights(), usual_nights(), st.sampled_from(ODD_NIGHTS)))
    off = draw(st.sets(st.integers(-2, DAYS), max_size=3))
    hours = Hours(
        ZoneInfo(name), draw(weeks().filter(any)), tuple((night + timedelta(days=n), "a holiday") for n in sorted(off))
    )
    start = datetime.combine(night, time(), UTC) - timedelta(minutes=draw(st.integers(0, 2 * MINUTES)))
    return Walk(hours, start, DAYS)


STARTS, LENGTHS = st.integers(0, 2 * MINUTES), st.integers(0, 4 * MINUTES)
SECONDS = st.integers(0, 59)


def agrees(walk: Walk, start: int, length: int, late: int, days: int) -> None:
    """Everything that `hours` says of a moment and an interval, against the walk."""
    hours, at, end = walk.hours, walk.moment(start), walk.moment(start + length)
    assert hours.is_open(at + timedelta(seconds=late)) is walk.open[start]
    assert hours.seconds_between(at, end) == walk.counted(start, start + length) * 60
    opening = walk.opening(start)
    if opening is None:
        assert hours.opening(at) >= walk.moment(len(walk.open))
        return
    assert hours.opening(at) == walk.moment(opening)
    seconds_count(walk, start, length, late)
    sums(walk, start, opening, days)


def seconds_count(walk: Walk, start: int, length: int, late: int) -> None:
    """Whole minutes say where an interval ends; between them time goes on evenly."""
    hours, at = walk.hours, walk.moment(start)
    whole = walk.counted(start, start + length)
    if length:
        gone = late if walk.open[start] else 0
        assert hours.seconds_between(at + timedelta(seconds=late), walk.moment(start + length)) == whole * 60 - gone
    end = walk.after(start, whole)
    if whole and end is not None:
        assert hours.plus(at, whole * 60) == walk.moment(end)
        assert hours.plus(at, whole * 60 - late) == walk.moment(end) - timedelta(seconds=late)
    begin = walk.before(start + length, whole)
    if whole and begin is not None:
        assert hours.minus(walk.moment(start + length), whole * 60) == walk.moment(begin)
        assert hours.minus(walk.moment(start + length), whole * 60 - late) == walk.moment(begin) + timedelta(seconds=late)
        assert hours.window(at, Span(whole, Unit.MINUTE), business=True).at == walk.moment(end)


def sums(walk: Walk, start: int, opening: int, days: int) -> None:
    """Deadlines: business hours and business days from the opening, hours by the clock from the moment itself."""
    hours, at = walk.hours, walk.moment(start)
    for number in (1, 4):
        end = walk.after(opening, number * 60)
        if end is not None:
            assert hours.add(at, Span(number, Unit.BUSINESS_HOUR)).at == walk.moment(end)
    same = walk.same_time(opening, days)
    if same is not None:
        assert hours.add(at, Span(days, Unit.BUSINESS_DAY)).at == same
    assert hours.add(at, Span(days, Unit.DAY)).at == walk.moment(start + days * MINUTES)


@settings(max_examples=FEW, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(walks(), STARTS, LENGTHS, SECONDS, st.integers(1, 4))
def test_hours_agree_with_the_clock_on_the_wall(walk: Walk, start: int, length: int, late: int, days: int) -> None:
    agrees(walk, start, length, late, days)


@pytest.mark.slow
@settings(max_examples=MANY, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(walks(), STARTS, LENGTHS, SECONDS, st.integers(1, 4))
def test_ten_thousand_calendars(walk: Walk, start: int, length: int, late: int, days: int) -> None:
    agrees(walk, start, length, late, days)
