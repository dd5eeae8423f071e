"""Folders that come later: the Sent folder that the first answer makes, the Junk folder that the first spam makes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.casework.case import Whose
from tests.simulation.scenario import policy, rules
from tests.world import DESK, MONDAY, Folder, World, mail

MINUTE = timedelta(minutes=1)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """A mailbox of which only INBOX exists when the worker starts."""
    world = World(tmp_path, policy(), rules())
    for name in ("Sent", "Junk"):
        del world.server.folders[name]
    world.beat()
    yield world
    world.close()


def answer(world: World, folder: str = "Sent") -> None:
    """Staff answer the first mail, and the mail program makes the folder for it."""
    world.server.folders.setdefault(folder, Folder())
    raw = mail(DESK, "We are on it.", at=world.clock.now(), number=2, answers="<1@customer.example>", to="jane@customer.example")
    world.deliver(raw, folder)


def complain(world: World, folder: str = "INBOX") -> None:
    world.deliver(mail("jane@customer.example", "I want to speak to your manager.", at=world.clock.now(), number=1), folder)


def test_the_answer_that_makes_the_sent_folder_is_read(world: World) -> None:
    complain(world)
    world.beat()
    world.clock.set(MONDAY + 5 * MINUTE)
    answer(world)
    world.beat()
    (case,) = world.store.cases()
    assert case.whose is Whose.CUSTOMER


def test_the_same_over_a_restart(world: World) -> None:
    complain(world)
    world.beat()
    answer(world)
    world.restart()
    world.beat()
    (case,) = world.store.cases()
    assert case.whose is Whose.CUSTOMER


def test_the_spam_that_makes_the_junk_folder_is_read(world: World) -> None:
    world.server.folders["Junk"] = Folder()
    complain(world, "Junk")
    assert world.worker.beat().listing.messages == 1


def test_folders_that_are_known_are_not_asked_for_again(world: World) -> None:
    asked: list[str] = []
    world.server.folders |= {"Sent": Folder(), "Junk": Folder()}
    world.beat()
    world.server.before = asked.append
    world.beat()
    assert "folders" not in asked


def test_a_sent_folder_that_was_there_is_read_from_its_end_though_the_first_pass_broke_before_it(tmp_path: Path) -> None:
    world = World(tmp_path, policy(), rules())
    world.deliver(mail(DESK, "Of last year.", at=MONDAY, number=3, to="tom@customer.example"), "Sent")
    world.server.before = lambda step: setattr(world.server, "imap_down", "gone") if step == "select" else None
    world.worker.beat()
    world.server.imap_down, world.server.before = "", lambda step: None
    world.restart()
    assert world.worker.beat().listing.messages == 0
    world.close()


def test_a_folder_that_the_configuration_names_later_begins_at_its_end(world: World) -> None:
    world.server.folders["Billing"] = Folder()
    complain(world, "Billing")
    world.reading = replace(world.reading, folders=("INBOX", "Billing"))
    world.restart()
    assert world.worker.beat().listing.messages == 0
    assert list(world.store.cases()) == []
