"""An event loop in a thread of its own, for servers that live beside the synchronous worker."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

T = TypeVar("T")

TURNS = 20
"""Of the loop, from accepting a client to the first step of its task; it takes five."""

PATIENCE = 10.0
"""Seconds for any single step; all of them take milliseconds."""


class LoopThread:
    """Runs coroutines for other threads until it is closed; leaves no task, no thread and no socket behind."""

    def __init__(self, name: str) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, name=name, daemon=True)
        self._thread.start()

    def run(self, step: Coroutine[Any, Any, T]) -> T:
        """The result of `step`, or its exception, in the caller's thread."""
        return asyncio.run_coroutine_threadsafe(step, self._loop).result(PATIENCE)

    def close(self, server: asyncio.Server | None = None) -> None:
        """Closes the server, cancels what still runs and ends the thread. May be called twice."""
        if self._loop.is_closed():
            return
        self.run(_end(server))
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(PATIENCE)
        self._loop.close()


async def _end(server: asyncio.Server | None) -> None:
    if server is not None:
        # A client that was accepted in this very moment becomes a task that minds its socket only after a few turns of
        # the loop. A server that is closed before that forgets the socket, and the client waits for ever.
        for listening in server.sockets:
            asyncio.get_running_loop().remove_reader(listening.fileno())
        for _ in range(TURNS):
            await asyncio.sleep(0)
        server.close()
    tasks = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    await asyncio.get_running_loop().shutdown_default_executor()
    # One more turn, so that the sockets of the tasks that ended just now are closed too.
    await asyncio.sleep(0)
