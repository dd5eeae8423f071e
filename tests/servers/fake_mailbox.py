"""Opens an `ImapMailbox` on a `FakeImap`, impatiently."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from inbox_escalator.intake.imap import ImapMailbox, ImapSettings, Suspects
from tests.servers.fake_imap import FakeImap

READ_SECONDS = 0.25
BOUND = 2.0
"""Seconds after which a call must have failed, and `close` have returned, on a busy machine."""

MESSAGES = {uid: b"Subject: number %d\r\n\r\nbody %d\r\n" % (uid, uid) for uid in range(1, 21)}


def settings(server: FakeImap, **more: object) -> ImapSettings:
    words: dict[str, object] = {"connect_seconds": READ_SECONDS, "read_seconds": READ_SECONDS, **more}
    return ImapSettings("127.0.0.1", "u", lambda: "p", port=server.port, tls="none", **words)  # type: ignore[arg-type]


@contextmanager
def opened(server: FakeImap, suspects: Suspects | None = None, **more: object) -> Iterator[ImapMailbox]:
    mailbox = ImapMailbox(settings(server, **more), suspects)
    try:
        yield mailbox
    finally:
        mailbox.close()
