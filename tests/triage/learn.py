"""Learn the weights of words anew from the labelled mail of `tuning`: `python -m tests.triage.learn`.

Needs the extra `learn` (scikit-learn), which nothing else does. Mail that is kept back (`unseen`) is never learned from.
`--leave-out N` tells how good the weights are on the rounds of mail whose names end in N, learned from all others.
"""

from __future__ import annotations

import argparse
import hashlib
import inspect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.mail import InboundMail
from inbox_escalator.triage import around, loss, money, reading, scales, together
from inbox_escalator.triage.language import guess
from inbox_escalator.triage.library import Library
from inbox_escalator.triage.matrix import load_rules
from inbox_escalator.triage.page import own_parts, page_of
from inbox_escalator.triage.reading import words
from tests.triage import learn_sums
from tests.triage.reading_mail import mail as line_as_mail
from tests.triage.scoring import ESCALATING, TRIGGERS
from tests.triage.unseen import labelled_mail

TUNING = Path(__file__).parent / "tuning"
MOODS = ("calm", "frustrated", "angry")
COMPLAINT, LOSS = "complaint", "loss"
"""Whether any trigger fires that escalates; whether money was lost, however little."""
OUTCOMES = (COMPLAINT, LOSS, *TRIGGERS, *MOODS)
_TWICE = 2
"""Mails in which a term has to stand."""
_MOST = 30_000
"""Terms that are kept: those that decide most."""
_STRENGTH = 30.0
"""How far the weights may go to tell the mails apart (C); found by leaving out one round of mail after the other."""
_HEAD = "# Written by `python -m tests.triage.learn` from labelled mail {}; see docs/triage.md.\n"


@dataclass(frozen=True, slots=True)
class Lesson:
    """One mail, and what is true of it."""

    terms: frozenset[bytes]
    outcomes: frozenset[str]
    open: frozenset[str]
    """Outcomes that nobody judged, or over which careful readers differ."""
    file: str


def files() -> list[Path]:
    return sorted((*TUNING.glob("*.toml"), *TUNING.glob("*_lines.txt"), TUNING.parent / "lines.txt"))


def fingerprint() -> str:
    """Of all that is learned from, and of how a mail becomes terms."""
    told = hashlib.sha256("".join(map(inspect.getsource, (scales.terms, around, loss, money, together))).encode())
    told.update(f"{scales.BEGINNING} {scales.NUMBER!r} {reading.WORD.pattern!r}".encode())
    for file in files():
        # The mark of what is missed comes and goes with the rules.
        told.update(file.name.encode() + file.read_bytes().replace(b"\n~ ", b"\n"))
    return told.hexdigest()[:16]


def lessons() -> list[Lesson]:
    library = Library()
    return [lesson for file in files() for lesson in (_mails if file.suffix == ".toml" else _lines)(file, library)]


def _mails(file: Path, library: Library) -> Iterator[Lesson]:
    for mail in labelled_mail(TUNING, file.stem):
        label = mail.label
        if label.machine:
            continue
        of = _outcomes(label.triggers) | ({LOSS} if label.loss else frozenset()) | {label.sentiment}
        doubt = label.dont_care | (label.sentiment_ok - {label.sentiment})
        doubt |= {COMPLAINT} if label.dont_care & set(ESCALATING) and COMPLAINT not in of else frozenset()
        yield Lesson(_terms(read_mail(mail.raw), library), of, doubt, file.stem)


def _lines(file: Path, library: Library) -> Iterator[Lesson]:
    fired = frozenset[str]()
    for line in file.read_text("utf-8").splitlines():
        if line.startswith("["):
            fired = frozenset(line.strip("[]").split())
        elif line and not line.startswith("#"):
            terms = _terms(line_as_mail(line.removeprefix("~ ")), library)
            lost = {LOSS} if "financial_loss" in fired else set[str]()
            yield Lesson(
                terms, _outcomes(fired) | lost, frozenset(MOODS) | ({LOSS} - lost if fired else set()), file.stem
            )


def _outcomes(fired: frozenset[str]) -> frozenset[str]:
    return fired | {COMPLAINT} if fired & set(ESCALATING) else fired


def _terms(mail: InboundMail, library: Library) -> frozenset[bytes]:
    """Of the words that count, as triage weighs them."""
    page = page_of([part for part in own_parts(mail) if not part.mute])
    spelling = library.language(guess(page.said).language).spelling
    return frozenset(scales.terms(words(page.corrected(spelling).reading)))


def learned(from_: Sequence[Lesson]) -> bytes:
    """A file of weights."""
    import numpy

    often = Counter(term for lesson in from_ for term in lesson.terms)
    kept = sorted(term for term, times in often.items() if times >= _TWICE)
    rare, weights, bias = _fitted(from_, kept)
    deciding = (
        numpy.max([abs(w) / abs(w).mean() for w in weights], axis=0) * numpy.array([often[t] for t in kept]) ** 0.25
    )
    # Cut only now: learned anew from the terms that are kept, the weights did worse on mail that was left out.
    chosen = sorted(numpy.argsort(-deciding)[:_MOST])
    rows = [("term", "rare", *OUTCOMES), ("", "", *map(_steps, bias))]
    rows += [(_name(kept[i]), _steps(rare[i]), *(_steps(w[i]) for w in weights)) for i in chosen]
    return "".join("\t".join(map(str, row)) + "\n" for row in rows).encode("latin-1")


def _fitted(from_: Sequence[Lesson], kept: Sequence[bytes]) -> tuple[Any, list[Any], list[float]]:
    """How rare each of these terms is; for each outcome their weights, and where it begins."""
    import numpy
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    vectorizer = TfidfVectorizer(analyzer=_names, vocabulary=list(map(_name, kept)), binary=True)
    table = vectorizer.fit_transform([lesson.terms for lesson in from_])
    worded = numpy.array([float(scales.NUMBER not in term.split()) for term in kept])
    weights, bias = [], []
    for outcome in OUTCOMES:
        judged = [i for i, lesson in enumerate(from_) if outcome not in lesson.open]
        true = [outcome in from_[i].outcomes for i in judged]
        fit = LogisticRegression(C=_STRENGTH, max_iter=1000, class_weight="balanced")
        # That sums stand in a mail says nothing of whether they were lost.
        fit.fit(table[judged].multiply(worded).tocsr() if outcome == LOSS else table[judged], true)
        weights.append(fit.coef_[0])
        bias.append(float(fit.intercept_[0]))
    return vectorizer.idf_, weights, bias


def _name(term: bytes) -> str:
    return term.decode("latin-1")


def _names(terms: frozenset[bytes]) -> list[str]:
    return list(map(_name, terms))


def _steps(number: float) -> int:
    return round(float(number) * scales.UNIT)


def sums_in(known: Sequence[Lesson]) -> Iterator[learn_sums.Lesson]:
    """The sums of each round of mail, weighed in view of all other rounds."""
    rules = load_rules()
    for number in range(learn_sums.ROUNDS):
        others = scales.Scales(learned([lesson for lesson in known if learn_sums.round_of(lesson.file) != number]))
        here = [f.stem for f in files() if f.suffix == ".toml" and learn_sums.round_of(f.stem) == number]
        yield from learn_sums.lessons(TUNING, here, others, rules)


def _tell(asked: Sequence[Lesson], taught: scales.Scales) -> None:
    """How well the weights tell each outcome of mails that they were not learned from."""
    from sklearn.metrics import roc_auc_score

    for outcome in OUTCOMES:
        judged = [lesson for lesson in asked if outcome not in lesson.open]
        true = [outcome in lesson.outcomes for lesson in judged]
        place = taught.outcomes.index(outcome)
        found = [taught.weigh_terms(lesson.terms).sums[place] for lesson in judged]
        print(f"{outcome:20}{sum(true):6} of {len(true):6}   area under the curve {roc_auc_score(true, found):.3f}")


def main(arguments: list[str] | None = None) -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.triage.learn", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--leave-out", metavar="N", help="only tell how good the weights are without these rounds")
    asked = parser.parse_args(arguments)
    known = lessons()
    if asked.leave_out:
        left_out = [lesson for lesson in known if lesson.file.endswith(asked.leave_out)]
        _tell(
            left_out, scales.Scales(learned([lesson for lesson in known if not lesson.file.endswith(asked.leave_out)]))
        )
        return
    head = _HEAD.format(fingerprint()).encode()
    scales.FILE.write_bytes(head + learned(known))
    print(f"{scales.FILE.name}: learned from {len(known)} mails")
    told = list(sums_in(known))
    around.FILE.write_bytes(head + learn_sums.learned(told))
    print(f"{around.FILE.name}: learned from {len(told)} sums")


if __name__ == "__main__":
    main()
