"""Troubles of the post: each kind is told, none piles up, and when it is over, everything leaves soon."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.beats.tail import finish, situation_of
from inbox_escalator.casework.case import Alarm
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.reminding import tell_reminder
from inbox_escalator.delivery.courier import Answer, Later
from inbox_escalator.writing.outbound import OutboundMail, State
from tests.simulation.scenario import policy, rules
from tests.world import DESK, MONDAY, World, mail

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DOWN = Later("smtp.acme.example:587: cannot connect: refused", session=True)
LOG_IN = Later("smtp.acme.example:587: log-in refused: 535 5.7.8 wrong password", alarm=True, session=True)
QUOTA = Later("smtp.acme.example:587 at RCPT: 552 5.2.2 quota", alarm=True)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Olivia administers, and has a mailbox of her own."""
    people = tuple(replace(c, address="olivia@acme.example") if c.address == DESK else c for c in policy().contacts)
    world = World(tmp_path, replace(policy(), contacts=people), rules())
    world.beat()
    yield world
    world.close()


def answers(world: World, answer: Answer | None) -> None:
    world.server.smtp = lambda mail: answer


def threat(world: World, number: int) -> None:
    raw = mail(f"c{number}@customer.example", "I want to speak to your manager.", at=world.clock.now(), number=number)
    world.deliver(raw)


def problems(world: World) -> list[OutboundMail]:
    return [row for row in world.store.outbox() if row.template == "problem"]


def test_an_outage_of_two_days_leaves_one_alarm_a_kind(world: World) -> None:
    answers(world, DOWN)
    threat(world, 1)
    world.goes_on(MONDAY + 47 * HOUR)
    waiting = [row for row in problems(world) if row.state is State.NEW]
    assert len(problems(world)) > 40
    assert len(waiting) == 1
    assert waiting[0].created > MONDAY + 45 * HOUR  # the newest one: it says how things are
    answers(world, None)
    world.goes_on(MONDAY + 48 * HOUR)
    assert len(world.mails_to("olivia@acme.example")) == 1


def test_it_is_one_alarm_over_a_restart_too(world: World) -> None:
    answers(world, DOWN)
    threat(world, 1)
    world.goes_on(MONDAY + HOUR)
    world.restart()
    world.goes_on(MONDAY + 3 * HOUR)
    assert len([row for row in problems(world) if row.state is State.NEW]) == 1


def test_an_alarm_whose_fate_is_open_is_not_taken_back(world: World) -> None:
    answers(world, DOWN)
    threat(world, 1)
    world.goes_on(MONDAY + 68 * MINUTE)
    (first,) = problems(world)
    with world.store.turn() as turn:
        turn.put_mail(replace(first, state=State.TRYING, tried_at=world.clock.now()))
    world.goes_on(MONDAY + 82 * MINUTE)
    assert [row.state for row in problems(world)] == [State.TRYING, State.NEW]


def test_a_refused_log_in_within_the_hour_of_a_quota_is_told_too(world: World) -> None:
    answers(world, QUOTA)
    threat(world, 1)
    world.goes_on(MONDAY + 5 * MINUTE)
    answers(world, LOG_IN)
    threat(world, 2)
    world.goes_on(MONDAY + 40 * MINUTE)
    events = [event.because for event in world.store.events("DESK-0") if event.what == "problem"]
    assert sum("quota" in line for line in events) == 1
    first, *later = (line for line in events if "wrong password" in line)
    assert "should have left" not in first
    assert all("escalations that should have left" in line for line in later), "told again only for these"
    assert len(later) == 1


def test_a_critical_mail_leaves_within_minutes_after_the_quota_is_mended(world: World) -> None:
    answers(world, QUOTA)
    raw = mail("jane@customer.example", "My lawyer will sue you.", at=world.clock.now(), number=1)
    world.deliver(raw)
    world.goes_on(MONDAY + 6 * HOUR)
    (row,) = (row for row in world.store.outbox() if row.template == "escalation")
    assert row.critical
    assert row.next_try is not None
    assert row.next_try - world.clock.now() <= 11 * MINUTE


def test_it_is_said_when_mail_leaves_again(world: World, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "inbox_escalator")
    answers(world, DOWN)
    threat(world, 1)
    world.goes_on(MONDAY + HOUR)
    assert "mail leaves again" not in caplog.messages
    answers(world, None)
    world.goes_on(MONDAY + 2 * HOUR)
    assert caplog.messages.count("mail leaves again") == 1


def test_a_reminder_under_way_as_the_next_one_is_written_does_not_leave_beside_it(world: World) -> None:
    """Its answer, that the server is away, comes only after the next one is on its way."""
    threat(world, 1)
    world.beat()
    (case,) = world.store.cases()
    reminds = case.timer(Alarm.REMIND)
    assert reminds is not None
    world.goes_on(reminds.at - MINUTE)
    world.clock.set(reminds.at)
    answers(world, DOWN)
    world.worker.beat()
    (first,) = (row for row in world.store.mail_trying() if row.template == "reminder")
    (case,) = world.store.cases()
    with world.store.turn() as turn:
        situation = situation_of(world.parts, turn, world.clock.now() + MINUTE, case)
        draft = Draft(case, situation, world.policy)
        draft.event("asked again", "clock", "a test", target=first.to)
        tell_reminder(draft, first.to)
        finish(world.parts, turn, draft.decision(), world.clock.now() + MINUTE)
    answers(world, None)
    world.goes_on(reminds.at + HOUR)
    assert [row.state for row in world.store.outbox() if row.template == "reminder"] == [State.WITHDRAWN, State.SENT]
