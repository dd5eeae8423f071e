"""An IMAP server of a hundred lines that can do wrong on purpose: what a real one cannot be made to do.

It keeps every byte that it was sent, in `heard`, so that a test can prove what never left the client.
"""

from __future__ import annotations

import contextlib
import re
import socket
import ssl
import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

Answer = Callable[[str], Any]
"""Gets the arguments of a command, gives the lines of the answer; `...` for the usual one."""

READ = b"<read a line>"
STALL = b"<stall>"
HANG_UP = b"<hang up>"
CAPABILITY = "IMAP4rev1 IDLE UIDPLUS MOVE LITERAL+ AUTH=PLAIN"


class FakeImap:
    def __init__(self, messages: dict[int, bytes] | None = None, capability: str = CAPABILITY, **answers: Answer) -> None:
        self.messages = dict(messages or {})
        self.capability = capability
        self.answers = {verb.replace("_", " ").upper(): answer for verb, answer in answers.items()}
        self.greeting = b"* OK ready\r\n"
        self.permanent = rb"\Answered \Flagged \Deleted \Seen \*"
        self.tls: ssl.SSLContext | None = None
        self.tls_at_once = False
        self.heard = bytearray()
        self.heard_in_clear = bytearray()
        self.connections = 0
        self.idling = threading.Event()
        self.released = threading.Event()
        """Ends every stall."""
        self._conns: list[socket.socket] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self) -> FakeImap:
        return self

    def __exit__(self, *_: object) -> None:
        self.released.set()
        # Closing alone would not end the thread that accepts, and the port would stay open until it does.
        self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for conn in self._conns:
            with contextlib.suppress(OSError):
                conn.shutdown(socket.SHUT_RDWR)
            conn.close()

    @property
    def commands(self) -> list[str]:
        """What it was told, without tags; literals stand as lines of their own."""
        return [re.sub(r"^[A-Z]{4}[0-9]+ ", "", line) for line in self.heard.decode("latin-1").split("\r\n") if line]

    def offer_tls(self, cert: Path, key: Path, at_once: bool) -> None:
        """Under TLS from the first byte, or after STARTTLS."""
        self.tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.tls.load_cert_chain(cert, key)
        self.tls_at_once = at_once

    def say(self, words: bytes) -> None:
        """Something unasked, on every connection."""
        for conn in self._conns:
            conn.sendall(words)

    # -- inside ----------------------------------------------------------------------------------------------------

    def _accept(self) -> None:
        while True:
            try:
                conn, _ = self._listener.accept()
            except OSError:
                return
            conn.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self.connections += 1
            self._conns.append(conn)
            threading.Thread(target=self._guarded, args=(conn,), daemon=True).start()

    def _guarded(self, conn: socket.socket) -> None:
        try:
            if self.tls_at_once:
                conn = self._secured(conn)
            self._send(conn, None, [self.greeting])
            if self._serve(conn):
                self._serve(self._secured(conn))
        except (OSError, ValueError):
            pass
        finally:
            conn.close()

    def _secured(self, conn: socket.socket) -> socket.socket:
        assert self.tls is not None
        secured = self.tls.wrap_socket(conn, server_side=True)
        self._conns.append(secured)
        return secured

    def _serve(self, conn: socket.socket) -> bool:
        """Answers until the end; True where TLS shall begin."""
        lines = conn.makefile("rb", buffering=0)
        while line := lines.readline():
            self.heard += line
            if not isinstance(conn, ssl.SSLSocket):
                self.heard_in_clear += line
            tag, verb, args = self._parsed(line)
            if literal := re.search(rb"\{(\d+)\+?\}\r\n$", line):
                if not literal.group(0).count(b"+"):
                    conn.sendall(b"+ go on\r\n")
                self.heard += self._exactly(lines, int(literal.group(1))) + lines.readline()
            answer = self.answers[verb](args) if verb in self.answers else ...
            lines_out = self._usual(verb, args, conn, lines) if answer is ... else answer
            if self._send(conn, lines, lines_out, tag.encode()) or verb == "LOGOUT":
                return False
            if verb == "STARTTLS" and self.tls:
                return True
        return False

    def _exactly(self, lines: Any, count: int) -> bytes:
        got = b""
        while len(got) < count and (more := lines.read(count - len(got))):
            got += more
        return got

    def _parsed(self, line: bytes) -> tuple[str, str, str]:
        tag, _, rest = line.decode("latin-1").strip().partition(" ")
        verb, _, args = rest.partition(" ")
        if verb.upper() == "UID":
            second, _, args = args.partition(" ")
            verb = f"UID {second}"
        return tag, verb.upper(), args

    def _send(self, conn: socket.socket, heard: Any, lines: Iterable[bytes], tag: bytes = b"") -> bool:
        """Sends them, `TAG` standing for the tag; True where the connection is over."""
        for line in lines:
            if line == STALL:
                self.released.wait(30)
                return True
            if line == HANG_UP:
                return True
            if line == READ:
                self.heard += heard.readline()
                continue
            conn.sendall(line.replace(b"TAG ", tag + b" ", 1) if line.startswith(b"TAG ") else line)
        return False

    def _usual(self, verb: str, args: str, conn: socket.socket, lines: Any) -> list[bytes]:
        done = b"TAG OK done\r\n"
        if verb == "CAPABILITY":
            return [f"* CAPABILITY {self.capability}\r\n".encode(), done]
        if verb in ("SELECT", "EXAMINE"):
            return [*self.opened(), b"TAG OK [READ-WRITE] done\r\n"]
        if verb == "UID SEARCH":
            return [b"* SEARCH" + b"".join(b" %d" % uid for uid in self.sought(args)) + b"\r\n", done]
        if verb == "UID FETCH":
            uids, _, items = args.partition(" ")
            return [*(self.row(int(uid), items) for uid in uids.split(",") if int(uid) in self.messages), done]
        if verb == "LIST":
            return [b'* LIST () "/" INBOX\r\n', b'* LIST (\\Sent) "/" Sent\r\n', done]
        if verb == "IDLE":
            return self._idle(conn, lines)
        if verb == "LOGOUT":
            return [b"* BYE bye\r\n", done]
        return [done]

    def _idle(self, conn: socket.socket, lines: Any) -> list[bytes]:
        conn.sendall(b"+ idling\r\n")
        self.idling.set()
        self.heard += lines.readline()
        self.idling.clear()
        return [b"TAG OK done\r\n"]

    def opened(self) -> list[bytes]:
        return [
            b"* FLAGS (\\Seen)\r\n", b"* OK [PERMANENTFLAGS (" + self.permanent + b")] kept\r\n",
            b"* %d EXISTS\r\n" % len(self.messages), b"* 0 RECENT\r\n", b"* OK [UIDVALIDITY 7] ok\r\n",
            b"* OK [UIDNEXT %d] ok\r\n" % (max(self.messages, default=0) + 1),
        ]  # fmt: skip

    def sought(self, args: str) -> list[int]:
        if ranged := re.search(r"UID (\d+):\*", args):
            last = max(self.messages, default=0)
            found = {uid for uid in self.messages if uid >= int(ranged[1])} | ({last} if last else set())
        elif listed := re.search(r"UID ([\d,]+)$", args):
            found = {int(uid) for uid in listed[1].split(",")} & set(self.messages)
        else:
            found = set()
        return sorted(found)

    def row(self, uid: int, items: str) -> bytes:
        """One FETCH answer."""
        seq, raw = sorted(self.messages).index(uid) + 1, self.messages[uid]
        if "BODY.PEEK[]<0." in items:
            return b"* %d FETCH (UID %d BODY[]<0> {%d}\r\n%s)\r\n" % (seq, uid, len(raw), raw)
        if "BODY.PEEK[]" in items:
            return b"* %d FETCH (UID %d BODY[] {%d}\r\n%s)\r\n" % (seq, uid, len(raw), raw)
        date = b'"17-Jul-2026 02:44:25 +0200"'
        return b"* %d FETCH (UID %d RFC822.SIZE %d INTERNALDATE %s FLAGS (\\Seen))\r\n" % (seq, uid, len(raw), date)
