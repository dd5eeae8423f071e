"""Internal words never reach a customer: what a colleague wrote for them is looked at once more before it leaves."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from math import prod

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Text, Voice
from inbox_escalator.casework.policy import Policy
from inbox_escalator.triage.issues.lexicon import share, terms_of
from inbox_escalator.triage.matrix import packaged_actions
from inbox_escalator.triage.reading import read, words

RUN = 3
"""So many words in a row that stand in an internal text are too many."""

BY_CHANCE = 0.001
"""A note and the answer to the customer speak of the same matter. Words in a row that stand in both were taken from the
note where a smaller share of all mail than this would have them by chance."""

RARE = 0.002
"""One word of so small a share among them is enough."""

PASTED = 7
"""So many words in a row out of a required action of ours are not written by chance, everyday as they are."""

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


def leak(text: str, case: Case, texts: Iterable[Text], policy: Policy) -> str:
    """What must not go out, as it stands in `text`; '' where nothing does. Linear in the length of both."""
    if found := _TOKEN.search(text):
        return found.group()
    said, texts = _words(text), tuple(texts)
    told = {run for t in texts if _was_told(t, case) for run in _runs(t.words)}
    internal = {run for line in _internal(case, policy) for run in _runs(line) if not EVERYDAY.issuperset(run)} - told
    for run in _threes(said):
        if run in internal:
            return " ".join(run)
    return _out_of_an_action(said, case, policy, told) or _out_of_a_note(said, case, texts)


def _internal(case: Case, policy: Policy) -> Iterable[str]:
    yield from OUR_LINES
    yield from (t.action for t in policy.known(case.tags) if t.action not in packaged_actions())
    for escalation in case.escalations:
        yield from (f.because for f in escalation.evidence)


def _out_of_an_action(said: list[str], case: Case, policy: Policy, told: set[tuple[str, ...]]) -> str:
    """Required actions as they come with the product hold what anybody may say ("you have received it") and what no
    customer should read ("do not admit fault"). An owner's own action is internal as a whole (`_internal`)."""
    actions = (t.action for t in policy.known(case.tags) if t.action in packaged_actions())
    runs = {run for action in actions for run in _runs(action)} - told
    found = (run for run in _shared(said, runs) if len(run) >= PASTED or _is_distinctive(run, frozenset()))
    return " ".join(next(found, ()))


# ---------------------------------------------------------------------- notes of colleagues


def _out_of_a_note(said: list[str], case: Case, texts: tuple[Text, ...]) -> str:
    """The first words in a row that stand in a note and tell by themselves that they come from there."""
    notes = {run for t in texts if t.voice is Voice.NOTE for run in _runs(_besides(t.words, said))}
    shared = tuple(_shared(said, notes))
    if not shared:
        return ""
    spoken = (case.subject, *(t.words for t in texts if t.voice is Voice.CUSTOMER or _was_told(t, case)))
    known = frozenset(_terms(word for text in spoken for word in _words(text)))
    return next((" ".join(run) for run in shared if _is_distinctive(run, known)), "")


def _shared(said: list[str], notes: set[tuple[str, ...]]) -> Iterator[list[str]]:
    """Words in a row, as many as there are, of which each three stand in a note."""
    begin = 0
    for stands, runs in groupby(run in notes for run in _threes(said)):
        end = begin + sum(1 for _ in runs)
        if stands:
            yield said[begin : end + RUN - 1]
        begin = end


def _was_told(text: Text, case: Case) -> bool:
    return text.voice is Voice.STAFF and text.event not in case.unsaid


def _is_distinctive(shared: list[str], known: frozenset[str]) -> bool:
    """`known`: what the customer and we have spoken of already: to name it again gives nothing away."""
    news = [share(term) for term in _terms(shared) if term not in known]
    return prod(news) <= BY_CHANCE or min(news, default=1.0) <= RARE


def _terms(said: Iterable[str]) -> Iterator[str]:
    """What the words are about, each once; a word in letters that we do not know stands for itself."""
    for word in dict.fromkeys(said):
        folded = words(read(word))
        yield from (term for part in folded for term in terms_of(part.decode())) if folded else (word,)


def _besides(note: str, said: list[str]) -> str:
    """A note that is somebody's `say: TEXT` that nobody obeyed: what it says besides that text is internal."""
    noted = _words(note.partition(":")[2])
    return " ".join(noted[len(said) :]) if said and noted[: len(said)] == said else note


def _runs(text: str) -> Iterator[tuple[str, ...]]:
    return _threes(_words(text))


def _threes(said: list[str]) -> Iterator[tuple[str, ...]]:
    return (tuple(said[at : at + RUN]) for at in range(len(said) - RUN + 1))


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
