"""What a configuration comes to: the settings of each room, and what worker and commands need besides."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from pathlib import Path

from inbox_escalator.casework.hours import Span
from inbox_escalator.casework.policy import Policy
from inbox_escalator.config.problem import Problem
from inbox_escalator.delivery.settings import SmtpSettings
from inbox_escalator.identity import Seal
from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.imap_settings import ImapSettings
from inbox_escalator.reporting.procedure.inputs import Inputs
from inbox_escalator.triage.matrix import Rules

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class MailboxRules:
    """How the mailbox is read."""

    folders: tuple[str, ...] = ("INBOX",)
    """Folders in which customers' mail arrives."""
    start: str = "now"
    """Where the first start begins: `now`, `all`, or a duration such as `7d`; past mail is history."""
    poll: float = 60.0
    """Seconds between two looks."""
    mark: str = "keywords"
    """`keywords`, `flag`, `labels` or `none`."""
    command_folders: bool = False
    """Folders below `Escalator` are commands."""


@dataclass(frozen=True, slots=True)
class Senders:
    """`[vip]` or `[ignore]`, the file's lines included; all lower case."""

    addresses: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    """Bare: `acme.example`."""

    @property
    def patterns(self) -> tuple[str, ...]:
        """`anna@acme.example`, and `@acme.example` for a whole domain."""
        return (*self.addresses, *(f"@{domain}" for domain in self.domains))


@dataclass(frozen=True, slots=True)
class LogSettings:
    level: str = "info"
    file: Path | None = None
    format: str = "auto"
    """`auto`, `text` or `json`."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """`[limits]`, but for those of parsing."""

    contact_per_hour: int = 20
    automatic_sender: int = 3
    text_bytes: int = 16 * 1024
    case_bytes: int = 64 * 1024


@dataclass(frozen=True, slots=True)
class Settings:
    """One desk."""

    path: Path
    """The file that this was read from; all other paths here are absolute or relative to its folder."""
    name: str
    address: str
    aliases: tuple[str, ...]
    language: str
    policy: Policy
    desk: Desk
    """What intake must know, with a seal that holds for nothing; `desk_with` brings the store's own."""
    limits: Limits
    mailbox: MailboxRules
    imap: ImapSettings
    smtp: SmtpSettings
    alarm_smtp: SmtpSettings | None
    give_up: Span
    rules: Rules
    """Triggers, phrases, VIPs."""
    ignore: Senders
    store: Path
    """The data directory."""
    templates: Path | None
    """The folder of the owner's own templates; None where there is none."""
    log: LogSettings
    bounds: Bounds
    procedure: Inputs = field(default_factory=Inputs)
    """What the printed procedure says besides."""
    warnings: tuple[Problem, ...] = ()

    @property
    def domain(self) -> str:
        """Right-hand side of our Message-IDs."""
        return self.address.rpartition("@")[2]

    def seal(self, key: bytes) -> Seal:
        return Seal(key, self.domain)

    def desk_with(self, key: bytes, authserv_id: str = "") -> Desk:
        """`key`: the desk's secret, from the store. `authserv_id`: as `check` learned it, where the file names none."""
        return replace(self.desk, seal=self.seal(key), authserv_id=self.desk.authserv_id or authserv_id)
