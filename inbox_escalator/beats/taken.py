"""Where a message lay, and what became of it: what reading and evidence say to each other."""

from __future__ import annotations

from dataclasses import dataclass

from inbox_escalator.intake.sender import Kind


@dataclass(frozen=True, slots=True)
class Place:
    """Where the copy lies, and what that says about it."""

    in_sent: bool = False
    in_junk: bool = False


@dataclass(frozen=True, slots=True)
class OwnMail:
    """A mail of ours, found again."""

    id: str
    """Our Message-ID."""
    alias: str = ""
    """The Message-ID that the server gave it on submission, where that is another."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of one message."""

    kind: Kind
    case: str = ""
    own: OwnMail | None = None
    """It is our own mail: evidence that it was accepted."""
    take_out: bool = False
    """The copy is ours and does not stay in the mailbox."""
    escalated: bool = False
    answered: bool = False
    unjudged: bool = False
    """No trigger was looked for in it: triage itself failed."""
