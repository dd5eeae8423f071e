"""Makes foreign words inert before they are written into a mail: no controls, nothing hidden, nothing reversed."""

from __future__ import annotations

import re

ELLIPSIS = "…"

_ASCII = dict.fromkeys((*range(0x09), *range(0x0E, 0x20), 0x7F)) | {0x0B: "\n", 0x0C: "\n", 0x0D: "\n"}

_LINE_ENDS = re.compile("\r\n|[\r\v\f\x85\u2028\u2029]")

# Controls; what turns the direction of writing; what is invisible; private use (our own placeholders live there);
# lone surrogates; tags. The joiners U+200C and U+200D stay: Persian and many emoji are written with them.
_INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\U000e0000-\U0010ffff]"
)

_NAME = re.compile(r"[^\W\d_]+(?:['’.-]{1,2}[^\W\d_]+)*\.?", re.UNICODE)


def clean(words: str) -> str:
    """Lines of visible characters, ended by `\\n`."""
    if words.isascii():
        return words if words.isprintable() else words.replace("\r\n", "\n").translate(_ASCII)
    return _INVISIBLE.sub("", _LINE_ENDS.sub("\n", words))


def one_line(words: str) -> str:
    """All of it on one line, every run of white space as one space."""
    return " ".join(clean(words).split())


def inert(line: str) -> str:
    """One line with its blanks as they are, for a terminal."""
    return clean(line).replace("\n", " ").replace("\t", " ")


def short(words: str, letters: int) -> str:
    """At most that many letters, cut between words where there is a gap near the end, and marked by an ellipsis."""
    if len(words) <= letters:
        return words
    cut = words[: letters - 1]
    gap = cut.rfind(" ")
    return (cut[:gap] if gap > letters * 2 // 3 else cut).rstrip(" .,;:-") + ELLIPSIS


def personal_name(said: str) -> str:
    """The name to greet with; '' where it is none.

    A mail that we send by ourselves must not carry words that a stranger chose for its reader, so only what is built
    like a name passes: one to four words of letters, 40 letters at most. `Roe, Jane` becomes `Jane Roe`.
    """
    said = one_line(said).strip("\"' ")
    if said.count(",") == 1:
        family, _, given = said.partition(",")
        said = f"{given.strip()} {family.strip()}"
    parts = said.split(" ")
    fits = len(said) <= 40 and len(parts) <= 4 and all(_NAME.fullmatch(p) and _no_domain(p) for p in parts)
    return said if fits else ""


def _no_domain(part: str) -> bool:
    """`J.R.` and `St.` are parts of a name, `evil.example` is an address."""
    pieces = part.rstrip(".").split(".")
    return all(len(p) <= 2 for p in pieces) if len(pieces) > 1 else True
