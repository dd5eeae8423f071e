"""Disks that behave as real ones do on a bad day. All but one do their work on the real disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from inbox_escalator.store.disk import Disk

WRITES = ("make_folder", "lock", "open", "write", "datasync", "sync", "truncate", "rename", "link", "remove", "sync_folder")
"""Every call that changes what lies on the disk."""


class NoSync(Disk):
    """Quick, for tests in which nobody pulls a plug."""

    def datasync(self, fd: int) -> None: ...

    def sync(self, fd: int) -> None: ...

    def sync_folder(self, path: Path) -> None: ...


class Watched(Disk):
    """Tells `before` of each writing call, with the file's name, before it is made."""

    def __init__(self, before: Callable[[str, str], None], inner: Disk | None = None) -> None:
        self._before = before
        self._inner = inner or NoSync()
        self._names: dict[int, str] = {}

    def _call(self, call: str, name: str) -> Disk:
        self._before(call, name)
        return self._inner

    def make_folder(self, path: Path) -> None:
        self._call("make_folder", path.name).make_folder(path)

    def lock(self, path: Path) -> int:
        fd = self._call("lock", path.name).lock(path)
        self._names[fd] = path.name
        return fd

    def read(self, path: Path, most: int = -1) -> bytes:
        return self._inner.read(path, most)

    def open(self, path: Path, *, fresh: bool = False) -> int:
        fd = self._call("open", path.name).open(path, fresh=fresh)
        self._names[fd] = path.name
        return fd

    def write(self, fd: int, some: bytes | memoryview, offset: int) -> int:
        return self._call("write", self._names[fd]).write(fd, some, offset)

    def datasync(self, fd: int) -> None:
        self._call("datasync", self._names[fd]).datasync(fd)

    def sync(self, fd: int) -> None:
        self._call("sync", self._names[fd]).sync(fd)

    def truncate(self, fd: int, size: int) -> None:
        self._call("truncate", self._names[fd]).truncate(fd, size)

    def close(self, fd: int) -> None:
        self._inner.close(fd)

    def rename(self, source: Path, target: Path) -> None:
        self._call("rename", target.name).rename(source, target)

    def link(self, source: Path, target: Path) -> None:
        self._call("link", target.name).link(source, target)

    def remove(self, path: Path) -> None:
        self._call("remove", path.name).remove(path)

    def sync_folder(self, path: Path) -> None:
        self._call("sync_folder", path.name).sync_folder(path)


class Recorder(Watched):
    """Writes down every call."""

    def __init__(self) -> None:
        self.calls: list[tuple[str, str]] = []
        super().__init__(lambda call, name: self.calls.append((call, name)))


class Failing(Watched):
    """The n-th writing call fails (1: the first), and all after it until `mend` where `lasting`."""

    def __init__(self, nth: int, code: int, *, lasting: bool, half: bool = False) -> None:
        self.left = nth
        self.refused: list[str] = []
        self._code, self._lasting, self._half = code, lasting, half
        super().__init__(self._count)

    def mend(self) -> None:
        self.left = 1 << 60

    def _count(self, call: str, name: str) -> None:
        self.left -= 1
        if self.left == 0 or (self._lasting and self.left < 0):
            self.refused.append(f"{call} {name}")
            raise OSError(self._code, os.strerror(self._code), name)

    def write(self, fd: int, some: bytes | memoryview, offset: int) -> int:
        try:
            return super().write(fd, some, offset)
        except OSError:
            if self._half:
                self._inner.write(fd, memoryview(some)[: len(some) // 2], offset)
            raise


class PowerCut(BaseException):
    """Nothing runs after it."""


@dataclass
class _File:
    content: bytearray = field(default_factory=bytearray)
    synced: bytes = b""


class Plugged(Disk):
    """A disk in memory that forgets, when the power goes, whatever was not synced: content and names alike.

    `survives` says what becomes of content that was not synced: "old" (none of it), "new" (all of it), "short" (the
    first half of the growth), "hole" (the second half; the blocks before it read as zeros).
    """

    def __init__(self, cut_at: int = 1 << 60) -> None:
        self.left = cut_at
        self._names: dict[Path, _File] = {}
        self._synced: dict[Path, _File] = {}
        self._open: dict[int, _File] = {}
        self._next = 3

    def _tick(self) -> None:
        self.left -= 1
        if self.left <= 0:
            raise PowerCut

    def after_the_cut(self, survives: str, *, renamed: bool) -> Plugged:
        """What the machine finds when it comes up again. `renamed`: names that were not synced are there all the same."""
        found = Plugged()
        for path, file in (self._names if renamed else self._synced).items():
            content = _survivors(file, survives)
            found._names[path] = found._synced[path] = _File(bytearray(content), content)
        return found

    def make_folder(self, path: Path) -> None: ...

    def lock(self, path: Path) -> int:
        return self.open(path)

    def read(self, path: Path, most: int = -1) -> bytes:
        if path not in self._names:
            raise FileNotFoundError(errno.ENOENT, "No such file", str(path))
        content = bytes(self._names[path].content)
        return content if most < 0 else content[:most]

    def open(self, path: Path, *, fresh: bool = False) -> int:
        self._tick()
        file = self._names.setdefault(path, _File())
        if fresh:
            file.content.clear()
        self._next += 1
        self._open[self._next] = file
        return self._next

    def write(self, fd: int, some: bytes | memoryview, offset: int) -> int:
        self._tick()
        content = self._open[fd].content
        content.extend(bytes(max(0, offset - len(content))))
        content[offset : offset + len(some)] = some
        return len(some)

    def datasync(self, fd: int) -> None:
        self.sync(fd)

    def sync(self, fd: int) -> None:
        self._tick()
        file = self._open[fd]
        file.synced = bytes(file.content)

    def truncate(self, fd: int, size: int) -> None:
        self._tick()
        del self._open[fd].content[size:]

    def close(self, fd: int) -> None:
        del self._open[fd]

    def rename(self, source: Path, target: Path) -> None:
        self._tick()
        self._names[target] = self._names.pop(source)

    def link(self, source: Path, target: Path) -> None:
        self._tick()
        self._names[target] = self._names[source]

    def remove(self, path: Path) -> None:
        self._tick()
        self._names.pop(path, None)

    def sync_folder(self, path: Path) -> None:
        self._tick()
        self._synced = dict(self._names)


def _survivors(file: _File, survives: str) -> bytes:
    old, new = file.synced, bytes(file.content)
    if survives == "old" or old == new:
        return old
    middle = len(old) + (len(new) - len(old)) // 2
    if survives == "short":
        return new[: max(len(old), middle)]
    middle = middle // 512 * 512
    if survives == "hole" and middle > len(old):
        return new[: len(old)] + bytes(middle - len(old)) + new[middle:]
    return new
