"""Who is next? One window a level, shared by its contacts; then the next level; at the top all of them until taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from inbox_escalator.casework.availability import OUTSIDE_HOURS, Choice, choose, departure, stand_ins, why_unavailable
from inbox_escalator.casework.case import Alarm, Call, Escalation, Step, Window
from inbox_escalator.casework.clocks import (
    RESPONSE,
    after,
    between,
    leave_by,
    promise,
    response_window,
    start_resolution,
    watch_updates,
)
from inbox_escalator.casework.decision import Absence
from inbox_escalator.casework.documenting import ask_for_facts
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.hours import Deadline, Span
from inbox_escalator.casework.news import tell_onlooker
from inbox_escalator.casework.policy import Level, Policy
from inbox_escalator.casework.reminding import stand_for_earlier_call, tell_reminder
from inbox_escalator.casework.telephone import ask_for_call
from inbox_escalator.identity import DESK
from inbox_escalator.triage.trigger import Finding, Mode, Told, Trigger, Urgency

REMIND_AT = 0.75
"""Share of a contact's time after which a reminder goes out."""

REPEATS = 8
"""Times that the whole top level is called again before it becomes hourly."""

CLIMBED = "climbed"
"""Outcome of an escalation whose level did not do it."""

AFTER_REPEATS = Span.parse("1h")


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a case steps up."""

    triggers: tuple[str, ...]
    because: str
    urgency: Urgency
    by: str
    evidence: tuple[Finding, ...] = ()


def step_up(draft: Draft, target: Level, reason: Reason, *, start: datetime | None = None) -> None:
    """One step up: event, window, first call, promise, hand-off. `start`: when it became due (arrival), else now."""
    if _only_observed(draft, target, reason):
        return
    policy, source, had_it = draft.policy, draft.case.level, draft.case.handler
    critical = draft.case.critical or reason.urgency is Urgency.CRITICAL
    leaves = departure(policy, draft.now, critical=critical)
    tags = (*draft.case.tags, *reason.triggers)
    choice = choose(policy, target, leaves, draft.situation.absences, critical=critical, tags=tags)
    due = _due(policy, choice.level, leaves, start, critical=critical)
    urgency = max(reason.urgency, draft.case.urgency, key=lambda u: u.rank)
    draft.change(
        level=choice.level.name, critical=critical, urgency=urgency, handler="",
        tags=tuple(dict.fromkeys((*draft.case.tags, *reason.triggers))),
    )  # fmt: skip
    draft.event("escalated", reason.by, reason.because, source=source, target=choice.level.name)
    _note_skipped(draft, choice)
    number = len(draft.case.escalations) + 1
    latest = leave_by(policy, reason.triggers, start or draft.now, critical=critical)
    if latest.at < leaves:
        said = f"it had to leave by {policy.hours.say(latest.at, leaves)} ({latest.because})"
        draft.event("leaves late", "system", said)
    standing = draft.case.promised
    escalation = Escalation(
        number, source, choice.level.name, leaves, reason.triggers, reason.because, urgency, due, reason.evidence,
        leave_by=latest, answer_by=standing.at if standing and leaves < standing.at < due.at else None,
    )  # fmt: skip
    draft.change(escalations=(*_left_behind(draft), escalation))
    start_resolution(draft, leaves)
    watch_updates(draft, leaves)
    told = policy.told(reason.triggers)
    open_window(draft, choice, leaves, "escalation", fresh=True, due=due)
    _brief_owner(draft, leaves, due)
    asked = ask_for_call(draft, had_it or reason.by, source, choice.contacts)
    onlookers = {had_it, *policy.inform} - {"", asked, reason.by, *choice.contacts}
    _tell_onlookers(draft, onlookers, f"It went from {source} to {choice.level.name}: {reason.because}")
    ask_for_facts(draft, choice.contacts, had_it or reason.by)
    if number == 1:
        hand_off(draft, told, due)
    elif told is not Told.NONE and draft.case.promised is None:
        _new_time(draft, due, reason.by)


def _brief_owner(draft: Draft, leaves: datetime, due: Deadline) -> None:
    """A critical case is at the top for the first time, and there are specialists outside: they get nothing by
    themselves, but the owner has a brief to forward."""
    case, policy = draft.case, draft.policy
    first = sum(e.target == case.level for e in case.escalations) == 1
    if case.critical and first and policy.above(case.level) is None and policy.external and policy.owner:
        draft.tell("brief", policy.owner, lines=policy.external, leaves=leaves, deadline=due)


def _only_observed(draft: Draft, target: Level, reason: Reason) -> bool:
    """`mode = "observe"`, for all or for each of these triggers: a line on the log, and nobody is called. What a
    colleague says is obeyed all the same."""
    known = draft.policy.known(reason.triggers)
    each = bool(known) and all(t.mode is Mode.OBSERVE for t in known)
    if draft.policy.contact(reason.by) is not None or reason.by == DESK:
        return False
    if draft.policy.mode is Mode.ON and not each:
        return False
    said = reason.because if reason.evidence else f"{', '.join(reason.triggers)}: {reason.because}"
    draft.event("observed", "system", said, source=draft.case.level, target=target.name)
    if reason.by == "clock":
        draft.disarm(*RESPONSE)
        draft.change(window=None)
        if draft.case.timer(Alarm.RESOLVE) is None:
            start_resolution(draft, draft.now)  # an open case has a next clock
    return True


def _tell_onlookers(draft: Draft, who: Iterable[str], text: str) -> None:
    """Whoever had the case, and those who want to know of every escalation. Nobody is woken for that."""
    for contact in sorted(who):
        tell_onlooker(draft, contact, text, critical=False)


def _due(policy: Policy, level: Level, leaves: datetime, arrived: datetime | None, *, critical: bool) -> Deadline:
    """The end of the level's window: counted from arrival, unless so much of it is gone that nobody could keep it."""
    whole = response_window(policy, level, leaves, critical=critical)
    if arrived is None or arrived >= leaves or not critical:
        return whole
    early = response_window(policy, level, arrived, critical=True)
    return early if early.at - leaves >= (whole.at - leaves) / 2 else whole


def _left_behind(draft: Draft) -> tuple[Escalation, ...]:
    """The escalation before this one ends here: its level did not do it."""
    last = draft.case.escalation
    if last is None or last.step not in (Step.NOTIFIED, Step.TAKEN):
        return draft.case.escalations
    return draft.case.with_escalation(replace(last, outcome=last.outcome or CLIMBED))


def hand_off(draft: Draft, told: Told, due: Deadline) -> None:
    """The customer hears who has it and by when, and that is what was promised."""
    if told is Told.NONE:
        return
    promise(draft, due)
    template = "handoff" if told is Told.HANDOFF else "handoff_neutral"
    if not draft.tell_customer(template, deadline=draft.case.promised):
        draft.disarm(Alarm.PROMISE)
        draft.change(promised=None)


def _new_time(draft: Draft, due: Deadline, by: str) -> None:
    """A later step: the customer, who was promised nothing that still stands, hears by when. Silence of ours counts
    only where answers are seen in Sent, for else the answer may have been given."""
    may = by != "clock" or draft.situation.answers_seen
    if may and draft.tell_customer("update", deadline=due):
        promise(draft, due)


def _note_skipped(draft: Draft, choice: Choice) -> None:
    for contact, why in choice.skipped:
        draft.event("skipped", "system", why, target=contact)


def open_window(
    draft: Draft, choice: Choice, start: datetime, template: str, *, fresh: bool = False, due: Deadline | None = None,
    text: str = "",
) -> None:
    """Starts the response window of the level and calls the first contact (all of them where `together`).

    `text`: further words for those who are called now.
    """
    policy, level, critical = draft.policy, choice.level, draft.case.critical
    due = due or response_window(policy, level, start, critical=critical)
    business = not critical
    draft.disarm(*RESPONSE, Alarm.STALE)
    shares = 1 if choice.together else len(choice.contacts)
    share = between(policy, start, due.at, business=business) / shares
    ahead = () if choice.together else choice.contacts
    draft.change(window=Window(level.name, due, share, business, (), ahead, choice.skipped, template))
    if choice.together:
        for contact in choice.contacts:
            _call(draft, contact, start, template, fresh=fresh, text=text)
        arm_share(draft, start)
    else:
        call_next(draft, start, fresh=fresh, text=text)


def call_next(draft: Draft, at: datetime, *, fresh: bool = True, text: str = "") -> None:
    """Calls the next contact of the window; its share begins now, so that a late start shortens nobody's time."""
    _leave_out_absent(draft, at)
    window = draft.case.window
    if window is None:
        return
    if not window.ahead:
        # Where nobody could be called at all, nobody is waited for.
        ends = window.due.at if window.called else draft.now
        draft.arm(Alarm.CLIMB, max(ends, draft.now), window.due.because)
        return
    contact, rest = window.ahead[0], window.ahead[1:]
    # Whoever is left shares what is left of the window: two who fell out must not leave the third in a hurry.
    left = between(draft.policy, at, window.due.at, business=window.business) / len(window.ahead)
    draft.change(window=replace(window, ahead=rest, share=max(window.share, left)))
    _call(draft, contact, at, window.template, fresh=fresh, text=text)
    arm_share(draft, at)


def _leave_out_absent(draft: Draft, at: datetime) -> None:
    """Whoever went away since the window was opened is not called; being outside hours leaves nobody out."""
    window, critical, known = draft.case.window, draft.case.critical, draft.situation.absences
    if window is None:
        return
    people = [c for id_ in window.ahead if (c := draft.policy.contact(id_)) is not None]
    reasons = {c.id: why_unavailable(draft.policy, c, at, known, critical=critical) for c in people}
    gone = tuple((id_, why) for id_, why in reasons.items() if why and why != OUTSIDE_HOURS)
    if not gone:
        return
    for contact, why in gone:
        draft.event("skipped", "system", why, target=contact)
    ahead = tuple(id_ for id_ in window.ahead if id_ not in dict(gone))
    draft.change(window=replace(window, ahead=ahead, skipped=(*window.skipped, *gone)))


def _call(draft: Draft, contact: str, at: datetime, template: str, *, fresh: bool, text: str = "") -> None:
    window = draft.case.window
    if window is None:
        return
    until = after(draft.policy, at, window.share, business=window.business)
    draft.change(window=replace(window, called=(*window.called, contact)))
    if contact == DESK and template == "customer_wrote":
        return  # the customer's message in the mailbox is its own notice
    draft.event("called", "system", f"{window.level}, {template}", target=contact)
    if template == "escalation":
        stand_for_earlier_call(draft, contact)
    notice = draft.tell(template, contact, leaves=at, deadline=window.due, fresh_thread=fresh, text=text)
    last = draft.case.escalation
    if template == "escalation" and last is not None:
        draft.alert(contact, leaves=at, deadline=window.due)
        called = replace(last, calls=(*last.calls, Call(contact, at, until, notice)), skipped=window.skipped)
        draft.change(escalations=draft.case.with_escalation(called))


def arm_share(draft: Draft, start: datetime) -> None:
    """The alarms of the present contact's share, which begins at `start`."""
    window = draft.case.window
    if window is None:
        return
    policy, business = draft.policy, window.business
    end = after(policy, start, window.share, business=business)
    said = window.due.because
    draft.disarm(*RESPONSE)
    draft.arm(Alarm.REMIND, after(policy, start, window.share * REMIND_AT, business=business), said)
    draft.arm(Alarm.CALL if window.ahead else Alarm.CLIMB, end, said)


def remind(draft: Draft) -> None:
    """75 % of the share is over: a reminder to whoever has it."""
    draft.disarm(Alarm.REMIND)
    window = draft.case.window
    if window is None or not window.current:
        return
    draft.event("reminded", "clock", f"{REMIND_AT:.0%} of the time is over", target=window.current)
    _remind(draft, window.current, window)


def _remind(draft: Draft, contact: str, window: Window) -> None:
    """The last reminder replaces those that could not leave. Who was not even reached by the call is not reminded."""
    unsent = [m for m in draft.situation.posted if m.to == contact and not m.attempted and not m.held]
    if any(m.template == window.template for m in unsent):
        draft.event("not mailed", "system", "reminder: the mail that it reminds of has not left yet", target=contact)
        return
    tell_reminder(draft, contact, deadline=window.due)


def repeat_at_top(draft: Draft) -> None:
    """Nobody on the top level took it: all of it is called again, and again; then hourly those who run the desk."""
    policy, window = draft.policy, draft.case.window
    if window is None:
        return
    count = window.repeats + 1
    hourly = count > REPEATS
    level = policy.level(draft.case.level)
    # Those who stand in for them were called, too, and are the ones who are there.
    called = [*(c.id for c in policy.on_level(level.name)), *window.called] or [DESK]
    if hourly:
        called += [id_ for id_ in (policy.escalation_manager, policy.administrator) if id_]
    draft.change(window=replace(window, repeats=count))
    draft.event("repeated", "clock", f"nobody on {level.name} took it; call {count}", target=level.name)
    for contact in dict.fromkeys(called):
        _remind(draft, contact, window)
        draft.alert(contact, leaves=None, deadline=window.due)
    wait = AFTER_REPEATS if count >= REPEATS else level.repeat
    draft.disarm(Alarm.REMIND, Alarm.CALL, Alarm.CLIMB)
    again = policy.hours.window(draft.now, wait, business=window.business)
    draft.arm(Alarm.REPEAT, again.at, f"again every {again.because}, until somebody takes it")


def fall_over(draft: Draft, contact: str, because: str) -> None:
    """That contact cannot be reached: whoever is next is called now, not at the end of the share."""
    window = draft.case.window
    if draft.case.ended:
        return
    if window is not None:
        draft.change(window=replace(window, ahead=tuple(c for c in window.ahead if c != contact)))
    if draft.case.handler == contact and window is None:
        _release(draft, contact, because)
    elif window is not None and window.current == contact:
        draft.event("fell over", "system", because, source=contact)
        _onward(draft, contact, because)


def _release(draft: Draft, contact: str, because: str) -> None:
    """The handler is away and it is our move: the level is called again."""
    draft.change(handler="")
    if draft.case.whose.value != "ours":
        return
    draft.event("fell over", "system", because, source=contact)
    level = draft.policy.level(draft.case.level)
    leaves = departure(draft.policy, draft.now, critical=draft.case.critical)
    absences = _and_away(draft, contact, because)
    choice = choose(draft.policy, level, leaves, absences, critical=draft.case.critical, tags=draft.case.tags)
    open_window(draft, choice, leaves, "escalation", fresh=True)


def _and_away(draft: Draft, contact: str, because: str) -> dict[str, Absence]:
    """All who are known to be away, and this one, of whom it is known only now."""
    return {**draft.situation.absences, contact: Absence(contact, None, because, draft.now)}


def _onward(draft: Draft, contact: str, because: str) -> None:
    leaves = departure(draft.policy, draft.now, critical=draft.case.critical)
    _leave_out_absent(draft, leaves)
    window = draft.case.window
    if window is not None and window.ahead:
        call_next(draft, leaves)
    elif draft.policy.above(draft.case.level) is None:
        _nobody_left(draft, contact, because)
    else:
        climb(draft, because)


def _nobody_left(draft: Draft, contact: str, because: str) -> None:
    """At the top the last one fell out. Whoever else may be reached hears it now, once; the level is called again at
    the usual time. To call at once who has just been refused would go round for ever."""
    policy, window, repeats = draft.policy, draft.case.window, draft.case.timer(Alarm.REPEAT) is not None
    if window is None:
        return
    level = policy.level(draft.case.level)
    others = (*(c.id for c in policy.on_level(level.name)), policy.escalation_manager, policy.administrator)
    absences = _and_away(draft, contact, because)
    others += stand_ins(policy, draft.now, absences, critical=draft.case.critical)
    there = [id_ for id_ in dict.fromkeys(others) if id_ and id_ not in absences]
    for other in there:
        if other not in window.called:
            _call(draft, other, departure(policy, draft.now, critical=draft.case.critical), "escalation", fresh=True)
        elif not repeats:
            _remind(draft, other, window)
    if repeats:
        return
    if not there:
        draft.event("called", "system", f"nobody on {level.name} can be reached: {because}", target=DESK)
        draft.tell("escalation", DESK, deadline=window.due, fresh_thread=True)
    draft.disarm(*RESPONSE)
    again = policy.hours.window(draft.now, level.repeat, business=window.business)
    draft.arm(Alarm.REPEAT, again.at, f"again every {again.because}, until somebody takes it")


def climb(draft: Draft, because: str) -> None:
    """The window of the level is over: the next level, naming `no_response`; at the top, all of it again."""
    above = draft.policy.above(draft.case.level)
    if above is None:
        repeat_at_top(draft)
        return
    urgency = one_up(draft.case.urgency)
    step_up(draft, above, Reason(("no_response",), because, urgency, "clock"))


def one_up(urgency: Urgency) -> Urgency:
    """Anger and silence raise the urgency by one, to high at most; only a trigger makes a case critical."""
    return Urgency.HIGH if urgency is Urgency.MEDIUM else urgency


def leading(triggers: tuple[Trigger, ...], policy: Policy, level: str) -> Trigger | None:
    """The trigger with the highest target; the first of the matrix among equals."""
    return max(triggers, key=lambda t: target_rank(t, policy, level), default=None)


def target_rank(trigger: Trigger, policy: Policy, level: str) -> int:
    if trigger.target == "next":
        return min(policy.rank(level) + 1, len(policy.levels) - 1)
    return policy.rank(trigger.target)
