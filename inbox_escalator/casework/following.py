"""`later`, `next`, `called`: what a colleague means to do, or has done, besides writing to the customer."""

from __future__ import annotations

from inbox_escalator.casework.acting import cannot_take, hand_to, keep_note, name_of, on_the_clock
from inbox_escalator.casework.case import Alarm, NextStep
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.moments import moment_of
from inbox_escalator.identity import DESK
from inbox_escalator.intake.command import Command

MOST_STEPS = 20
"""Follow-up actions that one case may have ahead of it."""
_WHEN = "later 2h, later fri 9:00 or later 15 march"


def _later(draft: Draft, who: str, said: Command) -> str:
    """Reminds then; the promise to the customer runs on."""
    if refused := cannot_take(draft, who):
        return refused
    at = moment_of(said.argument, draft.now, draft.policy.hours)
    if at is None:
        return f'"{said.argument}" is no time ahead of us; nothing was done. Good ones are {_WHEN}.'
    hand_to(draft, who, quietly=True)
    draft.event("later", who, f"asked to be reminded {on_the_clock(draft, at)}", target=who)
    draft.disarm(Alarm.STALE)
    draft.arm(Alarm.LATER, at, f"{name_of(draft, who)} said later {said.argument}")
    promised = draft.case.promised
    told = f" The customer was promised a word by {on_the_clock(draft, promised.at)}." if promised else ""
    return f"you will be reminded {on_the_clock(draft, at)}.{told}"


def _next(draft: Draft, who: str, said: Command) -> str:
    """A follow-up action with its reminder; it outlives the resolution, and the case is not closed before its day."""
    if refused := cannot_take(draft, who):
        return refused
    at = moment_of(said.argument, draft.now, draft.policy.hours) if said.argument else None
    if not said.text or at is None:
        return "a follow-up action wants a day that is ahead; nothing was done. Answer next: TEXT by FRIDAY."
    if len(draft.case.next_steps) >= MOST_STEPS:
        return f"{MOST_STEPS} follow-up actions are open on this case already; nothing was done."
    if not draft.case.ended:
        hand_to(draft, who, quietly=True)
    keep_note(draft, who, f"Follow-up by {on_the_clock(draft, at)}: {said.text}")
    draft.event("next", who, f"a follow-up action by {on_the_clock(draft, at)}")
    steps = sorted((*draft.case.next_steps, NextStep(said.text, at, who)), key=lambda s: s.at)
    draft.change(next_steps=tuple(steps))
    arm_next(draft)
    if who != DESK:
        draft.tell(
            "decided", DESK, text=f"{name_of(draft, who)} will see to it by {on_the_clock(draft, at)}: {said.text}"
        )
    return f"noted as a follow-up action; you will be reminded {on_the_clock(draft, at)}."


def arm_next(draft: Draft) -> None:
    """The clock of the first follow-up action that is open."""
    if not draft.case.next_steps:
        draft.disarm(Alarm.NEXT)
        return
    first = draft.case.next_steps[0]
    draft.arm(Alarm.NEXT, first.at, f"follow-up action of {name_of(draft, first.who)}")


def remind_of_step(draft: Draft) -> None:
    """Its day has come: whoever named it is told, once."""
    steps = [s for s in draft.case.next_steps if s.at <= draft.now]
    draft.change(next_steps=tuple(s for s in draft.case.next_steps if s.at > draft.now))
    arm_next(draft)
    for step in steps:
        draft.event("reminded", "clock", "a follow-up action is due", target=step.who)
        draft.tell("action_due", step.who, text=f"Follow-up action, due now: {step.text}")


def _called(draft: Draft, who: str, said: Command) -> str:
    """The call was made: it is on the log."""
    if refused := _cannot_call(draft, who):
        return refused
    draft.event("phoned", who, said.below or f"{name_of(draft, who)} said called", target=draft.case.level)
    return "the call is on the log."


def _cannot_call(draft: Draft, who: str) -> str:
    """The colleague of the level before calls the next level, though the case is not theirs any more."""
    had_it = any(call.contact == who for step in draft.case.escalations for call in step.calls)
    return "" if had_it else cannot_take(draft, who)


FOLLOWING = {"later": _later, "next": _next, "called": _called}
