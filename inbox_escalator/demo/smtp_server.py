"""A real SMTP server on loopback that accepts everything and keeps it for whoever wants to look."""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from types import TracebackType

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from inbox_escalator.demo.loop import LoopThread

# It warns of names of its own that it uses itself; without a handler that would stand in the middle of the demo.
logging.getLogger("mail.log").addHandler(logging.NullHandler())

LARGEST = 50_000_000
"""Bytes of one message."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """One transaction that was answered with 250 after the final dot."""

    sender: str
    recipients: tuple[str, ...]
    raw: bytes = field(repr=False)


class SmtpServer:
    """Up when this returns, gone after `close`; any number can run at once.

    `accepted` is called in the server's thread before the client gets its 250; what it raises becomes a 451.
    `refused` gives the answer to RCPT for an address that is not taken, such as `550 5.1.1 no such user`, else ''.
    """

    host = "127.0.0.1"

    def __init__(
        self,
        user: str,
        password: str,
        accepted: Callable[[Accepted], None] = lambda _: None,
        refused: Callable[[str], str] = lambda _: "",
    ) -> None:
        self._desk = _Desk(user, password, accepted, refused)
        self._loop = LoopThread("demo-smtp")
        try:
            self._server = self._loop.run(self._desk.serve(self.host))
        except BaseException:
            self._loop.close()
            raise
        self.port: int = self._server.sockets[0].getsockname()[1]

    def collect(self) -> list[Accepted]:
        """What was accepted since the last call, in order."""
        return self._desk.collect()

    def close(self) -> None:
        """Hangs up on every client and stops."""
        self._loop.close(self._server)

    def __enter__(self) -> SmtpServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()


class _Desk:
    """aiosmtpd calls it for each step of a transaction."""

    def __init__(
        self, user: str, password: str, accepted: Callable[[Accepted], None], refused: Callable[[str], str]
    ) -> None:
        self._credentials = (user.encode(), password.encode())
        self._accepted = accepted
        self._refused = refused
        self._kept: list[Accepted] = []
        self._count = 0
        self._lock = threading.Lock()

    async def serve(self, host: str) -> asyncio.Server:
        loop = asyncio.get_running_loop()
        return await loop.create_server(lambda: self._connection(loop), host, 0)

    def _connection(self, loop: asyncio.AbstractEventLoop) -> SMTP:
        return SMTP(
            self, hostname="localhost", loop=loop, enable_SMTPUTF8=True, data_size_limit=LARGEST,
            authenticator=self._authenticated, auth_require_tls=False,
        )  # fmt: skip

    def _authenticated(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, said: object
    ) -> AuthResult:
        good = isinstance(said, LoginPassword) and (said.login, said.password) == self._credentials
        return AuthResult(success=good, handled=False)

    async def handle_RCPT(  # noqa: N802
        self, _server: SMTP, _session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        if answer := self._refused(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        raw = bytes(envelope.original_content or b"")
        letter = Accepted(envelope.mail_from or "", tuple(envelope.rcpt_tos), raw)
        # In another thread: whoever looks at it may want to wait for another server.
        await asyncio.to_thread(self._accepted, letter)
        with self._lock:
            self._kept.append(letter)
            self._count += 1
            return f"250 2.0.0 queued as demo-{self._count}"

    async def handle_exception(self, error: Exception) -> str:
        return f"451 4.3.0 {type(error).__name__}: try again later"

    def collect(self) -> list[Accepted]:
        with self._lock:
            kept, self._kept = self._kept, []
        return kept
