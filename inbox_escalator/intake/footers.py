"""Legal footers, list footers and device lines among the new words of a mail."""

from __future__ import annotations

from collections.abc import Sequence

from inbox_escalator.intake.mail import Zone
from inbox_escalator.intake.zone_words import (
    DEVICE_NAMES,
    DEVICES,
    FOOTER_LINES,
    FOOTER_WORDS,
    FOOTERS,
    LIST_FOOTER,
    MAYBE_DEVICES,
)

_PARAGRAPH = 2000
"""Characters of a paragraph that are looked at."""
_NEED = 2
"""Words of a footer that a paragraph must have: a customer may begin one with "this message", too."""


_ORNAMENT = "*_#[( "
_BEGINNINGS = frozenset(begin[:4] for begin in (*DEVICES, *MAYBE_DEVICES, *FOOTER_LINES, *FOOTERS))
"""A quick look that spares most lines the long one."""


def mark_footers(lines: Sequence[str], zones: list[Zone], start: int, end: int) -> int:
    """Marks the footers among `lines[start:end]`, all new; returns the line after the last that is no footer."""
    first = end
    at = start
    while at < end:
        lower = lines[at][:200].strip().lower()
        if not lower:
            at += 1
            continue
        if first == end and lower[0] not in "_-—" and lower.lstrip(_ORNAMENT)[:4] not in _BEGINNINGS:
            at += 1
            continue
        if is_device_line(lower):
            zones[at] = Zone.FOOTER
            at += 1
            continue
        stop = _footer_end(lines, at, end, lower, going=first < end)
        if stop > at:
            first = min(first, at)
            zones[at:stop] = [Zone.FOOTER] * (stop - at)
        at = max(stop, at + 1)
    while end > start and (zones[end - 1] is Zone.FOOTER or not lines[end - 1].strip()):
        end -= 1
    return end


def _footer_end(lines: Sequence[str], at: int, end: int, lower: str, going: bool) -> int:
    """Line after the footer that begins at `at`; `at` itself where none begins."""
    bare = lower.lstrip(_ORNAMENT)
    if _list_footer(lines, at, end, lower):
        return end
    if bare.startswith(FOOTER_LINES):
        return _paragraph_end(lines, at, end)
    fresh = at == 0 or not lines[at - 1].strip()
    if bare.startswith(FOOTERS) or (going and fresh):
        stop = _paragraph_end(lines, at, end)
        said = " ".join(line[:400] for line in lines[at:stop])[:_PARAGRAPH].lower()
        if sum(word in said for word in FOOTER_WORDS) >= _NEED:
            return stop
    return at


def _paragraph_end(lines: Sequence[str], at: int, end: int) -> int:
    stop = at
    while stop < min(end, at + 60) and lines[stop].strip():
        stop += 1
    return stop


def _list_footer(lines: Sequence[str], at: int, end: int, lower: str) -> bool:
    """A line of underscores or dashes, and below it what a mailing list says."""
    if len(lower) < 2 or lower.strip("_-—"):
        return False
    below = " ".join(line[:200] for line in lines[at + 1 : min(at + 4, end)]).lower()
    return any(word in below for word in LIST_FOOTER)


def is_device_line(lower: str) -> bool:
    """`sent from my iphone` (lower case), with or without a link behind it; not a sentence that begins like it."""
    lower = lower.strip("*_ ")
    sure = lower.startswith(DEVICES)
    if not sure and not lower.startswith(MAYBE_DEVICES):
        return False
    words = lower.partition("<")[0].partition("http")[0].strip(" (.")
    if len(words.split()) > 12 or any(c in words for c in ",?;:"):
        return False
    return sure or any(name in words for name in DEVICE_NAMES)
