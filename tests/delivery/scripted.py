"""An SMTP server that says what a test tells it to, and writes down every byte that reached it."""

from __future__ import annotations

import asyncio
import socket
import ssl
from collections import defaultdict, deque
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

CERTIFICATES = Path(__file__).parent / "certificates"
AUTHORITY = str(CERTIFICATES / "authority.pem")

CLOSE = "close the connection without an answer"
HANG = "never answer"
ACCEPT_AND_CLOSE = "accept, then close without an answer"


def server_context(name: str = "good") -> ssl.SSLContext:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(CERTIFICATES / f"{name}.pem", CERTIFICATES / f"{name}.key")
    return context


@dataclass
class Accepted:
    sender: str
    recipients: list[str]
    text: bytes


@dataclass
class ScriptedServer:
    certificate: str = "good"
    starttls: bool = False
    """Offered after EHLO; a server without it is one whose offer somebody took out."""
    implicit: bool = False
    capabilities: tuple[str, ...] = ("SIZE 50000000", "ENHANCEDSTATUSCODES", "AUTH PLAIN LOGIN")
    password: str = "secret"
    scripts: dict[str, deque[str]] = field(default_factory=lambda: defaultdict(deque))
    in_clear: bytearray = field(default_factory=bytearray)
    """All bytes that came over an open wire."""
    commands: list[str] = field(default_factory=list)
    accepted: list[Accepted] = field(default_factory=list)
    connections: int = 0
    most_at_once: int = 0
    port: int = 0
    hold: asyncio.Event | None = None
    """Answers to the final dot wait for it."""
    read_at_most: int = 0
    """Closes in the middle of a text after so many bytes."""
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    def say(self, point: str, *answers: str) -> ScriptedServer:
        """The next answers at `connect`, a verb, `RCPT <address>`, or `DOT`; afterwards the ordinary ones again."""
        self.scripts[point].extend(answers)
        return self

    @asynccontextmanager
    async def running(self) -> AsyncIterator[ScriptedServer]:
        context = server_context(self.certificate) if self.implicit else None
        server = await asyncio.start_server(self._serve, "127.0.0.1", 0, ssl=context)
        server.sockets[0].setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1 << 16)
        self.port = server.sockets[0].getsockname()[1]
        try:
            yield self
        finally:
            server.close()
            for task in list(self._open):
                task.cancel()
            await asyncio.gather(*self._open, return_exceptions=True)

    def cut(self) -> None:
        """Every connection ends, as if the server had been restarted."""
        for task in list(self._open):
            task.cancel()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._open.add(task)
        self.connections += 1
        self.most_at_once = max(self.most_at_once, len(self._open))
        try:
            await self._session(reader, writer)
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError, ssl.SSLError):
            pass
        finally:
            self._open.discard(task)
            writer.transport.abort()

    async def _session(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        private, envelope = self.implicit, Accepted("", [], b"")
        await self._answer(writer, "connect", "220 scripted.example ESMTP")
        while line := await self._line(reader, private):
            verb = line.split(" ")[0].upper()
            if verb == "EHLO":
                offers = (*self.capabilities, *(("STARTTLS",) if self.starttls and not private else ()))
                lines = ["scripted.example", *offers]
                await self._answer(writer, verb, "\r\n".join(f"250-{one}" for one in lines[:-1]) + f"\r\n250 {lines[-1]}")
            elif verb == "STARTTLS":
                if await self._answer(writer, verb, "220 2.0.0 go ahead"):
                    await writer.start_tls(server_context(self.certificate))
                    private = True
            elif verb == "AUTH":
                await self._answer(writer, verb, "235 2.7.0 ok")
            elif verb == "MAIL" and envelope.sender:
                await self._answer(writer, verb, "503 5.5.1 a transaction is under way: RSET first")
            elif verb == "MAIL":
                sender = line.partition("<")[2].partition(">")[0]
                if await self._answer(writer, verb, "250 2.1.0 ok"):
                    envelope = Accepted(sender, [], b"")
            elif verb == "RCPT":
                address = line.partition("<")[2].partition(">")[0]
                point = f"RCPT {address}" if self.scripts.get(f"RCPT {address}") else verb
                if await self._answer(writer, point, "250 2.1.5 ok"):
                    envelope.recipients.append(address)
            elif verb == "DATA":
                if await self._answer(writer, verb, "354 go on"):
                    await self._text(reader, writer, envelope, private)
                    envelope = Accepted("", [], b"")
            elif verb == "RSET":
                envelope = Accepted("", [], b"")
                await self._answer(writer, verb, "250 2.0.0 ok")
            elif verb == "QUIT":
                await self._answer(writer, verb, "221 2.0.0 bye")
                return
            else:
                await self._answer(writer, verb, "500 5.5.1 unknown")

    async def _line(self, reader: asyncio.StreamReader, private: bool) -> str:
        raw = await reader.readline()
        if not private:
            self.in_clear += raw
        line = raw.decode("utf-8", "replace").rstrip("\r\n")
        if line:
            self.commands.append(line)
        return line

    async def _text(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, envelope: Accepted, private: bool
    ) -> None:
        if self.read_at_most:
            await reader.readexactly(self.read_at_most)
            await self._answer(writer, "BODY", CLOSE)
        lines: list[bytes] = []
        while (line := await reader.readuntil(b"\n")) != b".\r\n":
            lines.append(line)
        envelope.text = b"".join(lines)
        if not private:
            self.in_clear += envelope.text
        if self.hold is not None:
            await self.hold.wait()
        if self._next("DOT", peek=True) == ACCEPT_AND_CLOSE:
            self._next("DOT")
            self.accepted.append(envelope)
            raise ConnectionResetError
        if await self._answer(writer, "DOT", "250 2.0.0 Ok: queued as 4F1A2B"):
            self.accepted.append(envelope)

    def _next(self, point: str, peek: bool = False) -> str:
        script = self.scripts.get(point)
        return "" if not script else script[0] if peek else script.popleft()

    async def _answer(self, writer: asyncio.StreamWriter, point: str, ordinary: str) -> bool:
        """Says it; True if it was a yes."""
        answer = self._next(point) or ordinary
        if answer == CLOSE:
            raise ConnectionResetError
        if answer == HANG:
            await asyncio.Event().wait()
        writer.write(answer.encode() + b"\r\n")
        await writer.drain()
        if answer.startswith("421"):
            raise ConnectionResetError
        return answer[:1] in "23"

    def verbs(self) -> list[str]:
        return [line.split(" ")[0] for line in self.commands]


def unstuffed(text: bytes) -> bytes:
    return b"\r\n".join(line[1:] if line.startswith(b".") else line for line in text.split(b"\r\n"))


def without(verbs: Iterable[str], *left_out: str) -> list[str]:
    return [verb for verb in verbs if verb not in left_out]
