"""How things stand: every so often the customer hears it, from whoever has the case or else from us."""

from __future__ import annotations

from inbox_escalator.casework.acting import cannot_take, hand_to, keep_note
from inbox_escalator.casework.case import Alarm, Whose
from inbox_escalator.casework.clocks import give_turn_away, keep_promise, watch_updates
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.policy import Level
from inbox_escalator.casework.reminding import stand_for_earlier_update, tell_reminder
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.command import Command
from inbox_escalator.triage.trigger import Told


def update_is_due(draft: Draft) -> None:
    """Before it is due the handler is asked for a word; if none came, a plain update goes out."""
    case, level = draft.case, draft.policy.level(draft.case.level)
    due = case.update_due
    draft.disarm(Alarm.UPDATE)
    over = case.ended or case.whose is Whose.CUSTOMER or bool(draft.customer_gets_nothing(human=True))
    if due is None or level.update_every is None or over:
        draft.change(update_due=None)
    elif draft.now < due.at:
        _ask(draft, level)
        draft.arm(Alarm.UPDATE, due.at, due.because)
    else:
        watch_updates(draft, draft.now)
        _plain_update(draft)


def _ask(draft: Draft, level: Level) -> None:
    case = draft.case
    who, due = case.handler or (case.window.current if case.window else "") or DESK, case.update_due
    if due is None:
        return
    by = draft.policy.hours.say(due.at, draft.now)
    because = f"the customer hears every {level.update_every} how things stand"
    draft.event("asked for a word", "clock", because, target=who)
    text = f"The customer is to hear by {by} how things stand. Write a word (say: TEXT); else a plain update goes out."
    tell_reminder(draft, who, deadline=due, text=text, critical=False)


def _plain_update(draft: Draft) -> None:
    if not draft.situation.answers_seen:
        draft.event("not mailed", "system", "progress: no answer was ever seen in Sent, so perhaps not this one")
    elif draft.policy.told(draft.case.tags) is Told.NONE:
        draft.event("not mailed", "system", "progress: this customer is told nothing by itself")
    else:
        draft.event("updated", "clock", "no word came", target=CUSTOMER)
        stand_for_earlier_update(draft)
        draft.tell_customer("progress", deadline=draft.case.update_due)


def _told(draft: Draft, who: str, said: Command) -> str:
    """The customer was answered by phone: the promise is kept, and it is their turn."""
    if refused := cannot_take(draft, who):
        return refused
    if not said.text:
        return "there was nothing after the colon; nothing was done. Answer told: what the customer was told."
    hand_to(draft, who, quietly=True)
    keep_note(draft, who, said.text)
    draft.event("told", who, "by phone", target=CUSTOMER)
    keep_promise(draft, draft.now)
    give_turn_away(draft, draft.now)
    return "kept: the customer was answered by phone, and it is their turn. Answer undo to take it back."


TOLD = {"told": _told}
"""For the table of orders."""
