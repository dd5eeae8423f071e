"""A case that cannot be judged: somebody hears of it, the others go on, and nothing spins."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.casework import overdue
from inbox_escalator.casework.decision import Decision, Situation
from inbox_escalator.casework.overdue import on_time
from inbox_escalator.casework.policy import Policy
from tests.simulation.scenario import policy, rules
from tests.world import World, mail

MINUTE = timedelta(minutes=1)

BROKEN: set[str] = set()


def fragile(situation: Situation, policy: Policy) -> Decision:
    if situation.case is not None and situation.case.reference in BROKEN:
        raise KeyError("L9")
    return on_time(situation, policy)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    """Two cases, the deadline of the first one has come."""
    monkeypatch.setattr(overdue, "on_time", fragile)
    BROKEN.clear()
    world = World(tmp_path, policy(), rules())
    world.beat()
    for number in (1, 2):
        raw = mail(f"c{number}@customer.example", "I want to speak to your manager.", at=world.clock.now(), number=number)
        world.deliver(raw)
        world.beat()
        world.clock.set(world.clock.now() + 10 * MINUTE)
    due = world.store.next_timer()
    assert due is not None
    world.clock.set(due + timedelta(seconds=1))
    yield world
    world.close()


def told(world: World) -> list[str]:
    """Olivia administers, and reads the desk's own mailbox."""
    lying = world.server.folders["INBOX"].messages.values()
    return [message.raw.decode() for message in lying if b"cannot be judged" in message.raw]


def test_the_administrator_hears_which_case_it_is_once_an_hour(world: World) -> None:
    BROKEN.add("CASE-1001")
    for _ in range(20):
        assert world.worker.beat().broken == ("CASE-1001: KeyError: 'L9'",)
        world.clock.set(world.clock.now() + MINUTE)
    assert len(told(world)) == 1
    assert "CASE-1001" in told(world)[0]
    world.clock.set(world.clock.now() + 60 * MINUTE)
    world.beat()
    assert len(told(world)) == 2


def test_a_second_one_is_told_at_once(world: World) -> None:
    BROKEN.add("CASE-1001")
    world.beat()
    BROKEN.add("CASE-1002")
    world.clock.set(world.clock.now() + 10 * MINUTE)
    world.beat()
    assert any("CASE-1002" in mail for mail in told(world))


def test_it_is_tried_again_with_the_next_pass_not_at_once(world: World) -> None:
    BROKEN.add("CASE-1001")
    world.beat()
    assert world.worker._until_next() > 30


def test_the_next_deadline_of_another_case_wakes_all_the_same(world: World) -> None:
    BROKEN.add("CASE-1001")
    world.beat()
    other = world.store.next_timer(after=world.clock.now())
    assert other is not None
    world.clock.set(other - timedelta(seconds=5))
    assert world.worker._until_next() == pytest.approx(5.0)
    world.clock.set(other)
    assert world.worker._until_next() == 1.0
    assert world.worker.beat().moved == 1


def test_it_is_said_once_without_its_traceback_and_when_it_is_over(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "inbox_escalator")
    BROKEN.add("CASE-1001")
    for _ in range(5):
        world.worker.beat()
    BROKEN.clear()
    for _ in range(3):
        world.worker.beat()
    lines = [record.getMessage() for record in caplog.records]
    assert [line.partition(":")[0] for line in lines] == ["1 case cannot be judged", "every case can be judged again"]
    assert not any(record.exc_info for record in caplog.records)
