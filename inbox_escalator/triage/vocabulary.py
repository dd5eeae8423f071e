"""Which words of the rules stand in a text? Answered word by word, each word judged once and remembered.

The first question to every rule is whether the words that it needs are there at all; only rules that may match are
searched for in full. So a mail costs a look-up a word, however many rules there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inbox_escalator.triage.language import small_words
from inbox_escalator.triage.pattern import key_words

_LONGEST_STEM = 40
_REMEMBERED = 50_000
"""Words; the rarest of a desk's mail do not pile up for ever."""


class Vocabulary(dict[bytes, tuple[int, ...]]):
    """Folded word → the numbers of the groups that it belongs to; learned as words are met."""

    def __init__(self) -> None:
        super().__init__()
        self._groups: dict[frozenset[str], int] = {}
        self._exact: dict[bytes, list[int]] = {}
        self._stems: dict[bytes, list[int]] = {}
        self.rank: dict[int, tuple[bool, int]] = {}
        """How common a group is: whether it has a word that stands in every mail, and how many words it has."""

    def number(self, group: frozenset[str]) -> int:
        """The number that tells that a word of `group` is there (a final `*`: any ending)."""
        if group not in self._groups:
            self._groups[group] = number = len(self._groups)
            keys = key_words(group)
            self.rank[number] = not keys.isdisjoint(small_words()), len(keys)
            for key in keys:
                known = self._stems if key.endswith(b"*") else self._exact
                known.setdefault(key.removesuffix(b"*"), []).append(number)
            self.clear()
        return self._groups[group]

    def numbers(self, groups: Iterable[frozenset[str]]) -> frozenset[int]:
        """Those of all these groups."""
        return frozenset(map(self.number, groups))

    def __missing__(self, word: bytes) -> tuple[int, ...]:
        if len(self) >= _REMEMBERED:
            self.clear()
        self[word] = numbers = tuple(dict.fromkeys(self._of(word)))
        return numbers

    def _of(self, word: bytes) -> Iterator[int]:
        first, apostrophe, rest = word.partition(b"'")
        for form in (word, first, rest, first + rest) if apostrophe else (word,):
            yield from self._exact.get(form, ())
            for length in range(1, min(len(form), _LONGEST_STEM) + 1):
                yield from self._stems.get(form[:length], ())
