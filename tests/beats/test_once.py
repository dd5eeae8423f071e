"""`once`: a full pass, and it ends when nothing is left to do or nobody answers, not before."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.casework.policy import Policy
from inbox_escalator.delivery.courier import Later
from inbox_escalator.delivery.dispatch import InlineDispatch
from inbox_escalator.wiring import furnish
from inbox_escalator.writing.outbound import OutboundMail
from tests.simulation.scenario import policy, rules
from tests.world import DESK, World, mail

MINUTE = timedelta(minutes=1)


class SlowDispatch(InlineDispatch):
    """A mail server that takes its time for each mail, one after the other."""

    def __init__(self, world: World, takes: timedelta) -> None:
        super().__init__(world.make_courier())
        self._world, self._takes = world, takes
        self._queue: deque[tuple[OutboundMail, str]] = deque()
        self._free = world.clock.now()

    def submit(self, mail: OutboundMail, copy_to: str = "") -> None:
        if not self._queue:
            self._free = self._world.clock.now() + self._takes
        self._queue.append((mail, copy_to))

    def wait(self, seconds: float) -> bool:
        now = self._world.clock.now() + timedelta(seconds=seconds)
        self._world.clock.set(now)
        while self._queue and self._free <= now:
            super().submit(*self._queue.popleft())
            self._free += self._takes
        return self.ready > 0


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    world = World(tmp_path, policy(), rules())
    world.beat()
    yield world
    world.close()


def alone() -> Policy:
    """One person, who reads the desk's own mailbox: all notices are put into INBOX."""
    before = policy()
    owner = replace(next(c for c in before.contacts if c.address == DESK), levels=("L2", "L3"))
    return replace(before, contacts=(owner,))


def threats(world: World, count: int, who: str = "c{}@customer.example") -> None:
    for number in range(count):
        raw = mail(who.format(number), "I want to speak to your manager.", at=world.clock.now(), number=number)
        world.deliver(raw)


def test_notices_for_the_inbox_are_all_put_there(tmp_path: Path) -> None:
    """They are answered at once: nothing is ever under way."""
    world = World(tmp_path, alone(), rules())
    world.beat()
    # Nobody else is mailed, for machines wrote. Too few to be folded into one mail, more than one batch of the post.
    threats(world, 19, "no-reply@shop{}.example")
    world.worker.once()
    assert world.store.mail_due(world.clock.now()) == []
    world.close()


def test_it_goes_on_as_long_as_mail_flows(world: World) -> None:
    threats(world, 8)
    begun = world.clock.now()
    world.worker = furnish(world.parts, SlowDispatch(world, MINUTE))
    beat = world.worker.once()
    assert beat.sent == len(world.server.accepted) == 16
    assert world.clock.now() - begun > 10 * MINUTE
    assert world.store.mail_due(world.clock.now()) == []


def test_it_waits_two_minutes_for_a_silent_server(world: World) -> None:
    threats(world, 1)
    begun = world.clock.now()
    world.worker = furnish(world.parts, SlowDispatch(world, timedelta(days=1)))
    assert world.worker.once().sent == 0
    assert world.clock.now() - begun == 2 * MINUTE


def test_it_does_not_wait_for_mail_that_may_not_leave_yet(world: World) -> None:
    world.server.smtp = lambda mail: Later("try again")
    threats(world, 1)
    assert world.worker.once().sent == 0
