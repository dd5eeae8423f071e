"""Which reports are of one issue: each is compared with what the issues of the last hours are about.

An inverted index from terms to issues: a comparison touches only issues that share a term, so its cost grows with the
window in a straight line and with a small slope. An issue is about the terms of its reports, each as much as the share
of reports that have it. Likeness is the cosine of the two, terms weighted by their rarity.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import islice
from math import log, sqrt

from inbox_escalator.triage.issues.lexicon import CODE, PAIR, faults, share
from inbox_escalator.triage.likeness import single

NEAR = 0.2
"""From this likeness on a report is one more of the issue."""
LEAST = 4.0
"""So much must the shared terms weigh, in nats of rarity."""
LEAST_ALONE = 4.8
"""The same where only one term is shared."""
LEAST_THEME = 7.3
"""The same where no shared term is telling: two mails about a bill and a fee have a theme in common, not an issue."""
TELLING = 3.52
"""Weight from which a term is more than a theme: in one mail of thirty at most."""
SIDE_BY_SIDE = 0.25
"""Two words side by side count so much on top of what each of them counts."""
STRONG_CODE = 1.2
NO_FAULT = 0.9
"""Likeness of a mail that names nothing wrong counts so much: it asks, most often."""
PRIOR = 120.0
"""The packaged shares weigh as much as so many issues of the desk's own mail."""
SHAPED_BY = 12
"""What an issue is about is said by so many of its latest reports: the work does not grow with a storm."""
RECKONED_EVERY = 4
"""Past that, what it is about is reckoned anew with every fourth report: in a storm they all say the same."""
MOST_MEMBERS = 200
REMEMBERED = 10_000
"""Issues whose terms are counted; then all counts are halved, so that the desk's mail of late says more."""


@dataclass(frozen=True, slots=True)
class Report:
    """One customer's words about something."""

    id: str
    at: datetime
    terms: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """The issue that a report is one more of."""

    issue: str
    likeness: float
    """0 to 1."""
    shared: tuple[str, ...]
    """The terms that decided, the rarest first."""


@dataclass(slots=True)
class _Issue:
    members: dict[str, Mapping[str, float]] = field(default_factory=dict)
    """Report → its terms and their weights."""
    shares: dict[str, float] = field(default_factory=dict)
    """Term → share of the reports that have it."""
    vector: dict[str, float] = field(default_factory=dict)
    length: float = 1.0


class Index:
    """The reports of the last `window`, and how rare each term is in the desk's mail; bounded by what comes in it."""

    def __init__(self, window: timedelta, ours: Iterable[str] = ()) -> None:
        """`ours`: the desk's own name and words, which tell nothing about an issue of a customer."""
        self._window = window
        self._ours = frozenset(ours)
        self._order: deque[tuple[datetime, str, str]] = deque()
        self._issues: dict[str, _Issue] = {}
        self._where: dict[str, str] = {}
        """Report → its issue."""
        self._places: dict[str, dict[str, float]] = {}
        """Term → issue → how much the issue is about it."""
        self._known: Counter[str] = Counter()
        self._counted = 0

    def nearest(self, report: Report) -> Match | None:
        """The issue of the last hours that it is one more report of, if any. Changes nothing but what is too old."""
        self.forget(report.at - self._window)
        weights = self._weights(report.terms)
        length = _length(weights.values())
        least = NEAR if faults() & weights.keys() else NEAR / NO_FAULT
        near = [(dot / (length * self._issues[name].length), name) for name, dot in self._dots(weights).items()]
        for likeness, name in sorted((pair for pair in near if pair[0] >= least), reverse=True):
            shares = self._issues[name].shares
            shared = {t: w * shares[t] for t, w in weights.items() if t in shares}
            if _enough(shared, weights):
                by_weight = sorted(filter(single, shared), key=lambda t: (-weights[t], t))
                return Match(name, likeness, tuple(by_weight))
        return None

    def file(self, report: Report, issue: str) -> None:
        """It is one report of that issue; a new name opens one."""
        if report.id in self._where:
            self.take_out(report.id, self._where[report.id])
        self._where[report.id] = issue
        weights = self._weights(report.terms)
        about = self._issues.setdefault(issue, _Issue())
        self._count((t for t in report.terms if t not in about.vector), opens=not about.members)
        about.members[report.id] = weights
        self._order.append((report.at, report.id, issue))
        if len(about.members) <= SHAPED_BY or len(about.members) % RECKONED_EVERY == 0:
            self._reckon(issue)

    def members(self, issue: str) -> tuple[str, ...]:
        """The latest reports of it, oldest first, `MOST_MEMBERS` at most."""
        about = self._issues.get(issue)
        latest = islice(reversed(about.members), MOST_MEMBERS) if about else ()
        return tuple(reversed(tuple(latest)))

    def learn(self, terms: Iterable[str]) -> None:
        """An issue of the past: its words are that much less rare."""
        self._count(terms, opens=True)

    def take_out(self, report: str, issue: str) -> None:
        """It is no report of that issue after all, or none at all."""
        about = self._issues.get(issue)
        if self._where.get(report) == issue:
            del self._where[report]
        if about is not None and about.members.pop(report, None) is not None:
            self._reckon(issue)

    def forget(self, before: datetime) -> None:
        """Reports that came earlier count no more."""
        while self._order and self._order[0][0] < before:
            _, report, issue = self._order.popleft()
            self.take_out(report, issue)

    # ------------------------------------------------------------------ inside

    def _weights(self, terms: Iterable[str]) -> dict[str, float]:
        return {t: w for t in terms if t not in self._ours and (w := self._weight(t)) > 0}

    def _weight(self, term: str) -> float:
        rarity = -log((self._known[term] + PRIOR * share(term)) / (self._counted + PRIOR))
        if PAIR in term:
            return max(0.0, rarity * SIDE_BY_SIDE)
        return max(0.0, rarity * STRONG_CODE if term.startswith(CODE) else rarity)

    def _dots(self, weights: Mapping[str, float]) -> dict[str, float]:
        dots: dict[str, float] = {}
        for term, weight in weights.items():
            for issue, much in self._places.get(term, {}).items():
                dots[issue] = dots.get(issue, 0.0) + weight * much
        return dots

    def _count(self, terms: Iterable[str], *, opens: bool) -> None:
        self._known.update(terms)
        self._counted += opens
        if self._counted >= REMEMBERED:
            self._counted //= 2
            self._known = Counter({t: n // 2 for t, n in self._known.items() if n > 1})

    def _reckon(self, name: str) -> None:
        """What the issue is about now."""
        issue = self._issues[name]
        for term in issue.vector:
            del self._places[term][name]
            if not self._places[term]:
                del self._places[term]
        if not issue.members:
            del self._issues[name]
            return
        latest = list(islice(reversed(issue.members.values()), SHAPED_BY))
        most: dict[str, float] = {}
        times: Counter[str] = Counter()
        for weights in latest:
            times.update(weights.keys())
            most |= {t: w for t, w in weights.items() if w > most.get(t, 0.0)}
        issue.shares = {t: n / len(latest) for t, n in times.items()}
        issue.vector = {t: w * issue.shares[t] for t, w in most.items()}
        issue.length = _length(issue.vector.values())
        for term, much in issue.vector.items():
            self._places.setdefault(term, {})[name] = much


def _length(weights: Iterable[float]) -> float:
    return sqrt(sum(w * w for w in weights)) or 1.0


def _enough(shared: Mapping[str, float], weights: Mapping[str, float]) -> bool:
    """Enough in common for one issue, however short the mails are. `shared`: how much each term weighs in both."""
    alone = [t for t in shared if single(t)]
    if max((weights[t] for t in alone), default=0.0) < TELLING:
        return len(alone) > 1 and sum(shared[t] for t in alone) >= LEAST_THEME
    return sum(shared.values()) >= (LEAST if len(alone) > 1 else LEAST_ALONE)
