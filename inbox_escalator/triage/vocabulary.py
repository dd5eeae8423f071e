"""Which words of the rules stand in a text? Answered word by word, each word judged once and remembered.

The first question to every rule is whether the words that it needs are there at all; only rules that may match are
searched for in full. So a mail costs a look-up a word, however many rules there are.
"""

from __future__ import annotations

from collections.abc import Iterable

from inbox_escalator.triage.pattern import key_words

_LONGEST_STEM = 40
_REMEMBERED = 50_000
"""Words; the rarest of a desk's mail do not pile up for ever."""


class Vocabulary(dict[bytes, int]):
    """Folded word → the groups that it belongs to, as bits of a number; learned as words are met."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: dict[frozenset[str], int] = {}
        self._exact: dict[bytes, int] = {}
        self._stems: dict[bytes, int] = {}

    def bit(self, group: frozenset[str]) -> int:
        """The bit that tells that a word of `group` is there (a final `*`: any ending)."""
        if group not in self._groups:
            self._groups[group] = bit = 1 << len(self._groups)
            for key in key_words(group):
                known = self._stems if key.endswith(b"*") else self._exact
                key = key.removesuffix(b"*")
                known[key] = known.get(key, 0) | bit
            self.clear()
        return self._groups[group]

    def bits(self, groups: Iterable[frozenset[str]]) -> int:
        """All of these groups."""
        needed = 0
        for group in groups:
            needed |= self.bit(group)
        return needed

    def here(self, said: Iterable[bytes]) -> int:
        """The groups of which one of these words is one."""
        found = 0
        for word in said:
            if bits := self[word]:
                found |= bits
        return found

    def __missing__(self, word: bytes) -> int:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = bits = self._bits(word)
        return bits

    def _bits(self, word: bytes) -> int:
        first, apostrophe, rest = word.partition(b"'")
        forms = (word, first, rest, first + rest) if apostrophe else (word,)
        bits = 0
        for form in forms:
            bits |= self._exact.get(form, 0)
            for length in range(1, min(len(form), _LONGEST_STEM) + 1):
                bits |= self._stems.get(form[:length], 0)
        return bits
