"""What the documents say besides the rules."""

from __future__ import annotations

from dataclasses import dataclass, field

from inbox_escalator.casework.hours import Span, Unit


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
    command_folders: bool = False
    """Folders below `Escalator` are commands."""
    incident_customers: int = 3
    incident_window: Span = field(default_factory=lambda: Span(24, Unit.HOUR))
