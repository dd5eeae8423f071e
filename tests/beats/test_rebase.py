"""`run --rebase-clock`: said once, it holds over the next start too."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from inbox_escalator.delivery.dispatch import InlineDispatch
from inbox_escalator.wiring import furnish
from tests.simulation.scenario import policy, rules
from tests.world import MONDAY, World, mail

YEAR = timedelta(days=365)


def test_the_next_start_believes_the_clock_too(tmp_path: Path) -> None:
    world = World(tmp_path, policy(), rules())
    world.clock.set(MONDAY + YEAR)  # the machine was a year ahead
    world.beat()
    world.deliver(mail("jane@customer.example", "Where is it?", at=world.clock.now(), number=1))
    world.beat()
    world.clock.set(MONDAY + timedelta(hours=1))
    world.restart()
    assert world.worker.beat().at == MONDAY + YEAR
    world.worker = furnish(world.parts, InlineDispatch(world.make_courier()), rebase_clock=True)
    assert world.worker.beat().at == MONDAY + timedelta(hours=1)
    world.restart()
    assert world.worker.beat().at == MONDAY + timedelta(hours=1)
    assert [event.what for event in world.store.events("DESK-0")][-1] == "rebased"
    world.close()
