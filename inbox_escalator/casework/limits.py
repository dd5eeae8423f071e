"""How much of a kind, and how soon. Answers to staff come to an end: a machine that answers each of them, and a stolen
token, fill no mailbox.

What was commanded is done all the same, and stands on the log; only the mail about it is left out.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from inbox_escalator.casework.case import Answered, Case

UNDO_FIRST = timedelta(minutes=2)
"""Words for customers wait so long in the outbox, so that `undo` can take them back."""

CODE_FOR = timedelta(hours=1)
"""So long a one-time code is good."""

CASES_A_DAY = 20
"""Cases that one address may open in 24 hours."""


@dataclass(frozen=True, slots=True)
class Allowance:
    """So many mails of a kind to one recipient on one case, counted from the first of them."""

    kind: str
    most: int
    within: timedelta


ANSWERS = Allowance("answer", 30, timedelta(hours=24))
"""Receipts, codes and what else answers a mail of staff. One-time codes are among them: so few can be guessed at."""

WORDS = Allowance("words", 6, timedelta(hours=24))
"""Receipts for what is no command: a machine's "your request was received" looks like a note of its owner."""

LAST_ANSWER = " (This is the last answer of the day on this case; what you say is done all the same.)"

PASSED = Allowance("passed", 12, timedelta(hours=1))
"""Times that one colleague may hand a case on: each time somebody is called."""

SAID = Allowance("said", 12, timedelta(hours=1))
"""Mails of one colleague to the customer."""

NEWS = Allowance("news", 3, timedelta(minutes=15))
"""Mails that say that the customer wrote again; the next one waits until the time is over, and stands for all."""


def left(case: Case, contact: str, allowance: Allowance, now: datetime) -> int:
    """Mails that may still go."""
    known = _known(case, contact, allowance, now)
    return allowance.most - known.count if known else allowance.most


def over_at(case: Case, contact: str, allowance: Allowance, now: datetime) -> datetime:
    """When the counting begins anew."""
    known = _known(case, contact, allowance, now)
    return (known.since if known else now) + allowance.within


def spend(case: Case, contact: str, allowance: Allowance, now: datetime) -> Case:
    """The case with one more mail counted."""
    known = _known(case, contact, allowance, now) or Answered(contact, allowance.kind, now, 0)
    others = (a for a in case.answered if (a.contact, a.kind) != (contact, allowance.kind))
    return replace(case, answered=(*others, replace(known, count=known.count + 1)))


def _known(case: Case, contact: str, allowance: Allowance, now: datetime) -> Answered | None:
    found = (a for a in case.answered if (a.contact, a.kind) == (contact, allowance.kind))
    return next((a for a in found if now < a.since + allowance.within), None)
