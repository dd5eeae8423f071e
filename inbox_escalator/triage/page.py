"""Which words of a mail count: the new ones, the subject unless it was written earlier, a forward given as report."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from inbox_escalator.intake.mail import InboundMail, Zone
from inbox_escalator.triage.reading import Reading, composed, read, words
from inbox_escalator.triage.spelling import Spelling

MOST_LETTERS = 60_000
"""Of one zone; a longer text has said before what it has to say."""
_ANSWER = r"(?:re|aw|antw|sv|vs|ref|rif|res|rv|r)"
_FORWARD = r"(?:fwd?|wg|tr|enc|doorst|i)"
_TAG = r"(?:\s|\[[^\]]{1,40}\])*"
_PREFIXES = re.compile(rf"(?:{_TAG}(?:{_ANSWER}|{_FORWARD})(?:[\[(]\d{{1,3}}[\])])?\s?:){{1,12}}{_TAG}", re.IGNORECASE)
_TICKET = re.compile(r"\[[A-Z][A-Z0-9]{1,11}-[0-9]{1,12}\]")
"""A desk's own reference: only its mails bear one."""
_FROM = re.compile(r"^\W{0,4}(?:from|von|de|da|van)\W{0,3}:(.{0,300})$", re.IGNORECASE | re.MULTILINE)
_HEAD = 1_000
"""Letters at the beginning of a forwarded message in which its From stands."""

_ELSEWHERE = {
    Zone.QUOTED: "stands in quoted history, not in the new words",
    Zone.SIGNATURE: "stands in the signature",
    Zone.FOOTER: "stands in a footer",
}
WRITTEN_EARLIER = "the subject of an answer was written earlier"
OUR_OWN = "our own words, forwarded"
_APART = "\n\n"
"""Between two parts: no phrase reaches over an empty line."""


@dataclass(frozen=True, slots=True)
class Part:
    """The words of one zone, and why they do not count, if so."""

    zone: Zone
    text: str
    mute: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The parts of a mail, one after the other in one reading: everything is looked for once."""

    reading: Reading
    parts: tuple[Part, ...]
    starts: tuple[int, ...]
    """Where each part begins in the original of the reading."""
    words: Sequence[bytes]
    """Folded, in their order."""
    said: Counter[bytes]
    """The same: word → how often."""

    def part_at(self, place: int) -> int:
        """The number of the part in which this place of the folded text stands."""
        return bisect_right(self.starts, self.reading.origin(place)) - 1 if len(self.parts) > 1 else 0

    def corrected(self, spelling: Spelling) -> Page:
        """The same page with disguises lifted and slips mended."""
        reading = spelling.corrected(self.reading, self.said.keys())
        if reading is self.reading:
            return self
        said = words(reading)
        return replace(self, reading=reading, words=said, said=Counter(said))


def page_of(parts: Sequence[Part]) -> Page:
    """Lay the parts out, one after the other."""
    whole = read(_APART.join(part.text for part in parts))
    starts, place = [], 0
    for part in parts:
        starts.append(place)
        place += len(part.text) + len(_APART)
    said = words(whole)
    return Page(whole, tuple(parts), tuple(starts), said, Counter(said))


def own_parts(mail: InboundMail) -> list[Part]:
    """Subject, new words and forward."""
    found = [Part(Zone.SUBJECT, bare_subject(mail.subject), WRITTEN_EARLIER if _is_answer(mail) else "")]
    if new := mail.words(Zone.NEW):
        found.append(Part(Zone.NEW, new[:MOST_LETTERS]))
    for own, texts in _forwards(mail).items():
        found.append(Part(Zone.FORWARDED, "\n\n".join(texts)[:MOST_LETTERS], OUR_OWN if own else ""))
    return [part if part.text.isascii() else replace(part, text=composed(part.text)) for part in found]


def other_parts(mail: InboundMail) -> list[Part]:
    """Quoted history, signatures and footers, which never count."""
    return [Part(z, composed(t[:MOST_LETTERS]), why) for z, why in _ELSEWHERE.items() if (t := mail.words(z))]


def bare_subject(subject: str) -> str:
    """Without `Re:`, `AW: [CASE-7]` and the like."""
    prefixes = _PREFIXES.match(subject)
    return subject[prefixes.end() :] if prefixes else subject


def _is_answer(mail: InboundMail) -> bool:
    """It answers a mail, whose subject it bears. A `Re:` on a first mail is only a way of writing."""
    prefixes = _PREFIXES.match(mail.subject)
    if prefixes is None or re.search(rf"(?i)\b{_FORWARD}\b", prefixes.group()):
        return False
    threaded = mail.in_reply_to or mail.references or _TICKET.search(mail.subject)
    return bool(threaded or any(p.zone is Zone.QUOTED for p in mail.passages))


def _forwards(mail: InboundMail) -> dict[bool, list[str]]:
    """Forwarded messages: those that we had written ourselves (True), and those of others."""
    ours = {a.address for a in mail.to if a.address}
    found: dict[bool, list[str]] = {}
    for passage in mail.passages:
        if passage.zone is Zone.FORWARDED:
            head = _FROM.search(passage.text, 0, _HEAD)
            own = head is not None and any(address in head[1].lower() for address in ours)
            found.setdefault(own, []).append(passage.text)
    return found
