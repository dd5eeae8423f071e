"""From a host name to a connection on which mail may be sent: connect, encrypt, say hello, log in, or say why not."""

from __future__ import annotations

import asyncio
import os
import ssl
from collections.abc import Callable

from aiosmtplib import (
    SMTP,
    SMTPAuthenticationError,
    SMTPException,
    SMTPHeloError,
    SMTPResponseException,
    SMTPServerDisconnected,
)

from inbox_escalator.delivery.courier import Later
from inbox_escalator.delivery.replies import one_line
from inbox_escalator.delivery.settings import SmtpSettings
from inbox_escalator.delivery.tls import Tls, certificate_fault

LOGINS = ("plain", "login", "cram-md5")
"""In this order, and none after a refusal: each wrong password counts towards a lock-out. TLS covers the first two."""

STEPS = 6
"""Connect and greeting, EHLO, STARTTLS, EHLO, log-in in up to two steps: each within `waits.connect`."""


class NoSession(Exception):  # noqa: N818  (an answer on its way up, no fault of the program)
    """No connection could be had, or none that may be used; carries the answer for every mail that waits for it."""

    def __init__(self, later: Later) -> None:
        super().__init__(later.reason)
        self.later = later


async def opened(settings: SmtpSettings, context: ssl.SSLContext | None) -> SMTP:
    """A client that is connected, private and logged in. NoSession with one line that says which of these failed."""
    waits = settings.waits
    client: SMTP | None = None
    try:
        client = _client(settings, context)
        async with asyncio.timeout(waits.connect * STEPS):
            await client.connect()
            _refuse_clear_text(client, settings)
            await _hello(client)
            if settings.user:
                await _log_in(client, settings)
    except (SMTPException, OSError, ValueError, NoSession) as error:
        if client is not None:
            _drop(client)
        raise error if isinstance(error, NoSession) else _why_not(settings, error) from error
    return client


def _drop(client: SMTP) -> None:
    """At once: under TLS a polite close waits for the server's own, and the connection would outlive the loop."""
    if isinstance(client.transport, asyncio.WriteTransport):
        client.transport.abort()
    client.close()


def _client(settings: SmtpSettings, context: ssl.SSLContext | None) -> SMTP:
    return SMTP(
        hostname=settings.host,
        port=settings.port,
        timeout=settings.waits.connect,
        use_tls=settings.tls is Tls.TLS,
        # Never None: that would send the password in clear to a server that does not offer STARTTLS.
        start_tls=settings.tls is Tls.STARTTLS,
        tls_context=context,
        local_hostname=settings.own_name,
    )


def _refuse_clear_text(client: SMTP, settings: SmtpSettings) -> None:
    """A second look, whatever the library did: no word of ours on a wire that is not private."""
    private = client.get_transport_info("sslcontext") is not None
    if settings.tls is not Tls.NONE and not private:
        raise no_session(settings, "the connection is not encrypted; nothing was sent", alarm=True)


async def _hello(client: SMTP) -> None:
    try:
        await client.ehlo()
    except SMTPHeloError:
        if not client.is_connected:
            raise
        await client.helo()


async def _log_in(client: SMTP, settings: SmtpSettings) -> None:
    if settings.token is not None:
        if "xoauth2" not in client.server_auth_methods:
            raise no_session(settings, "the server offers no XOAUTH2; use a password", alarm=True)
        await client.auth_xoauth2(settings.user, await _secret(settings, settings.token))
        return
    ask = {"plain": client.auth_plain, "login": client.auth_login, "cram-md5": client.auth_crammd5}
    method = next((name for name in LOGINS if name in client.server_auth_methods), "")
    if not method or settings.password is None:
        raise no_session(settings, "the server offers no log-in that we know; is the port right?", alarm=True)
    await ask[method](settings.user, await _secret(settings, settings.password))


async def _secret(settings: SmtpSettings, source: Callable[[], str]) -> str:
    """In a thread of its own: a command or a keyring may take its time."""
    try:
        return await asyncio.to_thread(source)
    except Exception as error:
        raise no_session(settings, f"no password for {settings.user}: {error}", alarm=True) from error


def no_session(settings: SmtpSettings, words: str, *, alarm: bool = False) -> NoSession:
    return NoSession(Later(one_line(f"{settings.server}: {words}"), alarm=alarm, session=True))


def _why_not(settings: SmtpSettings, error: Exception) -> NoSession:
    fault = certificate_fault(error)
    if fault:
        return no_session(settings, f"{fault}; nothing was sent", alarm=True)
    if isinstance(error, SMTPAuthenticationError):
        words = f"log-in of {settings.user} refused: {error.code} {error.message}"
        refused = error.code >= 500
        return no_session(settings, words + "; check user and password" * refused, alarm=refused)
    if isinstance(error, SMTPResponseException):
        return no_session(settings, f"{error.code} {error.message}", alarm=error.code >= 500)
    if isinstance(error, TimeoutError):
        return no_session(settings, f"no answer within {settings.waits.connect:g} s")
    if isinstance(error, SMTPException) and "STARTTLS" in error.message:
        words = 'no STARTTLS offered; nothing was sent (if the port is for TLS from the start, set tls = "tls")'
        return no_session(settings, words, alarm=True)
    if isinstance(error, ValueError):
        return no_session(settings, str(error), alarm=True)
    cause = error.__cause__ or error
    if isinstance(cause, SMTPServerDisconnected):
        return no_session(settings, "the server closed the connection")
    # The text of asyncio's own errors repeats address and port instead of saying what happened.
    number = getattr(cause, "errno", None) or 0
    why = os.strerror(number) if number > 0 else getattr(cause, "strerror", None) or cause
    return no_session(settings, f"cannot connect: {why}")
