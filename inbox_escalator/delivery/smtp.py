"""The courier on a real wire: a few kept connections to the submission server, opened one after the other."""

from __future__ import annotations

import asyncio
import ssl
from collections import deque

from inbox_escalator.delivery.courier import Answer, Later
from inbox_escalator.delivery.envelope import Envelope, NotMailable, envelope
from inbox_escalator.delivery.opening import NoSession, no_session, opened
from inbox_escalator.delivery.session import Session, Stale
from inbox_escalator.delivery.settings import SmtpSettings
from inbox_escalator.delivery.tls import Tls, context
from inbox_escalator.writing.outbound import OutboundMail

__all__ = ["SmtpCourier", "SmtpSettings"]

LOGIN_PAUSES = 12
"""A refused log-in or certificate waits so many times longer than a refused connection: accounts get locked."""


class SmtpCourier:
    """Up to `connections` sessions, the one used last first. Lives in one event loop."""

    def __init__(self, settings: SmtpSettings) -> None:
        self._settings = settings
        self._context: ssl.SSLContext | None = None
        self._idle: list[Session] = []
        self._busy: set[Session] = set()
        self._opening = False
        self._width = settings.connections
        self._waiting: deque[asyncio.Future[None]] = deque()
        self._refusal: Later | None = None
        self._refused_until = 0.0
        self._tidying: asyncio.TimerHandle | None = None
        self._leaving: set[asyncio.Task[None]] = set()
        self._closed = False

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        """One transaction; see `Courier`."""
        try:
            return await self._deliver(envelope(mail, copy_to))
        except NotMailable as no:
            return no.answer
        except NoSession as no:
            return no.later

    async def _deliver(self, letter: Envelope) -> Answer:
        session = await self._take(fresh=False)
        while True:
            try:
                return await session.deliver(letter)
            except Stale:
                pass
            finally:
                self._give_back(session)
            # The kept connection had ended in silence; a new one cannot be stale, so this happens once.
            session = await self._take(fresh=True)

    async def close(self) -> None:
        """QUIT on idle connections; busy ones are cut, and answer by how far they had come."""
        self._closed = True
        if self._tidying is not None:
            self._tidying.cancel()
        for session in self._busy:
            session.abort()
        idle, self._idle = self._idle, []
        await asyncio.gather(*(session.leave() for session in idle), *self._leaving)

    async def _take(self, *, fresh: bool) -> Session:
        while True:
            session = None if fresh else self._kept()
            # One opens at a time: a wrong password is tried once, not once a connection.
            if session is None and not self._opening and self._opened < self._room(fresh):
                session = await self._another()
            if session is not None:
                self._busy.add(session)
                return session
            await self._freed()

    @property
    def _opened(self) -> int:
        return len(self._idle) + len(self._busy)

    def _room(self, fresh: bool) -> int:
        if fresh and self._idle:
            self._dismiss(self._idle.pop())
        return self._width

    def _kept(self) -> Session | None:
        while self._idle:
            session = self._idle.pop()
            if session.alive:
                return session
        return None

    async def _another(self) -> Session | None:
        """A new session; None where the server takes no more of them beside those that are busy."""
        self._opening = True
        try:
            self._spare_the_server()
            return await self._open()
        except NoSession as no:
            if self._busy and not no.later.alarm:
                self._width = len(self._busy)
                return None
            self._remember(no.later)
            raise
        finally:
            self._opening = False
            self._wake_one()

    async def _open(self) -> Session:
        if self._context is None and self._settings.tls is not Tls.NONE:
            try:
                self._context = context(self._settings.cafile)
            except OSError as error:
                why = f"cannot use cafile {self._settings.cafile}: {error.strerror or error}"
                raise no_session(self._settings, why, alarm=True) from error
        return Session(self._settings, await opened(self._settings, self._context))

    def _spare_the_server(self) -> None:
        if self._closed:
            raise no_session(self._settings, "not sent, the worker stops")
        if self._refusal is not None and asyncio.get_running_loop().time() < self._refused_until:
            raise NoSession(self._refusal)
        self._refusal = None

    def _remember(self, later: Later) -> None:
        if self._refusal is None:
            pause = self._settings.pause * (LOGIN_PAUSES if later.alarm else 1)
            self._refusal, self._refused_until = later, asyncio.get_running_loop().time() + pause

    def _give_back(self, session: Session) -> None:
        self._busy.discard(session)
        if session.alive and not self._closed:
            loop = asyncio.get_running_loop()
            session.idle_since = loop.time()
            self._idle.append(session)
            if self._tidying is None:
                self._tidying = loop.call_later(self._settings.keep, self._tidy, loop)
        self._wake_one()

    def _wake_one(self) -> None:
        while self._waiting:
            waiter = self._waiting.popleft()
            if not waiter.done():
                waiter.set_result(None)
                return

    async def _freed(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append(waiter)
        await waiter

    def _tidy(self, loop: asyncio.AbstractEventLoop) -> None:
        """Says goodbye to what was idle too long: servers cut such connections, and the next mail would find it out."""
        self._tidying = None
        old = loop.time() - self._settings.keep
        for session in [one for one in self._idle if one.idle_since <= old]:
            self._idle.remove(session)
            self._dismiss(session)
        if self._idle:
            self._tidying = loop.call_at(self._idle[0].idle_since + self._settings.keep, self._tidy, loop)
        if not self._opened:
            self._width = self._settings.connections

    def _dismiss(self, session: Session) -> None:
        task = asyncio.get_running_loop().create_task(session.leave())
        self._leaving.add(task)
        task.add_done_callback(self._leaving.discard)
