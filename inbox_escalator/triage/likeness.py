"""The terms by which reports of one issue are compared: what a mail is about, without the small talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from inbox_escalator.triage.issues.lexicon import CONCEPT, PAIR, concepts, even, terms_of

MOST_TERMS = 60
"""Of a long mail the beginning says what it is about."""
_READ_AT_MOST = 300
_REMEMBERED = 20_000
"""Words."""


def terms(words: Iterable[bytes]) -> tuple[str, ...]:
    """Distinct terms of a customer's own (folded) words, in their order, `MOST_TERMS` at most."""
    found: dict[str, None] = {}
    before = ""
    for here in _places(list(islice(words, _READ_AT_MOST))):
        found.update(dict.fromkeys(here))
        first = here[0]
        if before:
            pair = first if first == before else PAIR.join((before, first) if before < first else (first, before))
            found[pair] = None
        if len(found) >= MOST_TERMS:
            break
        before = here[-1]
    return tuple(islice(found, MOST_TERMS))


def single(term: str) -> bool:
    """Not a pair of two that stood side by side."""
    return PAIR not in term


def _places(words: Sequence[bytes]) -> Iterator[tuple[str, ...]]:
    """What each word stands for, or two words that are one concept together, where they stand for anything."""
    known, i, last = _KNOWN, 0, len(words) - 1
    while i <= last:
        here, seconds = known[words[i]]
        i += 1
        if seconds and i <= last and (row := seconds.get(even(words[i].decode("latin-1")))):
            also = (t for t in (*here, *known[words[i]][0]) if t.startswith(CONCEPT))
            here = tuple(dict.fromkeys((row, *also)))
            i += 1
        if here:
            yield here


class _Known(dict[bytes, tuple[tuple[str, ...], Mapping[str, str]]]):
    """Word → what it stands for, and what it would with some other words behind it; learned as words are met."""

    def __missing__(self, word: bytes) -> tuple[tuple[str, ...], Mapping[str, str]]:
        if len(self) >= _REMEMBERED:
            self.clear()
        plain = word.decode("latin-1")
        self[word] = known = terms_of(plain), concepts().rows(plain)
        return known


_KNOWN = _Known()
