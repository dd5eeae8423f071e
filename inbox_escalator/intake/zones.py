"""Cuts the text of a mail into zones: new words, quoted history, signature, footer, forward.

One pass over the lines, each line looked at up to LINE characters, and no line more often than a fixed number of times:
linear on any input. When in doubt a line is a new word, so that nothing a customer says is lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from inbox_escalator.intake import quote_heads
from inbox_escalator.intake.closings import Closings
from inbox_escalator.intake.mail import Passage, Zone
from inbox_escalator.intake.zone_words import ABOVE_THIS_LINE, FORWARD_SUBJECTS, MARK_BEGINS

_QUOTE = re.compile(r"[ \t\xa0\ufeff]{0,16}>")
_RULED = re.compile(r"[\s\ufeff\u200b]{0,80}[-_=*#—–─]")
_FIGURED = re.compile(r"[0-9:：]")
"""Heads begin with a rule, or have digits or colons in them; all other lines need no closer look."""
_SIGNED = re.compile(r"[>0-9:：\-_=*#—–─]")
"""A line without any of these is neither quoted nor a head: most lines of most mails."""

LINES = 20_000
"""Lines beyond this are taken as quoted: nobody writes so many."""


def cut(text: str, subject: str = "") -> tuple[Passage, ...]:
    """The passages of `text` in order. `subject` tells a forward from an answer where both look alike (Outlook)."""
    lines = text.split("\n")
    zones = _history(lines[:LINES], subject.lower().startswith(FORWARD_SUBJECTS))
    _below_reply_mark(text, lines, zones)
    Closings(lines, zones).mark()
    _nothing_lost(lines, zones)
    zones += [Zone.QUOTED] * (len(lines) - len(zones))
    return _passages(lines, zones)


def _history(lines: Sequence[str], forward: bool) -> list[Zone]:
    """NEW, QUOTED and FORWARDED, line by line."""
    zones = [Zone.NEW] * len(lines)
    at = 0
    while at < len(lines):
        line = lines[at]
        if not _SIGNED.search(line):
            at += 1
            continue
        if _QUOTE.match(line):
            zones[at] = Zone.QUOTED
        elif _may_be_head(line) and (head := quote_heads.at(lines, at)):
            at = _below(lines, zones, head, forward)
            continue
        at += 1
    if Zone.QUOTED in zones:
        _join_blank(lines, zones)
    return zones


def _may_be_head(line: str) -> bool:
    return bool(_FIGURED.search(line, 0, quote_heads.LINE) or _RULED.match(line))


def _below(lines: Sequence[str], zones: list[Zone], head: quote_heads.Head, forward: bool) -> int:
    """Marks what a head stands over; returns the line to go on with."""
    if head.kind is quote_heads.Kind.ATTRIBUTION:
        for at in range(head.start, head.end):
            zones[at] = Zone.QUOTED
        if head.quoted_by_sign:
            return head.end
        _fill(zones, head.end, Zone.QUOTED)
        return len(lines)
    alone = not any(lines[i].strip() and zones[i] is Zone.NEW for i in range(head.start))
    sent_on = head.kind is quote_heads.Kind.FORWARD or forward or (alone and Zone.QUOTED not in zones[: head.start])
    _fill(zones, head.start, Zone.FORWARDED if sent_on else Zone.QUOTED)
    return len(lines)


def _fill(zones: list[Zone], start: int, zone: Zone) -> None:
    zones[start:] = [zone] * (len(zones) - start)


def _below_reply_mark(text: str, lines: Sequence[str], zones: list[Zone]) -> None:
    """A help desk's line such as `##- Please type your reply above this line -##`: what stands below is its mail."""
    lower = text.lower()
    if not any(mark in lower for mark in ABOVE_THIS_LINE):
        return
    said = False
    for at, zone in enumerate(zones):
        line = lines[at].strip()
        if zone is not Zone.NEW or not line:
            continue
        if not _is_reply_mark(line):
            said = True
        elif said:
            zones[at:] = [Zone.QUOTED if z is Zone.NEW else z for z in zones[at:]]
            return


def _is_reply_mark(line: str) -> bool:
    lower = line[:200].lower()
    if not 0 < len(line) <= 160 or not any(mark in lower for mark in ABOVE_THIS_LINE):
        return False
    return line[0] in "#-=*_—[~" or lower.startswith(MARK_BEGINS)


def _join_blank(lines: Sequence[str], zones: list[Zone]) -> None:
    """A blank line between two quoted ones is quoted."""
    before = Zone.NEW
    gap = 0
    for at, zone in enumerate(zones):
        if zone is Zone.NEW and not lines[at].strip():
            gap += 1
            continue
        if zone is before is Zone.QUOTED:
            zones[at - gap : at] = [Zone.QUOTED] * gap
        before, gap = zone, 0


def _nothing_lost(lines: Sequence[str], zones: list[Zone]) -> None:
    """A mail of nothing but `>` lines quotes nobody that it names: these are its words. One of nothing but a
    signature says just that."""
    if any(z in (Zone.NEW, Zone.FORWARDED) and lines[i].strip() for i, z in enumerate(zones)):
        return
    if all(z in (Zone.QUOTED, Zone.NEW) for z in zones) and all(
        lines[i].lstrip()[:1] == ">" for i, z in enumerate(zones) if lines[i].strip()
    ):
        if not any(quote_heads.at([line.lstrip("> ")], 0) for line in lines[:20]):
            zones[:] = [Zone.NEW] * len(zones)
        return
    if Zone.QUOTED not in zones:
        for at, zone in enumerate(zones):
            if zone is Zone.SIGNATURE:
                zones[at] = Zone.NEW


def _passages(lines: Sequence[str], zones: Sequence[Zone]) -> tuple[Passage, ...]:
    found = []
    for zone, run in groupby(range(len(lines)), key=zones.__getitem__):
        text = "\n".join(lines[i].rstrip() for i in run).strip("\n")
        if text and not text.isspace():
            found.append(Passage(zone, text))
    return tuple(found)
