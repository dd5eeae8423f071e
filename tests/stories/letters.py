"""Mails as a person sees them, and the mails that the people of a story write."""

from __future__ import annotations

import email
import email.policy
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email.utils import format_datetime

from tests.world import DESK, mail


@dataclass(frozen=True, slots=True)
class Letter:
    """A mail that somebody got from us."""

    at: datetime
    to: str
    subject: str
    text: str
    message_id: str
    files: tuple[str, ...] = ()
    """Names of what is attached; checked to be as `tests.world.mail` wrote it."""

    def says(self, words: str) -> bool:
        """Those words stand in it, whatever the capitals and wherever the lines break."""
        return _flat(words) in _flat(f"{self.subject} {self.text}")


def opened(raw: bytes, to: str, at: datetime) -> Letter:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    body = message.get_body(("plain",))
    text = body.get_content() if body is not None else ""
    attached = {part.get_filename(): part.get_content() for part in message.walk() if part.get_filename()}
    assert attached == {name: f"%PDF {name}".encode() for name in attached}
    if message.get_content_type() == "multipart/mixed":
        text += "".join(p.get_content() for p in message.iter_parts() if p.get_content_type() == "text/plain")
    files = tuple(map(str, attached))
    return Letter(at, to, str(message["Subject"]), text, str(message["Message-ID"]), files)


def _flat(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


@dataclass(frozen=True, slots=True)
class Written:
    """A mail that somebody writes, before it is bytes."""

    who: str
    address: str
    subject: str
    words: str
    to: str = DESK
    cc: str = ""
    answers: str = ""
    folders: tuple[str, ...] = ("INBOX",)
    headers: tuple[tuple[str, str], ...] = ()
    files: tuple[str, ...] = ()
    earlier: timedelta = timedelta(0)
    """So long ago it was written and received."""

    def with_header(self, name: str, value: str) -> Written:
        return replace(self, headers=(*self.headers, (name, value)))

    def message_id(self, number: int) -> str:
        return f"<{number}@{self.address.rpartition('@')[2].strip('> ')}>"

    def raw(self, now: datetime, number: int) -> bytes:
        return mail(
            self.address, self.words, at=now - self.earlier, number=number, to=self.to, cc=self.cc,
            subject=self.subject, answers=self.answers, headers=self.headers, files=self.files,
        )  # fmt: skip


@dataclass(slots=True)
class Pile:
    """What one person has got so far, and how much of it the story has spoken of."""

    letters: Sequence[Letter] = field(default_factory=list)
    spoken_of: set[tuple[str, datetime]] = field(default_factory=set)
    ignored: bool = False

    def speak_of(self, letter: Letter) -> None:
        self.spoken_of.add((letter.message_id, letter.at))

    @property
    def unread(self) -> Sequence[Letter]:
        known = () if self.ignored else self.letters
        return [letter for letter in known if (letter.message_id, letter.at) not in self.spoken_of]


def bounce(address: str, message_id: str, now: datetime, number: int) -> bytes:
    """A delivery report (RFC 3464): there is no such mailbox."""
    lines = (
        "From: MAILER-DAEMON@acme.example", f"To: {DESK}", "Subject: Undelivered Mail Returned to Sender",
        f"Date: {format_datetime(now)}", f"Message-ID: <bounce{number}@acme.example>", "Auto-Submitted: auto-replied",
        "MIME-Version: 1.0", 'Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "",
        "--b", "Content-Type: text/plain", "", "Your mail could not be delivered.",
        "--b", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mx.acme.example", "",
        f"Final-Recipient: rfc822; {address}", "Action: failed", "Status: 5.1.1", "",
        "--b", "Content-Type: text/rfc822-headers", "", f"Message-ID: {message_id}", "", "--b--", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()
