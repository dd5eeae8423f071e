"""What a message costs when the store is large: new mails on top of 500 and of 50,000 cases.

Both stores stay open; each round reads other mails, in turns. Folding the journal into the snapshot, which comes once
in a great many messages, falls out of the median.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from benchmarks.desk import desk, host, letters
from benchmarks.figure import Figure, interleaved
from benchmarks.past import past
from inbox_escalator.config.load import load
from inbox_escalator.wiring import open_house
from tests.servers.mailhost import MailHost

FEW, MANY = 500, 50_000
MESSAGES = 200
ROUNDS = 7


def figures() -> Iterator[Figure]:
    with host() as running, ExitStack() as stack:
        few, many = (stack.enter_context(_grown(running, cases)) for cases in (FEW, MANY))
        small, large = interleaved(ROUNDS, few, many)
    yield Figure(
        f"a message on {MANY:,} cases, beside {FEW}", large / small, 1.2,
        f"{large * 1e3:.2f} and {small * 1e3:.2f} ms CPU a message",
    )  # fmt: skip


@contextmanager
def _grown(running: MailHost, cases: int) -> Iterator[Callable[[], float]]:
    """A running desk with so many cases; gives what reads more mail and tells the CPU seconds a message."""
    with desk(running) as made:
        past(made.data, cases)
        starts = itertools.count(1, MESSAGES)
        with open_house(load(made.config)) as house:

            def cost() -> float:
                made.fill(letters(MESSAGES, next(starts)))
                began = time.process_time()
                house.worker.once()
                return (time.process_time() - began) / MESSAGES

            cost()  # what is only made once
            yield cost
