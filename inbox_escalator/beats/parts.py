"""What the worker is made of: the rooms, furnished by the configuration."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from inbox_escalator.casework.policy import Policy
from inbox_escalator.clock import Clock
from inbox_escalator.identity import Seal
from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.mailbox import Mailbox
from inbox_escalator.store.store import CaseStore
from inbox_escalator.triage.matrix import Rules

if TYPE_CHECKING:
    from inbox_escalator.triage.issues.index import Index
    from inbox_escalator.writing.compose import Composer
    from inbox_escalator.writing.composer import LateComposer

BATCH = 100
"""Messages that share one commit in a backlog."""


@dataclass(frozen=True, slots=True)
class ReadingRules:
    """`[desk.imap]`, as far as the reader needs it."""

    account: str
    """Names the mailbox in the seen keys: `user@host`."""
    folders: tuple[str, ...] = ("INBOX",)
    sent: str = ""
    """Folder of the sent mail; '' finds it by special use."""
    junk: bool = True
    start: str = "now"
    """`now`, `all`, or a duration such as `7d`."""
    mark: str = "keywords"
    """`keywords`, `flag`, `labels` or `none`."""
    max_bytes: int = 25 * 1024 * 1024
    command_folders: bool = False
    """Folders below `Escalator` are commands: they are made where they are missing, and looked into in each pass."""
    poll: float = 60.0
    """Seconds between two passes; in between the server tells us."""


@dataclass(frozen=True, slots=True)
class Parts:
    """Everything that the beats need, and nothing that they could reach otherwise."""

    policy: Policy
    desk: Desk
    rules: Rules
    reading: ReadingRules
    seal: Seal
    store: CaseStore
    composer: Composer | LateComposer
    clock: Clock
    connect: Callable[[], Mailbox]
    """Opens a new connection to the mailbox; raises MailboxError."""
    retry_asked: Callable[[], bool] = lambda: False
    """Somebody wants the quarantine to be tried again; asked once a pass."""
    limits: Limits = field(default_factory=Limits)
    alike: list[Index] = field(default_factory=list)
    """The reports of the last hours, once the first one was compared: see alike.py."""
    fold_above: int = 20
    """Mails to one contact at once, above which they become one (`[limits] contact_per_hour`)."""
