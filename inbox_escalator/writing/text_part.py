"""The text part of a mail, from the blocks of its body. It reads well alone."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from inbox_escalator.writing.markup import LINK, Block, Values

TEXT_WIDTH = 66
"""Length of a rule in the text part."""


def to_text(found: Sequence[Block], values: Values) -> str:
    """Reads well alone: no markup, quotes behind `> `, links as what they lead to where that says something."""
    pieces = (_TEXT[b.kind](b.lines, values) for b in found)
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def _text_lines(lines: Sequence[str], values: Values) -> str:
    return "\n".join(_told(lines, values))


def _told(lines: Sequence[str], values: Values, *, bold: str = "") -> Iterator[str]:
    """Each line with its links resolved, and only then its values: what stands in those is nobody's link."""
    for line in lines:
        yield values.plain(LINK.sub(lambda link: _text_link(link, values), line.replace("**", bold)))


def _text_link(link: re.Match[str], values: Values) -> str:
    """A page, or a number that the label does not name already. A `mailto:` is told by nobody: answering is shorter."""
    label, where = link.groups()
    if where.startswith("https://"):
        return f"{label}: {where}"
    number = values.plain(where)
    said = "".join(c for c in values.plain(label) if c in "+0123456789")
    if not number.startswith("tel:") or said == number.removeprefix("tel:"):
        return str(label)
    return f"{label}: {number.removeprefix('tel:')}"


def _text_quote(lines: Sequence[str], values: Values) -> str:
    # Exact words are marked here too: that they are exact is the point of quoting them.
    filled = "\n".join(_told(lines, values, bold="*"))
    return "\n".join(f"> {line}".rstrip() for line in filled.strip("\n").split("\n"))


def _text_list(lines: Sequence[str], values: Values) -> str:
    return "\n".join("- " + line.replace("\n", "\n  ") for line in _told(lines, values))


def _text_fields(lines: Sequence[str], values: Values) -> str:
    return "\n".join(line.replace("\n", "\n  ") for line in _told(lines, values))


def _text_heading(lines: Sequence[str], values: Values) -> str:
    return "\n".join(f"== {line} ==" for line in _told(lines, values))


def _text_buttons(lines: Sequence[str], values: Values) -> str:
    """A `mailto:` of ours is long and can be had by answering: only numbers and pages are told."""
    told = []
    for label, target in (link.groups() for line in lines for link in LINK.finditer(line)):
        where = values.plain(target)
        if where.startswith(("tel:", "https://")):
            told.append(f"{values.plain(label)}: {where.removeprefix('tel:')}")
    return "\n".join(told)


_TEXT: dict[str, Callable[[Sequence[str], Values], str]] = {
    "heading": _text_heading,
    "lead": _text_lines,
    "alarm": _text_lines,
    "paragraph": _text_lines,
    "small": _text_lines,
    "fields": _text_fields,
    "quote": _text_quote,
    "list": _text_list,
    "buttons": _text_buttons,
    "rule": lambda _lines, _values: "-" * TEXT_WIDTH,
}
