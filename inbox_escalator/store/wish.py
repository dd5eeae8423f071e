"""A word that a command leaves for the worker beside the store, which the worker alone may write."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

RETRY = "retry"
"""Name of the file that asks for the quarantine to be tried again."""


def leave(folder: Path, name: str) -> None:
    """OSError where the folder cannot be written."""
    (folder / name).touch(mode=0o600)


def taken(folder: Path, name: str) -> bool:
    """Whether it was left; it is gone from then on."""
    with suppress(OSError):
        (folder / name).unlink()
        return True
    return False
