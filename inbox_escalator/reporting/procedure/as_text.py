"""The documents as plain text, 78 letters wide: for a terminal, a mail, a printer."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence

from inbox_escalator.reporting.procedure.paper import (
    Block,
    Bullets,
    Fields,
    Heading,
    Letter,
    Paper,
    Paragraph,
    Sign,
    Table,
)

WIDTH = 78


def as_text(papers: Sequence[Paper]) -> str:
    return "\n\n\n".join(_paper(paper) for paper in papers) + "\n"


def _paper(paper: Paper) -> str:
    rule = "=" * WIDTH
    return "\n\n".join((f"{rule}\n{paper.title.upper()}\n{rule}", *map(_block, paper.blocks)))


def _block(block: Block) -> str:
    match block:
        case Heading(words, 2):
            return f"{words}\n{'-' * len(words)}"
        case Heading(words, _):
            return words
        case Paragraph(words):
            return _wrapped(words)
        case Bullets(items):
            return "\n".join(_wrapped(item, "- ", "  ") for item in items)
        case Fields(rows):
            return _fields(rows)
        case Table(head, rows):
            return "\n\n".join(_record(head, row) for row in rows if any(row)) or _wrapped(" | ".join(head))
        case Letter(words):
            return "\n".join(_wrapped(line, "    ", _further(line)) for line in words.splitlines())
        case Sign(what):
            return f"{what}:\n\n    {'_' * 34}    {'_' * 16}\n    name and signature{' ' * 20}date"


def _fields(rows: Sequence[tuple[str, str]]) -> str:
    room = max(len(name) for name, _ in rows) + 2
    return "\n".join(_wrapped(said, f"{name}:".ljust(room), " " * room) for name, said in rows)


def _record(head: Sequence[str], row: Sequence[str]) -> str:
    """A row under its first cell: tables of the terminal would not fit."""
    return f"{_wrapped(row[0])}\n" + textwrap.indent(_fields(tuple(zip(head[1:], row[1:], strict=True))), "    ")


def _further(line: str) -> str:
    return "    > " if line.startswith(">") else "    "


def _wrapped(words: str, first: str = "", further: str = "") -> str:
    return textwrap.fill(
        words,
        WIDTH - 4,
        initial_indent=first,
        subsequent_indent=further,
        break_long_words=False,
        break_on_hyphens=False,
    )
