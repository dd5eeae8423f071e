"""`quarantine`: messages that could not be taken in."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import reader_of, settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.cli.terminal import table, width
from inbox_escalator.config.settings import Settings
from inbox_escalator.store.wish import RETRY, leave

HEADER = ("When", "From", "Subject", "Reason", "Where")
ELASTIC = (1, 2, 3)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", nargs="?", choices=["retry"], help="retry: let the worker try all of them again")
    parser.add_argument("--json", action="store_true", help="for a script")


def _retry(settings: Settings) -> int:
    """A word for the worker, who alone may write the store."""
    with reader_of(settings) as reader:
        count = len(tuple(reader.quarantined()))
    if not count:
        print("nothing is in quarantine")
        return Exit.OK
    leave(settings.store, RETRY)
    which = "the message" if count == 1 else f"{count} messages"
    print(f"the worker tries {which} again in its next pass; if none is running: inbox-escalator once")
    return Exit.OK


def run(args: argparse.Namespace) -> int:
    """The messages themselves are still in the mailbox; `Where` is account, folder, UIDVALIDITY and UID."""
    settings = settings_of(args)
    if args.what == "retry":
        return _retry(settings)
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
