"""A linear-time expression over folded bytes, asked some fifty times a mail.

What re2's own wrapper does around each question takes longer than the answer: it is asked underneath, where the
wrapper is built as we know it, and through the wrapper where it is not.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import re2

from inbox_escalator.triage.reading import latin

Span = tuple[int, int]
_UNANCHORED = getattr(getattr(re2, "_Anchor", None), "UNANCHORED", None)
NOWHERE: Span = (-1, -1)


class Search:
    """An expression, compiled when it is first asked: most of the rules' never are. re2.error where it is none."""

    __slots__ = ("_expression", "_match")

    def __init__(self, expression: str | Callable[[], str]) -> None:
        self._expression = expression
        self._match: _Match | None = None

    def first(self, text: bytes, start: int = 0) -> Span:
        """Where it stands first from `start` on, or `NOWHERE`."""
        return (self._match or self._compiled())(_UNANCHORED, text, start, len(text))[0]

    def places(self, text: bytes, most: int) -> Sequence[Span]:
        """Where it stands, `most` places at most, none in another."""
        match, end = self._match or self._compiled(), len(text)
        span = match(_UNANCHORED, text, 0, end)[0]
        if span == NOWHERE:
            return ()
        found = [span]
        while len(found) < most and span[1] < end:
            span = match(_UNANCHORED, text, max(span[1], span[0] + 1), end)[0]
            if span == NOWHERE:
                break
            found.append(span)
        return found

    def _compiled(self) -> _Match:
        compiled = latin(self._expression if isinstance(self._expression, str) else self._expression())
        self._match = match = _underneath(compiled) or _through(compiled)
        return match


_Match = Callable[..., list[Span]]
"""Anchor, text, start, end → the spans of the first match and of its groups, `NOWHERE` for none."""


def _underneath(compiled: re2._Regexp) -> _Match | None:
    match: _Match | None = getattr(getattr(compiled, "_regexp", None), "Match", None)
    return match if _UNANCHORED is not None else None


def _through(compiled: re2._Regexp) -> _Match:
    def match(_: object, text: bytes, start: int, end: int) -> list[Span]:
        found = compiled.search(text, start, end)
        return [found.span() if found else NOWHERE]

    return match
