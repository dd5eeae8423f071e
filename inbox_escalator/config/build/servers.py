"""The mailbox and the ways out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import cast

from inbox_escalator.config.schema import Values
from inbox_escalator.config.secret import Secret
from inbox_escalator.config.tables.desk import AlarmSmtp, Imap, Smtp
from inbox_escalator.delivery.settings import SmtpSettings
from inbox_escalator.delivery.tls import Tls
from inbox_escalator.intake.imap_settings import ImapSettings
from inbox_escalator.intake.imap_settings import Tls as ImapTls


def imap(values: Values, address: str, folder: Path) -> ImapSettings:
    """`address`: the desk's, which is the log-in name unless another is given."""
    user = values[Imap.user] or address
    return ImapSettings(
        host=values[Imap.host],
        port=values[Imap.port],
        tls=cast("ImapTls", values[Imap.tls]),
        user=user,
        password=_password(values[Imap.password], user, folder),
        sent=values[Imap.sent],
        junk=values[Imap.junk],
        labels=values[Imap.mark] == "labels",
        cafile=_file(values[Imap.cafile], folder),
    )


def smtp(values: Values, mailbox: Values, address: str, folder: Path) -> SmtpSettings:
    """User and password are those of the mailbox unless given; an empty user sends without a log-in."""
    user = values[Smtp.user] if values.gives(Smtp.user) else mailbox[Imap.user] or address
    secret = values[Smtp.password] if values.gives(Smtp.password) else mailbox[Imap.password]
    port = values[Smtp.port]
    return SmtpSettings(
        host=values[Smtp.host],
        port=port,
        tls=_tls(values[Smtp.tls], port),
        user=user or "",
        password=_password(secret, user, folder) if user else None,
        cafile=_file(values[Smtp.cafile], folder),
    )


def alarm_smtp(values: Values | None, folder: Path) -> SmtpSettings | None:
    if values is None:
        return None
    user, port = values[AlarmSmtp.user] or "", values[AlarmSmtp.port]
    return SmtpSettings(
        host=values[AlarmSmtp.host],
        port=port,
        tls=_tls(values[AlarmSmtp.tls], port),
        user=user,
        password=_password(values[AlarmSmtp.password], user, folder) if user else None,
        cafile=_file(values[AlarmSmtp.cafile], folder),
    )


def _tls(said: str | None, port: int) -> Tls:
    """Port 465 speaks TLS from the first byte (RFC 8314), all others begin in clear and change over."""
    return Tls(said) if said else Tls.TLS if port == 465 else Tls.STARTTLS


def _password(secret: Secret | None, user: str, folder: Path) -> Callable[[], str] | None:
    if secret is None:
        return None
    if secret.way == "file":
        return replace(secret, place=(str(folder / Path(secret.place[0]).expanduser()),))
    if secret.way == "keyring" and len(secret.place) == 1:
        return replace(secret, place=(secret.place[0], user))
    return secret


def _file(said: str, folder: Path) -> str:
    return str(folder / Path(said).expanduser()) if said else ""
