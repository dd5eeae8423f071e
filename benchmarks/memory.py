"""How much memory it takes: the most that was ever resident, as the system counts it."""

from __future__ import annotations

import base64
import random
from collections.abc import Iterator

from benchmarks.child import spent
from benchmarks.desk import Desk, desk, host, letters
from benchmarks.figure import Figure

MESSAGES = 5000
LARGE = 25 * 1024 * 1024

RUN = """
import sys
from inbox_escalator.cli import main
code = main(sys.argv[1:])
print("peak", next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM")))
sys.exit(code)
"""


def figures() -> Iterator[Figure]:
    with host() as running:
        with desk(running) as made:
            made.fill(letters(MESSAGES))
            many = _peak(made)
        yield Figure(f"memory after {MESSAGES:,} messages", many, 120, "resident at most", unit="MB")
        with desk(running) as made:
            made.fill(letters(20))
            small = _peak(made)
            made.fill([_large()])
            large = _peak(made)
        yield Figure(
            "memory that a 25 MB message adds",
            large - small,
            80,
            f"{large:.0f} and {small:.0f} MB resident at most",
            unit="MB",
        )


def _peak(made: Desk) -> float:
    """Megabytes that `once` took at its most."""
    said = spent(["-c", RUN, *made.arguments("once", "--json")[2:]]).said
    return int(said.rpartition("peak")[2]) / 1024


def _large() -> bytes:
    """A question with a file, just inside the bound of 25 MB."""
    file = base64.encodebytes(random.Random(1).randbytes(int(LARGE / 1.38)))
    head = (
        b"From: Lara Large <lara@customer.test>\r\nTo: desk@example.test\r\nSubject: The log file\r\n"
        b"Message-ID: <large@customer.test>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n"
        b"--b\r\nContent-Type: text/plain\r\n\r\nIt does not work, see the log.\r\n"
        b"--b\r\nContent-Type: application/zip; name=log.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    )
    raw = head + file.replace(b"\n", b"\r\n") + b"\r\n--b--\r\n"
    assert 0.96 * LARGE < len(raw) < LARGE, len(raw)
    return raw
