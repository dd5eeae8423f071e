"""What is tried of one seed: always the storm; of every third one that small faults change nothing."""

from __future__ import annotations

from tests.simulation.days.laws import require
from tests.simulation.days.month import Report, Sky, live
from tests.simulation.days.people import DAYS

COMPARED = 3
"""One seed in so many is lived through without faults and with small ones, too."""


def one_seed(seed: int) -> list[Report]:
    """The months of that seed. LawBrokenError, or whatever the worker raises."""
    storm = live(seed, Sky.STORM)
    if seed % COMPARED:
        return [storm]
    return [storm, *compared(seed)]


def compared(seed: int, days: int = DAYS) -> list[Report]:
    """The calm month, and one in which nothing but small faults happens: the same in the end."""
    calm, small = live(seed, Sky.CALM, days=days), live(seed, Sky.SMALL, days=days)
    why = small.differs(calm)
    require(not why, f"seed {seed}: {why}")
    return [calm, small]
