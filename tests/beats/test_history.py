"""Mail older than the first start only ever builds history."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.beats.parts import ReadingRules
from inbox_escalator.casework.case import Status
from tests.simulation.scenario import policy, rules
from tests.world import DESK, MONDAY, World, mail

Start = Callable[[str], World]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """A mailbox with an old conversation in it: a threat ten days ago, an answer, and a question three days ago."""
    worlds: list[World] = []

    def begin(how: str) -> World:
        world = World(tmp_path, policy(), rules(), reading=ReadingRules("desk@test", start=how))
        worlds.append(world)
        old, newer = MONDAY - timedelta(days=10), MONDAY - timedelta(days=3)
        put(world, "INBOX", mail("jane@customer.example", "My lawyer will sue you.", at=old, number=1), old)
        put(world, "Sent", mail(DESK, "We are sorry.", at=old, number=2, answers="<1@customer.example>", to="jane@customer.example"), old)
        put(world, "INBOX", mail("tom@customer.example", "Where is it?", at=newer, number=3), newer)
        world.beat()
        return world

    yield begin
    for world in worlds:
        world.close()


def put(world: World, folder: str, raw: bytes, at: object) -> None:
    world.server.folders[folder].put(raw, at)  # type: ignore[arg-type]


@pytest.mark.parametrize(("how", "cases"), [("now", 0), ("7d", 1), ("all", 2)])
def test_history_mails_nobody_and_has_no_clock(start: Start, how: str, cases: int) -> None:
    world = start(how)
    found = list(world.store.cases())
    assert len(found) == cases
    assert world.server.accepted == []
    assert all(c.status is Status.CLOSED and c.timers == () for c in found)
    world.goes_on(MONDAY + timedelta(days=3))
    assert world.server.accepted == []


def test_an_answer_to_an_imported_conversation_names_it(start: Start) -> None:
    world = start("all")
    world.deliver(mail("jane@customer.example", "And now?", at=world.clock.now(), number=9, answers="<1@customer.example>"))
    world.beat()
    case = next(c for c in world.store.cases() if c.status is not Status.CLOSED)
    assert case.previous
    before = world.store.texts(case.previous)
    assert [t.words.strip() for t in before] == ["My lawyer will sue you.", "We are sorry."]


def test_old_mail_that_somebody_moves_in_opens_nothing(start: Start) -> None:
    world = start("now")
    old = MONDAY - timedelta(days=40)
    world.deliver(mail("jane@customer.example", "My lawyer will sue you.", at=old, number=44))
    world.beat()
    assert list(world.store.cases()) == []
