"""One file a command."""

from __future__ import annotations

from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Entry point of `inbox-escalator`; returns the exit code (docs/exit-codes.md)."""
    from inbox_escalator.cli.commands import run

    return run(argv)
