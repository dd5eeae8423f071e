"""The clocks of a case: resolution runs only while it is our turn; the promise until a human mail went out."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from operator import attrgetter

from inbox_escalator.casework.case import OUTLIVE, Alarm, Case, Status, Step, Whose
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.hours import Deadline, Span
from inbox_escalator.casework.policy import Level, Policy
from inbox_escalator.casework.reminding import stop_needless, stop_reminders
from inbox_escalator.identity import DESK

RESPONSE = (Alarm.REMIND, Alarm.CALL, Alarm.CLIMB, Alarm.REPEAT)
"""Alarms of the response window: they end when somebody takes the case or answers."""


LATE = Span.parse("10m")
"""So much later than planned a mail leaves late: no server and no poll is that slow on a good day."""

ASKED_AGAIN = 8
"""Times that whoever took a case and forgot it is asked alone."""

ONE_DAY = Span.parse("1bd")

RESOLVED = "resolved"
"""Outcome of a case that a colleague resolved."""

ANSWERS = frozenset({"message", "resolved", "decision"})
"""Mails that carry a colleague's words to the customer."""


def after(policy: Policy, start: datetime, seconds: float, *, business: bool) -> datetime:
    """`seconds` after `start`, in open hours where `business`."""
    return policy.hours.plus(start, seconds) if business else start + timedelta(seconds=seconds)


def between(policy: Policy, start: datetime, end: datetime, *, business: bool) -> float:
    """Seconds from `start` to `end`, never negative."""
    if end <= start:
        return 0.0
    return policy.hours.seconds_between(start, end) if business else (end - start).total_seconds()


def response_window(policy: Policy, level: Level, start: datetime, *, critical: bool) -> Deadline:
    """End of the level's window. Cases that are not critical run in its hours; for critical ones hours do not count."""
    return policy.hours.window(start, level.respond, business=not critical)


def leave_by(policy: Policy, triggers: tuple[str, ...], start: datetime, *, critical: bool) -> Deadline:
    """The latest departure of an escalation: the shortest `within` of its triggers, counted from `start`, in working
    hours where it is not critical. `0m` is at once, which is what is not late."""
    spans = [max(Span.parse(t.within), LATE, key=attrgetter("seconds")) for t in policy.known(triggers)] or [LATE]
    begin = start if critical else policy.hours.opening(start)
    return min((policy.hours.window(begin, s, business=not critical) for s in spans), key=attrgetter("at"))


def start_resolution(draft: Draft, start: datetime) -> None:
    """The level's resolution clock from the beginning (a new level, a new case)."""
    level = draft.policy.level(draft.case.level)
    draft.change(resolve_left=None)
    if level.resolve is None:
        draft.disarm(Alarm.RESOLVE)
        return
    deadline = draft.policy.hours.add(start, level.resolve)
    draft.arm(Alarm.RESOLVE, deadline.at, deadline.because)


def pause_resolution(draft: Draft, at: datetime) -> None:
    """The turn goes to the customer: what is left is kept."""
    timer = draft.case.timer(Alarm.RESOLVE)
    if timer is None:
        return
    level = draft.policy.level(draft.case.level)
    business = level.resolve is not None and level.resolve.business
    draft.change(resolve_left=between(draft.policy, at, timer.at, business=business))
    draft.disarm(Alarm.RESOLVE)


def resume_resolution(draft: Draft, at: datetime) -> None:
    """The turn comes back: the clock goes on where it stood."""
    left, level = draft.case.resolve_left, draft.policy.level(draft.case.level)
    if left is None or level.resolve is None:
        start_resolution(draft, at)
        return
    due = after(draft.policy, at, left, business=level.resolve.business)
    said = draft.policy.hours.say(at, draft.now)
    kind = "business hours" if level.resolve.business else "hours"
    draft.change(resolve_left=None)
    draft.arm(Alarm.RESOLVE, due, f"{left / 3600:.3g} {kind} that were left, from {said}")


def give_turn_away(draft: Draft, at: datetime) -> None:
    """It is the customer's move: our clocks stop, the wait for the customer begins."""
    stop_reminders(draft, "it is the customer's turn meanwhile")
    draft.disarm(*RESPONSE, Alarm.STALE, Alarm.LATER, Alarm.UPDATE)
    pause_resolution(draft, at)
    draft.change(whose=Whose.CUSTOMER, whose_since=at, window=None, reminded=False, update_due=None)
    start_waiting(draft, at)


def start_waiting(draft: Draft, at: datetime) -> None:
    waiting = draft.policy.hours.add(at, draft.policy.customer.waiting)
    draft.arm(Alarm.WAITING, waiting.at, waiting.because)


def take_turn(draft: Draft, at: datetime) -> None:
    """It is our move again: resolution goes on. The response window is the ladder's."""
    if draft.case.whose is Whose.CUSTOMER:
        stop_needless(draft)
    if draft.case.whose is Whose.CUSTOMER or draft.case.whose_since is None:
        draft.disarm(Alarm.WAITING)
        draft.change(whose=Whose.OURS, whose_since=at)
        resume_resolution(draft, at)
        watch_updates(draft, at)


def watch_updates(draft: Draft, at: datetime) -> None:
    """`update_every` from the beginning, on escalated cases; the handler is asked a little before. That little is of
    working time, in which the mail leaves: asked in the night, nobody would have any left in the morning."""
    level = draft.policy.level(draft.case.level)
    draft.disarm(Alarm.UPDATE)
    draft.change(update_due=None)
    if level.update_every is None or not draft.case.escalations:
        return
    due = draft.policy.hours.add(at, level.update_every)
    hours = draft.policy.hours
    before = min(level.respond.seconds, level.update_every.seconds / 4, hours.seconds_between(at, due.at) / 4)
    draft.arm(Alarm.UPDATE, hours.minus(due.at, before), due.because)
    draft.change(update_due=due)


def keep_promise(draft: Draft, at: datetime) -> None:
    """The first human mail reached the customer."""
    promised, missed, last = draft.case.promised, draft.case.missed, draft.case.escalation
    draft.disarm(Alarm.PROMISE)
    draft.change(promised=None, missed=False)
    if last is None or last.answered_at is not None or (last.step is Step.DONE and not last.returned):
        return
    in_time = not missed and at <= (promised.at if promised else last.due.at)
    # What went back is over for its level; the promise that it made to the customer is kept or not all the same.
    draft.step(Step.DONE if last.returned else Step.ANSWERED, answered_at=at, in_time=in_time)


def count_late(draft: Draft) -> None:
    """On the log: where the time of an escalation is over and nobody has answered, it was not kept."""
    for e in draft.case.escalations:
        if e.answered_at is None and e.in_time is None and (e.answer_by or e.due.at) <= draft.now:
            draft.change(escalations=draft.case.with_escalation(replace(e, in_time=False)))


def take_back_answer(draft: Draft) -> None:
    """The words for the customer never reached anybody: it is our turn again, and the promise was not kept."""
    if draft.case.ended:
        return
    take_turn(draft, draft.now)
    last = draft.case.escalation
    if last is not None and last.step is Step.ANSWERED:
        still_late = False if last.in_time is False else None
        draft.step(Step.TAKEN if last.taken_by else Step.NOTIFIED, answered_at=None, in_time=still_late)
    if draft.case.handler:
        watch_taken(draft, draft.now)


def promise(draft: Draft, deadline: Deadline) -> Deadline:
    """What the customer is told. The earliest time promised stands, whatever climbs."""
    standing = draft.case.promised
    if standing is not None and standing.at <= deadline.at:
        return standing
    draft.change(promised=deadline)
    draft.arm(Alarm.PROMISE, deadline.at, deadline.because)
    return deadline


def take(draft: Draft, contact: str, at: datetime) -> None:
    """`ok`: stops the fail-over, not the promise. Asked again if nothing happens for one `respond`."""
    stop_reminders(draft, f"{contact} has it meanwhile")
    draft.disarm(*RESPONSE)
    draft.change(handler=contact, window=None, status=opened(draft.case))
    last = draft.case.escalation
    if last is not None and last.step in (Step.NOTIFIED, Step.TAKEN):
        draft.step(Step.TAKEN, taken_by=contact, taken_at=last.taken_at or at)
    if draft.case.whose is Whose.OURS:
        watch_taken(draft, at)


def watch_taken(draft: Draft, at: datetime, *, asked: int = 0) -> None:
    """Taken and forgotten asks again. `asked`: so many times nothing came of it; after the last of them once a day."""
    level = draft.policy.level(draft.case.level)
    span = level.respond if asked < ASKED_AGAIN else ONE_DAY
    again = draft.policy.hours.window(at, span, business=not draft.case.critical)
    draft.change(asked_again=asked)
    draft.arm(Alarm.STALE, again.at, again.because)


def opened(case: Case) -> Status:
    """NEW becomes OPEN as soon as one of us does anything."""
    return Status.OPEN if case.status is Status.NEW else case.status


def finish(draft: Draft, by: str, outcome: str) -> None:
    """Resolved: no clock of ours runs on, nobody waits for authority; it stays open to the customer for `reopen`."""
    stop_reminders(draft, "it was settled meanwhile")
    timers = tuple(t for t in draft.case.timers if t.alarm in OUTLIVE)
    draft.change(
        status=Status.RESOLVED, resolved_at=draft.now, whose=Whose.CUSTOMER, whose_since=draft.now, timers=timers,
        promised=None, window=None, resolve_left=None, update_due=None, request=None,
    )  # fmt: skip
    last = draft.case.escalation
    if last is not None and not last.returned:
        in_time = last.in_time if last.answered_at or draft.case.missed else draft.now <= last.due.at
        draft.step(Step.DONE, resolved_at=draft.now, outcome=outcome, in_time=in_time)
    if by != DESK and draft.policy.contact(by) and not draft.case.handler:
        draft.change(handler=by)
    closes = draft.policy.hours.add(draft.now, draft.policy.customer.reopen)
    draft.arm(Alarm.CLOSE, closes.at, closes.because)
    if outcome == RESOLVED:
        _ask_afterwards(draft)


def _ask_afterwards(draft: Draft) -> None:
    """Of customers who were told that it is resolved; once a case."""
    rules = draft.policy.customer
    told = rules.resolved == "all" or (rules.resolved == "escalated" and bool(draft.case.escalations))
    if rules.followup is not None and told and draft.case.asked_at is None:
        asks = draft.policy.hours.add(draft.now, rules.followup)
        draft.arm(Alarm.FOLLOWUP, draft.policy.hours.opening(asks.at), asks.because)
