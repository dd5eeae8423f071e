"""Snapshot and journal make the state: for the one worker when it starts, for a reading command at any moment."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from inbox_escalator.store.disk import Disk, complaint
from inbox_escalator.store.journal import damaged, records
from inbox_escalator.store.snapshot import Rows, Snapshot, read_head, read_snapshot
from inbox_escalator.store.store import StoreDamaged, StoreError

SNAPSHOT = "cases.json"
JOURNAL = "cases.journal"

_TRIES = 20


@dataclass(frozen=True, slots=True)
class State:
    """All rows as of the last whole record."""

    tables: dict[str, Rows]
    serial: int
    """Of the last commit in it."""
    snapshot_size: int
    journal_size: int
    """Bytes that are whole."""
    cut: int = 0
    """Bytes behind them: an append that a crash cut short, and that nobody was told of."""


def load(folder: Path, disk: Disk) -> State | None:
    """None where there is no store yet. StoreDamaged names file and offset; StoreError where it cannot be read."""
    try:
        return _load(folder, disk)
    except OSError as error:
        raise complaint(error, Path(error.filename or folder)) from error


def _load(folder: Path, disk: Disk) -> State | None:
    try:
        snapshot = read_snapshot(disk, folder / SNAPSHOT)
    except FileNotFoundError:
        if _journal(folder, disk) is None:
            return None
        raise _missing(folder / SNAPSHOT) from None
    # The journal is read after the snapshot: what a snapshot does not hold yet is then still in the journal.
    journal = _journal(folder, disk)
    if journal is None:
        if snapshot.through:
            raise _missing(folder / JOURNAL)
        journal = b""
    return _replay(snapshot, journal, folder / JOURNAL)


def _journal(folder: Path, disk: Disk) -> bytes | None:
    try:
        return disk.read(folder / JOURNAL)
    except FileNotFoundError:
        return None


def _missing(path: Path) -> StoreDamaged:
    return StoreDamaged(f"{path} is missing: put it back from a backup, together with the other files of that folder")


def _replay(snapshot: Snapshot, journal: bytes, path: Path) -> State:
    tables, serial, good = snapshot.tables, snapshot.through, 0
    for record in records(journal, path):
        if record.serial > serial + 1:
            raise damaged(path, good)
        if record.serial == serial + 1:
            for table, number, document in record.changes:
                _apply(tables.setdefault(table, {}), number, document)
            serial = record.serial
        good = record.end
    return State(tables, serial, snapshot.size, good, len(journal) - good)


def _apply(rows: Rows, number: int, document: bytes | None) -> None:
    if document is None:
        rows.pop(number, None)
    else:
        rows[number] = document


def load_beside(folder: Path, disk: Disk) -> State:
    """The same beside a running worker, without its lock.

    The worker may put a new snapshot in place and empty the journal between our two reads. Then the snapshot's head is
    another one afterwards, and we read again; so we do where a record was just being cut off and written anew.
    """
    problem = StoreError(f"{folder}: the store is being written faster than it can be read; try again")
    for _ in range(_TRIES):
        before = _head(folder, disk)
        try:
            state = load(folder, disk)
        except StoreDamaged as error:
            problem = error
            continue
        if state is None:
            raise StoreError(f"{folder}: there is no store yet; `inbox-escalator run` makes one")
        if _head(folder, disk) == before:
            return state
    raise problem


def _head(folder: Path, disk: Disk) -> bytes:
    """Empty where there is none."""
    with suppress(OSError):
        return read_head(disk, folder / SNAPSHOT)
    return b""
