"""Large parts are measured and taken out before parsing, so that a mail of 25 MB costs little more than its bytes."""

from __future__ import annotations

import binascii
import hashlib
import re
from dataclasses import dataclass

from inbox_escalator.intake.transfer import NOT_BASE64, unwrapped


@dataclass(frozen=True, slots=True)
class Bulk:
    """A part that was taken out."""

    size: int
    """Bytes after decoding."""
    sha256: str


_BOUNDARY = re.compile(rb"""boundary[ \t]{0,8}=[ \t]{0,8}(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))""", re.I)
_ENCODING = re.compile(rb"^content-transfer-encoding:[ \t]{0,8}([\w-]{1,32})", re.I | re.M)
_TYPE = re.compile(rb"^content-type:\s{0,8}([\w.+-]{1,64})/([\w.+-]{1,64})", re.I | re.M)
_ATTACHED = re.compile(rb"^content-disposition:\s{0,8}attachment", re.I | re.M)
_BOUNDARIES = 64
_CHUNK = 1 << 20


def header_end(raw: bytes, start: int = 0, end: int | None = None) -> tuple[int, int]:
    """Where the header of `raw[start:end]` ends and its body begins; all is header where no blank line is."""
    end = len(raw) if end is None else end
    lf, crlf = raw.find(b"\n\n", start, end), raw.find(b"\n\r\n", start, end)
    if lf < 0 and crlf < 0:
        return end, end
    if crlf < 0 or 0 <= lf < crlf:
        return lf, lf + 2
    return crlf, crlf + 3


def take_out(raw: bytes, larger: int, text: int, parts: int) -> tuple[bytes, dict[str, Bulk], list[str]]:
    """`raw` without files of more than `larger` bytes, without what texts have beyond `text` bytes, and without what
    follows part number `parts`; then what was taken out, by token, and what was cut, one sentence each."""
    kept: list[bytes] = []
    bulk: dict[str, Bulk] = {}
    problems: list[str] = []
    edges = _edges(raw, parts)
    if len(edges) > parts:
        problems.append(f"The message has more than {parts} parts; the rest was not read.")
        raw = raw[: edges[parts]]
    start = 0
    for end in (*edges[:parts], len(raw)):
        kept.append(_slimmed(raw, start, end, larger, text, bulk, problems))
        start = end
    return b"".join(kept), bulk, list(dict.fromkeys(problems))


def _edges(raw: bytes, parts: int) -> list[int]:
    """Where the lines with a declared boundary begin, at most `parts` + 1 of them."""
    names: dict[bytes, None] = {}
    for declared in _BOUNDARY.finditer(raw):
        names[declared[1] or declared[2]] = None
        if len(names) == _BOUNDARIES:
            break
    if not names:
        return []
    edges: list[int] = []
    for line in re.finditer(rb"\n--(?:" + b"|".join(map(re.escape, names)) + rb")", raw):
        edges.append(line.start())
        if len(edges) > parts:
            break
    return edges


def _slimmed(
    raw: bytes, start: int, end: int, larger: int, text: int, bulk: dict[str, Bulk], problems: list[str]
) -> bytes:
    """`raw[start:end]` as it is, or its header with a token, or with the first `text` bytes of its text. The body is
    never copied whole: it may be 25 MB."""
    header_stop, body = header_end(raw, start, end)
    size = end - body
    if size <= larger:
        return raw[start:end]
    header = raw[start : min(header_stop, start + 16_384)]
    if _is_text(header):
        if size <= text:
            return raw[start:end]
        problems.append(f"A text is longer than {text:,} bytes; the rest was not read.")
        return raw[start : body + text] + b"\r\n"
    encoding = _ENCODING.search(header)
    name = encoding[1].lower().decode() if encoding else ""
    taken = _measured_base64(raw, body, end) if name == "base64" else _measured(raw[body:end], name)
    token = f"bulk-{len(bulk)}-{taken.sha256}"
    bulk[token] = taken
    return raw[start:body] + (binascii.b2a_base64(token.encode()) if name == "base64" else token.encode() + b"\n")


def _is_text(header: bytes) -> bool:
    if _ATTACHED.search(header):
        return False
    media = _TYPE.search(header)
    if media is None:
        return True
    return media[1].lower() in (b"text", b"multipart", b"message") and media[2].lower() != b"calendar"


def _measured(body: bytes, encoding: str) -> Bulk:
    """The line end before a boundary belongs to the boundary (RFC 2046, 5.1.1); its LF is the next one's already."""
    octets = unwrapped(body.removesuffix(b"\r"), encoding)
    return Bulk(len(octets), hashlib.sha256(octets).hexdigest())


def _measured_base64(raw: bytes, start: int, end: int) -> Bulk:
    """Size and hash of the base64 in `raw[start:end]`, decoded a megabyte at a time."""
    digest, size, carry = hashlib.sha256(), 0, b""
    for at in range(start, end, _CHUNK):
        letters, padding, _ = (carry + raw[at : min(at + _CHUNK, end)].translate(None, NOT_BASE64)).partition(b"=")
        whole = len(letters) if padding else len(letters) // 4 * 4
        carry = letters[whole:]
        octets = unwrapped(letters[:whole], "base64")
        digest.update(octets)
        size += len(octets)
        if padding:
            return Bulk(size, digest.hexdigest())
    octets = unwrapped(carry, "base64")
    digest.update(octets)
    return Bulk(size + len(octets), digest.hexdigest())
