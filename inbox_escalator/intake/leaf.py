"""One MIME part: what its header says, and its bytes decoded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from email.message import Message

from inbox_escalator.intake.charset import decoded, like_ascii
from inbox_escalator.intake.file_name import file_name, parameter_of
from inbox_escalator.intake.header import repaired
from inbox_escalator.intake.transfer import unwrapped

HEADER_CHARS = 4096
"""A header value of a part is read up to here."""

_USUAL_TYPE = re.compile(r'\s*([\w.+-]+/[\w.+-]+)\s*(?:;\s*charset="?([\w.:-]+)"?)?\s*;?\s*', re.ASCII)
_MEDIA = re.compile(r"\s*([\w.+-]+)\s*/\s*([\w.+-]+)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Leaf:
    """The header of a part, read once; its body is decoded when asked for."""

    part: Message
    media: str
    """Media type, lower case; `text/plain` where none is given (RFC 2045, 5.2)."""
    charset: str
    disposition: str
    """`attachment`, `inline`, or ''."""
    name: str
    """Safe file name, or ''."""
    encoding: str

    @property
    def octets(self) -> bytes:
        """The body without its transfer encoding (RFC 2045, 6)."""
        try:
            body = self.part.get_payload()
        except (ValueError, LookupError):  # 8-bit text under a charset name that no codec can have
            body = "\ufffd"
        if not isinstance(body, str):
            return b""
        if body.isascii() and like_ascii(self.charset):
            return unwrapped(body.encode("ascii"), self.encoding)
        # 8-bit text came decoded, by a charset that may be a lie: only decode=True gives the bytes.
        octets = self.part.get_payload(decode=True)
        return octets if isinstance(octets, bytes) else b""

    @property
    def text(self) -> str:
        """The body as text with `\\n` as its line ends."""
        text = decoded(self.octets, self.charset)
        return text.replace("\r\n", "\n").replace("\r", "\n") if "\r" in text else text


def leaf(part: Message, default: str = "text/plain") -> Leaf:
    """Reads the header of `part`; a value that cannot be read counts as absent."""
    values: dict[str, str] = {}
    for name, value in part.raw_items():
        values.setdefault(name.lower(), str(value)[:HEADER_CHARS])
    given = values.get("content-type", "")
    media, charset = _media(given, default)
    disposition = values.get("content-disposition", "")
    name = ""
    if disposition or "name" in given:
        name = file_name(repaired(disposition), repaired(given))
    kind = disposition.partition(";")[0].strip().lower()
    if kind != "inline":  # RFC 2183, 2.8: what is unknown is an attachment; what is no token at all says nothing
        kind = "attachment" if kind.isalpha() else ""
    encoding = values.get("content-transfer-encoding", "").partition(";")[0].strip().lower()
    return Leaf(part, media, charset, kind, name, encoding)


def _media(given: str, default: str) -> tuple[str, str]:
    """Media type and charset of a Content-Type value."""
    if not given:
        return default, ""
    if usual := _USUAL_TYPE.fullmatch(given):
        return usual[1].lower(), usual[2] or ""
    media = _MEDIA.match(given)
    return (f"{media[1]}/{media[2]}".lower() if media else default), parameter_of(given, "charset")
