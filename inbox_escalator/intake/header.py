"""Header values: decoded, on one line, without control characters."""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime

from mailparser.dates import parse_mail_date

from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.charset import decoded

_WORD = re.compile(r"=\?([\w.:*+-]{1,64})\?([bBqQ])\?([^?\r\n]*)\?=")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BIDI = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0xFEFF))
"""Characters that turn the direction of writing around: a name must read as it is."""
_MONTHS = "JanFebMarAprMayJunJulAugSepOctNovDec"
_PLAIN_DATE = re.compile(
    r"(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), )?([0-9]{1,2}) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)"
    r" (19[0-9]{2}|20[0-9]{2}) ([0-9]{2}):([0-9]{2}):([0-5][0-9])"
    r" (?:GMT|UTC|([+-])(0[0-9]|1[0-4])([0-5][0-9])(?: \([A-Z]{1,5}\))?)"
)
"""As nearly every mail program writes it; what is written otherwise takes the long way."""
_ID = re.compile(r"<([^<>\s]{1,998})>")


@dataclass(frozen=True, slots=True)
class Headers:
    """The headers of a message, names in lower case, values decoded and on one line."""

    lines: tuple[tuple[str, str], ...]
    firsts: Mapping[str, str]
    """The first value of each."""

    def first(self, name: str) -> str:
        return self.firsts.get(name, "")

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for n, value in self.lines if n == name)


def headers_of(message: Message, limits: Limits) -> Headers:
    """All headers of `message`, bounded."""
    lines: list[tuple[str, str]] = []
    for name, raw in message.raw_items():
        name = one_line(name.lower())
        value = one_line(repaired(shortened(name, str(raw), limits.value_chars)))
        if "=?" in value:
            value = one_line(words_decoded(value, limits.encoded_words))
        lines.append((name, value))
    del lines[limits.header_lines :]
    return Headers(tuple(lines), dict(reversed(lines)))


def shortened(name: str, value: str, most: int) -> str:
    """From and References keep their end, where the address and the nearest id stand; all others their beginning."""
    if len(value) <= most:
        return value
    return value[-most:] if name in ("from", "references") else value[:most]


def repaired(value: str) -> str:
    """A raw header value as the parser gives it (undecodable bytes as surrogates) in readable characters."""
    if value.isascii():
        return value
    return decoded(value.encode("utf-8", "surrogateescape"), "utf-8")


def one_line(value: str) -> str:
    """On one line: folds and control characters are blanks, runs of blanks are one, no turning characters."""
    if value.isprintable():
        return value.strip()
    return " ".join(_UNSAFE.sub(" ", value.translate(_BIDI)).split())


def words_decoded(value: str, most: int = 200) -> str:
    """RFC 2047 words decoded, at most `most` of them; neighbours of one charset are joined before decoding."""
    if "=?" not in value:
        return value
    out: list[str] = []
    pending: tuple[str, bytes] = ("", b"")
    at = 0
    for count, word in enumerate(_WORD.finditer(value)):
        if count == most:
            break
        between = value[at : word.start()]
        charset = word[1].partition("*")[0].lower()
        if between.strip() or charset != pending[0]:
            out.append(_flushed(pending) + ("" if pending[0] and not between.strip() else between))
            pending = (charset, b"")
        pending = (charset, pending[1] + _word_bytes(word[2], word[3]))
        at = word.end()
    out.append(_flushed(pending) + value[at:])
    return "".join(out)


def _flushed(pending: tuple[str, bytes]) -> str:
    charset, octets = pending
    return decoded(octets, charset) if octets else ""


def _word_bytes(encoding: str, text: str) -> bytes:
    octets = text.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(octets, header=True)
    try:
        return binascii.a2b_base64(octets + b"=" * (-len(octets) % 4))
    except binascii.Error:
        return b""


def ids(value: str, most: int) -> tuple[str, ...]:
    """The Message-IDs of a header value with their angle brackets, the last `most`, in order."""
    if not value:
        return ()
    found = [f"<{i}>" for i in _ID.findall(value)] or list(_bare_ids(value))
    return tuple(dict.fromkeys(found))[-most:]


def _bare_ids(value: str) -> Iterator[str]:
    """Ids of senders who forget the brackets, or fold inside of them."""
    if folded := _ID.search("".join(value.split())):
        yield folded[0]
        return
    for word in value.split():
        bare = word.strip("<>,;")
        if "@" in bare and len(bare) < 998:
            yield f"<{bare}>"


def moment(value: str) -> datetime | None:
    """A date of RFC 5322 (or of those who try) as aware UTC, None where there is none."""
    value = value.strip()[:200]
    if not value:
        return None
    if plain := _PLAIN_DATE.fullmatch(value):
        with suppress(ValueError, OverflowError):
            return _plain(plain)
    if exact := parse_mail_date(value).value:
        return _utc(exact)
    try:
        return _utc(parsedate_to_datetime(value))
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _plain(date: re.Match[str]) -> datetime:
    """ValueError where there is no such day or hour."""
    day, month, year, hour, minute, second, sign, hours, minutes = date.groups()
    on = (int(year), _MONTHS.index(month) // 3 + 1, int(day))
    there = datetime(*on, int(hour), int(minute), int(second), tzinfo=UTC)
    if not sign:
        return there
    ahead = timedelta(hours=int(hours), minutes=int(minutes))
    return there + ahead if sign == "-" else there - ahead


def _utc(when: datetime) -> datetime | None:
    try:
        return (when if when.tzinfo else when.replace(tzinfo=UTC)).astimezone(UTC)
    except (OverflowError, ValueError):
        return None
