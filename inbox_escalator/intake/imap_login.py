"""Who we are, told to the server only over a wire that may carry it."""

from __future__ import annotations

import imaplib
from collections.abc import Callable

from inbox_escalator.intake.imap_errors import one_line
from inbox_escalator.intake.imap_settings import ImapSettings, Secret
from inbox_escalator.intake.imap_wire import Client
from inbox_escalator.intake.mailbox import LoginRefused, MailboxError

_FOR_NOW = ("[UNAVAILABLE]", "[INUSE]", "[LIMIT]", "[SERVERBUG]", "[ALERT] TOO MANY SIMULTANEOUS")
"""Refusals that say nothing about the password (RFC 5530)."""


def log_in(client: Client, settings: ImapSettings) -> None:
    """Logs in by password or token. LoginRefused where they are refused, MailboxError where the server cannot say.

    imaplib.abort and OSError, where the connection breaks, are the caller's.
    """
    secret = _obtain(settings.password or settings.token, settings)
    try:
        if settings.token:
            _with_token(client, settings.user, secret)
        else:
            _with_password(client, settings, secret)
    except imaplib.IMAP4.error as refusal:
        # imapclient disguises a broken connection as a refused log-in.
        broken = refusal.__context__
        if isinstance(broken, imaplib.IMAP4.abort):
            raise broken from None
        raise _refused(settings, str(refusal), secret) from None


def _obtain(secret: Secret | None, settings: ImapSettings) -> str:
    try:
        word = secret() if secret else ""
    except (OSError, ValueError) as error:
        raise LoginRefused(f"{settings.host}: no password for {settings.user}: {error}") from None
    if not word or any(c in word for c in "\r\n\0"):
        raise LoginRefused(
            f"{settings.host}: the password of {settings.user} is empty or has a line break in it"
        )
    return word


def _with_password(client: Client, settings: ImapSettings, password: str) -> None:
    capabilities = client.capabilities()
    ascii_only = (settings.user + password).isascii()
    if ascii_only and b"LOGINDISABLED" not in capabilities:
        # imaplib quotes the password, but not the user.
        client.login(_quoted(settings.user), password)
        return
    if b"AUTH=PLAIN" not in capabilities:
        raise LoginRefused(
            f'{settings.host}: takes no password on this connection: use tls = "tls" or "starttls"'
            if ascii_only
            else f"{settings.host}: takes only ASCII letters in user and password"
        )
    said = f"\0{settings.user}\0{password}".encode()
    client.sasl_login("PLAIN", lambda _: said)


def _with_token(client: Client, user: str, token: str) -> None:
    bearer = b"AUTH=XOAUTH2" not in client.capabilities() and b"AUTH=OAUTHBEARER" in client.capabilities()
    reasons: list[bytes] = []
    if bearer:
        name = user.replace("=", "=3D").replace(",", "=2C")
        client_first = f"n,a={name},\1auth=Bearer {token}\1\1"
    else:
        client_first = f"user={user}\1auth=Bearer {token}\1\1"
    try:
        last = b"\1" if bearer else b""
        client.sasl_login("OAUTHBEARER" if bearer else "XOAUTH2", _answers(client_first, last, reasons))
    except imaplib.IMAP4.error as refusal:
        if reasons and not isinstance(refusal.__context__, imaplib.IMAP4.abort):
            raise imaplib.IMAP4.error(f"{refusal} {reasons[-1].decode('ascii', 'replace')}") from None
        raise


def _answers(first: str, last: bytes, reasons: list[bytes]) -> Callable[[bytes], bytes]:
    """Our turns of the exchange: the token, then the empty answer to the server's reason (RFC 7628, section 3.2.3)."""

    def answer(challenge: bytes) -> bytes:
        if challenge:
            reasons.append(challenge)
            return last
        return first.encode()

    return answer


def _quoted(word: str) -> str:
    escaped = word.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _refused(settings: ImapSettings, said: str, secret: str) -> MailboxError:
    """The server's words on one line, without the secret, should it have been echoed."""
    words = said.removeprefix("b'").removesuffix("'").replace(secret, "***")
    line = one_line(words, 300)
    if any(code in line.upper() for code in _FOR_NOW):
        return MailboxError(f"{settings.host}: cannot log in {settings.user} now: {line}")
    remedy = "log in to the provider again" if settings.token else "check user and password"
    return LoginRefused(f"{settings.host}: log-in of {settings.user} refused: {line}; {remedy}")
