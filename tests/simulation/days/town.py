"""The town around the worker: a true time beside the clock on its wall, servers that keep the true one, a desk and its policy."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

from inbox_escalator.casework.hours import Hours, Span
from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.casework.rotation import Rotation
from inbox_escalator.delivery.courier import Answer, Later, Never, Sent, Unsure
from inbox_escalator.store.lock import KEY, KEY_BYTES
from inbox_escalator.triage.matrix import Rules, load_rules
from inbox_escalator.triage.people import Vip
from inbox_escalator.triage.trigger import Mode
from inbox_escalator.writing.outbound import OutboundMail
from tests.casework import bench
from tests.simulation.faulty import CrashError, Steps, StumblingWorld
from tests.world import DESK, Delivered, VirtualCourier

MONTHS = (
    (datetime(2026, 10, 12, 6, 30, tzinfo=UTC), "Europe/Berlin"),  # summer time ends in it
    (datetime(2027, 3, 15, 5, 0, tzinfo=UTC), "Europe/Berlin"),  # and begins
    (datetime(2026, 10, 19, 12, 0, tzinfo=UTC), "America/New_York"),
    (datetime(2026, 11, 23, 8, 0, tzinfo=UTC), "UTC"),
)


@cache
def rules() -> Rules:
    return replace(load_rules(), vip=Vip(frozenset({"vera@customer.example"})))


@dataclass(frozen=True, slots=True)
class Desk:
    """The desk of a seed: no two are alike."""

    policy: Policy
    start: datetime


def desk_of(seed: int) -> Desk:
    """Team, hours and windows, drawn by the seed."""
    lot = random.Random(f"{seed} desk")
    start, zone = MONTHS[seed % len(MONTHS)]
    base = bench.policy(triggers=rules().triggers)
    holiday = (date.fromordinal(start.date().toordinal() + lot.randint(2, 25)), "Town day")
    hours = replace(base.hours, zone=ZoneInfo(zone), holidays=(holiday,) if lot.random() < 0.5 else ())
    levels = tuple(
        replace(
            level,
            respond=Span.parse(lot.choice(("1h", "4h", "3h"))) if level.name == "L3" else level.respond,
            repeat=Span.parse(lot.choice(("15m", "2h", "1h"))),
            authority=(Decimal(500), "USD") if level.name == "L2" and lot.random() < 0.8 else None,
            update_every=Span.parse("24h") if level.name == "L3" and lot.random() < 0.5 else None,
        )
        for level in base.levels
    )
    rules_of_customer = replace(
        base.customer,
        followup=Span.parse("2bd") if lot.random() < 0.6 else None,
        resolved=lot.choice(("escalated", "all", "none")),
        waiting=Span.parse(lot.choice(("5bd", "2bd"))),
        reopen=Span.parse(lot.choice(("14d", "4d"))),
    )
    policy = replace(
        base, hours=hours, levels=levels, customer=rules_of_customer, contacts=_team(lot, hours),
        inform=("olivia",) if lot.random() < 0.2 else (),
    )  # fmt: skip
    if lot.random() < 0.25 and policy.contact("anna") and policy.contact("ben"):
        policy = replace(policy, rotation=Rotation("L2", hours.zone, ("anna", "ben")))
    return Desk(_observing(lot, policy), start)


def _observing(lot: random.Random, policy: Policy) -> Policy:
    """Some desks only watch one of their triggers, and a few watch all that they would do."""
    chance = lot.random()
    if chance < 0.05:
        return replace(policy, mode=Mode.OBSERVE)
    if chance < 0.2:
        watched = lot.choice(policy.triggers)
        return replace(policy, triggers=tuple(replace(t, mode=Mode.OBSERVE) if t is watched else t for t in policy.triggers))
    return policy


def _team(lot: random.Random, hours: Hours) -> tuple[Contact, ...]:
    if lot.random() < 0.15:
        return (Contact("olivia", "Olivia Owner", DESK, ("L2", "L3"), role="our owner"),)
    afternoon = replace(hours, windows=_afternoons(hours))
    team = [
        Contact("anna", "Anna Berg", "anna@acme.example", ("L2",), phone="+1 555 0100", role="billing specialist"),
        Contact("ben", "Ben Cole", "ben@acme.example", ("L2",), hours=afternoon if lot.random() < 0.3 else None),
        Contact("olivia", "Olivia Owner", "olivia@acme.example", ("L3",)),
    ]
    if lot.random() < 0.3:
        team.insert(2, Contact("cara", "Cara Diaz", "cara@acme.example", ("L2", "L3"), expertise=("financial_loss",)))
    if lot.random() < 0.2:
        team[0] = replace(team[0], members=("amy@acme.example",), notify=("5550100@sms.example",))
    if lot.random() < 0.15:
        team.append(Contact("fred", "Fred Front", "fred@acme.example", ("L1",)))
    return tuple(team)


def _afternoons(hours: Hours) -> object:
    return tuple(tuple((opens.replace(hour=12), closes) for opens, closes in day) for day in hours.windows)


# ---------------------------------------------------------------------- faults


class Chance(Steps):
    """Lets any step fail by chance, drawn by the seed; nothing while `on` is False."""

    def __init__(self, draw: random.Random, faults: dict[str, tuple[str, ...]], rate: float) -> None:
        super().__init__({})
        self._draw = draw
        self._faults = faults
        self._rate = rate
        self.on = False
        self.count = 0
        self.struck = 0

    def fault(self, kind: str) -> str:
        self.count += 1
        if not self.on or not self._faults.get(kind) or self._draw.random() >= self._rate:
            return ""
        self.struck += 1
        return self._draw.choice(self._faults[kind])


# ---------------------------------------------------------------------- the world


class Town(StumblingWorld):
    """A world whose people and servers live by the true time, whatever the clock on the worker's wall shows."""

    compact_at = 1 << 20
    """A month is less than one journal of a real desk: here it is folded into the snapshot every few days."""

    def __init__(self, folder: Path, desk: Desk, steps: Chance) -> None:
        self.steps = steps
        self.behind = timedelta(0)
        """How far the wall clock is behind the true time; negative where it is ahead."""
        self.crashes = 0
        self.refused: set[str] = set()
        """Addresses that the mail server refuses for good."""
        self.smtp_down = False
        self.on_leaving: Callable[[OutboundMail], None] = lambda _: None
        """Called as the mail server accepts a mail, before its answer can be lost."""
        folder.mkdir(parents=True, exist_ok=True)
        (folder / KEY).write_bytes(bytes(KEY_BYTES))  # the same ids, and the same pauses between two tries, each time
        super().__init__(folder, desk.policy, rules(), start=desk.start)
        self.server.copy_delay = timedelta(minutes=2)
        self.server.before = self._on_the_wire
        with self.store.turn() as turn:
            turn.put_fact("channel", "copy 2.0")  # as `check` learns it: a copy to our own mailbox works

    @property
    def true(self) -> datetime:
        return self.clock.now() + self.behind

    def at(self, moment: datetime) -> None:
        """It is that time, truly."""
        self.clock.set(moment - self.behind)

    def shift(self, by: timedelta) -> None:
        """The wall clock is set back by that much (forward, where negative)."""
        self.clock.set_back(by)
        self.behind += by

    def make_courier(self) -> VirtualCourier:
        return TownCourier(self)

    def beat(self) -> None:
        """One pass. A worker that its own code broke is not caught: it ends the run."""
        self.server.arrive(self.true)
        self.last = self.worker.beat()
        self.worker.deliver()

    def deliver(self, raw: bytes, folder: str = "INBOX") -> int:
        return self.server.folders[folder].put(raw, self.true)

    def die(self) -> None:
        """The process is killed: what the kernel does with its files."""
        self.crashes += 1
        self.disk.die()

    def rise(self) -> None:
        while True:
            try:
                self.open()
                return
            except CrashError:
                self.die()


class TownCourier(VirtualCourier):
    """Refuses, is down, or loses answers, as the weather is."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.server, town.clock)
        self._town = town

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        if self._town.smtp_down:
            return Later("mail.acme.example:587 does not answer", session=True)
        if mail.address in self._town.refused:
            return Never("550 5.1.1 no such user")
        match self._town.steps.fault("smtp"):
            case "crash":
                raise CrashError
            case "later":
                return Later("connection reset", session=True)
            case "unsure":
                return Unsure("cut after the final dot", copied=bool(copy_to))
        answer = self.accept(mail, copy_to)
        match self._town.steps.fault("accepted"):
            case "crash":
                raise CrashError
            case "unsure":
                return Unsure("cut after the final dot", copied=bool(copy_to))
        return answer

    def accept(self, mail: OutboundMail, copy_to: str) -> Sent:
        town, raw = self._town, mail.raw.encode("ascii")
        town.on_leaving(mail)
        town.server.accepted.append(Delivered(town.true, mail.address, raw, mail.message_id))
        if copy_to:
            town.server.on_the_way.append((town.true + town.server.copy_delay, raw))
        return Sent(f"Q{len(town.server.accepted)}", bool(copy_to))
