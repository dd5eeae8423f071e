"""What waits for somebody's word: a sum for a yes, a command for its code, a stranger's command for `delegate`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from inbox_escalator.intake.said import Command


@dataclass(frozen=True, slots=True)
class Pending:
    """A command that waits for its one-time code."""

    contact: str
    """Contact id; the address of a colleague who is no contact."""
    command: Command
    event: int
    """Number of the event that asked for the code; the code is made from it."""
    until: datetime


@dataclass(frozen=True, slots=True)
class Offered:
    """A command that somebody else sent with a contact's token: obeyed if that contact says `delegate`, once."""

    contact: str
    author: str
    """Name and address, as shown."""
    command: Command
    notice: str
    """Number of the notice that told the contact; only an answer to that one counts."""
    until: datetime


@dataclass(frozen=True, slots=True)
class Request:
    """`done refund 900` from below: it waits for `approve` or `deny`."""

    contact: str
    """Contact id, or `DESK`, of who asked."""
    amount: Decimal
    currency: str
    """ISO 4217."""
    level: str
    """Where the case stood."""

    def __str__(self) -> str:
        return money(self.amount, self.currency)


def money(amount: Decimal, currency: str) -> str:
    """`1,200.50 USD`."""
    return f"{amount:,.0f} {currency}" if amount == amount.to_integral() else f"{amount:,.2f} {currency}"
