"""Mail after mail over one kept connection; it always knows how far the transaction at hand has come."""

from __future__ import annotations

import asyncio
import contextlib

from aiosmtplib import SMTP, SMTPException, SMTPResponse, SMTPResponseException
from aiosmtplib.protocol import SMTPProtocol

from inbox_escalator.delivery.courier import Answer, Later, Never, Sent, Unsure
from inbox_escalator.delivery.envelope import Envelope
from inbox_escalator.delivery.replies import SHUTTING_DOWN, Phase, one_line, queue_id, refused
from inbox_escalator.delivery.settings import SmtpSettings

BLOCK = 1 << 16
"""A text up to this size is written in one piece with its final dot; a longer one waits for the wire before the dot."""

ACCEPTED = (250, 251)
"""251: the server will forward it (RFC 5321 section 3.4)."""

GOODBYE = 5.0
"""Seconds for QUIT; nothing depends on its answer."""


class Stale(Exception):  # noqa: N818  (an answer on its way up, no fault of the program)
    """The kept connection had ended before anything of this transaction was taken: try a new one."""


class _Refused(Exception):  # noqa: N818
    def __init__(self, reply: SMTPResponse) -> None:
        super().__init__(reply.code)
        self.reply = reply


class Session:
    """Transactions on a client that is connected and logged in; one at a time, as long as it is `alive`."""

    def __init__(self, settings: SmtpSettings, client: SMTP) -> None:
        self._waits = settings.waits
        self._server = settings.server
        self._client = client
        self._phase = Phase.MAIL
        self._mails = 0
        self._copied = False
        self._unfinished = False
        """MAIL was said, and its transaction not ended: RSET comes first."""
        self._allowed = 0.0
        self._deadline = 0.0
        """Moment of the loop's clock; 0 while nothing is awaited."""
        self._late = False
        self._watch: asyncio.TimerHandle | None = None
        self._writer: asyncio.StreamWriter | None = None
        self.idle_since = 0.0

    @property
    def alive(self) -> bool:
        return self._client.is_connected

    async def deliver(self, letter: Envelope) -> Answer:
        """One transaction. Stale where a kept connection turns out to be gone; raises nothing else."""
        if letter.utf8 and not self._client.supports_extension("smtputf8"):
            return Never(f"{self._server}: 5.6.7 this server does not take addresses that are not ASCII")
        kept, self._mails, self._late, self._copied = self._mails > 0, self._mails + 1, False, False
        try:
            return await self._transaction(letter)
        except _Refused as no:
            return self._refusal(no.reply, kept)
        except (SMTPException, OSError) as error:
            self.abort()
            return self._lost(error, kept)
        finally:
            self._deadline = 0.0

    async def _transaction(self, letter: Envelope) -> Answer:
        if self._unfinished:
            await self._expect(Phase.RESET, b"RSET")
            self._unfinished = False
        await self._address(letter)
        await self._expect(Phase.DATA, b"DATA", code=354)
        reply = await self._text(letter.text)
        if 200 <= reply.code <= 299:
            self._unfinished = False
            return Sent(queue_id(reply.message), self._copied)
        raise _Refused(reply)

    async def _address(self, letter: Envelope) -> None:
        """MAIL and RCPT. A refused copy never costs the mail: RSET, and once more without it."""
        addressee = b"TO:<" + letter.addressee + b">"
        await self._sender(letter)
        await self._expect(Phase.RCPT, b"RCPT", addressee)
        if not letter.copy:
            return
        reply = await self._say(Phase.RCPT, b"RCPT", b"TO:<" + letter.copy + b">")
        if reply.code == SHUTTING_DOWN:
            raise _Refused(reply)
        self._copied = reply.code in ACCEPTED
        if not self._copied:
            await self._expect(Phase.MAIL, b"RSET")
            await self._sender(letter)
            await self._expect(Phase.RCPT, b"RCPT", addressee)

    async def _sender(self, letter: Envelope) -> None:
        words = [b"MAIL", b"FROM:<" + letter.sender + b">"]
        if self._client.supports_extension("size"):
            words.append(b"SIZE=%d" % letter.size)
        if letter.utf8:
            words.append(b"SMTPUTF8")
        await self._expect(Phase.MAIL, *words)
        self._unfinished = True

    async def _text(self, text: bytes) -> SMTPResponse:
        protocol = self._client.protocol
        if protocol is None:
            raise ConnectionResetError("connection lost")
        if len(text) > BLOCK:
            return await self._long_text(protocol, text)
        self._enter(Phase.DOT, self._waits.dot)
        protocol.write(text + b".\r\n")
        return await protocol.read_response()

    async def _long_text(self, protocol: SMTPProtocol, text: bytes) -> SMTPResponse:
        """Block by block, the final dot only when all the rest is on the wire: a cut before that leaves no doubt."""
        transport = protocol.transport
        if not isinstance(transport, asyncio.WriteTransport):
            raise ConnectionResetError("connection lost")
        loop = asyncio.get_running_loop()
        # Listens from the start: a server that refuses in the middle says so once only.
        answer = loop.create_task(protocol.read_response())
        answer.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        # Kept as long as the connection: a writer that is let go closes its transport.
        self._writer = writer = self._writer or asyncio.StreamWriter(transport, protocol, None, loop)
        # Of 0 the TLS transport of asyncio takes an empty buffer for a full one, and the mail never leaves.
        transport.set_write_buffer_limits(high=1)
        try:
            for start in range(0, len(text), BLOCK):
                self._enter(Phase.BODY, self._waits.block)
                writer.write(text[start : start + BLOCK])
                await writer.drain()
            self._enter(Phase.DOT, self._waits.dot)
            protocol.write(b".\r\n")
            return await answer
        finally:
            answer.cancel()
            if not transport.is_closing():
                transport.set_write_buffer_limits()

    async def _expect(self, phase: Phase, *words: bytes, code: int = 250) -> None:
        reply = await self._say(phase, *words)
        if reply.code != code and not (code == 250 and reply.code in ACCEPTED):
            raise _Refused(reply)

    async def _say(self, phase: Phase, *words: bytes) -> SMTPResponse:
        self._enter(phase, self._waits.command)
        return await self._client.execute_command(*words, timeout=None)

    def _refusal(self, reply: SMTPResponse, kept: bool) -> Answer:
        phase, code = self._phase, reply.code
        if phase is Phase.DOT and 400 <= code <= 599:
            self._unfinished = False
        elif phase is Phase.RESET or not 400 <= code <= 599:
            self.abort()  # we no longer agree with the server on what comes next
        if code == SHUTTING_DOWN:
            self.abort()
        if kept and (phase is Phase.RESET or (phase is Phase.MAIL and code == SHUTTING_DOWN)):
            raise Stale
        answer = refused(self._server, phase, code, reply.message)
        return Unsure(answer.reason, self._copied) if isinstance(answer, Unsure) else answer

    def _lost(self, error: Exception, kept: bool) -> Answer:
        if kept and self._phase in (Phase.RESET, Phase.MAIL):
            raise Stale
        what = "connection lost"
        if self._late:
            what = f"no answer within {self._allowed:g} s"
        elif isinstance(error, SMTPResponseException):
            what = f"unreadable answer: {error.message}"
        reason = one_line(f"{self._server} at {self._phase}: {what}")
        if self._phase is Phase.DOT:
            return Unsure(reason, self._copied)
        return Later(reason, session=self._phase is Phase.MAIL)

    def _enter(self, phase: Phase, seconds: float) -> None:
        """One timer a connection instead of one a command: it looks at `_deadline` when it wakes, and waits on."""
        loop = asyncio.get_running_loop()
        self._phase, self._allowed, self._deadline = phase, seconds, loop.time() + seconds
        if self._watch is None or self._watch.when() > self._deadline:
            self._watch_until(loop, self._deadline)

    def _watch_until(self, loop: asyncio.AbstractEventLoop, moment: float) -> None:
        if self._watch is not None:
            self._watch.cancel()
        self._watch = loop.call_at(moment, self._look, loop)

    def _look(self, loop: asyncio.AbstractEventLoop) -> None:
        self._watch = None
        if not self._deadline:
            return
        if loop.time() < self._deadline:
            self._watch_until(loop, self._deadline)
            return
        self._late = True
        self.abort()

    def abort(self) -> None:
        """Cuts the connection; a transaction that waits gets its answer by how far it had come."""
        if self._watch is not None:
            self._watch.cancel()
            self._watch = None
        transport = self._client.transport
        if isinstance(transport, asyncio.WriteTransport):
            transport.abort()
        elif transport is not None:
            transport.close()

    async def leave(self) -> None:
        """QUIT, within a few seconds, whatever the server does."""
        with contextlib.suppress(SMTPException, OSError):
            await self._client.execute_command(b"QUIT", timeout=min(GOODBYE, self._waits.command))
        self.abort()
