"""The socket below imapclient: every read bounded in time and size, TLS that is checked, and IDLE that loses no line.

imapclient and imaplib leave holes, and this file is where they are closed: an answer that trickles for ever, literals
of any size, Nagle's algorithm, lines lost when a non-blocking read ends inside them (`idle_check`), an end of the
connection that looks like silence, and news that a server sends before its `+` to IDLE.
"""

from __future__ import annotations

import imaplib
import io
import selectors
import socket
import ssl
import time
from typing import TYPE_CHECKING, Literal

from imapclient import IMAPClient, SocketTimeout

from inbox_escalator.intake.imap_settings import ImapSettings

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

SLOWEST = 1024
"""Bytes a second, on the average of one answer, below which a server is taken for stalled."""

LARGEST = 64_000_000
"""Bytes of one literal; nobody sends more unless a larger message was asked for."""

_NEWS = (b"EXISTS", b"RECENT", b"FETCH")


class _Source(io.RawIOBase):
    """Bytes from the socket, as long as they keep coming."""

    def __init__(self, sock: socket.socket, patience: float) -> None:
        self._sock = sock
        self._patience = patience
        self.ended = False
        self.begin()

    def begin(self) -> None:
        """A new answer is awaited: it has its own time."""
        self._began, self._received = time.monotonic(), 0

    def readable(self) -> bool:
        return True

    def readinto(self, room: WriteableBuffer) -> int | None:
        if time.monotonic() - self._began > 2 * self._patience + self._received / SLOWEST:
            raise TimeoutError("the answer trickles")
        try:
            count = self._sock.recv_into(room)
        except (BlockingIOError, ssl.SSLWantReadError):
            return None
        self.ended = count == 0
        self._received += count
        return count


class Wire(imaplib.IMAP4):
    """imaplib's connection, bounded."""

    def __init__(self, settings: ImapSettings, context: ssl.SSLContext | None) -> None:
        self._settings = settings
        self._context = context
        self.largest = LARGEST
        super().__init__(settings.host, settings.port, settings.connect_seconds)

    # -- opening ---------------------------------------------------------------------------------------------------

    def open(self, host: str = "", port: int = 143, timeout: float | None = None) -> None:
        super().open(host, port, timeout)
        self._listen()

    def _create_socket(self, timeout: float | None) -> socket.socket:
        sock = socket.create_connection((self._settings.host, self._settings.port), timeout)
        sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        return self._secured(sock) if self._settings.tls == "tls" else sock

    def _secured(self, sock: socket.socket) -> ssl.SSLSocket:
        if self._context is None:
            raise self.error("no TLS was asked for")
        return self._context.wrap_socket(sock, server_hostname=self._settings.host)

    def starttls(self, ssl_context: ssl.SSLContext | None = None) -> tuple[Literal["OK"], list[None]]:  # noqa: ARG002
        """As imaplib's, but nothing that came in the clear before the handshake is believed after it."""
        told, words = self._simple_command("STARTTLS")
        if told != "OK":
            raise self.error(f"the server refused STARTTLS: {words[-1]!r}")
        self.sock = self._secured(self.sock)
        self._tls_established = True
        self._listen()
        self._get_capabilities()
        return "OK", [None]

    def _listen(self) -> None:
        self._source = _Source(self.sock, self._settings.read_seconds)
        self._lines = io.BufferedReader(self._source, 65536)

    # -- reading ---------------------------------------------------------------------------------------------------

    def begin(self) -> None:
        """What is waited for from now on has its own time."""
        self._source.begin()

    def _new_tag(self) -> bytes:
        """A command begins, ours or one of imaplib's own (the log-in is four of them)."""
        self.begin()
        tag: bytes = super()._new_tag()  # type: ignore[misc]
        return tag

    def read(self, size: int) -> bytes:
        if size > self.largest:
            raise self.abort(f"the server announced {size} bytes in one piece")
        return self._lines.read(size)

    def readline(self) -> bytes:
        line = self._lines.readline(imaplib._MAXLINE + 1)  # type: ignore[attr-defined]
        if len(line) > imaplib._MAXLINE:  # type: ignore[attr-defined]
            raise self.abort("the server sent a line of more than a megabyte")
        return line

    def has_bytes(self) -> bool:
        """Whether a byte can be read at once; `abort` where the connection has ended. Loses nothing.

        A readable socket is no proof: under TLS it may carry a session ticket only.
        """
        self.sock.settimeout(0)
        try:
            ready = bool(self._lines.peek(1))
        finally:
            self.sock.settimeout(self._settings.read_seconds)
        if not ready and self._source.ended:
            raise self.abort("the server closed the connection")
        return ready

    def await_bytes(self, seconds: float, wake: int = -1) -> bool:
        """Waits until the server says something (True), `wake` is readable or the time is over (False)."""
        end = time.monotonic() + seconds
        with selectors.DefaultSelector() as selector:
            selector.register(self.sock, selectors.EVENT_READ)
            if wake >= 0:
                selector.register(wake, selectors.EVENT_READ)
            # The socket may be silent while what it brought lies in TLS or in our buffer: look there first.
            while not self.has_bytes():
                ready = selector.select(max(0.0, end - time.monotonic()))
                if not ready or any(key.fd == wake for key, _ in ready):
                    return False
                self.begin()  # silence while nobody was asked is no slow answer
        return True

    # -- IDLE (RFC 2177) -------------------------------------------------------------------------------------------

    def idle_until(self, seconds: float, wake: int = -1) -> bool:
        """One IDLE of at most that long. True as soon as the server tells of a message; alive when it returns."""
        end = time.monotonic() + seconds
        tag = self._command("IDLE")
        news = self._until_continued(tag)
        while not news and self.await_bytes(max(0.0, end - time.monotonic()), wake):
            self.begin()
            news = _is_news(self._line())
        self.begin()
        self.send(b"DONE\r\n")
        while self.tagged_commands[tag] is None:
            news = _is_news(self._line()) or news
        self._command_complete("IDLE", tag)
        return news

    def _until_continued(self, tag: bytes) -> bool:
        news = False
        while (line := self._get_response()) is not None:
            if self.tagged_commands[tag] is not None:
                self._command_complete("IDLE", tag)
                raise self.error("the server refused IDLE")
            self._stop_at_goodbye()
            news = _is_news(line) or news
        return news

    def _stop_at_goodbye(self) -> None:
        if "BYE" in self.untagged_responses:
            raise self.abort("the server said goodbye")

    def _line(self) -> bytes:
        line: bytes | None = self._get_response()
        self._stop_at_goodbye()
        return line or b""

    # -- the end ---------------------------------------------------------------------------------------------------

    def leave(self, seconds: float) -> None:
        """Says LOGOUT, waits for the answer that long at most, and closes. Never raises."""
        try:
            self.sock.settimeout(seconds)
            self.begin()
            self.send(self._new_tag() + b" LOGOUT\r\n")
            while "BYE" not in self.untagged_responses:
                self._get_response()
        except (OSError, ValueError, self.error):
            pass
        self.drop()

    def drop(self) -> None:
        """Closes at once, without a word. Never raises."""
        try:
            self.shutdown()
        except (OSError, ValueError):
            self.sock.close()
        self._lines.close()


class Client(IMAPClient):  # type: ignore[misc]
    """imapclient on a bounded wire. OSError, ssl.SSLError or imaplib errors where no connection comes about."""

    def __init__(self, settings: ImapSettings, context: ssl.SSLContext | None) -> None:
        self._context = context
        self._settings = settings
        timeout = SocketTimeout(settings.connect_seconds, settings.read_seconds)
        super().__init__(settings.host, settings.port, ssl=settings.tls == "tls", timeout=timeout)
        # imapclient sets 5: every body would be formatted four times over, and logged.
        self.wire.debug = 0
        self.normalise_times = False
        if settings.tls == "starttls":
            self._secure()

    def _create_IMAP4(self) -> Wire:  # noqa: N802
        return Wire(self._settings, self._context)

    @property
    def wire(self) -> Wire:
        wire: Wire = self._imap
        return wire

    def _secure(self) -> None:
        try:
            self.starttls(self._context)
        except BaseException:
            self.wire.drop()
            raise


def context_of(settings: ImapSettings) -> ssl.SSLContext | None:
    """Whom we trust. OSError where the certificates that the configuration names cannot be used."""
    return None if settings.tls == "none" else ssl.create_default_context(cafile=settings.cafile or None)


def _is_news(line: bytes) -> bool:
    words = line.split(b" ", 3)
    return len(words) > 2 and words[1].isdigit() and words[2].upper().startswith(_NEWS)
