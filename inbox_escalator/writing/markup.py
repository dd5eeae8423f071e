"""The small language in which the body of a template is written, and the two parts of a mail that are made from it.

    # Heading                       ! The first thing to know (`!!` in red)
    **Label:** value                > quoted words
    - one of a list                 ~ small grey line
    [button](mailto:…) [another]()  ---
    Anything else is a paragraph with **bold** words; a line of the file is a line of the mail.

Values stand in the text as one private letter each while it is read, so nothing that they hold can become markup.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

FIRST = 0xE000
"""The private letter of the first value; there are 6,400 of them (U+E000 to U+F8FF)."""

MOST_VALUES = 6400

_VALUE = re.compile("[\ue000-\uf8ff]")
LINK = re.compile(r"\[([^\[\]]{1,200})\]\(([^()\[\] ]{0,200})\)")
FIELD = re.compile(r"\*\*([^*:]{1,60}):\*\*[ \t]*(.*)")


class Values:
    """What was written into a template by its variables, in order."""

    def __init__(self) -> None:
        self.words: list[str] = []

    def keep(self, value: str) -> str:
        """The private letter that stands for the value from now on."""
        if _VALUE.search(value):
            # Caught in a `{% set %}` block: it holds private letters of ours already, and clean values hold none.
            return value
        if len(self.words) >= MOST_VALUES:
            raise OverflowError(f"more than {MOST_VALUES} values in one mail")
        self.words.append(value)
        return chr(FIRST + len(self.words) - 1)

    def fill(self, skeleton: str, shown: Callable[[str], str]) -> str:
        """The skeleton with each value as `shown` gives it."""
        return _VALUE.sub(lambda found: shown(self._value(ord(found[0]) - FIRST)), skeleton)

    def _value(self, number: int) -> str:
        """A template can print a private letter that stands for nothing."""
        return self.words[number] if number < len(self.words) else ""

    def plain(self, skeleton: str) -> str:
        return self.fill(skeleton, str)


@dataclass(frozen=True, slots=True)
class Block:
    """Consecutive lines of one kind, without their signs."""

    kind: str
    """`heading`, `lead`, `alarm`, `fields`, `quote`, `list`, `small`, `rule`, `buttons` or `paragraph`."""
    lines: tuple[str, ...]


_SIGNS = {"# ": "heading", "! ": "lead", "!! ": "alarm", "> ": "quote", "- ": "list", "~ ": "small"}


@lru_cache(64)
def blocks(skeleton: str) -> tuple[Block, ...]:
    """The body cut into blocks; an empty line ends a block, and so does a line of another kind."""
    found: list[tuple[str, list[str]]] = []
    kind = ""
    for line in skeleton.split("\n"):
        line = line.strip()
        before, (kind, words) = kind, _kind(line)
        if kind and kind == before:
            found[-1][1].append(words)
        elif kind:
            found.append((kind, [words]))
    return tuple(Block(kind, tuple(lines)) for kind, lines in found)


def _kind(line: str) -> tuple[str, str]:
    if not line:
        return "", ""
    sign, gap, rest = line.partition(" ")
    if gap and sign + gap in _SIGNS:
        return _SIGNS[sign + gap], rest.strip()
    if line == ">":
        return "quote", ""
    if line == "---":
        return "rule", ""
    if line.startswith("**") and FIELD.fullmatch(line):
        return "fields", line
    if line.startswith("[") and not LINK.sub("", line).strip():
        return "buttons", line
    return "paragraph", line
