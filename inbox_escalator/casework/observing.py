"""What `mode = "observe"` would have done, told to the owner once a day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime, time, timedelta

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import HOUSE, NOTHING, Decision, Event, Notice, Route, Situation
from inbox_escalator.casework.policy import Policy
from inbox_escalator.triage.trigger import Mode

LINES = 30
"""So many escalations one mail lists; the rest is counted."""


def observes(policy: Policy) -> bool:
    """Anything is only observed: all, or a trigger."""
    return policy.mode is Mode.OBSERVE or any(t.mode is Mode.OBSERVE for t in policy.triggers)


def next_report(policy: Policy, last: datetime) -> datetime:
    """The first opening of the desk on a later day than that of the last report."""
    zone = policy.hours.zone
    tomorrow = last.astimezone(zone).date() + timedelta(days=1)
    return policy.hours.opening(datetime.combine(tomorrow, time(), zone).astimezone(last.tzinfo))


def report(
    events: Sequence[Event], cases: Mapping[str, Case], since: datetime, situation: Situation, policy: Policy
) -> Decision:
    """One mail to the owner. `events`: all since the last report, in order; `cases`: those that they name."""
    owner = policy.contact(policy.owner)
    seen = [e for e in events if e.what == "observed"]
    if owner is None or not seen:
        return NOTHING
    up = [e for e in seen if e.source]
    mails = Counter(e.because.partition(" ")[0] for e in seen if not e.source)
    lines = [_line(e, cases.get(e.case)) for e in up[:LINES]]
    if len(up) > LINES:
        lines.append(f"and {len(up) - LINES} more: inbox-escalator log and show have them")
    if mails:
        lines.append("Other mails that would have gone: " + ", ".join(f"{n} {name}" for name, n in mails.most_common()))
    text = f"{_count(len(up))} since {policy.hours.say(since, situation.now)}"
    number = situation.house_events + 1
    event = Event(HOUSE, number, situation.now, "told", "system", f"what was observed: {text}", target=owner.id)
    route = Route.INBOX if policy.own_mailbox(owner) else Route.SMTP
    notice = Notice(
        "observed", owner.id, owner.address, HOUSE, number, route=route, text=text, lines=tuple(lines),
    )  # fmt: skip
    return Decision(events=(event,), notices=(notice,))


def _count(number: int) -> str:
    return "1 escalation" if number == 1 else f"{number or 'no'} escalations"


def _line(event: Event, case: Case | None) -> str:
    """`CASE-1001 L1 → L3: legal_threat: "my lawyer" (Jane Roe, Broken)`."""
    who = f" ({case.customer.name or case.customer.address}, {case.subject[:60]})" if case else ""
    named = f"{event.case} " if case else ""
    return f"{named}{event.source} → {event.target}: {event.because[:160]}{who}"
