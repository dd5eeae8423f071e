"""What concerns the desk and no case: problems for the administrator."""

from __future__ import annotations

from inbox_escalator.casework.decision import HOUSE, NOTHING, Decision, Event, Notice, Route, Situation
from inbox_escalator.casework.policy import Policy


def on_problem(line: str, situation: Situation, policy: Policy) -> Decision:
    """One line for the administrator: cannot log in, deliver or read. How often is the worker's to say."""
    administrator = policy.contact(policy.administrator)
    if administrator is None:
        return NOTHING
    number = situation.house_events + 1
    event = Event(HOUSE, number, situation.now, "problem", "system", line)
    route = Route.INBOX if policy.own_mailbox(administrator) else Route.SMTP
    notice = Notice("problem", administrator.id, administrator.address, HOUSE, number, route=route, text=line)
    return Decision(events=(event,), notices=(notice,))
