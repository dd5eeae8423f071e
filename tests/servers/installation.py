"""An installation as a user has it: a config file, a data folder, and the real program in a process of its own."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.utils import make_msgid
from pathlib import Path
from typing import Any

from inbox_escalator.cli.exits import Exit
from inbox_escalator.reporting.status import read_status
from inbox_escalator.store.chain import verify
from inbox_escalator.store.store import CaseReader
from inbox_escalator.store.tiny import open_reader
from inbox_escalator.writing.outbound import OutboundMail, State
from tests.servers.mailhost import MailHost

PATIENCE = 40.0
"""Seconds in which a loaded machine does what takes a tenth of one."""

GRACE = 16 * 60.0
"""Seconds after which a lost answer is no longer waited for."""

CONFIG = """
# Nobody is asked for missing facts: those mails stay in INBOX, where most tests here want none of ours to be left.
fact = []

[desk]
name = "Acme Support"
address = "{desk}"

[desk.imap]
host = "localhost"
port = {imap}
password = {{ file = "password" }}
cafile = "{cafile}"
poll = "{poll}"
{folders}

[desk.smtp]
host = "localhost"
port = {smtp}
cafile = "{cafile}"

[desk.hours]
timezone = "UTC"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
open = "00:00"
close = "24:00"

{people}
"""

TEAM = """
[[contact]]
id = "lena"
name = "Lena Two"
address = "l2@example.test"
levels = ["L2"]

[[contact]]
id = "boss"
name = "Bo Three"
address = "boss@example.test"
levels = ["L3"]
"""

SOLO = """
[[contact]]
id = "sam"
name = "Sam Solo"
address = "{desk}"
levels = ["L2", "L3"]
"""
"""One person, whose address is the desk's own."""

MODULE = ("-m", "inbox_escalator")
ELSEWHERE = (str(Path(__file__).with_name("elsewhere.py")),)

OWN_ID = re.compile(rb"^X-Inbox-Escalator:\s*(<[^>]+>)", re.M | re.I)

STAFF = ("l2@example.test", "boss@example.test")


@dataclass(slots=True)
class Program:
    """One run of the console program, and every line that it has said so far."""

    process: subprocess.Popen[str]
    data: Path
    said: list[dict[str, Any]] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    _threads: list[threading.Thread] = field(default_factory=list)

    def listen(self) -> Program:
        for reads in (self._hear, self._hear_errors):
            thread = threading.Thread(target=reads, daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def _hear(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.said.append(json.loads(line))

    def _hear_errors(self) -> None:
        assert self.process.stderr
        self.errors.extend(line.rstrip("\n") for line in self.process.stderr)

    def lines(self, what: str = "") -> list[str]:
        """What was said, or what of that kind: `started`, `pass`, `warning`, `error`, …"""
        return [line["text"] for line in self.said if what in ("", line["what"])]

    def await_line(self, words: str, count: int = 1) -> str:
        """The `count`-th line with these words in it."""

        def found() -> list[str]:
            return [line for line in self.lines() if words in line]

        until(lambda: len(found()) >= count or self.process.poll() is not None, f"{words!r} in {self}")
        if self.process.poll() is not None:
            self._gone()
        assert len(found()) >= count, f"ended without {words!r}: {self}"
        return found()[count - 1]

    def started(self) -> Program:
        self.await_line("watching")
        return self

    def at_work(self) -> Program:
        """After its first pass."""
        until(lambda: (status := read_status(self.data)) and status.pid == self.process.pid, self)
        return self

    def run_for(self, seconds: float) -> None:
        """Lets it work so long, if it does not end by itself."""
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(seconds)

    def run_until(self, done: Callable[[], object], seconds: float) -> None:
        """Lets it work until it is so, but no longer than that."""
        end, pause = time.monotonic() + seconds, threading.Event()
        while self.process.poll() is None and not done() and time.monotonic() < end:
            pause.wait(0.005)

    def kill(self) -> None:
        """As the power cut does it: nothing is finished, nothing is said."""
        self.process.kill()
        self._gone()

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        self.process.send_signal(signal.SIGTERM)
        return self.end()

    def end(self, seconds: float = PATIENCE) -> int:
        """Waits for its end; the exit code."""
        try:
            self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            self.kill()
            raise AssertionError(f"did not end: {self}") from None
        self._gone()
        return self.process.returncode

    def _gone(self) -> None:
        self.process.wait()
        for thread in self._threads:
            thread.join()
        for stream in (self.process.stdout, self.process.stderr):
            if stream:
                stream.close()

    def __str__(self) -> str:
        return "\n".join(["the program said:", *self.lines(), *self.errors])


@dataclass(frozen=True, slots=True)
class Installation:
    """A desk in a folder. `settings` of the configuration file are given as words to replace in it, or to add."""

    folder: Path
    host: MailHost
    desk: str

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def configure(self, *, more: str = "", **changed: object) -> Installation:
        words = {
            "desk": self.desk, "imap": self.host.imaps_port, "smtp": self.host.smtp_port, "cafile": self.host.cafile,
            "poll": "1h", "folders": "", "people": TEAM, **changed,
        }  # fmt: skip
        (self.folder / "config.toml").write_text(CONFIG.format(**words) + more, "utf-8")
        self.set_password("secret")
        return self

    def set_password(self, password: str) -> None:
        (self.folder / "password").write_text(password, "utf-8")

    # -- the program -----------------------------------------------------------------------------------------------

    def command_of(self, how: tuple[str, ...] = MODULE) -> list[str]:
        return [sys.executable, *how, "--config", str(self.folder / "config.toml")]

    def program(self, *arguments: str, ahead: float = 0.0, patience: float = 0.0) -> Program:
        """Starts it. `ahead`: seconds by which its clock is ahead of ours; `patience`: with a stalled mailbox."""
        process = subprocess.Popen(
            [*self.command_of(ELSEWHERE if ahead or patience else MODULE), *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
            env={**os.environ, "AHEAD": str(ahead), "PATIENCE": str(patience), "PYTHONPATH": str(Path(__file__).parents[2])},
        )  # fmt: skip
        return Program(process, self.data).listen()

    def once(self, *, ahead: float = 0.0, code: int = Exit.OK) -> Program:
        program = self.program("once", "--json", ahead=ahead)
        assert program.end() == code, str(program)
        return program

    @contextmanager
    def running(self, *, ahead: float = 0.0, patience: float = 0.0) -> Iterator[Program]:
        """`run`, for the block; killed at its end if it is still there."""
        program = self.program("run", ahead=ahead, patience=patience)
        try:
            yield program.started()
        finally:
            if program.process.poll() is None:
                program.kill()

    def begin(self) -> Installation:
        """The first start, and one mail whose acknowledgement teaches that copies come back to the desk."""
        with self.running() as program:
            program.at_work()
            self.write("early@customer.test", "The first question", "How do I change my address?")
            until(self._channel_is_known, program)
            assert program.stop() == Exit.OK, str(program)
        return self

    def _channel_is_known(self) -> bool:
        with self.reading() as reader:
            return reader.fact("channel").startswith("copy ")

    # -- mail ------------------------------------------------------------------------------------------------------

    def write(self, sender: str, subject: str, words: str, **headers: str) -> str:
        """A person's mail to the desk, over SMTP; its Message-ID."""
        mail = EmailMessage()
        mail["From"], mail["To"], mail["Subject"] = sender, self.desk, subject
        mail["Message-ID"] = make_msgid(domain="customer.test")
        for name, value in headers.items():
            mail[name.replace("_", "-")] = value
        mail.set_content(words)
        self.deliver(sender, mail.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
        return str(mail["Message-ID"])

    def deliver(self, sender: str, raw: bytes) -> None:
        """Into INBOX; counts as new whatever its Date says, for the server writes when it received it."""
        self.host.deliver(self.desk, raw, sender)

    # -- what can be seen from outside -----------------------------------------------------------------------------

    @contextmanager
    def reading(self) -> Iterator[CaseReader]:
        with closing(open_reader(self.data)) as reader:
            yield reader

    def problems(self) -> tuple[str, ...]:
        """What `verify` finds."""
        with self.reading() as reader:
            return verify(reader)

    def outbox(self, *states: State) -> list[OutboundMail]:
        with self.reading() as reader:
            return [mail for mail in reader.outbox() if not states or mail.state in states]

    def accepted(self) -> Counter[str]:
        """How often the mail server accepted each mail of this desk, by the id that we gave it."""
        return Counter(t["own_id"] or t["message_id"] for t in self.host.transactions() if t["user"] == self.desk)

    def transactions_to(self, address: str) -> list[dict[str, Any]]:
        return [t for t in self.host.transactions() if t["user"] == self.desk and address in t["rcpts"]]

    def stored(self, folder: str = "") -> list[bytes]:
        """The messages that lie in a folder of the desk, '' for INBOX."""
        base = Path(self.host.maildir(self.desk)) / (f".{folder}" if folder else "")
        found = []
        for path in (path for place in ("new", "cur") for path in sorted((base / place).glob("*"))):
            with suppress(FileNotFoundError):  # flags are part of the name, and may just have changed
                found.append(path.read_bytes())
        return found

    def own_copies(self, folder: str = "") -> Counter[str]:
        """Mails of ours that lie there, by the id that we gave them."""
        return Counter(found.decode() for raw in self.stored(folder) for found in OWN_ID.findall(raw))

    def look(self, folder: str = "INBOX") -> dict[int, frozenset[str]]:
        """The flags of every message there, by UID, as a mail program sees them."""
        with self.host.imap(self.desk) as person:
            person.select(folder, readonly=True)
            told = person.uid("FETCH", "1:*", "(FLAGS)")[1]
        rows = [re.search(rb"UID (\d+) FLAGS \(([^)]*)\)", row) for row in told if isinstance(row, bytes)]
        return {int(row[1]): frozenset(row[2].decode().split()) - {"\\Recent"} for row in rows if row}


def until(done: Callable[[], object], what: object, seconds: float = PATIENCE) -> None:
    """Looks until it is so, within a bound."""
    end, pause = time.monotonic() + seconds, threading.Event()
    while not done():
        if isinstance(what, Program) and what.process.poll() is not None:
            what.end()
            assert done(), f"the program has ended: {what}"
        assert time.monotonic() < end, f"not within {seconds:g} s: {what}"
        pause.wait(0.02)
