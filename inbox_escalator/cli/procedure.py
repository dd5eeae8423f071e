"""`procedure`: the configuration as the two documents of the team, to be confirmed and handed to all staff."""

from __future__ import annotations

import argparse
import sys
from datetime import UTC, datetime
from pathlib import Path

from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import settings_of

FORMATS = ("text", "markdown", "html")


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--format", choices=FORMATS, default="text", help="how it is printed (text)")
    parser.add_argument("--output", metavar="FILE", type=Path, help="write it there instead of printing it")


def run(args: argparse.Namespace) -> int:
    """ConfigError, UsageError; OSError where the file cannot be written."""
    from inbox_escalator.reporting.procedure.gaps import gaps
    from inbox_escalator.reporting.procedure.printing import printed
    from inbox_escalator.reporting.procedure.source import Source
    from inbox_escalator.writing.templates import Templates

    settings = settings_of(args)
    source = Source(
        settings.procedure, settings.policy, settings.rules, Templates(settings.templates), settings.language,
        datetime.now(UTC),
    )  # fmt: skip
    said = printed(source, args.format)
    if args.output is None:
        sys.stdout.write(said)
        return Exit.OK
    args.output.write_text(said, "utf-8")
    open_ = len(gaps(source))
    left = f"; {open_} thing{'s' if open_ > 1 else ''} to fill in, named on its first page" if open_ else ""
    print(f"written: {args.output}{left}")
    return Exit.OK
