"""Is this customer on the owner's list of very important ones, and by which entry?"""

from __future__ import annotations

from dataclasses import dataclass

from inbox_escalator.intake.mail import Address


@dataclass(frozen=True, slots=True)
class Vip:
    """`[vip]`: addresses and domains, lower case; the configuration adds those of the list file."""

    addresses: frozenset[str] = frozenset()
    domains: frozenset[str] = frozenset()
    """Without `@`; a domain also covers those below it."""

    def because(self, who: Address) -> str:
        """The entry that names this customer, or ''."""
        if who.address and who.address in self.addresses:
            return f"{who.address} is on the list"
        labels = who.domain.split(".")
        below = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((f"the domain {d} is on the list" for d in below if d in self.domains), "")
