"""A linear-time expression over folded bytes, asked some fifty times a mail.

What re2's own wrapper does around each question takes longer than the answer: it is asked underneath, where the
wrapper is built as we know it, and through the wrapper where it is not.
"""

from __future__ import annotations

from collections.abc import Callable

import re2

from inbox_escalator.triage.reading import latin

Span = tuple[int, int]
_UNANCHORED = getattr(getattr(re2, "_Anchor", None), "UNANCHORED", None)
NOWHERE: Span = (-1, -1)


class Search:
    """An expression, compiled. re2.error where it is none."""

    __slots__ = ("_compiled", "_match")

    def __init__(self, expression: str) -> None:
        self._compiled = latin(expression)
        self._match = _underneath(self._compiled) or self._through

    def first(self, text: bytes, start: int = 0) -> Span:
        """Where it stands first from `start` on, or `NOWHERE`."""
        return self._match(_UNANCHORED, text, start, len(text))[0]

    def places(self, text: bytes, most: int) -> list[Span]:
        """Where it stands, `most` places at most, none in another."""
        found: list[Span] = []
        end = len(text)
        span = self._match(_UNANCHORED, text, 0, end)[0]
        while span != NOWHERE:
            found.append(span)
            if len(found) == most or span[1] >= end:
                break
            span = self._match(_UNANCHORED, text, max(span[1], span[0] + 1), end)[0]
        return found

    def _through(self, _: object, text: bytes, start: int, end: int) -> list[Span]:
        found = self._compiled.search(text, start, end)
        return [found.span() if found else NOWHERE]


def _underneath(compiled: re2._Regexp) -> Callable[..., list[Span]] | None:
    """The compiled expression's own search: anchor, text, start, end → the spans of the match and of its groups."""
    match: Callable[..., list[Span]] | None = getattr(getattr(compiled, "_regexp", None), "Match", None)
    return match if _UNANCHORED is not None else None
