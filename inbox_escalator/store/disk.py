"""Every call that touches the data directory, one method each, so that a test can make any one of them fail."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

from inbox_escalator.store.store import StoreError

PRIVATE_FILE = 0o600
PRIVATE_FOLDER = 0o700

_FULL = "the disk is full: free some space; nothing that was taken in is lost, and the work goes on by itself"
_READ_ONLY = "the disk is mounted read-only: make it writable again; the work goes on by itself"
_DENIED = "not allowed: give this user the right to write there"
_REMEDIES = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EFBIG: _FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _DENIED,
    errno.EPERM: _DENIED,
    errno.EIO: "the disk reports an error: look at the system's log, and have a backup at hand",
    errno.ENOENT: "no such file or folder: give the right folder under [store]",
    errno.ENOTDIR: "this is no folder: give another one under [store]",
}


def complaint(error: OSError, path: Path) -> StoreError:
    """What a person reads instead of `error`: the file and the remedy, on one line."""
    what = _REMEDIES.get(error.errno or 0) or f"{error.strerror or error}: see that the folder can be written"
    return StoreError(f"{path}: {what}")


class Disk:
    """The real one. Every method may raise OSError."""

    def make_folder(self, path: Path) -> None:
        """Nobody else may look into it: it holds customers' words. One that is there stays as it is."""
        path.mkdir(PRIVATE_FOLDER, parents=True, exist_ok=True)

    def lock(self, path: Path) -> int:
        """Descriptor that holds `path` for this process until it is closed. BlockingIOError where another has it."""
        fd = self.open(path)
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self.close(fd)
            raise
        return fd

    def read(self, path: Path, most: int = -1) -> bytes:
        """The whole file, or its first `most` bytes."""
        with path.open("rb", buffering=0) as file:
            return file.read(most) or b""

    def open(self, path: Path, *, fresh: bool = False) -> int:
        """For reading and writing, created where it is missing; `fresh`: emptied first."""
        return os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC | (os.O_TRUNC if fresh else 0), PRIVATE_FILE)

    def write(self, fd: int, some: bytes | memoryview, offset: int) -> int:
        """Bytes written, perhaps fewer than given."""
        return os.pwrite(fd, some, offset)

    def datasync(self, fd: int) -> None:
        os.fdatasync(fd)

    def sync(self, fd: int) -> None:
        os.fsync(fd)

    def truncate(self, fd: int, size: int) -> None:
        os.ftruncate(fd, size)

    def close(self, fd: int) -> None:
        os.close(fd)

    def rename(self, source: Path, target: Path) -> None:
        source.replace(target)

    def link(self, source: Path, target: Path) -> None:
        """A second name. FileExistsError where `target` is there: unlike a rename it never replaces."""
        os.link(source, target)

    def remove(self, path: Path) -> None:
        path.unlink(missing_ok=True)

    def sync_folder(self, path: Path) -> None:
        """A file that was created or renamed is there after a power cut only when its folder was synced."""
        fd = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
        try:
            os.fsync(fd)
        finally:
            os.close(fd)


def write_all(disk: Disk, fd: int, content: bytes, offset: int) -> None:
    """All of `content`, however little the disk takes at a time."""
    left = memoryview(content)
    while left:
        done = disk.write(fd, left, offset)
        left, offset = left[done:], offset + done
