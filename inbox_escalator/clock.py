"""What time is it? The one place that asks the machine; tests bring a clock of their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Wall time for deadlines, monotonic time for cadence and timeouts."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...

    def monotonic(self) -> float:
        """Seconds since some fixed moment; never set back."""
        ...


class SystemClock:
    """The machine's own clocks."""

    def now(self) -> datetime:
        return datetime.now(UTC)

    def monotonic(self) -> float:
        return time.monotonic()


CATCHES_UP = timedelta(minutes=1)
"""A clock that was set back by no more than this (time servers do that) is waited for."""


class SteadyClock:
    """Never runs backwards: where the wall clock was set back, time goes on from the latest moment known, until the
    wall has caught up. Else deadlines would wait for an hour to come twice, and events lie before their causes."""

    def __init__(self, clock: Clock, known: datetime | None = None) -> None:
        self._clock = clock
        self._latest = known or clock.now()
        self._tick = clock.monotonic()
        self.behind = timedelta(0)
        """How far the wall clock was behind at the last look."""

    def now(self) -> datetime:
        wall, tick = self._clock.now(), self._clock.monotonic()
        passed, self._tick = timedelta(seconds=tick - self._tick), tick
        self.behind = max(self._latest - wall, timedelta(0))
        if self.behind > CATCHES_UP:
            self._latest += passed
        self._latest = max(self._latest, wall)
        return self._latest

    def monotonic(self) -> float:
        return self._clock.monotonic()


def aware(moment: datetime) -> datetime:
    """`moment` in UTC; a naive one is refused (ValueError), for nobody can say when it was."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime {moment.isoformat()}: give it a timezone")
    return moment if moment.tzinfo is UTC else moment.astimezone(UTC)
