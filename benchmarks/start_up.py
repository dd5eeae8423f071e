"""How long it takes to begin: beside an interpreter that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.child import spent
from benchmarks.desk import desk, host
from benchmarks.figure import Figure, interleaved
from benchmarks.past import past

CASES = 1000
ROUNDS = 9


def figures() -> Iterator[Figure]:
    with host() as running, desk(running) as made:
        past(made.data, CASES)
        made.once()
        sides = (
            lambda: spent(["-c", "pass"]).cpu,
            lambda: spent(["-m", "inbox_escalator", "--help"]).cpu,
            lambda: made.once().cpu,
        )
        nothing, help_, once = interleaved(ROUNDS, *sides)
    yield Figure(
        "--help, beside `python -c pass`", help_ / nothing, 8, f"{help_ * 1e3:.0f} and {nothing * 1e3:.0f} ms CPU"
    )
    yield Figure(
        f"once, {CASES:,} cases, beside `-c pass`",
        once / nothing,
        25,
        f"{once * 1e3:.0f} and {nothing * 1e3:.0f} ms CPU",
    )
