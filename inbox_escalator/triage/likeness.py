"""The terms by which reports of one issue are compared: what a mail is about, without the small talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from inbox_escalator.triage.issues.lexicon import CONCEPT, LONGEST, PAIR, concepts, even, terms_of

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
        for term in here:
            found[term] = None
        first = here[0]
        if before and before != first:
            found[f"{before}{PAIR}{first}" if before < first else f"{first}{PAIR}{before}"] = None
        if len(found) >= MOST_TERMS:
            break
        before = here[-1]
    return tuple(islice(found, MOST_TERMS))


def single(term: str) -> bool:
    """Not a pair of two that stood side by side."""
    return PAIR not in term


def _places(words: Sequence[bytes]) -> Iterator[tuple[str, ...]]:
    """What each word stands for, or two words that are one concept together, where they stand for anything."""
    joined = False
    for word, following in zip(words, (*words[1:], b""), strict=False):
        if joined:
            joined = False
            continue
        here, seconds = _KNOWN[word]
        if seconds and (row := seconds.get(even(following.decode("latin-1")))):
            also = (t for t in (*here, *_KNOWN[following][0]) if t.startswith(CONCEPT))
            here = tuple(dict.fromkeys((row, *also)))
            joined = True
        if here:
            yield here


class _Known(dict[bytes, tuple[tuple[str, ...], Mapping[str, str]]]):
    """Word → what it stands for, and what it would with some other words behind it; learned as words are met."""

    def __missing__(self, word: bytes) -> tuple[tuple[str, ...], Mapping[str, str]]:
        if len(word.partition(b"'")[0]) > LONGEST:
            return (), {}
        if len(self) >= _REMEMBERED:
            self.clear()
        plain = word.decode("latin-1")
        self[word] = known = terms_of(plain), concepts().rows(plain)
        return known


_KNOWN = _Known()
