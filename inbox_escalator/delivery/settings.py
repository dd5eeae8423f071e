"""Where the post goes out: the submission server, how it is reached, and how long we wait for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from inbox_escalator.delivery.tls import Tls, loopback


@dataclass(frozen=True, slots=True)
class Waits:
    """Bounds in seconds (RFC 5321 section 4.5.3.2). A short one costs a retry; only for `dot` it costs a doubt."""

    connect: float = 60.0
    """Connection, greeting, EHLO, STARTTLS, log-in: each."""
    command: float = 120.0
    """RSET, MAIL, RCPT and the 354: each."""
    block: float = 180.0
    """No progress in a long text."""
    dot: float = 600.0
    """From the final dot to its answer."""


@dataclass(frozen=True, slots=True)
class SmtpSettings:
    """The submission server. ValueError where it would send a password in clear over a network."""

    host: str
    port: int = 587
    tls: Tls = Tls.STARTTLS
    user: str = ""
    """'' sends without a log-in."""
    password: Callable[[], str] | None = field(default=None, repr=False)
    """Asked at each log-in, so that a changed one is taken up."""
    token: Callable[[], str] | None = field(default=None, repr=False)
    """An access token for XOAUTH2, instead of a password."""
    cafile: str = ""
    """Trust these authorities (PEM) instead of the system's."""
    helo: str = ""
    """Our name in EHLO; by default the domain of `user`, else the address literal of loopback."""
    connections: int = 4
    """At most so many at once; over a slow wire they send side by side."""
    keep: float = 60.0
    """Seconds that an idle connection is kept."""
    pause: float = 5.0
    """Seconds after a failed connection in which nobody tries again; twelve times that after a refused log-in."""
    waits: Waits = Waits()

    def __post_init__(self) -> None:
        if not self.host or not 0 < self.port < 65536 or self.connections < 1:
            raise ValueError(f"no SMTP server at {self.host!r}:{self.port} with {self.connections} connections")
        if self.tls is Tls.NONE and not loopback(self.host):
            raise ValueError(f'tls = "none" is for this machine only, not for {self.host}: use "starttls" or "tls"')
        if self.user and (self.password is None) == (self.token is None):
            raise ValueError(f"user {self.user} at {self.host} needs a password or an OAuth token, one of the two")

    @property
    def server(self) -> str:
        return f"{self.host}:{self.port}"

    @property
    def own_name(self) -> str:
        domain = self.user.rpartition("@")[2] if "@" in self.user else ""
        return self.helo or (domain if domain.isascii() else "") or "[127.0.0.1]"
