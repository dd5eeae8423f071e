"""What the documents say besides the rules, and all that they are printed from."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from inbox_escalator.casework.hours import Span, Unit
from inbox_escalator.casework.policy import Policy
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.writing.templates import Templates


@dataclass(frozen=True, slots=True)
class Inputs:
    """`[procedure]`, and what of other tables only the documents need."""

    company: str = ""
    department: str = "Escalation Management Department"
    prepared_by: str = ""
    channels: tuple[str, ...] = ("email",)
    issue_types: tuple[str, ...] = ()
    today: str = ""
    """What happens now when an issue is too complex or urgent."""
    external: tuple[str, ...] = ()
    """Specialists outside."""
    incident_customers: int = 3
    incident_window: Span = field(default_factory=lambda: Span(24, Unit.HOUR))


@dataclass(frozen=True, slots=True)
class Source:
    """One desk, as its documents are printed."""

    inputs: Inputs
    policy: Policy
    rules: Rules
    templates: Templates
    language: str
    """Of the mails to customers that are shown."""
    now: datetime

    @property
    def today(self) -> date:
        """On the desk's own calendar."""
        return self.now.astimezone(self.policy.hours.zone).date()
