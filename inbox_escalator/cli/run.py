"""`inbox-escalator run`: watch the mailbox until stopped."""

from __future__ import annotations

import argparse
import os
import signal
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import TYPE_CHECKING

from inbox_escalator.cli.exits import Exit

if TYPE_CHECKING:
    from inbox_escalator.cli.speaking import Speaker
    from inbox_escalator.store.tiny import TinyStore
    from inbox_escalator.worker import Beat, Worker


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--log", choices=("text", "json"), help="lines for people or for machines; text on a terminal")
    parser.add_argument(
        "--rebase-clock", action="store_true", help="believe the clock, though the last event lies after it"
    )


def run(args: argparse.Namespace) -> int:
    from inbox_escalator.cli.speaking import settings_of, speaker
    from inbox_escalator.wiring import open_house

    settings = settings_of(args)
    say = speaker(settings.log, settings.policy.hours.zone, args.log)
    with open_house(settings, rebase_clock=args.rebase_clock) as house:
        listen(house.worker)
        say.line("started", f"{settings.name}: watching {settings.imap}; Ctrl-C stops")
        for warning in (*(f"{settings.path}: {found}" for found in settings.warnings), *house.templates.problems()):
            say.line("warning", str(warning))
        house.worker.run(Teller(settings.store, settings.mailbox.poll, say, house.store).tell)
        say.line("stopping", "stopping: waiting for answers of the mail server")
    return Exit.OK


def listen(worker: Worker) -> None:
    """SIGTERM and Ctrl-C end the loop; a second one ends the program at once, for it may be killed at any instant."""

    def hear(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        signal.signal(number, signal.SIG_DFL)
        worker.stop()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, hear)


class Teller:
    """After each pass: the status file for `health`, and a line for whatever happened."""

    def __init__(self, folder: Path, poll: float, say: Speaker, store: TinyStore) -> None:
        self._store = store
        self._news = store.news()
        self._folder = folder
        self._poll = poll
        self._say = say
        self._listed: datetime | None = None

    def tell(self, beat: Beat) -> None:
        from inbox_escalator.reporting.status import Status, write_status

        self._listed = beat.at if beat.listing.finished else self._listed
        problem = beat.listing.problem
        with suppress(OSError):  # a full disk is said by the store; the status is only a convenience
            write_status(
                self._folder, Status(datetime.now(UTC), os.getpid(), beat.at, self._listed, problem, self._poll)
            )
        for event in self._news():
            self._say.event(event, self._store.case(event.case))
        self._say.beat(beat)
