"""Business time: walking the calendar in wall time, so that both nights of daylight saving come out right."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum
from zoneinfo import ZoneInfo


class Unit(StrEnum):
    """The unit decides the clock: the first four by the wall, the last two in business time."""

    SECOND = "s"
    MINUTE = "m"
    HOUR = "h"
    DAY = "d"
    BUSINESS_HOUR = "bh"
    BUSINESS_DAY = "bd"


_SPAN = re.compile(r"(\d+(?:\.\d+)?)(s|m|h|d|bh|bd)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Span:
    """A duration of the configuration, such as `4bh`."""

    amount: float
    unit: Unit

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


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment and how it was reckoned; both are printed."""

    at: datetime
    since: datetime
    because: str
    """`2 business hours from Fri 16:40; closed Sat, Sun`."""


@dataclass(frozen=True, slots=True)
class Hours:
    """Opening hours: local wall time, half-open windows, holidays."""

    zone: ZoneInfo
    windows: tuple[tuple[tuple[time, time], ...], ...] = ()
    holidays: tuple[tuple[date, str], ...] = ()
