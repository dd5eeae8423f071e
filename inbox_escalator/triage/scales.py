"""All words of a mail weighed together: what labelled mail has taught about each of them.

The rules look for what is said; the scales look at everything that is said beside it. Whoever writes "my lawyer" among
an appointment, an invoice and kind regards is rarely about to sue. Each word, each word's beginning and each pair of
neighbours has a weight for every outcome; the weights of those that stand in the mail are added up, once each, by how
rare they are (logistic regression over tf-idf with one for every term that is there). So the sum can be shown word by
word. `python -m tests.triage.learn` writes the weights anew from the labelled mail of `tests/triage/tuning`.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

BEGINNING = 5
"""Letters of a word's beginning, which stands for all its endings."""
UNIT = 10
"""Steps in the file for one point of log odds, and of rarity."""
NUMBER = b"0"
"""Stands for every number: which one it is tells nothing."""
_FIELD = 40
"""Bits for the sum of one outcome: some thousand weights of five digits and a sign."""
_HALF, _MASK = 1 << (_FIELD - 1), (1 << _FIELD) - 1
_PLACE = 32
"""Bits for a place in the file."""
_LETTERS = b":"
"""What stands behind the digits: words that come before it are numbers."""
_REMARK = ord("#")
"""Begins a line of the file that is none of its own."""
_REMEMBERED = 20_000
"""Words; the rarest of a desk's mail do not pile up for ever."""
_LONGEST = 40
"""Letters of a word that is remembered."""
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
    terms: Set[int]
    """Those of its terms that have a weight, by their places in the file."""

    @property
    def known(self) -> int:
        """Terms that have a weight."""
        return len(self.terms)


class _Packed(dict[int, int]):
    """Term → all that it weighs, in one number: a term costs one addition, however many outcomes there are. Worked out
    when the term is first met, from the line of the file."""

    def __init__(self, file: bytes, halves: int) -> None:
        super().__init__()
        self._file = file
        self._halves = halves
        """Added to numbers side by side, so that none of them is below nothing and borrows from the next."""

    def sum(self, terms: Set[int]) -> int:
        """Of what they weigh, packed in the same way."""
        return sum(map(self.__getitem__, terms)) - (len(terms) - 1) * self._halves

    def __missing__(self, place: int) -> int:
        rare, *weights = map(int, self._file[place : self._file.find(b"\n", place)].split(b"\t"))
        self[place] = packed = _pack((rare * rare, *(rare * weight for weight in weights))) + self._halves
        return packed


class _Alone(dict[bytes, tuple[int, ...]]):
    """Word → the terms that it is without its neighbours: itself, and its beginning; learned as words are met."""

    def __init__(self, places: Mapping[bytes, int]) -> None:
        super().__init__()
        self._places = places

    def __missing__(self, word: bytes) -> tuple[int, ...]:
        terms = (word, word[:BEGINNING] + b"*") if len(word) > BEGINNING else (word,)
        found = tuple(self._places[term] for term in terms if term in self._places)
        if len(word) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
            self[word] = found
        return found


class Scales:
    """The weights of a file. Its first line names the outcomes, the second tells where each begins; then a line a term:
    how rare it is, and its weight for each outcome. A term goes by the place in the file where its numbers begin."""

    def __init__(self, file: bytes) -> None:
        self._file = file
        lines = _lines(file)
        self.outcomes = tuple(next(lines)[1].decode().split("\t")[2:])
        self._bias = tuple(int(steps) / UNIT for steps in next(lines)[1].split(b"\t")[2:])
        self._places: dict[bytes, int] = {}
        """Of words and beginnings."""
        self._behind: dict[bytes, dict[bytes, int]] = {}
        """Of pairs: first word → second word → place."""
        words: dict[bytes, bytes] = {}
        for at, line in lines:
            term = line[: line.index(b"\t")]
            first, paired, second = term.partition(b" ")
            row = self._behind.setdefault(first, {}) if paired else self._places
            word = second or first
            row[words.setdefault(word, word)] = at + len(term) + 1
        self._alone = _Alone(self._places)
        self._shifts = range(0, _FIELD * (len(self.outcomes) + 1), _FIELD)
        self._packed = _Packed(file, sum(_HALF << shift for shift in self._shifts))

    def met(self, said: Sequence[bytes]) -> set[int]:
        """Those of `terms(said)` that have a weight."""
        plain = [NUMBER if word < _LETTERS else word for word in said]
        found = set(chain.from_iterable(map(self._alone.__getitem__, set(plain))))
        following = zip(map(self._behind.get, plain), plain[1:], strict=False)
        found.update([row[second] for row, second in following if row and second in row])
        return found

    def weigh(self, said: Sequence[bytes]) -> Weighed:
        """The sums for a text of these words."""
        return self._weighed(self.met(said))

    def weigh_terms(self, found: Iterable[bytes]) -> Weighed:
        """The same where the terms are known already."""
        return self._weighed({place for term in found if (place := self._place(term))})

    def _place(self, term: bytes) -> int:
        first, paired, second = term.partition(b" ")
        return self._behind.get(first, {}).get(second, 0) if paired else self._places.get(term, 0)

    def _weighed(self, found: Set[int]) -> Weighed:
        packed = self._packed.sum(found)
        square, *sums = [(packed >> shift & _MASK) - _HALF for shift in self._shifts]
        length = math.sqrt(square) or 1.0
        points = tuple(bias + of / length / UNIT for bias, of in zip(self._bias, sums, strict=True))
        return Weighed(points, found)

    def chance(self, weighed: Weighed, outcome: str) -> float:
        """How likely the outcome is, from 0 to 1."""
        return 1 / (1 + math.exp(-weighed.sums[self.outcomes.index(outcome)]))

    def telling(self, weighed: Weighed, outcome: str, *, against: bool = False) -> Iterator[bytes]:
        """The whole words and pairs that speak for the outcome (or against it), the weightiest first; of those that
        weigh the same, the last of the file."""
        packed, shift, sign = self._packed, self._shift(outcome), -1 if against else 1
        weights = [(sign * ((packed[place] >> shift & _MASK) - _HALF), place) for place in weighed.terms]
        # One number each: that is sorted in half the time.
        ranked = sorted([(weight << _PLACE) + place for weight, place in weights if weight > 0], reverse=True)
        names = (self._name(number & (1 << _PLACE) - 1) for number in ranked)
        return (name for name in names if not name.endswith(b"*"))

    def _name(self, place: int) -> bytes:
        return self._file[self._file.rfind(b"\n", 0, place) + 1 : place - 1]

    def points(self, said: Sequence[bytes], outcome: str) -> int:
        """What a few words of a mail add to the sum of an outcome; for comparing its sentences."""
        return (self._packed.sum(self.met(said)) >> self._shift(outcome) & _MASK) - _HALF

    def _shift(self, outcome: str) -> int:
        return self._shifts[self.outcomes.index(outcome) + 1]


def _lines(file: bytes) -> Iterator[tuple[int, bytes]]:
    """Those that are no remarks, each with the place where it begins."""
    at = 0
    while (end := file.find(b"\n", at)) >= 0:
        if end > at and file[at] != _REMARK:
            yield at, file[at:end]
        at = end + 1


def _pack(numbers: Sequence[int]) -> int:
    return sum(number << (_FIELD * place) for place, number in enumerate(numbers))


@cache
def scales() -> Scales:
    """The packaged weights, read once."""
    return Scales(FILE.read_bytes())
