"""`backtest`: the rules over past mail. Reads, sends nothing, and shows what a change would do before it is made."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from inbox_escalator.cli.exits import Exit

if TYPE_CHECKING:
    from inbox_escalator.cli.past import Source
    from inbox_escalator.config.settings import Settings
    from inbox_escalator.intake.desk import Desk
    from inbox_escalator.reporting.backtest import Backtest
    from inbox_escalator.triage.matrix import Rules

DEFAULT_SINCE = "90d"


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="SOURCE", nargs="*", help="a folder of .eml, an mbox, a Maildir, a mail; else the mailbox"
    )
    parser.add_argument(
        "--since", metavar="SPAN", help=f"how far back, such as 30d ({DEFAULT_SINCE} for the mailbox, else all)"
    )
    parser.add_argument(
        "--rules", metavar="FILE", help="changed rules: [[trigger]] tables laid over those in force, or a whole config"
    )
    parser.add_argument("--examples", metavar="N", type=int, default=3, help="so many shown for a trigger (3)")
    parser.add_argument("--false", action="store_true", help="what staff marked false, phrase by phrase, and a remedy")
    parser.add_argument("--json", action="store_true", help="for a script")


def run(args: argparse.Namespace) -> int:
    """UsageError, ConfigError; OSError, MailboxError where the mail cannot be read."""
    from inbox_escalator.cli.opening import settings_of

    settings = settings_of(args)
    if args.false:
        from inbox_escalator.cli.false_marks import tell_marks

        return tell_marks(settings, as_json=args.json)
    return _over_past_mail(args, settings)


def _over_past_mail(args: argparse.Namespace, settings: Settings) -> int:
    from inbox_escalator.cli.past import sources
    from inbox_escalator.reporting.backtest import Backtest

    since = _since(args.since or ("" if args.source else DEFAULT_SINCE))
    test = Backtest(
        _desk(settings), settings.rules, _changed(settings, args.rules),
        [level.name for level in settings.policy.levels], settings.policy.hours.zone,
        since=since, examples=max(0, args.examples),
    )  # fmt: skip
    found = sources(args.source, settings, since, settings.limits.message_bytes)
    stopped = _read(test, found, settings)
    _print(args, settings, test, found, since)
    if stopped:
        print(f"inbox-escalator: stopped after {test.read:,} messages; the figures are of those", file=sys.stderr)
    return Exit.INTERRUPTED if stopped else Exit.OK


def _since(said: str) -> datetime | None:
    from inbox_escalator.casework.hours import Span
    from inbox_escalator.cli.commands import UsageError

    if not said:
        return None
    try:
        span = Span.parse(said)
    except ValueError:
        raise UsageError(f'--since {said}: give a number and a unit, such as "90d" or "36h"') from None
    if span.business:
        raise UsageError(f"--since {said}: counted by the clock, so s, m, h or d")
    return datetime.now(UTC) - timedelta(seconds=span.seconds)


def _desk(settings: Settings) -> Desk:
    """With the store's own secret, where there is a store: so the worker's own mails are known for what they are."""
    from inbox_escalator.store.store import StoreError
    from inbox_escalator.store.tiny import load_key, open_reader

    try:
        reader = open_reader(settings.store)
    except StoreError:
        return settings.desk
    try:
        return settings.desk_with(load_key(settings.store), reader.fact("authserv_id"))
    finally:
        reader.close()


def _changed(settings: Settings, rules: str | None) -> Rules | None:
    if rules is None:
        return None
    from inbox_escalator.config.overlay import load_changed

    return load_changed(settings.path, Path(rules)).rules


def _read(test: Backtest, found: Iterable[Source], settings: Settings) -> bool:
    """True if somebody pressed Ctrl-C: what was read until then is still worth knowing."""
    from inbox_escalator.cli.speaking import progress_bar
    from inbox_escalator.intake.inbound import read_mail

    try:
        for source in found:
            what = f"of {source.total:,} messages" if source.total else f"messages of {source.name}"
            with progress_bar(what) as show:
                for number, past in enumerate(source.messages(), 1):
                    if past.raw:
                        test.take(past.name, read_mail(past.raw, settings.limits, partial=past.partial), past.arrived)
                    else:
                        test.failed(past.name, "it is empty, or cannot be read")
                    if number % 10 == 0:
                        show(number)
    except KeyboardInterrupt:
        return True
    return False


def _print(
    args: argparse.Namespace, settings: Settings, test: Backtest, found: Iterable[Source], since: datetime | None
) -> None:
    names = [source.name for source in found]
    if args.json:
        from inbox_escalator.cli.output import print_json

        print_json(_json(test, names, since))
        return
    from inbox_escalator.cli.backtest_text import told

    print("\n".join(told(test, names, since, settings, args.rules)))


def _json(test: Backtest, names: list[str], since: datetime | None) -> dict[str, object]:
    force, changed = test.escalations
    return {
        "sources": names,
        "since": since,
        "messages": test.read,
        "older": test.older,
        "undated": test.undated,
        "kinds": dict(test.kinds),
        "escalations": {"in_force": force, "changed": changed},
        "triggers": [{"trigger": name, **asdict(counted)} for name, counted in test.triggers.items()],
        "weeks": [
            {"week": week, "levels": {level: {"in_force": a, "changed": b} for level, (a, b) in levels.items()}}
            for week, levels in test.weeks()
        ],
        "storms": [asdict(storm) for storm in test.storms()],
        "examples": [asdict(example) for example in test.examples],
        "broken": [{"name": name, "why": why} for name, why in test.broken],
        "broken_count": test.broken_count,
    }
