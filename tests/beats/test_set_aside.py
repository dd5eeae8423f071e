"""A message that was set aside: what cannot wait is told at once, and it is tried again when that may help."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.beats import taking_in
from inbox_escalator.beats.set_aside import place_of
from inbox_escalator.store.store import Quarantined
from inbox_escalator.store.wish import RETRY, leave, taken
from inbox_escalator.writing.outbound import OutboundMail
from tests.simulation.scenario import policy, rules
from tests.world import DESK, MONDAY, World, mail

HOUR = timedelta(hours=1)
THREAT = "My lawyer will take legal action against you."


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    logging.getLogger("inbox_escalator").setLevel(logging.CRITICAL)
    people = tuple(replace(c, address="olivia@acme.example") if c.address == DESK else c for c in policy().contacts)
    world = World(tmp_path, replace(policy(), contacts=people), rules())
    world.beat()
    yield world
    world.close()
    logging.getLogger("inbox_escalator").setLevel(logging.NOTSET)


@pytest.fixture
def fault(monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Nothing can be decided until it is mended."""

    def broken(*_: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr(taking_in, "decide", broken)
    return monkeypatch.undo


def writes(world: World, words: str, number: int = 1) -> None:
    world.deliver(mail("Jane Roe <jane@customer.example>", words, at=world.clock.now(), number=number))
    world.beat()


def alarms(world: World) -> list[OutboundMail]:
    return [row for row in world.store.outbox() if row.template == "problem"]


def test_a_legal_threat_in_a_broken_message_is_told_at_once(world: World, fault: Callable[[], None]) -> None:
    writes(world, THREAT)
    told = [event for event in world.store.events("DESK-0") if event.what == "set aside"]
    assert len(told) == 1
    assert "jane@customer.example" in told[0].because
    assert "legal" in told[0].because
    assert "INBOX, UID 1" in told[0].because
    first = alarms(world)[0]
    assert (first.critical, first.to) == (True, "olivia")
    assert "legal action" in world.mails_to("olivia@acme.example")[0].raw.decode()


def test_an_ordinary_question_waits_for_whoever_looks(world: World, fault: Callable[[], None]) -> None:
    writes(world, "Do you ship to Norway?")
    assert [event.what for event in world.store.events("DESK-0")] == ["problem"]
    assert len(alarms(world)) == 1


def test_it_is_tried_again_when_somebody_asks(world: World, fault: Callable[[], None]) -> None:
    writes(world, THREAT)
    fault()
    world.goes_on(MONDAY + HOUR)
    assert len(list(world.store.quarantined())) == 1, "not by itself"
    world.retry = True
    world.beat()
    assert not list(world.store.quarantined())
    [case] = world.store.cases()
    assert case.opened < MONDAY + HOUR, "it counts from its arrival"
    assert case.level == "L3"


def test_the_mail_behind_it_is_not_read_twice(world: World, fault: Callable[[], None]) -> None:
    writes(world, THREAT)
    fault()
    writes(world, "Do you ship to Norway?", number=2)
    before = world.store.bookmark(world.reading.account, "INBOX")
    world.retry = True
    world.beat()
    after = world.store.bookmark(world.reading.account, "INBOX")
    assert before is not None
    assert after is not None
    assert after.uid >= before.uid
    assert len(list(world.store.cases())) == 2


def test_what_still_cannot_be_taken_in_stays_and_tells_nobody_again(world: World, fault: Callable[[], None]) -> None:
    writes(world, THREAT)
    told = len(alarms(world))
    world.retry = True
    world.beat()
    assert len(list(world.store.quarantined())) == 1
    assert len(alarms(world)) == told


def test_it_is_tried_again_once_after_an_upgrade(world: World, fault: Callable[[], None]) -> None:
    writes(world, THREAT)
    fault()
    with world.store.turn() as turn:
        turn.put_fact("version", "0.0.9")
    world.restart()
    world.beat()
    assert not list(world.store.quarantined())
    assert world.store.fact("version") != "0.0.9"


def test_a_message_that_is_gone_stays_on_the_list(world: World, fault: Callable[[], None]) -> None:
    writes(world, THREAT)
    fault()
    world.server.folders["INBOX"].messages.clear()
    world.retry = True
    world.beat()
    assert len(list(world.store.quarantined())) == 1


@pytest.mark.parametrize(
    ("key", "place"),
    [
        ("me@imap/INBOX/7/4", ("INBOX", 7, 4)),
        ("me@imap/Work/Support/7/4", ("Work/Support", 7, 4)),
        ("you@imap/INBOX/7/4", None),
        ("me@imap/INBOX/seven/4", None),
        ("", None),
    ],
)
def test_where_a_message_lies(key: str, place: tuple[str, int, int] | None) -> None:
    assert place_of(Quarantined(key, MONDAY, "x"), "me@imap") == place


def test_a_wish_is_heard_once(tmp_path: Path) -> None:
    assert not taken(tmp_path, RETRY)
    leave(tmp_path, RETRY)
    assert taken(tmp_path, RETRY)
    assert not taken(tmp_path, RETRY)
