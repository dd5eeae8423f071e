"""One mail, one answer. When unsure, it says unsure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from inbox_escalator.writing.outbound import OutboundMail


@dataclass(frozen=True, slots=True)
class Sent:
    """Accepted: 250 after the final dot."""

    queue_id: str
    copied: bool = False
    """The copy to our own mailbox was accepted in the same transaction."""


@dataclass(frozen=True, slots=True)
class Later:
    """Not accepted: failed before the final dot, or refused for now."""

    reason: str
    alarm: bool = False
    """Quota, policy, authentication, TLS: it will not mend itself; a person is told by another route."""
    session: bool = False
    """No session could be had: it says nothing of this mail, all the post waits for the same thing."""


@dataclass(frozen=True, slots=True)
class Never:
    """This address does not exist: RCPT 5.1.x or 5.2.1, nothing else."""

    reason: str


@dataclass(frozen=True, slots=True)
class Unsure:
    """Cut after the final dot: accepted or not, nobody knows."""

    reason: str
    copied: bool = False
    """The copy to our own mailbox was a recipient of that transaction: if it comes, the mail was accepted."""


Answer = Sent | Later | Never | Unsure


class Courier(Protocol):
    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        """One transaction: `mail.address`, and `copy_to` as a second envelope recipient where given. Never raises."""
        ...

    async def close(self) -> None:
        """Ends every connection; what is under way gets its answer at once, by how far it had come."""
        ...
