"""The tables of the store, each with the type of what lies in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

import msgspec

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Absence, Event, Text
from inbox_escalator.store.store import Bookmark, Customer, Inbound, Quarantined
from inbox_escalator.store.table import CaseDB, JournalTable
from inbox_escalator.writing.outbound import OutboundMail

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Fact:
    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Ignored:
    entry: str
    """An address or a domain."""


@dataclass(frozen=True, slots=True)
class Link:
    """A key that leads to something else: a mail key to its copy, a Message-ID to its case, an alias to our own id."""

    to: str


REMEMBERED = 32
"""Values of a table that are kept decoded: whoever has just been looked at is looked at again."""


class Shelf(Generic[T]):
    """One table. A row is the JSON of one value, decoded when it is taken and not before."""

    def __init__(self, db: CaseDB, name: str, kind: type[T]) -> None:
        self.table = cast("JournalTable", db.table(name))
        self.name = name
        self._kind = kind
        self._decode: msgspec.json.Decoder[T] | None = None
        self._remembered: dict[int, tuple[bytes, T]] = {}

    def get(self, number: int) -> T | None:
        """Values are frozen through and through, so everybody may have the same one."""
        row = self.table.row(number)
        if row is None:
            return None
        known = self._remembered.get(number)
        if known is not None and known[0] is row:
            return known[1]
        value = self.decode(row)
        if len(self._remembered) >= REMEMBERED:
            self._remembered.clear()
        self._remembered[number] = (row, value)
        return value

    def decode(self, row: bytes) -> T:
        if self._decode is None:
            # Made when first needed: a command that reads one table does not pay for all.
            self._decode = msgspec.json.Decoder(self._kind)
        return self._decode.decode(row)

    def put(self, number: int, value: T) -> None:
        self.table.put(number, msgspec.json.encode(value))

    def drop(self, number: int) -> None:
        self.table.put(number, None)

    def has(self, number: int) -> bool:
        return self.table.row(number) is not None

    def all(self) -> Iterator[T]:
        """In the order of writing."""
        return map(self.decode, list(self.table.rows.values()))


class Shelves:
    """Everything that is kept."""

    def __init__(self, db: CaseDB) -> None:
        self.cases = Shelf(db, "cases", Case)
        self.events = Shelf(db, "events", Event)
        self.texts = Shelf(db, "texts", Text)
        self.outbox = Shelf(db, "outbox", OutboundMail)
        """Open mails only; the others lie in `sent`, so that a start need not look through them."""
        self.sent = Shelf(db, "sent", OutboundMail)
        self.seen = Shelf(db, "seen", Inbound)
        self.links = Shelf(db, "links", Link)
        self.bookmarks = Shelf(db, "bookmarks", Bookmark)
        self.quarantine = Shelf(db, "quarantine", Quarantined)
        self.customers = Shelf(db, "customers", Customer)
        self.absences = Shelf(db, "absences", Absence)
        self.ignored = Shelf(db, "ignored", Ignored)
        self.vips = Shelf(db, "vips", Ignored)
        self.facts = Shelf(db, "facts", Fact)
