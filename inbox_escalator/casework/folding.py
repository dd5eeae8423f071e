"""Many mails for one contact become one: limits fold, they never drop. What is critical is never folded."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import HOUSE, Decision, Event, Notice, Posted, Route, Situation
from inbox_escalator.casework.policy import Contact, Policy

FOLDABLE = frozenset({"escalation", "reminder", "customer_wrote", "missed", "took_over", "settled", "came_back"})
"""Mails whose case can be named in one line."""

LINES = 200
"""So many cases one mail lists; the rest is counted."""


def too_many(waiting: Iterable[tuple[Posted, bool]], most: int) -> dict[str, list[Posted]]:
    """Recipient → mails to be folded, for those who would get more than `most` at once. The flag is: critical."""
    by_contact: dict[str, list[Posted]] = {}
    for mail, critical in waiting:
        if mail.template in FOLDABLE and not critical and not mail.attempted and mail.case != HOUSE:
            by_contact.setdefault(mail.to, []).append(mail)
    return {who: mails for who, mails in by_contact.items() if len(mails) > most}


def fold(
    contact: Contact, mails: Sequence[Posted], cases: Mapping[str, Case], situation: Situation, policy: Policy
) -> Decision:
    """One mail that names every case; bare commands to it are refused, for it speaks of many."""
    references = tuple(dict.fromkeys(m.case for m in mails))
    number = situation.house_events + 1
    text = f"{len(references)} cases wait for you"
    lines = tuple(_line(cases[r], situation, policy) for r in references[:LINES] if r in cases)
    more = len(references) - len(lines)
    because = f"{len(mails)} mails to {contact.id} at once"
    route = Route.INBOX if policy.own_mailbox(contact) else Route.SMTP
    notice = Notice(
        "backlog", contact.id, contact.address, HOUSE, number, route=route, text=text,
        lines=(*lines, *((f"and {more} more",) if more else ())),
    )  # fmt: skip
    return Decision(events=(Event(HOUSE, number, situation.now, "folded", "system", because),), notices=(notice,))


def _line(case: Case, situation: Situation, policy: Policy) -> str:
    who = case.customer.name or case.customer.address
    times = [d.at for d in (case.promised, case.window.due) if d] if case.window else []
    due = f", by {policy.hours.say(min(times), situation.now)}" if times else ""
    return f"[{case.reference}] {case.level} {case.urgency}: {who}, {case.subject[:80]}{due}"
