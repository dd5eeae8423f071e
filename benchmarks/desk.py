"""A desk on a real Dovecot, with an SMTP server that takes every mail and delivers none: set up, filled, run."""

from __future__ import annotations

import email.utils
import itertools
import json
import re
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from benchmarks.child import Spent, spent
from tests.servers.mailgen import corpus
from tests.servers.mailhost import MailHost

USERS = tuple(f"desk{n}@example.test" for n in range(1, 200))
_free = itertools.count()

CONFIG = """
[desk]
name = "Acme Support"
address = "{user}"
mode = "{mode}"

[desk.imap]
host = "127.0.0.1"
port = {imap}
tls = "none"
password = {{ file = "password" }}
poll = "{poll}"

[desk.smtp]
host = "127.0.0.1"
port = {smtp}
tls = "none"
user = ""

[desk.hours]
timezone = "UTC"
days = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
open = "00:00"
close = "24:00"

[[trigger]]
name = "same_issue"
mode = "off"    # mailgen's few words make one incident of all its mails; same_issue has a figure of its own

[[contact]]
id = "lena"
name = "Lena Two"
address = "l2@staff.test"
levels = ["L2"]

[[contact]]
id = "boss"
name = "Bo Three"
address = "boss@staff.test"
levels = ["L3"]

[customer]
acknowledge = {acknowledge}

[limits]
contact_per_hour = 1000
"""
"""Every escalation is a mail of its own: no storm is folded into one."""


@contextmanager
def host() -> Iterator[MailHost]:
    """Dovecot, and an SMTP server that is a pure sink."""
    with MailHost(users=dict.fromkeys(USERS, "secret"), no_fsync=True, sink=True) as running:
        yield running


@cache
def letters(count: int, start: int = 1) -> tuple[bytes, ...]:
    """The mix of mailgen; about 11 % escalate."""
    return tuple(raw for raw, _ in corpus(count, start=start))


def fresh(messages: Sequence[bytes]) -> list[bytes]:
    """As a mail server writes them down now, so that their old dates do not make them history."""
    stamp = (
        f"Received: from mx.test by mail.example.test with ESMTP; {email.utils.formatdate(usegmt=True)}\r\n".encode()
    )
    return [stamp + raw for raw in messages]


@dataclass(frozen=True, slots=True)
class Desk:
    """A folder with a configuration, and a mailbox of its own."""

    folder: Path
    host: MailHost
    user: str

    @property
    def config(self) -> Path:
        return self.folder / "config.toml"

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def arguments(self, *words: str) -> list[str]:
        """For the real program, as the console script runs it."""
        return ["-m", "inbox_escalator", "--config", str(self.config), *words]

    def once(self) -> Spent:
        return spent(self.arguments("once", "--json"))

    def mails(self) -> int:
        """How many the SMTP server took from this desk so far."""
        name = self.user.partition("@")[0]
        return sum(re.split("[@+]", t["sender"])[0] == name for t in self.host.transactions())

    def fill(self, messages: Sequence[bytes]) -> None:
        """Puts them into the mailbox as new mail."""
        self.host.fill(self.user, fresh(messages))


@contextmanager
def desk(
    running: MailHost, *, acknowledge: bool = True, mode: str = "on", imap: int = 0, smtp: int = 0, poll: str = "60s",
    start: bool = True,
) -> Iterator[Desk]:  # fmt: skip
    """A new desk whose first start is over: mail that comes from now on is new. `imap`, `smtp`: other ports."""
    user = USERS[next(_free)]
    with tempfile.TemporaryDirectory(prefix="bench") as name:
        made = Desk(Path(name), running, user)
        words = {
            "user": user, "imap": imap or running.imap_port, "smtp": smtp or running.smtp_port, "mode": mode,
            "poll": poll, "acknowledge": json.dumps(acknowledge),
        }  # fmt: skip
        made.config.write_text(CONFIG.format(**words))
        (made.folder / "password").write_text("secret")
        (made.folder / "password").chmod(0o600)
        if start:
            made.once()
            time.sleep(1.1)  # Received: knows whole seconds only
        yield made
