"""The worker's time never runs backwards."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from inbox_escalator.clock import SteadyClock, aware

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@dataclass
class Wall:
    moment: datetime = NOON
    seconds: float = 0.0

    def now(self) -> datetime:
        return self.moment

    def monotonic(self) -> float:
        return self.seconds

    def passes(self, time: timedelta) -> None:
        self.moment += time
        self.seconds += time.total_seconds()


def test_it_is_the_clock_on_the_wall() -> None:
    wall = Wall()
    clock = SteadyClock(wall)
    wall.passes(MINUTE)
    assert clock.now() == NOON + MINUTE
    wall.moment += timedelta(days=1)  # set forward, or asleep
    assert clock.now() == NOON + timedelta(days=1, minutes=1)
    assert not clock.behind


def test_set_back_it_goes_on_until_the_wall_has_caught_up() -> None:
    wall = Wall()
    clock = SteadyClock(wall)
    wall.moment -= timedelta(hours=1)
    assert clock.now() == NOON
    wall.passes(10 * MINUTE)
    assert clock.now() == NOON + 10 * MINUTE
    assert clock.behind == timedelta(minutes=50)
    wall.moment += timedelta(hours=1)
    assert clock.now() == NOON + 10 * MINUTE
    assert not clock.behind
    wall.passes(MINUTE)
    assert clock.now() == NOON + 11 * MINUTE


def test_a_little_step_back_is_waited_for() -> None:
    wall = Wall()
    clock = SteadyClock(wall)
    wall.moment -= timedelta(seconds=20)
    for _ in range(2):
        wall.passes(timedelta(seconds=10))
        assert clock.now() == NOON
    wall.passes(timedelta(seconds=1))
    assert clock.now() == NOON + timedelta(seconds=1)


def test_a_new_start_goes_on_from_the_last_event() -> None:
    wall = Wall(datetime(1970, 1, 1, tzinfo=UTC))  # a small machine without a battery
    clock = SteadyClock(wall, NOON)
    wall.passes(MINUTE)
    assert clock.now() == NOON + MINUTE


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="naive"):
        aware(datetime(2026, 11, 23))
