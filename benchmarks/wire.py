"""Over a wire of 20 ms round trip: batches decide when reading, several connections when sending."""

from __future__ import annotations

import smtplib
import time
from collections.abc import Iterator

from benchmarks.child import spent
from benchmarks.desk import Desk, desk, host, letters
from benchmarks.figure import Figure, interleaved
from tests.servers.mailhost import MailHost

ONE_WAY_MS = 10
READ, ROUNDS = 3000, 3
SENT_ALONE = 60


def figures() -> Iterator[Figure]:
    with host() as running:
        running.slow(delay_ms=ONE_WAY_MS)
        with desk(running, start=False) as made:
            made.fill(letters(READ))
            ours, bare = interleaved(
                ROUNDS, lambda: _fetching(made, "our_fetching"), lambda: _fetching(made, "bare_reading", "--fetch-only")
            )
        yield Figure(
            "20 ms wire: fetching, beside imapclient",
            ours / bare,
            0.5,
            f"{ours:.0f} and {bare:.0f} messages/s",
            at_least=True,
        )
        ours, bare = interleaved(ROUNDS, lambda: _sending(running), lambda: _one_connection(running))
        yield Figure(
            "20 ms wire: sending, beside a connection",
            ours / bare,
            3.0,
            f"{ours:.0f} and {bare:.0f} mails/s",
            at_least=True,
        )


def _fetching(made: Desk, program: str, *more: str) -> float:
    """Messages a second, the start of the program included."""
    return READ / spent(["-m", f"benchmarks.{program}", str(made.host.proxy_imap_port), made.user, *more]).wall


def _sending(running: MailHost) -> float:
    """Mails a second, from the first to the last that the server took."""
    with desk(running, smtp=running.proxy_smtp_port) as made:
        made.fill(letters(400))
        before = len(running.transactions())
        made.once()
        times = [float(t["t"]) for t in running.transactions()[before:]]
        return (len(times) - 1) / (max(times) - min(times))


def _one_connection(running: MailHost) -> float:
    raw = b"Subject: hello\r\n\r\n" + b"We have received your message. " * 60
    with smtplib.SMTP("127.0.0.1", running.proxy_smtp_port) as server:
        server.ehlo()
        began = time.perf_counter()
        for number in range(SENT_ALONE):
            server.sendmail("support@example.test", [f"c{number}@customer.test"], raw)
        return SENT_ALONE / (time.perf_counter() - began)
