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
        self._asking: list[tuple[int, ...]] = []
        """Of each group, the places of the bits of all who ask for a word of it."""
        self._exact: dict[bytes, list[int]] = {}
        self._stems: dict[bytes, list[int]] = {}
        self._bits: dict[frozenset[int], Bits] = {}
        """By the numbers of groups: all words of the same groups share one number, long as it is."""
        self.asked = 0
        """Bits given so far."""

    def number(self, group: frozenset[str]) -> int:
        """By which a group of words (a final `*`: any ending) is asked for."""
        number = self._groups.get(group)
        if number is None:
            self._groups[group] = number = len(self._asking)
            self._asking.append(())
            for key in key_words(group):
                known = self._stems if key.endswith(b"*") else self._exact
                known.setdefault(key.removesuffix(b"*"), []).append(number)
        return number

    def one_of(self, groups: Iterable[frozenset[str]]) -> Bits:
        """A bit that is set where a word of any of these groups stands."""
        self.asked += 1
        for group in groups:
            self.let_ask(self.asked - 1, self.number(group))
        return 1 << self.asked - 1

    def let_ask(self, place: int, group: int) -> None:
        """The same with the bit at a place of the asker's choice, for one group."""
        self._asking[group] += (place,)
        if self:
            self.clear()
            self._bits.clear()

    def forget_groups(self) -> None:
        """No further group will come: what stands in them is known by their words."""
        self._groups.clear()

    def met(self, text: bytes) -> Bits:
        """All whose words stand in this text. `text`: what `only_words` made of a folded text, or a piece of it."""
        return reduce(or_, map(self.__getitem__, text.split()), 0)

    def __missing__(self, piece: bytes) -> Bits:
        groups = frozenset().union(*map(self._of, WORD.findall(piece)))
        bits = self._bits.get(groups)
        if bits is None:
            places = {place for group in groups for place in self._asking[group]}
            self._bits[groups] = bits = sum(1 << place for place in places)
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
