"""One worker a data directory, and the secret that lies in it."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from inbox_escalator.store.disk import Disk, complaint, write_all
from inbox_escalator.store.store import StoreDamaged, StoreLocked

LOCK = "worker.lock"
KEY = "desk.key"
KEY_BYTES = 32


def hold(folder: Path, disk: Disk) -> int:
    """Descriptor of the lock; closing it lets go, and so does the end of the process. Creates the folder."""
    path = folder / LOCK
    try:
        disk.make_folder(folder)
        fd = disk.lock(path)
    except BlockingIOError as error:
        raise StoreLocked(
            f"{folder} is held by another worker (pid {_holder(path, disk)}): stop that one first, "
            "or give this one a folder of its own under [store]"
        ) from error
    except OSError as error:
        raise complaint(error, path) from error
    with suppress(OSError):
        # Only for the message above. On a full disk the lock holds without it, and reading and sending can go on.
        disk.truncate(fd, 0)
        write_all(disk, fd, b"%d\n" % os.getpid(), 0)
    return fd


def _holder(path: Path, disk: Disk) -> str:
    try:
        return disk.read(path, 20).decode("ascii", "replace").strip() or "unknown"
    except OSError:
        return "unknown"


def load_key(folder: Path, *, disk: Disk | None = None) -> bytes:
    """The desk's secret: 32 random bytes, made once, durable before it is used. StoreDamaged where it is not whole."""
    disk = disk or Disk()
    path = folder / KEY
    try:
        try:
            key = disk.read(path)
        except FileNotFoundError:
            _create(path, disk)
            key = disk.read(path)
    except OSError as error:
        raise complaint(error, path) from error
    if len(key) != KEY_BYTES:
        raise StoreDamaged(
            f"{path} has {len(key)} bytes instead of {KEY_BYTES}: put it back from a backup; "
            "without it answers to mails already sent are not known as ours"
        )
    return key


def _create(path: Path, disk: Disk) -> None:
    """Made aside and given its name when whole. A link never replaces: of two that start at once, the first wins."""
    disk.make_folder(path.parent)
    aside = path.with_name(f"{path.name}.{os.getpid()}")
    fd = disk.open(aside, fresh=True)
    try:
        write_all(disk, fd, os.urandom(KEY_BYTES), 0)
        disk.sync(fd)
    finally:
        disk.close(fd)
    try:
        disk.link(aside, path)
    except FileExistsError:
        pass
    finally:
        disk.remove(aside)
    disk.sync_folder(path.parent)
