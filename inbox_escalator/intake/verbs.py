"""The words that staff may say, as one table: what a word is called, what it takes, and what it does to the case."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from inbox_escalator.intake.verb_words import words_abroad


class Argument(StrEnum):
    """The one argument that a row names."""

    NONE = "none"
    AMOUNT = "amount"
    TIME = "time"
    CONTACT = "contact"
    CASE = "case"
    ADDRESS = "address"
    DATE = "date"
    MOOD = "mood"
    SENDER = "sender"
    """The word `sender` itself."""


class Free(StrEnum):
    """Free text after a colon."""

    NO = "no"
    MAY = "may"
    MUST = "must"


@dataclass(frozen=True, slots=True)
class Verb:
    """One row. `shape` is how it is shown to people."""

    name: str
    also: tuple[str, ...] = ()
    argument: Argument = Argument.NONE
    bare: bool = True
    """Good without its argument, too."""
    free: Free = Free.NO
    lead: str = ""
    """Words between the verb and its argument (`vip add ADDRESS`)."""
    takes: bool = False
    """Whoever says it has the case from then on."""
    customer: bool = False
    """Its text goes to the customer."""
    here: bool = False
    """Carried out by this version; the others are understood and answered with "later"."""

    @property
    def words(self) -> tuple[str, ...]:
        return (self.name.replace("-", " "), *self.also)

    @property
    def shape(self) -> str:
        """`pass NAME`, `say: TEXT`."""
        return self.shaped(self.words[0])

    def shaped(self, word: str) -> str:
        """The same with another word of that meaning."""
        said = word + (f" {self.lead}" if self.lead else "")
        if self.free is Free.MUST:
            return f"{said}: TEXT" + (" by DATE" if self.argument is Argument.DATE else "")
        if self.argument is Argument.NONE or self.bare:
            return said
        return f"{said} {_SHOWN[self.argument]}"


_SHOWN = {
    Argument.AMOUNT: "AMOUNT",
    Argument.TIME: "TIME",
    Argument.CONTACT: "NAME",
    Argument.CASE: "CASE",
    Argument.ADDRESS: "ADDRESS",
    Argument.DATE: "DATE",
    Argument.MOOD: "MOOD",
    Argument.SENDER: "sender",
}

VERBS: tuple[Verb, ...] = (
    Verb("ok", ("okay", "ack", "mine", "take", "got it"), takes=True, here=True),
    Verb("done", ("fixed", "resolved"), Argument.AMOUNT, free=Free.MAY, takes=True, customer=True, here=True),
    Verb("up", free=Free.MAY, here=True),
    Verb("back", bare=False, free=Free.MUST, here=True),
    Verb("pass", argument=Argument.CONTACT, bare=False, here=True),
    Verb("later", argument=Argument.TIME, bare=False, takes=True, here=True),
    Verb("wait", takes=True, here=True),
    Verb("say", bare=False, free=Free.MUST, takes=True, customer=True, here=True),
    Verb("ask", bare=False, free=Free.MUST, takes=True, customer=True, here=True),
    Verb("decide", bare=False, free=Free.MUST, takes=True, customer=True, here=True),
    Verb("next", argument=Argument.DATE, bare=False, free=Free.MUST, takes=True, here=True),
    Verb("note", bare=False, free=Free.MUST, takes=True, here=True),
    Verb("mood", argument=Argument.MOOD, bare=False, takes=True, here=True),
    Verb("called", takes=True, here=True),
    Verb("told", bare=False, free=Free.MUST, takes=True, here=True),
    Verb("all", bare=False, free=Free.MUST, takes=True, customer=True, here=True),
    Verb("yes", here=True),
    Verb("approve", takes=True, here=True),
    Verb("deny", takes=True, here=True),
    Verb("delegate", here=True),
    Verb("false", free=Free.MAY, takes=True, here=True),
    Verb("ignore", argument=Argument.SENDER, here=True),
    Verb("breach", here=True),
    Verb("hold", here=True),
    Verb("hold-off", here=True),
    Verb("reopen", here=True),
    Verb("merge", argument=Argument.CASE, bare=False, here=True),
    Verb("split", argument=Argument.CASE, here=True),
    Verb("vip", argument=Argument.ADDRESS, bare=False, lead="add", here=True),
    Verb("files", here=True),
    Verb("send", here=True),
    Verb("drop", here=True),
    Verb("away", argument=Argument.DATE, lead="until", here=True),
    Verb("here", here=True),
    Verb("new", free=Free.MAY),
    Verb("status", here=True),
    Verb("list", here=True),
    Verb("why", here=True),
    Verb("help", here=True),
    Verb("undo", here=True),
)

WITHOUT_CASE = frozenset({"away", "here", "list"})
"""Words that a contact may write to the desk without a case, as the first line of a mail of their own."""

_ENGLISH: dict[str, Verb] = {word: verb for verb in VERBS for word in verb.words}

BY_WORD: dict[str, Verb] = {word: verb for verb in VERBS for word in words_abroad(verb.name)} | _ENGLISH
"""Every word, of every language: a word means one thing only."""


def nearest(word: str) -> tuple[str, Verb] | None:
    """The word that was probably meant, and its verb; English first. None where none is near.

    One slip in a short word, two from five letters on; of other languages only from eight (`hello` is not `hecho`).
    """
    best: tuple[tuple[int, bool, bool], str, Verb] | None = None
    for known, verb in BY_WORD.items():
        allowed = 2 if min(len(known), len(word)) >= (5 if known in _ENGLISH else 8) else 1
        if abs(len(known) - len(word)) > allowed or len(word) < 2:
            continue
        slips = _slips(word, known)
        rank = (slips, not verb.here, known not in _ENGLISH)
        if 0 < slips <= allowed and (best is None or rank < best[0]):
            best = (rank, known, verb)
    return (_as_shown(best[1], best[2]), best[2]) if best else None


def _as_shown(known: str, verb: Verb) -> str:
    """The name of the row for its English synonyms (`reslove` → `done`), else the word of that language."""
    return verb.words[0] if known in _ENGLISH else known


def _slips(said: str, meant: str) -> int:
    """Letters wrong, missing, too many or swapped with their neighbour (Damerau)."""
    before: list[int] = []
    row = list(range(len(meant) + 1))
    for i, a in enumerate(said, 1):
        before, above, row = row, before, [i]
        for j, b in enumerate(meant, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == meant[j - 2] and said[i - 2] == b:
                cost = min(cost, above[j - 2] + 1)
            row.append(cost)
    return row[-1]
