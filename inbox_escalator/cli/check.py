"""`check`: looks at everything that has to work, each finding in one line with its remedy."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inbox_escalator.casework.hours import Span
from inbox_escalator.cli.checks.evidence import Trial
from inbox_escalator.cli.checks.finding import Finding, Grade, note, ok, wrong
from inbox_escalator.cli.checks.network import Resolve, mailbox, names, remedy_of, system_resolve
from inbox_escalator.cli.checks.offline import IMAP_PASSWORD, SMTP_PASSWORD, offline
from inbox_escalator.cli.checks.sent import SentTrial
from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.config.settings import Settings
from inbox_escalator.delivery.courier import Answer
from inbox_escalator.delivery.smtp import SmtpCourier
from inbox_escalator.intake.imap import ImapMailbox
from inbox_escalator.intake.mailbox import MailboxError, Searchable
from inbox_escalator.store.store import StoreError, StoreLocked
from inbox_escalator.store.tiny import load_key, open_reader, open_store
from inbox_escalator.writing.outbound import OutboundMail

ANSWERS_SEEN = "answers_seen"
"""Fact of the worker: an answer of staff was seen in Sent."""


@dataclass(frozen=True, slots=True)
class World:
    """The wires that the checks use; tests bring their own."""

    resolve: Resolve
    connect: Callable[[Settings], tuple[Searchable, frozenset[str]]]
    """A mailbox, logged in, and what the server can. MailboxError."""
    deliver: Callable[[Settings, OutboundMail], Answer]


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--offline", action="store_true", help="only what needs no network")
    parser.add_argument("--no-mail", action="store_true", help="send no test mail")
    parser.add_argument("--sent", action="store_true", help="see whether one test answer of yours is filed in Sent")
    parser.add_argument("--wait", type=_seconds, default="10m", metavar="TIME", help="how long to wait for it (10m)")
    parser.add_argument("--json", action="store_true", help="for a script")


def _seconds(said: str) -> float:
    try:
        return Span.parse(said).on(business=False).seconds
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def run(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    found: list[Finding] = []
    wanted = Wanted(network=not args.offline, mail=not args.no_mail, answer=args.wait if args.sent else None)
    for finding in findings(settings, real_world(), wanted):
        found.append(finding)
        if not args.json:
            print(finding, flush=True)
    if args.json:
        print_json(found)
    return Exit.FOUND if any(finding.grade is Grade.WRONG for finding in found) else Exit.OK


@dataclass(frozen=True, slots=True)
class Wanted:
    """How far the checks go."""

    network: bool = True
    mail: bool = True
    """Send test mails."""
    answer: float | None = None
    """Seconds to wait for a person's answer to a test mail, instead of the other test mails; None: ask for none."""


ALL = Wanted()


def findings(settings: Settings, world: World, wanted: Wanted = ALL) -> Iterator[Finding]:
    """In the order in which one depends on the other."""
    hopeless = False
    for finding in offline(settings):
        hopeless = hopeless or (finding.grade is Grade.WRONG and finding.what in (IMAP_PASSWORD, SMTP_PASSWORD))
        yield finding
    if not wanted.network:
        return
    for finding in names(settings, world.resolve):
        hopeless = hopeless or finding.grade is Grade.WRONG
        yield finding
    if hopeless:
        yield _not_tried("IMAP, SMTP", "what they need is missing", "mend what is wrong above, and call check again")
    else:
        yield from _wires(settings, world, wanted)


def _not_tried(what: str, why: str, remedy: str = "") -> Finding:
    """Nobody shall take silence for a wire that works."""
    return note(what, f"not tried, for {why}", remedy)


def _wires(settings: Settings, world: World, wanted: Wanted) -> Iterator[Finding]:
    try:
        box, capabilities = world.connect(settings)
    except MailboxError as error:
        yield wrong("IMAP", str(error), remedy_of(error, "[desk.imap]"))
        yield _not_tried("SMTP", "its test mail is looked for in the mailbox")
        return
    try:
        yield from mailbox(settings, box, capabilities)
        if wanted.answer is not None:
            yield from _one_answer(settings, world, box, wanted.answer)
        elif wanted.mail:
            yield from _ask_for_an_answer(settings)
            yield from _trial(settings, world, box)
        else:
            yield _not_tried("SMTP", "no test mail was to be sent")
    except MailboxError as error:
        yield wrong("IMAP", str(error), remedy_of(error, "[desk.imap]"))
    except StoreError as error:
        yield wrong("store", str(error), "see docs/configuration.md, Store")
    finally:
        box.close()


def _trial(settings: Settings, world: World, box: Searchable) -> Iterator[Finding]:
    seal = settings.seal(load_key(settings.store))
    trial = Trial(settings, seal, box, lambda mail: world.deliver(settings, mail))
    yield from trial.run()
    yield _remember(settings, trial.learned.facts())


def _one_answer(settings: Settings, world: World, box: Searchable, wait: float) -> Iterator[Finding]:
    seal = settings.seal(load_key(settings.store))
    trial = SentTrial(settings, seal, box, lambda mail: world.deliver(settings, mail), wait=wait)
    yield from trial.run()
    if trial.seen:
        yield _remember(settings, {ANSWERS_SEEN: "yes"})


def _ask_for_an_answer(settings: Settings) -> Iterator[Finding]:
    """As long as nobody's answer was ever seen in Sent: does the provider file it there at all?"""
    if not _knows(settings, ANSWERS_SEEN):
        said = "no answer of yours was ever seen there, so no customer is told that you are late"
        yield note("Sent", said, "call `check --sent`, which asks for one test answer and looks for it")


def _knows(settings: Settings, fact: str) -> bool:
    if not any(settings.store.glob("cases.*")):
        return False
    reader = open_reader(settings.store)
    try:
        return reader.fact(fact) == "yes"
    finally:
        reader.close()


def _remember(settings: Settings, facts: dict[str, str]) -> Finding:
    """What was learned is kept for the worker, unless one holds the store: that one learns by itself."""
    if not facts:
        return note("learned", "nothing")
    try:
        store = open_store(settings.store)
    except StoreLocked:
        return note("learned", "not kept, for the worker is running", "it learns by itself as its mails go out")
    try:
        with store.turn() as turn:
            for name, value in facts.items():
                turn.put_fact(name, value)
    finally:
        store.close()
    return ok("learned", "kept for the worker")


def real_world() -> World:
    return World(system_resolve, _connect, _deliver)


def _connect(settings: Settings) -> tuple[Searchable, frozenset[str]]:
    box = ImapMailbox(settings.imap)
    return box, box.capabilities()


def _deliver(settings: Settings, mail: OutboundMail) -> Answer:
    async def once() -> Answer:
        courier = SmtpCourier(settings.smtp)
        try:
            return await courier.deliver(mail)
        finally:
            await courier.close()

    return asyncio.run(once())
