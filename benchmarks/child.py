"""Runs a program in a process of its own and says what it cost."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

_compiled = tempfile.TemporaryDirectory(prefix="bench-bytecode")
"""Byte code is kept, as it is of an installed program, but not between the sources."""


def environment() -> dict[str, str]:
    """Ours, as a child should have it."""
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**own, "PYTHONPYCACHEPREFIX": _compiled.name}


def warm() -> None:
    """Makes the byte code of what is loaded late, so that no figure pays for it."""
    late = "beats.taking_in delivery.smtp writing.engine wiring cli.speaking".split()
    spent(["-c", "import " + ", ".join(f"inbox_escalator.{name}" for name in late)])


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process cost, from its start to its end."""

    cpu: float
    """Seconds, user and system, all threads."""
    wall: float
    """Seconds."""
    said: str = ""
    """Its standard output."""


def spent(arguments: Sequence[str], codes: Sequence[int] = (0,)) -> Spent:
    """`arguments` without the interpreter. RuntimeError, with what it said, where it ends with another code."""
    began = time.perf_counter()
    with subprocess.Popen(
        [sys.executable, *arguments], cwd=ROOT, env=environment(),
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    ) as child:  # fmt: skip
        said = child.stdout.read() if child.stdout else ""
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in codes:
        raise RuntimeError(f"{' '.join(arguments)} ended with {child.returncode}:\n{said}")
    return Spent(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, said)
