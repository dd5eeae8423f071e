"""`log`: the escalation log."""

from __future__ import annotations

import argparse
import sys

from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import reader_of, settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.cli.terminal import table, width
from inbox_escalator.reporting.log import COLUMNS, as_csv, escalation_log, shown

ELASTIC = (1, 2, 4, 9, 12)


def register(parser: argparse.ArgumentParser) -> None:
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--csv", action="store_true", help="for a spreadsheet")
    form.add_argument("--json", action="store_true", help="for a script; durations in seconds")


def run(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    with reader_of(settings) as reader:
        rows = escalation_log(reader.cases(), settings.policy)
    zone = settings.policy.hours.zone
    if args.json:
        print_json(rows)
    elif args.csv:
        sys.stdout.write(as_csv(rows, zone))
    elif rows:
        print("\n".join(table(COLUMNS, [shown(row, zone) for row in rows], ELASTIC, width())))
    else:
        print("no escalation yet")
    return Exit.OK
