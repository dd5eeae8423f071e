"""One line for a person: what went wrong between us and the mail server, and what to do about it."""

from __future__ import annotations

import imaplib
import ssl

from imapclient.exceptions import CapabilityError

from inbox_escalator.intake.imap_settings import ImapSettings


def not_connected(settings: ImapSettings, error: BaseException) -> str:
    """Why no connection came about; nothing secret had been sent by then."""
    where = f"{settings.host}:{settings.port}"
    if isinstance(error, ssl.SSLCertVerificationError):
        why = error.verify_message.rstrip(".")
        return f"{where}: the server's certificate is not accepted: {why}; nothing was sent. Check host in [desk.imap]"
    if isinstance(error, ssl.SSLError):
        other = "starttls" if settings.tls == "tls" else "tls"
        return f'{where}: no TLS with this server ({reason(error)}); nothing was sent. Perhaps tls = "{other}"?'
    if isinstance(error, CapabilityError):
        return f'{where}: the server offers no STARTTLS; nothing was sent. Use tls = "tls" and port = 993'
    if isinstance(error, TimeoutError) and settings.tls == "starttls":
        return f'{where}: no answer in time; if the port is for TLS from the start, set tls = "tls"'
    return f"{where}: cannot connect: {reason(error)}"


def no_trust(settings: ImapSettings, error: OSError) -> str:
    """The certificates of the configuration cannot be used; no connection was tried."""
    return f"{settings.host}:{settings.port}: cannot use cafile {settings.cafile}: {reason(error)}"


def broke(settings: ImapSettings, error: BaseException, doing: str) -> str:
    """Why a connection that had been good is so no more."""
    if isinstance(error, TimeoutError):
        return f"{settings.host}: no answer within {settings.read_seconds:g} s while {doing}"
    return f"{settings.host}: {reason(error)} while {doing}"


def reason(error: BaseException) -> str:
    """The error's own words on one line, without Python's."""
    if isinstance(error, TimeoutError):
        return "no answer in time"
    if isinstance(error, ssl.SSLError):
        return error.reason.replace("_", " ").lower() if error.reason else "TLS failed"
    if isinstance(error, OSError):
        return error.strerror or str(error) or type(error).__name__
    words = str(error)
    if isinstance(error, imaplib.IMAP4.abort) and ("EOF" in words or "unterminated" in words):
        return "the server closed the connection"
    return one_line(words) or type(error).__name__


def one_line(words: str, most: int = 200) -> str:
    """A server's words, fit for a log and a terminal."""
    return " ".join("".join(c if c.isprintable() else " " for c in words).split())[:most]
