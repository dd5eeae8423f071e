"""A colleague brought in a customer's mail: the case is the customer's, and the colleague gets a receipt."""

from __future__ import annotations

from inbox_escalator.casework.acting import who_was_called
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.ladder import Reason, one_up, step_up
from inbox_escalator.casework.limits import ANSWERS
from inbox_escalator.casework.presence import TEMPLATE as ANSWER
from inbox_escalator.identity import DESK
from inbox_escalator.intake.brought import Brought


def takes_up(draft: Draft, incoming: Incoming) -> bool:
    """`up` on top goes a level up with its reason, where the customer's words did not do so by themselves."""
    brought, above = incoming.brought, draft.policy.above(draft.case.level)
    if brought is None or not brought.up or above is None:
        return False
    reason = brought.said or f"{_name(brought)} said up"
    step_up(draft, above, Reason(("beyond_authority",), reason, one_up(draft.case.urgency), _by(brought)))
    return True


def tell_bringer(draft: Draft, incoming: Incoming) -> None:
    """On the log, with what was said besides; and a receipt."""
    brought = incoming.brought
    if brought is None:
        return
    draft.event("brought in", _by(brought), f"sent on by {brought.by}")
    if brought.said:
        draft.words(Voice.NOTE, _name(brought), brought.said)
    called = draft.case.escalations and draft.case.window is not None
    where = f"it is on {draft.case.level}" + (f"; {who_was_called(draft)} was called" if called else "")
    text = f"{draft.case.reference}: taken in as a mail of {draft.case.customer}; {where}."
    if brought.contact:
        draft.tell("receipt", brought.contact, text=text, answer=ANSWERS)
    else:  # without links: whoever is no contact commands nothing
        draft.tell(ANSWER, DESK, text=text, answer=ANSWERS, address=brought.by.address)


def _by(brought: Brought) -> str:
    return brought.contact or DESK


def _name(brought: Brought) -> str:
    return brought.by.name or brought.by.address
