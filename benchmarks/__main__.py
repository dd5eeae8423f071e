"""`python -m benchmarks [NAME …]`: every figure, or those of the files named. Ends with 1 where a target is missed."""

from __future__ import annotations

import argparse
import importlib
import sys
from collections.abc import Iterator, Sequence

from benchmarks.child import warm
from benchmarks.figure import Figure, show

FILES = ("full_job", "reading", "triage", "same_issue", "store_size", "wire", "start_up", "memory", "idle", "latency")
"""In the order of the table; each has `figures()`."""


def main(words: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", choices=[[], *FILES], help=f"of {', '.join(FILES)}; all unless given")
    names = parser.parse_args(words).names or FILES
    warm()
    missed = [figure for figure in show(_figures(names)) if not figure.reached]
    print(f"\n{len(missed)} targets missed" if missed else "\nevery target is met")
    return bool(missed)


def _figures(names: Sequence[str]) -> Iterator[Figure]:
    for name in names:
        yield from importlib.import_module(f"benchmarks.{name}").figures()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
