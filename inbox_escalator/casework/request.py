"""A request for authority: somebody wants to do more than their level may."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal


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
