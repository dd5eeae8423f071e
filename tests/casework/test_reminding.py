"""Reminders that wait for working hours: no pile of them on Monday, and none that was settled before it left."""

from __future__ import annotations

from datetime import timedelta

import pytest

from inbox_escalator.casework.decision import Absence, Becomes
from inbox_escalator.intake.command import Command
from tests.casework.bench import Bench


def _waiting(bench: Bench, who: str) -> list[str]:
    """Templates of the mails to that contact that have not left."""
    return [p.template for p in bench.situation().posted if p.to == who and bench.departs[p.message_id] > bench.now]


def _on_top(bench: Bench, hour: int) -> None:
    """Olivia has a case on L3 that is not critical; it is Friday, at that hour."""
    bench.now += timedelta(days=4, hours=hour - 9)
    bench.wrote("a manager, please", "manager_request")
    bench.says("anna", "up: too big")
    bench.says("olivia", "ok")


def test_over_a_weekend_one_reminder_waits_and_no_pile() -> None:
    bench = Bench()
    _on_top(bench, 16)
    bench.passes(hours=60)  # Saturday and Sunday: unresolved on L3 for 24 hours, twice
    assert bench.happened().count("unresolved") == 2
    assert _waiting(bench, "olivia").count("reminder") == 1


def test_two_clocks_that_ring_at_once_make_one_reminder() -> None:
    bench = Bench()
    _on_top(bench, 10)
    asleep = 72.0  # both the 24 hours and the hour without an act are over when it wakes
    bench.jumps(asleep)
    assert {"asked again", "unresolved"} <= set(bench.happened())
    assert [n.template for n in bench.last.notices if n.to == "olivia"].count("reminder") == 1


def test_a_reminder_that_was_settled_at_night_does_not_leave_in_the_morning() -> None:
    bench = Bench()
    _on_top(bench, 16)
    bench.passes(hours=1.5)  # at 17:00 she is asked again; the mail waits for Monday
    assert _waiting(bench, "olivia") == ["reminder"]
    bench.answered()
    assert [c.becomes for c in bench.last.outbox] == [Becomes.WITHDRAWN]
    bench.wrote("one more thing")
    assert "reminder" not in _waiting(bench, "olivia")


def test_a_case_is_not_passed_to_who_is_away() -> None:
    bench = Bench()
    bench.wrote("a manager, please", "manager_request")
    bench.says("anna", "ok")
    bench.absences["ben"] = Absence("ben", bench.now + timedelta(days=3), "out-of-office answer", bench.now)
    bench.says("anna", "pass ben")
    assert "Ben Cole is away until 26 Nov" in bench.receipt()
    assert bench.case is not None
    assert bench.case.handler == "anna"


def test_where_everybody_of_the_level_went_away_nobody_is_waited_for() -> None:
    """The customer writes again, and all of L2 are away: L3 is called now and not at the end of a window of nobody."""
    bench = Bench()
    bench.wrote("a manager, please", "manager_request")
    bench.answered()
    for who in ("anna", "ben"):
        bench.absences[who] = Absence(who, bench.now + timedelta(days=3), "out-of-office answer", bench.now)
    bench.wrote("and again")
    bench.passes(minutes=1)
    assert bench.case is not None
    assert bench.case.level == "L3"
    assert "escalation" in bench.to("olivia")


def test_at_the_top_two_clocks_that_ring_at_once_make_one_reminder_each() -> None:
    """Nobody climbs there, so both are heard in one pass."""
    bench = Bench()
    bench.wrote("I will sue", "legal_threat")
    bench.jumps(72.0)
    assert {"repeated", "unresolved"} <= set(bench.happened())
    assert [n.template for n in bench.last.notices if n.to == "olivia"].count("reminder") == 1


def test_who_is_called_again_before_the_first_call_has_left_gets_one_escalation() -> None:
    bench = Bench()
    bench.now += timedelta(days=4, hours=9)  # Friday 18:00
    bench.wrote("a manager, please", "manager_request")
    assert _waiting(bench, "anna") == ["escalation"]
    bench.says("olivia", "ok")
    bench.says("olivia", "pass anna")
    assert _waiting(bench, "anna").count("escalation") == 1


@pytest.mark.parametrize("again", ["customer", "reopen"])
def test_a_call_that_the_end_made_needless_does_not_leave_when_the_case_is_opened_again(again: str) -> None:
    bench = Bench()
    bench.now += timedelta(days=4, hours=9)  # Friday 18:00; Anna is to be called on Monday
    bench.wrote("a manager, please", "manager_request")
    bench.says("olivia", "done")
    if again == "customer":
        bench.wrote("no, it is not")
    else:
        bench.says("olivia", Command("reopen", said="reopen"))
    assert "escalation" not in _waiting(bench, "anna")
