"""The casework part of the configuration: levels, contacts, triggers, hours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from enum import StrEnum

from inbox_escalator.casework.fact import Wanted
from inbox_escalator.casework.hours import Hours, Span
from inbox_escalator.casework.rotation import Rotation
from inbox_escalator.triage.trigger import Mode, Told, Trigger


class Trust(StrEnum):
    """How much proof a command wants (architecture, Authority of a command)."""

    TOKEN = "token"  # noqa: S105  (a word of the configuration, not a secret)
    TOKEN_ALL = "token-all"  # noqa: S105
    STRICT = "strict"


@dataclass(frozen=True, slots=True)
class Contact:
    """A person, or a group with members, on one or more levels."""

    id: str
    name: str
    address: str
    levels: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    phone: str = ""
    role: str = ""
    """Said to customers: "our billing specialist"."""
    expertise: tuple[str, ...] = ()
    notify: tuple[str, ...] = ()
    """Extra notification addresses (a mail-to-text gateway)."""
    hours: Hours | None = None
    """Own hours; None: the desk's."""

    @property
    def addresses(self) -> tuple[str, ...]:
        """All addresses that count as this contact, lower case."""
        return tuple(dict.fromkeys(a.lower() for a in (self.address, *self.aliases, *self.members)))


@dataclass(frozen=True, slots=True)
class Level:
    """L1 front line, L2 specialist, L3 executive; any number can be configured."""

    name: str
    scope: str
    respond: Span
    """Window for the first human answer, shared by the level's contacts."""
    resolve: Span | None = None
    update_every: Span | None = None
    repeat: Span = field(default_factory=lambda: Span.parse("15m"))
    authority: tuple[Decimal, str] | None = None
    """Amount and currency (ISO 4217) up to which this level may decide; None: no limit."""


@dataclass(frozen=True, slots=True)
class CustomerRules:
    """`[customer]`."""

    acknowledge: bool = True
    resolved: str = "escalated"
    """Who gets the "resolved" mail: `escalated`, `all` or `none`."""
    followup: Span | None = None
    waiting: Span = field(default_factory=lambda: Span.parse("5bd"))
    reopen: Span = field(default_factory=lambda: Span.parse("14d"))
    max_per_day: int = 6


@dataclass(frozen=True, slots=True)
class SameIssue:
    """`[same_issue]`."""

    customers: int = 3
    """So many customers with one issue make an incident."""
    window: timedelta = timedelta(hours=24)
    company_counts_once: bool = False
    """A company's domain is one customer, however many of its people write."""


@dataclass(frozen=True, slots=True)
class Breach:
    """`[breach]`: the regulator's clock, and when it reminds."""

    regulator: Span = field(default_factory=lambda: Span.parse("72h"))
    remind: tuple[Span, ...] = field(default_factory=lambda: tuple(map(Span.parse, ("24h", "48h", "66h"))))


@dataclass(frozen=True, slots=True)
class Policy:
    """All that casework may know of the configuration. Levels in order, contacts in the order of calling."""

    desk_name: str
    desk_address: str
    levels: tuple[Level, ...]
    contacts: tuple[Contact, ...]
    triggers: tuple[Trigger, ...]
    hours: Hours
    customer: CustomerRules = field(default_factory=CustomerRules)
    prefix: str = "CASE"
    desk_aliases: tuple[str, ...] = ()
    """Other addresses of the desk; never a recipient."""
    owner: str = ""
    """Contact id; likewise below. Config fills the default: the first contact of the top level."""
    administrator: str = ""
    escalation_manager: str = ""
    inform: tuple[str, ...] = ()
    trust: Trust = Trust.TOKEN
    currency: str = "USD"
    """What a bare sum means on this desk."""
    mode: Mode = Mode.ON
    same_issue: SameIssue = field(default_factory=SameIssue)
    breach: Breach = field(default_factory=Breach)
    external: tuple[str, ...] = ()
    """Specialists outside, as the owner knows them: they get nothing by themselves."""
    rotation: Rotation | None = None
    """Who is first on a level, week by week."""
    facts: tuple[Wanted, ...] = ()
    """What the front line is asked for where an escalation goes without it."""

    def __post_init__(self) -> None:
        if not self.levels:
            raise ValueError("a policy needs at least one level")

    def level(self, name: str) -> Level:
        return next(level for level in self.levels if level.name == name)

    def rank(self, name: str) -> int:
        """Position of the level, 0 at the front line."""
        return next(i for i, level in enumerate(self.levels) if level.name == name)

    def above(self, name: str) -> Level | None:
        """The next level up, None at the top."""
        rank = self.rank(name) + 1
        return self.levels[rank] if rank < len(self.levels) else None

    def contact(self, id: str) -> Contact | None:  # noqa: A002  (the configuration's own word)
        return next((c for c in self.contacts if c.id == id), None)

    def on_level(self, name: str) -> tuple[Contact, ...]:
        return tuple(c for c in self.contacts if name in c.levels)

    def trigger(self, name: str) -> Trigger | None:
        return next((t for t in self.triggers if t.name == name), None)

    def known(self, names: Iterable[str]) -> tuple[Trigger, ...]:
        """The triggers of these names, in this order, without those that the desk does not have."""
        return tuple(t for name in names if (t := self.trigger(name)) is not None)

    def told(self, names: Iterable[str]) -> Told:
        """What the customer is told where these triggers fired: the most careful word of them all."""
        said = {t.told for t in self.known(names)}
        return next((told for told in (Told.NONE, Told.NEUTRAL) if told in said), Told.HANDOFF)

    def own_mailbox(self, contact: Contact) -> bool:
        """The contact reads the desk's own mailbox: its mails are put into INBOX, never sent."""
        return self.desk_address in contact.addresses
