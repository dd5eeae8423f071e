"""What can still be had of a message that no parser may, or can, read: its headers line by line, its text flat."""

from __future__ import annotations

import re
from email.message import Message

from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.bulk import header_end
from inbox_escalator.intake.leaf import leaf
from inbox_escalator.intake.parts import Gathered, Words

_FIELD = re.compile(r"([!-9;-~]{1,200}):(.*)", re.S)
_FOLD = re.compile(r"\r?\n(?=[^ \t])")
_SECTIONS = 200


def raw_parts(raw: bytes, limits: Limits) -> tuple[Message, Gathered]:
    """The headers as a Message without a body, and the text of every section that says it is text."""
    head, body = _split(raw)
    message = _message(head, limits)
    found = Gathered()
    sections = re.split(rb"\r?\n--[^\r\n]{1,200}(?:\r?\n|$)", body, maxsplit=_SECTIONS) if b"\n--" in body else [body]
    _add(found, message, sections[0], limits)
    left = limits.text_chars
    for section in sections[1:]:
        inner, text = _split(section)
        left -= len(text)
        if left < 0:
            break
        _add(found, _message(inner, limits), text, limits)
    return message, found


def _split(section: bytes) -> tuple[bytes, bytes]:
    end, start = header_end(section)
    return section[:end], section[start:]


def _message(head: bytes, limits: Limits) -> Message:
    message = Message()
    text = head[: limits.header_bytes].decode("ascii", "surrogateescape")
    for line in _FOLD.split(text)[: limits.header_lines]:
        if field := _FIELD.match(line):
            message.set_raw(field[1], field[2].strip())
    return message


def _add(found: Gathered, message: Message, body: bytes, limits: Limits) -> None:
    message.set_payload(body[: limits.text_chars].decode("ascii", "surrogateescape"))
    this = leaf(message)
    words = this.media.startswith(("text/", "multipart/", "message/")) and this.disposition != "attachment"
    if words and (text := this.text).strip():
        found.words.append(Words(text, this.media == "text/html"))
        found.bodies.append(text)
