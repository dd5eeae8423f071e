"""Reminders that wait for working hours: no pile of them on Monday, and none that was settled before it left."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from inbox_escalator.casework.decision import Absence, Becomes, Posted
from inbox_escalator.casework.hours import Span
from inbox_escalator.casework.reminding import gives_way
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.intake.command import Command
from tests.casework.bench import Bench, policy


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
    assert "Ben Cole is away until Thu 09:00: out-of-office answer" in bench.receipt()
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


def test_after_an_outage_the_customer_reads_once_how_things_stand() -> None:
    base = policy()
    levels = tuple(replace(level, update_every=Span.parse("24h")) for level in base.levels)
    bench = Bench(replace(base, levels=levels))
    bench.wrote("I will sue", "legal_threat")
    bench.says("olivia", "ok")
    bench.passes(hours=25)
    assert bench.customer_got().count("progress") == 1
    waits = next(p for p in bench.posted if p.template == "progress")
    bench.departs[waits.message_id] += timedelta(days=2)  # the mail server is away
    bench.passes(hours=24)
    assert bench.customer_got().count("progress") == 2
    assert waits not in bench.posted


def test_a_call_that_an_answer_made_needless_does_not_leave_when_the_customer_writes_again() -> None:
    bench = Bench()
    bench.wrote()
    bench.passes(hours=4.5)  # nobody answered: Anna is called
    (called,) = (p for p in bench.posted if p.template == "escalation")
    bench.departs[called.message_id] += timedelta(hours=12)  # the mail server is away
    bench.answered()
    bench.wrote("and one thing more")
    assert called not in bench.posted
    assert bench.to("anna").count("customer_wrote") == 1


def test_what_the_customer_said_is_told_even_if_the_case_was_answered_before_it_left() -> None:
    bench = Bench()
    bench.wrote("a manager, please", "manager_request")
    (called,) = (p for p in bench.posted if p.template == "escalation")
    bench.departs[called.message_id] += timedelta(hours=12)
    bench.answered()
    bench.wrote("and one thing more")
    assert called in bench.posted


def _posted(template: str, event: int, to: str = "anna", *, held: bool = False) -> Posted:
    return Posted(f"<{event}.{to}>", "CASE-1001", template, to, event, 1, held, False)


@pytest.mark.parametrize(
    ("mail", "later", "gives"),
    [
        (_posted("reminder", 5), _posted("reminder", 7), True),
        (_posted("reminder", 5), _posted("l1_reminder", 7), True),
        (_posted("escalation", 5), _posted("escalation", 7), True),
        (_posted("progress", 5, CUSTOMER), _posted("progress", 7, CUSTOMER), True),
        (_posted("reminder", 7), _posted("reminder", 5), False),
        (_posted("reminder", 5), _posted("reminder", 7, "ben"), False),
        (_posted("reminder", 5), _posted("escalation", 7), False),
        (_posted("progress", 5, CUSTOMER), _posted("progress", 7, CUSTOMER, held=True), False),
        (_posted("message", 5, CUSTOMER), _posted("message", 7, CUSTOMER), False),
        (_posted("customer_wrote", 5), _posted("customer_wrote", 7), False),
    ],
    ids=lambda value: f"{value.template}-{value.event}-{value.to}" if isinstance(value, Posted) else "",
)
def test_what_came_back_gives_way_to_what_was_written_meanwhile(mail: Posted, later: Posted, gives: bool) -> None:
    assert bool(gives_way(mail, (mail, later))) == gives
