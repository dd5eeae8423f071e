"""Learn anew which words around a sum tell that it is the one lost. A part of `python -m tests.triage.learn`.

The log odds that a mail tells of a loss are among what is weighed. They have to be as doubtful as those of mail that is
read later, so they come from weights that were learned without that mail's own round.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.judge import judge
from inbox_escalator.triage import around, balance, stake
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.triage.scales import UNIT, Scales
from tests.triage.unseen import DESK, LabelledMail, labelled_mail

_TWICE = 2
_STRENGTH = 10.0
"""How far the weights may go (C); found by leaving out one round of mail after the other."""
ROUNDS = 8
"""Into so many parts the labelled mail is divided."""
_MOST = 12_000
"""Features that are kept: those that decide most."""
_ABOUT = 0.01
"""Of an amount: so near, it is the same."""


@dataclass(frozen=True, slots=True)
class Lesson:
    """One sum of one mail."""

    features: frozenset[bytes]
    lost: bool


def round_of(file: str) -> int:
    """Files of one round share the number at the end of their names."""
    number = re.sub(r"\D", "", file)
    return int(number or 1) % ROUNDS


def lessons(folder: Path, files: Sequence[str], without: Scales, rules: Rules) -> list[Lesson]:
    """The sums in the mails of these files, weighed on scales that know none of those mails."""
    with patch.object(balance, "scales", lambda: without):
        return [lesson for file in files for mail in labelled_mail(folder, file) for lesson in _sums(mail, rules)]


def _sums(mail: LabelledMail, rules: Rules) -> Iterator[Lesson]:
    label = mail.label
    if label.machine or "financial_loss" in label.dont_care:
        return
    seen: list[Lesson] = []

    def listen(text: bytes, judged: Sequence[stake.Judged], _: object, odds: float | None) -> stake.Stake:
        lost = [label.loss is not None and _same(float(j.sum.amount), label.loss.amount) for j in judged]
        found = around.features(text, [j.verdict for j in judged], odds)
        seen.extend(Lesson(of, is_lost) for of, is_lost in zip(found, lost, strict=True))
        return stake.Stake()

    inbound = read_mail(mail.raw)
    with patch.object(stake, "decide", listen):
        triage(inbound, judge(inbound, DESK), rules)
    yield from seen


def _same(amount: float, other: float) -> bool:
    return abs(amount - other) <= _ABOUT * other


def learned(from_: Sequence[Lesson]) -> bytes:
    """A file of weights."""
    import numpy
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    often = Counter(feature for lesson in from_ for feature in lesson.features)
    kept = sorted(feature for feature, times in often.items() if times >= _TWICE)
    names = [feature.decode("latin-1") for feature in kept]
    vectorizer = TfidfVectorizer(analyzer=_names, vocabulary=names, binary=True)
    table = vectorizer.fit_transform([lesson.features for lesson in from_])
    fit = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(table, [lesson.lost for lesson in from_])
    weights, rare = fit.coef_[0], vectorizer.idf_
    deciding = numpy.abs(weights) * numpy.array([often[feature] for feature in kept]) ** 0.25
    chosen = sorted(numpy.argsort(-deciding)[:_MOST])
    rows = [("feature", "rare", around.OUTCOME), ("", "", _steps(fit.intercept_[0]))]
    rows += [(names[i], _steps(rare[i]), _steps(weights[i])) for i in chosen]
    return "".join("\t".join(map(str, row)) + "\n" for row in rows).encode("latin-1")


def _names(features: frozenset[bytes]) -> list[str]:
    return [feature.decode("latin-1") for feature in features]


def _steps(number: float) -> int:
    return round(float(number) * UNIT)
