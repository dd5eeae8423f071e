"""Reading the store: what the worker and the reading commands have in common."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from itertools import count
from pathlib import Path

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import HOUSE, Absence, Event, Text
from inbox_escalator.store.chain import BEGINNING, chain_of, said_in
from inbox_escalator.store.disk import Disk
from inbox_escalator.store.loading import load_beside
from inbox_escalator.store.numbers import case_number, key_number, part_number
from inbox_escalator.store.shelf import Shelf, Shelves, T
from inbox_escalator.store.storage import RowStorage
from inbox_escalator.store.store import Bookmark, CaseReader, Customer, Quarantined, Sealed
from inbox_escalator.store.table import CaseDB
from inbox_escalator.writing.outbound import OutboundMail


def open_reader(folder: Path, *, disk: Disk | None = None) -> CaseReader:
    """The state as of the last whole commit, beside a running worker or without one. StoreError, StoreDamaged."""
    return TinyReader(RowStorage(load_beside(folder, disk or Disk()).tables))


class TinyReader:
    """Implements `CaseReader`. `db` is an ordinary TinyDB for whoever wants to ask it something."""

    def __init__(self, storage: RowStorage) -> None:
        self.db = CaseDB(storage)
        self._shelves = Shelves(self.db)

    def cases(self) -> Iterable[Case]:
        return self._shelves.cases.all()

    def case(self, reference: str) -> Case | None:
        number = _number(reference)
        case = None if number is None else self._shelves.cases.get(number)
        return case if case is not None and case.reference == reference else None

    def events(self, reference: str = "") -> tuple[Event, ...]:
        if not reference:
            return tuple(self._shelves.events.all())
        return tuple(event for event in self._parts(self._shelves.events, reference) if event.case == reference)

    def recent_events(self, reference: str, last: int) -> tuple[Event, ...]:
        number, case = _number(reference), self.case(reference)
        if number is None:
            return ()
        count = self.house_events() if reference == HOUSE else case.events if case is not None else 0
        wanted = (1, *range(max(count - last + 1, 2), count + 1)) if count else ()
        found = (self._shelves.events.get(part_number(number, part)) for part in wanted)
        return tuple(event for event in found if event is not None and event.case == reference)

    def texts(self, reference: str) -> tuple[Text, ...]:
        return tuple(sorted(self.texts_as_they_lie(reference), key=lambda text: text.event))

    def texts_as_they_lie(self, reference: str) -> list[Text]:
        """In the order of their places, which is not that of writing where a new text took the place of an old one."""
        return [text for text in self._parts(self._shelves.texts, reference) if text.case == reference]

    def _parts(self, shelf: Shelf[T], reference: str) -> Iterator[T]:
        """Parts lie without a gap, so the first that is missing is the end."""
        case = _number(reference)
        for part in count(1) if case is not None else ():
            value = shelf.get(part_number(case or 0, part))
            if value is None:
                return
            yield value

    def house_events(self) -> int:
        """Number of the last event of `HOUSE`: they lie without a gap, so it is found by halving."""
        shelf, house = self._shelves.events, case_number(HOUSE)
        above = 1
        while shelf.has(part_number(house, above)):
            above *= 2
        return bisect_left(range(above), True, lo=1, key=lambda part: not shelf.has(part_number(house, part))) - 1

    def outbox(self) -> Iterable[OutboundMail]:
        """Open or not, oldest first."""
        mails = [*self._shelves.sent.all(), *self._shelves.outbox.all()]
        return sorted(mails, key=lambda mail: (mail.created, mail.case, mail.event))

    def outbound(self, message_id: str) -> OutboundMail | None:
        mail = self._own(message_id)
        if mail is None:
            known = self._shelves.links.get(key_number("alias", message_id))
            mail = self._own(known.to) if known is not None else None
        return mail

    def _own(self, message_id: str) -> OutboundMail | None:
        number = key_number("mail", message_id)
        return self._shelves.outbox.get(number) or self._shelves.sent.get(number)

    def quarantined(self) -> Iterable[Quarantined]:
        return self._shelves.quarantine.all()

    def bookmark(self, account: str, folder: str) -> Bookmark | None:
        return self._shelves.bookmarks.get(key_number("bookmark", account, folder))

    def fact(self, name: str) -> str:
        fact = self._shelves.facts.get(key_number("fact", name))
        return fact.value if fact is not None else ""

    def customer(self, address: str) -> Customer:
        return self._shelves.customers.get(key_number("customer", address.lower())) or Customer()

    def absences(self, now: datetime) -> Mapping[str, Absence]:
        return {a.contact: a for a in self._shelves.absences.all() if a.until is None or a.until > now}

    def ignored(self) -> tuple[str, ...]:
        return tuple(ignored.entry for ignored in self._shelves.ignored.all())

    def vips(self) -> tuple[str, ...]:
        return tuple(vip.entry for vip in self._shelves.vips.all())

    def events_since(self, moment: datetime) -> tuple[Event, ...]:
        rows, found = self._shelves.events.table.rows, list[Event]()
        for number in reversed(rows):
            event = self._shelves.events.decode(rows[number])
            if event.at < moment:
                break
            found.append(event)
        return tuple(reversed(found))

    def last_event_at(self) -> datetime | None:
        row = self._last_event()
        return self._shelves.events.decode(row).at if row else None

    def _last_event(self) -> bytes:
        """Events are only ever added, so the row written last is the end of the chain."""
        rows = self._shelves.events.table.rows
        return bytes(rows[next(reversed(rows))]) if rows else b""

    def chain(self) -> Iterator[Sealed]:
        for row in map(bytes, list(self._shelves.events.table.rows.values())):
            yield Sealed(self._shelves.events.decode(row), said_in(row), chain_of(row))

    def chain_head(self) -> str:
        row = self._last_event()
        return chain_of(row) if row else BEGINNING

    def close(self) -> None:
        """Nothing is held open: all was read at the start."""


def _number(reference: str) -> int | None:
    try:
        return case_number(reference)
    except ValueError:
        return None
