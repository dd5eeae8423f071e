"""Folders as commands: obeyed once and put back, wherever the worker or the connection breaks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox_escalator.beats.parts import ReadingRules
from inbox_escalator.casework.case import Status
from inbox_escalator.intake.mailbox import MailboxError, MailboxRefusal
from tests.simulation.scenario import policy, rules
from tests.world import World, mail

ESCALATE = "Escalator/Escalate"


class CrashError(BaseException):
    """The process is gone."""


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, policy(), rules(), reading=ReadingRules("desk@test", command_folders=True))
    world.beat()
    yield world
    world.close()


def moved(world: World, folder: str = ESCALATE, number: int = 1) -> None:
    """Jane's mail lies in that folder."""
    raw = mail("jane@customer.example", "The invoice is wrong.", at=world.clock.now(), number=number)
    world.deliver(raw, folder)


def move_again(world: World, folder: str = ESCALATE) -> None:
    messages = world.server.folders["INBOX"].messages
    uid = next(uid for uid, stored in messages.items() if b"From: jane" in stored.raw)
    world.server.folders[folder].take(messages.pop(uid))


def lies(world: World) -> list[str]:
    """Where Jane's mail lies."""
    folders = world.server.folders.items()
    return [name for name, there in folders for stored in there.messages.values() if b"From: jane" in stored.raw]


def steps(world: World) -> list[str]:
    return [f"{e.source} {e.target}" for e in world.store.events("CASE-1001") if e.what == "escalated"]


def test_every_folder_is_made(tmp_path: Path, world: World) -> None:
    made = {name for name in world.server.folders if name.startswith("Escalator/")}
    assert made == {f"Escalator/{name}" for name in ("Escalate", "Resolved", "Not a case", "False alarm", "Waiting")}


@pytest.mark.parametrize("step", ["connect", "make", "select", "search", "fetch", "move", "moved", "find", "append"])
def test_a_crash_at_any_step_neither_loses_nor_repeats_it(world: World, step: str) -> None:
    moved(world)
    world.restart()

    def crash(now: str) -> None:
        if now == step:
            world.server.before = lambda _: None
            raise CrashError

    world.server.before = crash
    for _ in range(3):
        try:
            world.beat()
        except CrashError:
            world.store.close()
            world.open()
    world.restart()
    world.beat()
    assert steps(world) == ["L1 L2"]
    assert lies(world) == ["INBOX"]


@pytest.mark.parametrize("step", ["select", "move", "moved"])
def test_a_connection_that_breaks_is_the_same(world: World, step: str) -> None:
    moved(world)

    def break_off(now: str) -> None:
        if now == step:
            world.server.before = lambda _: None
            raise MailboxError("the connection broke")

    world.server.before = break_off
    for _ in range(3):
        world.beat()
    assert steps(world) == ["L1 L2"]
    assert lies(world) == ["INBOX"]


def test_a_server_that_refuses_to_move_it_back_gets_no_second_command(world: World) -> None:
    moved(world)

    def refuse(now: str) -> None:
        if now == "move":
            raise MailboxRefusal("no room")

    world.server.before = refuse
    for _ in range(3):
        assert world.worker.beat().listing.finished
    assert steps(world) == ["L1 L2"]
    assert lies(world) == [ESCALATE]
    world.server.before = lambda _: None
    world.beat()
    assert lies(world) == ["INBOX"]


def test_a_server_that_makes_no_folders_is_read_all_the_same(tmp_path: Path) -> None:
    world = World(tmp_path, policy(), rules(), reading=ReadingRules("desk@test", command_folders=True))

    def refuse(now: str) -> None:
        if now == "make":
            raise MailboxRefusal("not allowed")

    world.server.before = refuse
    moved(world, "INBOX")
    assert world.worker.beat().listing.messages == 0  # it was there before the first start
    moved(world, "INBOX", number=2)
    assert world.worker.beat().listing.messages == 1
    world.close()


def test_moved_twice_it_is_said_twice(world: World) -> None:
    moved(world)
    world.beat()
    move_again(world, "Escalator/Resolved")
    world.beat()
    assert steps(world) == ["L1 L2"]
    assert any(e.what == "asked" and "Escalator/Resolved" in e.because for e in world.store.events("CASE-1001"))
    assert lies(world) == ["INBOX"]


def test_what_staff_took_out_again_is_no_command(world: World) -> None:
    """A mail program without MOVE copies, and marks what is left as deleted."""
    moved(world)
    for stored in world.server.folders[ESCALATE].messages.values():
        stored.flags.add("\\Deleted")
    world.beat()
    assert list(world.store.cases()) == []


def test_a_message_that_breaks_us_goes_back_and_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("a fault of ours")

    monkeypatch.setattr("inbox_escalator.beats.foldered.on_folder", broken)
    moved(world)
    world.beat()
    assert [item.reason for item in world.store.quarantined()] == ["RuntimeError: a fault of ours"]
    assert lies(world) == ["INBOX"]


def test_an_answer_found_in_sent_goes_back_there(world: World) -> None:
    moved(world, "INBOX")
    world.beat()
    raw = mail(
        "support@acme.example", "We look at it.", at=world.clock.now(), number=9, to="jane@customer.example",
        answers="<1@customer.example>",
    )  # fmt: skip
    world.deliver(raw, "Sent")
    world.beat()
    sent = world.server.folders["Sent"].messages
    world.server.folders["Escalator/Resolved"].take(sent.pop(next(iter(sent))))
    world.beat()
    (case,) = world.store.cases()
    assert case.status is Status.RESOLVED
    assert [b"We look at it." in stored.raw for stored in sent.values()] == [True]
