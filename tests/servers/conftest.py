"""Real servers: a private Dovecot and an SMTP server with faults, on loopback, for one module at a time."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.servers.installation import STAFF, Installation
from tests.servers.mailhost import MailHost

DESKS = 40
"""More than a module has tests that want one."""

SYSTEM_FOLDERS = os.pathsep.join([os.environ.get("PATH", ""), "/usr/sbin", "/sbin"])


def _missing() -> str:
    """Why there can be no mail host here; '' where there can."""
    programs = [name for name in ("dovecot", "openssl") if not shutil.which(name, path=SYSTEM_FOLDERS)]
    lmtp = any(os.path.exists(f"{folder}/dovecot/lmtp") for folder in ("/usr/lib", "/usr/libexec"))
    absent = [*programs, *([] if lmtp else ["dovecot-lmtpd"])]
    return f"not installed: {', '.join(absent)} (run tests/servers/install.sh as root)" if absent else ""


@contextmanager
def _running(*users: str) -> Iterator[MailHost]:
    missing = _missing()
    if missing and os.environ.get("CI"):
        pytest.fail(missing)
    if missing:
        pytest.skip(missing)
    host = MailHost(users=dict.fromkeys(users, "secret") or None, no_fsync=True)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # its log is open in this process for a moment
        host.start()
    yield host
    host.stop()


@pytest.fixture(scope="module")
def _module_host() -> Iterator[MailHost]:
    with _running() as host:
        yield host


@pytest.fixture
def mailhost(_module_host: MailHost) -> Iterator[MailHost]:
    """A running host without faults; its mail of earlier tests of the module is still there."""
    _module_host.fault()
    _module_host.slow()
    yield _module_host
    _module_host.fault()
    _module_host.slow()


@pytest.fixture(scope="module")
def _desks() -> Iterator[tuple[MailHost, Iterator[str]]]:
    names = [f"desk{n}@example.test" for n in range(1, DESKS)]
    with _running(*STAFF, *names) as host:
        yield host, iter(names)


@pytest.fixture
def new_desk(_desks: tuple[MailHost, Iterator[str]], tmp_path: Path) -> Iterator[Installation]:
    """Installed and configured, a mailbox of its own; never started."""
    host, names = _desks
    host.fault()
    yield Installation(tmp_path, host, next(names)).configure()
    host.fault()


@pytest.fixture
def desk(new_desk: Installation) -> Installation:
    """At work for a while: it knows that copies of its mails come back, and has one case."""
    return new_desk.begin()
