"""A trigger, and what was found of it in one mail."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

YOURS = "your phrase"
"""Why a finding counts that the owner's own words made."""
TOGETHER = "the weights of its words"
"""Why a finding counts that no phrase made."""


class Urgency(StrEnum):
    """How fast (product, section 4)."""

    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        return ("medium", "high", "critical").index(self.value)


class Sentiment(StrEnum):
    CALM = "calm"
    FRUSTRATED = "frustrated"
    ANGRY = "angry"


class Mode(StrEnum):
    ON = "on"
    OBSERVE = "observe"
    """Computed and logged, nothing sent."""
    OFF = "off"


class Told(StrEnum):
    """What the customer is told when the trigger escalates."""

    HANDOFF = "handoff"
    NEUTRAL = "neutral"
    """Words that nothing can be made of by a thief or a lawyer."""
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Trigger:
    """One `[[trigger]]` of the matrix: a named reason to escalate."""

    name: str
    kind: str
    """`phrases`, `amount`, `vip`; `clock`, `staff`, `incident` are pulled by casework itself; `tag` never escalates."""
    sources: tuple[str, ...]
    """Names of the levels it escalates from; `("any",)` for all."""
    target: str
    """Name of the level it escalates to; `next` for the one above; '' for a tag."""
    within: str = "0m"
    """Latest departure of the escalation, as a duration of the configuration; `0m` is immediate."""
    urgency: Urgency = Urgency.MEDIUM
    action: str = ""
    """Required action, in the owner's words."""
    told: Told = Told.HANDOFF
    mode: Mode = Mode.ON
    legal_hold: bool = False
    """Legal and security: on hold, no follow-up, `done` and `drop` are heavy commands."""
    issue_area: str = ""
    """How the customer is told what it is about ("your request to speak with a manager")."""
    only_major: bool = False
    """A tag that raises urgency; escalates only where the words say that a whole company or all users stand still."""

    @property
    def escalates(self) -> bool:
        return bool(self.target) and self.mode is Mode.ON


@dataclass(frozen=True, slots=True)
class Finding:
    """One rule that matched, counted or not: hits and misses are both kept."""

    trigger: str
    fired: bool
    words: str
    """The exact words."""
    zone: str
    """Where they stood (`Zone` values)."""
    because: str
    """Why it counted, or why not."""
    major: bool = False
    """A whole company or all users stand still."""
    phrase: str = ""
    """The phrase as the rules have it, or the weightiest words; '' for sums and persons."""

    def __str__(self) -> str:
        return f'{self.trigger}: "{self.words}"'


@dataclass(frozen=True, slots=True)
class Loss:
    """Money that is at stake in the customer's words."""

    amount: Decimal
    currency: str
    """ISO 4217."""
    sure: bool = True
    """False: likely, though nothing says plainly that it was lost. It is told, and decides nothing."""


@dataclass(frozen=True, slots=True)
class Triage:
    """All that the words of one mail say."""

    findings: tuple[Finding, ...] = ()
    triggers: tuple[str, ...] = ()
    """Every trigger that fired, tags included, in the order of the matrix."""
    escalates: tuple[str, ...] = ()
    """Those of them that would act."""
    language: str = "en"
    sentiment: Sentiment = Sentiment.CALM
    sentiment_words: tuple[str, ...] = ()
    urgency: Urgency = Urgency.MEDIUM
    loss: Loss | None = None
    issues_like: tuple[str, ...] = ()
    """The terms by which reports of one issue are compared."""
    thanks_only: bool = False
    """Nothing but thanks: a note, never a reason to reopen."""

    def evidence(self, trigger: str) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.trigger == trigger and f.fired)
