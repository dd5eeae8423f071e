"""What staff say in the first line of an answer: an exact word, or a word with a colon and free text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """A command as understood."""

    verb: str
    """Canonical: `ok`, `done`, `up`, `pass`, `wait`, `say`, `note`, `ignore`, `send`, `drop`, `undo`, `status`, `help`, …"""
    argument: str = ""
    """The one argument that its row names: amount, time, contact or case."""
    text: str = ""
    """Free text after the colon, to the end of the person's own words."""
    said: str = ""
    """The first line as written."""


@dataclass(frozen=True, slots=True)
class FreeText:
    """A human wrote more than a word: takes the case, is kept as a note, never goes to the customer."""

    words: str


@dataclass(frozen=True, slots=True)
class Unclear:
    """A lone word that we do not know: does nothing, and is answered with what was meant."""

    word: str
    meant: str = ""


@dataclass(frozen=True, slots=True)
class Code:
    """Six digits: the one-time code of a command that waits."""

    digits: str


Said = Command | FreeText | Unclear | Code
