"""What the IMAP connection has to know: where, as whom, how long to wait, how much at once."""

from __future__ import annotations

import ipaddress
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

Tls = Literal["tls", "starttls", "none"]
Secret = Callable[[], str]
"""Gives a password or an access token when it is needed, so that none is kept; may raise OSError or ValueError."""


@dataclass(frozen=True, slots=True)
class ImapSettings:
    """One account on one server. ValueError where the values cannot be right."""

    host: str
    user: str
    password: Secret | None = field(default=None, repr=False)
    token: Secret | None = field(default=None, repr=False)
    """An OAuth2 access token (XOAUTH2 or OAUTHBEARER) instead of a password."""
    port: int = 993
    tls: Tls = "tls"
    """`none` only for a server on this machine."""
    connect_seconds: float = 10.0
    """For each of: connection, TLS handshake, greeting."""
    read_seconds: float = 60.0
    """For one answer to begin, and for silence within it."""
    batch: int = 100
    """Messages in one FETCH or STORE."""
    batch_bytes: int = 8_000_000
    """Bytes in one FETCH, unless a single message is larger."""
    cafile: str = ""
    """PEM file of the authorities that are trusted instead of the machine's."""
    sent: str = ""
    """Name of the folder of sent mail where the server does not mark it."""
    junk: str = ""
    labels: bool = False
    """Marks are Gmail labels (X-GM-LABELS) instead of keywords."""

    def __post_init__(self) -> None:
        if not self.host or not self.user:
            raise ValueError("IMAP wants a host and a user")
        if (self.password is None) == (self.token is None):
            raise ValueError("IMAP wants either a password or an OAuth token")
        if self.tls not in ("tls", "starttls", "none"):
            raise ValueError(f'tls = "{self.tls}" is unknown: use "tls" or "starttls"')
        if self.tls == "none" and not is_loopback(self.host):
            raise ValueError(f'tls = "none" would send the password to {self.host} in clear: use "tls" or "starttls"')
        if min(self.connect_seconds, self.read_seconds, self.batch, self.batch_bytes) <= 0:
            raise ValueError("timeouts and batch sizes are greater than zero")

    def __str__(self) -> str:
        """`support@acme.example at imap.acme.example`, for a person."""
        return f"{self.user} at {self.host}"

    @property
    def account(self) -> str:
        """`user@host`, the first half of every stored copy's key."""
        return f"{self.user}@{self.host}"


def is_loopback(host: str) -> bool:
    """Whether the name or address can only be this machine."""
    if host.lower() == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
