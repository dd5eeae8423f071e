"""How the long-running commands speak: one line for a person, JSON lines where no terminal is."""

from __future__ import annotations

import argparse
import json
import logging
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING, TextIO

from inbox_escalator.config.load import load
from inbox_escalator.writing.clean import one_line

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from inbox_escalator.casework.case import Case
    from inbox_escalator.casework.decision import Event
    from inbox_escalator.config.settings import LogSettings, Settings
    from inbox_escalator.worker import Beat

FORMATS = {"text": "text", "json": "json"}


def settings_of(args: argparse.Namespace) -> Settings:
    """The configuration that the command line names, or the one that lies where it is looked for."""
    from inbox_escalator.cli.places import find_config

    return load(find_config(args.config))


class Speaker:
    """Writes lines about the work; also takes in what the rooms say through `logging`."""

    def __init__(self, stream: TextIO, *, machine: bool, zone: ZoneInfo | None = None) -> None:
        """`zone`: the desk's, in which a person reads all other times; the machine's unless given."""
        self._stream = stream
        self._machine = machine
        self._zone = zone
        self._watched = not machine and stream.isatty()

    def line(self, what: str, text: str, **figures: object) -> None:
        """`what` names the line for a machine, `text` is for a person, `figures` are only for the machine. What servers
        and strangers wrote is made inert: a terminal and whoever reads the log would obey it."""
        at, text = datetime.now(UTC), one_line(text)
        figures = {name: one_line(said) if isinstance(said, str) else said for name, said in figures.items()}
        if self._machine:
            said: dict[str, object] = {"at": at.isoformat(timespec="seconds"), "what": what, "text": text, **figures}
            self._write(json.dumps(said, ensure_ascii=False))
        else:
            self._show(at, text)

    def _show(self, at: datetime, text: str) -> None:
        """`text`: inert already, but for our own colours."""
        self._write(f"{at.astimezone(self._zone):%H:%M:%S}  {text}")

    def _write(self, line: str) -> None:
        """A log on a full disk is no reason to stop the work; a reader that went away is."""
        try:
            print(line, file=self._stream, flush=True)
        except BrokenPipeError:
            raise
        except OSError:
            return

    def event(self, event: Event, case: Case | None) -> None:
        """What happened to a case. Customers' words are for a terminal alone: a log outlives what is erased."""
        from inbox_escalator.reporting.timeline import coloured, cut, happened

        words = happened(event, case)
        if words and self._watched:
            room = max(get_terminal_size().columns - len("00:00:00  "), 40)
            self._show(datetime.now(UTC), coloured(event, cut(f"{event.case:9}  {words}", room)))
        elif words:
            self.line("event", f"{event.case}: {event.what}", case=event.case, event=event.what, target=event.target)

    def beat(self, beat: Beat) -> None:
        """The figures of a pass for a machine; troubles come through `logging`."""
        listing = beat.listing
        if self._watched or not (listing.messages or beat.moved or beat.sent):
            return
        counts = (
            (listing.messages, "read"), (beat.moved, "due"), (beat.sent, "sent"), (listing.quarantined, "set aside"),
        )  # fmt: skip
        text = ", ".join(f"{count} {what}" for count, what in counts if count)
        self.line("pass", text, read=listing.messages, deadlines=beat.moved, sent=beat.sent, problem=listing.problem)

    def summary(self, beat: Beat, waiting: int) -> None:
        """The one line of `once`."""
        listing = beat.listing
        did = ((listing.messages, "message", " read"), (beat.moved, "deadline", ""), (beat.sent, "mail", " sent"))
        text = ", ".join(f"{count} {noun}{'' if count == 1 else 's'}{done}" for count, noun, done in did)
        text += f", {waiting} waiting"
        if listing.problem:
            text += f"; the mailbox could not be read: {listing.problem}"
        self.line(
            "once", text, read=listing.messages, quarantined=listing.quarantined, deadlines=beat.moved, sent=beat.sent,
            waiting=waiting, problem=listing.problem,
        )  # fmt: skip


class _Handler(logging.Handler):
    """What the rooms log becomes a line of ours, without a traceback unless asked for by `level = "debug"`."""

    def __init__(self, speaker: Speaker) -> None:
        super().__init__()
        self._speaker = speaker

    def emit(self, record: logging.LogRecord) -> None:
        text = record.getMessage()
        if record.exc_info and record.exc_info[1] is not None:
            text += f": {type(record.exc_info[1]).__name__}: {record.exc_info[1]}"
        self._speaker.line(record.levelname.lower(), text, room=record.name)


def speaker(settings: LogSettings, zone: ZoneInfo, asked: str | None = None) -> Speaker:
    """`asked` wins over the configuration, and that over what the stream is."""
    stream: TextIO = sys.stdout if settings.file is None else _open(settings.file)
    chosen = FORMATS.get(asked or settings.format) or ("text" if stream.isatty() else "json")
    speaker = Speaker(stream, machine=chosen == "json", zone=zone)
    ours = logging.getLogger("inbox_escalator")
    ours.handlers = [_Handler(speaker)]
    ours.setLevel(settings.level.upper())
    ours.propagate = False
    return speaker


def _open(path: Path) -> TextIO:
    path.parent.mkdir(parents=True, exist_ok=True)
    return open(path, "a", encoding="utf-8", opener=lambda name, flags: os.open(name, flags, 0o600))


@contextmanager
def progress_bar(what: str) -> Iterator[Callable[[int], None]]:
    """One line that counts, on a terminal only; nothing of it stays in a log."""
    shown = False

    def show(count: int) -> None:
        nonlocal shown
        if sys.stderr.isatty():
            shown = True
            print(f"\r{count:,} {what} ", end="", file=sys.stderr, flush=True)

    yield show
    if shown:
        print("\r\x1b[K", end="", file=sys.stderr, flush=True)
