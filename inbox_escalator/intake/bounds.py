"""What a message may cost at most, and how it is brought inside before any parser sees it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from inbox_escalator.intake.bulk import Bulk, header_end, take_out

if TYPE_CHECKING:
    import re2


@dataclass(frozen=True, slots=True)
class Limits:
    """Caps of one message; what lies beyond is cut, and the mail says so."""

    message_bytes: int = 26_214_400
    header_bytes: int = 65_536
    header_lines: int = 1000
    value_chars: int = 8192
    """One header value."""
    parts: int = 500
    depth: int = 50
    """Nested containers that are looked into."""
    addresses: int = 500
    """In one header."""
    encoded_words: int = 200
    """RFC 2047 words in one header value."""
    ids: int = 100
    """Message-IDs of one References header; the last ones are kept."""
    text_chars: int = 524_288
    """Text of all parts together, and HTML likewise."""
    report_chars: int = 65_536
    """Text of delivery reports."""
    bulk_bytes: int = 131_072
    """A file larger than this is taken out before parsing; its size and hash are kept."""
    text_bytes: int = 1_048_576
    """A text part is read up to here, before it is decoded."""


@dataclass(frozen=True, slots=True)
class Bounded:
    """A message that a parser may see."""

    raw: bytes
    bulk: dict[str, Bulk]
    """What was taken out, by the token that stands in its place."""
    problems: tuple[str, ...]
    parsable: bool
    """False where the nesting is so deep that parsing would cost too much."""
    whole_header: bool
    """False where fields were cut: then nobody is taken for a proven sender."""


WANTED = (
    "from sender reply-to to cc subject date message-id in-reply-to references delivered-to x-original-to received "
    "return-path mime-version content-type content-transfer-encoding content-disposition auto-submitted precedence "
    "list-id list-unsubscribe x-autoreply x-autorespond x-auto-response-suppress authentication-results "
    "x-inbox-escalator x-failed-recipients x-spam-flag"
).split()
"""Headers that are kept from a header block that is too large."""

_PARSER_STEPS = 5_000_000
"""Lines times nesting: the parser looks at each line once for each open container."""

_LEADING_BLANK = re.compile(
    rb"[\r\n]+(?=(?:from|to|subject|date|received|return-path|message-id|mime-version|delivered-to)[ \t]*:)", re.I
)


def bound(raw: bytes, limits: Limits) -> Bounded:
    """Brings `raw` inside `limits`. Costs a few passes in C for ordinary mail, and never raises."""
    problems: list[str] = []
    whole = _unwrapped(raw)
    raw = _header_bounded(whole, limits, problems)
    whole_header = raw is whole
    if len(raw) > limits.message_bytes:
        problems.append(f"The message is larger than {limits.message_bytes:,} bytes; the rest was not read.")
        raw = raw[: limits.message_bytes]
    bulk: dict[str, Bulk] = {}
    if raw.count(b"\n--") > limits.parts or len(raw) > limits.bulk_bytes:
        raw, bulk, cut = take_out(raw, limits.bulk_bytes, limits.text_bytes, limits.parts)
        problems += cut
    parsable = _may_be_parsed(raw)
    if not parsable:
        problems.append("Its parts are nested too deeply; only the plain text was read.")
    return Bounded(raw, bulk, tuple(problems), parsable, whole_header)


def _unwrapped(raw: bytes) -> bytes:
    """Without a byte order mark, blank lines on top, and the line ends of old Macs."""
    raw = raw.removeprefix(b"\xef\xbb\xbf")
    if raw[:1] in (b"\r", b"\n"):
        blank = _LEADING_BLANK.match(raw, 0)
        raw = raw[blank.end() :] if blank else raw
    return raw if b"\n" in raw else raw.replace(b"\r", b"\n")


def _may_be_parsed(raw: bytes) -> bool:
    lines = raw.count(b"\n")
    if lines * len(raw) <= _PARSER_STEPS * len(b"multipart/"):  # even if it held nothing but containers
        return True
    lower = raw.lower()
    return lines * (lower.count(b"multipart/") + lower.count(b"message/rfc822")) <= _PARSER_STEPS


def _header_bounded(raw: bytes, limits: Limits, problems: list[str]) -> bytes:
    end, body = header_end(raw)
    if end <= limits.header_bytes and raw.count(b"\n", 0, end) <= limits.header_lines:
        return raw
    problems.append("The header is too large; only the usual fields were read.")
    return _reduced(raw[:end], limits.header_bytes) + b"\r\n\r\n" + raw[body:]


_KEPT_FIELDS = 8
"""Fields of one name that are kept from a header block that is too large."""
_LOOKED_AT = 50_000
"""Fields of such a block that are looked at."""


@cache
def _starts() -> re2._Regexp:
    """Compiled for the first header block that is too large, as the next one is."""
    import re2

    return re2.compile(rb"(?im)^(" + "|".join(WANTED).encode() + rb")[ \t]*:")


@cache
def _field_end() -> re2._Regexp:
    import re2

    return re2.compile(rb"\n[^ \t]")


def _reduced(header: bytes, most: int) -> bytes:
    """The wanted fields of a header block, each at most a sixteenth of what is allowed, From first."""
    kept: dict[bytes, list[bytes]] = {name.encode(): [] for name in WANTED}
    for number, start in enumerate(_starts().finditer(header)):
        if number == _LOOKED_AT:
            break
        fields = kept[start.group(1).lower()]
        if len(fields) < _KEPT_FIELDS:
            fields.append(_field(header, start.group(1).lower(), start.end(), most // 16))
    return b"\r\n".join(field for fields in kept.values() for field in fields)[:most].rstrip(b"\r\n")


def _field(header: bytes, name: bytes, start: int, most: int) -> bytes:
    """One field on one line, cut; From and References keep their end, where the address and the nearest id stand."""
    end = _field_end().search(header, start)
    stop = end.start() if end else len(header)
    keep_end = name in (b"from", b"references")
    value = header[max(start, stop - most) : stop] if keep_end else header[start : min(stop, start + most)]
    return name + b": " + b" ".join(value.split())
