"""Reminders by the clock: none waits in a pile for Monday, none outlives what it reminds of."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from inbox_escalator.casework.decision import Posted
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.casework.relevance import no_longer_needed
from inbox_escalator.identity import CUSTOMER, DESK

REMINDERS = frozenset({"reminder", "l1_reminder"})

LATEST_SAYS_ALL = (REMINDERS, frozenset({"escalation"}), frozenset({"progress"}))
"""Of each of these a mail that has not left gives way to the next one."""

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


def stand_for_earlier_update(draft: Draft) -> None:
    """The customer reads how things stand now, and not beside it how they stood during the outage."""
    _withdraw(draft, {"progress"}, "a later one says how things stand now", {CUSTOMER})


def gives_way(mail: Posted, posted: Iterable[Posted]) -> str:
    """Why a mail that did not get through is not tried again; '' where it is. As the next one was written this one was
    under way, and nobody could take it back."""
    kind = next((kind for kind in LATEST_SAYS_ALL if mail.template in kind), frozenset())
    later = any(m.template in kind and m.to == mail.to and m.event > mail.event and not m.held for m in posted)
    return "a later one took its place while it was under way" if later else ""


def stop_reminders(draft: Draft, because: str) -> None:
    """What they remind of was done. Those that wait for working hours must not leave in the morning, for by then the
    case may be ours again, for another reason."""
    _withdraw(draft, _OVER, because)


def stop_needless(draft: Draft) -> None:
    """The last look, before an ended case is opened again, or an answered one is ours again: what the end or the answer
    made needless must not leave afterwards."""
    for mail in draft.situation.posted:
        if why := no_longer_needed(mail, draft.case, draft.policy):
            draft.withdraw(mail.message_id, why)


def _withdraw(draft: Draft, templates: Collection[str], because: str, to: Collection[str] = ()) -> None:
    for mail in draft.situation.posted:
        for_them = mail.to in to if to else mail.to != CUSTOMER
        if for_them and mail.template in templates and not mail.attempted and not mail.held:
            draft.withdraw(mail.message_id, because)
