"""One more message compared with 5,000 cases of the last 24 hours: reading its words, the comparison, filing it."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from time import perf_counter

from benchmarks.figure import Figure, median
from inbox_escalator.triage.issues.index import Index, Report
from inbox_escalator.triage.likeness import terms
from inbox_escalator.triage.reading import read, words
from tests.triage.similar_mail import DESKS, mail_of

CASES = 5_000
MEASURED = 500
WINDOW = timedelta(hours=24)


def figures() -> Iterator[Figure]:
    bodies = [f"{letter.subject}. {letter.body}" for desk in DESKS for letter in mail_of(desk)]
    few, many = _milliseconds(bodies, CASES // 10), _milliseconds(bodies, CASES)
    yield Figure("same issue: a message among 5,000", many, 5.0, f"{few:.2f} among {CASES // 10}", "ms")


def _milliseconds(bodies: list[str], cases: int) -> float:
    """Median of a message, on a window of so many."""
    dice = random.Random(7)
    index, now = Index(WINDOW), datetime(2026, 3, 2, 9, tzinfo=UTC)
    for number in range(cases):
        _one(index, dice, bodies, number, now)
    spent = []
    for number in range(cases, cases + MEASURED):
        begin = perf_counter()
        _one(index, dice, bodies, number, now)
        spent.append((perf_counter() - begin) * 1e3)
    return median(spent)


def _one(index: Index, dice: random.Random, bodies: list[str], number: int, now: datetime) -> None:
    """A mail that was written, amid words that are this customer's own: most of the cases are of no common issue."""
    own = " ".join("".join(dice.choices("bdfgklmnprstvzaiou", k=6)) for _ in range(12))
    report = Report(str(number), now, terms(words(read(f"{dice.choice(bodies)} {own}"))))
    match = index.nearest(report)
    index.file(report, match.issue if match else report.id)
