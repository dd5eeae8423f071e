"""One passage made ready for the rules: folded letter by letter, so that every place in it is a place in the original.

Folding keeps the length: `Anwälte` becomes `anwalte`, `’` becomes `'`. Only what has to change the length (spelt-out
words, letters made of digits, typing errors) goes through `respelt`, which remembers where each piece came from.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass

import re2

SENTENCE_END = 0
"""Byte that stands for an empty line: no phrase reaches across it."""
ANGRY_FACE = "\x01"
HAPPY_FACE = "\x02"
_INVISIBLE = "\x03"
_KEPT = {"£": "£", "€": "¤", "¥": "¥", "₹": "¦", "…": ".", "¡": " ", "¿": " "}
"""Latin-1 stands in for the signs that the amounts need; the rest of a folded text is ASCII."""
_LIKE = dict(zip("аеорсхуікмтв’‘´`ʼ′“”„«»–—−øœæłđıþ", "aeopcxyikmtb''''''\"\"\"\"\"---ooaldit", strict=True))
_ANGRY = frozenset("😠😡🤬👿💢😤🖕")
_HAPPY = frozenset("🙂😊😀😃😄👍🙏🎉❤😍😁👏")
_MOST_LETTERS = 20_000
"""More different letters than any honest mailbox holds are not remembered."""


class _Folding(dict[int, str]):
    """Letter → its folded letter, always exactly one; learned as letters are met."""

    def __missing__(self, point: int) -> str:
        folded = _fold(chr(point))
        if len(self) < _MOST_LETTERS:
            self[point] = folded
        return folded


def _fold(letter: str) -> str:
    if letter in _KEPT:
        return _KEPT[letter]
    if letter in _ANGRY:
        return ANGRY_FACE
    if letter in _HAPPY:
        return HAPPY_FACE
    plain = unicodedata.normalize("NFKD", letter).lower()[:1] or " "
    plain = "s" if letter == "ß" else _LIKE.get(plain, plain)
    if plain.isascii():
        return plain if plain.isprintable() else " "
    if unicodedata.category(letter) in ("Cf", "Mn", "Me"):
        return _INVISIBLE
    digit = unicodedata.digit(letter, None)
    return " " if digit is None else str(digit)


_FOLDING = _Folding({point: chr(point) for point in range(32, 127)} | {10: "\n", 9: " ", 13: " "})
_FOLDING.update({ord(c): " " for c in "_*"} | {ord("`"): "'"} | dict.fromkeys(range(9), " "))


def latin(pattern: str) -> re2._Regexp:
    """A linear-time expression over folded bytes; re2.error where it is none."""
    return re2.compile(pattern.encode("latin-1"), _OPTIONS)


def options() -> re2.Options:
    """What all our expressions share: folded bytes in, no captures, bounded memory, silence on the terminal."""
    chosen = re2.Options()
    chosen.encoding = re2.Options.Encoding.LATIN1
    chosen.log_errors = False
    chosen.never_capture = True
    return chosen


_OPTIONS = options()
WORD = re.compile(rb"[a-z0-9]+(?:'[a-z]+)?")
"""The standard library's engine, which is quicker at many short hits; this pattern never looks back."""
WORDS_APART = bytes(byte if chr(byte) in "abcdefghijklmnopqrstuvwxyz0123456789'" else 32 for byte in range(256))
"""For `bytes.translate`: only words and apostrophes stay."""
_STRAY = re.compile(rb"'(?:(?<![a-z0-9]')|(?![a-z]))")
"""An apostrophe that is no part of a word."""
_RUN_ON = re.compile(rb"'(?<=[a-z0-9]')[a-z]+['0-9]")
"""One behind which a second word begins without a space."""
_SPELT_OUT = latin(r"\b[a-z0-9](?:[ .\-/~,]{1,2}[a-z0-9]){2,40}\b")
_LEET = latin(r"[a-z]+[0134578@$|][a-z0-9@$!|]+|[0134578@$|]+[a-z][a-z0-9@$!|]+")
_LIKE_LETTERS = b"0134578@$|"
_LEET_LETTERS = bytes.maketrans(b"0134578@$!|", b"oieastbasil")
_SPELT_SIGNS = b" .-/~,"


@dataclass(frozen=True, slots=True)
class Edit:
    """Bytes `start` to `end` of a folded text read as `words`."""

    start: int
    end: int
    words: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """A passage, folded. `places` and `origins` are empty while every place is still where it was."""

    original: str
    folded: bytes
    places: tuple[int, ...] = ()
    origins: tuple[int, ...] = ()

    def quote(self, start: int, end: int) -> str:
        """The customer's exact words between two places of the folded text, on one line."""
        return " ".join(self.original[self.origin(start) : self.origin(end, at_end=True)].split())

    def origin(self, place: int, *, at_end: bool = False) -> int:
        """Where this place of the folded text stands in the original."""
        if not self.places:
            return place
        i = bisect_right(self.places, place - at_end) - 1
        origin = self.origins[i] + place - self.places[i]
        if i + 1 == len(self.origins):
            return origin
        # A respelt word has more or fewer letters than the original: its end is where the next piece begins.
        return self.origins[i + 1] if at_end and place == self.places[i + 1] else min(origin, self.origins[i + 1])

    def respelt(self, edits: Sequence[Edit]) -> Reading:
        """The same passage with these pieces read otherwise; edits in order, not overlapping."""
        if not edits:
            return self
        out, places, origins, done = [], [0], [0], 0
        length = 0
        for edit in edits:
            if edit.start < done:
                continue
            out += [self.folded[done : edit.start], edit.words]
            length += edit.start - done
            places += [length, length + len(edit.words)]
            origins += [self.origin(edit.start), self.origin(edit.end, at_end=True)]
            length += len(edit.words)
            done = edit.end
        out.append(self.folded[done:])
        return Reading(self.original, b"".join(out), tuple(places), tuple(origins))


_SHORT_FORMS = (
    "approx|appr|ca|no|nr|num|mr|mrs|ms|dr|vs|inc|ltd|acct|amt|mme|sra|bzw|tel|evtl|ggf|inkl|zzgl|bspw|hr|str|std"
    "|dhr|mevr|mw|drs|bijv|evt|incl|excl|resp"
)
_SHORT = re.compile(rf"\b(?:{_SHORT_FORMS})\.(?= )".encode())
"""Short forms whose dot ends no sentence."""
_LINK = re.compile(rb"\b(?:https?://|www\.)[^\s<>\"\0]*[^\s<>\"\0.,;:!?)\]']")
"""An address of the web: its words are names, and tell nothing of the customer."""
_BEFORE_DAY = "am|vom|zum|bis|ab|dem|den|der|seit|und|des|im|jeden|je"
_ORDINAL = re.compile(rf"\b(?:{_BEFORE_DAY}) [0-9]{{1,2}}\.(?= [a-z0-9])".encode())
"""A German day: `am 15. abgebucht`, `zum 3. und 17. April`."""
_DOTTED = latin(rf"\b(?:{_SHORT_FORMS}|(?:{_BEFORE_DAY}) [0-9]{{1,2}})\. ")
"""Either of them: most mails have none, and this engine says so sooner."""
_MONTHS = ("Jan", "Jän", "Feb", "Mär", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov", "Dez")


_ASCII_FOLDING = bytes(ord(_FOLDING[ord(chr(point).lower())]) for point in range(128)) + bytes(128)


def composed(text: str) -> str:
    """Each letter in one piece (NFC), so that folding keeps the length."""
    return text if text.isascii() else unicodedata.normalize("NFC", text).replace("İ", "I")


def read(text: str) -> Reading:
    """Fold a passage. Linear; any text will do."""
    if text.isascii():
        folded = text.encode("ascii").translate(_ASCII_FOLDING)
    else:
        text = composed(text)
        folded = text.lower().translate(_FOLDING).encode("latin-1")
    if b"\n" in folded:
        # An empty line ends a sentence; a single line break is only where the mail program wrapped.
        folded = folded.replace(b"\n \n", b"\0\0\0").replace(b"\n\n", b"\0\0").replace(b"\n", b" ")
    if b"://" in folded or b"www." in folded:
        folded = _LINK.sub(lambda link: b"~" * len(link.group()), folded)
    if b"." in folded and _DOTTED.search(folded):
        folded = _ORDINAL.sub(lambda day: _day(day, text), _SHORT.sub(_without_dot, folded))
    reading = Reading(text, folded)
    return reading if _INVISIBLE.encode() not in folded else _without_invisible(reading)


def _day(day: re.Match[bytes], text: str) -> bytes:
    """Without its dot where the sentence goes on: none begins with a small letter, or with a month after its day."""
    on = text[day.end() + 1 : day.end() + 4]
    return _without_dot(day) if not on[:1].isupper() or on in _MONTHS else day.group()


def _without_dot(short: re.Match[bytes]) -> bytes:
    return short.group()[:-1] + b" "


def _without_invisible(reading: Reading) -> Reading:
    places = (i for i, byte in enumerate(reading.folded) if byte == ord(_INVISIBLE))
    return reading.respelt([Edit(i, i + 1, b"") for i in places])


def words(reading: Reading) -> list[bytes]:
    """The words of a folded text, in order: those of `WORD`, four times as quick."""
    text = reading.folded
    if b"'" in text:
        if _RUN_ON.search(text):
            return WORD.findall(text)
        text = _STRAY.sub(b" ", text)
    return text.translate(WORDS_APART).split()


def placed(reading: Reading) -> Iterator[tuple[int, int, bytes]]:
    """The words with their places."""
    return ((m.start(), m.end(), m.group()) for m in WORD.finditer(reading.folded))


_SINGLE = frozenset(bytes((letter,)) for letter in b"abcdefghijklmnopqrstuvwxyz0123456789")
_FEWEST_SINGLE = 3
"""Different letters that stand alone in the shortest word that is spelt out."""


def disguised(folded: bytes, known: frozenset[bytes], said: Set[bytes]) -> list[Edit]:
    """`l.a.w.y.e.r`, `s u i t`, `l4wyer`: what the disguise hides, where it hides one of the `known` words.
    `said`: the words of the text."""
    edits: list[Edit] = []
    if len(_SINGLE & said) >= _FEWEST_SINGLE:
        edits += [edit for m in _SPELT_OUT.finditer(folded) if (edit := _spelt_out(m.start(), m.group(), known))]
    if len(folded.translate(None, _LIKE_LETTERS)) == len(folded):
        return edits
    for m in _LEET.finditer(folded):
        word = m.group()
        plain = word.translate(_LEET_LETTERS)
        if plain != word and plain in known and word not in known:
            edits.append(Edit(m.start(), m.end(), plain))
    return sorted(edits, key=lambda e: e.start)


def _spelt_out(start: int, run: bytes, known: frozenset[bytes]) -> Edit | None:
    """The longest known word at the end of a run of single letters (`is a s u i t` ends in `suit`)."""
    places = [i for i, byte in enumerate(run) if byte not in _SPELT_SIGNS]
    letters = bytes(run[i] for i in places)
    for skipped in range(min(len(letters) - 2, 8)):
        if letters[skipped:].translate(_LEET_LETTERS) in known:
            return Edit(start + places[skipped], start + len(run), letters[skipped:].translate(_LEET_LETTERS))
    return None
