"""What a decision is made from, and what it consists of. Nothing here acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.identity import HOUSE
from inbox_escalator.intake.mail import Attachment

__all__ = [
    "HOUSE", "NOTHING", "SAID_AWAY", "Absence", "Becomes", "Decision", "Deed", "Elsewhere", "Enclosed", "Event",
    "Notice", "OutboxChange", "Posted", "Route", "Situation", "Text", "Voice",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Event:
    """One line of the log. Its words stand apart (`Text`), so that they can be erased."""

    case: str
    number: int
    at: datetime
    what: str
    """`opened`, `escalated`, `called`, `taken`, `answered`, … one word of the field."""
    by: str
    """Contact id, `customer`, `clock`, `desk` (the shared mailbox) or `system`."""
    because: str
    source: str = ""
    """Where from: level, status or contact."""
    target: str = ""
    digest: str = ""
    """Salted hash of the words it rests on, '' where there are none."""


class Voice(StrEnum):
    """Whose words a text is."""

    CUSTOMER = "customer"
    STAFF = "staff"
    """A colleague's answer that the customer has received."""
    AUTOMATIC = "automatic"
    """A mail of ours that the customer has received."""
    NOTE = "note"
    """Internal: never shown to a customer."""


@dataclass(frozen=True, slots=True)
class Text:
    """Words of a case, kept apart from its events: at most 16 KB a message, 64 KB a case."""

    case: str
    event: int
    at: datetime
    voice: Voice
    author: str
    """Name or address as shown."""
    words: str
    message_id: str = ""


class Route(StrEnum):
    SMTP = "smtp"
    INBOX = "inbox"
    """APPENDed to the shared mailbox: the front line, and a contact who reads the desk's own address."""


@dataclass(frozen=True, slots=True)
class Enclosed:
    """Files that go along. They are named here and lie in the mailbox: their bytes are fetched as the mail leaves."""

    files: tuple[Attachment, ...]
    messages: tuple[str, ...]
    """Message-IDs of the mails in which they came."""
    by: str = ""
    """Contact id, or `DESK`, of who sends them to the customer."""


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail that we owe somebody; `writing` makes its bytes."""

    template: str
    """File name without endings: `escalation`, `handoff`, …"""
    to: str
    """Contact id, `CUSTOMER` or `DESK` (identity.py)."""
    address: str
    case: str
    event: int
    slot: int = 0
    """0 for the first notice of its event, then 2, 3, …"""
    route: Route = Route.SMTP
    leaves: datetime | None = None
    """Not before; None: at once."""
    critical: bool = False
    text: str = ""
    """Free words: the outcome, the message to the customer, the line of a receipt."""
    deadline: Deadline | None = None
    escalation: int = 0
    """Number of the escalation that it speaks of; 0: none."""
    thread: str = ""
    """Number of the earlier notice to the same recipient that it continues; '' starts a thread."""
    hold: bool = False
    """Kept until staff say `send` or `drop`."""
    lines: tuple[str, ...] = ()
    """Further lines that the template shows one under the other."""
    enclosed: Enclosed | None = None

    @property
    def number(self) -> str:
        """What stands in the Message-ID: `17`, or `17-2`."""
        return f"{self.event}-{self.slot}" if self.slot else str(self.event)


class Becomes(StrEnum):
    """What happens to a mail that still lies in the outbox."""

    WITHDRAWN = "withdrawn"
    RELEASED = "released"


@dataclass(frozen=True, slots=True)
class OutboxChange:
    message_id: str
    becomes: Becomes
    because: str


SAID_AWAY = "said away"
"""Why a contact is away who said so."""


@dataclass(frozen=True, slots=True)
class Absence:
    """A contact cannot be reached. `until` None: until something is delivered there, or that person writes."""

    contact: str
    until: datetime | None
    because: str
    since: datetime
    unreachable: bool = False
    """The address was refused: `until` says when it is tried again."""

    @property
    def stays(self) -> bool:
        """Said with a day: a word about some case does not end it before, only `here` does."""
        return self.because == SAID_AWAY and self.until is not None


class Deed(StrEnum):
    """What happens to another case of an incident."""

    LINK = "link"
    """It belongs to the incident that `other` leads."""
    RELINK = "relink"
    """As LINK, for somebody took back what had parted them: nobody is told anything."""
    UNLINK = "unlink"
    JOINED = "joined"
    """It leads an incident, and `other` belongs to it now."""
    LEFT = "left"
    LET_GO = "let go"
    """The case that led is over: what is still open waits no more."""
    WAIT = "wait"
    """That was taken back: it waits with the incident again."""
    SAY = "say"
    """Its customer is told the `text`."""
    UNSAY = "unsay"
    DONE = "done"
    """It is resolved with the incident; its customer is told the `text`."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """What a decision asks of another case, in the same commit."""

    case: str
    deed: Deed
    other: str
    by: str
    """Contact id, `desk` or `system`."""
    text: str = ""
    told_on: str = ""
    """Another case of the same customer, on which the mail goes out: nobody is told the `text` twice."""


@dataclass(frozen=True, slots=True)
class Decision:
    """All of it is committed, or none of it."""

    case: Case | None = None
    events: tuple[Event, ...] = ()
    notices: tuple[Notice, ...] = ()
    texts: tuple[Text, ...] = ()
    outbox: tuple[OutboxChange, ...] = ()
    absences: tuple[Absence, ...] = ()
    """Contacts that are away from now on."""
    present: tuple[str, ...] = ()
    """Contacts that are back."""
    ignore: tuple[str, ...] = ()
    """Addresses or domains to be ignored from now on."""
    heard: tuple[str, ...] = ()
    """Those that are ignored no longer."""
    links: tuple[str, ...] = ()
    """Message-IDs that belong to the case from now on."""
    vips: tuple[str, ...] = ()
    """Addresses or domains that are VIPs from now on."""
    vips_no_more: tuple[str, ...] = ()
    elsewhere: tuple[Elsewhere, ...] = ()


NOTHING = Decision()


@dataclass(frozen=True, slots=True)
class Posted:
    """A mail of the case that has not left yet: what `undo`, `send`, `drop` and the last look before sending need."""

    message_id: str
    case: str
    template: str
    to: str
    event: int
    escalation: int
    held: bool
    attempted: bool
    """Its fate is open: an attempt was made whose answer was lost."""
    text: str = ""
    """The words of its notice."""
    leaves: datetime | None = None
    """Not before."""
    waits: bool = False
    """Not out, and not because of this mail: whatever keeps it keeps all the post."""


@dataclass(frozen=True, slots=True)
class Situation:
    """Everything a decision may depend on besides the mail."""

    now: datetime
    case: Case | None = None
    reference: str = ""
    """For a new case."""
    previous: Case | None = None
    """The closed case that a new one continues."""
    texts: tuple[Text, ...] = ()
    posted: tuple[Posted, ...] = ()
    absences: Mapping[str, Absence] = field(default_factory=dict)
    house_events: int = 0
    """Number of the last event of `HOUSE`."""
    house_recent: tuple[Event, ...] = ()
    """Events of `HOUSE` within the last hour, where a colleague's word names no case."""
    open_cases: tuple[Case, ...] = ()
    """All open cases, where somebody asks for the list."""
    acknowledged_at: datetime | None = None
    """When this customer last got an acknowledgement."""
    mailed_today: int = 0
    """Automatic mails to this customer in the last 24 hours."""
    earlier_cases: int = 0
    answers_seen: bool = False
    """An answer to a customer was ever seen in Sent."""
    codes: tuple[tuple[int, str], ...] = ()
    """One-time codes that are waited for: event number, digits."""
    explained_at: datetime | None = None
    """When somebody was last told why a command from this address was not obeyed."""
    warned_at: datetime | None = None
    """When the owner was last told that mail from this address failed its proof."""
    joins_because: str = ""
    """Why the mail joins this case where neither ids nor a tag say so."""
    history_only: bool = False
    """Older than the first start: builds a case's past, no clock, no mail to anyone."""
    unseen_answer: bool = False
    """The mail answers one that we do not know, in a thread that we do: a colleague answered where we cannot see."""
    named: Case | None = None
    """The case that a command names besides its own."""
    lead: Case | None = None
    """The case that leads its incident, as a deadline of one of the others is judged; that of the `named` one."""
    beside: tuple[tuple[Case, tuple[Text, ...]], ...] = ()
    """The other cases of its incident and what was said on them, where words are meant for all of their customers; or
    the one on which this customer is told."""
    ignored: tuple[str, ...] = ()
    """Addresses and domains from which no mail counts, where a one-time code may bring such a mail in."""
    vips: tuple[str, ...] = ()
    """Addresses and domains that `vip add` has put on the list."""
    importing: bool = False
    """History that the owner asked for (`start = "7d"`, `"all"`): a first mail becomes a closed case."""
    unreachable: str = ""
    """Why the mailbox cannot be read now; deadlines are judged all the same and the mails say so."""
    judged_until: datetime | None = None
    """Later deadlines are left for another pass, for an answer may lie unread; None: `now`."""
