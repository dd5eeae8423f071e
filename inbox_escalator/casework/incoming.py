"""A mail together with all that the rooms before found out about it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from inbox_escalator.intake.mail import InboundMail, Zone
from inbox_escalator.intake.said import Said
from inbox_escalator.intake.sender import Sender
from inbox_escalator.triage.trigger import Triage

if TYPE_CHECKING:
    from inbox_escalator.intake.brought import Brought

WORDS_KEPT = 16_384
"""Characters of one mail that a case keeps."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a decision starts from."""

    mail: InboundMail
    sender: Sender
    arrived: datetime
    """INTERNALDATE, held between the message it answers and now."""
    triage: Triage = field(default_factory=Triage)
    said: Said | None = None
    """The command, for mail of proven staff."""
    in_sent: bool = False
    """Found in Sent: the mailbox itself proves the sender."""
    in_junk: bool = False
    brought: Brought | None = None
    """Who sent it on, where it never came to the mailbox itself."""

    @property
    def words(self) -> str:
        """New words and what was forwarded, bounded: what the case keeps and shows."""
        words = self.mail.words(Zone.NEW, Zone.FORWARDED) or self.mail.body_text
        return words[:WORDS_KEPT]
