"""The command line: finds the command, loads its one file, turns errors into one line and an exit code.

A command is a module of this package with two functions: `register(parser)` declares its arguments, `run(args)` does
the work and returns the exit code. It is imported only when it is called, so that `--help` stays quick.
`args.config` is the path given with `--config`, or None.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Protocol, cast

from inbox_escalator import __version__
from inbox_escalator.cli.exits import Exit

COMMANDS = {
    "check": "look at everything that has to work, and say how to mend what does not",
    "run": "watch the mailbox until stopped",
    "once": "one full pass: backlog, deadlines and outbox, then end",
    "demo": "a day of support mail in under a minute; needs no account",
    "explain": "say what the rules make of a mail, and why",
    "backtest": "try the rules on past mail, and learn from false alarms; changes nothing",
    "procedure": "print the configuration as the two documents that are handed to all staff",
    "cases": "list the cases",
    "show": "one case: who has it, what is due, what happened, what was said",
    "log": "the escalation log, a row an escalation",
    "outbox": "mails that wait, are held, failed or are in doubt",
    "quarantine": "messages that could not be taken in, each with its reason",
    "health": "is the worker at work? An exit code for a supervisor",
}


class UsageError(Exception):
    """The command line is wrong; the message is one line for a person."""


class CommandModule(Protocol):
    def register(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, args: argparse.Namespace) -> int: ...


def run(argv: Sequence[str] | None = None) -> int:
    """Runs the command of `argv` (without the program's name); returns the exit code, whatever mistake a user made."""
    _speak_plainly()
    try:
        code = _dispatch(list(sys.argv[1:] if argv is None else argv))
        sys.stdout.flush()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else Exit.OK
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Python flushes stdout once more at its end; without a reader that would be a second error.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.NO_READER
    except Exception as error:
        return _complain(error)
    return int(code)


def _dispatch(argv: list[str]) -> int:
    before, rest = _split(argv)
    parser = _top_parser()
    options = parser.parse_args(before)
    if not rest:
        parser.print_help(sys.stderr)
        return Exit.USAGE
    name, *arguments = rest
    if name not in COMMANDS:
        raise UsageError(f'there is no command "{name}"{_nearest(name)}; `inbox-escalator --help` lists them')
    command = cast("CommandModule", import_module(f"inbox_escalator.cli.{name}"))
    own = argparse.ArgumentParser(prog=f"inbox-escalator {name}", description=_sentence(COMMANDS[name]))
    command.register(own)
    if any(a == "--config" or a.startswith("--config=") for a in arguments):
        own.error(f"--config goes before the command: inbox-escalator --config FILE {name}")
    args = own.parse_args(arguments)
    args.config = options.config
    return command.run(args)


def _split(argv: list[str]) -> tuple[list[str], list[str]]:
    """The options before the command, and the command with all that follows."""
    at = 0
    while at < len(argv) and argv[at].startswith("-"):
        at += 2 if argv[at] == "--config" else 1
    return argv[:at], argv[at:]


def _top_parser() -> argparse.ArgumentParser:
    width = max(map(len, COMMANDS)) + 2
    parser = argparse.ArgumentParser(
        prog="inbox-escalator",
        usage="inbox-escalator [--config FILE] COMMAND [options]",
        description="Watches an ordinary support mailbox and escalates what must not stay with the front line.",
        epilog="commands:\n" + "\n".join(f"  {name:<{width}}{says}" for name, says in COMMANDS.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument(
        "--config",
        metavar="FILE",
        help="the configuration; without it ./config.toml, then the user's configuration folder",
    )
    parser.add_argument("--version", action="version", version=f"inbox-escalator {__version__}")
    return parser


def _nearest(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    return f'; did you mean "{near[0]}"?' if near else ""


def _sentence(words: str) -> str:
    return f"{words[0].upper()}{words[1:]}."


def _speak_plainly() -> None:
    """Mail is written in every alphabet; a terminal that lacks one shows an escape instead of ending the command."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _complain(error: Exception) -> int:
    """One line on stderr for what a person can mend; anything else is a fault of ours and keeps its traceback."""
    from inbox_escalator.cli.complaints import code_of

    code = code_of(error)
    if code is None:
        raise error
    print(f"inbox-escalator: {_said(error)}", file=sys.stderr)
    return code


def _said(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename is not None and error.strerror:
        return f"{error.filename}: {error.strerror[:1].lower()}{error.strerror[1:]}"
    return str(error)
