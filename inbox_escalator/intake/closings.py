"""Signatures among the new words of a mail."""

from __future__ import annotations

import re
from collections.abc import Iterator

from inbox_escalator.intake.footers import mark_footers
from inbox_escalator.intake.mail import Zone
from inbox_escalator.intake.zone_words import SIGN_OFFS, THANKS

SIGNATURE_LINES = 15
"""A signature is not longer; below a line of dashes, what is longer is text."""
_DASHED_LINES = 30
_SENTENCE_WORDS = 4
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_RULES = "-_—–─"


class Closings:
    """Marks in `zones` what closes each run of new lines."""

    def __init__(self, lines: list[str], zones: list[Zone]) -> None:
        self._lines = lines
        self._zones = zones

    def mark(self) -> None:
        for start, end in list(self._runs()):
            end = mark_footers(self._lines, self._zones, start, end)
            self._signature(start, end)

    def _runs(self) -> Iterator[tuple[int, int]]:
        """Each run of new lines, without the blank ones around it."""
        start = -1
        for at, zone in enumerate([*self._zones, Zone.QUOTED]):
            if zone is Zone.NEW:
                start = at if start < 0 else start
            elif start >= 0:
                yield start, at
                start = -1

    def _set(self, start: int, end: int, zone: Zone) -> None:
        for at in range(start, end):
            if self._zones[at] is Zone.NEW:
                self._zones[at] = zone

    def _signature(self, start: int, end: int) -> None:
        for at in range(start, end):
            line = self._lines[at]
            if not line or len(line) > 60:
                continue
            bare = line.strip()
            if line in ("-- ", "--", "--\xa0") or (bare and not bare.strip(_RULES)):
                if self._dashed(at, end, line):
                    return
            elif (said := _closing_word(bare)) and said in SIGN_OFFS:
                self._block(at, at + 1, end)
            elif said in THANKS and at > start:
                self._block(at + 1, at + 1, end)
        self._slash_name(start, end)

    def _dashed(self, at: int, end: int, line: str) -> bool:
        """A line of dashes (RFC 3676, 4.3): what follows to the end is the signature, if it is short."""
        most = _DASHED_LINES if line in ("-- ", "--\xa0") else SIGNATURE_LINES
        if end - at > 4 * most:  # even with blank lines between: and so many dashes in a row cost no more than few
            return False
        below = [n for n in range(at + 1, end) if self._lines[n].strip()]
        if not below or len(below) > most:
            return False
        if line not in ("-- ", "--", "--\xa0") and any(_is_sentence(self._lines[n]) for n in below):
            return False
        self._set(at, end, Zone.SIGNATURE)
        return True

    def _block(self, start: int, body: int, end: int) -> None:
        """A closing line and the name, title and address lines below it, until somebody speaks again."""
        last, count = body, 0
        for at in range(body, end):
            line = self._lines[at].strip()
            if line and (count == SIGNATURE_LINES or _is_sentence(line) or _is_postscript(line)):
                break
            count += bool(line)
            last = at + 1
        self._set(start, last, Zone.SIGNATURE)

    def _slash_name(self, start: int, end: int) -> None:
        """`/John` in the last line, as Scandinavians sign."""
        for at in range(end - 1, start, -1):
            line = self._lines[at].strip()
            if line:
                if line[0] == "/" and line[1:2].isupper() and line[1:].isalpha() and len(line) < 30:
                    self._set(at, end, Zone.SIGNATURE)
                return


def _closing_word(line: str) -> str:
    return line.strip(" ,.!;:*_-–—\t\xa0").lower()


def _is_sentence(line: str) -> bool:
    """Somebody speaks: some words, and a full stop; or many words."""
    line = line.strip()
    words = len(_LETTERS.findall(line[:400]))
    return words >= 12 or (words >= _SENTENCE_WORDS and line[-1:] in ".!?…")


def _is_postscript(line: str) -> bool:
    return line[:5].lower().replace(".", "").startswith(("ps ", "ps:", "pps"))
