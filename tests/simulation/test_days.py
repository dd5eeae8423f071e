"""A month of a working desk, seed by seed: the laws hold after every step, and each wrong rule breaks one of them."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import pytest

from inbox_escalator.casework.decision import Event
from tests.simulation.days.laws import LawBrokenError
from tests.simulation.days.month import Sky, as_rung, live
from tests.simulation.days.mutants import ORDERS, RULES, Mutant
from tests.simulation.days.seed import compared


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.getLogger("inbox_escalator").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("inbox_escalator").setLevel(logging.NOTSET)


SHORT = 12
"""Days of the short form; `make simulate-days` lives whole months."""


@pytest.mark.parametrize("seed", [2, 4, 9, 13])
def test_the_laws_hold_in_any_weather(seed: int) -> None:
    report = live(seed, Sky.STORM, days=SHORT)
    assert report.cases >= 3
    assert report.crashes


@pytest.mark.parametrize("seed", [3, 6])
def test_small_faults_change_nothing(seed: int) -> None:
    calm, small = compared(seed, SHORT)
    assert small.crashes
    assert not calm.delayed
    assert not small.delayed


SEEDS = range(1, 13)
"""A wrong rule is noticed in one of them, or nobody would notice it."""

AT_ONCE = [rule for rule in RULES if rule.__name__ in ("taken_is_forgotten", "climbs_to_the_top", "an_answer_lowers_the_case")]
"""Those that the first days show."""


@pytest.mark.parametrize("rule", AT_ONCE, ids=lambda rule: rule.__name__)
def test_some_wrong_rules_are_caught_at_once(rule: Callable[[], AbstractContextManager[None]]) -> None:
    with rule():
        assert _broken(1, Sky.STORM) or _broken(2, Sky.STORM)


@pytest.mark.slow
@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_wrong_rules_are_caught(rule: Callable[[], AbstractContextManager[None]]) -> None:
    with rule():
        assert any(_broken(seed, Sky.STORM) for seed in SEEDS), "this wrong rule was not noticed"


@pytest.mark.slow
@pytest.mark.parametrize("order", ORDERS, ids=lambda order: order.__name__)
def test_wrong_orders_are_caught(order: Mutant) -> None:
    assert any(_broken(seed, Sky.STORM, order) for seed in SEEDS), "this wrong order was not noticed"


def _broken(seed: int, sky: Sky, order: Mutant | None = None) -> str:
    try:
        live(seed, sky, order)
    except LawBrokenError as broken:
        return str(broken)
    return ""


def _rings(what: str, minute: int, by: str = "clock") -> Event:
    return Event("CASE-1001", 1, datetime(2026, 10, 26, 9, minute, tzinfo=UTC), what, by, "")


def test_clocks_that_ring_at_the_same_time_have_no_order() -> None:
    one = [_rings("repeated", 0), _rings("asked for a word", 0), _rings("taken", 1, "anna"), _rings("reminded", 9)]
    other = [_rings("asked for a word", 0), _rings("repeated", 2), _rings("taken", 3, "anna"), _rings("reminded", 11)]
    assert as_rung(one) == as_rung(other)
    assert as_rung([one[0], one[3]]) != as_rung([one[3], one[0]])
    assert as_rung(one[1:3]) != as_rung(one[2:0:-1])
