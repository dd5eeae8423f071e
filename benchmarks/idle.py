"""What waiting costs: a worker whose mailbox stays empty. The short form looks more often and is scaled."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.child import ROOT, environment
from benchmarks.desk import Desk, desk, host
from benchmarks.figure import Figure
from benchmarks.past import past

SECONDS = 40.0
POLL = 2
"""Seconds between two looks in the short form; 60 as configured."""
USUAL = 60


def figures() -> Iterator[Figure]:
    with host() as running, desk(running, poll=f"{POLL}s") as made:
        past(made.data, 1000)
        cpu = _waiting(made)
    share = cpu / SECONDS * POLL / USUAL * 100
    yield Figure(
        "an idle worker's share of a CPU", share, 0.2,
        f"{cpu * 1e3:.0f} ms in {SECONDS:.0f} s at a look every {POLL} s; scaled to {USUAL} s", unit="%",
    )  # fmt: skip


def _waiting(made: Desk) -> float:
    """CPU seconds of `SECONDS` of waiting."""
    with subprocess.Popen(
        [sys.executable, *made.arguments("run", "--log", "text")],
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    ) as worker:
        try:
            assert worker.stdout
            worker.stdout.readline()
            time.sleep(3 * POLL)  # the first looks are dearer
            before = _cpu(worker.pid)
            time.sleep(SECONDS)
            return _cpu(worker.pid) - before
        finally:
            worker.terminate()


def _cpu(pid: int) -> float:
    """Seconds that all threads were running so far."""
    return sum(int(task.read_text().split()[0]) for task in Path(f"/proc/{pid}/task").glob("*/schedstat")) / 1e9
