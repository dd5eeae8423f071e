"""One month: the world, its people and the weather, step by step, with the laws after each."""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from email import message_from_bytes
from enum import StrEnum
from pathlib import Path

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Event
from inbox_escalator.store.store import StoreError
from inbox_escalator.writing.outbound import OutboundMail
from tests.simulation.days import laws
from tests.simulation.days.laws import Laws
from tests.simulation.days.people import DAYS, People
from tests.simulation.days.town import Chance, Town, desk_of
from tests.simulation.faulty import FAULTS, CrashError
from tests.simulation.scenario import FAST_DISK, OWN_ID

AGAIN = 8
"""Passes at one moment, until one was not disturbed."""

GAP = timedelta(hours=3)
"""The longest time between two steps: what is due is known, and mail wakes the worker."""

SMALL = {kind: tuple(f for f in faults if f != "unsure") for kind, faults in FAULTS.items()} | {
    "smtp": ("later",), "accepted": ("crash", "unsure"),
}  # fmt: skip
"""Faults that cannot matter: over at once, or a mail that is a minute late."""


Line = tuple[str, str, str, str]
"""Of a log: what, by whom, from where, to whom."""


class Sky(StrEnum):
    CALM = "calm"
    SMALL = "small faults"
    """The end must be that of the calm month."""
    STORM = "storm"
    """Everything: outages, kills, sleep, clocks that jump. The laws must hold."""


SAME_TIME = timedelta(minutes=5)
"""Two clocks of a case that ring so near to each other ring in either order: each was set by another mail, and a small
fault makes a mail some minutes late."""


def as_rung(events: Iterable[Event]) -> list[Line]:
    """A case's log without its times, and what its clocks did at the same time in an order of its own."""
    log: list[Line] = []
    rung: list[Event] = []
    for event in events:
        if rung and not (event.by == "clock" and event.at - rung[0].at <= SAME_TIME):
            log += sorted(map(_line, rung))
            rung = []
        if event.by == "clock":
            rung.append(event)
        else:
            log.append(_line(event))
    return log + sorted(map(_line, rung))


def _line(event: Event) -> Line:
    return (event.what, event.by, event.source, event.target)


Mutant = Callable[[Town], None]


@dataclass
class Report:
    """What a month was like."""

    seed: int
    sky: Sky
    steps: int = 0
    faults: int = 0
    crashes: int = 0
    mails: int = 0
    cases: int = 0
    checked: int = 0
    jumps: tuple[str, ...] = ()
    final: dict[str, Case] = field(default_factory=dict)
    log: dict[str, list[Line]] = field(default_factory=dict)
    delayed: int = 0
    """Mails so late that people answered later: then the end may well be another one."""

    def differs(self, calm: Report) -> str:
        """What is not as in the calm month; '' if nothing, or if people had to do something else."""
        if self.delayed or calm.delayed:
            return ""
        for reference in sorted(calm.log.keys() | self.log.keys()):
            one, other = calm.log.get(reference, []), self.log.get(reference, [])
            if one != other:
                at = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
                return f"another log of {reference} at {at}: {one[at : at + 2]} became {other[at : at + 2]}"
        for reference, case in calm.final.items():
            if _state(case) != _state(self.final[reference]):
                return f"another state: {_state(case)} became {_state(self.final[reference])}"
        return ""


def _state(case: Case) -> object:
    return (
        case.reference, case.level, case.status, case.whose, case.handler, case.tags, case.urgency, case.incident,
        sorted((t.alarm, t.at) for t in case.timers),
        [(e.source, e.target, e.step, e.outcome, e.taken_by, e.in_time) for e in case.escalations],
    )  # fmt: skip


def live(seed: int, sky: Sky, mutant: Mutant | None = None, days: int = DAYS) -> Report:
    """The month of that seed under that sky, or its first days. LawBrokenError, or whatever the worker raises."""
    base = FAST_DISK if FAST_DISK.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="days-", dir=base))
    month = _Month(folder, seed, sky, mutant, days)
    try:
        return month.play()
    except Exception as wrong:
        wrong.add_note(f"seed {seed}, {sky}, at {month.town.true:%a %d %b %H:%M}, step {month.report.steps}")
        raise
    finally:
        month.town.disk.die()
        shutil.rmtree(folder, ignore_errors=True)


class _Month:
    def __init__(self, folder: Path, seed: int, sky: Sky, mutant: Mutant | None, days: int = DAYS) -> None:
        desk = desk_of(seed)
        self.report = Report(seed, sky)
        self._lot = random.Random(f"{seed} weather")
        rate = {Sky.CALM: 0.0, Sky.SMALL: 0.004, Sky.STORM: 0.003}[sky]
        faults = dict(FAULTS if sky is Sky.STORM else SMALL)
        self.town = Town(folder, desk, Chance(self._lot, faults, rate))
        self.people = People(seed, desk.policy, desk.start, days)
        self.laws = Laws(desk.policy)
        self._mutant = mutant
        self._off = False
        """The worker does not run."""
        self._delivered: dict[str, str] = {}
        self._weather = self._forecast(desk.start) if sky is Sky.STORM else []
        self._sent: list[OutboundMail] = []
        self.town.on_leaving = self._leaves
        self._mutate()

    def _mutate(self) -> None:
        if self._mutant is not None:
            self._mutant(self.town)

    # ------------------------------------------------------------------ the weather

    def _forecast(self, start: datetime) -> list[tuple[datetime, str, float]]:
        """What changes when: (moment, what, how much)."""
        lot, found = self._lot, []
        for _ in range(lot.randint(3, 7) * self.people.days // DAYS or 1):
            begin = start + timedelta(days=lot.uniform(0.5, self.people.days - 1))
            hours = lot.choice((0.2, 1, 4, 14, 40))
            what = lot.choice(("off", "off", "smtp", "imap", "clock", "clock", "numbers"))
            found += [(begin, what, hours), (begin + timedelta(hours=hours), f"{what} over", hours)]
        for contact_away in self.people.absences:
            if contact_away.how == "refuse":
                found += [(contact_away.since, f"refuse {contact_away.who}", 0), (contact_away.until, f"take {contact_away.who}", 0)]
        return sorted(found)

    def _turns(self, what: str, hours: float) -> None:
        """The weather turns. Whatever is over was begun by something of its kind."""
        town = self.town
        match what.split():
            case ["off"] if not self._off:
                self._off = True
                if hours > 1:
                    town.die()  # killed; a shorter one is the sleep of the machine, in which the process lives on
                    self._killed = True
            case ["off", "over"]:
                self._wake()
            case ["smtp", *over]:
                town.smtp_down = not over
            case ["imap", *over]:
                town.server.imap_down = "" if over else "imap.acme.example:993 does not answer"
            case ["numbers"]:  # the server numbers its messages anew: all of them are read once more
                for folder in town.server.folders.values():
                    folder.uidvalidity += 1
            case ["clock", "over"]:
                town.shift(-town.behind)
            case ["clock"]:
                self._jumps(hours)
            case ["refuse", who]:
                town.refused |= self._address(who)
            case ["take", who]:
                town.refused -= self._address(who)

    _killed = False

    def _wake(self) -> None:
        self._off = False
        if self._killed:
            self._killed = False
            self._rise()

    def _jumps(self, hours: float) -> None:
        """Set back, or forward, by up to some hours; put right when that is over."""
        by = timedelta(hours=min(hours, 6)) * self._lot.choice((1, 1, -1))
        self.report.jumps = (*self.report.jumps, f"{by}")
        self.town.shift(by)

    def _address(self, who: str) -> set[str]:
        contact = self.town.policy.contact(who)
        return {contact.address} if contact else set()

    # ------------------------------------------------------------------ the run

    def play(self) -> Report:
        self.town.steps.on = self.report.sky is not Sky.CALM
        while self.town.true < self.people.end:
            self._step()
            self.town.at(min(self._next(), self.people.end))
        self._settle()
        return self._told()

    def _settle(self) -> None:
        """The last days are quiet: nothing fails, nobody writes, and what is owed leaves."""
        town = self.town
        town.steps.on, town.smtp_down, town.server.imap_down, self._weather = False, False, "", []
        town.shift(-town.behind)
        self._wake()
        end = town.true + timedelta(days=3)
        while town.true < end:
            self._step()
            town.at(min(self._next(), end))
        laws.on_one_case(town.store, self._delivered)
        laws.nothing_owed(town.store, self._workers_now())

    def _step(self) -> None:
        """People write, the weather turns, the worker passes, the laws are looked at, mails arrive."""
        now = self.town.true
        while self._weather and self._weather[0][0] <= now:
            self._turns(*self._weather.pop(0)[1:])
        for letter in self.people.due(now):
            for folder in letter.folders:
                self.town.deliver(letter.raw, folder)
            if letter.customer:
                self._delivered[str(message_from_bytes(letter.raw)["Message-ID"])] = letter.key
        if self._off:
            return
        undisturbed = self._passes()
        self.laws.hold(self.town.store, self._workers_now(), read_to_the_end=undisturbed)
        self._arrive()

    def _passes(self) -> bool:
        """As often as it takes at this moment; True if one went through undisturbed."""
        town = self.town
        for _ in range(AGAIN):
            self.report.steps += 1
            struck = town.steps.struck
            try:
                town.beat()
            except CrashError:
                town.die()
                self._rise()
                continue
            except StoreError:
                continue
            finally:
                self._arrive()
            laws.require(not town.last.broken, f"cases that cannot be judged: {town.last.broken}")
            laws.require(not town.last.listing.unjudged, "words that cannot be judged")
            laws.require(not town.last.listing.quarantined, "mail was set aside")
            if town.last.listing.finished and town.steps.struck == struck and not self._more_is_due():
                return True
            if town.server.imap_down:
                return False
        return False

    def _more_is_due(self) -> bool:
        """A case takes one step at a time: the next pass, a moment later, takes the next."""
        timer, mail = self.town.store.next_timer(), self.town.store.next_mail()
        now = self._workers_now()
        return (timer is not None and timer <= now) or (mail is not None and mail <= now and not self.town.smtp_down)

    def _rise(self) -> None:
        self.town.rise()
        self._mutate()

    def _leaves(self, mail: OutboundMail) -> None:
        self.laws.leaves(mail, self.town.store)
        self._sent.append(mail)

    def _arrive(self) -> None:
        """Whoever got a mail thinks about an answer; what was put into the shared mailbox is read there."""
        sent, self._sent = self._sent, []
        for mail in sent:
            self.people.gets(mail, self.town.true)
        self._read_the_mailbox()

    _read = 0

    def _read_the_mailbox(self) -> None:
        inbox = self.town.server.folders["INBOX"]
        for uid in range(self._read + 1, inbox.uidnext):
            message = inbox.messages.get(uid)
            found = OWN_ID.search(message.raw) if message is not None else None
            row = laws.store_row(self.town.store, found.group(1).decode()) if found else None
            if message is not None and row is not None and row.route.value == "inbox":
                self.people.gets(replace(row, raw=message.raw.decode("ascii")), self.town.true)
        self._read = inbox.uidnext - 1

    # ------------------------------------------------------------------ time

    def _workers_now(self) -> datetime:
        return self.town.worker._clock.now()

    def _next(self) -> datetime:
        """The next moment at which anything may happen."""
        town = self.town
        now = town.true
        known = [self.people.next, self._weather[0][0] if self._weather else None]
        known += [due for due, _ in town.server.on_the_way]
        if not self._off:
            ahead = self._workers_now() - now
            known += [m - ahead for m in (town.store.next_timer(), town.store.next_mail()) if m is not None]
            if town.store.mail_trying() or town.smtp_down or town.server.imap_down:
                known.append(now + timedelta(minutes=10))
        later = [m for m in known if m is not None and m > now]
        return max(min([*later, now + GAP]), now + timedelta(seconds=1))

    def _told(self) -> Report:
        town, report = self.town, self.report
        cases = {case.reference: case for case in town.store.cases()}
        events: dict[str, list[Event]] = {}
        for event in town.store.events():
            events.setdefault(event.case, []).append(event)
        events.pop("DESK-0", None)  # alarms speak of the faults themselves
        log = {case: as_rung(told) for case, told in events.items()}
        return replace(
            report, faults=town.steps.struck, crashes=town.crashes, mails=self.laws.mails, cases=len(cases),
            checked=self.laws.checked, final=cases, log=log, delayed=len(self.people.delayed),
        )  # fmt: skip
