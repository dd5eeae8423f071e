"""What time is it? The one place that asks the machine; tests bring a clock of their own."""

from __future__ import annotations

import time
from datetime import UTC, datetime
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


def aware(moment: datetime) -> datetime:
    """`moment` in UTC; a naive one is refused (ValueError), for nobody can say when it was."""
    if moment.tzinfo is None:
        raise ValueError(f"naive datetime {moment.isoformat()}: give it a timezone")
    return moment.astimezone(UTC)
