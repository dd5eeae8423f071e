"""TinyDB's storage, made safe: rows in memory as their JSON, changes in a journal, all of a commit in one record."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path
from typing import Any, Protocol, cast

import msgspec
from tinydb.storages import Storage

from inbox_escalator.store.disk import Disk, complaint
from inbox_escalator.store.journal import Change, Journal
from inbox_escalator.store.loading import JOURNAL, SNAPSHOT, State, load
from inbox_escalator.store.snapshot import Rows, write_snapshot
from inbox_escalator.store.store import StoreError

COMPACT_AT = 16 << 20
"""Bytes of journal that call for a snapshot; half of the last snapshot where that is more, so that each byte is written
again a bounded number of times however large the store grows."""


_READING = "this store was opened for reading only"


class Watcher(Protocol):
    """Is told of every change of a row, taken back or not: what it holds always follows from the rows."""

    def changed(self, number: int, document: bytes | None) -> None: ...


class Documents(Mapping[str, Mapping[str, object]]):
    """The rows of a table as TinyDB wants them: keys are strings, documents are dicts, decoded when looked at."""

    def __init__(self, rows: Rows) -> None:
        self._rows = rows

    def __getitem__(self, key: str) -> Mapping[str, object]:
        return cast("Mapping[str, object]", msgspec.json.decode(self._rows[int(key)]))

    def __iter__(self) -> Iterator[str]:
        return map(str, self._rows)

    def __len__(self) -> int:
        return len(self._rows)


class RowStorage(Storage):
    """Rows for reading; `JournalStorage` can be written too."""

    def __init__(self, tables: dict[str, Rows]) -> None:
        self._tables = tables

    def rows(self, table: str) -> Rows:
        """Live; changed by `put` only."""
        return self._tables.setdefault(table, {})

    def read(self) -> dict[str, dict[str, Any]] | None:
        return cast("dict[str, dict[str, Any]]", {name: Documents(rows) for name, rows in self._tables.items()})

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:  # noqa: ARG002
        raise StoreError(_READING)

    def put(self, table: str, number: int, document: bytes | None) -> None:  # noqa: ARG002
        raise StoreError(_READING)

    def transaction(self) -> AbstractContextManager[None]:
        raise StoreError(_READING)


class JournalStorage(RowStorage):
    """The writing side. The folder must be locked (lock.py) as long as one of these is open."""

    def __init__(self, folder: Path, disk: Disk, compact_at: int = COMPACT_AT) -> None:
        self._disk = disk
        self._path = folder / SNAPSHOT
        self._compact_at = compact_at
        self.watchers: dict[str, Watcher] = {}
        self.trouble = ""
        """Why the journal could not be folded into the snapshot; '' when all is well. Nothing is lost by it."""
        self._undo: list[Change] = []
        """Rows as they were before the open transaction changed them."""
        self._depth = 0
        state = load(folder, disk) or self._found()
        super().__init__(state.tables)
        self.cut = state.cut
        self._snapshot_size = state.snapshot_size
        self._journal = Journal(disk, folder / JOURNAL, state.journal_size, state.serial)
        try:
            disk.sync_folder(folder)
        except OSError as error:
            raise complaint(error, folder) from error

    def _found(self) -> State:
        """The first snapshot: from now on a missing file is damage, not a beginning."""
        try:
            return State({}, 0, write_snapshot(self._disk, self._path, {}, 0), 0)
        except OSError as error:
            raise complaint(error, self._path) from error

    @property
    def busy(self) -> bool:
        """In a transaction: what is read now may not be durable."""
        return self._depth > 0

    def put(self, table: str, number: int, document: bytes | None) -> None:
        """Writes a row of the open transaction; None takes it away. RuntimeError outside of one."""
        if not self._depth:
            raise RuntimeError("rows are written in a transaction only")
        before = self.rows(table).get(number)
        if before == document:
            return
        self._undo.append((table, number, before))
        self._set(table, number, document)

    def _set(self, table: str, number: int, document: bytes | None) -> None:
        if document is None:
            self.rows(table).pop(number, None)
        else:
            self.rows(table)[number] = document
        watcher = self.watchers.get(table)
        if watcher is not None:
            watcher.changed(number, document)

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing. Inside of another one it can be taken back alone, but is durable only with the outer one."""
        mark = len(self._undo)
        self._depth += 1
        try:
            yield
            if self._depth == 1:
                self._commit()
        except BaseException:
            self._take_back(mark)
            raise
        finally:
            self._depth -= 1
        if not self._depth and self._journal.size > max(self._compact_at, self._snapshot_size // 2):
            self.compact()

    def _commit(self) -> None:
        touched = dict.fromkeys((table, number) for table, number, _ in self._undo)
        changes: list[Change] = [(table, number, self._tables[table].get(number)) for table, number in touched]
        if changes:
            self._journal.append(changes)
        self._undo.clear()

    def _take_back(self, mark: int) -> None:
        while len(self._undo) > mark:
            self._set(*self._undo.pop())

    def compact(self) -> None:
        """Folds the journal into the snapshot. What goes wrong is told in `trouble`: the journal holds everything."""
        aside = self._path.with_name(f"{self._path.name}.new")
        try:
            self._snapshot_size = write_snapshot(self._disk, self._path, self._tables, self._journal.serial)
            self._journal.empty()
            self.trouble = ""
        except OSError as error:
            self.trouble = str(complaint(error, self._path))
            with suppress(OSError):
                self._disk.remove(aside)

    def write(self, data: Mapping[str, Mapping[str, Any]]) -> None:
        """Replaces every row of every table: what a plain TinyDB does on `drop_tables`."""
        with self.transaction():
            for table, rows in list(self._tables.items()):
                for number in set(rows) - {int(key) for key in data.get(table, {})}:
                    self.put(table, number, None)
            for table, documents in data.items():
                for key, document in documents.items():
                    self.put(table, int(key), msgspec.json.encode(dict(document)))

    def close(self) -> None:
        """Folds the journal in. StoreError where that failed; the journal then holds what the snapshot does not."""
        if self._journal.size:
            self.compact()
        self._journal.close()
        if self.trouble:
            raise StoreError(f"{self.trouble} (everything is safe in {self._journal.path.name})")
