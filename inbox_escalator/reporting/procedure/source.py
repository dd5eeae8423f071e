"""All that the documents are printed from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from inbox_escalator.casework.policy import Policy
from inbox_escalator.reporting.procedure.inputs import Inputs
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.writing.templates import Templates


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
