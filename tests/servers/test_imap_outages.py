"""The mailbox on a real Dovecot that stalls, dies, comes back, is far away or damaged."""

from __future__ import annotations

import contextlib
import glob
import os
import re
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

import pytest

from inbox_escalator.intake.imap import ImapMailbox, Suspects
from inbox_escalator.intake.mailbox import MailboxError, MailboxRefusal
from tests.servers.dovecot_desk import USERS, dovecot, everything, free_user, message, opened, settings
from tests.servers.mailhost import MailHost

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("imap")]

BOUND = 3.0
"""Seconds in which a call must have failed, on a busy machine."""


@pytest.fixture(scope="module")
def host() -> Iterator[MailHost]:
    with dovecot(*USERS) as host:
        yield host


@pytest.fixture
def user() -> str:
    return free_user()


# -- waiting -----------------------------------------------------------------------------------------------------------


def test_idle_hears_of_a_new_message(host: MailHost, user: str) -> None:
    with opened(host, user) as mailbox:
        mailbox.select("INBOX")
        assert mailbox.uids_after(0) == []
        assert not mailbox.wait(0.05)
        sender = threading.Timer(0.1, host.deliver, (user, message(1)))
        sender.start()
        began = time.monotonic()
        assert mailbox.wait(30)
        assert time.monotonic() - began < BOUND
        sender.join()
        mailbox.select("INBOX")
        assert mailbox.uids_after(0) == [1]
        assert not mailbox.wait(0.05)


def test_a_message_that_came_before_the_wait_is_not_slept_over(host: MailHost, user: str) -> None:
    with opened(host, user) as mailbox:
        mailbox.select("INBOX")
        mailbox.uids_after(0)
        host.deliver(user, message(1))
        began = time.monotonic()
        assert mailbox.wait(30)
        assert time.monotonic() - began < BOUND


# -- outages and stalls ------------------------------------------------------------------------------------------------


def sessions(host: MailHost, names: tuple[str, ...] = ("imap",)) -> list[int]:
    """Dovecot's processes of these names, by pid."""
    found = []
    for path in glob.glob("/proc/[0-9]*/stat"):
        with contextlib.suppress(OSError), open(path) as stat:
            pid, name, _, parent = re.split(r" \(|\) | ", stat.read(), maxsplit=4)[:4]
            if name in names and int(parent) == host.dovecot_pid:
                found.append(int(pid))
    assert found
    return found


@contextmanager
def stopped(host: MailHost) -> Iterator[None]:
    """Dovecot's imap processes stand still (SIGSTOP), as a machine does that swaps itself to death."""
    pids = sessions(host)
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


CALLS: dict[str, Callable[[ImapMailbox], object]] = {
    "folders": lambda m: m.folders(),
    "select": lambda m: m.select("Sent"),
    "list": lambda m: m.uids_after(0),
    "fetch": lambda m: list(m.fetch([1, 2], 1_000_000)),
    "mark": lambda m: m.mark([1], "x"),
    "find": lambda m: m.find("Sent", "<x@y>"),
    "append": lambda m: m.append("INBOX", message(9), datetime.now(UTC)),
    "remove": lambda m: m.remove_own([2]),
    "wait": lambda m: m.wait(0.05),
}


@pytest.mark.parametrize("call", CALLS)
def test_a_stalled_server_is_given_up_in_time(host: MailHost, user: str, call: str) -> None:
    host.fill(user, [message(1), message(2)])
    mailbox = ImapMailbox(settings(host, user, read_seconds=0.3))
    try:
        mailbox.select("INBOX")
        mailbox.uids_after(0)
        with stopped(host):
            began = time.monotonic()
            with pytest.raises(MailboxError, match=r"no answer within 0\.3 s") as error:
                CALLS[call](mailbox)
            mailbox.close()
            assert time.monotonic() - began < BOUND
            assert not isinstance(error.value, MailboxRefusal)
    finally:
        mailbox.close()
    with opened(host, user) as again:
        assert len(everything(again)) >= 1


def test_an_outage_and_the_return(user: str) -> None:
    with dovecot(user) as host:
        host.fill(user, [message(n) for n in range(20)])
        with opened(host, user, batch=5) as mailbox:
            mailbox.select("INBOX")
            copies = mailbox.fetch(mailbox.uids_after(0), 1_000_000)
            taken = [next(copies).uid for _ in range(5)]
            serving = sessions(host, ("imap", "imap-login"))
            host.crash_imap()
            for pid in serving:  # they may outlive their master while a client is connected
                with contextlib.suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            with pytest.raises(MailboxError):
                taken += [copy.uid for copy in copies]
            with pytest.raises(MailboxError, match="localhost"):
                ImapMailbox(settings(host, user))
        host.start_imap()
        with opened(host, user) as mailbox:
            mailbox.select("INBOX")
            taken += mailbox.uids_after(taken[-1])
    assert taken == list(range(1, 21))


def test_a_wire_that_is_cut_again_and_again_loses_nothing(host: MailHost, user: str) -> None:
    host.fill(user, [message(n, b"x" * 500 + b"\r\n") for n in range(60)])
    raws: list[bytes] = []
    after = cuts = 0
    suspects = Suspects()
    host.slow(cut_after=12_000)
    try:
        while len(raws) < 60 and cuts < 30:
            with opened(host, user, suspects, tls="none", port=host.proxy_imap_port, batch=10) as mailbox:
                mailbox.select("INBOX")
                try:
                    for copy in mailbox.fetch(mailbox.uids_after(after), 1_000_000):
                        raws.append(copy.raw)
                        after = copy.uid
                except MailboxError:
                    cuts += 1
    finally:
        host.slow()
    assert raws == [message(n, b"x" * 500 + b"\r\n") for n in range(60)]
    assert cuts >= 3


def test_a_damaged_message_does_not_stop_the_mail_behind_it(host: MailHost, user: str) -> None:
    """A file that is shorter than its name says: Dovecot breaks off the connection in the middle of the answer."""
    host.fill(user, [message(n, b"x" * 900 + b"\r\n") for n in range(30)])
    os.truncate(sorted(glob.glob(f"{host.maildir(user)}/new/*"))[7], 300)
    suspects, seen, after = Suspects(), [], 0
    for _ in range(12):
        with opened(host, user, suspects) as mailbox:
            mailbox.select("INBOX")
            try:
                for copy in mailbox.fetch(mailbox.uids_after(after), 1_000_000):
                    seen.append(copy)
                    after = copy.uid
                break
            except MailboxError:
                continue
    assert [c.uid for c in seen] == list(range(1, 31))
    assert all(len(c.raw) > 900 for c in seen if c.uid != 8)
