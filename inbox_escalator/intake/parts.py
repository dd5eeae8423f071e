"""Walks the parts of a message: the words of its sender, attached messages, reports, and files."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field, replace
from email.message import Message

from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.bulk import Bulk
from inbox_escalator.intake.header import one_line, repaired, words_decoded
from inbox_escalator.intake.html import html_text
from inbox_escalator.intake.leaf import Leaf, leaf
from inbox_escalator.intake.mail import Attachment

_REPORTS = frozenset(
    ("message/delivery-status", "message/disposition-notification", "message/feedback-report", "text/rfc822-headers",
     "message/global-delivery-status", "message/global-headers", "message/global-disposition-notification")
)  # fmt: skip
_WORDS = frozenset(("text/plain", "text/html", "text", "text/enriched", "text/richtext", "text/markdown"))
_MARKED_UP = frozenset(("text/html", "text/enriched", "text/richtext"))
_SHOWN_INLINE = re.compile(r"cid:([^\s\"'<>)]{1,250})", re.I)
_SHOWN_HEADERS = ("from", "to", "date", "subject")


@dataclass(frozen=True, slots=True)
class Words:
    """One text part of the message itself."""

    text: str
    html: bool


@dataclass(slots=True)
class Gathered:
    """What the walk found, in order."""

    words: list[Words] = field(default_factory=list)
    """What is to be read: of alternatives the plain text, unless it is blank."""
    html: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    """Every text as it was sent, for the content key."""
    forwarded: list[str] = field(default_factory=list)
    """Text of attached messages, with the headers that tell whose it is."""
    reports: list[str] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    """Content-ID of each of the files, without brackets; '' where it has none."""
    problems: list[str] = field(default_factory=list)

    def text(self) -> str:
        """All words in order; an HTML part that only says again what a text part said is left out."""
        if not any(w.html for w in self.words):
            return "\n".join(w.text for w in self.words)
        before = " ".join(" ".join(w.text for w in self.words if not w.html).split())
        pieces = [html_text(w.text) if w.html else w.text for w in self.words]
        return "\n".join(p for w, p in zip(self.words, pieces, strict=True) if not (w.html and _said(p, before)))


def _said(text: str, before: str) -> bool:
    return " ".join(text.split())[:200] in before if before else False


def gather(message: Message, limits: Limits, bulk: dict[str, Bulk]) -> Gathered:
    """All that the parts of `message` hold. Linear in its size."""
    found = Gathered()
    _Walk(found, limits, bulk, [limits.parts]).part(message, 0)
    _tell_inline(found)
    return found


def _tell_inline(found: Gathered) -> None:
    if not any(found.ids):
        return
    shown = {said[1] for html in found.html for said in _SHOWN_INLINE.finditer(html)}
    for at, name in enumerate(found.ids):
        if name in shown:
            found.files[at] = replace(found.files[at], inline=True)


@dataclass(frozen=True, slots=True)
class _Walk:
    found: Gathered
    limits: Limits
    bulk: dict[str, Bulk]
    left: list[int]
    """Parts that may still be read; shared with the walks through attached messages."""

    def part(self, part: Message, depth: int, default: str = "text/plain") -> None:
        self.left[0] -= 1
        if depth > self.limits.depth or self.left[0] < 0:
            self.found.problems.append("It has more parts, or deeper ones, than are read.")
            return
        this = leaf(part, default)
        children = part.get_payload()
        if isinstance(children, list) and children:
            self._container(this, [c for c in children if isinstance(c, Message)], depth)
        else:
            self._single(this, depth)

    def _container(self, this: Leaf, children: list[Message], depth: int) -> None:
        if this.media in _REPORTS:
            self.found.reports.append("\n\n".join(map(_header_text, children)))
        elif this.media == "multipart/report":
            self._report(children, depth)
        elif not this.media.startswith("multipart/"):
            self._attached(this, children[0], depth)
        elif this.media == "multipart/alternative":
            self._alternative(children, depth)
        else:
            default = "message/rfc822" if this.media == "multipart/digest" else "text/plain"
            for child in children:
                self.part(child, depth + 1, default)

    def _alternative(self, children: list[Message], depth: int) -> None:
        """One text in several forms (RFC 2046, 5.1.4): the plain one is read, unless it is blank."""
        start = len(self.found.words)
        for child in children:
            self.part(child, depth + 1)
        forms = self.found.words[start:]
        plain = [w for w in forms if not w.html and w.text.strip()]
        self.found.words[start:] = plain or [w for w in forms if w.html]

    def _report(self, children: list[Message], depth: int) -> None:
        """RFC 6522: the first part is for people; the others are the report, and what was returned."""
        for number, child in enumerate(children):
            if number == 0 and not leaf(child).media.startswith("message/"):
                self.part(child, depth + 1)
            else:
                self.found.reports.append(self._everything(child, depth))

    def _everything(self, part: Message, depth: int) -> str:
        """A part of a report with all its headers and words: the place to look for a returned id."""
        inside = self._inside(part, depth)
        heads = _header_text(part)
        children = part.get_payload()
        if isinstance(children, list):
            heads += "\n\n" + "\n\n".join(_header_text(c) for c in children[:20] if isinstance(c, Message))
        texts = (heads, *(w.text for w in inside.words), *inside.forwarded, *inside.reports)
        return "\n\n".join(dict.fromkeys(texts))[: self.limits.report_chars]

    def _attached(self, this: Leaf, inner: Message, depth: int) -> None:
        """A message as an attachment: its words are its sender's, not those of who sends it on."""
        inside = self._inside(inner, depth)
        shown = _header_text(inner, _SHOWN_HEADERS)
        said = "\n\n".join(filter(None, (shown, inside.text(), *inside.forwarded)))
        self.found.forwarded.append(said[: self.limits.text_chars])
        self.found.reports += inside.reports
        self.found.bodies += (shown, *inside.bodies)
        digest = hashlib.sha256("\0".join((shown, *inside.bodies)).encode("utf-8", "replace")).hexdigest()
        self.found.files.append(Attachment(this.name, this.media, len(said.encode("utf-8", "replace")), digest))
        self.found.ids.append("")

    def _inside(self, part: Message, depth: int) -> Gathered:
        inside = Gathered()
        _Walk(inside, self.limits, self.bulk, self.left).part(part, depth + 1)
        self.found.problems += inside.problems
        return inside

    def _single(self, this: Leaf, depth: int) -> None:
        if this.media in _REPORTS:
            self.found.reports.append(this.text[: self.limits.report_chars])
        elif _is_words(this, whole=depth == 0):
            self._words(this)
            if this.name:
                self._file(this)
        else:
            self._file(this)

    def _words(self, this: Leaf) -> None:
        text = this.text[: self.limits.text_chars]
        self.found.words.append(Words(text, this.media in _MARKED_UP))
        self.found.bodies.append(text)
        if this.media == "text/html":
            self.found.html.append(text)

    def _file(self, this: Leaf) -> None:
        octets = this.octets
        taken = self.bulk.get(octets[:100].decode("ascii", "replace").strip()) if self.bulk else None
        size, digest = (taken.size, taken.sha256) if taken else (len(octets), hashlib.sha256(octets).hexdigest())
        self.found.files.append(Attachment(this.name, this.media, size, digest))
        self.found.ids.append(str(this.part.get("content-id", ""))[:1000].strip().strip("<>"))


def _is_words(this: Leaf, whole: bool) -> bool:
    """Text that is shown as part of the mail: not a file, unless it is the whole mail; but also the text of a
    container that fell apart."""
    if not whole and (this.disposition == "attachment" or (this.name and this.disposition != "inline")):
        return False
    return this.media in _WORDS or this.media.startswith("multipart/")


def _header_text(part: Message, names: tuple[str, ...] = ()) -> str:
    """The headers of a part as lines, each on one; all of them, or those of `names`."""
    lines = []
    for name, value in part.raw_items():
        if not names or name.lower() in names:
            lines.append(f"{one_line(repaired(name))}: {words_decoded(one_line(repaired(str(value)[:4096])))}")
    return "\n".join(lines[:200])
