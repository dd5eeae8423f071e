"""Business time in the slow, obvious way: look at the clock on the wall, minute after minute. The measure of hours.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from inbox_escalator.casework.hours import END_OF_DAY, Hours

MINUTE = timedelta(minutes=1)
MINUTES = 24 * 60


def in_minutes(clock: time) -> int:
    return MINUTES if clock == END_OF_DAY else clock.hour * 60 + clock.minute


def clock_of(minutes: int) -> time:
    return END_OF_DAY if minutes == MINUTES else time(minutes // 60, minutes % 60)


def _stands_in(windows: list[tuple[int, int]], wall: datetime) -> bool:
    minute = wall.hour * 60 + wall.minute
    return any(opens <= minute < closes for opens, closes in windows)


@dataclass
class Walk:
    """Minutes from `start` (UTC, a whole minute) on, as many days as are told, each with what the wall shows."""

    hours: Hours
    start: datetime
    days: int
    shown: list[datetime] = field(init=False)
    """What the clock on the wall shows at minute n, zone taken off."""
    open: list[bool] = field(init=False)

    def __post_init__(self) -> None:
        walls = (self.moment(n).astimezone(self.hours.zone) for n in range(self.days * MINUTES))
        self.shown = [wall.replace(tzinfo=None) for wall in walls]
        off = {day for day, _ in self.hours.holidays}
        week = [[(in_minutes(opens), in_minutes(closes)) for opens, closes in day] for day in self.hours.windows]
        self.open = [_stands_in(week[wall.weekday()], wall) and wall.date() not in off for wall in self.shown]

    def moment(self, number: int) -> datetime:
        return self.start + number * MINUTE

    def opening(self, number: int) -> int | None:
        """The first open minute from that one on; None where the walk ends before it."""
        return next((n for n in range(number, len(self.open)) if self.open[n]), None)

    def counted(self, first: int, last: int) -> int:
        """Open minutes from `first`, but for `last` itself."""
        return sum(self.open[first:last])

    def after(self, number: int, minutes: int) -> int | None:
        """The first moment at which so many open minutes have gone by: the end of the last of them."""
        for n in range(number, len(self.open)):
            if not minutes:
                return n
            minutes -= self.open[n]
        return None

    def before(self, number: int, minutes: int) -> int | None:
        """The last moment from which so many open minutes go by: the beginning of the first of them."""
        while minutes and number:
            number -= 1
            minutes -= self.open[number]
        return None if minutes else number

    def same_time(self, number: int, days: int) -> datetime | None:
        """What the wall shows now, shown on the `days`-th business day after: the first minute that shows it.

        Where that day skips it: as long after the last minute before the gap as the wall would have needed.
        """
        now = self.shown[number]
        target = self._business_day(number, days)
        if target is None:
            return None
        wanted = datetime.combine(target, now.time())
        for n in range(number, len(self.shown)):
            if self.shown[n] == wanted:
                return self.moment(n)
            if self.shown[n] > wanted:
                return self.moment(n - 1) + (wanted - self.shown[n - 1])
        return None

    def _business_day(self, number: int, days: int) -> date | None:
        """The `days`-th day, among those that the wall shows later, that has windows and is no holiday."""
        today = self.shown[number].date()
        off = dict(self.hours.holidays)
        for day in dict.fromkeys(wall.date() for wall in self.shown[number:] if wall.date() > today):
            days -= bool(self.hours.windows[day.weekday()]) and day not in off
            if not days:
                return day
        return None
