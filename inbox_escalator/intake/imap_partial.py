"""A message over the size limit: its headers and the first text part, put together as a message of that one part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

HEADER_BYTES = 131_072
TEXT_BYTES = 262_144
"""Read of the first text part; a multiple of 4, so that base64 ends at a whole group."""

_DEPTH = 20


@dataclass(frozen=True, slots=True)
class TextPart:
    """Where the text stands: the section number of FETCH (RFC 3501, section 6.4.5), '' for the whole body."""

    section: str
    subtype: str


def first_text(structure: object) -> TextPart | None:
    """The first text/plain of a BODYSTRUCTURE as imapclient parses it, else the first text/*, else None."""
    found = list(_texts(structure, "", 0))
    return next((part for part in found if part.subtype == "plain"), found[0] if found else None)


def assemble(header: bytes, mime: bytes, text: bytes) -> bytes:
    """The message's own header, with the Content-* fields of the part in place of its own, and the part's text."""
    own = [field for field in _fields(header) if not field.lower().startswith((b"content-", b"mime-version:"))]
    of_part = [field for field in _fields(mime) if field.lower().startswith(b"content-")]
    return b"".join((*own, b"MIME-Version: 1.0\r\n", *of_part, b"\r\n", text))


def _texts(node: object, section: str, depth: int) -> Iterator[TextPart]:
    if not isinstance(node, Sequence) or not node or depth > _DEPTH:
        return
    if isinstance(node[0], list):
        for number, child in enumerate(node[0], 1):
            yield from _texts(child, f"{section}.{number}" if section else str(number), depth + 1)
    elif _word(node[0]) == "text" and not _is_file(node):
        yield TextPart(section, _word(node[1]) if len(node) > 1 else "")


def _is_file(node: Sequence[object]) -> bool:
    """Whether the part says that it is an attachment: body-fld-dsp, after the MD5 of a text part (RFC 3501, 7.4.2)."""
    disposition = node[9] if len(node) > 9 else None
    return isinstance(disposition, tuple) and bool(disposition) and _word(disposition[0]) == "attachment"


def _word(value: object) -> str:
    return value.decode("ascii", "replace").lower() if isinstance(value, bytes) else ""


def _fields(header: bytes) -> Iterator[bytes]:
    """Header fields with their folded lines, each ended by CRLF; stops at the empty line.

    Only LF ends a line: a lone CR inside a value must not become a field of its own.
    """
    gathered: list[bytes] = []
    for line in header.split(b"\n"):
        bare = line.rstrip(b"\r")
        if not bare:
            break
        if bare[:1] not in (b" ", b"\t") and gathered:
            yield b"".join(gathered)
            gathered = []
        gathered.append(bare + b"\r\n")
    if gathered:
        yield b"".join(gathered)
