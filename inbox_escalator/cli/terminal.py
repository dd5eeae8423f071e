"""Words for a terminal: columns that fit, and nothing in them that a terminal would obey."""

from __future__ import annotations

import shutil
import sys
import unicodedata
from collections.abc import Sequence

from inbox_escalator.writing.clean import clean, one_line

NARROWEST = 8
"""Letters that a column keeps however narrow the terminal is."""
GAP = "  "


def width() -> int:
    """Columns of the terminal; without one as many as the text needs."""
    return shutil.get_terminal_size((80, 24)).columns if sys.stdout.isatty() else 10_000


def cells(text: str) -> int:
    """Columns that a text takes: most of the letters of East Asia are two wide, combining marks none."""
    if text.isascii():
        return len(text)
    return sum(_cells(letter) for letter in text)


def _cells(letter: str) -> int:
    if unicodedata.combining(letter):
        return 0
    return 2 if unicodedata.east_asian_width(letter) in "WF" else 1


def fitted(text: str, columns: int) -> str:
    """Cut to that many columns, marked by an ellipsis, or filled up with blanks."""
    if cells(text) > columns:
        kept, used = [], 1
        for letter in text:
            used += _cells(letter)
            if used > columns:
                break
            kept.append(letter)
        text = "".join(kept) + "…"
    return text + " " * (columns - cells(text))


def table(header: Sequence[str], rows: Sequence[Sequence[str]], elastic: Sequence[int], columns: int) -> list[str]:
    """Lines of a table. The columns in `elastic` give way, the widest first, where the terminal is too narrow."""
    lines = [[one_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(cells(row[i]) for row in lines) for i in range(len(header))]
    while sum(widths) + len(GAP) * (len(widths) - 1) > columns:
        widest = max(elastic, key=lambda i: widths[i], default=None)
        if widest is None or widths[widest] <= NARROWEST:
            break
        widths[widest] -= 1
    return [GAP.join(fitted(cell, wide) for cell, wide in zip(row, widths, strict=True)).rstrip() for row in lines]


def wrapped(text: str, columns: int, indent: str = "") -> list[str]:
    """Foreign words made inert and broken between words at `columns`; blank lines are kept, one at a time."""
    lines: list[str] = []
    for paragraph in clean(text).replace("\t", "    ").split("\n"):
        lines.extend(_broken(paragraph.rstrip(), columns - len(indent)))
    kept = [line for at, line in enumerate(lines) if line or (at and lines[at - 1])]
    return [(indent + line).rstrip() for line in kept]


def _broken(paragraph: str, columns: int) -> list[str]:
    lines, line = [], ""
    for word in paragraph.split(" "):
        joined = f"{line} {word}" if line else word
        if cells(joined) <= columns or not line:
            line = joined
        else:
            lines.append(line)
            line = word
        while cells(line) > columns:
            lines.append(line[:columns])
            line = line[columns:]
    return [*lines, line]
