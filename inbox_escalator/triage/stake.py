"""What is at stake: the sum that was lost, if any, and why each other one does not count.

The rules (`loss`) say of each sum whether words tell that it was lost; which of them it is, is decided by all words
around them (`around`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from inbox_escalator.triage.around import chances, words
from inbox_escalator.triage.loss import Verdict
from inbox_escalator.triage.money import Sum
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
UNLIKELY = 0.02
"""Less likely than so, no sum was lost though a rule says so."""
_ABOUT = 10
"""Sums that differ by a tenth or less are one, told more and less exactly."""


@dataclass(frozen=True, slots=True)
class Judged:
    """What the rules made of a sum, its exact words and their zone; `number`: it is one only if it is the one lost."""

    verdict: Verdict
    words: str
    zone: str
    number: bool = False

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
    something; `odds`: see `around.chances`. Too few words (None) say nothing against the rules."""
    likely = chances(text, [j.verdict for j in judged], odds)
    likeliest, first = max(zip(likely, judged, strict=True), key=lambda pair: pair[0], default=(0.0, None))
    if first is None:
        return Stake()
    by_rule = any(j.verdict.lost for j in judged) and (odds is None or likeliest >= UNLIKELY)
    lost = by_rule or (odds is not None and likeliest >= CERTAIN)
    if not lost and (odds is None or likeliest < AT_STAKE):
        return Stake(None, findings=tuple(_finding(_hardly(j), amounts) for j in judged if not j.number))
    near = [j for j in judged if not j.number and j.sum.currency == first.sum.currency and _is_about(j.sum, first.sum)]
    chosen = max((first, *near), key=lambda j: _digits(j.sum.amount))
    reasoned = _reasoned(chosen, text, judged, lost=lost)
    told = [reasoned if j is chosen else j for j in judged if j is chosen or not j.number]
    findings = tuple(_finding(j, amounts, chosen=j is reasoned) for j in told)
    return Stake(Loss(chosen.sum.amount, chosen.sum.currency), likeliest >= PLAIN, findings)


def _is_about(s: Sum, other: Sum) -> bool:
    """`1,849 … almost two thousand`."""
    return abs(s.amount - other.amount) * _ABOUT <= other.amount


def _digits(amount: Decimal) -> int:
    """How many of its digits are said: one of 2000, four of 1849."""
    return len(str(int(amount)).rstrip("0"))


def _reasoned(j: Judged, text: bytes, judged: Sequence[Judged], *, lost: bool) -> Judged:
    """The chosen one, with the reason why it is the one."""
    if j.verdict.lost and lost:
        return j
    said = words(text, [other.verdict for other in judged], list(judged).index(j))
    because = f"by the words around it: {said}" if lost else "at stake, but nothing says plainly that it was lost"
    return replace(j, verdict=replace(j.verdict, lost=lost, because=because))


def _hardly(j: Judged) -> Judged:
    v = j.verdict
    return (
        replace(j, verdict=replace(v, lost=False, because=f"{v.because}; hardly lost, by all words around it"))
        if v.lost
        else j
    )


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
        return Finding(TRIGGER, False, j.words, j.zone, f"{v.because}; another sum says it more plainly")
    return Finding(TRIGGER, True, j.words, j.zone, f"{v.because}; {named} counts, from {least:f} on")
