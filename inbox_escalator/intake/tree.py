"""The tree of parts of a message, as the standard library's parser makes it, at a fifth of its price.

A well-formed message is cut at its boundaries. Whatever is not plainly so (an attached message, a header line that is
none, a boundary that is missing or doubled, a lone carriage return) goes to the standard library, defects and all;
tests/intake/test_tree.py holds both to the same tree.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email.message import Message

_DEPTH = 20
"""Containers in containers; deeper ones are the standard library's."""
_CONTAINER = re.compile(r"\s*(multipart|message)/[^/;]*(?:;|\Z)", re.IGNORECASE)
_USUAL_BOUNDARY = re.compile(r'\s*multipart/[a-z]+;\s*boundary="([^"\\]{1,200})"\s*', re.IGNORECASE)
_UNWRAPPED = ("", "7bit", "8bit", "binary")
"""Transfer encodings that a container may have (RFC 2045, section 6.4)."""


class _UnusualError(Exception):
    """Not for the short way."""


def tree(raw: bytes) -> Message:
    """Equal to `email.message_from_bytes(raw)`, but for what stands before the first boundary and behind the last."""
    text = raw.decode("ascii", "surrogateescape")
    if text.count("\r") == text.count("\r\n"):
        try:
            return _entity(text, 0)
        except _UnusualError:
            pass
    return email.message_from_bytes(raw)


def header(head: bytes) -> Message | None:
    """The header block alone, without its blank line, as `tree` reads it; None where the standard library is needed."""
    text, message = head.decode("ascii", "surrogateescape") + "\n\n", Message()
    try:
        _headers(message, text)
    except _UnusualError:
        return None
    return message if text.count("\r") == text.count("\r\n") else None


def _entity(text: str, depth: int) -> Message:
    message = Message()
    body = _headers(message, text)
    given = message.get("content-type", "")
    if not isinstance(given, str):  # 8-bit letters stand in it
        raise _UnusualError
    if not (container := _CONTAINER.match(given)):
        message.set_payload(text[body:])
        return message
    unwrapped = str(message.get("content-transfer-encoding", "")).lower() in _UNWRAPPED
    if container[1].lower() == "message" or "digest" in given or depth == _DEPTH or not unwrapped:
        raise _UnusualError
    message.set_payload([_entity(part, depth + 1) for part in _parts(text, body, _boundary(message, given))])
    return message


def _headers(message: Message, text: str) -> int:
    """Sets the headers; returns where the body begins."""
    if text.startswith(("\n", "\r\n")):
        return text.index("\n") + 1
    ends = [(at, at + len(blank)) for blank in ("\n\n", "\n\r\n") if (at := text.find(blank)) >= 0]
    if not ends:
        raise _UnusualError
    end, body = min(ends)
    name, value = "", ""
    for line in text[:end].split("\n"):
        if name and line[:1] in (" ", "\t"):
            value += f"\n{line}"
            continue
        if name:
            message.set_raw(name, value.rstrip("\r\n"))
        name, colon, value = line.partition(":")
        if not colon or not name or " " in name or not name.isascii() or not name.isprintable():
            raise _UnusualError
        value = value.lstrip(" \t")
    message.set_raw(name, value.rstrip("\r\n"))
    return body


def _boundary(message: Message, given: str) -> str:
    usual = _USUAL_BOUNDARY.fullmatch(given)
    boundary = usual[1].rstrip() if usual else message.get_boundary()
    if not boundary:
        raise _UnusualError
    return boundary


def _parts(text: str, start: int, boundary: str) -> Iterator[str]:
    """What stands between the boundaries, without the line end before each: it belongs to the boundary."""
    begun = -1
    for at, after, last in _boundaries(text, start, f"--{boundary}"):
        if begun >= 0:
            part = text[begun:at].removesuffix("\n").removesuffix("\r")
            if not part:
                raise _UnusualError
            yield part
        elif last:
            raise _UnusualError
        if last:
            return
        begun = after
    raise _UnusualError


def _boundaries(text: str, start: int, line: str) -> Iterator[tuple[int, int, bool]]:
    """Where each boundary begins, where the line after it begins, and whether it is the last."""
    at = start if text.startswith(line, start) else text.find(f"\n{line}", start) + 1
    while at > 0:
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        rest = text[at + len(line) : end].rstrip("\r").rstrip(" \t")
        if rest in ("", "--"):
            yield at, end + 1, rest == "--"
        at = text.find(f"\n{line}", end) + 1
