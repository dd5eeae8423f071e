"""`cases`: a line a case."""

from __future__ import annotations

import argparse
from datetime import UTC, datetime

from inbox_escalator.casework.case import Status
from inbox_escalator.casework.hours import Hours
from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import reader_of, settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.cli.terminal import table, width
from inbox_escalator.reporting.overview import CaseLine, overview

HEADER = ("Case", "Level", "Status", "Turn", "Customer", "Subject", "Handler", "Due")
ELASTIC = (4, 5)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="closed cases, too")
    parser.add_argument("--json", action="store_true", help="every case, closed ones included, for a script")


def run(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    with reader_of(settings) as reader:
        lines = overview(reader.cases())
    if args.json:
        print_json(lines)
        return Exit.OK
    shown = [line for line in lines if args.all or line.status != Status.CLOSED]
    if not shown:
        print("no open case; `cases --all` shows closed ones" if lines else "no case yet")
        return Exit.OK
    now = datetime.now(UTC)
    rows = [_row(line, settings.policy.hours, now) for line in shown]
    print("\n".join(table(HEADER, rows, ELASTIC, width())))
    return Exit.OK


def _row(line: CaseLine, hours: Hours, now: datetime) -> tuple[str, ...]:
    due = min((at for at in (line.respond_by, line.resolve_by) if at), default=None)
    return (
        line.reference,
        line.level,
        line.status,
        line.turn,
        line.customer,
        line.subject,
        line.handler or "-",
        hours.say(due, now) if due else "-",
    )
