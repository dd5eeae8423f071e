"""The console program in other circumstances, told by the environment, so that no test has to wait for them.

AHEAD: seconds by which its clock is ahead. PATIENCE: seconds, instead of a minute, that a silent mailbox gets.
"""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import datetime, timedelta

from inbox_escalator import wiring
from inbox_escalator.cli import main
from inbox_escalator.clock import SystemClock
from inbox_escalator.intake.imap import ImapMailbox, Suspects
from inbox_escalator.intake.imap_settings import ImapSettings

AHEAD = timedelta(seconds=float(os.environ.get("AHEAD", "0")))
PATIENCE = float(os.environ.get("PATIENCE", "0"))

_now = SystemClock.now


def _later(clock: SystemClock) -> datetime:
    return _now(clock) + AHEAD


def _impatient(settings: ImapSettings, *more: Suspects) -> ImapMailbox:
    return ImapMailbox(replace(settings, read_seconds=PATIENCE), *more)


if __name__ == "__main__":
    SystemClock.now = _later  # type: ignore[method-assign]
    if PATIENCE:
        wiring.ImapMailbox = _impatient  # type: ignore[assignment,misc,attr-defined]
    sys.exit(main())
