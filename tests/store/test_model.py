"""Any sequence of turns, groups, failures and restarts: the store agrees with a dict."""

from __future__ import annotations

import errno
from dataclasses import replace
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from inbox_escalator.casework.case import Alarm, Case, Timer
from inbox_escalator.casework.decision import Decision
from inbox_escalator.store.chain import verify
from inbox_escalator.store.store import StoreError, Turn
from inbox_escalator.store.tiny import open_reader, open_store
from inbox_escalator.writing.outbound import OPEN_STATES, OutboundMail, State
from tests.store.disks import Failing, Plugged
from tests.store.making import at, bookmark, event, inbound, mail, opened

HERE = Path("/desk")
CHANCE = st.sampled_from
MINUTES = st.integers(0, 50)


class StoreAndDict(RuleBasedStateMachine):
    @initialize()
    def begin(self) -> None:
        self.plugged = Plugged()
        self.cases: dict[str, Case] = {}
        self.mails: dict[str, OutboundMail] = {}
        self.seen: set[str] = set()
        self.uid = 0
        self.start()

    def start(self) -> None:
        self.disk = Failing(1 << 60, errno.ENOSPC, lasting=False, half=True)
        self.disk._inner = self.plugged
        self.store = open_store(HERE, disk=self.disk, compact_at=3000)

    def model(self) -> tuple[dict[str, Case], dict[str, OutboundMail], set[str], int]:
        return dict(self.cases), dict(self.mails), set(self.seen), self.uid

    def back_to(self, model: tuple[dict[str, Case], dict[str, OutboundMail], set[str], int]) -> None:
        self.cases, self.mails, self.seen, self.uid = model

    def act(self, turn: Turn, new: bool, minutes: int, state: State) -> None:
        """One turn of the store and of the model."""
        self.uid += 1
        key = str(self.uid)
        if new or not self.cases:
            reference = turn.next_reference("CASE")
            assert reference == f"CASE-{1001 + len(self.cases)}"
            decision = opened(reference, timer=at(minutes))
        else:
            reference = list(self.cases)[minutes % len(self.cases)]
            before = self.cases[reference]
            timers = (Timer(Alarm.REMIND, at(minutes), "75 %"),) if minutes % 3 else ()
            after = replace(before, events=before.events + 1, timers=timers)
            decision = Decision(case=after, events=(event(reference, after.events),))
        sending = mail(key, reference, leaves=at(minutes), state=state)
        turn.record(decision, [sending], inbound(key), bookmark(self.uid))
        assert decision.case is not None
        self.cases[reference] = decision.case
        self.mails[sending.message_id] = sending if state in OPEN_STATES else replace(sending, raw="")
        self.seen.add(inbound(key).copy_key)

    @rule(new=st.booleans(), minutes=MINUTES, state=CHANCE(State))
    def turn(self, new: bool, minutes: int, state: State) -> None:
        with self.store.turn() as turn:
            self.act(turn, new, minutes, state)

    @rule(new=st.booleans(), minutes=MINUTES)
    def turn_that_raises(self, new: bool, minutes: int) -> None:
        model = self.model()
        try:
            with self.store.turn() as turn:
                self.act(turn, new, minutes, State.NEW)
                raise ZeroDivisionError
        except ZeroDivisionError:
            self.back_to(model)

    @rule(steps=st.lists(st.tuples(st.booleans(), MINUTES, st.booleans()), max_size=5), fails=st.booleans())
    def group(self, steps: list[tuple[bool, int, bool]], fails: bool) -> None:
        model = self.model()
        try:
            with self.store.group():
                for new, minutes, raises in steps:
                    self.one_of_a_group(new, minutes, raises)
                if fails:
                    raise ZeroDivisionError
        except ZeroDivisionError:
            self.back_to(model)

    def one_of_a_group(self, new: bool, minutes: int, raises: bool) -> None:
        model = self.model()
        try:
            with self.store.turn() as turn:
                self.act(turn, new, minutes, State.HELD)
                if raises:
                    raise KeyError
        except KeyError:
            self.back_to(model)

    @rule(nth=st.integers(1, 3), minutes=MINUTES)
    def disk_full(self, nth: int, minutes: int) -> None:
        model = self.model()
        self.disk.left = nth
        try:
            with self.store.group():
                for _ in range(2):
                    with self.store.turn() as turn:
                        self.act(turn, True, minutes, State.NEW)
        except StoreError:
            self.back_to(model)
        self.disk.mend()

    @precondition(lambda self: any(m.state in OPEN_STATES for m in self.mails.values()))
    @rule(place=MINUTES, state=CHANCE(State))
    def mail_moves_on(self, place: int, state: State) -> None:
        held = [m for m in self.mails.values() if m.state in OPEN_STATES]
        moved = replace(held[place % len(held)], state=state)
        with self.store.turn() as turn:
            turn.put_mail(moved)
        self.mails[moved.message_id] = moved if state in OPEN_STATES else replace(moved, raw="")

    @rule()
    def restart(self) -> None:
        self.store.close()
        self.start()

    @rule()
    def power_cut(self) -> None:
        self.plugged = self.plugged.after_the_cut("old", renamed=False)
        self.start()

    @invariant()
    def agrees(self) -> None:
        store = self.store
        assert {case.reference: case for case in store.cases()} == self.cases
        assert {m.message_id: m for m in store.outbox()} == self.mails
        assert store.due(at(25)) == self.due(at(25))
        assert store.next_timer() == min((t.at for c in self.cases.values() for t in c.timers), default=None)
        ready = [m for m in self.mails.values() if m.state is State.NEW and m.leaves <= at(25)]
        assert sorted(m.message_id for m in store.mail_due(at(25))) == sorted(m.message_id for m in ready)
        assert {m.message_id for m in store.mail_trying()} == {
            m.message_id for m in self.mails.values() if m.state is State.TRYING
        }
        assert store.bookmark("me", "INBOX") == (bookmark(self.uid) if self.uid else None)
        assert verify(store) == ()

    def due(self, now: object) -> list[str]:
        timers = [(t.at, c.reference) for c in self.cases.values() for t in c.timers if t.at <= now]  # type: ignore[operator]
        return [reference for _, reference in sorted(timers)]

    @invariant()
    def a_reader_agrees(self) -> None:
        reader = open_reader(HERE, disk=self.plugged)
        assert {case.reference: case for case in reader.cases()} == self.cases
        assert reader.chain_head() == self.store.chain_head()


TestStoreAndDict = StoreAndDict.TestCase
TestStoreAndDict.settings = settings(
    max_examples=40, stateful_step_count=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)
