"""A mail that is packed for the wire: with the files that go along, which no store ever holds."""

from __future__ import annotations

from dataclasses import dataclass

from inbox_escalator.writing.outbound import OutboundMail


@dataclass(frozen=True, slots=True)
class Parcel:
    """Row and letter of one mail."""

    row: OutboundMail
    """What is committed."""
    letter: OutboundMail
    """What goes over the wire."""
    missing: tuple[str, ...] = ()
    """Files without which it goes, each with the reason."""
