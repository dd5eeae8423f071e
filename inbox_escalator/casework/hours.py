"""Business time: the clock on the wall decides, so that both nights of daylight saving come out right."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from inbox_escalator.clock import aware

END_OF_DAY = time.max
"""Stands for 24:00, which `time` cannot say: a window that closes then lasts until midnight."""

LONGEST = 3 * 366
"""Days that a walk through the calendar may take. Whatever needs more is a mistake of the configuration."""

WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

Windows = tuple[tuple[tuple[time, time], ...], ...]
"""Monday to Sunday: for each day its windows (opens, closes), local wall time, half-open."""

Stretch = tuple[datetime, datetime]
"""[from, until) in UTC."""

OFFICE: Windows = (((time(9), time(17)),),) * 5 + ((),) * 2
"""Monday to Friday, 9 to 5."""

_MEMO = 4096
_ONE_DAY = timedelta(days=1)


class Unit(StrEnum):
    """The unit decides the clock: the first four by the wall, the last two in business time."""

    SECOND = "s"
    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    BUSINESS_HOUR = "bh"
    BUSINESS_DAY = "bd"


_SECONDS = {
    Unit.SECOND: 1,
    Unit.MINUTE: 60,
    Unit.HOUR: 3600,
    Unit.DAY: 86400,
    Unit.BUSINESS_HOUR: 3600,
    Unit.BUSINESS_DAY: 86400,
}
_BY_THE_CLOCK = {Unit.BUSINESS_HOUR: Unit.HOUR, Unit.BUSINESS_DAY: Unit.DAY}
_DAYS = (Unit.DAY, Unit.BUSINESS_DAY)
_NAMES = {
    Unit.SECOND: "second",
    Unit.MINUTE: "minute",
    Unit.HOUR: "hour",
    Unit.DAY: "day",
    Unit.BUSINESS_HOUR: "business hour",
    Unit.BUSINESS_DAY: "business day",
}
_SPAN = re.compile(r"(\d{1,9}(?:\.\d{1,6})?)(s|m|h|d|bh|bd)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A duration of the configuration, such as `4bh`."""

    amount: float
    unit: Unit

    def __post_init__(self) -> None:
        if not 0 <= self.amount < 1e9:
            raise ValueError(f"{self.amount}{self.unit} is no duration: give zero or more, and not for ever")
        if self.unit in _DAYS and self.amount != int(self.amount):
            raise ValueError(f"{self.amount:g}{self.unit} is no duration: days are whole, give hours instead")

    @classmethod
    def parse(cls, said: str) -> Span:
        """`"4bh"` → Span(4, bh). ValueError for anything else, a bare number included."""
        found = _SPAN.fullmatch(said.strip())
        if found is None:
            raise ValueError(f'"{said}" is no duration: give a number and a unit, such as "30m", "4bh" or "1bd"')
        return cls(float(found[1]), Unit(found[2]))

    @property
    def business(self) -> bool:
        return self.unit in (Unit.BUSINESS_HOUR, Unit.BUSINESS_DAY)

    @property
    def seconds(self) -> float:
        """As long as the number says, whether the desk is open or not; a day has 24 hours."""
        return self.amount * _SECONDS[self.unit]

    def on(self, *, business: bool) -> Span:
        """The same number by the other clock: `4h` for `4bh`, `1bd` for `1d`."""
        if business:
            return Span(self.amount, Unit.BUSINESS_DAY) if self.unit is Unit.DAY else self
        return Span(self.amount, _BY_THE_CLOCK.get(self.unit, self.unit))

    def __str__(self) -> str:
        return f"{self.amount:g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment and how it was reckoned; both are printed."""

    at: datetime
    since: datetime
    because: str
    """`2 business hours from Fri 16:40; closed Sat, Sun`."""

    def text(self, hours: Hours, now: datetime | None = None) -> str:
        """`Due Mon 10:10 = 2 business hours from Fri 16:40; closed Sat, Sun`, in the time of `hours`."""
        return f"Due {hours.say(self.at, now or self.since)} = {self.because}"


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours. A moment is open when the clock on the wall shows a time in a window of that day, no holiday.

    So a window in the hour that daylight saving skips is shorter that night, and one in the hour that comes twice is
    open twice. ValueError at construction where nobody would ever be there.
    """

    zone: ZoneInfo
    windows: Windows = OFFICE
    holidays: tuple[tuple[date, str], ...] = ()
    _names: dict[date, str] = field(init=False, repr=False, compare=False, default_factory=dict)
    _known: dict[date, tuple[Stretch, ...]] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Days already worked out; the same for ever, so the value stays a value."""

    def __post_init__(self) -> None:
        if len(self.windows) != 7:
            raise ValueError(f"hours have {len(self.windows)} days: give seven, Monday to Sunday")
        if not any(self.windows):
            raise ValueError("hours without any open minute: give at least one window")
        for day, windows in zip(WEEKDAYS, self.windows, strict=True):
            _refuse_crooked(day, windows)
        self._names.update(self.holidays)
        self._refuse_endless_holidays()

    def _refuse_endless_holidays(self) -> None:
        if not self._names:
            return
        day, last = min(self._names), max(self._names) + timedelta(days=7)
        closed = 0
        while day <= last:
            closed = 0 if self.is_business_day(day) else closed + 1
            if closed > 366:
                raise ValueError(f"hours without any open minute in the year before {day}: fewer holidays, please")
            day += _ONE_DAY

    @classmethod
    def always(cls, zone: ZoneInfo) -> Hours:
        """Day and night."""
        return cls(zone, (((time.min, END_OF_DAY),),) * 7)

    def is_business_day(self, day: date) -> bool:
        return bool(self.windows[day.weekday()]) and day not in self._names and _was(self.zone, day)

    def is_open(self, moment: datetime) -> bool:
        moment = aware(moment)
        return any(begin <= moment < end for begin, end in self._open_on(self._day(moment)))

    def opening(self, moment: datetime) -> datetime:
        """`moment` itself if open, else the next opening; UTC."""
        moment = aware(moment)
        return next(max(begin, moment) for begin, _ in self._from(moment))

    def seconds_between(self, a: datetime, b: datetime) -> float:
        """Open seconds in [a, b); 0 where b is not after a."""
        a, b = aware(a), aware(b)
        total = timedelta()
        for day in _days(self._day(a), self._day(b)):
            for begin, end in self._open_on(day):
                if begin < b and a < end:
                    total += min(end, b) - max(begin, a)
        return total.total_seconds()

    def plus(self, start: datetime, seconds: float) -> datetime:
        """The earliest moment with that many open seconds behind it, counted from the opening at or after `start`."""
        start, left = aware(start), timedelta(seconds=max(seconds, 0.0))
        for begin, end in self._from(start):
            begin = max(begin, start)
            if left <= end - begin:
                return begin + left
            left -= end - begin
        raise AssertionError("the walk ends by itself")

    def minus(self, end: datetime, seconds: float) -> datetime:
        """The latest moment with that many open seconds between it and `end`; UTC. The earliest moment that we know of
        where there are fewer."""
        end, left = aware(end), timedelta(seconds=max(seconds, 0.0))
        begin = end
        if not left:
            return end
        for day in (self._day(end) - timedelta(days=back) for back in range(LONGEST)):
            for begin, closing in reversed(self._open_on(day)):
                open_until = min(closing, end)
                if open_until - begin >= left:
                    return open_until - left
                left -= max(open_until - begin, timedelta())
        return begin

    def add(self, start: datetime, span: Span) -> Deadline:
        """`start` and `span`: the unit decides the clock. ValueError where it is more than three years away."""
        start = aware(start)
        if not span.business:
            return Deadline(_later(start, span), start, f"{_said(span)} from {self.say(start, start)}")
        begin = self.opening(start)
        if span.unit is Unit.BUSINESS_DAY:
            at = self._same_time(begin, int(span.amount))
        else:
            at = self.plus(begin, span.seconds)
        return Deadline(at, start, self._sum(_said(span), start, begin, at))

    def window(self, start: datetime, span: Span, *, business: bool) -> Deadline:
        """As `add`, by the clock that is told: `1h` in open hours, or `4bh` as four hours and `1bd` as 24."""
        span = span.on(business=business)
        if not business or span.business:
            return self.add(start, span)
        start = aware(start)
        begin = self.opening(start)
        at = self.plus(begin, span.seconds)
        return Deadline(at, start, self._sum(_said(span, " of business time"), start, begin, at))

    def say(self, moment: datetime, reference: datetime) -> str:
        """`Mon 10:10` in local time; with the date where it is more than six days from `reference`."""
        local, there = aware(moment).astimezone(self.zone), aware(reference).astimezone(self.zone)
        away = abs((local.date() - there.date()).days)
        day = WEEKDAYS[local.weekday()]
        if away > 6:
            day += f" {local.day} {MONTHS[local.month - 1]}"
        if away > 300:
            day += f" {local.year}"
        return f"{day} {local.hour:02d}:{local.minute:02d}"

    def _same_time(self, begin: datetime, days: int) -> datetime:
        """Same wall time, that many business days later. Where that night skips it, as long after the last minute that
        there was; where it comes twice, the first (RFC 5545, section 3.3.5)."""
        local = begin.astimezone(self.zone)
        day, walked = local.date(), 0
        while days:
            day, walked = day + _ONE_DAY, walked + 1
            days -= self.is_business_day(day)
            if walked > LONGEST:
                raise _too_far(begin)
        return datetime.combine(day, local.time().replace(fold=0), self.zone).astimezone(UTC) if walked else begin

    def _sum(self, said: str, start: datetime, begin: datetime, at: datetime) -> str:
        """How a deadline in business time was reckoned."""
        where = f"from {self.say(start, start)}"
        if begin != start:
            where = f"from the opening {self.say(begin, start)} (after {self.say(start, start)})"
        closed = self._closed(self._day(start), self._day(at))
        return f"{said} {where}" + (f"; closed {', '.join(closed)}" if closed else "")

    def _closed(self, first: date, last: date) -> tuple[str, ...]:
        """The closed days from `first` to `last`: weekdays once each, holidays by name."""
        far = (last - first).days > 6
        said: dict[str, None] = {}
        for day in _days(first, last):
            weekday = WEEKDAYS[day.weekday()]
            if not self.windows[day.weekday()]:
                said[weekday] = None
            elif day in self._names:
                dated = f"{weekday} {day.day} {MONTHS[day.month - 1]}" if far else weekday
                said[f"{dated} ({self._names[day]})" if self._names[day] else dated] = None
        return tuple(said)

    def _day(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def _from(self, moment: datetime) -> Iterator[Stretch]:
        """Open stretches that end after `moment`, in order; ValueError after three years."""
        first = self._day(moment)
        for number in range(LONGEST):
            for begin, end in self._open_on(first + timedelta(days=number)):
                if moment < end:
                    yield begin, end
        raise _too_far(moment)

    def _open_on(self, day: date) -> tuple[Stretch, ...]:
        found = self._known.get(day)
        if found is None:
            if len(self._known) >= _MEMO:
                self._known.clear()
            windows = self.windows[day.weekday()] if day not in self._names else ()
            found = self._known[day] = _stretches(self.zone, day, windows)
        return found


def _refuse_crooked(day: str, windows: tuple[tuple[time, time], ...]) -> None:
    before = time.min
    for opens, closes in windows:
        if opens >= closes:
            raise ValueError(f"{day} {opens:%H:%M} to {closes:%H:%M}: closes before it opens (midnight is 24:00)")
        if opens < before:
            raise ValueError(f"{day} {opens:%H:%M}: windows of a day stand in order and do not overlap")
        before = closes


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + timedelta(days=number)


def _said(span: Span, ending: str = "") -> str:
    return f"{span.amount:g} {_NAMES[span.unit]}{'' if span.amount == 1 else 's'}{ending}"


def _later(start: datetime, span: Span) -> datetime:
    seconds = span.seconds
    if seconds > LONGEST * 86400:
        raise _too_far(start)
    return start + timedelta(seconds=seconds)


def _too_far(start: datetime) -> ValueError:
    return ValueError(f"no end within three years of {start:%Y-%m-%d}: a shorter time, or more open hours, please")


def _was(zone: ZoneInfo, day: date) -> bool:
    """False for a day that a zone skipped on its way over the date line (Samoa had no 30 December 2011)."""
    return datetime.combine(day, time(12), zone).astimezone(UTC).astimezone(zone).date() == day


def _wall(day: date, clock: time) -> datetime:
    """What the clock shows, as if it were UTC."""
    if clock == END_OF_DAY:
        return datetime.combine(day, time.min, UTC) + _ONE_DAY
    return datetime.combine(day, clock, UTC)


def _stretches(zone: ZoneInfo, day: date, windows: tuple[tuple[time, time], ...]) -> tuple[Stretch, ...]:
    """The moments of that day at which the clock stands in a window; adjoining ones as one."""
    found: list[Stretch] = []
    for since, until, offset in _offsets(zone, day) if windows else ():
        for opens, closes in windows:
            begin, end = max(since, _wall(day, opens) - offset), min(until, _wall(day, closes) - offset)
            if begin >= end:
                continue
            if found and found[-1][1] == begin:
                begin = found.pop()[0]
            found.append((begin, end))
    return tuple(found)


def _offsets(zone: ZoneInfo, day: date) -> list[tuple[datetime, datetime, timedelta]]:
    """The day in UTC, cut where the clock is changed: (from, until, offset)."""
    begin = datetime.combine(day, time.min, zone).astimezone(UTC)
    midnight = datetime.combine(day + _ONE_DAY, time.min, zone)
    # Some zones change the clock at midnight: the later of both readings, whether that hour is skipped or comes twice.
    end = max(midnight.astimezone(UTC), midnight.replace(fold=1).astimezone(UTC))
    before, after = _offset(zone, begin), _offset(zone, end - timedelta(seconds=1))
    if before == after:
        return [(begin, end, before)]
    low, high = 0, int((end - begin).total_seconds())
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if _offset(zone, begin + timedelta(seconds=middle)) == before else (low, middle)
    change = begin + timedelta(seconds=high)
    return [(begin, change, before), (change, end, after)]


def _offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
