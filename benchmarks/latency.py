"""From a message in the mailbox to its ESCALATION accepted, beside what the server itself takes to tell of it.

Dovecot gathers news for half a second before it tells a client in IDLE. A bare client that waits in IDLE on the same
server measures that; what is over is ours: reading, judging, committing, sending.
"""

from __future__ import annotations

import imaplib
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.message import EmailMessage

from benchmarks.child import ROOT, environment
from benchmarks.desk import Desk, desk, host
from benchmarks.figure import Figure, median
from inbox_escalator.reporting.status import read_status
from tests.servers.mailhost import MailHost

TIMES = 20
LISTENER = "desk199@example.test"
BOSS = "boss@staff.test"
PATIENCE = 30.0
"""Seconds after which it is no figure but a fault."""


def figures() -> Iterator[Figure]:
    with host() as running, desk(running) as one, listening(running) as bare, at_work(one):
        rounds = [(idle_delay(running, bare), escalated_after(one)) for _ in range(TIMES)]
    told, sent = (median(side) for side in zip(*rounds, strict=True))
    detail = f"escalated after {sent:.3f} s, IDLE alone {told:.3f} s, median of {TIMES}"
    yield Figure("to the ESCALATION, beyond IDLE", sent - told, 0.15, detail, "s")


@contextmanager
def listening(running: MailHost) -> Iterator[imaplib.IMAP4]:
    """A client that asks for nothing but news."""
    with running.imap(LISTENER) as client:
        client.select("INBOX")
        yield client


def idle_delay(running: MailHost, client: imaplib.IMAP4) -> float:
    """Seconds from the server's yes to the delivery until a client in IDLE hears of it."""
    client.send(b"x IDLE\r\n")
    until(b"+ ", client)
    rest()
    running.deliver(LISTENER, letter("nobody@customer.test", "hello"))
    delivered = time.time()
    until(b"* ", client)
    heard = time.time() - delivered
    client.send(b"DONE\r\n")
    until(b"x OK", client)
    return heard


def until(beginning: bytes, client: imaplib.IMAP4) -> None:
    while not (line := client.readline()).startswith(beginning):
        if not line:
            raise RuntimeError("the connection ended")


@contextmanager
def at_work(one: Desk) -> Iterator[None]:
    """`run`, after its first pass."""
    with subprocess.Popen(
        [sys.executable, *one.arguments("run")], cwd=ROOT, env=environment(), stdout=subprocess.DEVNULL
    ) as worker:
        await_it(lambda: (status := read_status(one.data)) and status.pid == worker.pid)
        yield
        worker.terminate()


def escalated_after(one: Desk) -> float:
    """Seconds from the server's yes to the delivery until it has accepted the ESCALATION."""
    before = len(accepted(one))
    rest()
    number = time.monotonic_ns()
    one.host.deliver(one.user, letter(f"jane{number}@customer.test", "My lawyer will take legal action this week."))
    delivered = time.time()
    await_it(lambda: len(accepted(one)) > before)
    return accepted(one)[-1] - delivered


def accepted(one: Desk) -> list[float]:
    """When the mail server took a mail for the boss."""
    return [t["t"] for t in one.host.transactions() if BOSS in t["rcpts"]]


def letter(sender: str, words: str) -> bytes:
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "support@example.test", "Nothing works"
    mail["Message-ID"] = f"<{time.monotonic_ns()}@customer.test>"
    mail.set_content(words)
    return mail.as_bytes().replace(b"\n", b"\r\n")


def rest() -> None:
    """Dovecot gathers what comes close together; each delivery is to be one of its own."""
    time.sleep(1.0)


def await_it(done: Callable[[], object]) -> None:
    end = time.monotonic() + PATIENCE
    while not done():
        if time.monotonic() > end:
            raise RuntimeError("it did not happen")
        time.sleep(0.01)
