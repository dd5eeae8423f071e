"""What whoever decides on a case wants to know of it, and what the front line has said."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class KnownBy(StrEnum):
    """By what we see that nobody need be asked."""

    NUMBER = "number"
    """A number of five digits or more in the customer's words: an account, an order, a contract."""
    STEPS = "steps"
    """The customer was answered, or a colleague left a note."""
    NOTHING = "nothing"
    """It is asked for each time."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """One `[[fact]]`."""

    name: str
    """As it is asked for: `What was tried`."""
    known_by: KnownBy = KnownBy.NOTHING
    triggers: tuple[str, ...] = ()
    """Only where one of these fired; empty: on every escalation."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact that was missing as the case escalated. It is asked for once."""

    name: str
    notice: str
    """Number of the notice that asks for it: an answer to that mail is an answer to the question."""
    answer: str = ""
    """What the front line wrote, on one line; '' as long as it is missing."""
    at: datetime | None = None
    """When that came."""
