"""What the store promises, whatever is behind it. `tests/store/contract.py` holds every back end to this."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Absence, Decision, Event, Text
from inbox_escalator.writing.outbound import OutboundMail


class StoreError(Exception):
    """The store cannot be used; the message is one line for a person: what, where, what to do."""


class StoreLocked(StoreError):  # noqa: N818 - it says what is the matter
    """Another worker holds the data directory; the message names its pid."""


class StoreDamaged(StoreError):  # noqa: N818
    """A record in the middle does not carry its checksum; the message names file and offset."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """How far a folder has been read."""

    account: str
    folder: str
    uidvalidity: int
    uid: int


@dataclass(frozen=True, slots=True)
class Inbound:
    """Marks one stored copy of one mail as handled."""

    copy_key: str
    mail_key: str
    message_id: str
    sender: str
    at: datetime
    case: str = ""
    kind: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A message that could not be taken in; it stays in the mailbox."""

    copy_key: str
    at: datetime
    reason: str
    subject: str = ""
    sender: str = ""
    told: bool = False


@dataclass(frozen=True, slots=True)
class Channel:
    """Evidence that a mail of ours was accepted: which way it comes back to us, and how fast."""

    name: str = ""
    """`sent` (the provider files it), `copy` (second envelope recipient), `none`; '' as long as it is not known."""
    slowest: float = 0.0
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """An event as it lies in the log, with its place in the chain."""

    event: Event
    said: bytes
    """Its canonical JSON: the keys sorted, no spaces."""
    chain: str
    """sha256 over the `chain` of the event before (64 zeros for the first) and `said`, as hex."""


@dataclass(frozen=True, slots=True)
class Customer:
    """What automatic mail needs to know of an address."""

    acknowledged_at: datetime | None = None
    automatic: tuple[datetime, ...] = ()
    """When automatic mails went to it in the last 24 hours."""
    cases: int = 0
    opened: tuple[datetime, ...] = ()
    """When mails of it opened cases in the last 24 hours."""
    latest: str = ""
    """The case that was opened last."""
    explained_at: datetime | None = None
    warned_at: datetime | None = None
    """When the owner was last told that mail in a colleague's name came from there."""


class Turn(Protocol):
    """One transaction. What is read is as of its start plus its own writes; nothing is durable before it ends well."""

    def handled(self, copy_key: str) -> bool:
        """This stored copy was handled."""
        ...

    def known(self, mail_key: str) -> Inbound | None:
        """This mail was handled, perhaps as another copy."""
        ...

    def same_sender(self, message_id: str, sender: str) -> Inbound | None:
        """A mail with this Message-ID from the same From was handled: a list's copy, another alias."""
        ...

    def case(self, reference: str) -> Case | None: ...

    def case_of(self, message_ids: Iterable[str]) -> str:
        """Reference of the case of the first of these ids that belongs to one, ours and aliases included; ''."""
        ...

    def next_reference(self, prefix: str) -> str:
        """`CASE-1042`; the first is 1001. Handed out for good only when the turn records a case of that name."""
        ...

    def texts(self, reference: str) -> tuple[Text, ...]: ...

    def events(self, reference: str) -> tuple[Event, ...]: ...

    def recent_events(self, reference: str, last: int) -> tuple[Event, ...]:
        """The first event of the case and the last so many: what a mail shows, whatever the length of the case."""
        ...

    def outbox_of(self, reference: str) -> tuple[OutboundMail, ...]:
        """Mails of the case that are new, trying or held."""
        ...

    def outbound(self, message_id: str) -> OutboundMail | None:
        """By our id or its alias, whatever its state."""
        ...

    def customer(self, address: str) -> Customer: ...

    def absences(self, now: datetime) -> Mapping[str, Absence]:
        """Contacts away at `now`."""
        ...

    def house_events(self) -> int:
        """Number of the last event of `HOUSE`."""
        ...

    def ignored(self) -> tuple[str, ...]:
        """Addresses and domains that staff said to ignore."""
        ...

    def vips(self) -> tuple[str, ...]:
        """Addresses and domains that staff put on the list of VIPs."""
        ...

    def chain_head(self) -> str:
        """Hash of the last event and of all before it; see chain.py."""
        ...

    def fact(self, name: str) -> str:
        """A durable fact of the desk, '' where unknown."""
        ...

    def record(
        self,
        decision: Decision,
        mails: Sequence[OutboundMail] = (),
        inbound: Inbound | None = None,
        bookmark: Bookmark | None = None,
    ) -> None:
        """Case, events (chained by hash), texts (bounded), outbox rows (an id that is there already is left as it is,
        unless it is still NEW and never attempted), the seen keys and the bookmark. ValueError if the case has moved on
        since it was read (its event number is not the successor)."""
        ...

    def put_mail(self, mail: OutboundMail) -> None:
        """Replaces the outbox row of that id. A row that is SENT stays SENT."""
        ...

    def put_quarantined(self, item: Quarantined) -> None: ...

    def drop_quarantined(self, copy_key: str) -> None: ...

    def put_fact(self, name: str, value: str) -> None: ...

    def put_customer(self, address: str, customer: Customer) -> None:
        """Automatic mails more than a day older than the newest are forgotten."""
        ...

    def put_bookmark(self, bookmark: Bookmark) -> None: ...


class CaseReader(Protocol):
    """What reading commands see, beside the running worker: a consistent state, perhaps a moment old."""

    def cases(self) -> Iterable[Case]: ...

    def case(self, reference: str) -> Case | None: ...

    def events(self, reference: str = "") -> tuple[Event, ...]:
        """Of one case, or all in the order of writing."""
        ...

    def recent_events(self, reference: str, last: int) -> tuple[Event, ...]:
        """The first event of the case and the last so many."""
        ...

    def events_since(self, moment: datetime) -> tuple[Event, ...]:
        """Of all cases and the house, those at that moment or later, in the order of writing; cost grows with them."""
        ...

    def last_event_at(self) -> datetime | None:
        """Moment of the event that was written last."""
        ...

    def texts(self, reference: str) -> tuple[Text, ...]: ...

    def outbox(self) -> Iterable[OutboundMail]: ...

    def quarantined(self) -> Iterable[Quarantined]: ...

    def bookmark(self, account: str, folder: str) -> Bookmark | None: ...

    def fact(self, name: str) -> str: ...

    def customer(self, address: str) -> Customer: ...

    def absences(self, now: datetime) -> Mapping[str, Absence]: ...

    def ignored(self) -> tuple[str, ...]: ...

    def vips(self) -> tuple[str, ...]: ...

    def chain(self) -> Iterable[Sealed]:
        """Every event in the order of writing, with what its hash covers."""
        ...

    def chain_head(self) -> str:
        """Hash of the last event and of all before it; see chain.py."""
        ...

    def close(self) -> None: ...


class CaseStore(CaseReader, Protocol):
    """The one writer. What it writes is durable when the block ends, or it raises StoreError with nothing changed."""

    def turn(self) -> AbstractContextManager[Turn]:
        """All or nothing. Inside `group()`, durable when the group ends."""
        ...

    def group(self) -> AbstractContextManager[None]:
        """Many turns, one fsync. A turn that fails takes back only itself; a commit that fails, all of them."""
        ...

    def due(self, now: datetime) -> list[str]:
        """References of cases with a timer at or before `now`, earliest first. Cost does not grow with the store."""
        ...

    def next_timer(self, after: datetime | None = None) -> datetime | None:
        """The earliest timer of all cases, or the earliest one later than `after`."""
        ...

    def mail_due(self, now: datetime, limit: int = 0) -> list[OutboundMail]:
        """NEW mails whose `leaves` and `next_try` have come, critical first, then oldest; `limit`: at most so many.

        Cost grows with the open ones only. RuntimeError inside a turn or group: nothing of it may be sent yet."""
        ...

    def mail_waiting(self) -> Mapping[str, int]:
        """How many NEW mails there are for whom (`to`), due or not. Costs nothing, however many they are."""
        ...

    def mail_trying(self) -> list[OutboundMail]:
        """Mails in doubt. RuntimeError inside a turn or group."""
        ...

    def next_mail(self) -> datetime | None:
        """When the next NEW mail may leave."""
        ...
