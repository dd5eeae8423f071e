"""What staff marked as a false alarm: how right each phrase is, and which words would tell the false from the right.

The search is simple on purpose, so that an owner can follow it: words that stand in the sentences of false alarms and
in none (or hardly any) of the right ones; of equals those nearest to the finding, then the most telling and the rarest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from inbox_escalator.casework.case import Case, Escalation, Returned
from inbox_escalator.casework.decision import Text, Voice
from inbox_escalator.intake.mail import Address, InboundMail, Passage, Zone
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.issues.lexicon import share, terms_of
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.triage.reading import read, words
from inbox_escalator.triage.sentences import around
from inbox_escalator.triage.trigger import Finding

LONGEST = 3
"""Words of an exclusion."""
PRICE = 3
"""False alarms that must go for each right one that is lost."""
MOST = 5
"""Exclusions for one trigger."""

TextsOf = Callable[[str], Sequence[Text]]
"""Case reference → its texts."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One finding that escalated a case, and whether it was right."""

    case: str
    at: datetime
    trigger: str
    reason: str
    """What the rule says that the words mean; `your phrase` for one of the owner's."""
    phrase: str
    words: str
    sentence: str
    """Around the words; '' where the customer's text is not kept any more."""
    false: bool


@dataclass(frozen=True, slots=True)
class Precision:
    """A rule, or one wording that it found."""

    trigger: str
    reason: str
    phrase: str
    words: str
    """'' for the rule with all its wordings."""
    fired: int
    false: int

    @property
    def right(self) -> float:
        """Share of those that fired and were not marked."""
        return 1 - self.false / self.fired


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Words that speak against a trigger."""

    phrase: str
    """As it is written into `unless`."""
    false: int
    """False alarms in whose sentences it stands, of those that were left to explain,"""
    of: int
    right: int
    """and right ones."""


@dataclass(frozen=True, slots=True)
class Trial:
    """The same mails by the rules in force and with the exclusions."""

    mails: int
    gone: int
    """False alarms that fire no more."""
    lost: int
    """Right ones that fire no more."""
    kept: int
    still: int
    """False alarms that fire all the same."""


def marks(cases: Iterable[Case], texts_of: TextsOf) -> list[Mark]:
    """Every finding that ever escalated a case, oldest first."""
    found: list[Mark] = []
    for case in cases:
        if any(e.evidence for e in case.escalations):
            said = (case.subject, *(t.words for t in texts_of(case.reference) if t.voice is Voice.CUSTOMER))
            found += [_mark(case, e, f, said) for e in case.escalations for f in e.evidence if f.fired]
    return sorted(found, key=lambda mark: (mark.at, mark.case))


def _mark(case: Case, escalation: Escalation, finding: Finding, said: Iterable[str]) -> Mark:
    sentence = next((s for text in said for s in around(finding.words, text)), "")
    return Mark(
        case.reference, escalation.at, finding.trigger, finding.because, finding.phrase, finding.words, sentence,
        escalation.returned is Returned.FALSE,
    )  # fmt: skip


def precision(found: Sequence[Mark]) -> list[Precision]:
    """Rule by rule, the least right first, each followed by its wordings where there are several."""
    rows: list[Precision] = []
    for key in dict.fromkeys((m.trigger, m.reason) for m in found):
        of_rule = [m for m in found if (m.trigger, m.reason) == key]
        rows.append(_precision(of_rule, ""))
    return sorted(rows, key=lambda row: (row.right, -row.fired, row.trigger))


def wordings(found: Sequence[Mark], rule: Precision) -> list[Precision]:
    """What exactly that rule found, the most often marked first."""
    of_rule = [m for m in found if (m.trigger, m.reason) == (rule.trigger, rule.reason)]
    said = dict.fromkeys(m.words.casefold() for m in of_rule)
    rows = [_precision([m for m in of_rule if m.words.casefold() == words], words) for words in said]
    return sorted(rows, key=lambda row: (-row.false, -row.fired, row.words))


def _precision(of_it: Sequence[Mark], words: str) -> Precision:
    first = of_it[0]
    phrases = {m.phrase for m in of_it}
    phrase = first.phrase if len(phrases) == 1 else ""
    return Precision(first.trigger, first.reason, phrase, words, len(of_it), sum(m.false for m in of_it))


# ---------------------------------------------------------------------- which words tell them apart


def exclusions(found: Sequence[Mark], trigger: str) -> list[Exclusion]:
    """Words to put into `unless` of that trigger; empty where no words tell the false alarms from the right ones."""
    of_it = [m for m in found if m.trigger == trigger and m.sentence]
    left = _around(m for m in of_it if m.false)
    right = [one.runs for one in _around(m for m in of_it if not m.false)]
    chosen: list[Exclusion] = []
    while left and len(chosen) < MOST:
        best = _best(left, right)
        if best is None:
            break
        chosen.append(best)
        left = [one for one in left if best.phrase not in one.runs]
    return chosen


@dataclass(frozen=True, slots=True)
class _Around:
    """A sentence with a finding in it."""

    runs: Mapping[str, int]
    """One to three words in a row, folded as the rules read them → words between them and the finding."""
    own: frozenset[str]
    """Words of the finding itself."""


def _around(of_it: Iterable[Mark]) -> list[_Around]:
    """One for each different sentence."""
    said = {m.sentence: m for m in of_it}
    return [_Around(runs_of(m.sentence, m.words), frozenset(_words(m.words))) for m in said.values()]


def _words(text: str) -> list[str]:
    return [word.decode("latin-1") for word in words(read(text))]


def runs_of(sentence: str, found: str) -> dict[str, int]:
    """Every run of one to three words, and how far it stands from the words `found`."""
    told, own = _words(sentence), _words(found)
    begin = next((at for at in range(len(told)) if told[at : at + len(own)] == own), 0)
    end = begin + len(own)
    runs: dict[str, int] = {}
    for length in range(1, LONGEST + 1):
        for at in range(len(told) - length + 1):
            far = max(begin - at - length, at - end, 0)
            run = " ".join(told[at : at + length])
            runs[run] = min(far, runs.get(run, far))
    return runs


def _best(left: Sequence[_Around], right: Sequence[Mapping[str, int]]) -> Exclusion | None:
    rated = []
    for run in {run for one in left for run in one.runs if _telling(run, one.own)}:
        near = [one.runs[run] for one in left if run in one.runs]
        lost = sum(run in runs for runs in right)
        if len(near) >= PRICE * lost:
            rated.append((PRICE * lost - len(near), min(near), -_content(run), _share(run), run, lost))
    if not rated:
        return None
    score, *_, run, lost = min(rated)
    return Exclusion(run, PRICE * lost - score, len(left), lost)


def _telling(run: str, own: frozenset[str]) -> bool:
    """It begins and ends with a word that says something, and holds none of the finding's own: `job you advertised`,
    neither `about the job` nor `manager about`."""
    told = run.split(" ")
    return all(map(terms_of, (told[0], told[-1]))) and not any(terms_of(word) for word in told if word in own)


def _content(run: str) -> int:
    return sum(bool(terms_of(word)) for word in run.split(" "))


def _share(run: str) -> float:
    """How much of a desk's mail is about that, by the packaged figures: the rarer, the less is lost."""
    return min(share(term) for word in run.split(" ") for term in terms_of(word))


# ---------------------------------------------------------------------- what it would have done


def trial(trigger: str, cases: Iterable[Case], texts_of: TextsOf, in_force: Rules, changed: Rules) -> Trial:
    """Every customer's mail that the cases keep, by both rules. A mail is a false alarm where its case's was."""
    mails = gone = lost = kept = still = 0
    for case in cases:
        false = any(
            e.returned is Returned.FALSE and any(f.trigger == trigger for f in e.evidence) for e in case.escalations
        )
        for text in texts_of(case.reference):
            if text.voice is not Voice.CUSTOMER:
                continue
            mails += 1
            before, after = (trigger in _escalates(case, text, rules) for rules in (in_force, changed))
            gone += before and not after and false
            lost += before and not after and not false
            kept += after and not false
            still += after and false
    return Trial(mails, gone, lost, kept, still)


def _escalates(case: Case, text: Text, rules: Rules) -> tuple[str, ...]:
    sender = Sender(Kind.CUSTOMER, "kept on a case", Address(case.customer.address))
    first = text.message_id in case.messages[:1]
    mail = InboundMail(
        key="", subject=case.subject if first else "", body_text=text.words, passages=(Passage(Zone.NEW, text.words),)
    )
    return triage(mail, sender, rules).escalates
