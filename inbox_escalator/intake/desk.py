"""What this room must know of the desk in order to say who wrote; the configuration fills it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from inbox_escalator.identity import Seal


@dataclass(frozen=True, slots=True)
class Desk:
    """Addresses are compared in lower case. Patterns: `anna@acme.example`, or `@acme.example` for its whole domain."""

    address: str
    seal: Seal
    aliases: tuple[str, ...] = ()
    prefix: str = "CASE"
    contacts: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(id, all addresses that count as this contact), in the order of the configuration."""
    staff: tuple[str, ...] = ()
    """Patterns of colleagues."""
    forms: tuple[str, ...] = ()
    """Patterns of web forms: the customer is in Reply-To."""
    lists: tuple[str, ...] = ()
    """Lists that only pass mail on to the desk: transparent."""
    ignore: tuple[str, ...] = ()
    """Patterns of senders that are only recorded. A bare domain counts as `@domain`."""
    authserv_id: str = ""
    """Whose `Authentication-Results` count; '' for nobody's."""
    microsoft: bool = False
    """The server leaves the id out of `Authentication-Results`."""
    strict: bool = False
    """Staff want a DMARC pass always."""
    addresses: tuple[str, ...] = field(init=False, repr=False, compare=False, default=())
    """The desk's own address and its aliases, lower case."""
    _contact_of: dict[str, str] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        own = (self.address, *self.aliases)
        object.__setattr__(self, "addresses", tuple(dict.fromkeys(a.lower() for a in own)))
        for contact, addresses in self.contacts:
            for address in addresses:
                self._contact_of.setdefault(address.lower(), contact)

    @property
    def recipients(self) -> tuple[str, ...]:
        """Contact ids that our ids may have been written to."""
        return tuple(contact for contact, _ in self.contacts)

    def is_desk(self, address: str) -> bool:
        """The desk itself, plus-addresses (`support+b-ID@`) included."""
        address = address.lower()
        local, _, domain = address.rpartition("@")
        return address in self.addresses or f"{local.partition('+')[0]}@{domain}" in self.addresses

    def contact_of(self, address: str) -> str:
        """Id of the contact with that address, or ''."""
        return self._contact_of.get(address.lower(), "")

    def is_colleague(self, address: str) -> bool:
        """The desk, a contact, or one of `staff`."""
        return bool(address) and (
            self.is_desk(address) or bool(self.contact_of(address)) or matches(address, self.staff)
        )


def matches(address: str, patterns: Iterable[str]) -> bool:
    """Is `address` one of the patterns? `@domain` and a bare `domain` stand for every address there, subdomains not."""
    address = address.lower()
    domain = address.rpartition("@")[2]
    for pattern in patterns:
        pattern = pattern.lower()
        if address == pattern or (domain and "@" not in pattern[1:] and domain == pattern.removeprefix("@")):
            return True
    return False
