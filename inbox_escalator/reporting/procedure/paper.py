"""What a printed document is made of, whatever it is printed as."""

from __future__ import annotations

from dataclasses import dataclass

MISSING = "To be filled in: "
"""How a value begins that nobody has given; what follows names the key that fills it."""


@dataclass(frozen=True, slots=True)
class Heading:
    words: str
    depth: int
    """2 for a section, 3 for a part of one; the title is 1."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    words: str


@dataclass(frozen=True, slots=True)
class Bullets:
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Names with a value each."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """As many cells as the head has."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail, line by line."""

    words: str


@dataclass(frozen=True, slots=True)
class Sign:
    """A place to confirm and sign."""

    what: str


Block = Heading | Paragraph | Bullets | Fields | Table | Letter | Sign


@dataclass(frozen=True, slots=True)
class Paper:
    title: str
    blocks: tuple[Block, ...]


def missing(key: str, table: str = "[procedure]") -> str:
    """What stands where a value is not given: the key that fills it."""
    return f"{MISSING}{key} in {table}"
