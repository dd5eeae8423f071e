"""Sums that belong together: `two charges of 300`, `charged 1,450 instead of 950`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from inbox_escalator.triage.money import Sum
from inbox_escalator.triage.phrases import Hit, sentence_of

_TIMES = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "both": 2, "zwei": 2, "drei": 3, "vier": 4, "funf": 5,
    "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "dos": 2, "tres": 3, "cuatro": 4, "cinco": 5, "twee": 2, "drie": 3,
    "dois": 2, "duas": 2, "quatro": 4, "due": 2, "tre": 3, "quattro": 4, "cinque": 5,
}  # fmt: skip
_CLOSE = 6
"""Letters between `two charges of` and the sum."""


_WORTH_RECKONING = 20
_MOST_RECKONED = 12
_TIMES_OVER = (2, 3, 4, 5, 6, 7, 8, 9, 11, 12)
"""Ten times is rather a percentage."""


def times_over(text: bytes, found: Sequence[Sum], times: Sequence[Hit]) -> list[Sum]:
    """`two charges of 300 EUR` are six hundred, unless the mail names the whole itself. `times`: that rule's hits."""
    whole = {s.amount for s in found}
    counted = []
    for s in found:
        before = [h for h in times if 0 <= s.start - h.end <= _CLOSE or h.start < s.start < h.end]
        amount = s.amount * (_how_many(text[before[-1].start : before[-1].end]) if before else 1)
        counted.append(s if amount in whole else replace(s, amount=amount))
    return counted


def reckoned(found: Sequence[Sum]) -> set[Decimal]:
    """Amounts that the mail works out of others: what is left of one after one or two others, or one several times."""
    amounts = list(dict.fromkeys(s.amount for s in found if s.amount >= _WORTH_RECKONING))[:_MOST_RECKONED]
    left = {a - b for a in amounts for b in amounts} | {a * n for a in amounts for n in _TIMES_OVER}
    left |= {a - b - c for a in amounts for b in amounts for c in amounts if b < c}
    return {amount for amount in amounts if amount in left}


def _how_many(said: bytes) -> int:
    first = said.split()[0].decode("latin-1")
    return int(first) if first.isdigit() and len(first) < 3 else _TIMES.get(first, 1)


def differences(text: bytes, found: Sequence[Sum], instead: Sequence[Hit]) -> list[Sum]:
    """`charged 1,234 instead of 123`: what counts is the difference. `instead`: the hits of that rule."""
    joined = list(found)
    for hit in instead:
        first, last = sentence_of(text, hit.start, hit.end)
        inside = [s for s in joined if hit.start <= s.start and s.end <= hit.end]
        before = [s for s in joined if first <= s.start < hit.start] or inside[:1]
        after = [s for s in joined if hit.end <= s.end and s.start < last and s not in before] or inside[1:]
        if not (before and after) or before[-1].currency != after[0].currency:
            continue
        more = abs(before[-1].amount - after[0].amount)
        if more:
            joined = [s for s in joined if s not in (before[-1], after[0])]
            joined.append(Sum(before[-1].start, after[0].end, more, after[0].currency))
    return joined
