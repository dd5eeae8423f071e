"""What the rest of the house may know of a mail that came in: parsed once, bounded, never changed."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Address:
    """A mailbox as a header names it; one line, no control characters."""

    address: str
    """Lower case `local@domain`, or '' where none could be read."""
    name: str = ""

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]

    def __str__(self) -> str:
        return f"{self.name} <{self.address}>" if self.name else self.address


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came along: named, never opened."""

    name: str
    """Safe file name without folders or control characters; '' where the mail gave none."""
    type: str
    """Media type, lower case, such as `image/png`."""
    size: int
    """Bytes after decoding."""
    sha256: str = ""
    inline: bool = False
    """A picture that the HTML shows amid its words (`cid:`, RFC 2392): a logo, or what was pasted there."""


class Zone(StrEnum):
    """Where words stand in a mail, and so whose words they are."""

    SUBJECT = "subject"
    NEW = "new"
    """Written by the sender, now."""
    QUOTED = "quoted"
    SIGNATURE = "signature"
    FOOTER = "footer"
    """Legal footer, list footer, or a phone's device line."""
    FORWARDED = "forwarded"
    """A forwarded or attached message: the sender's own report where he gives it as such."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of lines of one zone."""

    zone: Zone
    text: str


@dataclass(frozen=True, slots=True)
class InboundMail:
    """One mail as it came, every header value a single line without control characters."""

    key: str
    """Content key, `sha256(Message-ID, From, Date, Subject, decoded bodies, attachment hashes)` in hex."""
    senders: tuple[Address, ...] = ()
    """The From header; commands are taken from exactly one."""
    agreed_sender: str = ""
    """The From address where mail-parser and the standard library read the same single one, else ''."""
    message_id: str = ""
    """With angle brackets, or ''."""
    in_reply_to: tuple[str, ...] = ()
    references: tuple[str, ...] = ()
    reply_to: tuple[Address, ...] = ()
    to: tuple[Address, ...] = ()
    cc: tuple[Address, ...] = ()
    delivered_to: tuple[str, ...] = ()
    """Envelope recipients as the server recorded them (Delivered-To, X-Original-To)."""
    subject: str = ""
    date: datetime | None = None
    """The Date header in UTC."""
    received: datetime | None = None
    """The topmost Received header in UTC."""
    body_text: str = ""
    """The whole text, from the text part or else the HTML part."""
    body_html: str = ""
    passages: tuple[Passage, ...] = ()
    """`body_text` cut into zones, in order."""
    attachments: tuple[Attachment, ...] = ()
    headers: tuple[tuple[str, str], ...] = ()
    """All headers in order, names in lower case, bounded; for the rules of automatic mail and proof."""
    reports: tuple[str, ...] = ()
    """Text of delivery-status parts and of returned messages (RFC 3464), bounded: read for bounces, never as words."""
    problems: tuple[str, ...] = ()
    """What was wrong or cut, one sentence each; the case shows them."""
    size: int = 0
    """Bytes on the server."""
    _values: dict[str, list[str]] = field(init=False, repr=False, compare=False, default_factory=dict)
    """`headers` by name: dozens of them are asked for in the life of a mail."""

    def __post_init__(self) -> None:
        for name, value in self.headers:
            self._values.setdefault(name, []).append(value)

    @property
    def sender(self) -> Address:
        """The first From, or an empty address."""
        return self.senders[0] if self.senders else Address("")

    @property
    def new_words(self) -> str:
        """What the sender wrote now."""
        return self.words(Zone.NEW)

    def words(self, *zones: Zone) -> str:
        """The text of these zones, in order."""
        return "\n".join(p.text for p in self.passages if p.zone in zones).strip()

    def header(self, name: str) -> str:
        """First value of that header (lower-case name), or ''."""
        values = self._values.get(name)
        return values[0] if values else ""

    def header_all(self, name: str) -> tuple[str, ...]:
        return tuple(self._values.get(name, ()))

    @property
    def thread_ids(self) -> tuple[str, ...]:
        """The ids that it answers, nearest first."""
        return tuple(dict.fromkeys((*self.in_reply_to, *reversed(self.references))))


@dataclass(frozen=True, slots=True)
class StoredCopy:
    """One copy of a message in a folder, as the mail server keeps it."""

    account: str
    folder: str
    uidvalidity: int
    uid: int
    arrived: datetime
    """INTERNALDATE, aware UTC."""
    size: int
    flags: tuple[str, ...] = ()
    raw: bytes = field(default=b"", repr=False)
    """The message, or its headers and first text part where it is over the size limit."""
    partial: bool = False
    """True where `raw` is not the whole message."""

    @property
    def key(self) -> str:
        """`account/folder/uidvalidity/uid`: this stored copy was handled."""
        return f"{self.account}/{self.folder}/{self.uidvalidity}/{self.uid}"
