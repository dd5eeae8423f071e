"""A worker that never stops by itself, for the tests that kill it."""

from __future__ import annotations

from pathlib import Path

from inbox_escalator.store.tiny import open_store
from inbox_escalator.writing.outbound import State
from tests.store.making import bookmark, inbound, mail, opened


def work(folder: Path) -> None:
    """Case after case until killed, every fifth commit a group of three; says each case once it is durable."""
    store = open_store(folder, compact_at=40_000)
    number = 1001 + sum(1 for _ in store.cases())
    while True:
        size = 3 if number % 5 == 0 else 1
        with store.group():
            for one in range(number, number + size):
                with store.turn() as turn:
                    key = f"CASE-{one}"
                    turn.record(opened(key, events=2), [mail(key, key)], inbound(str(one)), bookmark(one))
                    turn.put_mail(mail(f"CASE-{one}", key, state=State.SENT if one % 2 else State.TRYING))
        number += size
        print(number - 1, flush=True)
