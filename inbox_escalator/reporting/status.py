"""A small file beside the store that says how the worker fares; `health` reads it, and needs no lock for that."""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import msgspec

FILE = "status.json"


@dataclass(frozen=True, slots=True)
class Status:
    """Written by the worker at the end of each pass, and when something fails. All times are aware UTC."""

    at: datetime
    """When this was written."""
    pid: int
    last_pass: datetime | None = None
    """End of the last pass that did all its steps."""
    last_listing: datetime | None = None
    """When the mailbox last told us what it holds."""
    problem: str = ""
    """One line for a person; '' while all is well."""
    poll: float = 60.0
    """Seconds between two looks at the mailbox: what counts as late depends on it."""


def write_status(folder: Path, status: Status) -> None:
    """Replaces `status.json` in `folder`: a reader sees the old one or the new one, never half of it.

    Not fsynced, for after a crash of the machine it is out of date anyway. OSError where the disk refuses."""
    new = folder / f".{FILE}.{os.getpid()}"
    try:
        with open(new, "wb", opener=_private) as file:
            file.write(msgspec.json.encode(status))
        new.replace(folder / FILE)
    except OSError:
        with suppress(OSError):
            new.unlink()
        raise


def _private(path: str, flags: int) -> int:
    """For nobody else's eyes: a problem may name people and servers."""
    return os.open(path, flags, 0o600)


def read_status(folder: Path) -> Status | None:
    """The last status; None where there is none, or where the file is not ours to understand."""
    try:
        return msgspec.json.decode((folder / FILE).read_bytes(), type=Status)
    except (OSError, msgspec.DecodeError):
        return None
