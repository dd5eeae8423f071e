"""Which of the sums in a mail is the one that was lost: what labelled mail has taught about the words around a sum.

The rules in `loss` tell of each sum whether words say that it was lost. Where several sums stand in a mail, that does
not tell which of them it is: the price, what was paid, or what did not come back. Each sum has a few dozen features
(words before and behind it, how it compares to the others, what the rules made of it), each feature has a weight, and
the weights of those that are there are added up (`scales`). `python -m tests.triage.learn` writes them anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path

from inbox_escalator.triage.loss import Verdict
from inbox_escalator.triage.money import Sum
from inbox_escalator.triage.phrases import sentence_ends
from inbox_escalator.triage.reading import WORD
from inbox_escalator.triage.scales import NUMBER, Scales

OUTCOME = "this_sum"
"""Name of the outcome in the file."""
FILE = Path(__file__).parent / "sums.tsv"
_NEAR = (1, 3, 8)
"""Words to either side: the one beside it, the few beside it, the rest of the thought."""
_IN_SENTENCE = 12
_ENDINGS = 6
"""Letters of a word that are looked at: the rest is its ending."""
_REACH = 400
"""Letters to either side, however long a sentence is."""
_MOST_POINTS = 8
_FEWEST_POINTS = -3
_MOST_ODDS = 4


@cache
def weights() -> Scales:
    """The packaged weights, read once, and only when a mail names a sum."""
    return Scales(FILE.read_bytes())


def chances(text: bytes, verdicts: Sequence[Verdict], odds: float | None) -> list[float]:
    """Of each sum how likely it is the one that was lost, from 0 to 1. `text`: folded; `odds`: log odds that the mail
    tells of a loss at all, None where it says too little."""
    if not verdicts:
        return []
    of = weights()
    return [of.chance(of.weigh_terms(found), OUTCOME) for found in features(text, verdicts, odds)]


def features(text: bytes, verdicts: Sequence[Verdict], odds: float | None) -> list[frozenset[bytes]]:
    """What is weighed of each sum. Words are told apart by where they stand: `-1` and `+1` beside it, `-3`, `-8` a
    little further, `=` in its sentence, `<` and `>` in the one before and the one behind."""
    ends = [-1, *sentence_ends(text), len(text)]
    sums = [v.sum for v in verdicts]
    most = max((v.points for v in verdicts if v.lost), default=None)
    of_the_mail = set(_mail(sums, odds))
    return [
        frozenset({*of_the_mail, *_around(text, v.sum, ends), *_verdict(v, most), *_beside(v.sum, sums)})
        for v in verdicts
    ]


def _mail(sums: Sequence[Sum], odds: float | None) -> Iterator[bytes]:
    yield b"of %d" % min(len({s.amount for s in sums}), 4)
    if odds is not None:
        yield b"odds %d" % max(-_MOST_ODDS, min(_MOST_ODDS, round(odds)))


def _around(text: bytes, s: Sum, ends: Sequence[int]) -> Iterator[bytes]:
    here = bisect_left(ends, s.start)
    begin, end = max(ends[here - 1] + 1, s.start - _REACH), min(ends[here], s.end + _REACH)
    yield from _to_one_side(b"-", WORD.findall(text, begin, s.start)[::-1])
    yield from _to_one_side(b"+", WORD.findall(text, s.end, max(end, s.end)))
    yield from _sentence(b"< ", text, ends, here - 1)
    yield from _sentence(b"> ", text, ends, here + 1)


def _to_one_side(side: bytes, said: Sequence[bytes]) -> Iterator[bytes]:
    for place, word in enumerate(map(stem, said[:_IN_SENTENCE]), 1):
        yield b"= " + word
        yield from (b"%s%d %s" % (side, near, word) for near in _NEAR if place <= near)


def _sentence(side: bytes, text: bytes, ends: Sequence[int], number: int) -> Iterator[bytes]:
    if 0 < number < len(ends):
        begin = ends[number - 1] + 1
        yield from (side + stem(word) for word in WORD.findall(text, begin, min(ends[number], begin + _REACH)))


def stem(word: bytes) -> bytes:
    """What is looked at of a word."""
    return NUMBER if word[:1].isdigit() else word[:_ENDINGS]


def _verdict(v: Verdict, most: int | None) -> Iterator[bytes]:
    """What the rules made of it, beside what they made of the others."""
    yield b"points %d" % max(_FEWEST_POINTS, min(_MOST_POINTS, v.points))
    yield b"why " + v.because.partition(":")[0].encode("latin-1", "replace")
    if v.lost:
        yield b"lost, and the plainest" if v.points == most else b"lost"
    elif most is not None:
        yield b"another was lost"


def _beside(s: Sum, sums: Sequence[Sum]) -> Iterator[bytes]:
    """How it compares to the others."""
    amounts = [other.amount for other in sums]
    yield b"named %d" % min(amounts.count(s.amount), 3)
    yield b"digits %d" % len(str(int(s.amount)))
    if s.bare:
        yield b"bare"
    if s.amount % 1:
        yield b"cents"
    others = {amount for amount in amounts if amount != s.amount}
    if not others:
        return
    if s.amount > max(others):
        yield b"largest"
    if s.amount < min(others):
        yield b"smallest"
    if s is sums[0]:
        yield b"first"
    if s is sums[-1]:
        yield b"last"
    yield from _worked_out(s.amount, others)


def _worked_out(amount: Decimal, others: set[Decimal]) -> Iterator[bytes]:
    """`200 … 155 … 45`."""
    if 2 * amount in others:
        yield b"half of another"
    if any(amount == 2 * other for other in others):
        yield b"twice another"
    if any(other - amount in others for other in others if other - amount != amount):
        yield b"difference"
    if any(amount - other in others for other in others if amount - other != other):
        yield b"total"
