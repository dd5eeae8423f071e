"""Bytes to text, whatever the sender says about them."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache

_SUPERSETS = {
    # What senders mean who say the older, smaller name.
    "us-ascii": "utf-8", "ascii": "utf-8", "ansi_x3.4-1968": "utf-8", "unknown-8bit": "utf-8", "8bit": "utf-8",
    "iso-8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "iso8859-1": "cp1252", "iso_8859-1": "cp1252",
    "gb2312": "gb18030", "gbk": "gb18030", "x-gbk": "gb18030", "shift_jis": "cp932", "shift-jis": "cp932",
    "x-sjis": "cp932", "sjis": "cp932", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "cp-850": "cp850",
    "iso-8859-8-i": "iso-8859-8", "iso-8859-9": "cp1254", "windows-874": "cp874", "tis-620": "cp874",
    "big5": "big5hkscs", "unicode-1-1-utf-7": "utf-7", "x-mac-roman": "mac-roman", "macintosh": "mac-roman",
}  # fmt: skip
_NO_CHARSETS = frozenset(("unicode_escape", "raw_unicode_escape", "idna", "punycode", "undefined", "mbcs", "oem"))
"""Codecs of Python that no mail is written in, some of which do harm."""
_NOT_LIKE_ASCII = ("utf-16", "utf-32", "utf-7", "iso2022", "iso-2022", "hz", "cp037", "cp500", "cp1140")

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_CONTROL_BYTES = bytes((*range(9), 11, 12, *range(14, 32), 127))


@lru_cache(maxsize=256)
def _codec(charset: str) -> str:
    """Name of the codec for a declared charset; '' where there is none to be used."""
    name = charset.strip().strip("\"'").lower()
    name = _SUPERSETS.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    return info.name if info._is_text_encoding and info.name not in _NO_CHARSETS else ""


@lru_cache(maxsize=256)
def like_ascii(charset: str) -> bool:
    """Are ASCII bytes themselves in this charset? Not where nobody knows it."""
    codec = _codec(charset[:80]) if charset else "ascii"
    return bool(codec) and not codec.startswith(_NOT_LIKE_ASCII)


def decoded(octets: bytes, charset: str) -> str:
    """The text of `octets`: by the declared charset, else UTF-8, else windows-1252; never raises, and carries no
    control characters but tab and line end, and no lone surrogates."""
    if octets.isascii() and not _codec(charset[:80]).startswith(_NOT_LIKE_ASCII):
        return octets.translate(None, _CONTROL_BYTES).decode("ascii")
    declared = _codec(charset[:80])
    first, second = ("utf-8", declared) if _has_letters_for_all(declared) else (declared, "utf-8")
    for codec in filter(None, (first, second)):
        try:
            return _CONTROL.sub("", octets.decode(codec))
        except ValueError:
            continue
    return _CONTROL.sub("", _mostly(octets, declared))


def _has_letters_for_all(codec: str) -> bool:
    """Single-byte charsets read any bytes. What is valid UTF-8 by all its bytes is hardly ever meant as theirs."""
    return codec.startswith(("cp125", "iso8859", "koi8", "mac-", "cp850", "cp437"))


def _mostly(octets: bytes, codec: str) -> str:
    """A few wrong bytes in a text of many: keep the many."""
    if codec not in ("", "utf-8", "ascii"):
        return octets.decode(codec, "replace")
    text = octets.decode("utf-8", "replace")
    wrong = text.count("\ufffd")
    return text if wrong * 4 < sum(map(_above_ascii, text)) else octets.decode("cp1252", "replace")


def _above_ascii(letter: str) -> bool:
    return letter > "\x7f"
