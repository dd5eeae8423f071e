"""Mail that left late, or has not left yet: deadlines count from when it leaves, and `within` is kept or said.

Time that nobody could use is nobody's: as long as the mail server takes nothing at all, the share of a contact who was
not reached does not run out, and a time that the customer was never told is not missed.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from inbox_escalator.casework.availability import departure
from inbox_escalator.casework.case import Alarm, Case
from inbox_escalator.casework.clocks import between, response_window
from inbox_escalator.casework.decision import NOTHING, Decision, Notice, Situation
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.casework.ladder import arm_share
from inbox_escalator.casework.policy import Policy
from inbox_escalator.identity import CUSTOMER

TELLS_A_TIME = frozenset({"handoff", "handoff_neutral", "update"})
"""Mails that tell the customer by when to expect a word."""


# ---------------------------------------------------------------------- a mail that leaves late


def as_it_leaves(notice: Notice, case: Case, at: datetime, policy: Policy) -> tuple[Notice, Case]:
    """The notice and the case as they are if it leaves at `at`: what its bytes are made from."""
    draft = Draft(case, Situation(now=at, case=case), policy)
    due = _count_from(draft, notice, at)
    told = notice.deadline if due is None else due
    if notice.template == "introduction":
        told = case.promised
    return replace(notice, deadline=told, leaves=at), draft.case


def on_left_late(notice: Notice, planned: datetime, situation: Situation, policy: Policy) -> Decision:
    """A mail has left much later than planned, as composed for `notice.leaves`: its clocks count from then."""
    case, at = situation.case, notice.leaves
    if case is None or at is None:
        return NOTHING
    draft = Draft(case, situation, policy)
    _count_from(draft, notice, at)
    draft.event("left late", "system", _how_late(draft, notice, planned, at), target=notice.to)
    return draft.decision()


def _how_late(draft: Draft, notice: Notice, planned: datetime, at: datetime) -> str:
    hours, said = draft.policy.hours, notice.template.replace("_", " ")
    line = f"{said}: planned {hours.say(planned, at)}, left {hours.say(at, at)}"
    escalation = next((e for e in draft.case.escalations if e.number == notice.escalation), None)
    latest = escalation.leave_by if escalation and notice.template == "escalation" else None
    if latest is not None and latest.at < at:
        line += f"; it had to leave by {hours.say(latest.at, at)} ({latest.because})"
    return line


def _count_from(draft: Draft, notice: Notice, at: datetime) -> Deadline | None:
    """Moves the clock that the mail speaks of, and returns its end; None where it speaks of none that still runs."""
    if draft.case.ended:
        return None
    if notice.to == CUSTOMER:
        return _promise_from(draft, at) if notice.template in TELLS_A_TIME else None
    window = draft.case.window
    if window is None or window.repeats or (window.current, window.template) != (notice.to, notice.template):
        return None
    begin = departure(draft.policy, at, critical=draft.case.critical)
    return _window_from(draft, begin)


def _window_from(draft: Draft, at: datetime) -> Deadline | None:
    """The whole window anew, as no time of it could be used; whoever is still ahead shares it."""
    window = draft.case.window
    if window is None:
        return None
    level = draft.policy.level(window.level)
    due = response_window(draft.policy, level, at, critical=draft.case.critical)
    share = between(draft.policy, at, due.at, business=window.business) / (1 + len(window.ahead))
    draft.change(window=replace(window, due=due, share=share))
    last = draft.case.escalation
    if window.template == "escalation" and last is not None:
        draft.change(escalations=draft.case.with_escalation(replace(last, due=due)))
    arm_share(draft, at)
    return due


def _promise_from(draft: Draft, at: datetime) -> Deadline | None:
    """A time that the customer is told only now."""
    if draft.case.promised is None:
        return None
    level = draft.policy.level(draft.case.level)
    again = response_window(draft.policy, level, at, critical=draft.case.critical)
    draft.change(promised=again)
    draft.arm(Alarm.PROMISE, again.at, again.because)
    return again


# ---------------------------------------------------------------------- a mail that has not left


def held_up(draft: Draft) -> bool:
    """Whoever the window waits for was not reached: no mail leaves at all. The time begins when it does."""
    window = draft.case.window
    if window is None or not any(_waits(draft, window.template, window.current)):
        return False
    contact = draft.policy.contact(window.current)
    name = contact.name if contact else window.current
    draft.event("held up", "clock", f"the mail that calls {name} has not left: the time begins when it does")
    _window_from(draft, departure(draft.policy, draft.now, critical=draft.case.critical))
    return True


def not_yet_told(draft: Draft) -> bool:
    """The customer was never told the time that is over now: the mail that says so has not left."""
    promised = draft.case.promised
    if promised is None or not any(any(_waits(draft, template, CUSTOMER)) for template in TELLS_A_TIME):
        return False
    draft.event("held up", "clock", "the mail that tells the customer a time has not left: a new one is told")
    _promise_from(draft, departure(draft.policy, draft.now, critical=draft.case.critical))
    return True


def _waits(draft: Draft, template: str, to: str) -> list[bool]:
    return [m.waits for m in draft.situation.posted if m.template == template and m.to == to]


def overdue_departure(notice: Notice | None, case: Case | None, now: datetime, policy: Policy) -> str:
    """`CASE-1042 by Mon 11:00 (1 hour from Mon 10:00)` where an escalation's mail should have left; else ''."""
    if notice is None or case is None or notice.template != "escalation":
        return ""
    escalation = next((e for e in case.escalations if e.number == notice.escalation), None)
    latest = escalation.leave_by if escalation else None
    if latest is None or latest.at > now:
        return ""
    return f"{case.reference} by {policy.hours.say(latest.at, now)} ({latest.because})"
