"""Internal words never reach a customer: what a colleague wrote for them is looked at once more before it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Text, Voice
from inbox_escalator.casework.policy import Policy

RUN = 3
"""So many words in a row that stand in an internal text are too many."""

_TOKEN = re.compile(r"\.[0-9]{1,9}(?:-[0-9]{1,4})?\.[a-z2-7]{16}", re.ASCII)
_WORD = re.compile(r"\w{1,64}")

OUR_LINES = (
    "write above this line",
    "or answer ok done up wait pass name note text say text",
    "up wait false pass name",
    "only say and done reach the customer",
    "steps taken",
    "customer sentiment",
    "required action",
    "urgency critical high medium",
    "evidence and timeline",
)
"""Fixed words of our own internal mails."""

EVERYDAY = frozenset(
    """a about after all also am an and any are as at be because been before but by call can case could customer day did
    do does for from get give go had has have he help her him his how i if in into is it its just know let like may me
    mail make my need new no not now of on once one or our out over please refund reply said send she so soon sorry
    tell than thank thanks that the their them then there they this to today tomorrow up us want was we were what when
    which who will with work would you your""".split()
)
"""Three words in a row that are all among these prove nothing."""


def leak(words: str, case: Case, texts: Iterable[Text], policy: Policy) -> str:
    """What must not go out, as it stands in `words`; '' where nothing does. Linear in the length of both."""
    if found := _TOKEN.search(words):
        return found.group()
    internal: set[tuple[str, ...]] = set()
    said = _words(words)
    for text in _internal(case, texts, policy, said):
        internal.update(_runs(text))
    for at in range(len(said) - RUN + 1):
        run = tuple(said[at : at + RUN])
        if run in internal:
            return " ".join(run)
    return ""


def _internal(case: Case, texts: Iterable[Text], policy: Policy, said: list[str]) -> Iterable[str]:
    yield from OUR_LINES
    yield from (_besides(t.words, said) for t in texts if t.voice is Voice.NOTE)
    yield from (t.action for t in policy.known(case.tags))
    for escalation in case.escalations:
        yield from (f.because for f in escalation.evidence)


def _besides(note: str, said: list[str]) -> str:
    """A note that is somebody's `say: TEXT` that nobody obeyed: what it says besides that text is internal."""
    words = _words(note.partition(":")[2])
    return " ".join(words[len(said) :]) if said and words[: len(said)] == said else note


def _runs(text: str) -> Iterable[tuple[str, ...]]:
    said = _words(text)
    for at in range(len(said) - RUN + 1):
        run = tuple(said[at : at + RUN])
        if not EVERYDAY.issuperset(run):
            yield run


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
