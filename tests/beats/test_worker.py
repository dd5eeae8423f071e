"""The loop: it does not spin, it stops where it stands, and it learns from what happened, not from when it looked."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.beats import taking_in
from inbox_escalator.beats.evidence import channel_of
from inbox_escalator.beats.parts import BATCH
from inbox_escalator.triage.trigger import Triage
from tests.simulation.scenario import policy, rules
from tests.world import MONDAY, World, mail


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, policy(), rules())
    world.beat()
    yield world
    world.close()


def write(world: World, number: int, words: str = "Do you ship to Norway?") -> None:
    world.deliver(mail(f"c{number}@customer.example", words, at=world.clock.now(), number=number))


def test_a_deadline_that_cannot_be_judged_now_is_no_reason_to_hammer_the_mailbox(world: World) -> None:
    write(world, 1, "I want to speak to your manager now.")
    world.beat()
    world.server.imap_down = "imap.acme.example:993 does not answer"
    due = world.store.next_timer()
    assert due is not None
    world.clock.set(due + timedelta(seconds=1))
    pauses = []
    for _ in range(4):
        world.worker.beat()
        pauses.append(world.worker._until_next())
    assert pauses == [2.0, 4.0, 8.0, 16.0]


def test_a_stop_ends_a_long_pass_after_its_batch_and_the_rest_is_taken_later(world: World) -> None:
    for number in range(3 * BATCH):
        write(world, number)
    fetched = iter(range(3 * BATCH))

    def stop_soon(step: str) -> None:
        if step == "fetch" and next(fetched) == BATCH + 1:
            world.worker.stop()

    world.server.before = stop_soon
    beat = world.worker.beat()
    assert (beat.listing.messages, beat.listing.finished, beat.sent) == (2 * BATCH, False, 0)
    world.server.before = lambda step: None
    world.restart()
    assert world.worker.beat().listing.messages == BATCH
    assert len({case.customer.address for case in world.store.cases()}) == 3 * BATCH


def test_a_night_in_which_we_stood_still_is_no_slow_channel(world: World) -> None:
    write(world, 1)
    world.worker.beat()
    world.clock.set(MONDAY + timedelta(hours=12))
    world.beat()
    assert channel_of(world.store.fact("channel")).slowest < 1.0


def test_a_fault_in_the_rules_sets_no_mail_aside(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> Triage:
        raise TypeError("a fault of ours")

    monkeypatch.setattr(taking_in, "triage", broken)
    for number in range(5):
        write(world, number, "My lawyer will take legal action.")
    assert world.worker.beat().listing.quarantined == 0
    cases = list(world.store.cases())
    assert len(cases) == 5
    assert all("read it yourself (TypeError)" in case.problems[0] for case in cases)
    (told,) = [event for event in world.store.events() if event.what == "problem"]
    assert "The words of 5 messages could not be judged" in told.because


def test_a_trouble_is_said_when_it_begins_and_when_it_is_over(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "inbox_escalator")
    world.server.imap_down = "imap.acme.example:993 does not answer"
    for _ in range(5):
        world.worker.beat()
    world.server.imap_down = ""
    for _ in range(3):
        world.worker.beat()
    assert [record.getMessage() for record in caplog.records] == [
        "The mailbox cannot be read: imap.acme.example:993 does not answer",
        "the mailbox can be read again",
    ]
    assert world.server.accepted == []  # a break of a moment wakes no administrator


def test_a_break_of_a_minute_is_told_to_the_administrator_once(world: World) -> None:
    world.server.imap_down = "imap.acme.example:993 does not answer"
    for minute in range(30):
        world.clock.set(MONDAY + timedelta(minutes=minute))
        world.beat()
    told = [row for row in world.store.outbox() if "cannot be read" in row.raw]
    assert [row.created for row in told] == [MONDAY + timedelta(minutes=1)]
