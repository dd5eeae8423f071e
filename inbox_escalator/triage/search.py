"""A linear-time expression over folded bytes, asked some fifty times a mail.

What re2's own wrapper does around each question takes longer than the answer: it is asked underneath, where the
wrapper is built as we know it, and through the wrapper where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import re2

from inbox_escalator.triage.reading import latin

Span = tuple[int, int]
ANYWHERE = getattr(getattr(re2, "_Anchor", None), "UNANCHORED", None)
NOWHERE: Span = (-1, -1)


class Search:
    """An expression, compiled when it is first asked: most of the rules' never are. re2.error where it is none."""

    __slots__ = ("_expression", "match")

    def __init__(self, expression: str | Callable[[], str]) -> None:
        self._expression = expression
        self.match: _Match = self._compiled
        """`match(ANYWHERE, text, start, end)[0]` is where it stands first, for those who ask too often for a method."""

    def first(self, text: bytes, start: int = 0) -> Span:
        """Where it stands first from `start` on, or `NOWHERE`."""
        return self.match(ANYWHERE, text, start, len(text))[0]

    def places(self, text: bytes, most: int) -> Sequence[Span]:
        """Where it stands, `most` places at most, none in another."""
        first = self.first(text)
        return () if first == NOWHERE else self.places_from(first, text, most)

    def places_from(self, first: Span, text: bytes, most: int) -> Sequence[Span]:
        """The same where the first place is known already."""
        found, end = [first], len(text)
        while len(found) < most and first[1] < end:
            first = self.match(ANYWHERE, text, max(first[1], first[0] + 1), end)[0]
            if first == NOWHERE:
                break
            found.append(first)
        return found

    def _compiled(self, *asked: object) -> list[Span]:
        """Takes its own place."""
        compiled = latin(self._expression if isinstance(self._expression, str) else self._expression())
        self.match = _underneath(compiled) or _through(compiled)
        return self.match(*asked)


_Match = Callable[..., list[Span]]
"""Anchor, text, start, end → the spans of the first match and of its groups, `NOWHERE` for none."""


def _underneath(compiled: re2._Regexp) -> _Match | None:
    match: _Match | None = getattr(getattr(compiled, "_regexp", None), "Match", None)
    return match if ANYWHERE is not None else None


def _through(compiled: re2._Regexp) -> _Match:
    def match(_: object, text: bytes, start: int, end: int) -> list[Span]:
        found = compiled.search(text, start, end)
        return [found.span() if found else NOWHERE]

    return match
