"""A few mails, a few answers, and whatever may happen in between; at the end everything is as on a calm day."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path

from inbox_escalator.casework.hours import Span
from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.store.store import StoreError
from inbox_escalator.triage.matrix import Rules, load_rules
from tests.casework import bench
from tests.simulation.faulty import CrashError, FaultyWorld
from tests.world import DESK, MONDAY, mail

LENGTH = timedelta(hours=3)
"""Long enough for two doubts after each other; shorter than any response window of the scenario."""

OWN_ID = re.compile(rb"X-Inbox-Escalator:\s+(<[^>]+>)")

FAST_DISK = Path("/dev/shm")  # the order of the calls is tried here, not the speed of a disk


@cache
def rules() -> Rules:
    return load_rules()


def policy() -> Policy:
    """Windows of a whole day: whatever goes wrong, no deadline comes in between. Olivia reads the desk's own mailbox."""
    people = (
        Contact("anna", "Anna Berg", "anna@acme.example", ("L2",), role="specialist"),
        Contact("olivia", "Olivia Owner", DESK, ("L3",), role="owner"),
    )
    base = bench.policy(triggers=rules().triggers, contacts=people)
    levels = tuple(replace(level, respond=Span.parse("24h"), resolve=Span.parse("30d")) for level in base.levels)
    return replace(base, levels=levels)


@dataclass
class Outcome:
    """All that counts at the end."""

    accepted: Counter[str] = field(default_factory=Counter)
    """(template, recipient) of every mail that the mail server took, with how often."""
    twice: tuple[str, ...] = ()
    """Message-IDs that were accepted, or put into INBOX, more than once."""
    log: dict[str, list[tuple[str, str, str, str]]] = field(default_factory=dict)
    cases: dict[str, tuple[str, ...]] = field(default_factory=dict)
    left_over: tuple[str, ...] = ()
    """Outbox rows that are not final, messages set aside, copies of ours still in the mailbox."""
    steps: tuple[str, ...] = ()
    crashes: int = 0

    def differs(self, calm: Outcome) -> str:
        """What is not as on a calm day, '' if nothing."""
        if self.twice:
            return f"twice: {self.twice}"
        if lost := calm.accepted - self.accepted:
            return f"lost: {dict(lost)}"
        if more := self.accepted - calm.accepted:
            return f"too much: {dict(more)}"
        if self.log != calm.log:
            return f"another log: {self.log} != {calm.log}"
        if self.cases != calm.cases:
            return f"another state: {self.cases} != {calm.cases}"
        return f"left over: {self.left_over}" if self.left_over else ""


def run(plan: Mapping[int, str], mutate: object = None) -> Outcome:
    """The scenario under this plan: step number → fault."""
    base = FAST_DISK if FAST_DISK.is_dir() else None
    folder = Path(tempfile.mkdtemp(prefix="simulation-", dir=base))
    try:
        return _Run(folder, plan, mutate).play()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class _Run:
    def __init__(self, folder: Path, plan: Mapping[int, str], mutate: object) -> None:
        self._world = FaultyWorld(folder, policy(), rules(), {})
        self._guarded(self._world.beat)
        with self._world.store.turn() as turn:
            turn.put_fact("channel", "copy 2.0")  # as `check` learns it: a copy to our own mailbox works
        self._world.server.copy_delay = timedelta(minutes=2)
        self._world.steps.trace.clear()
        self._world.steps.plan = plan
        self._mutate = mutate
        self._apply_mutant()
        self._replied: set[str] = set()
        self._escalation = ""
        self._number = 0

    def _apply_mutant(self) -> None:
        if callable(self._mutate):
            self._mutate(self._world)

    def play(self) -> Outcome:
        world, end = self._world, MONDAY + LENGTH
        for sender, words in (
            ("Tom Baker <tom@customer.example>", "Where is my order?"),
            ("Karl Weber <karl@customer.example>", "I want to speak to your manager now."),
            ("Jane Roe <jane@customer.example>", "My lawyer will take legal action against you."),
        ):
            world.deliver(self._mail(sender, words))
        quiet = 0
        while world.clock.now() < end and quiet < 3:
            before = (len(world.server.accepted), len(world.store.events()), len(world.steps.trace) if not world.steps.spent else 0)
            self._guarded(world.beat)
            self._people_answer()
            after = (len(world.server.accepted), len(world.store.events()), len(world.steps.trace) if not world.steps.spent else 0)
            settled = not world.server.on_the_way and not world.store.mail_trying() and not world.store.mail_due(end) and world.steps.spent
            quiet = quiet + 1 if before == after and settled else 0
            world.clock.set(self._next(end))
        outcome = self._outcome()
        world.close()
        return outcome

    def _next(self, end: datetime) -> datetime:
        """A minute on; or to the next departure where that is all that is waited for."""
        now = self._world.clock.now()
        waiting = self._world.store.next_mail()
        if self._world.store.mail_trying() and self._world.steps.spent:
            return min(end, now + timedelta(minutes=4))
        return min(end, max(now + timedelta(minutes=1), min(waiting or now, now + timedelta(minutes=5))))

    def _guarded(self, what: object) -> None:
        try:
            what()  # type: ignore[operator]
        except StoreError:
            pass  # said, and tried again at the next beat
        except CrashError:
            while True:
                try:
                    self._world.rise_again()
                    self._apply_mutant()
                    return
                except CrashError:
                    continue

    def _people_answer(self) -> None:
        """Anna takes her case and writes to the customer; the front line answers Tom. Each once, when the mail is there."""
        if self._replied == {"anna", "anna says", "tom"}:
            return
        for delivered in list(self._world.server.accepted):
            if delivered.to == "anna@acme.example" and "anna" not in self._replied:
                self._replied.add("anna")
                self._world.deliver(self._mail("Anna Berg <anna@acme.example>", "ok", answers=delivered.message_id))
                self._escalation = delivered.message_id
            if delivered.to == "karl@customer.example" and "anna says" not in self._replied and self._anna_has_it():
                self._replied.add("anna says")
                words = "say: Your call is booked for tomorrow at ten."
                self._world.deliver(self._mail("Anna Berg <anna@acme.example>", words, answers=self._escalation))
            if delivered.to == "tom@customer.example" and "tom" not in self._replied:
                self._replied.add("tom")
                raw = self._mail(f"Acme Support <{DESK}>", "It comes today.", to="tom@customer.example", answers="<1@customer.example>")
                self._world.deliver(raw, "Sent")

    def _anna_has_it(self) -> bool:
        return any(case.handler == "anna" for case in self._world.store.cases())

    def _mail(self, sender: str, words: str, **more: str) -> bytes:
        self._number += 1
        return mail(sender, words, at=self._world.clock.now(), number=self._number, **more)  # type: ignore[arg-type]

    def _outcome(self) -> Outcome:
        world = self._world
        accepted = Counter(d.message_id for d in world.server.accepted)
        in_inbox = Counter(
            found.group(1).decode()
            for folder in world.server.folders.values()
            for m in folder.messages.values()
            if (found := OWN_ID.search(m.raw))
        )
        rows = {m.message_id: m for m in world.store.outbox()}
        notices = {i for i, m in rows.items() if m.route.value == "inbox"}
        counted = accepted + Counter({i: n for i, n in in_inbox.items() if i in notices})
        log: dict[str, list[tuple[str, str, str, str]]] = {}
        for e in world.store.events():
            log.setdefault(e.case, []).append((e.what, e.by, e.source, e.target))
        log.pop("DESK-0", None)  # alarms speak of the faults themselves
        alarms = {i for i, m in rows.items() if m.case == "DESK-0"}
        return Outcome(
            accepted=Counter(f"{rows[i].template} to {rows[i].to}" for i in counted if i in rows and i not in alarms),
            twice=tuple(i for i, n in counted.items() if n > 1),
            log=log,
            cases={c.reference: (c.level, c.status, c.whose, c.handler, *c.tags) for c in world.store.cases()},
            left_over=(
                *(f"{m.template} to {m.to} is {m.state}" for m in rows.values() if m.state.value in ("new", "trying", "held") and m.case != "DESK-0"),
                *(f"set aside: {q.reason}" for q in world.store.quarantined()),
                *(f"copy of {i} in the mailbox" for i in in_inbox if i not in notices),
            ),
            steps=tuple(world.steps.trace),
            crashes=world.crashes,
        )
