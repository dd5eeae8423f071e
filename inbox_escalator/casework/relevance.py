"""The last look before a mail leaves: does the case still need it?"""

from __future__ import annotations

from inbox_escalator.casework.case import Case, Whose
from inbox_escalator.casework.decision import Posted
from inbox_escalator.casework.policy import Policy
from inbox_escalator.identity import CUSTOMER

CALLS = frozenset({"escalation", "alert", "reminder", "l1_reminder", "customer_wrote", "missed", "came_back"})
"""Mails that ask somebody to act."""

CALLS_OF_OURS = CALLS - {"customer_wrote", "came_back"}
"""Of these, those that only make sense while it is our turn."""

BY_THE_CLOCK = frozenset({"no_response", "unresolved"})
"""Triggers that an answer to the customer settles. What the customer said is not settled by it: a legal threat reaches
its level even if the front line was quicker."""

PROMISES = frozenset({"handoff", "handoff_neutral", "introduction", "update", "acknowledgement", "waiting", "progress"})
"""Automatic mails that tell the customer what will be done."""


def no_longer_needed(mail: Posted, case: Case | None, policy: Policy) -> str:
    """Why the case does not need this mail any more; '' where it does. An attempt in doubt is never withdrawn here."""
    if case is None or mail.attempted:
        return ""
    if mail.template in CALLS:
        return _call_is_over(mail, case, policy)
    if mail.template == "facts" and case.ended:
        return f"{case.reference} is {case.status} already"
    if mail.to == CUSTOMER and mail.template in PROMISES and case.ended:
        return f"{case.reference} is {case.status} already"
    if mail.template == "waiting" and case.whose is Whose.OURS:
        return "the customer has written meanwhile"
    if mail.template == "progress" and case.whose is Whose.CUSTOMER:
        return "the customer has been answered meanwhile"
    if mail.template in ("resolved", "followup", "settled") and not case.ended:
        return "the case was opened again meanwhile"
    return ""


def _by_what_was_said(mail: Posted, case: Case) -> bool:
    """The first mail of an escalation that somebody's words caused, not only the clock."""
    if mail.template not in ("escalation", "alert") or not 0 < mail.escalation <= len(case.escalations):
        return False
    return not BY_THE_CLOCK.issuperset(case.escalations[mail.escalation - 1].triggers)


def _call_is_over(mail: Posted, case: Case, policy: Policy) -> str:
    if case.ended:
        return f"{case.reference} is {case.status} already"
    last = case.escalation
    if mail.template in CALLS_OF_OURS and case.whose is Whose.CUSTOMER and not _by_what_was_said(mail, case):
        return "it is the customer's turn meanwhile"
    if mail.template in ("escalation", "alert") and case.handler and case.handler != mail.to:
        taker = policy.contact(case.handler)
        return f"taken by {taker.name if taker else case.handler} meanwhile"
    if mail.template in ("reminder", "l1_reminder") and last is not None and mail.escalation < last.number:
        return f"the case is on {case.level} now"
    return ""
