"""`explain`: each phrase that was found in a mail, where it stood, why it counted or not, and what would follow."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from inbox_escalator.cli.exits import Exit

if TYPE_CHECKING:
    from inbox_escalator.intake.desk import Desk
    from inbox_escalator.intake.mail import InboundMail
    from inbox_escalator.intake.sender import Sender
    from inbox_escalator.triage.matrix import Rules
    from inbox_escalator.triage.trigger import Triage

NOT_MINE = "support@example.com"
"""The desk's address where there is no configuration; nobody's."""


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="FILE", nargs="*", help="a mail as it was sent (.eml); - for standard input")
    parser.add_argument("--json", action="store_true", help="one JSON object for one mail")
    parser.add_argument("--jsonl", action="store_true", help="paths on standard input, one JSON line out for each")
    parser.add_argument(
        "--similar",
        metavar="FILE",
        help="which messages report the same issue: lines of JSON in and out",
    )
    parser.add_argument("--all", action="store_true", help="also what stands in quoted history, signatures and footers")


def run(args: argparse.Namespace) -> int:
    """UsageError where no mail is named, ConfigError; OSError where a file cannot be read."""
    from inbox_escalator.cli.commands import UsageError

    if args.similar:
        from inbox_escalator.cli.similar import grouped

        for line in grouped(_bytes(args.similar)):
            _print(line)
        return Exit.OK
    if args.jsonl == bool(args.files) or (args.json and len(args.files) != 1):
        raise UsageError(
            "name the mail to explain: inbox-escalator explain FILE.eml (or -, or --jsonl with paths on standard input)"
        )
    desk, rules = _settings(args.config)
    if args.jsonl:
        return _lines(desk, rules)
    for number, name in enumerate(args.files):
        mail, sender, found = _judged(_bytes(name), desk, rules, everywhere=args.all)
        if args.json:
            _print(_json(mail, sender, found, _id(name)))
        else:
            from inbox_escalator.cli.explain_text import told

            print("\n" * bool(number) + "\n".join(told(mail, sender, found, rules)))
    return Exit.OK


def _settings(config: str | None) -> tuple[Desk, Rules]:
    """Those of the configuration; without one, the packaged rules for nobody's desk."""
    from inbox_escalator.cli.commands import UsageError
    from inbox_escalator.cli.places import find_config

    try:
        path = find_config(config)
    except UsageError:
        return _neutral()
    from inbox_escalator.config.load import load

    settings = load(path)
    return settings.desk, settings.rules


def _neutral() -> tuple[Desk, Rules]:
    from inbox_escalator.identity import Seal
    from inbox_escalator.intake.desk import Desk
    from inbox_escalator.triage.matrix import load_rules

    return Desk(address=NOT_MINE, seal=Seal(bytes(16), "localhost")), load_rules()


def _bytes(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def _id(name: str) -> str:
    return Path(name).stem if name != "-" else "-"


def _judged(raw: bytes, desk: Desk, rules: Rules, *, everywhere: bool = False) -> tuple[InboundMail, Sender, Triage]:
    from inbox_escalator.intake.inbound import read_mail
    from inbox_escalator.intake.judge import judge
    from inbox_escalator.triage.classify import triage

    mail = read_mail(raw)
    sender = judge(mail, desk)
    return mail, sender, triage(mail, sender, rules, everywhere=everywhere)


# ---------------------------------------------------------------------- for scripts


def _lines(desk: Desk, rules: Rules) -> int:
    """A line out for each path in, at once: whoever asks may wait for it."""
    code = Exit.OK
    for line in sys.stdin:
        name = line.rstrip("\n")
        if not name:
            continue
        try:
            mail, sender, found = _judged(_bytes(name), desk, rules)
        except OSError as error:
            _print({"id": _id(name), "problems": [f"{name}: {error.strerror}"]})
            code = Exit.FOUND
            continue
        _print(_json(mail, sender, found, _id(name)))
    return code


def _print(value: object) -> None:
    import msgspec

    sys.stdout.buffer.write(msgspec.json.encode(value) + b"\n")
    sys.stdout.buffer.flush()


def _json(mail: InboundMail, sender: Sender, found: Triage, id: str) -> dict[str, object]:  # noqa: A002  (the key's name)
    """Every key of product section 14."""
    from inbox_escalator.intake.explain import as_json
    from inbox_escalator.intake.sender import Bounce, Kind
    from inbox_escalator.triage.classify import is_bulk

    bounce = sender.bounce or Bounce()
    by_itself = sender.kind is Kind.AUTO_REPLY and not (sender.by_words and found.escalates)
    lost = found.loss
    loss = {"amount": float(lost.amount), "currency": lost.currency, "sure": lost.sure} if lost else None
    return {
        **as_json(mail, id),
        "kind": sender.kind,
        "is_auto_reply": by_itself,
        "is_bounce": sender.kind is Kind.BOUNCE,
        "is_list_or_bulk": is_bulk(mail),
        "bounced_recipient": bounce.recipients,
        "bounce_status": bounce.statuses,
        "bounce_temporary": bounce.temporary,
        "bounce_hard": bounce.hard,
        "language": found.language,
        "triggers": found.triggers,
        "escalates": found.escalates,
        "findings": [
            {"trigger": f.trigger, "fired": f.fired, "words": f.words, "zone": f.zone, "because": f.because}
            for f in found.findings
        ],
        "sentiment": found.sentiment,
        "urgency": found.urgency,
        "loss": loss,
        "issues_like": found.issues_like,
    }
