"""Opens an `ImapMailbox` on a `FakeImap`: patiently, but where a test is about silence."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from inbox_escalator.intake.imap import ImapMailbox, ImapSettings, Suspects
from tests.servers.fake_imap import FakeImap

PATIENCE = 10.0
"""Seconds for what takes a loaded machine a thousandth of one."""
READ_SECONDS = 0.25
"""Seconds until a silent server is given up, where a test is about that."""
BOUND = 2.0
"""Seconds after which a call must have failed, and `close` have returned, on a busy machine."""

MESSAGES = {uid: b"Subject: number %d\r\n\r\nbody %d\r\n" % (uid, uid) for uid in range(1, 21)}


class SlowClock:
    """Stands for the module `time`: it goes on only where a test says so."""

    def __init__(self) -> None:
        self.now = 0.0

    def monotonic(self) -> float:
        return self.now


def settings(server: FakeImap, **more: object) -> ImapSettings:
    words: dict[str, object] = {"connect_seconds": PATIENCE, "read_seconds": PATIENCE, **more}
    return ImapSettings("127.0.0.1", "u", lambda: "p", port=server.port, tls="none", **words)  # type: ignore[arg-type]


@contextmanager
def opened(server: FakeImap, suspects: Suspects | None = None, **more: object) -> Iterator[ImapMailbox]:
    mailbox = ImapMailbox(settings(server, **more), suspects)
    try:
        yield mailbox
    finally:
        mailbox.close()


def impatient(server: FakeImap, **more: object) -> AbstractContextManager[ImapMailbox]:
    """One that gives a silent server up within `READ_SECONDS`."""
    return opened(server, read_seconds=READ_SECONDS, **more)
