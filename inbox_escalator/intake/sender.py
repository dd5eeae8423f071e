"""Who wrote this? The pure facts of proof; casework judges them together with the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inbox_escalator.identity import Mark
from inbox_escalator.intake.mail import Address


class Kind(StrEnum):
    """What a message is (product, section 3); tried in this order, the reason kept."""

    OWN = "own"
    BOUNCE = "bounce"
    AUTO_REPLY = "auto-reply"
    IGNORED = "ignored"
    COMMAND = "command"
    STAFF = "staff"
    NOTICE = "notice"
    CUSTOMER = "customer"


class Dmarc(StrEnum):
    """The verdict of the configured server. No verdict is none: mail inside one server often carries none."""

    PASS = "pass"  # noqa: S105  (a verdict, not a secret)
    FAIL = "fail"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Bounce:
    """A delivery report (RFC 3464, and what others send instead)."""

    recipients: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    """Enhanced codes (RFC 3463), such as 5.1.1."""
    temporary: bool = False
    """Delayed only: a note."""
    hard: bool = False
    """5.1.x or 5.2.1: this address does not exist any more."""
    because: str = ""
    """The signs by which it was known."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Everything that can be known of the sender from the mail alone."""

    kind: Kind
    because: str
    """Why it is of that kind."""
    address: Address
    """Who it is from for casework: the customer behind a web form, else the From."""
    contact: str = ""
    """Id of the contact whose address (alias, member) this is: proof A where `agreed`, else ''."""
    staff: bool = False
    """The address is a colleague's (`[desk] staff`, or a contact's)."""
    agreed: bool = False
    """Exactly one From, read alike by both parsers."""
    dmarc: Dmarc = Dmarc.NONE
    marks: tuple[Mark, ...] = ()
    """Our valid ids in In-Reply-To, References, the addresses it came to and the subject, nearest first: proof B."""
    own: Mark | None = None
    """The mark of our own mail, where `kind` is OWN."""
    tag: str = ""
    """`CASE-1042` out of a `[CASE-1042]` in the subject: which case, never who may."""
    bounce: Bounce | None = None
    by_words: bool = False
    """An auto-reply that is known by its words alone: it is none where a trigger stands in it."""
    away_until: datetime | None = None
    """From a vacation answer that names a date."""
    unverified: bool = False
    """A staff address without proof, or junk: taken as a customer's, and shown as unverified."""
    foreign: bool = False
    """In the desk's name and under our header, but not sealed by us: another worker's mail, or a forgery of one."""
