"""The snapshot `cases.json`: an ordinary TinyDB file whose first table, `_snapshot`, seals the rest of it.

It is written aside, synced, renamed over the old one, and the folder is synced: there is always one whole snapshot.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import msgspec

from inbox_escalator.store.disk import Disk, write_all
from inbox_escalator.store.store import StoreDamaged

Rows = dict[int, bytes]
"""Id → document as JSON, in the order of writing."""

SEAL = "_snapshot"
_HEAD = b'{"_snapshot":{"1":{"format":1,"through":"%020d","length":"%020d","crc32":"%08x"}}'
HEAD_BYTES = len(_HEAD % (0, 0, 0))
_READ_HEAD = re.compile(
    rb'\{"_snapshot":\{"1":\{"format":1,"through":"(\d{20})","length":"(\d{20})","crc32":"([0-9a-f]{8})"\}\}'
)
_ROWS_A_WRITE = 100

_tables = msgspec.json.Decoder(dict[str, dict[int, msgspec.Raw]])


@dataclass(frozen=True, slots=True)
class Snapshot:
    tables: dict[str, Rows]
    through: int
    """Serial of the last commit that it holds."""
    size: int


def write_snapshot(disk: Disk, path: Path, tables: Mapping[str, Rows], through: int) -> int:
    """Size in bytes. OSError leaves the old snapshot in its place."""
    aside = path.with_name(f"{path.name}.new")
    fd = disk.open(aside, fresh=True)
    try:
        size, checksum = HEAD_BYTES, _begin(through)
        for piece in _pieces(tables):
            write_all(disk, fd, piece, size)
            size, checksum = size + len(piece), zlib.crc32(piece, checksum)
        write_all(disk, fd, _HEAD % (through, size, checksum), 0)
        disk.sync(fd)
    finally:
        disk.close(fd)
    disk.rename(aside, path)
    disk.sync_folder(path.parent)
    return size


def _begin(through: int) -> int:
    """The checksum covers this number too: a wrong one would skip records or read them twice."""
    return zlib.crc32(b"%d" % through)


def _pieces(tables: Mapping[str, Rows]) -> Iterator[bytes]:
    for name, rows in tables.items():
        yield b',\n"%b":{' % name.encode()
        separator, some = b"\n", iter(rows.items())
        while lines := [b'"%d":%b' % row for row in islice(some, _ROWS_A_WRITE)]:
            yield separator + b",\n".join(lines)
            separator = b",\n"
        yield b"}"
    yield b"}\n"


def read_snapshot(disk: Disk, path: Path) -> Snapshot:
    """The rows are views into the file's content, so this is quick. StoreDamaged; OSError."""
    content = disk.read(path)
    head = _READ_HEAD.match(content)
    if head is None:
        raise _broken(path, 0, min(len(content), HEAD_BYTES))
    through, length, checksum = int(head[1]), int(head[2]), int(head[3], 16)
    body = memoryview(content)[HEAD_BYTES:]
    if length != len(content) or zlib.crc32(body, _begin(through)) != checksum:
        raise _broken(path, HEAD_BYTES, len(content))
    try:
        tables = _tables.decode(content)
    except msgspec.MsgspecError as error:
        raise _broken(path, HEAD_BYTES, len(content)) from error
    del tables[SEAL]
    return Snapshot(tables, through, len(content))  # type: ignore[arg-type]


def read_head(disk: Disk, path: Path) -> bytes:
    """Differs whenever another snapshot has taken the place."""
    return disk.read(path, HEAD_BYTES)


def _broken(path: Path, start: int, end: int) -> StoreDamaged:
    return StoreDamaged(
        f"{path}: bytes {start} to {end} do not carry their checksum: the file was changed by another program, or the "
        "disk is failing; keep a copy of the folder, then put it back from a backup"
    )
