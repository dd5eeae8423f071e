"""`quarantine`: messages that could not be taken in."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import reader_of, settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.cli.terminal import table, width

HEADER = ("When", "From", "Subject", "Reason", "Where")
ELASTIC = (1, 2, 3)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="for a script")


def run(args: argparse.Namespace) -> int:
    """The messages themselves are still in the mailbox; `Where` is account, folder, UIDVALIDITY and UID."""
    settings = settings_of(args)
    with reader_of(settings) as reader:
        items = sorted(reader.quarantined(), key=lambda item: item.at)
    if args.json:
        print_json(items)
    elif items:
        say, now = settings.policy.hours.say, datetime.now(UTC)
        rows = [(say(item.at, now), item.sender, item.subject, item.reason, item.copy_key) for item in items]
        print("\n".join(table(HEADER, rows, ELASTIC, width())))
    else:
        print("nothing is in quarantine")
    return Exit.OK
