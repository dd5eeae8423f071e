"""Reading alone: fetch, parse, triage, decide, commit; nothing goes out. Beside imapclient and mail-parser alone."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.child import spent
from benchmarks.desk import desk, host, letters
from benchmarks.figure import Figure, interleaved
from tests.servers.mailhost import MailHost

MESSAGES = 1500
ROUNDS = 3


def figures() -> Iterator[Figure]:
    with host() as running:
        ours, bare = interleaved(ROUNDS, lambda: _ours(running), lambda: _bare(running))
    yield Figure(
        "reading: CPU, beside mail-parser", ours / bare, 2.0,
        f"{ours / MESSAGES * 1e3:.2f} and {bare / MESSAGES * 1e3:.2f} ms a message",
    )  # fmt: skip


def _ours(running: MailHost) -> float:
    with desk(running, acknowledge=False, mode="observe") as made:
        made.fill(letters(MESSAGES))
        return made.once().cpu


def _bare(running: MailHost) -> float:
    with desk(running, start=False) as made:
        made.fill(letters(MESSAGES))
        return spent(["-m", "benchmarks.bare_reading", str(running.imap_port), made.user]).cpu
