"""A private Dovecot with many users, so that each test has a mailbox of its own, and an `ImapMailbox` on it."""

from __future__ import annotations

import itertools
import os
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from inbox_escalator.intake.imap import ImapMailbox, ImapSettings, Suspects
from inbox_escalator.intake.mail import StoredCopy
from tests.servers.conftest import _missing
from tests.servers.mailhost import MailHost

PIGEONHOLE = Path("/usr/lib/dovecot/modules/lib90_sieve_plugin.so")

USERS = tuple(f"desk{n}@example.test" for n in range(1, 80))

CONFIG = """
[desk]
name = "Acme Support"
address = "{user}"

[desk.imap]
host = "localhost"
port = {imap}
password = {{ env = "SUPPORT_PASSWORD" }}
cafile = "{cafile}"

[desk.smtp]
host = "{smtp_host}"
port = {smtp}
cafile = "{cafile}"

[[contact]]
id = "boss"
name = "Boss"
address = "boss@example.test"
levels = ["L2", "L3"]
"""
"""A small desk on a mail host of its own."""

_free = itertools.cycle(USERS)


def free_user() -> str:
    """A user that no other test of this process has."""
    return next(_free)


def dovecot(*users: str) -> AbstractContextManager[MailHost]:
    """A host with these users, password `secret`; skips where there can be none, fails in CI."""
    return dovecot_with(*users)


@contextmanager
def dovecot_with(*users: str, sieve: bool = False) -> Iterator[MailHost]:
    """The same. `sieve`: scripts of its users are run, vacation answers among them."""
    missing = _missing() or ("" if not sieve or PIGEONHOLE.exists() else "not installed: dovecot-sieve")
    if missing:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(missing)
    host = MailHost(users=dict.fromkeys(users, "secret"), no_fsync=True, sieve=sieve)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # its log is open in this process for a moment
        host.start()
    try:
        yield host
    finally:
        host.stop()


def settings(host: MailHost, user: str, **more: object) -> ImapSettings:
    words: dict[str, object] = {
        "password": lambda: "secret", "port": host.imaps_port, "cafile": host.cafile, "read_seconds": 5.0, **more
    }  # fmt: skip
    return ImapSettings("localhost", user, **words)  # type: ignore[arg-type]


@contextmanager
def opened(host: MailHost, user: str, suspects: Suspects | None = None, **more: object) -> Iterator[ImapMailbox]:
    mailbox = ImapMailbox(settings(host, user, **more), suspects)
    try:
        yield mailbox
    finally:
        mailbox.close()


def message(number: int, body: bytes = b"hello\r\n", headers: bytes = b"") -> bytes:
    return b"Message-ID: <%d@customer.test>\r\nSubject: number %d\r\n%s\r\n%s" % (number, number, headers, body)


def everything(mailbox: ImapMailbox, folder: str = "INBOX", max_bytes: int = 1_000_000) -> list[StoredCopy]:
    mailbox.select(folder)
    return list(mailbox.fetch(mailbox.uids_after(0), max_bytes))
