"""kill -9 at any moment: every commit that was acknowledged is there, and nothing is there by half."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from inbox_escalator.store.chain import verify
from inbox_escalator.store.store import CaseReader
from inbox_escalator.store.tiny import open_reader, open_store
from tests.store.making import NOW, bookmark

SECONDS = (0.0, 0.06)
"""How long a worker lives after its first commit."""


def killed_after(folder: Path, seconds: float) -> int:
    """Number of the last case that was acknowledged."""
    code = f"from pathlib import Path; from tests.store.endless import work; work(Path({str(folder)!r}))"
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True) as worker:
        assert worker.stdout is not None
        first = worker.stdout.readline()
        time.sleep(seconds)  # the moment of the kill is the experiment, nothing is waited for
        worker.kill()
        return int((first + worker.stdout.read()).rpartition("\n")[0].rpartition("\n")[2])


def check(reader: CaseReader, acknowledged: int) -> None:
    numbers = [int(case.reference[5:]) for case in reader.cases()]
    assert numbers == list(range(1001, 1001 + len(numbers)))
    assert acknowledged <= numbers[-1] <= acknowledged + 3
    assert verify(reader) == ()
    assert len(list(reader.outbox())) == len(numbers)
    assert reader.bookmark("me", "INBOX") == bookmark(numbers[-1])
    assert all(len(reader.texts(f"CASE-{n}")) == 1 and len(reader.events(f"CASE-{n}")) == 2 for n in numbers)


def kill_often(folder: Path, times: int) -> None:
    chance = random.Random(7)
    for _ in range(times):
        acknowledged = killed_after(folder, chance.uniform(*SECONDS))
        check(open_reader(folder), acknowledged)
    with open_store(folder) as store:
        check(store, acknowledged)
        assert {m.state for m in store.mail_due(NOW)} == set()
        assert all(int(m.case[5:]) % 2 == 0 for m in store.mail_trying())


def test_killed_fifteen_times(tmp_path: Path) -> None:
    kill_often(tmp_path, 15)


@pytest.mark.slow
def test_killed_three_hundred_times(tmp_path: Path) -> None:
    kill_often(tmp_path, 300)
