"""Which words of the rules stand in a text? Answered word by word, each word judged once and remembered.

The first question to every rule is whether the words that it needs are there at all; only rules that may match are
searched for in full. Who asks for a word has a bit, and a word is the bits of all who ask for it: so a sentence costs
a look-up and an `or` a word, however many rules there are.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce
from operator import or_

from inbox_escalator.triage.pattern import key_words
from inbox_escalator.triage.reading import WORD, WORDS_APART

_LONGEST_STEM = 40
_REMEMBERED = 50_000
"""Words; the rarest of a desk's mail do not pile up for ever."""
_LONGEST = 80
"""Letters of a word that is remembered: longer ones are no words, and would fill the memory."""

Bits = int
"""One for each who asks whether a word of some groups is there."""


def only_words(text: bytes) -> bytes:
    """A folded text with a space in the place of all that is no word; as long as before."""
    return text.translate(WORDS_APART)


class Vocabulary(dict[bytes, Bits]):
    """What stands between two spaces → the bits of all who ask for a word of it; learned as words are met."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: dict[frozenset[str], int] = {}
        self._asking: list[Bits] = []
        self._exact: dict[bytes, list[int]] = {}
        self._stems: dict[bytes, list[int]] = {}
        self._bits: dict[frozenset[int], Bits] = {}
        """By the numbers of groups: all words of the same groups share one number, long as it is."""
        self.asked = 0
        """Bits given so far."""

    def one_of(self, groups: Iterable[frozenset[str]]) -> Bits:
        """A bit that is set where a word of any of these groups stands (a final `*`: any ending)."""
        self.asked += 1
        return self.let_ask(1 << self.asked - 1, groups)

    def let_ask(self, bit: Bits, groups: Iterable[frozenset[str]]) -> Bits:
        """The same with a bit of the asker's choice."""
        for group in groups:
            self._asking[self._number(group)] |= bit
        self.clear()
        self._bits.clear()
        return bit

    def met(self, text: bytes) -> Bits:
        """All whose words stand in this text. `text`: what `only_words` made of a folded text, or a piece of it."""
        return reduce(or_, map(self.__getitem__, text.split()), 0)

    def _number(self, group: frozenset[str]) -> int:
        number = self._groups.get(group)
        if number is None:
            self._groups[group] = number = len(self._groups)
            self._asking.append(0)
            for key in key_words(group):
                known = self._stems if key.endswith(b"*") else self._exact
                known.setdefault(key.removesuffix(b"*"), []).append(number)
        return number

    def __missing__(self, piece: bytes) -> Bits:
        groups = frozenset().union(*map(self._of, WORD.findall(piece)))
        bits = self._bits.get(groups)
        if bits is None:
            self._bits[groups] = bits = reduce(or_, map(self._asking.__getitem__, groups), 0)
        if len(piece) <= _LONGEST:
            if len(self) >= _REMEMBERED:
                self.clear()
                self._bits.clear()
            self[piece] = bits
        return bits

    def _of(self, word: bytes) -> set[int]:
        first, apostrophe, rest = word.partition(b"'")
        numbers: set[int] = set()
        for form in (word, first, rest, first + rest) if apostrophe else (word,):
            numbers.update(self._exact.get(form, ()))
            for length in range(1, min(len(form), _LONGEST_STEM) + 1):
                numbers.update(self._stems.get(form[:length], ()))
        return numbers
