"""Which of the sums in a mail is money lost, wrongly charged or withheld, and which is only a price?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from inbox_escalator.triage.money import Sum
from inbox_escalator.triage.phrases import Hit, sentence_of
from inbox_escalator.triage.reading import Reading
from inbox_escalator.triage.trigger import Finding, Loss

TRIGGER = "financial_loss"
CUES = frozenset({"loss", "price", "paid", "instead", "times", "claim"})
"""Rules that tell what a sum is. `loss`: lost, wrongly charged, withheld; `price`: only a price; `paid`: what was paid
for something; `claim`: the money is wanted back; `instead`: two sums, of which the difference counts; `times`: each."""
_NEAR = 40
"""Letters between a sum and the words about it: so near they surely belong to it."""
_FURTHER = 60
"""So many letters further than a price may words of loss stand that are plain."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sum, whether it was lost, and why."""

    sum: Sum
    lost: bool
    because: str
    strength: int = 0
    """How plainly it was said; the plainest decides between several."""


@dataclass(frozen=True, slots=True)
class _Passage:
    """A passage with its cues sorted by what they tell."""

    reading: Reading
    cues: Mapping[str, Sequence[Hit]]
    claimed: Hit | None
    """Somewhere in the mail the customer wants money back."""

    def nearest(self, kind: str, s: Sum) -> tuple[int, Hit] | None:
        """Distance in letters to the nearest cue of that kind in the sentence of the sum."""
        first, last = sentence_of(self.reading.folded, s.start, s.end)
        here = [h for h in self.cues.get(kind, ()) if not h.spoilt and first <= h.start < last]
        return min(((_distance(h, s), h) for h in here), key=lambda d: d[0], default=None)


def judge(reading: Reading, found: Sequence[Sum], hits: Sequence[Hit], claimed: Hit | None) -> list[Verdict]:
    """A verdict on each sum of a passage. `claimed`: a hit that wants money back, anywhere in the mail."""
    cues: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.rule.trigger in CUES:
            cues.setdefault(hit.rule.trigger, []).append(hit)
    passage = _Passage(reading, cues, claimed)
    return [_verdict(passage, s) for s in _differences(passage, _together(passage, found))]


def _distance(hit: Hit, s: Sum) -> int:
    return max(hit.start - s.end, s.start - hit.end, 0)


def _verdict(passage: _Passage, s: Sum) -> Verdict:
    loss, price, paid = (passage.nearest(kind, s) for kind in ("loss", "price", "paid"))
    if s.bare and not (loss and loss[0] <= 2 * _NEAR):
        return Verdict(s, False, "a number without a currency")
    if loss and (not price or _outweighs(loss, price)):
        return Verdict(s, True, f'{loss[1].rule.name}: "{_said(passage, loss[1])}"', 3 if loss[0] <= _NEAR else 2)
    if passage.claimed and paid and not price:
        return Verdict(s, True, f'{paid[1].rule.name}: "{_said(passage, paid[1])}", and wanted back', 2)
    if price:
        return Verdict(s, False, f'{price[1].rule.name}: "{_said(passage, price[1])}"')
    if passage.claimed:
        return Verdict(s, True, "wanted back", 1)
    return Verdict(s, False, "nothing says that it was lost")


def _outweighs(loss: tuple[int, Hit], price: tuple[int, Hit]) -> bool:
    """A price stands right at its sum; words of loss may stand further off, if they are plain."""
    return loss[0] <= price[0] + _FURTHER * (loss[1].rule.weight - price[1].rule.weight)


def _said(passage: _Passage, hit: Hit) -> str:
    return passage.reading.quote(hit.start, hit.end)


def _together(passage: _Passage, found: Sequence[Sum]) -> list[Sum]:
    """`two charges of 300 EUR`: six hundred."""
    whole = []
    for s in found:
        before = [h for h in passage.cues.get("times", ()) if 0 <= s.start - h.end <= 4]
        each = passage.reading.folded[before[-1].start : before[-1].end].split()[0] if before else b""
        times = _TIMES.get(each.decode("latin-1"), 0) or (int(each) if each.isdigit() and len(each) < 3 else 1)
        whole.append(Sum(s.start, s.end, s.amount * times, s.currency) if times > 1 else s)
    return whole


_TIMES = {
    "two": 2, "three": 3, "four": 4, "five": 5, "both": 2, "zwei": 2, "drei": 3, "vier": 4, "deux": 2, "trois": 3,
    "dos": 2, "tres": 3, "twee": 2, "drie": 3, "dois": 2, "duas": 2, "due": 2, "tre": 3,
}  # fmt: skip


def _differences(passage: _Passage, found: Sequence[Sum]) -> list[Sum]:
    """`charged 1,234 instead of 123`: what counts is the difference."""
    joined = list(found)
    for hit in passage.cues.get("instead", ()):
        first, last = sentence_of(passage.reading.folded, hit.start, hit.end)
        before = [s for s in joined if first <= s.start < hit.start]
        after = [s for s in joined if hit.end <= s.end and s.start < last]
        if not (before and after) or before[-1].currency != after[0].currency:
            continue
        more = abs(before[-1].amount - after[0].amount)
        if more:
            joined = [s for s in joined if s not in (before[-1], after[0])]
            joined.append(Sum(before[-1].start, after[0].end, more, after[0].currency))
    return joined


def decide(
    judged: Sequence[tuple[Verdict, str, str]], amounts: Mapping[str, Decimal]
) -> tuple[Loss | None, list[Finding]]:
    """The loss that counts, and a finding for every sum. `judged`: verdict, exact words, zone."""
    lost = [(v, words, zone) for v, words, zone in judged if v.lost]
    chosen = max(lost, key=lambda j: (j[0].strength, j[0].sum.amount), default=None)
    findings = [_finding(v, words, zone, amounts, chosen is not None and v is chosen[0]) for v, words, zone in judged]
    return (Loss(chosen[0].sum.amount, chosen[0].sum.currency) if chosen else None), findings


def _finding(v: Verdict, words: str, zone: str, amounts: Mapping[str, Decimal], chosen: bool) -> Finding:
    if not v.lost:
        return Finding(TRIGGER, False, words, zone, v.because)
    least = amounts.get(v.sum.currency)
    named = f"{v.sum.amount:f} {v.sum.currency}"
    if least is None:
        return Finding(TRIGGER, False, words, zone, f"{v.because}; no amount is set for {v.sum.currency}")
    if v.sum.amount < least:
        return Finding(TRIGGER, False, words, zone, f"{v.because}; {named} is under {least:f}")
    if not chosen:
        return Finding(TRIGGER, False, words, zone, f"{v.because}; another sum says it more plainly")
    return Finding(TRIGGER, True, words, zone, f"{v.because}; {named}, from {least:f}")
