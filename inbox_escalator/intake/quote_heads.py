"""The lines by which a mail program says that what follows was written before, or by somebody else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from inbox_escalator.intake.zone_words import FORWARDED, HEADER_LABELS, LEADS, ORIGINAL, PRONOUNS, WROTE


class Kind(Enum):
    ATTRIBUTION = auto()
    """`On Monday, Ann wrote:`"""
    ORIGINAL = auto()
    """`-----Original Message-----`, or the header lines of a message."""
    FORWARD = auto()
    """`---------- Forwarded message ---------`"""


@dataclass(frozen=True, slots=True)
class Head:
    kind: Kind
    start: int
    end: int
    """Line after the head."""
    quoted_by_sign: bool = False
    """What follows is marked with `>`: the marks tell where it ends."""


LINE = 500
"""Characters of a line that are looked at."""
_SPAN = 4
"""Lines over which an attribution may be wrapped."""
_HEADER_SPAN = 12
"""Lines over which the header of a quoted message may go."""

_LABEL = {label: kind for kind, labels in HEADER_LABELS.items() for label in labels}
_LONGEST_LABEL = max(map(len, _LABEL)) + 4
_WHEN = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}|(?:19|20)[0-9]{2}|[0-9]{1,2}[./-][0-9]{1,2}[./-][0-9]{2,4}", re.ASCII)
_RULE = "-_=*—–─"
_TIME = re.compile(r"[0-9]{1,2}[:.h][0-9]{2}", re.ASCII)
_WROTE_LOWER = tuple(WROTE)
_VERB_WORDS = frozenset(word for verb in WROTE for word in verb.split()) | {"het", "volgende"}


def at(lines: Sequence[str], number: int) -> Head | None:
    """The head that begins in that line (not blank, no `>` before it), or None."""
    line = lines[number][:LINE].strip().strip("\ufeff\u200b")
    if not line:
        return None
    if line[0] in _RULE and (ruled := _ruled(lines, number, line)):
        return ruled
    if line[-1] in ":：" and (named := _forward_line(line)):
        return Head(named, number, number + 1)
    if (":" in line[:_LONGEST_LABEL] or "：" in line[:_LONGEST_LABEL]) and _is_header_block(lines, number):
        return Head(Kind.ORIGINAL, number, number + 1)
    return _attribution(lines, number, line)


def _ruled(lines: Sequence[str], number: int, line: str) -> Head | None:
    """A line that begins with dashes or underscores: with words between them, or over a header block."""
    words = line.strip(_RULE + " ").lower()
    if not words:
        below = _next_line(lines, number + 1, 3)
        over = below is not None and len(line.strip()) >= 5 and _is_header_block(lines, below)
        return Head(Kind.ORIGINAL, number, number + 1) if over else None
    if len(words) > 200:
        return None
    bare = words.rstrip(":")
    if bare.startswith(FORWARDED):
        return Head(Kind.FORWARD, number, number + 1)
    if bare.startswith(ORIGINAL):
        return Head(Kind.ORIGINAL, number, number + 1)
    if line.startswith("--") and line.endswith("--") and bare.endswith(_WROTE_LOWER) and _WHEN.search(words):
        return Head(Kind.ATTRIBUTION, number, number + 1, _signs_follow(lines, number + 1))
    return None


def _forward_line(line: str) -> Kind | None:
    """`Begin forwarded message:` without dashes."""
    bare = line.strip(":： *").lower()
    if len(bare) > 60:
        return None
    if bare in FORWARDED:
        return Kind.FORWARD
    return Kind.ORIGINAL if bare in ORIGINAL else None


def _label(line: str) -> tuple[str, str]:
    """Kind of header line, and its value; ('', '') for other lines."""
    name, colon, value = line[:LINE].replace("：", ":", 1).partition(":")
    if not colon or len(name) > _LONGEST_LABEL + 8:
        return "", ""
    return _LABEL.get(name.strip(" \t*|_\xa0").lower(), ""), value


def header_lines(lines: Sequence[str]) -> tuple[dict[str, str], int]:
    """The header of a message that was sent on, at the top of `lines` or under a line that says so: value by kind
    (`from`, `sent`, `to`, `subject`, `cc`), and the line after it. Nothing, and 0, where there is none."""
    found: dict[str, str] = {}
    end = 0
    for number, line in enumerate(lines[: 2 * _HEADER_SPAN]):
        kind, value = _label(line)
        if kind:
            found.setdefault(kind, value.strip(" \t*_\xa0"))
            end = number + 1
        elif found and not line.strip() and not _goes_on(lines, number):
            break
    return (found, end) if "from" in found else ({}, 0)


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """A further header line stands below the blank one: some programs put one between all of them."""
    below = _next_line(lines, number + 1, 1)
    return below is not None and bool(_label(lines[below])[0])


def _is_header_block(lines: Sequence[str], start: int) -> bool:
    """From, then at least a date and an addressee or a subject: the header of a message, not somebody's list."""
    first = _label(lines[start])[0]
    if first not in ("from", "sent"):
        return False
    seen: set[str] = set()
    address = False
    misses = 0
    for line in _block_lines(lines, start):
        kind, value = _label(line)
        misses = 0 if kind else misses + 1
        if misses > 2:
            break
        seen.add(kind)
        address = address or "@" in (value if kind else line)
        if "from" in seen and "sent" in seen and ("subject" in seen or ("to" in seen and address)):
            return True
        if "from" in seen and "subject" in seen and "to" in seen and address:
            return True
    return False


def _block_lines(lines: Sequence[str], start: int) -> Iterator[str]:
    """Lines of a possible header block: up to the second blank line in a row."""
    blank = 0
    for number in range(start, min(start + _HEADER_SPAN, len(lines))):
        line = lines[number].strip()
        blank = 0 if line else blank + 1
        if blank > 1:
            return
        if line:
            yield line


def _attribution(lines: Sequence[str], number: int, line: str) -> Head | None:
    """`On DATE, NAME <ADDRESS> wrote:`, in one line or wrapped over a few."""
    said = ""
    for end in range(number, min(number + _SPAN, len(lines))):
        more = lines[end][:LINE].strip()
        if not more or more[0] == ">" or len(said) > LINE:
            return None
        said = f"{said} {more}" if said else more
        if end == number and not _may_begin(line):
            return None
        if more[-1] in ":：" and not said.endswith("::"):
            signs = _signs_follow(lines, end + 1)
            return Head(Kind.ATTRIBUTION, number, end + 1, signs) if _names_writer(said, signs) else None
    return None


def _may_begin(line: str) -> bool:
    """Cheap first look: a date is near, or the line ends as an attribution does."""
    if line[-1] in ":：":
        return True
    lower = line[:20].lower()
    return (lower[0].isdigit() or lower.startswith(LEADS) or lower[:8].find(",") > 1) and _WHEN.search(line) is not None


def _names_writer(said: str, signs: bool) -> bool:
    """Is this a mail program's line? Without `>` signs below it, it takes the whole rest with it, so then be sure."""
    lower = said.rstrip(":： ").lower().replace("\xa0", " ")
    wrote = lower.endswith(_WROTE_LOWER) or lower.startswith(("schrieb ", "escribió ", "a écrit "))
    wrote = wrote or any(f" {verb} " in f" {lower} " for verb in _WROTE_LOWER)
    when = _WHEN.search(lower) is not None
    address = "@" in lower
    if signs:
        return (wrote and (when or len(lower) < 80)) or (when and address)
    if not when or not PRONOUNS.isdisjoint(lower.replace(",", " ").split()):
        return False  # `On Monday I wrote:` is said by a person
    if address:
        return wrote or said.rstrip(":： ").endswith(">")
    return wrote and _TIME.search(lower) is not None and lower.startswith(LEADS) and _ends_in_name(said)


def _ends_in_name(said: str) -> bool:
    """A name stands before `wrote`, or after `schrieb`: no mail program says "the clerk wrote"."""
    words = said.rstrip(":： ").replace("\xa0", " ").split()
    while words and words[-1].lower() in _VERB_WORDS:
        words.pop()
    return bool(words) and not words[-1][0].islower()


def _signs_follow(lines: Sequence[str], start: int) -> bool:
    below = _next_line(lines, start, 6)
    return below is not None and lines[below].lstrip()[:1] == ">"


def _next_line(lines: Sequence[str], start: int, within: int) -> int | None:
    """The first line that is not blank, within so many."""
    for number in range(start, min(start + within, len(lines))):
        if lines[number].strip():
            return number
    return None
