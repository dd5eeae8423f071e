"""Past mail to try rules on: single mails, folders of them, mbox files, Maildirs, and the mailbox itself. Only read."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from inbox_escalator.cli.commands import UsageError
from inbox_escalator.config.settings import Settings
from inbox_escalator.intake.mail import StoredCopy

LINE = 1 << 16
"""Bytes of a line that are held at once; a longer one comes in pieces."""

SPOOL = b"From "
"""An mbox begins with it, and each of its messages."""
_SPOOL_LINE = re.compile(rb"From \S.*[0-9]:[0-9]{2}")
"""With the time that every writer puts there: a sentence that begins with "From" is no message."""

UID_BATCH = 500


@dataclass(frozen=True, slots=True)
class Past:
    """One message of the past."""

    name: str
    """Where it lies: a path, `mbox 17`, `INBOX 4711`."""
    raw: bytes = field(repr=False)
    arrived: datetime | None = None
    """As the mailbox has it; None where only the mail itself can say."""
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Source:
    """Messages, one after the other."""

    name: str
    messages: Callable[[], Iterator[Past]]
    total: int = 0
    """How many; 0 where that is known only at the end."""


def sources(named: list[str], settings: Settings | None, since: datetime | None, most: int) -> list[Source]:
    """What is named, or the configured mailbox. `most`: bytes of a message that are read.

    UsageError where there is nothing of the kind, OSError where it cannot be read.
    """
    if named:
        return [source for name in named for source in _of(Path(name), most)]
    if settings is None:
        raise UsageError("name the mail to try the rules on: a folder, an mbox, a Maildir; or a configuration")
    return [_mailbox(settings, folder, since, most) for folder in settings.mailbox.folders]


def _of(path: Path, most: int) -> Iterator[Source]:
    if path.is_dir():
        found = _maildir(path) or _letters(path)
        if not found:
            raise UsageError(f"{path}: no mail in it; a folder holds .eml files, or cur and new of a Maildir")
        yield Source(str(path), lambda: _files(found, most), len(found))
        return
    with path.open("rb") as file:
        spool = file.read(len(SPOOL)) == SPOOL
    if spool:
        yield Source(str(path), lambda: mbox(path, most))
    else:
        yield Source(str(path), lambda: _files([path], most), 1)


def _maildir(path: Path) -> list[Path]:
    """The messages of a Maildir, unseen ones included; its further folders are named by themselves."""
    if not (path / "cur").is_dir():
        return []
    return sorted(file for part in ("cur", "new") for file in _entries(path / part))


def _entries(folder: Path) -> list[Path]:
    with os.scandir(folder) as entries:
        return [Path(e.path) for e in entries if e.is_file() and not e.name.startswith(".")] if folder.is_dir() else []


def _letters(path: Path) -> list[Path]:
    return sorted(file for file in path.rglob("*") if file.suffix.lower() == ".eml" and file.is_file())


def _files(paths: list[Path], most: int) -> Iterator[Past]:
    for path in paths:
        try:
            with path.open("rb") as file:
                raw = file.read(most + 1)
        except OSError as error:
            yield Past(f"{path}: {error.strerror}", b"")
            continue
        yield Past(str(path), raw[:most], partial=len(raw) > most)


def mbox(path: Path, most: int) -> Iterator[Past]:
    """Message by message (RFC 4155, with `>From` as mboxrd writes it), never more than one in memory."""
    with path.open("rb") as file:
        for number, (raw, partial) in enumerate(_cut(file, most), 1):
            yield Past(f"{path} {number}", raw, partial=partial)


def _cut(file: BinaryIO, most: int) -> Iterator[tuple[bytes, bool]]:
    lines: list[bytes] = []
    size, begun, blank, whole = 0, False, True, True
    for line in iter(lambda: file.readline(LINE), b""):
        if whole and blank and _SPOOL_LINE.match(line):
            if begun:
                yield b"".join(lines)[:most], size > most
            lines, size, begun = [], 0, True
        else:
            size += len(line)
            if size <= most:
                lines.append(line[1:] if line.startswith(b">") and line.lstrip(b">").startswith(SPOOL) else line)
        blank, whole = whole and not line.strip(b"\r\n"), line.endswith(b"\n")
    if begun:
        yield b"".join(lines), size > most


# ---------------------------------------------------------------------- the mailbox itself


def _mailbox(settings: Settings, folder: str, since: datetime | None, most: int) -> Source:
    """Opened with EXAMINE, read with PEEK: nothing in it changes, not even what is seen."""
    from inbox_escalator.intake.imap import ImapMailbox, ImapSettings

    def messages() -> Iterator[Past]:
        found: ImapSettings = settings.imap
        box = ImapMailbox(found, only_read=True)
        try:
            box.select(folder)
            # The server counts days by its own clock: one more, and the exact moment is looked at afterwards.
            uids = box.uids_since((since - timedelta(days=1)).date()) if since else box.uids_after(0)
            for at in range(0, len(uids), UID_BATCH):
                yield from (_past(copy) for copy in box.fetch(uids[at : at + UID_BATCH], most))
        finally:
            box.close()

    return Source(f"{folder} of {settings.imap}", messages)


def _past(copy: StoredCopy) -> Past:
    return Past(f"{copy.folder} {copy.uid}", copy.raw, copy.arrived.astimezone(UTC), copy.partial)
