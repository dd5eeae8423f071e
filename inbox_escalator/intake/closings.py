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
_NAME_LINES = 4
_SPEAKERS = frozenset(
    "i i'm i'll we you your my please ich wir sie bitte je j'ai nous vous yo usted ik wij u eu io noi".split()
)
_CARD_LINES = 6
_REACHED = re.compile(r"\+[0-9]{1,3}[ (-]|^(?:tel|phone|mobile|fax|www\.|https?:)|@[a-z0-9.-]+$", re.I)
_LETTERS = re.compile(r"[^\W\d_]{2,}")
_RULES = "-_—–─"
_AROUND = " ,.!;:*_-–—\t\xa0"
_BEGINNINGS = frozenset(words[:3] for words in (*SIGN_OFFS, *THANKS))
"""A quick look that spares most lines the long one."""


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
            if not line or len(line) > 80 or self._zones[at] is not Zone.NEW:
                continue
            bare = line.strip()
            if not bare or (bare[0] not in _RULES and bare.lstrip(_AROUND)[:3].lower() not in _BEGINNINGS):
                continue
            if not bare.strip(_RULES):
                if self._dashed(at, end, line):
                    return
            elif _is_sign_off(bare):
                self._block(at, at + 1, end)
            elif at > start and _closing_word(bare) in THANKS and self._name_below(at + 1, end):
                self._block(at + 1, at + 1, end)
        self._slash_name(start, end)
        self._card(start, end)

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
        """A closing line and the name, title and address lines below it. Where somebody speaks again below, it was
        perhaps no signature: then only what stands together with the closing line."""
        spoken = body
        count = 0
        while spoken < end and count <= SIGNATURE_LINES and not _speaks(self._lines[spoken]):
            count += bool(self._lines[spoken].strip())
            spoken += 1
        whole = spoken == end or _is_postscript(self._lines[spoken])
        self._set(start, spoken if whole else min(spoken, self._together(body, end)), Zone.SIGNATURE)

    def _name_below(self, start: int, end: int) -> bool:
        """Is the next line that is not blank a name? Below thanks alone there may be more to say."""
        for line in map(str.strip, self._lines[start : min(start + 3, end)]):
            if line:
                words = line.split()
                return len(words) <= 4 and all(w[0].isupper() and w.strip(".,-").isalpha() for w in words)
        return False

    def _together(self, body: int, end: int) -> int:
        """Line after the first few lines below the closing line, up to a blank one."""
        at = body
        while at < end and not self._lines[at].strip() and at < body + 2:
            at += 1
        stop = at
        while stop < min(end, at + _NAME_LINES) and self._lines[stop].strip():
            stop += 1
        return stop

    def _card(self, start: int, end: int) -> None:
        """A last paragraph that is a visiting card, with no word of closing above it."""
        while end > start and not self._lines[end - 1].strip():
            end -= 1
        first = end
        while first > max(start, end - _CARD_LINES - 1) and self._lines[first - 1].strip():
            first -= 1
        if start < first and end - first <= _CARD_LINES and _is_card([x.strip() for x in self._lines[first:end]]):
            self._set(first, end, Zone.SIGNATURE)

    def _slash_name(self, start: int, end: int) -> None:
        """`/John` in the last line, as Scandinavians sign."""
        for at in range(end - 1, start, -1):
            line = self._lines[at].strip()
            if line:
                if line[0] == "/" and line[1:2].isupper() and line[1:].isalpha() and len(line) < 30:
                    self._set(at, end, Zone.SIGNATURE)
                return


def _is_card(lines: list[str]) -> bool:
    """`Ann Lee | Counsel | Acme`, or a name and below it a telephone number or an address."""
    if any(len(line) > 80 or _is_sentence(line) for line in lines):
        return False
    head, bar, _ = lines[0].partition(" | ")
    return _is_name(head) and (bool(bar) or any(_REACHED.search(line) for line in lines[1:]))


def _is_name(line: str) -> bool:
    words = line.split()
    return 2 <= len(words) <= 4 and all(w[0].isupper() and w.strip(".,-").isalpha() for w in words)


def _closing_word(line: str) -> str:
    return line.strip(_AROUND).lower()


def _is_sign_off(line: str) -> bool:
    """`Best regards,`, or `Best regards, Ann Lee`."""
    if not line or line[0] == ">":
        return False
    if _closing_word(line) in SIGN_OFFS:
        return True
    closing, comma, name = line.partition(",")
    words = name.split()
    if not comma or not words or len(words) > 4 or _closing_word(closing) not in SIGN_OFFS:
        return False
    return all(word[0].isupper() for word in words)


def _is_sentence(line: str) -> bool:
    """Some words and a full stop, or many words, or somebody who says I; a line of names and titles is none."""
    line = line.strip()[:400]
    words = _LETTERS.findall(line)
    if len(words) >= 12:
        return True
    if len(words) >= _SENTENCE_WORDS and line[-1] in ".!?…":
        return line.isupper() or sum(word[0].islower() for word in words) >= 2
    return len(words) >= 2 and not _SPEAKERS.isdisjoint(line.lower().split())


def _speaks(line: str) -> bool:
    return bool(line) and (_is_sentence(line) or _is_postscript(line))


def _is_postscript(line: str) -> bool:
    return line.strip()[:5].lower().replace(".", "").startswith(("ps ", "ps:", "pps", "nb:"))
