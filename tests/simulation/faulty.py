"""The world with faults: every step on the wire and on the disk can crash, fail, tear or lose its answer."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from pathlib import Path

from inbox_escalator.casework.policy import Policy
from inbox_escalator.delivery.courier import Answer, Later, Unsure
from inbox_escalator.intake.mailbox import MailboxError
from inbox_escalator.store.disk import Disk
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.writing.outbound import OutboundMail
from tests.world import VirtualCourier, World

FAULTS: Mapping[str, tuple[str, ...]] = {
    "connect": ("crash", "error"),
    "folders": ("crash", "error"),
    "select": ("crash", "error"),
    "search": ("crash", "error"),
    "fetch": ("crash", "error"),
    "mark": ("crash", "error"),
    "find": ("crash", "error"),
    "append": ("crash", "error"),
    "appended": ("crash", "error"),  # done, its answer lost
    "remove": ("crash", "error"),
    "smtp": ("crash", "later", "unsure"),  # before the final dot; or cut, and not accepted
    "accepted": ("crash", "unsure"),  # after the final dot: accepted, the answer lost
    "write": ("crash", "torn", "full"),
    "sync": ("crash", "eio"),
    "synced": ("crash",),
}
"""What can happen before each kind of step. A crash after a step is a crash before the next one."""


class CrashError(BaseException):
    """The process is gone, in the middle of whatever it did."""


class Steps:
    """Counts the steps of a run, and lets the planned ones fail."""

    def __init__(self, plan: Mapping[int, str]) -> None:
        self.plan = plan
        self.trace: list[str] = []

    def fault(self, kind: str) -> str:
        self.trace.append(kind)
        return self.plan.get(len(self.trace) - 1, "")

    @property
    def spent(self) -> bool:
        """Every planned fault has had its turn."""
        return len(self.trace) > max(self.plan, default=-1)


class FaultyDisk(Disk):
    """A real disk whose writes may fail; it knows what is open, so that a crash can let go of everything."""

    def __init__(self, steps: Steps) -> None:
        self._steps = steps
        self._open: set[int] = set()

    def open(self, path: Path, *, fresh: bool = False) -> int:
        fd = super().open(path, fresh=fresh)
        self._open.add(fd)
        return fd

    def close(self, fd: int) -> None:
        self._open.discard(fd)
        super().close(fd)

    def die(self) -> None:
        """What the kernel does with the files of a process that was killed."""
        for fd in self._open:
            os.close(fd)
        self._open.clear()

    def write(self, fd: int, some: bytes | memoryview, offset: int) -> int:
        match self._steps.fault("write"):
            case "crash":
                raise CrashError
            case "torn":
                super().write(fd, some[: len(some) // 2], offset)
                raise CrashError
            case "full":
                super().write(fd, some[: len(some) // 2], offset)
                raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(fd, some, offset)

    def datasync(self, fd: int) -> None:
        match self._steps.fault("sync"):
            case "crash":
                raise CrashError
            case "eio":
                raise OSError(errno.EIO, "Input/output error")
        if self._steps.fault("synced"):
            raise CrashError

    def sync(self, fd: int) -> None:
        """Opening and closing are not what is tried here; tests/store tries them at every byte."""

    def sync_folder(self, path: Path) -> None:
        """Likewise."""


class FaultyCourier(VirtualCourier):
    def __init__(self, world: FaultyWorld) -> None:
        super().__init__(world.server, world.clock)
        self._steps = world.steps

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        match self._steps.fault("smtp"):
            case "crash":
                raise CrashError
            case "later":
                return Later("connection reset", session=True)
            case "unsure":
                return Unsure("cut after the final dot", copied=bool(copy_to))
        answer = self.accept(mail, copy_to)
        match self._steps.fault("accepted"):
            case "crash":
                raise CrashError
            case "unsure":
                return Unsure("cut after the final dot", copied=bool(copy_to))
        return answer


class StumblingWorld(World):
    """A world whose wire and disk fail where its steps say so."""

    steps: Steps
    disk: FaultyDisk

    def _on_the_wire(self, kind: str) -> None:
        match self.steps.fault(kind):
            case "crash":
                raise CrashError
            case "error":
                raise MailboxError(f"connection lost at {kind}")

    def make_disk(self) -> Disk:
        self.disk = FaultyDisk(self.steps)
        return self.disk


class FaultyWorld(StumblingWorld):
    """A world whose every step is counted."""

    def __init__(self, folder: Path, policy: Policy, rules: Rules, plan: Mapping[int, str]) -> None:
        self.steps = Steps({})
        self.crashes = 0
        super().__init__(folder, policy, rules)
        self.steps.plan = plan
        self.steps.trace.clear()
        self.server.before = self._on_the_wire

    def make_courier(self) -> VirtualCourier:
        return FaultyCourier(self)

    def rise_again(self) -> None:
        """After a crash: the same disk, a new process."""
        self.crashes += 1
        self.disk.die()
        self.open()
