"""The customer wrote again: whoever has the case is told, in the thread, many mails in one."""

from __future__ import annotations

from datetime import datetime

from inbox_escalator.casework.decision import Posted
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.limits import NEWS, left, over_at, spend

TEMPLATE = "customer_wrote"
COPY = "took_over"
SETTLED = "settled"

MOST_LETTERS = 1000
"""Of what the mails that one stands for wanted to say."""


def tell_news(draft: Draft, contact: str, text: str = "", *, urgent: bool = False, template: str = TEMPLATE) -> None:
    """A mail that waits already gives way to this one, which says what it would have said. After three in a quarter of
    an hour the next one waits until it is over; not where something new is `urgent`."""
    waiting = _waiting(draft, contact, template)
    if waiting is not None:
        draft.withdraw(waiting.message_id, "the next one stands for it, too")
        leaves = None if urgent else waiting.leaves
        text = _together(waiting.text, text)
    elif urgent or left(draft.case, contact, NEWS, draft.now) > 0:
        draft.case = spend(draft.case, contact, NEWS, draft.now)
        leaves = None
    else:
        leaves = _later(draft, contact)
    window = draft.case.window
    draft.tell(template, contact, text=text, deadline=window.due if window else None, leaves=leaves)


def tell_onlooker(draft: Draft, contact: str, text: str = "", *, critical: bool | None = None) -> None:
    """A copy: who has the case now. One that waits for the morning gives way to it, with what it would have said."""
    waiting = _waiting(draft, contact, COPY)
    if waiting is not None:
        draft.withdraw(waiting.message_id, "the next one stands for it, too")
        text = "\n".join(dict.fromkeys(part for part in (*waiting.text.split("\n"), text) if part))[-MOST_LETTERS:]
    draft.tell(COPY, contact, text=text, critical=critical)


def tell_settled(draft: Draft, contact: str, text: str, leaves: datetime) -> None:
    """It is over. A copy that waits for the morning gives way to it, with what it would have said."""
    waiting = _waiting(draft, contact, COPY)
    if waiting is not None:
        draft.withdraw(waiting.message_id, "it is over meanwhile")
        text = "\n".join(part for part in (waiting.text, text) if part)[-MOST_LETTERS:]
    draft.tell(SETTLED, contact, text=text, leaves=leaves, critical=False)


def _waiting(draft: Draft, contact: str, template: str) -> Posted | None:
    mine = (m for m in draft.situation.posted if m.template == template and m.to == contact)
    return next((m for m in mine if not m.attempted and not m.held), None)


def _later(draft: Draft, contact: str) -> datetime:
    end = over_at(draft.case, contact, NEWS, draft.now)
    return end if draft.case.critical else draft.policy.hours.opening(end)


def _together(before: str, now: str) -> str:
    said = dict.fromkeys(part for part in (*before.split("; "), *now.split("; ")) if part)
    return "; ".join(said)[:MOST_LETTERS]
