"""The log is a chain of hashes: whoever changes, adds, moves or takes out an event breaks it from there on.

A chain can be made anew from the start, or lose its end, and still be a chain. That is found by comparing it with a
head that lies elsewhere: the daily proof of life carries it into the owner's mailbox.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

import msgspec

from inbox_escalator.casework.decision import HOUSE, Event, Text
from inbox_escalator.store.store import CaseReader, Sealed
from inbox_escalator.store.texts import GONE

BEGINNING = "0" * 64
_OPENING = b'{"chain":"'
_PREFIX = len(_OPENING) + 64 + len(b'",')

_canonical = msgspec.json.Encoder(order="sorted")


def link(before: str, said: bytes) -> str:
    """The next hash of the chain."""
    return sha256(before.encode() + said).hexdigest()


def seal(event: Event, before: str) -> tuple[bytes, str]:
    """The row of an event and the chain up to and with it. The hash stands first, the canonical JSON follows it."""
    said = _canonical.encode(event)
    chain = link(before, said)
    return b'%b%b",%b' % (_OPENING, chain.encode(), said[1:]), chain


def chain_of(row: bytes) -> str:
    return row[len(_OPENING) : len(_OPENING) + 64].decode("ascii", "replace")


def said_in(row: bytes) -> bytes:
    """The canonical JSON, byte for byte as it was hashed."""
    return b"{" + row[_PREFIX:]


def digest_of(texts: Iterable[Text], digest: Callable[[str], str]) -> str:
    """Salted hash of all the words that an event rests on; '' where there are none."""
    words = [text.words for text in texts]
    return digest("\n".join(words)) if words else ""


def verify(
    reader: CaseReader, heads: Iterable[str] = (), digest: Callable[[str], str] | None = None
) -> tuple[str, ...]:
    """What does not hold, each in one line that names the event; empty when all is well.

    heads: hashes that went out in daily mails; each must occur. digest: the seal's, to compare the words still kept.
    """
    return tuple(_problems(reader, set(heads), digest))


def _problems(reader: CaseReader, heads: set[str], digest: Callable[[str], str] | None) -> Iterator[str]:
    before, last = BEGINNING, Counter[str]()
    for place, sealed in enumerate(reader.chain(), 1):
        event = sealed.event
        if sealed.chain != link(before, sealed.said):
            yield f"event {event.number} of {event.case} (line {place} of the log): it or the line before was changed"
        if event.number != last[event.case] + 1:
            yield f"event {event.number} of {event.case} (line {place} of the log): it follows {last[event.case]}"
        before, last[event.case] = sealed.chain, event.number
        heads.discard(before)
        if digest is not None:
            yield from _words(reader, sealed, digest)
    yield from _cases(reader, last)
    for head in sorted(heads):
        yield f"the log does not contain {head}, which was its head once: its end is missing, or it was made anew"


def _words(reader: CaseReader, sealed: Sealed, digest: Callable[[str], str]) -> Iterator[str]:
    event = sealed.event
    if event.digest:
        texts = [text for text in reader.texts(event.case) if text.event == event.number]
        if texts and not any(text.words in GONE for text in texts) and digest_of(texts, digest) != event.digest:
            yield f"event {event.number} of {event.case}: its words are not those that were written"


def _cases(reader: CaseReader, last: Counter[str]) -> Iterator[str]:
    for case in reader.cases():
        if case.events != last.pop(case.reference, 0):
            yield f"{case.reference}: the case says {case.events} events, the log has another number"
    for reference in last:
        if reference != HOUSE:
            yield f"{reference}: the log knows it, but the case is gone"
