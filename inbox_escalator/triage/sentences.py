"""Sentences of a text, and those around certain words: how a false alarm is told from a new one."""

from __future__ import annotations

import re

MOST = 2_000
"""Sentences of one text that are looked at."""
_END = re.compile(r"(?<=[.!?])\s|\n[ \t]*\n", re.ASCII)


def sentences(text: str) -> list[str]:
    """Each on one line; a line break alone ends none, an empty line does."""
    cut = (" ".join(piece.split()) for piece in _END.split(text, MOST))
    return [piece for piece in cut if piece]


def around(words: str, text: str) -> list[str]:
    """The sentences in which these words stand, capitals or not; words over several sentences are found in none."""
    sought = " ".join(words.casefold().split())
    return [s for s in sentences(text) if sought and sought in s.casefold()]
