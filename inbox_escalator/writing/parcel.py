"""Puts files around a mail that is written: RFC 2046, multipart/mixed; names by RFC 2231."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.parse import quote

_ENDING = '\r\nContent-Type: multipart/alternative;\r\n boundary="'
_TOKEN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789!#$&^_.+-")
_NAME_ROOM = 60
"""Letters of a name in one line; a longer one goes by its RFC 2231 form alone."""


@dataclass(frozen=True, slots=True)
class File:
    """One file as it goes out."""

    name: str
    type: str
    octets: bytes = field(repr=False)


def with_files(raw: str, files: Sequence[File], note: str = "") -> str:
    """The mail of `mime.to_wire` with these files below its words, and `note` as a text below them; the same id.

    ValueError where `raw` is no such mail.
    """
    head, blank, body = raw.partition("\r\n\r\n")
    above, ending, rest = head.partition(_ENDING)
    if not blank or not ending:
        raise ValueError("not a mail of ours: it is no multipart/alternative")
    edge = f"=.files.{rest.partition(chr(34))[0].removeprefix('=_')}"
    words = f"{(ending + rest).lstrip()}\r\n\r\n{body}"
    parts = [words, *map(_part, files), *([_note(note)] if note else [])]
    inside = "".join(f"--{edge}\r\n{part}\r\n" for part in parts)
    return f'{above}\r\nContent-Type: multipart/mixed;\r\n boundary="{edge}"\r\n\r\n{inside}--{edge}--\r\n'


def _part(file: File) -> str:
    wire = _base64(file.octets)
    named = "".join(f";\r\n {parameter}" for parameter in _names(file.name))
    heads = f"Content-Type: {_type(file.type)}\r\nContent-Transfer-Encoding: base64\r\n"
    return f"{heads}Content-Disposition: attachment{named}\r\n\r\n{wire}"


def _note(words: str) -> str:
    wire = _base64(words.encode("utf-8", "replace"))
    return f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n{wire}"


def _base64(octets: bytes) -> str:
    return base64.encodebytes(octets).decode("ascii").replace("\n", "\r\n").removesuffix("\r\n")


def _type(media: str) -> str:
    """What may stand behind Content-Type; a message or a container cannot be base64 (RFC 2046, 5.2.1)."""
    kind, slash, sub = media.partition("/")
    good = slash and kind and sub and _TOKEN.issuperset(kind + sub) and len(media) <= 80
    return media if good and kind not in ("message", "multipart") else "application/octet-stream"


def _names(name: str) -> list[str]:
    """The name for old programs, where it can be had in ASCII, and in UTF-8, in pieces of one line each."""
    name = name or "file"
    plain = name.isascii() and name.isprintable() and not set(name) & set('"\\') and len(name) <= _NAME_ROOM
    if plain:
        return [f'filename="{name}"']
    wire = quote(name.encode("utf-8", "replace"), safe="")
    pieces = _pieces(wire)
    if len(pieces) == 1:
        return [f"filename*=utf-8''{wire}"]
    return [f"filename*{n}*={chr(39).join(('utf-8', '', '')) if n == 0 else ''}{p}" for n, p in enumerate(pieces)]


def _pieces(wire: str) -> list[str]:
    """Cut between the letters of a percent-encoded name, never within `%C3`."""
    pieces = []
    while wire:
        end = _NAME_ROOM
        if "%" in wire[end - 2 : end]:
            end = wire.index("%", end - 2)
        pieces.append(wire[:end])
        wire = wire[end:]
    return pieces
