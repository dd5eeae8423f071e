"""Mails and senders as the other rooms hand them over, made from plain words."""

from __future__ import annotations

from inbox_escalator.intake.mail import Address, InboundMail, Passage, Zone
from inbox_escalator.intake.sender import Kind, Sender

ANNA = Address("anna@client.example", "Anna Client")
DESK = Address("support@lakemont.example.com")


def mail(
    new: str = "",
    subject: str = "",
    *,
    quoted: str = "",
    forwarded: str = "",
    signature: str = "",
    footer: str = "",
    **more: object,
) -> InboundMail:
    """A mail with these words in these zones."""
    said = (
        (Zone.NEW, new),
        (Zone.SIGNATURE, signature),
        (Zone.FOOTER, footer),
        (Zone.FORWARDED, forwarded),
        (Zone.QUOTED, quoted),
    )
    passages = tuple(Passage(zone, words) for zone, words in said if words)
    return InboundMail(key="k", senders=(ANNA,), to=(DESK,), subject=subject, passages=passages, **more)  # type: ignore[arg-type]


def sender(kind: Kind = Kind.CUSTOMER, address: Address = ANNA, *, by_words: bool = False) -> Sender:
    return Sender(kind, "a test says so", address, by_words=by_words)
