"""All words of a mail weighed together: what labelled mail has taught about each of them.

The rules look for what is said; the scales look at everything that is said beside it. Whoever writes "my lawyer" among
an appointment, an invoice and kind regards is rarely about to sue. Each word, each word's beginning and each pair of
neighbours has a weight for every outcome; the weights of those that stand in the mail are added up, once each, by how
rare they are (logistic regression over tf-idf with one for every term that is there). So the sum can be shown word by
word. `python -m tests.triage.learn` writes the weights anew from the labelled mail of `tests/triage/tuning`.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

BEGINNING = 5
"""Letters of a word's beginning, which stands for all its endings."""
UNIT = 10
"""Steps in the file for one point of log odds, and of rarity."""
NUMBER = b"0"
"""Stands for every number: which one it is tells nothing."""
_FIELD = 40
"""Bits for the sum of one outcome: some thousand weights of five digits and a sign."""
_HALF, _WHOLE = 1 << (_FIELD - 1), 1 << _FIELD
FILE = Path(__file__).parent / "weights.tsv"


def terms(said: Sequence[bytes]) -> set[bytes]:
    """What is weighed: words, their beginnings (`cance*`), pairs of neighbours. `said`: folded words in their order."""
    plain = [NUMBER if word[:1].isdigit() else word for word in said]
    found = set(plain)
    found.update(word[:BEGINNING] + b"*" for word in plain if len(word) > BEGINNING)
    found.update(map(b" ".join, pairwise(plain)))
    return found


@dataclass(frozen=True, slots=True)
class Weighed:
    """What the words of one mail come to."""

    sums: tuple[float, ...]
    """Log odds of each outcome, in the order of the scales."""
    known: int
    """Terms that have a weight."""


class _Packed(dict[bytes, int]):
    """Term → all that it weighs, in one number: a term costs one addition, however many outcomes there are. Worked out
    when the term is first met, from the line of the file."""

    def __init__(self, lines: Mapping[bytes, bytes]) -> None:
        super().__init__()
        self._lines = lines

    def __missing__(self, term: bytes) -> int:
        rare, *weights = map(int, self._lines[term].split(b"\t"))
        self[term] = packed = _pack((rare * rare, *(rare * weight for weight in weights)))
        return packed


class Scales:
    """The weights of a file. Its first line names the outcomes, the second tells where each begins; then a line a term:
    how rare it is, and its weight for each outcome."""

    def __init__(self, file: bytes) -> None:
        told = [line for line in file.split(b"\n") if line and not line.startswith(b"#")]
        self.outcomes = tuple(told[0].decode().split("\t")[2:])
        self._bias = tuple(int(steps) / UNIT for steps in told[1].split(b"\t")[2:])
        self._lines = {term: rest for term, _, rest in (line.partition(b"\t") for line in told[2:])}
        self._packed = _Packed(self._lines)

    def weigh(self, said: Sequence[bytes]) -> Weighed:
        """The sums for a text of these words."""
        return self.weigh_terms(terms(said))

    def weigh_terms(self, found: Set[bytes]) -> Weighed:
        """The same where the terms are known already."""
        known = self._lines.keys() & found
        sums = _unpacked(sum(map(self._packed.__getitem__, known)), len(self.outcomes) + 1)
        length = math.sqrt(sums[0]) or 1.0
        points = tuple(bias + of / length / UNIT for bias, of in zip(self._bias, sums[1:], strict=True))
        return Weighed(points, len(known))

    def chance(self, weighed: Weighed, outcome: str) -> float:
        """How likely the outcome is, from 0 to 1."""
        return 1 / (1 + math.exp(-weighed.sums[self.outcomes.index(outcome)]))

    def telling(self, said: Sequence[bytes], outcome: str, *, against: bool = False) -> list[bytes]:
        """The whole words and pairs that speak for the outcome (or against it), the weightiest first."""
        return self.heaviest({t for t in terms(said) if not t.endswith(b"*")}, outcome, against=against)

    def heaviest(self, found: Set[bytes], outcome: str, *, against: bool = False) -> list[bytes]:
        """Those of the terms that speak for the outcome (or against it), the weightiest first."""
        place = self.outcomes.index(outcome) + 1
        sign = -1 if against else 1
        weights = [(sign * self._weight(term, place), term) for term in found & self._lines.keys()]
        return [term for weight, term in sorted(weights, reverse=True) if weight > 0]

    def _weight(self, term: bytes, place: int) -> int:
        """Of one outcome, from the line itself: sooner found there than in the number that holds them all."""
        numbers = self._lines[term].split(b"\t", place + 1)
        return int(numbers[0]) * int(numbers[place])

    def points(self, said: Sequence[bytes], outcome: str) -> int:
        """What a few words of a mail add to the sum of an outcome; for comparing its sentences."""
        place = self.outcomes.index(outcome) + 1
        return _unpacked(sum(map(self._packed.__getitem__, terms(said) & self._lines.keys())), place + 1)[place]


def _pack(numbers: Sequence[int]) -> int:
    return sum(number << (_FIELD * place) for place, number in enumerate(numbers))


def _unpacked(packed: int, fields: int) -> list[int]:
    """The numbers side by side; each may be below nothing, and then borrows from the next."""
    return list(_fields(packed, fields))


def _fields(packed: int, fields: int) -> Iterator[int]:
    for _ in range(fields):
        number = (packed + _HALF) % _WHOLE - _HALF
        packed = (packed - number) >> _FIELD
        yield number


@cache
def scales() -> Scales:
    """The packaged weights, read once."""
    return Scales(FILE.read_bytes())
