"""Whose turn is it to be called first on a level? A week each, or as the shifts of a calendar say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Shift:
    """[since, until) in UTC."""

    contact: str
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Rotation:
    """`[rotation]`: it changes who is first; the others follow in the order of the file."""

    level: str
    zone: ZoneInfo
    weeks: tuple[str, ...] = ()
    """Contact ids in turn; a week begins on Monday 00:00 of `zone`. Where both are given, shifts come first."""
    shifts: tuple[Shift, ...] = ()

    def first(self, at: datetime) -> str:
        """Contact id, '' where the calendar names nobody for that moment."""
        on_duty = next((shift.contact for shift in self.shifts if shift.since <= at < shift.until), "")
        if on_duty or not self.weeks:
            return on_duty
        # Weeks are counted from the first Monday of the calendar, so that the turn of the year breaks no order.
        week = (at.astimezone(self.zone).date().toordinal() - 1) // 7
        return self.weeks[week % len(self.weeks)]
