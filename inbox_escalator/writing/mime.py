"""The bytes of a mail, built by hand.

The standard library's `EmailMessage` takes 1.4 ms for such a mail, which is more than all the rest of a message's way
through the house. What we write is always of one shape: a few headers, and a text and an HTML part as alternatives.
"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LINE = 76
"""Longest line that we write, without its end; only a single id that is longer itself may exceed it."""

_ENCODED_ROOM = 39
"""Bytes in one encoded word: `=?utf-8?B?` + 52 letters + `?=` is 64, so that one fits behind every header's name."""

_ATOMS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789!#$%&'*+-/^_`{|}~ ")


@dataclass(frozen=True, slots=True)
class Letter:
    """Everything that a mail of ours consists of. Values may hold anything: what is no header text is encoded."""

    message_id: str
    """With angle brackets."""
    date: str
    """As it stands in the header."""
    subject: str
    sender: tuple[str, str]
    """Name and address."""
    to: tuple[str, str]
    text: str
    html: str
    reply_to: str = ""
    in_reply_to: str = ""
    references: tuple[str, ...] = ()
    extra: tuple[tuple[str, str], ...] = ()
    """Further headers, ours alone: ASCII, short."""


def to_wire(letter: Letter) -> str:
    """RFC 5322 with MIME, ASCII only, CRLF; the same letter gives the same string."""
    boundary = f"=_{letter.message_id[1:].partition('@')[0]}"
    parts = "".join(
        f"--{boundary}\r\n{_part(kind, words)}\r\n" for kind, words in (("plain", letter.text), ("html", letter.html))
    )
    headers = "".join(f"{line}\r\n" for line in _headers(letter, boundary))
    return f"{headers}\r\n{parts}--{boundary}--\r\n"


def _headers(letter: Letter, boundary: str) -> Iterator[str]:
    yield f"Date: {letter.date}"
    yield _addressed("From", *letter.sender)
    yield _addressed("To", *letter.to)
    if letter.reply_to:
        yield _addressed("Reply-To", letter.sender[0], letter.reply_to)
    yield _text_header("Subject", letter.subject)
    yield f"Message-ID: {letter.message_id}"
    if letter.in_reply_to:
        yield f"In-Reply-To: {letter.in_reply_to}"
    if letter.references:
        yield _folded("References", letter.references)
    yield from (f"{name}: {value}" for name, value in letter.extra)
    yield "MIME-Version: 1.0"
    yield f'Content-Type: multipart/alternative;\r\n boundary="{boundary}"'


def _text_header(name: str, value: str) -> str:
    """Unstructured text: folded as it is, or as encoded words."""
    words = value.split(" ")
    if value.isascii() and value.isprintable() and "=?" not in value and max(map(len, words)) < LINE - len(name) - 2:
        return _folded(name, words)
    return _folded(name, encoded_words(value))


@lru_cache(256)
def _addressed(name: str, shown: str, address: str) -> str:
    if not deliverable(address):
        return f"{name}: undisclosed-recipients:;"
    return _folded(name, (*_phrase(shown), f"<{_ascii_domain(address)}>"))


def _phrase(shown: str) -> tuple[str, ...]:
    """A display name (RFC 5322, section 3.2.5): atoms, a quoted string, or encoded words."""
    if not shown or not shown.isascii() or not shown.isprintable() or "=?" in shown or len(shown) > 60:
        return encoded_words(shown[:120])
    if _ATOMS.issuperset(shown):
        return tuple(shown.split())
    quoted = shown.replace("\\", "\\\\").replace('"', '\\"')
    return (f'"{quoted}"',)


def _folded(name: str, words: tuple[str, ...] | list[str]) -> str:
    """Words with a space between, a new line before the one that would be too long."""
    lines, line = [], f"{name}:"
    for word in words:
        if len(line) + 1 + len(word) > LINE and not line.endswith(":"):
            lines.append(line)
            line = ""
        line += f" {word}"
    return "\r\n".join((*lines, line))


def encoded_words(value: str) -> tuple[str, ...]:
    """RFC 2047 in UTF-8 and base64, cut between characters; lone surrogates become U+FFFD."""
    found, room = [], b""
    for character in value:
        more = character.encode("utf-8", "replace")
        if len(room) + len(more) > _ENCODED_ROOM:
            found.append(room)
            room = b""
        room += more
    if room:
        found.append(room)
    return tuple(f"=?utf-8?B?{base64.b64encode(chunk).decode()}?=" for chunk in found)


def deliverable(address: str) -> bool:
    """`local@domain` that may stand in a header: nothing in it can end the line or begin another address."""
    local, at, domain = address.rpartition("@")
    plain = all("!" <= letter <= "~" and letter not in '<>()[]\\,;:"@' for letter in local)
    return bool(at and local and domain) and plain and len(address) <= 254 and _ascii_domain(address) != ""


def _ascii_domain(address: str) -> str:
    """The address with its domain in the letters of the wire (IDNA); '' where that cannot be."""
    local, _, domain = address.rpartition("@")
    try:
        wire = domain if domain.isascii() else domain.encode("idna").decode()
    except UnicodeError:
        return ""
    fits = all(letter.isalnum() or letter in "-._[]:" for letter in wire)
    return f"{local}@{wire}" if wire and fits else ""


def _part(kind: str, words: str) -> str:
    encoding, body = _encoded(words.rstrip("\n") + "\n")
    return f"Content-Type: text/{kind}; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n{body}"


def _encoded(words: str) -> tuple[str, str]:
    """The mildest encoding that carries it in short ASCII lines (RFC 2045, section 6)."""
    lines = words.split("\n")
    if words.isascii() and max(map(len, lines)) <= LINE:
        return "7bit", "\r\n".join(lines)
    wire = "\r\n".join(lines).encode("utf-8", "replace")
    if len(wire) > 1.4 * len(words):
        return "base64", base64.encodebytes(wire).decode().replace("\n", "\r\n")
    return "quoted-printable", binascii.b2a_qp(wire, istext=True).decode()
