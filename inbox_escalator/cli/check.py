"""`check`: looks at everything that has to work, each finding in one line with its remedy."""

from __future__ import annotations

import argparse
import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from inbox_escalator.cli.checks.evidence import Learned, Trial
from inbox_escalator.cli.checks.finding import Finding, Grade, note, ok, wrong
from inbox_escalator.cli.checks.network import Resolve, mailbox, names, remedy_of, system_resolve
from inbox_escalator.cli.checks.offline import IMAP_PASSWORD, SMTP_PASSWORD, offline
from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.config.settings import Settings
from inbox_escalator.delivery.courier import Answer
from inbox_escalator.delivery.smtp import SmtpCourier
from inbox_escalator.intake.imap import ImapMailbox
from inbox_escalator.intake.mailbox import Mailbox, MailboxError
from inbox_escalator.store.store import StoreError, StoreLocked
from inbox_escalator.store.tiny import load_key, open_store
from inbox_escalator.writing.outbound import OutboundMail


@dataclass(frozen=True, slots=True)
class World:
    """The wires that the checks use; tests bring their own."""

    resolve: Resolve
    connect: Callable[[Settings], tuple[Mailbox, frozenset[str]]]
    """A mailbox, logged in, and what the server can. MailboxError."""
    deliver: Callable[[Settings, OutboundMail], Answer]


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--offline", action="store_true", help="only what needs no network")
    parser.add_argument("--no-mail", action="store_true", help="send no test mail")
    parser.add_argument("--json", action="store_true", help="for a script")


def run(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    found: list[Finding] = []
    for finding in findings(settings, real_world(), network=not args.offline, mail=not args.no_mail):
        found.append(finding)
        if not args.json:
            print(finding, flush=True)
    if args.json:
        print_json(found)
    return Exit.FOUND if any(finding.grade is Grade.WRONG for finding in found) else Exit.OK


def findings(settings: Settings, world: World, *, network: bool = True, mail: bool = True) -> Iterator[Finding]:
    """In the order in which one depends on the other."""
    hopeless = False
    for finding in offline(settings):
        hopeless = hopeless or (finding.grade is Grade.WRONG and finding.what in (IMAP_PASSWORD, SMTP_PASSWORD))
        yield finding
    if not network:
        return
    for finding in names(settings, world.resolve):
        hopeless = hopeless or finding.grade is Grade.WRONG
        yield finding
    if not hopeless:
        yield from _wires(settings, world, mail=mail)


def _wires(settings: Settings, world: World, *, mail: bool) -> Iterator[Finding]:
    try:
        box, capabilities = world.connect(settings)
    except MailboxError as error:
        yield wrong("IMAP", str(error), remedy_of(error, "[desk.imap]"))
        return
    try:
        yield from mailbox(settings, box, capabilities)
        if mail:
            yield from _trial(settings, world, box)
    except MailboxError as error:
        yield wrong("IMAP", str(error), remedy_of(error, "[desk.imap]"))
    except StoreError as error:
        yield wrong("store", str(error), "see docs/configuration.md, Store")
    finally:
        box.close()


def _trial(settings: Settings, world: World, box: Mailbox) -> Iterator[Finding]:
    seal = settings.seal(load_key(settings.store))
    trial = Trial(settings, seal, box, lambda mail: world.deliver(settings, mail))
    yield from trial.run()
    yield _remember(settings, trial.learned)


def _remember(settings: Settings, learned: Learned) -> Finding:
    """What was learned is kept for the worker, unless one holds the store: that one learns by itself."""
    facts = learned.facts()
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
    return ok("learned", ", ".join(f"{name} {value}" for name, value in facts.items()))


def real_world() -> World:
    return World(system_resolve, _connect, _deliver)


def _connect(settings: Settings) -> tuple[Mailbox, frozenset[str]]:
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
