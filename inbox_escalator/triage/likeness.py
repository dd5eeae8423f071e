"""The terms by which reports of one issue are compared: what a mail is about, without the small talk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from inbox_escalator.triage.issues.lexicon import CONCEPT, PAIR, concepts, terms_of

MOST_TERMS = 60
"""Of a long mail the beginning says what it is about."""
_READ_AT_MOST = 300


def terms(words: Iterable[bytes]) -> tuple[str, ...]:
    """Distinct terms of a customer's own (folded) words, in their order, `MOST_TERMS` at most."""
    read = [word.decode("latin-1") for word in islice(words, _READ_AT_MOST)]
    return tuple(dict.fromkeys(_terms(read)))[:MOST_TERMS]


def single(term: str) -> bool:
    """Not a pair of two that stood side by side."""
    return PAIR not in term


def _terms(words: Sequence[str]) -> Iterator[str]:
    before: tuple[str, ...] = ()
    for here in _places(words):
        if not here:
            continue
        yield from here
        if before:
            yield PAIR.join(sorted({before[-1], here[0]}))
        before = here


def _places(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """What each word stands for, or two words that are one concept together."""
    i = 0
    while i < len(words):
        here = terms_of(words[i])
        row = concepts().of_row(words[i], words[i + 1]) if i + 1 < len(words) else ""
        if row:
            also = (t for t in (*here, *terms_of(words[i + 1])) if t.startswith(CONCEPT))
            here = tuple(dict.fromkeys((row, *also)))
        yield here
        i += 2 if row else 1
