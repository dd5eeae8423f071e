"""Time passed. What is due is done once, however late it is noticed; a case takes at most one step up at a time."""

from __future__ import annotations

from collections.abc import Callable

from inbox_escalator.casework.afterwards import ask_customer
from inbox_escalator.casework.authority import on_hold
from inbox_escalator.casework.availability import departure
from inbox_escalator.casework.case import Alarm, Case, Status, Whose
from inbox_escalator.casework.clocks import (
    ASKED_AGAIN,
    ONE_DAY,
    count_late,
    finish,
    response_window,
    start_resolution,
    start_waiting,
    watch_taken,
)
from inbox_escalator.casework.decision import NOTHING, Decision, Situation
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.following import remind_of_step
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.casework.incident import is_untouched, lists
from inbox_escalator.casework.keeping import regulator_due, remind_of_breach
from inbox_escalator.casework.ladder import Reason, call_next, climb, remind, repeat_at_top, step_up
from inbox_escalator.casework.late import held_up, not_yet_told
from inbox_escalator.casework.policy import Policy
from inbox_escalator.casework.reminding import tell_reminder
from inbox_escalator.casework.updates import update_is_due
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.triage.trigger import Mode

STEPS_UP = (Alarm.CLIMB, Alarm.RESOLVE)
"""Of these, one at a time: each level gets its whole response time."""


def on_time(situation: Situation, policy: Policy) -> Decision:
    """Everything of the case that is due by now, as far as deadlines may be judged."""
    case = situation.case
    if case is None:
        return NOTHING
    draft = Draft(case, situation, policy)
    until = situation.judged_until or situation.now
    due = sorted((t for t in case.timers if t.at <= until), key=lambda t: (t.at, t.alarm))
    stepped = False
    for timer in due:
        still = draft.case.timer(timer.alarm)
        if still is None or still.at > until:
            continue  # an alarm before it has settled this one
        if timer.alarm in STEPS_UP and stepped:
            continue
        steps = len(draft.case.escalations)
        _ring(draft, timer.alarm)
        stepped = stepped or len(draft.case.escalations) > steps
    return draft.decision()


def _ring(draft: Draft, alarm: Alarm) -> None:
    if alarm in (Alarm.CALL, Alarm.CLIMB) and held_up(draft):
        return
    RINGS[alarm](draft)


def _call(draft: Draft) -> None:
    draft.disarm(Alarm.CALL)
    _say_late(draft)
    call_next(draft, departure(draft.policy, draft.now, critical=draft.case.critical))


def _climb(draft: Draft) -> None:
    draft.disarm(Alarm.CLIMB)
    count_late(draft)
    climb(draft, _nobody_answered(draft))


def _repeat(draft: Draft) -> None:
    draft.disarm(Alarm.REPEAT)
    repeat_at_top(draft)


def _close(draft: Draft) -> None:
    if _still_ahead(draft):
        return
    draft.event("closed", "clock", "nobody wrote again", source=draft.case.status, target=Status.CLOSED)
    draft.change(status=Status.CLOSED, timers=(), next_steps=(), undo=None)


def _still_ahead(draft: Draft) -> bool:
    """A closed case owns no clocks, and tokens end with it. So it closes a working day after the last reminder that was
    asked for: that mail leaves, and what is answered to it is obeyed."""
    ahead = [step.at for step in draft.case.next_steps]
    if draft.case.timer(Alarm.BREACH) is not None:
        ahead.append(regulator_due(draft))
    if any(notice.template == "action_due" for notice in draft.decision().notices):
        ahead.append(draft.now)
    if not ahead:
        return False
    closes = draft.policy.hours.add(max(*ahead, draft.now), ONE_DAY)
    draft.arm(Alarm.CLOSE, closes.at, closes.because)
    return True


def _as_asked(draft: Draft) -> None:
    draft.disarm(Alarm.LATER)
    who = draft.case.handler or DESK
    draft.event("reminded", "clock", "as asked", target=who)
    if draft.case.whose is Whose.OURS and draft.policy.contact(who) is not None:
        watch_taken(draft, draft.now)
    draft.tell("action_due", who, text="You asked to be reminded of this case now.")


def _remind(draft: Draft) -> None:
    """Not when the share is over as well: then the next one is called, and a reminder would only be late."""
    over = any(t.alarm in (Alarm.CALL, Alarm.CLIMB) and t.at <= draft.now for t in draft.case.timers)
    if over:
        draft.disarm(Alarm.REMIND)
    else:
        remind(draft)


def _nobody_answered(draft: Draft) -> str:
    window = draft.case.window
    if window is None:
        return f"nobody answered on {draft.case.level}"
    who = ", ".join(_name(draft, c) for c in window.called) or draft.case.level
    by = draft.policy.hours.say(window.due.at, draft.now)
    return f"no answer from {who} by {by}{_blind(draft)}"


def _blind(draft: Draft) -> str:
    """An answer may have been given where we cannot see it now, and every mail that goes out says so."""
    why = draft.situation.unreachable
    return f"; the mailbox cannot be read: {why}" if why else ""


def _say_late(draft: Draft) -> None:
    window = draft.case.window
    if window is not None:
        because = f"{_name(draft, window.current)} is silent{_blind(draft)}"
        draft.event("fell over", "clock", because, source=window.current)


def _promise_missed(draft: Draft) -> None:
    """The handler is reminded, the customer gets a new time. While no answer was ever seen in Sent, no apology goes
    out: the answer may have been given where we cannot see it."""
    promised = draft.case.promised
    draft.disarm(Alarm.PROMISE)
    if promised is None or not_yet_told(draft):
        return
    if draft.case.whose is Whose.CUSTOMER:
        draft.change(promised=None)
        draft.event("not mailed", "system", "update: a colleague said that it is the customer's turn")
        return
    draft.event("missed", "clock", f"promised by {draft.policy.hours.say(promised.at, draft.now)}")
    level = draft.policy.level(draft.case.level)
    again = response_window(draft.policy, level, draft.now, critical=draft.case.critical)
    apologised = draft.case.missed
    draft.change(missed=True, promised=None)
    count_late(draft)
    told = _promise_again(draft, again, apologised=apologised)
    if draft.case.handler:  # as long as nobody took it, the ladder calls on its own
        draft.tell("missed", draft.case.handler, deadline=again if told else promised)


def _promise_again(draft: Draft, again: Deadline, *, apologised: bool) -> bool:
    """Whether the customer is told that time: where not, it is no promise, and nobody is told of it."""
    if not draft.situation.answers_seen:
        draft.event("not mailed", "system", "update: no answer was ever seen in Sent, so perhaps not this one")
        return False
    if apologised:
        draft.event("not mailed", "system", "update: the customer got one apology already, a second would be an insult")
        return False
    if not draft.tell_customer("update", deadline=again):
        return False
    draft.change(promised=again)
    draft.arm(Alarm.PROMISE, again.at, again.because)
    return True


def _unresolved(draft: Draft) -> None:
    """Our turn, added up on this level, for longer than its resolution time."""
    if _waits_with_incident(draft):
        return
    level = draft.policy.level(draft.case.level)
    draft.disarm(Alarm.RESOLVE)
    because = f"unresolved on {level.name} for {level.resolve or 'too long'}"
    above = draft.policy.above(level.name)
    trigger = draft.policy.trigger("unresolved")
    if above is not None and trigger is not None and trigger.mode is Mode.OBSERVE:
        said = f"unresolved: {because}"
        draft.event("observed", "system", said, source=level.name, target=above.name)
    may = trigger is None or (trigger.escalates and ("any" in trigger.sources or level.name in trigger.sources))
    if above is not None and may:
        step_up(draft, above, Reason(("unresolved",), because, draft.case.urgency, "clock"))
        return
    draft.event("unresolved", "clock", because)
    start_resolution(draft, draft.now)
    window = draft.case.window
    tell_reminder(draft, draft.case.handler or (window.current if window else "") or DESK, text=because)


def _waits_with_incident(draft: Draft) -> bool:
    """An incident escalates as one: a report climbs by itself only where the incident is over and the report is not.
    While the clocks of the incident stand still, for it is the customer's turn there, whoever has it hears of it."""
    lead = draft.situation.lead
    if lead is None or lead.ended or not is_untouched(draft) or not lists(lead, draft.case.reference):
        return False
    draft.event("waits", "clock", f"with {lead.reference}, which is on {lead.level}")
    start_resolution(draft, draft.now)
    if lead.whose is Whose.CUSTOMER:
        who = lead.handler if draft.policy.contact(lead.handler) else DESK
        said = f"One of the reports of {lead.reference}: there it is the customer's turn, and nobody has answered here."
        both = f"On {lead.reference}, all: TEXT tells every customer, and done offers to end all of them."
        tell_reminder(draft, who, text=f"{said} {both}")
    return True


def _taken_and_silent(draft: Draft) -> None:
    """Whoever took it is asked again; after eight times those who run the desk hear of it, too, and a day lies between
    two mails: more of them would not be read either."""
    draft.disarm(Alarm.STALE)
    who, asked = draft.case.handler, draft.case.asked_again + 1
    if not who or draft.case.whose is not Whose.OURS:
        return
    draft.event("asked again", "clock", "taken, and nothing happened since", target=who)
    count_late(draft)
    watch_taken(draft, draft.now, asked=asked)
    due = _asked_by(draft)
    tell_reminder(draft, who, deadline=due, text="You took this case and nothing happened since.")
    if asked >= ASKED_AGAIN:
        said = f"{_name(draft, who)} took this case and nothing happened since, though asked {asked} times."
        for other in dict.fromkeys((draft.policy.escalation_manager, draft.policy.administrator)):
            if other not in ("", who):
                tell_reminder(draft, other, deadline=due, text=said)


def _asked_by(draft: Draft) -> Deadline | None:
    """What the customer was promised, else when it is asked again. None after a promise was missed: who is late gets
    no further time from us."""
    case, timer = draft.case, draft.case.timer(Alarm.STALE)
    if case.promised or case.missed or timer is None:
        return case.promised
    return Deadline(timer.at, draft.now, timer.because)


def _customer_is_silent(draft: Draft) -> None:
    """An escalated case gets one reminder to the customer, then resolves itself; any other ends silently. A legal or
    security case does not end because somebody is silent: whoever has it is asked."""
    draft.disarm(Alarm.WAITING)
    case = draft.case
    if case.escalations and on_hold(case, draft.policy):
        draft.event("reminded", "clock", "the customer is silent; a case on hold does not end by itself")
        tell_reminder(draft, _has_it(case), text="The customer is silent. Settled? Answer: done")
        start_waiting(draft, draft.now)
        return
    if case.escalations and not case.reminded:
        draft.event("reminded", "clock", "the customer is silent", target=CUSTOMER)
        if draft.tell_customer("waiting"):
            draft.change(reminded=True)
            start_waiting(draft, draft.now)
            return
    draft.event("resolved", "clock", "the customer is silent", source=case.status, target=Status.RESOLVED)
    finish(draft, "clock", "customer silent")
    if case.escalations and draft.policy.customer.resolved != "none":
        draft.tell_customer("resolved")


def _has_it(case: Case) -> str:
    """The handler, or whoever was called first on the case's level."""
    last = case.escalation
    return case.handler or (last.calls[0].contact if last and last.calls else DESK)


def _name(draft: Draft, who: str) -> str:
    contact = draft.policy.contact(who)
    return contact.name if contact else "the front line"


RINGS: dict[Alarm, Callable[[Draft], None]] = {
    Alarm.REMIND: _remind,
    Alarm.CALL: _call,
    Alarm.CLIMB: _climb,
    Alarm.REPEAT: _repeat,
    Alarm.PROMISE: _promise_missed,
    Alarm.RESOLVE: _unresolved,
    Alarm.STALE: _taken_and_silent,
    Alarm.WAITING: _customer_is_silent,
    Alarm.UPDATE: update_is_due,
    Alarm.FOLLOWUP: ask_customer,
    Alarm.CLOSE: _close,
    Alarm.NEXT: remind_of_step,
    Alarm.BREACH: remind_of_breach,
    Alarm.LATER: _as_asked,
}
"""What each alarm does when it is due."""
