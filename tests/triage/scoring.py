"""How near triage comes to what a careful reader finds in labelled mail.

A trigger that a label leaves open (`dont_care`) counts neither way for that mail. A mail without a prediction
counts as one in which nothing was found. Mail that no person wrote has no mood to get right.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ESCALATING = (
    "legal_threat",
    "security_incident",
    "financial_loss",
    "manager_request",
    "public_review",
    "service_failure",
)
"""Gravest first."""
TRIGGERS = (*ESCALATING, "resolved_thanks")
"""Other triggers (a desk's own, `vip`) are not judged here."""
_NEAR = 0.01
"""Part of the sum by which an amount may be off, for a reader may count the cents or not."""


@dataclass(frozen=True, slots=True)
class Money:
    amount: float
    currency: str
    """ISO 4217."""


@dataclass(frozen=True, slots=True)
class Label:
    """What a careful reader finds in one mail."""

    id: str
    language: str
    triggers: frozenset[str]
    dont_care: frozenset[str]
    """Triggers over which careful readers differ."""
    hard_negative_for: frozenset[str]
    """Triggers whose words stand in the mail and do not count."""
    sentiment: str
    sentiment_ok: frozenset[str]
    """Every mood that a reasonable reader may give."""
    loss: Money | None
    machine: str
    """`auto_reply`, `bounce`, `bulk`; '' for mail that a person wrote to us."""
    layout: tuple[str, ...]
    reason: str

    @property
    def is_ordinary(self) -> bool:
        return not self.triggers & set(ESCALATING)


@dataclass(frozen=True, slots=True)
class Prediction:
    """What triage finds in it."""

    triggers: frozenset[str] = frozenset()
    sentiment: str = ""
    loss: Money | None = None


@dataclass(frozen=True, slots=True)
class Hits:
    """A trigger over all mails: found rightly, found wrongly, missed."""

    right: int = 0
    false: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.false) if self.right + self.false else 0.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 0.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many."""

    part: int
    whole: int

    @property
    def rate(self) -> float:
        return self.part / max(1, self.whole)

    def __str__(self) -> str:
        return f"{self.rate:.3f}  ({self.part}/{self.whole})"


@dataclass(frozen=True, slots=True)
class Mistake:
    label: Label
    trigger: str
    missed: bool
    """False: found where it is not."""


@dataclass(frozen=True, slots=True)
class Figures:
    mails: int
    per_trigger: Mapping[str, Hits]
    exact: Share
    """Mails in which every trigger is right."""
    alarms_on_ordinary: Share
    """Mails without an escalating trigger in which one was found."""
    alarms_on_hard: Share
    """Those of them that hold a trigger's words."""
    alarms_on_machine: Share
    mood: Share
    """The label's own mood."""
    mood_tolerant: Share
    """Any mood that a reasonable reader may give."""
    amounts: Share
    amounts_with_currency: Share

    @property
    def macro_f1_escalating(self) -> float:
        return sum(self.per_trigger[t].f1 for t in ESCALATING) / len(ESCALATING)

    @property
    def all_triggers(self) -> Hits:
        every = self.per_trigger.values()
        return Hits(sum(h.right for h in every), sum(h.false for h in every), sum(h.missed for h in every))


def score(labels: Iterable[Label], predictions: Mapping[str, Prediction]) -> Figures:
    """`predictions` by the label's id."""
    pairs = [(label, predictions.get(label.id, Prediction())) for label in labels]
    ordinary = [pair for pair in pairs if pair[0].is_ordinary]
    people = [pair for pair in pairs if not pair[0].machine]
    priced = [pair for pair in pairs if pair[0].loss and "financial_loss" not in pair[0].dont_care]
    return Figures(
        mails=len(pairs),
        per_trigger={trigger: _hits(trigger, pairs) for trigger in TRIGGERS},
        exact=_share(not _wrong(*pair) for pair in pairs),
        alarms_on_ordinary=_share(_alarmed(*pair) for pair in ordinary),
        alarms_on_hard=_share(_alarmed(*pair) for pair in ordinary if pair[0].hard_negative_for),
        alarms_on_machine=_share(_alarmed(*pair) for pair in ordinary if pair[0].machine),
        mood=_share(found.sentiment == label.sentiment for label, found in people),
        mood_tolerant=_share(found.sentiment in label.sentiment_ok for label, found in people),
        amounts=_share(_same_amount(label.loss, found.loss) for label, found in priced),
        amounts_with_currency=_share(_same_money(label.loss, found.loss) for label, found in priced),
    )


def mistakes(labels: Iterable[Label], predictions: Mapping[str, Prediction]) -> list[Mistake]:
    """The missed before the false, the gravest trigger first."""
    wrong = [
        Mistake(label, trigger, missed=trigger in label.triggers)
        for label in labels
        for trigger in _wrong(label, predictions.get(label.id, Prediction()))
    ]
    return sorted(wrong, key=lambda m: (not m.missed, TRIGGERS.index(m.trigger), m.label.id))


def by_language(labels: Iterable[Label]) -> dict[str, list[Label]]:
    """Mail of persons by its language; what machines wrote is a group of its own."""
    groups: dict[str, list[Label]] = {}
    for label in labels:
        groups.setdefault("machine" if label.machine else label.language, []).append(label)
    return groups


def _hits(trigger: str, pairs: Iterable[tuple[Label, Prediction]]) -> Hits:
    judged = [(trigger in a.triggers, trigger in b.triggers) for a, b in pairs if trigger not in a.dont_care]
    return Hits(judged.count((True, True)), judged.count((False, True)), judged.count((True, False)))


def _share(answers: Iterable[bool]) -> Share:
    given = list(answers)
    return Share(sum(given), len(given))


def _wrong(label: Label, found: Prediction) -> list[str]:
    differing = (label.triggers ^ found.triggers) - label.dont_care
    return [trigger for trigger in TRIGGERS if trigger in differing]


def _alarmed(label: Label, found: Prediction) -> bool:
    return bool(found.triggers & set(ESCALATING) - label.dont_care)


def _same_amount(told: Money | None, found: Money | None) -> bool:
    return bool(told and found and abs(found.amount - told.amount) <= _NEAR * told.amount + 0.005)


def _same_money(told: Money | None, found: Money | None) -> bool:
    return bool(told and found and _same_amount(told, found) and found.currency == told.currency)
