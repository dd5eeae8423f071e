"""What a story is given: the team, its calendar, whom it knows. Without a word: the team of the README."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from zoneinfo import ZoneInfo

from inbox_escalator.casework.fact import KnownBy, Wanted
from inbox_escalator.casework.hours import Span
from inbox_escalator.casework.policy import Contact, Policy, SameIssue
from inbox_escalator.casework.rotation import Rotation
from inbox_escalator.triage.matrix import Rules, load_rules
from inbox_escalator.triage.people import Vip
from inbox_escalator.triage.trigger import Mode
from tests.casework import bench
from tests.world import DESK, MONDAY

UTC = ZoneInfo("UTC")
CUSTOMERS = "customer.example"
FACTS = (Wanted("Account or order number", KnownBy.NUMBER), Wanted("What was tried", KnownBy.STEPS))


@cache
def _rules(vip: tuple[str, ...]) -> Rules:
    """The packaged rules are compiled once for all stories."""
    return replace(_rules(()), vip=Vip(frozenset(vip))) if vip else load_rules()


@dataclass(frozen=True, slots=True)
class Givens:
    """Everything that is settled before a story begins."""

    holidays: tuple[tuple[date, str], ...] = ()
    contacts: tuple[Contact, ...] = ()
    vip: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    staff: tuple[str, ...] = ()
    inform: tuple[str, ...] = ()
    observed: tuple[str, ...] = ()
    """Triggers in mode "observe"; `everything` for the whole desk."""
    company: bool = False
    """A company's domain counts once among reports of the same issue."""
    followup: str = ""
    """How long after a resolution the customer is asked how it went; '' for never."""
    updates: str = ""
    """How often the customer of a case on L3 hears how things stand; '' for never."""
    folders: bool = False
    """Folders of the mailbox are commands."""
    copies: bool = True
    """Copies of our mail come back to our own mailbox: evidence that it was accepted."""

    changes: tuple[Callable[[Policy], Policy], ...] = ()
    """What else is different from the team of the README."""

    @property
    def rules(self) -> Rules:
        rules = _rules(self.vip)
        triggers = tuple(replace(t, mode=Mode.OBSERVE) if t.name in self.observed else t for t in rules.triggers)
        return replace(rules, triggers=triggers, mode=self.mode)

    @property
    def mode(self) -> Mode:
        return Mode.OBSERVE if "everything" in self.observed else Mode.ON

    def policy(self) -> Policy:
        policy = bench.policy(triggers=self.rules.triggers)
        hours = replace(policy.hours, holidays=self.holidays)
        policy = replace(policy, mode=self.mode, same_issue=SameIssue(company_counts_once=self.company))
        if self.followup:
            policy = replace(policy, customer=replace(policy.customer, followup=Span.parse(self.followup)))
        if self.updates:
            *others, top = policy.levels
            policy = replace(policy, levels=(*others, replace(top, update_every=Span.parse(self.updates))))
        policy = replace(policy, hours=hours, contacts=self.contacts or policy.contacts, inform=self.inform)
        for change in self.changes:
            policy = change(policy)
        return policy


def customer(name: str) -> str:
    return f"{name}@{CUSTOMERS}"


def _holiday(givens: Givens, day: str, name: str) -> Givens:
    return replace(givens, holidays=(*givens.holidays, (date.fromisoformat(day), name)))


def _solo(givens: Givens) -> Givens:
    return replace(givens, contacts=(Contact("olivia", "Olivia Owner", DESK, ("L2", "L3"), role="our owner"),))


def _changed(givens: Givens, change: Callable[[Policy], Policy]) -> Givens:
    return replace(givens, changes=(*givens.changes, change))


def _contact(givens: Givens, who: str, **changes: object) -> Givens:
    """That contact is different."""

    def change(policy: Policy) -> Policy:
        if policy.contact(who) is None:
            raise ValueError(f"there is no contact {who}")
        contacts = (replace(c, **changes) if c.id == who else c for c in policy.contacts)  # type: ignore[arg-type]
        return replace(policy, contacts=tuple(contacts))

    return _changed(givens, change)


def _authority(givens: Givens, name: str, amount: str, currency: str) -> Givens:
    """That level has a limit, in the currency of the desk."""

    def change(policy: Policy) -> Policy:
        limit = (Decimal(amount), currency)
        levels = (replace(level, authority=limit) if level.name == name else level for level in policy.levels)
        return replace(policy, levels=tuple(levels), currency=currency)

    return _changed(givens, change)


def _front_line(givens: Givens, who: str) -> Givens:
    """Without it the front line is the shared mailbox."""
    fred = Contact(who, f"{who.title()} Front", f"{who}@acme.example", ("L1",))
    return _changed(givens, lambda policy: replace(policy, contacts=(fred, *policy.contacts)))


def _turns(givens: Givens, first: str, second: str, level: str) -> Givens:
    """The first one has the week of the stories."""
    weeks = (first, second) if Rotation(level, UTC, (first, second)).first(MONDAY) == first else (second, first)
    return _changed(givens, lambda policy: replace(policy, rotation=Rotation(level, UTC, weeks)))


GIVENS: tuple[tuple[re.Pattern[str], Callable[..., Givens]], ...] = tuple(
    (re.compile(pattern), act)
    for pattern, act in (
        (r"one person with one mailbox", _solo),
        (r"the holiday (\d{4}-\d\d-\d\d) \((.+)\)", _holiday),
        (r"the VIP ([a-z]+)", lambda g, who: replace(g, vip=(*g.vip, customer(who)))),
        (r"the ignored sender (\S+)", lambda g, address: replace(g, ignored=(*g.ignored, address))),
        (r"([a-z]+) is informed of every escalation", lambda g, who: replace(g, inform=(*g.inform, who))),
        (r"([a-z_]+) is only observed", lambda g, what: replace(g, observed=(*g.observed, what))),
        (r"([a-z]+) knows about ([a-z_]+)", lambda g, who, what: _contact(g, who, expertise=(what,))),
        (r"([a-z]+) is on the front line", _front_line),
        (r"([a-z]+) and ([a-z]+) take turns on (L\d)", _turns),
        (r"([a-z]+) is the group of (\S+) and (\S+)", lambda g, who, *people: _contact(g, who, members=people)),
        (r"([a-z]+) is also told at (\S+)", lambda g, who, address: _contact(g, who, notify=(address,))),
        (r"the specialist outside \((.+)\)",
         lambda g, who: _changed(g, lambda policy: replace(policy, external=(*policy.external, who)))),
        (r"(L\d) may decide up to (\d+) ([A-Z]{3})", _authority),
        (r"([a-z]+) has the number (\+[\d ]+)", lambda g, who, phone: _contact(g, who, phone=phone)),
        (r"([a-z]+) is the escalation manager",
         lambda g, who: _changed(g, lambda policy: replace(policy, escalation_manager=who))),
        (r"the front line is asked for facts", lambda g: _changed(g, lambda policy: replace(policy, facts=FACTS))),
        (r"a company counts once", lambda g: replace(g, company=True)),
        (r"customers are asked after (\w+)", lambda g, span: replace(g, followup=span)),
        (r"customers hear from L3 every (\w+)", lambda g, span: replace(g, updates=span)),
        (r"folders are commands", lambda g: replace(g, folders=True)),
        (r"no copies come back", lambda g: replace(g, copies=False)),
        (r"the web form (\S+)", lambda g, address: replace(g, forms=(*g.forms, address))),
        (r"the colleague (\S+)", lambda g, address: replace(g, staff=(*g.staff, address))),
    )
)


def given(givens: Givens, said: str) -> Givens | None:
    """The givens with this one more; None where nobody understands it."""
    for pattern, act in GIVENS:
        if found := pattern.fullmatch(said):
            return act(givens, *found.groups())
    return None
