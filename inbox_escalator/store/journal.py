"""The journal: one line a commit, appended and synced, and never anything in between.

    crc32 of the rest, eight hex digits · space · [serial,[[table,id,document],…]] · line feed

A document of `null` takes the row away. Serials go up by one, so a record that is missing is noticed, and a record that
the snapshot already holds is known as such. The same row written again gives the same row: a record may be read twice.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import msgspec

from inbox_escalator.store.disk import Disk, complaint, write_all
from inbox_escalator.store.store import StoreDamaged

Change = tuple[str, int, bytes | None]
"""Table, id, and the document as JSON; None: the row goes."""

_CRC = 9
"""Bytes before the body: the checksum and a space."""
_NULL = b"null"
_ZEROS = re.compile(rb"\0+")
_BLOCK = 512
"""No disk writes less at once."""
_body = msgspec.json.Decoder(tuple[int, list[tuple[str, str, msgspec.Raw]]])


def encode(serial: int, changes: Iterable[Change]) -> bytes:
    """One record."""
    rows = b",".join(
        b'["%b","%d",%b]' % (table.encode(), number, _NULL if document is None else document)
        for table, number, document in changes
    )
    body = b"[%d,[%b]]" % (serial, rows)
    return b"%08x %b\n" % (zlib.crc32(body), body)


@dataclass(frozen=True, slots=True)
class Record:
    """A commit as it is read back."""

    serial: int
    changes: tuple[Change, ...]
    end: int
    """Offset of the first byte behind it."""


def records(content: bytes, path: Path) -> Iterator[Record]:
    """Every whole record, oldest first; a torn tail ends them. StoreDamaged where one was whole once and is not now."""
    start, before = 0, None
    while start < len(content):
        end = content.find(b"\n", start) + 1
        if not _intact(content, start, end):
            if _torn(content, start, end):
                return
            raise damaged(path, start)
        record = _decode(content, start, end)
        if record is None or (before is not None and record.serial != before + 1):
            raise damaged(path, start)
        yield record
        start, before = end, record.serial


def _intact(content: bytes, start: int, end: int) -> bool:
    if end == 0 or end - start <= _CRC:
        return False
    head, rest = content[start : start + _CRC], memoryview(content)[start + _CRC : end - 1]
    return head == b"%08x " % zlib.crc32(rest)


def _torn(content: bytes, start: int, end: int) -> bool:
    """The append was cut short by a crash, so nobody was ever told that it is there.

    It then has no end of line; or, when the power went while its blocks were written out of order, holes: blocks of
    zeros, which JSON never has. Whatever else does not carry its checksum was whole once.
    """
    if end != len(content):
        return end == 0
    holes = [(start + hole.start(), start + hole.end()) for hole in _ZEROS.finditer(content[start:end])]
    return bool(holes) and all((a == start or a % _BLOCK == 0) and b % _BLOCK == 0 for a, b in holes)


def _decode(content: bytes, start: int, end: int) -> Record | None:
    try:
        serial, rows = _body.decode(memoryview(content)[start + _CRC : end - 1])
        changes = tuple((table, int(number), _document(row)) for table, number, row in rows)
    except (msgspec.MsgspecError, ValueError):
        return None
    return Record(serial, changes, end)


def _document(row: msgspec.Raw) -> bytes | None:
    # A copy: a view would keep the whole journal in memory for the sake of one row.
    document = bytes(row)
    return None if document == _NULL else document


def damaged(path: Path, offset: int) -> StoreDamaged:
    return StoreDamaged(
        f"{path}: the record at byte {offset} does not carry its checksum: the file was changed, or the disk is "
        "failing; keep a copy of the folder, then put it back from a backup"
    )


class Journal:
    """The open file. `size` is what is known to be whole; whatever lies behind it is cut before the next append."""

    def __init__(self, disk: Disk, path: Path, size: int, serial: int) -> None:
        self.path = path
        self.size = size
        self.serial = serial
        """Of the last record written; the snapshot's, where the journal is empty."""
        self._disk = disk
        self._dirty = True
        try:
            self._fd = disk.open(path)
            self._mend()
        except OSError as error:
            raise complaint(error, path) from error

    def append(self, changes: Iterable[Change]) -> None:
        """Durable when it returns. StoreError, with nothing changed, where the disk refuses."""
        record = encode(self.serial + 1, changes)
        try:
            self._mend()
            self._dirty = True
            write_all(self._disk, self._fd, record, self.size)
            self._disk.datasync(self._fd)
        except BaseException as error:
            # After a failed sync nobody knows what lies on the disk: cut it off, now or before the next append.
            with suppress(OSError):
                self._mend()
            if isinstance(error, OSError):
                raise complaint(error, self.path) from error
            raise
        self._dirty = False
        self.size += len(record)
        self.serial += 1

    def _mend(self) -> None:
        if self._dirty:
            self._disk.truncate(self._fd, self.size)
            self._dirty = False

    def empty(self) -> None:
        """Forgets what a snapshot holds durably. OSError leaves the records, which do no harm."""
        self._disk.truncate(self._fd, 0)
        self.size = 0
        self._disk.sync(self._fd)

    def close(self) -> None:
        with suppress(OSError):
            self._disk.close(self._fd)
