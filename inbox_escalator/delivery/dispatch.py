"""Lets the wire work while the worker reads: mails go in, answers come out, and nobody waits for a server.

asyncio is imported where a thread starts, not with this file: most commands never send.
"""

from __future__ import annotations

import contextlib
import select
import socket
import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from inbox_escalator.delivery.courier import Answer, Courier, Later, Unsure
from inbox_escalator.delivery.replies import one_line
from inbox_escalator.writing.outbound import OutboundMail

if TYPE_CHECKING:
    import asyncio

STOPPING = Later("not sent: the worker stops", session=True)

FAREWELL = 10.0
"""Seconds beyond the allowed ones for connections to end and the thread to leave."""


GATHERED_FOR = 0.02
"""Seconds that an answer waits for others, at most."""

ENOUGH = 8
"""So many answers wait no longer."""


class Dispatch(Protocol):
    """Called by one thread only."""

    @property
    def wake_fd(self) -> int:
        """Readable when an answer is ready; -1 where answers are always ready at once."""
        ...

    @property
    def busy(self) -> int:
        """Mails handed in whose answers were not collected."""
        ...

    @property
    def ready(self) -> int:
        """Answers that wait to be collected."""
        ...

    def submit(self, mail: OutboundMail, copy_to: str = "") -> None:
        """Returns at once, whatever the wire does."""
        ...

    def collect(self) -> list[tuple[str, Answer]]:
        """Message-IDs with their answers, in the order of coming; each once."""
        ...

    def wait(self, seconds: float) -> bool:
        """Until an answer is ready or `wake` was called (True), or the time has passed."""
        ...

    def wake(self) -> None:
        """Ends whatever waits for `wake_fd`. A signal may call it at any moment."""
        ...

    def close(self, seconds: float = 0.0) -> None:
        """Lets what is on the wire end for so long; what never reached it is `Later`. Then `collect` once more."""
        ...


class Bell:
    """Wakes a thread that waits in `select`: readable from the first ring until it is hushed."""

    def __init__(self) -> None:
        self._hear, self._ring = socket.socketpair()
        self._hear.setblocking(False)
        self._ring.setblocking(False)
        self._rung = False

    def fileno(self) -> int:
        return self._hear.fileno()

    def ring(self) -> None:
        if not self._rung:
            self._rung = True
            with contextlib.suppress(OSError):
                self._ring.send(b"\0")

    def hush(self) -> None:
        """Before the answers are taken: one that comes meanwhile rings again."""
        with contextlib.suppress(OSError):
            self._hear.recv(64)
        self._rung = False

    def wait(self, seconds: float) -> bool:
        return bool(select.select([self._hear], [], [], max(seconds, 0.0))[0])

    def close(self) -> None:
        self._hear.close()
        self._ring.close()


class ThreadDispatch:
    """One event loop in one thread, up to `slots` mails on the wire. The courier is made in that thread."""

    def __init__(self, courier_factory: Callable[[], Courier], slots: int) -> None:
        self._factory = courier_factory
        self._slots = slots
        self._courier: Courier | None = None
        self._waiting: deque[tuple[OutboundMail, str]] = deque()
        self._answers: deque[tuple[str, Answer]] = deque()
        self._bell = Bell()
        self._busy = 0
        self._thread: threading.Thread | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._tasks: set[asyncio.Task[None]] = set()
        self._nudged = False
        self._closed = False

    @property
    def wake_fd(self) -> int:
        return self._bell.fileno()

    @property
    def busy(self) -> int:
        return self._busy

    @property
    def ready(self) -> int:
        return len(self._answers)

    def submit(self, mail: OutboundMail, copy_to: str = "") -> None:
        self._busy += 1
        if self._closed:
            self._tell(mail, STOPPING)
            return
        self._waiting.append((mail, copy_to))
        loop = self._loop or self._start()
        if not self._nudged:
            self._nudged = True
            loop.call_soon_threadsafe(self._fill)

    def collect(self) -> list[tuple[str, Answer]]:
        if not self._closed:
            self._bell.hush()
        come: list[tuple[str, Answer]] = []
        while self._answers:
            come.append(self._answers.popleft())
        self._busy -= len(come)
        return come

    def wait(self, seconds: float) -> bool:
        return bool(self._answers) if self._closed else self._bell.wait(seconds)

    def wake(self) -> None:
        self._bell.ring()

    def close(self, seconds: float = 0.0) -> None:
        if self._closed:
            return
        if self._loop is not None and self._thread is not None:
            self._end(self._loop, self._thread, seconds)
        self._closed = True
        self._bell.close()

    def _end(self, loop: asyncio.AbstractEventLoop, thread: threading.Thread, seconds: float) -> None:
        import asyncio

        ending = asyncio.run_coroutine_threadsafe(self._finish(seconds), loop)
        with contextlib.suppress(TimeoutError):
            ending.result(seconds + FAREWELL)
        loop.call_soon_threadsafe(loop.stop)
        thread.join(FAREWELL)

    def _start(self) -> asyncio.AbstractEventLoop:
        import asyncio

        self._loop = loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, args=(loop,), name="post", daemon=True)
        self._thread.start()
        return loop

    # ------------------------------------------------------------------ in the thread of the loop

    def _run(self, loop: asyncio.AbstractEventLoop) -> None:
        try:
            loop.run_forever()
        finally:
            loop.close()

    def _fill(self) -> None:
        self._nudged = False
        if self._loop is None:
            return
        for _ in range(min(self._slots - len(self._tasks), len(self._waiting))):
            task = self._loop.create_task(self._slot())
            self._tasks.add(task)
            task.add_done_callback(self._slot_ended)

    def _slot_ended(self, task: asyncio.Task[None]) -> None:
        self._tasks.discard(task)
        if self._waiting:
            self._fill()

    async def _slot(self) -> None:
        while self._waiting:
            mail, copy_to = self._waiting.popleft()
            self._tell(mail, await self._deliver(mail, copy_to))

    async def _deliver(self, mail: OutboundMail, copy_to: str) -> Answer:
        try:
            if self._courier is None:
                self._courier = self._factory()
            courier = self._courier
        except Exception as error:
            return Later(one_line(f"no courier: {error}"), alarm=True, session=True)
        try:
            return await courier.deliver(mail, copy_to)
        except Exception as error:
            # A courier never raises; if it does, nobody knows how far it had come.
            return Unsure(one_line(f"{type(error).__name__}: {error}"), bool(copy_to))

    def _tell(self, mail: OutboundMail, answer: Answer) -> None:
        """Answers are gathered for a moment, so that many receipts share a commit; the last one rings at once."""
        self._answers.append((mail.message_id, answer))
        if self._closed or self._loop is None or len(self._answers) >= min(self._busy, ENOUGH):
            self._bell.ring()
        elif len(self._answers) == 1:
            self._loop.call_later(GATHERED_FOR, self._bell.ring)

    async def _finish(self, seconds: float) -> None:
        import asyncio

        while self._waiting:
            self._tell(self._waiting.popleft()[0], STOPPING)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)
        if self._courier is not None:
            await self._courier.close()
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=1.0)
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)


class InlineDispatch:
    """Delivers within `submit`, for tests and simulations: the same calls give the same answers in the same order.

    Its courier never waits for anything; RuntimeError if it does, for there is no loop to wait in.
    """

    def __init__(self, courier: Courier) -> None:
        self._courier = courier
        self._answers: list[tuple[str, Answer]] = []

    @property
    def wake_fd(self) -> int:
        return -1

    @property
    def busy(self) -> int:
        return len(self._answers)

    @property
    def ready(self) -> int:
        return len(self._answers)

    def submit(self, mail: OutboundMail, copy_to: str = "") -> None:
        delivery = self._courier.deliver(mail, copy_to)
        try:
            delivery.send(None)
        except StopIteration as ended:
            self._answers.append((mail.message_id, ended.value))
        else:
            delivery.close()
            raise RuntimeError("this courier waits for a wire: use ThreadDispatch")

    def collect(self) -> list[tuple[str, Answer]]:
        come, self._answers = self._answers, []
        return come

    def wait(self, seconds: float) -> bool:  # noqa: ARG002  (there is never anything to wait for)
        return bool(self._answers)

    def wake(self) -> None:
        pass

    def close(self, seconds: float = 0.0) -> None:
        pass
