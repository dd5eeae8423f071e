"""`outbox`: mails that have not gone out, and why."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime

from inbox_escalator.casework.hours import Hours
from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import reader_of, settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.cli.terminal import table, width
from inbox_escalator.writing.outbound import OutboundMail, State

HEADER = ("State", "Since", "To", "Subject", "Tries", "Next", "Why", "Message-ID")
ELASTIC = (2, 3, 6, 7)
SETTLED = frozenset({State.SENT, State.WITHDRAWN})


@dataclass(frozen=True, slots=True)
class OutboxLine:
    """What `outbox --json` prints."""

    message_id: str
    case: str
    template: str
    to: str
    address: str
    subject: str
    state: str
    critical: bool
    created: datetime
    leaves: datetime
    attempts: int
    next_try: datetime | None
    sent_at: datetime | None
    because: str


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--all", action="store_true", help="mails that were sent or withdrawn, too")
    parser.add_argument("--json", action="store_true", help="for a script")


def run(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    with reader_of(settings) as reader:
        mails = [mail for mail in reader.outbox() if args.all or mail.state not in SETTLED]
    mails.sort(key=lambda mail: (mail.leaves, mail.message_id))
    if args.json:
        print_json([_line(mail) for mail in mails])
    elif mails:
        now = datetime.now(UTC)
        rows = [_row(mail, settings.policy.hours, now) for mail in mails]
        print("\n".join(table(HEADER, rows, ELASTIC, width())))
    else:
        print("nothing waits in the outbox")
    return Exit.OK


def _line(mail: OutboundMail) -> OutboxLine:
    return OutboxLine(
        mail.message_id, mail.case, mail.template, mail.to, mail.address, mail.subject, mail.state.value, mail.critical,
        mail.created, mail.leaves, mail.attempts, mail.next_try, mail.sent_at, mail.because,
    )  # fmt: skip


def _row(mail: OutboundMail, hours: Hours, now: datetime) -> tuple[str, ...]:
    again = max(mail.leaves, mail.next_try or mail.leaves)
    return (
        mail.state.value,
        hours.say(mail.created, now),
        mail.address,
        mail.subject,
        str(mail.attempts),
        hours.say(again, now) if mail.state is State.NEW else "-",
        mail.because or "-",
        mail.message_id,
    )
