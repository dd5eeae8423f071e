"""Somebody cannot be reached: every case that waits for that contact goes on now, in the commit that says so."""

from __future__ import annotations

from datetime import datetime

from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import finish, situation_of
from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Decision
from inbox_escalator.store.store import Turn


def fall_over_elsewhere(parts: Parts, turn: Turn, decision: Decision, now: datetime) -> None:
    """`decision` has fallen over on its own case; the other open cases of the same contact follow. Looks at every case,
    which is seldom needed."""
    from inbox_escalator.casework.machine import on_absence  # as in tail.py

    own = decision.case.reference if decision.case else ""
    for absence in decision.absences:
        waiting = [c.reference for c in parts.store.cases() if c.reference != own and _waits_for(c, absence.contact)]
        for reference in waiting:
            situation = situation_of(parts, turn, now, turn.case(reference), texts=turn.texts(reference))
            finish(parts, turn, on_absence(absence, situation, parts.policy), now)


def _waits_for(case: Case, contact: str) -> bool:
    """Whoever has the window now, or took the case while none runs. Those who come later are passed over anyway."""
    if case.ended:
        return False
    return case.window.current == contact if case.window else case.handler == contact
