"""Rules over past mail: what fires, what a change would add or take away, week by week, and the days of a storm."""

from __future__ import annotations

import zlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from statistics import median
from zoneinfo import ZoneInfo

from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.judge import judge
from inbox_escalator.intake.mail import InboundMail
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.triage.sentences import around
from inbox_escalator.triage.trigger import Finding, Mode, Triage

WORDS_COUNT = frozenset({Kind.CUSTOMER, Kind.NOTICE})
STORM = 3
"""So many times the usual of a day is a storm,"""
STORM_AT_LEAST = 5
"""and so many escalations."""
BROKEN_SHOWN = 20
NEXT, ANY = "next", "any"


def armed(rules: Rules) -> Rules:
    """As if every trigger that is only observed were on: that is the question."""
    on = tuple(replace(t, mode=Mode.ON) if t.mode is Mode.OBSERVE else t for t in rules.triggers)
    return replace(rules, triggers=on, mode=Mode.ON)


@dataclass(frozen=True, slots=True)
class Example:
    """A message that one of the two rule sets escalates for that trigger, and the other does not."""

    trigger: str
    new: bool
    """The changed rules escalate it; else those in force did."""
    name: str
    at: datetime | None
    sender: str
    subject: str
    words: str
    sentence: str
    because: str
    """Why it fires now, or why it does not any more."""


@dataclass(slots=True)
class Counted:
    """One trigger."""

    in_force: int = 0
    changed: int = 0
    new: int = 0
    gone: int = 0


@dataclass(frozen=True, slots=True)
class Storm:
    day: date
    escalations: int
    usual: float


@dataclass(slots=True)
class _Side:
    """One rule set, and what it made of the conversations so far."""

    rules: Rules
    reached: dict[int, int] = field(default_factory=dict)
    """Conversation → highest level that it was escalated to."""
    days: Counter[tuple[date, str]] = field(default_factory=Counter)
    escalations: int = 0

    def step(self, conversation: int, day: date | None, found: Triage, levels: Sequence[str]) -> None:
        """One escalation where the conversation climbs by this message."""
        before = self.reached.get(conversation, 0)
        rank = max((_target(self.rules, name, before, levels) for name in found.escalates), default=0)
        if rank > before:
            self.reached[conversation] = rank
            self.escalations += 1
            if day is not None:
                self.days[day, levels[rank]] += 1


def _target(rules: Rules, name: str, rank: int, levels: Sequence[str]) -> int:
    """The level to which that trigger leads a case on level `rank`; 0 where it leads nowhere."""
    trigger = rules.trigger(name)
    if trigger is None or not (ANY in trigger.sources or levels[rank] in trigger.sources):
        return 0
    if trigger.target == NEXT:
        return min(rank + 1, len(levels) - 1)
    return levels.index(trigger.target) if trigger.target in levels else 0


class Backtest:
    """Takes messages one by one and keeps figures, and a bounded number of examples."""

    def __init__(
        self, desk: Desk, in_force: Rules, changed: Rules | None, levels: Sequence[str], zone: ZoneInfo, *,
        since: datetime | None = None, examples: int = 3,
    ) -> None:  # fmt: skip
        self._desk = desk
        self._force = _Side(armed(in_force))
        self._changed = _Side(armed(changed)) if changed is not None else None
        self.levels = tuple(levels)
        self._zone = zone
        self._since = since
        self._most = examples
        self.read = 0
        self.older = 0
        self.undated = 0
        self.kinds: Counter[str] = Counter()
        self.triggers: dict[str, Counted] = {t.name: Counted() for t in (changed or in_force).triggers}
        self.triggers |= {t.name: Counted() for t in in_force.triggers if t.name not in self.triggers}
        self.examples: list[Example] = []
        self.broken: list[tuple[str, str]] = []
        self.broken_count = 0
        self._mail_days: Counter[date] = Counter()
        self.first: datetime | None = None
        self.last: datetime | None = None

    @property
    def compares(self) -> bool:
        return self._changed is not None

    # ------------------------------------------------------------------ one message

    def take(self, name: str, mail: InboundMail, arrived: datetime | None) -> None:
        """Whatever is wrong with the message is counted and stops nothing."""
        self.read += 1
        at = arrived or mail.received or mail.date
        if at is not None and self._since is not None and at < self._since:
            self.older += 1
            return
        try:
            self._weigh(name, mail, at)
        except Exception as fault:  # the rules are tried, and a message that they choke on is a result, too
            self.failed(name, f"{type(fault).__name__}: {fault}")

    def failed(self, name: str, why: str) -> None:
        self.broken_count += 1
        if len(self.broken) < BROKEN_SHOWN:
            self.broken.append((name, why))

    def _weigh(self, name: str, mail: InboundMail, at: datetime | None) -> None:
        sender = judge(mail, self._desk)
        self.kinds[sender.kind.value] += 1
        if sender.kind not in WORDS_COUNT and not sender.by_words:
            return
        day = self._day(at)
        before = triage(mail, sender, self._force.rules)
        after = triage(mail, sender, self._changed.rules) if self._changed else before
        conversation = _conversation(mail, name)
        self._force.step(conversation, day, before, self.levels)
        if self._changed is not None:
            self._changed.step(conversation, day, after, self.levels)
        self._count(name, mail, sender, at, before, after)

    def _day(self, at: datetime | None) -> date | None:
        if at is None:
            self.undated += 1
            return None
        self.first, self.last = min(self.first or at, at), max(self.last or at, at)
        day = at.astimezone(self._zone).date()
        self._mail_days[day] += 1
        return day

    def _count(
        self, name: str, mail: InboundMail, sender: Sender, at: datetime | None, before: Triage, after: Triage
    ) -> None:
        for trigger in before.escalates:
            self.triggers[trigger].in_force += 1
        for trigger in after.escalates:
            self.triggers[trigger].changed += 1
        for trigger in set(after.escalates) - set(before.escalates):
            self.triggers[trigger].new += 1
            self._show(trigger, True, name, mail, sender, at, after)
        for trigger in set(before.escalates) - set(after.escalates):
            self.triggers[trigger].gone += 1
            self._show(trigger, False, name, mail, sender, at, before, after)

    def _show(
        self, trigger: str, new: bool, name: str, mail: InboundMail, sender: Sender, at: datetime | None, fired: Triage,
        now: Triage | None = None,
    ) -> None:  # fmt: skip
        if sum(e.trigger == trigger and e.new is new for e in self.examples) >= self._most:
            return
        found = next(iter(fired.evidence(trigger)), None)
        if found is None:
            return
        said = (mail.subject, "\n\n".join(p.text for p in mail.passages))
        sentence = next((s for text in said for s in around(found.words, text)), found.words)
        because = found.because if now is None else _why_not(trigger, found, now)
        self.examples.append(
            Example(trigger, new, name, at, sender.address.address, mail.subject, found.words, sentence, because)
        )

    # ------------------------------------------------------------------ what it comes to

    @property
    def escalations(self) -> tuple[int, int]:
        """Of conversations, not of messages: by the rules in force, and by the changed ones."""
        return self._force.escalations, (self._changed or self._force).escalations

    def weeks(self) -> list[tuple[date, Mapping[str, tuple[int, int]]]]:
        """Monday → level → escalations by the rules in force and by the changed ones; weeks with mail, in order."""
        found: dict[date, dict[str, tuple[int, int]]] = {_monday(day): {} for day in self._mail_days}
        for side, place in ((self._force, 0), (self._changed or self._force, 1)):
            for (day, level), count in side.days.items():
                week = found[_monday(day)]
                pair = list(week.get(level, (0, 0)))
                pair[place] += count
                week[level] = (pair[0], pair[1])
        return sorted(found.items())

    def storms(self) -> list[Storm]:
        """Days with far more escalations than usual, by the changed rules where there are some."""
        days: Counter[date] = Counter()
        for (day, _), count in (self._changed or self._force).days.items():
            days[day] += count
        usual = float(median(days[day] for day in self._mail_days)) if self._mail_days else 0.0
        least = max(float(STORM_AT_LEAST), STORM * usual)
        return [Storm(day, count, usual) for day, count in sorted(days.items()) if count >= least]


def _conversation(mail: InboundMail, name: str) -> int:
    """The first message of its thread, as a number: so many of them fit into memory."""
    root = (mail.references[:1] or mail.in_reply_to[:1] or (mail.message_id or name,))[0]
    return zlib.crc32(root.encode("utf-8", "replace")) << 32 | zlib.adler32(root.encode("utf-8", "replace"))


def _why_not(trigger: str, found: Finding, now: Triage) -> str:
    """The reason that the changed rules give for the same words, or that no phrase finds them."""
    missed = [f for f in now.findings if f.trigger == trigger and not f.fired]
    same = [f for f in missed if _overlap(f.words, found.words)]
    return (same or missed)[0].because if missed else "no phrase of it stands there"


def _overlap(one: str, other: str) -> bool:
    low, high = one.casefold(), other.casefold()
    return low in high or high in low


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def shown_examples(examples: Iterable[Example], *, new: bool) -> dict[str, list[Example]]:
    """By trigger."""
    found: dict[str, list[Example]] = {}
    for example in examples:
        if example.new is new:
            found.setdefault(example.trigger, []).append(example)
    return found
