"""The store in one folder: TinyDB over a journal. Start reading here; storage.py holds the transaction.

cases.json      the snapshot; a plain `TinyDB("cases.json")` opens it
cases.journal   commits since then
worker.lock     held by the one worker, with its pid
desk.key        the secret of the ids
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from inbox_escalator.casework.decision import Event
from inbox_escalator.store.agenda import News, Post, Timers
from inbox_escalator.store.disk import Disk
from inbox_escalator.store.lock import hold, load_key
from inbox_escalator.store.reader import TinyReader, open_reader
from inbox_escalator.store.storage import COMPACT_AT, JournalStorage
from inbox_escalator.store.store import CaseStore, Turn
from inbox_escalator.store.turn import Digest, TinyTurn
from inbox_escalator.writing.outbound import OutboundMail

__all__ = ["TinyStore", "load_key", "open_reader", "open_store"]


def open_store(
    folder: Path, *, seal_digest: Digest | None = None, disk: Disk | None = None, compact_at: int = COMPACT_AT
) -> TinyStore:
    """Takes the folder for this process; makes it where it is missing.

    seal_digest: the seal's salted hash; with it each event carries the hash of the words that it rests on.
    compact_at: bytes of journal. StoreLocked, StoreDamaged, StoreError.
    """
    disk = disk or Disk()
    lock = hold(folder, disk)
    try:
        return TinyStore(JournalStorage(folder, disk, compact_at), lock, disk, seal_digest)
    except BaseException:
        disk.close(lock)
        raise


class TinyStore(TinyReader):
    """Implements `CaseStore`. For one thread."""

    def __init__(self, storage: JournalStorage, lock: int, disk: Disk, digest: Digest | None) -> None:
        super().__init__(storage)
        self._storage = storage
        self._lock = lock
        self._disk = disk
        self._timers = Timers(storage.rows("cases"))
        self._post = Post(storage.rows("outbox"))
        storage.watchers = {"cases": self._timers, "outbox": self._post}
        self._turn = TinyTurn(self, self._shelves, self._timers, self._post, digest)
        self._in_turn = False
        self._closed = False

    @property
    def cut(self) -> int:
        """Bytes of an append that a crash cut short; taken off at the start. Nobody was told of them."""
        return self._storage.cut

    @property
    def trouble(self) -> str:
        """One line for a person: why the journal cannot be folded in; '' when it can. Nothing is lost by it."""
        return self._storage.trouble

    @contextmanager
    def turn(self) -> Iterator[Turn]:
        """RuntimeError inside of another turn."""
        if self._in_turn:
            raise RuntimeError("a turn inside a turn")
        self._in_turn = True
        try:
            with self._storage.transaction():
                yield self._turn
        finally:
            self._in_turn = False

    @contextmanager
    def group(self) -> Iterator[None]:
        with self._storage.transaction():
            yield

    def news(self) -> Callable[[], tuple[Event, ...]]:
        """From now on each call gives the events that were written since the last one; for one listener."""
        news = News()
        self._storage.watchers["events"] = news
        return lambda: tuple(map(self._shelves.events.decode, news.taken()))

    def due(self, now: datetime) -> list[str]:
        cases = map(self._shelves.cases.get, self._timers.agenda.due(now))
        return [case.reference for case in cases if case is not None]

    def next_timer(self, after: datetime | None = None) -> datetime | None:
        return self._timers.agenda.next if after is None else self._timers.agenda.next_after(after)

    def mail_due(self, now: datetime, limit: int = 0) -> list[OutboundMail]:
        return self._mails(self._post.due(now, limit))

    def mail_waiting(self) -> Mapping[str, int]:
        return self._post.waiting

    def mail_trying(self) -> list[OutboundMail]:
        return self._mails(self._post.trying())

    def _mails(self, numbers: list[int]) -> list[OutboundMail]:
        if self._storage.busy:
            raise RuntimeError("mails are asked for inside a turn or group: what is not durable must not be sent")
        mails = map(self._shelves.outbox.get, numbers)
        return [mail for mail in mails if mail is not None]

    def next_mail(self) -> datetime | None:
        return self._post.next

    def compact(self) -> None:
        """Folds the journal into the snapshot now; see `trouble`."""
        self._storage.compact()

    def close(self) -> None:
        """Folds the journal in and lets go of the folder. StoreError where that failed; nothing is lost by it."""
        if self._closed:
            return
        self._closed = True
        try:
            self._storage.close()
        finally:
            self._disk.close(self._lock)

    def __enter__(self) -> TinyStore:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


if TYPE_CHECKING:
    _KEEPS_THE_PROMISES: type[CaseStore] = TinyStore
