"""A storm becomes one mail; what is critical is never in it."""

from __future__ import annotations

import email
import email.policy
import re
from datetime import timedelta
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.simulation.scenario import policy, rules
from tests.world import MONDAY, World, mail

NIGHT = MONDAY - timedelta(hours=9)


@pytest.fixture
def world(tmp_path: Path) -> World:
    world = World(tmp_path, policy(), rules(), start=NIGHT)
    world.beat()
    yield world
    world.close()


def storm(world: World, count: int, words: str = "I want to speak to your manager now.") -> None:
    for n in range(count):
        world.deliver(mail(f"c{n}@customer.example", words, at=world.clock.now(), number=n))
    world.beat()


def subjects(world: World, address: str) -> list[str]:
    opened = (email.message_from_bytes(d.raw, policy=email.policy.default) for d in world.mails_to(address))
    return [str(m["Subject"]) for m in opened]


def test_what_waited_for_the_morning_comes_as_one_mail(world: World) -> None:
    storm(world, 25)
    assert subjects(world, "anna@acme.example") == []
    world.goes_on(MONDAY + timedelta(minutes=1))
    assert len(subjects(world, "anna@acme.example")) == 1
    assert "25 cases wait for you" in subjects(world, "anna@acme.example")[0]
    body = world.mails_to("anna@acme.example")[0].raw.decode()
    assert body.count("[CASE-") >= 25


def test_a_few_come_one_by_one(world: World) -> None:
    storm(world, 5)
    world.goes_on(MONDAY + timedelta(minutes=1))
    assert len(subjects(world, "anna@acme.example")) == 5


def test_critical_ones_are_never_folded(world: World) -> None:
    storm(world, 25, "My lawyer will take legal action against you.")
    world.goes_on(NIGHT + timedelta(minutes=3))
    notices = [m for m in world.server.folders["INBOX"].messages.values() if b"To: Olivia Owner" in m.raw]
    assert len(notices) == 25


def test_a_bare_word_to_the_folded_mail_does_nothing_and_says_so(world: World) -> None:
    storm(world, 25)
    world.goes_on(MONDAY + timedelta(minutes=1))
    folded = world.mails_to("anna@acme.example")[0]
    world.deliver(mail("Anna Berg <anna@acme.example>", "ok", at=world.clock.now(), number=900, answers=folded.message_id))
    world.beat()
    assert all(not c.handler for c in world.store.cases())
    assert b"no single case" in world.mails_to("anna@acme.example")[-1].raw.replace(b"=\r\n", b"")


def test_each_case_of_the_folded_mail_has_its_own_link(world: World) -> None:
    storm(world, 25)
    world.goes_on(MONDAY + timedelta(minutes=1))
    opened = email.message_from_bytes(world.mails_to("anna@acme.example")[0].raw, policy=email.policy.default)
    links = re.findall(r"subject=(ok%20CASE-1007[^&\"]*)", opened.get_body(("html",)).get_content())
    world.deliver(
        mail("Anna Berg <anna@acme.example>", "ok", at=world.clock.now(), number=901, subject=unquote(links[0]))
    )
    world.beat()
    assert [c.reference for c in world.store.cases() if c.handler == "anna"] == ["CASE-1007"]
