"""Names, the mailbox, the outgoing server."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

from inbox_escalator.cli.checks.finding import Finding, note, ok, wrong
from inbox_escalator.config.settings import Settings
from inbox_escalator.intake.mailbox import LoginRefused, Mailbox, MailboxError

Resolve = Callable[[str, int], str]
"""Host and port to an address; OSError where the name is not known."""


def system_resolve(host: str, port: int) -> str:
    return str(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][4][0])


def names(settings: Settings, resolve: Resolve) -> Iterator[Finding]:
    servers = [("[desk.imap]", settings.imap.host, settings.imap.port)]
    servers.append(("[desk.smtp]", settings.smtp.host, settings.smtp.port))
    if settings.alarm_smtp is not None:
        servers.append(("[desk.alarm_smtp]", settings.alarm_smtp.host, settings.alarm_smtp.port))
    known: set[str] = set()
    for table, host, port in servers:
        if host in known:
            continue
        known.add(host)
        try:
            yield ok("name", f"{host} is {resolve(host, port)}")
        except (OSError, UnicodeError):
            yield wrong("name", f"{host} is not known", f"correct host in {table}, or look at this machine's network")


def remedy_of(error: MailboxError, table: str) -> str:
    """What to do about a connection that did not come about."""
    said = str(error).lower()
    if isinstance(error, LoginRefused):
        return f"correct user and password in {table}; many providers want a password made for programs"
    if "cafile" in said:
        return f"correct cafile in {table}: a file of certificates (PEM)"
    if "certificate" in said:
        return f"correct host in {table}, or name the server's own certificate with cafile"
    if "starttls" in said or "wrong version" in said or "tls" in said:
        return f'correct tls and port in {table}: "tls" with 993 or 465, "starttls" with 143 or 587'
    return f"correct host and port in {table}, or look at the network and the server"


def mailbox(settings: Settings, box: Mailbox, capabilities: frozenset[str]) -> Iterator[Finding]:
    """What the server can, and whether the folders are there. `box` is logged in."""
    yield ok("IMAP log-in", f"{settings.imap.user} at {settings.imap.host}, {settings.imap.tls}")
    if "IDLE" in capabilities:
        yield ok("IDLE", "new mail is seen within about a second")
    else:
        yield note("IDLE", f"the server has none; new mail is seen within {settings.mailbox.poll:g} s")
    if "UIDPLUS" not in capabilities:
        yield note("UIDPLUS", "the server has none; copies of our own mail are moved to Escalator/Own")
    for folder in settings.mailbox.folders:
        yield _folder(box, folder)
    yield from _sent(box)


def _folder(box: Mailbox, folder: str) -> Finding:
    try:
        return ok("folder", f"{folder}, {box.select(folder).exists} messages")
    except MailboxError as error:
        return wrong("folder", f"{folder}: {error}", "correct folders in [desk.imap], or make that folder")


def _sent(box: Mailbox) -> Iterator[Finding]:
    try:
        sent = box.folders().sent
        if not sent:
            remedy = 'name it: sent = "Sent" in [desk.imap]; without it nobody knows that a customer was answered'
            yield wrong("Sent", "no folder of sent mail was found", remedy)
            return
        yield ok("Sent", f"{sent}, {box.select(sent).exists} messages")
    except MailboxError as error:
        yield wrong("Sent", str(error), "correct sent in [desk.imap]")
