"""`why`: how a case came to be where it is. Rules hit and missed, clocks, contacts skipped, with their reasons."""

from __future__ import annotations

from collections.abc import Iterator

from inbox_escalator.casework.acting import name_of
from inbox_escalator.casework.case import Case, Escalation
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.what_for import WHAT_FOR
from inbox_escalator.triage.trigger import Finding

MISSES_KEPT = 12
"""Findings that did not count, of the customer's last mails."""
_WORDS = 120


def missed(findings: tuple[Finding, ...], before: tuple[str, ...]) -> tuple[str, ...]:
    """What was found and did not count, one line each, the newest last."""
    told = (f"{f.trigger}: “{f.words[:_WORDS]}” did not count: {f.because[:_WORDS]}" for f in findings if not f.fired)
    return tuple(dict.fromkeys((*before, *told)))[-MISSES_KEPT:]


def why_lines(draft: Draft) -> tuple[str, ...]:
    """The trace of the case, line by line."""
    case = draft.case
    return (*_stands(draft, case), *_steps(draft), *_clocks(draft, case), *case.missed_rules)


def _stands(draft: Draft, case: Case) -> Iterator[str]:
    yield f"It is on {case.level}, {case.urgency} urgency" + ("; its mails leave at any hour" if case.critical else "")
    if case.handler:
        yield f"{name_of(draft, case.handler)} has it"
    if case.whose_since is not None:
        whose = "ours" if case.whose == "ours" else "the customer’s"
        yield f"The turn is {whose} since {draft.policy.hours.say(case.whose_since, draft.now)}"


def _steps(draft: Draft) -> Iterator[str]:
    for step in draft.case.escalations:
        yield f"{step.source} → {step.target}: {step.because}"
        yield from (f"{f.trigger}: “{f.words[:_WORDS]}” counted: {f.because}" for f in step.evidence)
        if step.leave_by is not None:
            latest = step.leave_by.text(draft.policy.hours, draft.now).removeprefix("Due ")
            yield f"The mail had to leave by {latest}"
        yield f"{step.target} had until {step.due.text(draft.policy.hours, draft.now).removeprefix('Due ')}"
        yield from _called(draft, step)


def _called(draft: Draft, step: Escalation) -> Iterator[str]:
    for call in step.calls:
        when = draft.policy.hours.say(call.at, draft.now)
        yield f"{name_of(draft, call.contact)} {'was' if call.notice else 'would be'} called {when}"
    yield from (f"{name_of(draft, who)} was passed over: {reason}" for who, reason in step.skipped)


def _clocks(draft: Draft, case: Case) -> Iterator[str]:
    for timer in sorted(case.timers, key=lambda t: t.at):
        yield f"Next, {WHAT_FOR[timer.alarm]}: {draft.policy.hours.say(timer.at, draft.now)} = {timer.because}"
