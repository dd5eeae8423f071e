"""The documents as Markdown, for a wiki or a repository."""

from __future__ import annotations

import re
from collections.abc import Sequence

from inbox_escalator.reporting.procedure.paper import (
    MISSING,
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

_SIGNS = re.compile(r"([\\`*_\[\]<>|#])")


def as_markdown(papers: Sequence[Paper]) -> str:
    return "\n\n".join(_paper(paper) for paper in papers) + "\n"


def _paper(paper: Paper) -> str:
    return "\n\n".join((f"# {_plain(paper.title)}", *map(_block, paper.blocks)))


def _block(block: Block) -> str:
    match block:
        case Heading(words, depth):
            return f"{'#' * depth} {_plain(words)}"
        case Paragraph(words):
            return _plain(words)
        case Bullets(items):
            return "\n".join(f"- {_plain(item)}" for item in items)
        case Fields(rows):
            return "\n".join(f"- **{_plain(name)}:** {_value(said)}" for name, said in rows)
        case Table(head, rows):
            return "\n".join((_row(head), f"|{' --- |' * len(head)}", *map(_row, rows)))
        case Letter(words):
            return "\n".join(f"> {_plain(line)}  " if line else ">" for line in words.splitlines())
        case Sign(what):
            return f"**{_plain(what)}:** name and signature ______________________ date ______________"


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_value, cells))} |"


def _value(words: str) -> str:
    return f"**{_plain(words)}**" if words.startswith(MISSING) else _plain(words)


def _plain(words: str) -> str:
    """Nothing that the configuration holds becomes markup."""
    return _SIGNS.sub(r"\\\1", " ".join(words.split()))
