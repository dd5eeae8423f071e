"""TLS to the submission server: certificates are checked, and there is no way around it."""

from __future__ import annotations

import ipaddress
import ssl
from enum import StrEnum


class Tls(StrEnum):
    """How the connection becomes private."""

    STARTTLS = "starttls"
    """Plain greeting, then STARTTLS before anything else (RFC 3207); a server that does not offer it gets nothing."""
    TLS = "tls"
    """From the first byte (RFC 8314)."""
    NONE = "none"
    """For a server on this very machine."""


def loopback(host: str) -> bool:
    """`host` is this machine, by its name or number: nobody else can listen in."""
    name = host.strip("[]").lower()
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return name == "localhost" or name.endswith(".localhost")


def context(cafile: str = "") -> ssl.SSLContext:
    """Checks chain, dates and host name. `cafile`: trust these authorities (PEM) instead of the system's."""
    made = ssl.create_default_context(cafile=cafile or None)
    made.minimum_version = ssl.TLSVersion.TLSv1_2
    return made


def certificate_fault(error: BaseException) -> str:
    """What is wrong with the certificate or the handshake, '' if this error (or its cause) is not about TLS."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"certificate refused: {cause.verify_message.rstrip('.')}"
        if isinstance(cause, ssl.SSLError) and not isinstance(cause, (ssl.SSLEOFError, ssl.SSLZeroReturnError)):
            return f"no TLS: {(cause.reason or str(cause)).replace('_', ' ').lower()}"
        cause = cause.__cause__ or cause.__context__
    return ""
