"""What is due, and when the next thing is: kept sorted beside the rows, and following from them alone."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import Counter
from collections.abc import Iterable
from datetime import datetime
from itertools import islice
from operator import itemgetter

import msgspec

from inbox_escalator.store.snapshot import Rows
from inbox_escalator.writing.outbound import State

_when = itemgetter(0)
Entry = tuple[datetime, int]


class Agenda:
    """Rows by time. A change costs a search and one move in memory, whatever the size."""

    def __init__(self) -> None:
        self._sorted: list[Entry] = []
        self._times: dict[int, datetime] = {}

    def fill(self, entries: Iterable[tuple[int, datetime]]) -> None:
        """At the start: all at once."""
        self._times.update(entries)
        self._sorted = sorted((at, number) for number, at in self._times.items())

    def put(self, number: int, at: datetime | None) -> None:
        """None: not due any more."""
        before = self._times.pop(number, None)
        if before is not None:
            del self._sorted[bisect_left(self._sorted, (before, number))]
        if at is not None:
            self._times[number] = at
            insort(self._sorted, (at, number))

    def due(self, now: datetime) -> list[int]:
        """Earliest first."""
        return [number for _, number in self._sorted[: bisect_right(self._sorted, now, key=_when)]]

    @property
    def next(self) -> datetime | None:
        return self._sorted[0][0] if self._sorted else None

    def next_after(self, moment: datetime) -> datetime | None:
        place = bisect_right(self._sorted, moment, key=_when)
        return self._sorted[place][0] if place < len(self._sorted) else None


class _Timer(msgspec.Struct):
    at: datetime


class _Timers(msgspec.Struct):
    """The little that is read of a case's row."""

    timers: tuple[_Timer, ...] = ()

    @property
    def next(self) -> datetime | None:
        return min((timer.at for timer in self.timers), default=None)


_timers = msgspec.json.Decoder(_Timers)


FIRST_CASE = 1001


class Timers:
    """Cases by their next timer, and the highest number among them."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows
        self.highest = max(rows, default=FIRST_CASE - 1)
        self.agenda = Agenda()
        times = ((number, _timers.decode(row).next) for number, row in rows.items())
        self.agenda.fill((number, at) for number, at in times if at is not None)

    def changed(self, number: int, document: bytes | None) -> None:
        if document is None:
            self.agenda.put(number, None)
            self.highest = max(self._rows, default=FIRST_CASE - 1)  # rare: a new case was taken back
        else:
            self.agenda.put(number, _timers.decode(document).next)
            self.highest = max(self.highest, number)


class News:
    """Rows in the order of writing until somebody takes them."""

    def __init__(self) -> None:
        self._rows: dict[int, bytes] = {}

    def changed(self, number: int, document: bytes | None) -> None:
        self._rows.pop(number, None)
        if document is not None:
            self._rows[number] = document

    def taken(self) -> tuple[bytes, ...]:
        rows, self._rows = self._rows, {}
        return tuple(rows.values())


Rank = tuple[bool, datetime, str, int, int]
"""Sorts mails in the order of sending; ends with the number of the row."""


class _Posted(msgspec.Struct, gc=False):
    """The little that is read of an open mail's row."""

    case: str
    event: int
    to: str
    created: datetime
    leaves: datetime
    state: State = State.NEW
    critical: bool = False
    next_try: datetime | None = None

    @property
    def due(self) -> datetime:
        return max(self.leaves, self.next_try) if self.next_try else self.leaves

    def rank(self, number: int) -> Rank:
        """Critical first, then oldest."""
        return (not self.critical, self.created, self.case, self.event, number)


_posted = msgspec.json.Decoder(_Posted)


class Post:
    """Open mails: when each may leave, which are in doubt, and which case each belongs to."""

    def __init__(self, rows: Rows) -> None:
        self._agenda = Agenda()
        self._open: dict[int, _Posted] = {number: _posted.decode(row) for number, row in rows.items()}
        self._cases: dict[str, set[int]] = {}
        self._trying = {number for number, mail in self._open.items() if mail.state is State.TRYING}
        for number, mail in self._open.items():
            self._cases.setdefault(mail.case, set()).add(number)
        new = {number: mail for number, mail in self._open.items() if mail.state is State.NEW}
        self._agenda.fill((number, mail.due) for number, mail in new.items())
        self._queue = sorted(mail.rank(number) for number, mail in new.items())
        """All that are new, in the order of sending, whether due or not."""
        self.waiting = Counter(mail.to for mail in new.values())
        """How many are new, by recipient."""

    def changed(self, number: int, document: bytes | None) -> None:
        before = self._open.pop(number, None)
        if before is not None:
            self._forget(number, before)
        if document is None:
            return
        after = self._open[number] = _posted.decode(document)
        self._cases.setdefault(after.case, set()).add(number)
        if after.state is State.TRYING:
            self._trying.add(number)
        if after.state is State.NEW:
            self._agenda.put(number, after.due)
            insort(self._queue, after.rank(number))
            self.waiting[after.to] += 1

    def _forget(self, number: int, mail: _Posted) -> None:
        mails = self._cases[mail.case]
        mails.discard(number)
        if not mails:
            del self._cases[mail.case]
        self._trying.discard(number)
        if mail.state is State.NEW:
            self._agenda.put(number, None)
            del self._queue[bisect_left(self._queue, mail.rank(number))]
            self.waiting[mail.to] -= 1

    def due(self, now: datetime, limit: int = 0) -> list[int]:
        """In the order of sending, at most `limit` of them unless it is 0."""
        if self._agenda.next is None or self._agenda.next > now:
            return []
        due = (number for *_, number in self._queue if self._open[number].due <= now)
        return list(islice(due, limit or None))

    def trying(self) -> list[int]:
        return self._in_order(self._trying)

    def of(self, case: str) -> list[int]:
        return self._in_order(self._cases.get(case, ()))

    def _in_order(self, numbers: Iterable[int]) -> list[int]:
        return sorted(numbers, key=lambda number: self._open[number].rank(number))

    @property
    def next(self) -> datetime | None:
        return self._agenda.next
