"""Finds exact words in a text, and cuts out what stands around them."""

from __future__ import annotations

from inbox_escalator.writing.clean import ELLIPSIS, short


def found_in(said: str, words: str) -> int:
    """Where the words stand, capitals or not; -1 where they do not."""
    if not words:
        return -1
    exact = said.find(words)
    if exact >= 0:
        return exact
    low = said.lower()
    # A few letters change their length when they lose their capital: the place would be wrong.
    return low.find(words.lower()) if len(low) == len(said) else -1


def excerpt(said: str, start: int, end: int, letters: int) -> str:
    """At most that many letters that hold `start` to `end`; the beginning of the text where that does."""
    if end <= letters - 1:
        return short(said, letters)
    begin = max(0, start - letters // 2)
    gap = said.find(" ", begin, start)
    begin = gap + 1 if gap >= 0 else begin
    return ELLIPSIS + short(said[begin:], letters - 1)


def lead_in(said: str, start: int, letters: int) -> str:
    """What stands before `start`, at most that many letters, whole words."""
    if start <= letters:
        return said[:start]
    begin = start - letters
    gap = said.find(" ", begin, start)
    return ELLIPSIS + said[gap + 1 if gap >= 0 else begin : start]
