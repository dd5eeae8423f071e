"""`inbox-escalator once`: one full pass, backlog, deadlines and outbox included, then end."""

from __future__ import annotations

import argparse

from inbox_escalator.cli.exits import Exit


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="say what was done as one JSON object")


def run(args: argparse.Namespace) -> int:
    from inbox_escalator.cli.speaking import progress_bar, settings_of, speaker
    from inbox_escalator.wiring import open_house

    settings = settings_of(args)
    say = speaker(settings.log, settings.policy.hours.zone, "json" if args.json else "text")
    with progress_bar("messages read") as progress, open_house(settings, progress=progress) as house:
        beat = house.worker.once()
        waiting = len(house.store.mail_trying()) + sum(house.store.mail_waiting().values())
    say.summary(beat, waiting)
    return Exit.UNREACHABLE if beat.listing.problem else Exit.OK
