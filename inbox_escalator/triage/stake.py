"""What is at stake: the sum that was lost, if any, and why each other one does not count.

The rules (`loss`) say of each sum whether words tell that it was lost; which of them it is, is decided by all words
around them (`around`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import islice

from inbox_escalator.triage.around import OUTCOME, chances, features, stem, weights
from inbox_escalator.triage.language import small_words
from inbox_escalator.triage.loss import Verdict
from inbox_escalator.triage.money import Sum
from inbox_escalator.triage.reading import WORD
from inbox_escalator.triage.trigger import Finding, Loss

TRIGGER = "financial_loss"
LOST = "loss"
"""The same for a whole mail on the scales: money was lost, however little."""
CERTAIN = 0.95
"""So likely, a sum was lost though no rule says so."""
PLAIN = 0.8
"""So likely, what a rule says is not struck out with an everyday mail."""
AT_STAKE = 0.25
"""So likely, the sum is told to whoever has the case; it starts nothing."""
NO_LOSS = -2.0
"""Log odds of a loss, below which a mail tells of none, and none of its sums is told."""
UNLIKELY = 0.02
"""Less likely than so, no sum was lost though a rule says so."""
_SHOWN = 3
_TELLING = 4
"""Letters of a word that is shown."""
_REACH = 400
"""Letters to either side of a sum, whose words are shown."""
_ABOUT = 10
"""Sums that differ by a tenth or less are one, told more and less exactly."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules made of a sum, its exact words and their zone."""

    verdict: Verdict
    words: str
    zone: str

    @property
    def number(self) -> bool:
        return self.verdict.number

    @property
    def sum(self) -> Sum:
        return self.verdict.sum


@dataclass(frozen=True, slots=True)
class Stake:
    """What became of the sums of a mail."""

    loss: Loss | None = None
    plain: bool = False
    """All words around it tell so, too."""
    findings: tuple[Finding, ...] = ()


def decide(text: bytes, judged: Sequence[Judged], amounts: Mapping[str, Decimal], odds: float | None) -> Stake:
    """The sum that is at stake, and a finding for every one. `text`: folded; `amounts`: from which on a sum starts
    something; `odds`: see `around.chances`. Too few words (None) say nothing about what the rules found."""
    if odds is None:
        return _by_rule(judged, amounts)
    likely = chances(text, [j.verdict for j in judged], odds)
    chance, first = _likeliest(list(zip(likely, judged, strict=True)))
    if first is None:
        return Stake()
    lost = chance >= CERTAIN or (chance >= UNLIKELY and any(j.verdict.lost for j in judged))
    if not lost and (chance < AT_STAKE or odds < NO_LOSS):
        return Stake(None, findings=tuple(_finding(_hardly(j), amounts) for j in judged if not j.number))
    chosen = _exactly(first, judged)
    return _told(chosen, _reasoned(chosen, text, judged, lost=lost), judged, amounts, plain=chance >= PLAIN)


def _by_rule(judged: Sequence[Judged], amounts: Mapping[str, Decimal]) -> Stake:
    """The plainest of those that a rule says are lost, of two the last."""
    lost = [j for j in judged if j.verdict.lost]
    if not lost:
        return Stake(None, findings=tuple(_finding(j, amounts) for j in judged if not j.number))
    chosen = _exactly(max(lost, key=lambda j: (j.verdict.points, j.sum.start)), judged)
    return _told(chosen, chosen, judged, amounts, plain=False)


def _likeliest(likely: Sequence[tuple[float, Judged]]) -> tuple[float, Judged | None]:
    """One of which a rule says that it was lost, where all others are unlikely."""
    best = max(likely, key=lambda pair: pair[0], default=(0.0, None))
    by_rule = [pair for pair in likely if pair[1].verdict.lost]
    if by_rule and best[0] < AT_STAKE:
        return max(by_rule, key=lambda pair: pair[0])
    return best


def _exactly(first: Judged, judged: Sequence[Judged]) -> Judged:
    """`1,849 … almost two thousand`: the sum that the round one stands for."""
    near = [j for j in judged if j.verdict.lost and _is_about(j.sum, first.sum)]
    return max((first, *near), key=lambda j: _digits(j.sum.amount))


def _is_about(s: Sum, other: Sum) -> bool:
    return s.currency == other.currency and abs(s.amount - other.amount) * _ABOUT <= other.amount


def _digits(amount: Decimal) -> int:
    """How many of its digits are said: one of 2000, four of 1849."""
    return len(str(int(amount)).rstrip("0"))


def _told(
    chosen: Judged, reasoned: Judged, judged: Sequence[Judged], amounts: Mapping[str, Decimal], *, plain: bool
) -> Stake:
    told = [reasoned if j is chosen else j for j in judged if j is chosen or not j.number]
    findings = tuple(_finding(j, amounts, chosen=j is reasoned) for j in told)
    return Stake(Loss(chosen.sum.amount, chosen.sum.currency, sure=reasoned.verdict.lost), plain, findings)


def _reasoned(j: Judged, text: bytes, judged: Sequence[Judged], *, lost: bool) -> Judged:
    """The chosen one, with the reason why it is the one."""
    if j.verdict.lost and lost:
        return j
    because = "at stake, but nothing says plainly that it was lost"
    if lost:
        said = words(text, [other.verdict for other in judged], list(judged).index(j))
        because = f"by the words around it: {said}" if said else "by all words around it"
    return replace(j, verdict=replace(j.verdict, lost=lost, because=because))


def words(text: bytes, verdicts: Sequence[Verdict], which: int) -> str:
    """The words around that sum which speak most for it: `"kept", "back"`."""
    of = weights()
    heavy = of.telling(of.weigh_terms(features(text, verdicts, None)[which]), OUTCOME)
    s = verdicts[which].sum
    near = WORD.findall(text, max(0, s.start - _REACH), s.end + _REACH)
    whole = {stem(word): word for word in near if len(word) >= _TELLING and word not in small_words()}
    told = dict.fromkeys(whole.get(name.partition(b" ")[2], b"") for name in heavy if name[:1] in b"-+=<>")
    return ", ".join(f'"{word.decode("latin-1")}"' for word in islice(filter(None, told), _SHOWN))


def _hardly(j: Judged) -> Judged:
    if not j.verdict.lost:
        return j
    because = f"{j.verdict.because}; hardly lost, by all words around it"
    return replace(j, verdict=replace(j.verdict, lost=False, because=because))


def _finding(j: Judged, amounts: Mapping[str, Decimal], *, chosen: bool = False) -> Finding:
    v = j.verdict
    if not v.lost:
        return Finding(TRIGGER, False, j.words, j.zone, v.because)
    least = amounts.get(v.sum.currency)
    named = f"{v.sum.amount:f} {v.sum.currency}"
    if least is None:
        return Finding(TRIGGER, False, j.words, j.zone, f"{v.because}; no amount is set for {v.sum.currency}")
    if v.sum.amount < least:
        return Finding(TRIGGER, False, j.words, j.zone, f"{v.because}; {named} is under {least:f}")
    if not chosen:
        return Finding(TRIGGER, False, j.words, j.zone, f"{v.because}; another sum is likelier the one")
    return Finding(TRIGGER, True, j.words, j.zone, f"{v.because}; {named} counts, from {least:f} on")
