"""Reminders by the clock: none waits in a pile for Monday, none outlives what it reminds of."""

from __future__ import annotations

from collections.abc import Collection

from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.casework.relevance import no_longer_needed
from inbox_escalator.identity import CUSTOMER, DESK

REMINDERS = frozenset({"reminder", "l1_reminder"})

_OVER = REMINDERS | {"missed"}
"""Mails that make no sense once somebody took the case, answered it or ended it, even if it is ours again later."""


def tell_reminder(
    draft: Draft, who: str, *, text: str = "", deadline: Deadline | None = None, critical: bool | None = None
) -> None:
    """Owes that contact, or the desk, a reminder in the place of those of this case that have not left. One of the
    same moment is enough: two clocks may ring at once."""
    if any(n.to == who and n.template in REMINDERS for n in draft.decision().notices):
        return
    _withdraw(draft, REMINDERS, "a later reminder takes its place", {who})
    template = "l1_reminder" if who == DESK else "reminder"
    draft.tell(template, who, text=text, deadline=deadline, critical=critical)


def stand_for_earlier_call(draft: Draft, who: str) -> None:
    """Called again before the first ESCALATION has left: whoever took the case meanwhile is away, or passed it on."""
    _withdraw(draft, {"escalation"}, "the next one stands for it, too", {who})


def stop_reminders(draft: Draft, because: str) -> None:
    """What they remind of was done. Those that wait for working hours must not leave in the morning, for by then the
    case may be ours again, for another reason."""
    _withdraw(draft, _OVER, because)


def stop_needless(draft: Draft) -> None:
    """The last look, before an ended case is opened again: what its end made needless must not leave afterwards."""
    for mail in draft.situation.posted:
        if why := no_longer_needed(mail, draft.case, draft.policy):
            draft.withdraw(mail.message_id, why)


def _withdraw(draft: Draft, templates: Collection[str], because: str, to: Collection[str] = ()) -> None:
    for mail in draft.situation.posted:
        for_them = mail.to in to if to else mail.to != CUSTOMER
        if for_them and mail.template in templates and not mail.attempted and not mail.held:
            draft.withdraw(mail.message_id, because)
