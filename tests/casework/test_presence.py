"""`away`, `here` and `list` on a case: who is passed over, from when to when, and what the list says."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from inbox_escalator.casework.decision import SAID_AWAY, Absence
from inbox_escalator.casework.presence import LISTED, listed
from inbox_escalator.intake.command import Command
from tests.casework.bench import MONDAY, Bench, policy


def escalated(**more: object) -> Bench:
    bench = Bench(**more)  # type: ignore[arg-type]
    bench.wrote("words", "manager_request")
    return bench


def test_away_calls_the_next_one_at_once():
    b = escalated()
    b.says("anna", Command("away", "friday", said="away until friday"))
    assert b.last.absences == (Absence("anna", datetime(2026, 11, 27, 9, tzinfo=UTC), SAID_AWAY, b.now),)
    assert b.last.present == ()
    assert b.to("ben") == ["escalation"]
    assert "you are away until Fri 09:00" in b.receipt()


@pytest.mark.parametrize(("said", "stays"), [("friday", True), ("", False)])
def test_a_word_about_a_case_ends_an_absence_without_a_day_only(said: str, stays: bool):
    b = escalated()
    b.says("anna", Command("away", said, said="away"))
    b.absences["anna"] = b.last.absences[0]
    b.says("anna", "status")
    assert b.last.present == (() if stays else ("anna",))
    b.says("anna", Command("here", said="here"))
    assert b.last.present == ("anna",)


def test_away_said_twice_stays_away():
    b = escalated()
    b.absences["anna"] = Absence("anna", None, SAID_AWAY, b.now)
    b.says("anna", Command("away", "friday", said="away until friday"))
    assert [a.contact for a in b.last.absences] == ["anna"]
    assert b.last.present == ()


def test_a_day_that_is_none_changes_nothing():
    b = escalated()
    b.says("anna", Command("away", "2026-11-20", said="away until 2026-11-20"))
    assert b.last.absences == ()
    assert '"2026-11-20" is no time ahead of us' in b.receipt()


def test_one_of_a_group_does_not_take_the_group_away():
    base = policy()
    contacts = tuple(replace(c, members=("amy@acme.example",)) if c.id == "anna" else c for c in base.contacts)
    b = escalated(policy=replace(base, contacts=contacts))
    b.says("anna", Command("away", said="away"))
    assert b.last.absences == ()
    assert "is a group" in b.receipt()


def test_here_without_an_absence_says_so():
    b = escalated()
    b.says("anna", Command("here", said="here"))
    assert b.last.present == ()
    assert "you were not away" in b.receipt()


def test_undo_after_the_list_means_the_word_before():
    b = escalated()
    b.says("anna", "note: rang twice")
    b.says("anna", Command("list", said="list"))
    b.says("anna", "undo")
    assert "undone" in b.receipt()


# ---------------------------------------------------------------------- list


def test_the_list_has_the_next_deadline_first_and_nothing_of_other_levels():
    b = escalated()
    assert b.case is not None
    assert b.case.window is not None
    due = b.case.window.due
    sooner = replace(b.case.window, due=replace(due, at=due.at - timedelta(minutes=30)))
    cases = (
        b.case,
        replace(b.case, reference="CASE-1002", window=sooner, handler="ben"),
        replace(b.case, reference="CASE-1003", level="L1"),
        replace(b.case, reference="CASE-1004", level="L3", handler="anna"),
    )
    text, lines = listed(cases, "anna", b.policy, b.now)
    assert text == "3 cases are open with you or on L2; the next deadline first."
    assert [line[1:10] for line in lines] == ["CASE-1002", "CASE-1001", "CASE-1004"]
    assert "with Ben Cole · answer by Mon 10:30" in lines[0]
    assert "with you" in lines[2]


def test_a_long_list_is_cut_and_says_so():
    b = escalated()
    assert b.case is not None
    cases = [replace(b.case, reference=f"CASE-{n}") for n in range(2000, 2000 + LISTED + 7)]
    text, lines = listed(cases, "anna", b.policy, MONDAY)
    assert len(lines) == LISTED
    assert text.endswith(", and 7 more.")
    assert listed((), "anna", b.policy, MONDAY) == ("No case is open with you or on L2.", ())
