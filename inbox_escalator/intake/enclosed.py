"""The bytes of files that were named before, out of a message as it lies in the mailbox."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from email.message import Message

from inbox_escalator.intake.bounds import Limits, bound
from inbox_escalator.intake.leaf import leaf
from inbox_escalator.intake.mail import Attachment
from inbox_escalator.intake.tree import tree

SLACK = 2
"""Bytes by which a size may differ: the line end before a boundary is counted by some (RFC 2046, 5.1.1)."""


def files_in(raw: bytes, wanted: Sequence[Attachment], limits: Limits | None = None) -> dict[Attachment, bytes]:
    """Those of `wanted` that lie in the message, decoded: known by their hash, else by name, type and size.

    b'' or a message that cannot be parsed holds nothing. Nothing raises; linear in the size of `raw`.
    """
    limits = limits or Limits()
    whole = replace(limits, bulk_bytes=len(raw))  # nothing is taken out before parsing, so all of it is to be judged
    if raw.count(b"\n--") > limits.parts or not bound(raw, whole).parsable:
        return {}
    try:
        message = tree(raw)
    except Exception:  # whatever a parser may raise on hostile bytes
        return {}
    found: dict[Attachment, bytes] = {}
    for part in _leaves(message, limits.depth):
        this = leaf(part)
        octets = this.octets
        file = _which(wanted, this.name, this.media, octets)
        if file is not None:
            found.setdefault(file, octets)
    return found


def _leaves(message: Message, depth: int) -> Iterator[Message]:
    children = message.get_payload()
    if not isinstance(children, list):
        yield message
    elif depth and message.get_content_maintype() == "multipart":
        for child in children:
            if isinstance(child, Message):
                yield from _leaves(child, depth - 1)


def _which(wanted: Sequence[Attachment], name: str, media: str, octets: bytes) -> Attachment | None:
    digest = hashlib.sha256(octets).hexdigest()
    for file in wanted:
        alike = file.name == name and file.type == media and abs(file.size - len(octets)) <= SLACK
        if file.sha256 == digest or alike:
            return file
    return None
