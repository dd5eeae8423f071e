"""`inbox-escalator demo`: a working day in under a minute, with real servers inside and nothing to set up."""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from inbox_escalator.cli.commands import UsageError
from inbox_escalator.cli.exits import Exit

if TYPE_CHECKING:
    from inbox_escalator.demo.servers import Servers

PASSWORD = "INBOX_ESCALATOR_DEMO_PASSWORD"  # noqa: S105  (the name of a variable)


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--seconds", type=float, default=40.0, help="how long the day takes (default 40)")
    parser.add_argument("--out", type=Path, help="folder for everything that was sent (default: a new one)")


def run(args: argparse.Namespace) -> int:
    try:
        from inbox_escalator.demo.servers import Servers
    except ModuleNotFoundError as missing:
        raise UsageError(
            f"the demo needs {missing.name}; install it with: pip install 'inbox-escalator[demo]'"
        ) from None
    out: Path = args.out or Path(tempfile.mkdtemp(prefix="inbox-escalator-demo-"))
    if (out / "config.toml").exists() or (out / "data").exists():
        raise UsageError(f"{out} holds a desk already, perhaps of an earlier demo; name another folder with --out")
    out.mkdir(parents=True, exist_ok=True)
    with Servers() as servers:
        play_day(servers, out, args.seconds)
    return Exit.OK


def play_day(servers: Servers, out: Path, seconds: float) -> None:
    """Plays the day against these servers and leaves everything in `out`."""
    from importlib.resources import files

    from inbox_escalator.config.load import load
    from inbox_escalator.demo.page import write_page
    from inbox_escalator.demo.play import OPENS, DayClock, Play, moment
    from inbox_escalator.demo.timeline import Timeline
    from inbox_escalator.wiring import open_house

    config = out / "config.toml"
    text = files("inbox_escalator.demo").joinpath("desk.toml").read_text("utf-8")
    config.write_text(text.format(imap_port=servers.imap_port, smtp_port=servers.smtp_port), "utf-8")
    os.environ[PASSWORD] = servers.password
    clock = DayClock(moment(OPENS))
    print("A Monday at Acme Support: L2 is Anna, Dora and Ben, L3 is Olivia. Anna is out of office; Dora has left.\n")
    with open_house(load(config), clock) as house:
        play = Play(servers, house, clock, Timeline(house.store).tell)
        play.run(seconds)
        cases = list(house.store.cases())
    page = write_page(out / "sent", play.mailed)
    escalated = sum(bool(c.escalations) for c in cases)
    print(f"\n{len(play.received)} mails came in: {len(cases)} cases, {escalated} of them escalated.")
    print(f"{len(play.mailed)} mails went out. Look at them as a phone shows them:  {page}")
    print(f"The cases are yours to read:  {_program()} --config {config} cases")


def _program() -> str:
    """How this program was called, so that the line can be copied."""
    called = Path(sys.argv[0])
    return str(called.relative_to(Path.cwd())) if called.is_relative_to(Path.cwd()) else str(called)
