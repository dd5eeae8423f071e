"""The HTML part of a mail, from the blocks of its body: words are escaped, links are ours."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from inbox_escalator.writing import page
from inbox_escalator.writing.markup import FIELD, LINK, Block, Values

_SAFE_TARGETS = ("mailto:", "tel:", "https://")


def to_html(found: Sequence[Block], values: Values, *, title: str, language: str) -> str:
    """One document without images, scripts or anything from elsewhere; its words are escaped, its links are ours."""
    body = "\n".join(_linked(b, values) if _has_links(b) else _unlinked(b) for b in found)
    filled = values.fill(body, _shown)
    return page.document(filled, title=html.escape(title), language=html.escape(language))


def _has_links(block: Block) -> bool:
    return any("](" in line for line in block.lines)


def _linked(block: Block, values: Values) -> str:
    return _HTML[block.kind](block.lines, values)


@lru_cache(512)
def _unlinked(block: Block) -> str:
    """Without links it is made of the template's own words, the same in each mail."""
    return _linked(block, Values())


def _shown(value: str) -> str:
    return html.escape(value).replace("\n", "<br>\n") if value else ""


def _inline(line: str, values: Values) -> str:
    """Bold words and links of a line of the template; what the values hold is filled in later."""
    pieces = html.escape(line, quote=False).split("**")
    if len(pieces) % 2 == 0:
        # The last sign has no partner: it stays as it was written.
        pieces[-2:] = ["**".join(pieces[-2:])]
    line = "".join(f"<b>{piece}</b>" if number % 2 else piece for number, piece in enumerate(pieces))
    return LINK.sub(lambda link: _anchor(link, values), line)


def _anchor(link: re.Match[str], values: Values) -> str:
    target = _target(link[2], values)
    return page.LINK.format(target, link[1]) if target else link[1]


def _target(written: str, values: Values) -> str:
    """The attribute's value; '' where it leads anywhere but to a mail, a telephone or a page that the owner wrote."""
    where = values.plain(html.unescape(written))
    wanted = _SAFE_TARGETS if written.startswith("https://") else _SAFE_TARGETS[:2]
    return html.escape(where) if where.startswith(wanted) and where.isprintable() and " " not in where else ""


def _html_lines(piece: str) -> Callable[[Sequence[str], Values], str]:
    def rendered(lines: Sequence[str], values: Values) -> str:
        return piece.format("<br>\n".join(_inline(line, values) for line in lines))

    return rendered


def _html_list(lines: Sequence[str], values: Values) -> str:
    return page.LIST.format("\n".join(page.ITEM.format(_inline(line, values)) for line in lines))


def _html_fields(lines: Sequence[str], values: Values) -> str:
    rows = []
    for line in lines:
        field = FIELD.fullmatch(line)
        if field is not None:
            rows.append(page.FIELD.format(_inline(field[1], values), _inline(field[2], values)))
    return page.FIELDS.format("\n".join(rows))


def _html_buttons(lines: Sequence[str], values: Values) -> str:
    """The first of a line is the one to press; one without a target is left out."""
    rows = []
    for line in lines:
        row: list[str] = []
        for link in LINK.finditer(line):
            target = _target(link[2], values)
            if target:
                row.append((page.OTHER_BUTTON if row else page.BUTTON).format(target, _inline(link[1], values)))
        rows.append(" ".join(row))
    return page.BUTTONS.format("\n".join(rows)) if any(rows) else ""


_HTML: dict[str, Callable[[Sequence[str], Values], str]] = {
    "heading": _html_lines(page.HEADING),
    "lead": _html_lines(page.LEAD),
    "alarm": _html_lines(page.ALARM),
    "paragraph": _html_lines(page.PARAGRAPH),
    "small": _html_lines(page.SMALL),
    "quote": _html_lines(page.QUOTE),
    "fields": _html_fields,
    "list": _html_list,
    "buttons": _html_buttons,
    "rule": lambda _lines, _values: page.RULE,
}
