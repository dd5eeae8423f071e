"""A case on the workbench: the pure room alone, decisions applied by hand, time as a number of minutes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from inbox_escalator.casework.case import Alarm, Case
from inbox_escalator.casework.decide import decide
from inbox_escalator.casework.decision import Absence, Decision, Event, Notice, Posted, Situation, Text
from inbox_escalator.casework.hours import Hours, Span
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.overdue import on_time
from inbox_escalator.casework.policy import Contact, Level, Policy
from inbox_escalator.identity import CUSTOMER, Mark
from inbox_escalator.intake.command import Command, FreeText, Said
from inbox_escalator.intake.mail import Address, InboundMail, Passage, Zone
from inbox_escalator.intake.sender import Dmarc, Kind, Sender
from inbox_escalator.triage.trigger import Finding, Sentiment, Told, Triage, Trigger, Urgency

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
JANE = Address("jane@customer.example", "Jane Roe")

TRIGGERS = (
    Trigger("manager_request", "phrases", ("L1",), "L2", urgency=Urgency.HIGH),
    Trigger("legal_threat", "phrases", ("any",), "L3", urgency=Urgency.CRITICAL, told=Told.NEUTRAL, legal_hold=True),
    Trigger("vip", "vip", ("L1",), "L2", urgency=Urgency.HIGH),
    Trigger("unresolved", "clock", ("L1", "L2"), "next"),
)


def policy(**changes: object) -> Policy:
    span = Span.parse
    base = Policy(
        desk_name="Acme Support",
        desk_address="support@acme.example",
        levels=(
            Level("L1", "front line", span("4bh"), span("1bd")),
            Level("L2", "specialists", span("2bh"), span("2bd")),
            Level("L3", "executive", span("1h"), span("24h")),
        ),
        contacts=(
            Contact("anna", "Anna Berg", "anna@acme.example", ("L2",), phone="+1 555 0100", role="billing specialist"),
            Contact("ben", "Ben Cole", "ben@acme.example", ("L2",)),
            Contact("olivia", "Olivia Owner", "olivia@acme.example", ("L3",)),
        ),
        triggers=TRIGGERS,
        hours=Hours(ZoneInfo("UTC")),
        owner="olivia",
        administrator="olivia",
        escalation_manager="olivia",
    )
    return replace(base, **changes)  # type: ignore[arg-type]


@dataclass
class Bench:
    """Holds what a store would hold of one case."""

    policy: Policy = field(default_factory=policy)
    now: datetime = MONDAY
    case: Case | None = None
    events: list[Event] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)
    posted: list[Posted] = field(default_factory=list)
    departs: dict[str, datetime] = field(default_factory=dict)
    absences: dict[str, Absence] = field(default_factory=dict)
    answers_seen: bool = True
    acknowledged_at: datetime | None = None
    explained_at: datetime | None = None
    unreachable: str = ""
    last: Decision = field(default_factory=Decision)

    # ---------------------------------------------------------------- what happens

    def wrote(self, words: str = "it is broken", *triggers: str, **more: object) -> Decision:
        """The customer writes; `triggers` fired in it."""
        sender = Sender(Kind.CUSTOMER, "", more.pop("who", JANE))  # type: ignore[arg-type]
        fired = tuple(Finding(t, True, words, "new", "test") for t in triggers)
        sentiment = more.pop("sentiment", Sentiment.CALM)
        triage = Triage(fired, triggers, triggers, sentiment=sentiment, thanks_only=bool(more.pop("thanks", False)))  # type: ignore[arg-type]
        junk = bool(more.pop("junk", False))
        arrived = more.pop("arrived", self.now)
        return self._decide(Incoming(self._mail(words), sender, arrived, triage, in_junk=junk))  # type: ignore[arg-type]

    def answered(self, words: str = "we are on it", minutes_ago: float = 0) -> Decision:
        """A colleague's answer is found in Sent."""
        sender = Sender(Kind.STAFF, "", Address("support@acme.example", "Support"))
        at = self.now - timedelta(minutes=minutes_ago)
        return self._decide(Incoming(self._mail(words), sender, at, in_sent=True))

    def says(self, who: str, said: Said | str, **facts: object) -> Decision:
        """A contact answers an escalation mail with a valid token."""
        contact = self.policy.contact(who)
        address = Address(contact.address if contact else "x@elsewhere.example")
        assert self.case is not None
        marks = (Mark(self.case.reference, "1", who),)
        sender = Sender(Kind.COMMAND, "", address, contact=who, staff=True, agreed=True, marks=marks)
        sender = replace(sender, **facts)  # type: ignore[arg-type]
        if isinstance(said, str):
            verb, _, text = said.partition(":")
            word, _, argument = verb.strip().partition(" ")
            said = Command(word, argument, text.strip(), said) if word in KNOWN else FreeText(said)
        return self._decide(Incoming(self._mail("cmd"), sender, self.now, said=said))

    def machine(self, sender: Sender) -> Decision:
        return self._decide(Incoming(self._mail("auto"), sender, self.now))

    def passes(self, minutes: float = 0, hours: float = 0) -> Decision:
        """Time goes on; every timer on the way rings at its moment."""
        end = self.now + timedelta(minutes=minutes, hours=hours)
        while self.case and self.case.next_timer and self.case.next_timer.at <= end:
            self.now = max(self.now, self.case.next_timer.at)
            self._apply(on_time(self.situation(), self.policy))
        self.now = end
        return self.last

    def jumps(self, hours: float) -> Decision:
        """The worker slept: everything on the way is noticed only now."""
        self.now += timedelta(hours=hours)
        return self._apply(on_time(self.situation(), self.policy))

    # ---------------------------------------------------------------- what was found

    def to(self, who: str) -> list[str]:
        """Templates of the mails owed to that recipient, in order."""
        return [n.template for n in self.notices if n.to == who]

    def customer_got(self) -> list[str]:
        return self.to(CUSTOMER)

    def happened(self) -> list[str]:
        return [e.what for e in self.events]

    def receipt(self) -> str:
        return [n for n in self.notices if n.template == "receipt"][-1].text

    def alarms(self) -> set[Alarm]:
        assert self.case is not None
        return {t.alarm for t in self.case.timers}

    # ---------------------------------------------------------------- the inside

    def situation(self) -> Situation:
        return Situation(
            now=self.now,
            case=self.case,
            reference="CASE-1001",
            texts=tuple(self.texts),
            posted=tuple(p for p in self.posted if p.held or self.departs[p.message_id] >= self.now),
            absences=dict(self.absences),
            acknowledged_at=self.acknowledged_at,
            explained_at=self.explained_at,
            answers_seen=self.answers_seen,
            codes=tuple((p.event, "123456") for p in self.case.pending) if self.case else (),
            unreachable=self.unreachable,
        )

    def _mail(self, words: str) -> InboundMail:
        number = len(self.texts) + len(self.events) + 1
        return InboundMail(
            key=f"{number:064x}",
            senders=(JANE,),
            message_id=f"<m{number}@customer.example>",
            subject="Broken",
            body_text=words,
            passages=(Passage(Zone.NEW, words),),
        )

    def _decide(self, incoming: Incoming) -> Decision:
        return self._apply(decide(incoming, self.situation(), self.policy))

    def _apply(self, decision: Decision) -> Decision:
        self.last = decision
        if decision.case is not None:
            before = self.case.events if self.case else 0
            assert decision.case.events == before + len(decision.events), "every event has its number"
            self.case = decision.case
            check(self.case)
        self.events += decision.events
        self.texts += decision.texts
        self.notices += decision.notices
        numbers = [(n.to, n.number) for n in self.notices]
        assert len(set(numbers)) == len(numbers), "every notice has an id of its own"
        for change in decision.outbox:
            self.posted = [p for p in self.posted if p.message_id != change.message_id]
        for n in decision.notices:
            id_ = f"<{n.case}.{n.number}.{n.to}>"
            self.departs[id_] = n.leaves or self.now
            self.posted.append(Posted(id_, n.case, n.template, n.to, n.event, n.escalation, n.hold, False))
        for absence in decision.absences:
            self.absences[absence.contact] = absence
        return decision


KNOWN = frozenset("ok done up pass wait say note ignore send drop undo status help later back false mood".split())


def check(case: Case) -> None:
    """What must hold of every case after every decision."""
    kinds = [t.alarm for t in case.timers]
    assert len(set(kinds)) == len(kinds), "at most one timer of a kind"
    if case.status.value == "closed":
        assert not case.timers, "closed cases own no clocks"
    else:
        assert case.timers, f"an open case has a next clock: {case}"


def proven(kind: Kind, **facts: object) -> Sender:
    return Sender(kind, "", Address("x@acme.example"), **facts)  # type: ignore[arg-type]


__all__ = ["JANE", "MONDAY", "Bench", "Dmarc", "check", "policy", "proven"]
