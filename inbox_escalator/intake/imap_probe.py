"""What a mail server can do for us, found out by asking it: each fact with the remedy where it is not as wished."""

from __future__ import annotations

from dataclasses import dataclass

from inbox_escalator.intake.imap import ImapMailbox
from inbox_escalator.intake.imap_settings import ImapSettings
from inbox_escalator.intake.mailbox import Folders, LoginRefused, MailboxError


@dataclass(frozen=True, slots=True)
class Probe:
    """One fact about the mailbox."""

    name: str
    """Short: `connection`, `log-in`, `INBOX`, `IDLE`, `UIDPLUS`, `keywords`, `Sent`, `Junk`."""
    ok: bool
    fact: str
    """What was found, one line."""
    remedy: str = ""
    """What to do, one line; '' where nothing has to be done."""
    fatal: bool = False
    """Nothing can be read as it is."""


def probe(settings: ImapSettings) -> tuple[Probe, ...]:
    """Connects, logs in, looks around, changes nothing. Never raises MailboxError: that is a fact like any other."""
    try:
        mailbox = ImapMailbox(settings)
    except LoginRefused as refusal:
        return (_connected(settings, ""), Probe("log-in", False, str(refusal), _LOGIN, fatal=True))
    except MailboxError as error:
        return (Probe("connection", False, str(error), _CONNECTION, fatal=True),)
    try:
        return (
            _connected(settings, mailbox.greeting),
            Probe("log-in", True, f"as {settings.user}"),
            *_inside(mailbox),
        )
    except MailboxError as error:
        return (Probe("connection", False, str(error), _CONNECTION, fatal=True),)
    finally:
        mailbox.close()


_CONNECTION = "check host, port and tls in [desk.imap], and that this machine may reach the server"
_LOGIN = "many providers want an app password, or IMAP to be switched on for the mailbox"


def _connected(settings: ImapSettings, greeting: str) -> Probe:
    how = {"tls": "TLS", "starttls": "STARTTLS", "none": "no TLS, on this machine only"}[settings.tls]
    where = f"{settings.host}:{settings.port}, {how}"
    return Probe("connection", True, f"{where}: {greeting}" if greeting else where)


def _inside(mailbox: ImapMailbox) -> tuple[Probe, ...]:
    can = mailbox.capabilities()
    folders = mailbox.folders()
    inbox = mailbox.select("INBOX")
    return (
        Probe("INBOX", True, f"{inbox.exists} message{'' if inbox.exists == 1 else 's'}"),
        _idle("IDLE" in can),
        _removal("UIDPLUS" in can, "MOVE" in can),
        _keywords(mailbox.keeps("$Escalated")),
        _sent(folders),
        _junk(folders),
    )


def _idle(there: bool) -> Probe:
    if there:
        return Probe("IDLE", True, "the server tells of new mail at once")
    return Probe("IDLE", False, "new mail is seen at the next poll", 'set poll = "30s" in [desk.imap] if that is late')


def _removal(uidplus: bool, move: bool) -> Probe:
    if uidplus:
        return Probe("UIDPLUS", True, "our own copies can be removed one by one")
    how = "moved" if move else "copied, and marked as deleted,"
    return Probe("UIDPLUS", False, f"our own copies are {how} to Escalator/Own", "empty that folder now and then")


def _keywords(kept: bool) -> Probe:
    if kept:
        return Probe("keywords", True, "INBOX keeps marks of ours")
    return Probe("keywords", False, "INBOX keeps no marks of ours", 'set mark = "flag" or mark = "none" in [desk.imap]')


def _sent(folders: Folders) -> Probe:
    if folders.sent in folders.all:
        return Probe("Sent", True, folders.sent)
    fact = f"there is no folder {folders.sent}" if folders.sent else "no folder of sent mail is marked or named as such"
    return Probe("Sent", False, fact, f'set sent = "…" in [desk.imap] to one of: {_names(folders)}')


def _junk(folders: Folders) -> Probe:
    if folders.junk in folders.all:
        return Probe("Junk", True, folders.junk)
    fact = "no folder of junk mail is marked or named as such"
    return Probe("Junk", False, fact, "critical mail that the server takes for junk will not be seen")


def _names(folders: Folders) -> str:
    shown = folders.all[:12]
    return ", ".join(shown) + (", …" if len(folders.all) > len(shown) else "")
