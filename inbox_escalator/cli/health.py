"""`health`: an exit code for a supervisor, from the small file that the worker writes."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.reporting.status import Status, read_status

PATIENCE = timedelta(minutes=5)
"""A pass may take so long, or three polls where those take longer."""
LISTING_PATIENCE = timedelta(minutes=15)
"""After so long without the mailbox, deadlines are judged without it; that is worth a look."""


@dataclass(frozen=True, slots=True)
class Health:
    """What `health --json` prints."""

    healthy: bool
    what: str
    """One line for a person."""
    status: Status | None


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for a script")


def run(args: argparse.Namespace) -> int:
    status = read_status(settings_of(args).store)
    wrong = ailment(status, datetime.now(UTC))
    health = Health(not wrong, wrong or "healthy", status)
    if args.json:
        print_json(health)
    else:
        print(health.what)
    return Exit.OK if health.healthy else Exit.UNHEALTHY


def ailment(status: Status | None, now: datetime) -> str:
    """What ails the worker, in one line; '' where nothing does."""
    if status is None:
        return "`inbox-escalator run` was never started here"
    if not _alive(status.pid):
        return f"the worker (process {status.pid}) is gone; it last spoke at {_said(status.at)}"
    patience = max(PATIENCE, timedelta(seconds=3 * status.poll))
    if now - (status.last_pass or status.at) > patience:
        return f"no pass ended since {_said(status.last_pass or status.at)}" + (_tail(status.problem))
    if status.last_listing is not None and now - status.last_listing > max(LISTING_PATIENCE, patience):
        return f"the mailbox was last read at {_said(status.last_listing)}" + _tail(status.problem)
    return status.problem


def _tail(problem: str) -> str:
    return f": {problem}" if problem else ""


def _said(at: datetime) -> str:
    return at.strftime("%Y-%m-%d %H:%M UTC")


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
