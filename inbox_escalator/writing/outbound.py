"""A mail that goes out: final bytes, one addressee, and how far it has come."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from inbox_escalator.casework.decision import Notice, Posted, Route


class State(StrEnum):
    """NEW → TRYING → SENT; see the order of work in docs/flow.md."""

    NEW = "new"
    TRYING = "trying"
    """Committed before DATA; its answer may be lost."""
    SENT = "sent"
    FAILED = "failed"
    """Refused for good, or given up."""
    HELD = "held"
    """Waits for `send` or `drop`."""
    WITHDRAWN = "withdrawn"


OPEN_STATES = frozenset({State.NEW, State.TRYING, State.HELD})


@dataclass(frozen=True, slots=True)
class OutboundMail:
    """One row of the outbox."""

    message_id: str
    """With angle brackets."""
    case: str
    event: int
    template: str
    to: str
    """Contact id, `CUSTOMER` or `DESK`."""
    address: str
    sender: str
    """Envelope sender; never null, or bounces would not come."""
    subject: str
    raw: str = field(repr=False)
    """The final bytes, ASCII only, CRLF; '' after it was sent."""
    created: datetime
    leaves: datetime
    """Not before."""
    route: Route = Route.SMTP
    critical: bool = False
    escalation: int = 0
    state: State = State.NEW
    attempts: int = 0
    next_try: datetime | None = None
    tried_at: datetime | None = None
    copied: bool = False
    """A copy to our own mailbox was accepted in the same transaction; while TRYING: was asked for in it."""
    queue_id: str = ""
    sent_at: datetime | None = None
    because: str = ""
    """Why it failed, is held or was withdrawn; the last refusal while it is tried again."""
    alias: str = ""
    """The Message-ID that the server gave it instead of ours."""
    doubted: bool = False
    """The answer to an attempt was lost: somebody may have it, so its bytes stay as they are."""
    kept_back: bool = False
    """The server refuses this very mail for now; else whatever keeps it keeps all the post."""
    notice: Notice | None = field(default=None, repr=False)
    """What it was made from, as long as it may be composed anew."""

    @property
    def for_customer(self) -> bool:
        return self.to == "customer"

    @property
    def encloses(self) -> bool:
        """Files go along, which are fetched as it leaves."""
        return self.notice is not None and self.notice.enclosed is not None and bool(self.notice.enclosed.files)

    def posted(self) -> Posted:
        return Posted(
            self.message_id, self.case, self.template, self.to, self.event, self.escalation,
            self.state is State.HELD, self.state is State.TRYING or self.doubted,
            self.notice.text if self.notice else "", self.leaves, self.waits,
        )

    @property
    def waits(self) -> bool:
        """Not out, and not because of this mail. What is put into INBOX has a way of its own."""
        return self.state is State.NEW and self.route is Route.SMTP and not (self.kept_back or self.doubted)
