"""Every fault at every step, and every pair of faults: nothing lost, nothing twice, everything as on a calm day."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from functools import cache

import pytest

from tests.simulation.faulty import FAULTS
from tests.simulation.mutants import MUTANTS
from tests.simulation.scenario import Outcome, run

EVERY = 61
"""The short form tries one pair in so many; a prime, so that it does not keep step with the scenario."""

PARTS = 8
"""The long form is cut into so many, for several processors."""


@pytest.fixture(autouse=True)
def _quiet(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    logging.getLogger("inbox_escalator").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("inbox_escalator").setLevel(logging.NOTSET)


@cache
def calm() -> Outcome:
    outcome = run({})
    assert outcome.accepted
    assert not outcome.twice
    assert not outcome.left_over
    return outcome


def singles() -> Iterator[tuple[int, str]]:
    for step, kind in enumerate(calm().steps):
        for fault in FAULTS[kind]:
            yield step, fault


def wrong(plan: dict[int, str], mutate: object = None) -> str:
    return run(plan, mutate).differs(calm())


def pairs(first: tuple[int, str]) -> Iterator[dict[int, str]]:
    """Where a second fault may fall depends on what the first one made of the run."""
    step, fault = first
    after = run({step: fault}).steps
    for later in range(step + 1, len(after)):
        for second in FAULTS[after[later]]:
            yield {step: fault, later: second}


def test_a_calm_day_is_always_the_same() -> None:
    assert run({}).differs(calm()) == ""


@pytest.mark.parametrize("part", range(4))
def test_every_single_fault(part: int) -> None:
    plans = [plan for number, plan in enumerate(singles()) if number % 4 == part]
    found = {plan: why for plan in plans if (why := wrong(dict([plan])))}
    assert not found


def test_a_sample_of_pairs() -> None:
    count = 0
    for number, first in enumerate(singles()):
        if number % 7 != 3:
            continue
        for place, plan in enumerate(pairs(first)):
            if place % EVERY == number % EVERY:
                count += 1
                assert wrong(plan) == "", plan
    assert count > 30


@pytest.mark.parametrize("mutant", MUTANTS, ids=lambda m: m.__name__)
def test_wrong_orders_are_caught(mutant: object) -> None:
    """A single fault must show each of them, or a pair that begins with a lost answer of the mail server."""
    steps = calm().steps
    alone = (dict([plan]) for plan in singles() if steps[plan[0]] in ("accepted", "synced", "write"))
    if any(wrong(plan, mutant) for plan in alone):
        return
    lost_answer = next(plan for plan in singles() if steps[plan[0]] == "accepted")
    assert any(wrong(plan, mutant) for plan in pairs(lost_answer)), "this wrong order was not noticed"


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_every_pair_of_faults(part: int, record_property: pytest.FixtureRequest) -> None:
    count, found = 0, []
    for number, first in enumerate(singles()):
        if number % PARTS != part:
            continue
        for plan in pairs(first):
            count += 1
            if why := wrong(plan):
                found.append((plan, why))
    record_property("schedules", count)  # type: ignore[operator]
    print(f"part {part}: {count} schedules, {len(found)} wrong")
    assert not found, found[:3]
