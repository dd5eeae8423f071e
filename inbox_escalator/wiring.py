"""The house is furnished here: from the settings of a desk to a worker that can beat."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from inbox_escalator.beats.departures import fresh, left_late, overdue
from inbox_escalator.beats.parts import Parts, ReadingRules
from inbox_escalator.beats.posting import Inbox, follow, last_look, not_again
from inbox_escalator.beats.reading import Reader
from inbox_escalator.casework.decision import HOUSE, Decision, Event
from inbox_escalator.clock import Clock, SteadyClock, SystemClock
from inbox_escalator.config.settings import Settings
from inbox_escalator.delivery.courier import Courier, Later
from inbox_escalator.delivery.dispatch import Dispatch, ThreadDispatch
from inbox_escalator.delivery.outcome import PostRules
from inbox_escalator.delivery.parcel import Parcel
from inbox_escalator.delivery.postman import Look, Postman
from inbox_escalator.delivery.two_routes import TwoRoutes
from inbox_escalator.intake.imap import ImapMailbox, Suspects
from inbox_escalator.store.store import Turn
from inbox_escalator.store.tiny import TinyStore, load_key, open_store
from inbox_escalator.store.wish import RETRY, taken
from inbox_escalator.worker import Worker
from inbox_escalator.writing.composer import LateComposer
from inbox_escalator.writing.outbound import OutboundMail
from inbox_escalator.writing.templates import Templates


@dataclass(frozen=True, slots=True)
class House:
    """What a command holds while the worker is at work."""

    worker: Worker
    store: TinyStore
    templates: Templates


def furnish(
    parts: Parts,
    dispatch: Dispatch,
    rules: PostRules | None = None,
    progress: Callable[[int], None] = lambda _: None,
    *,
    rebase_clock: bool = False,
) -> Worker:
    """A worker that can beat. It owns `dispatch` from now on; the store stays the caller's to close.

    progress: called with the number of messages read so far in a pass, once a batch.
    rebase_clock: believe the machine's clock, even where the last event lies after it.
    """
    if rebase_clock:
        _rebase(parts)
    clock = SteadyClock(parts.clock, parts.store.last_event_at())
    parts = replace(parts, clock=clock)
    reader = Reader(parts, progress)
    inbox = Inbox(lambda: reader.mailbox)
    look = Look(
        needed=lambda mail: last_look(parts, mail),
        not_again=not_again,
        fresh=lambda mail, now: fresh(parts, mail, now),
        left=lambda turn, mail, now: left_late(parts, turn, mail, now),
        overdue=lambda mail, now: overdue(parts, mail, now),
        append=inbox.append,
        has=inbox.has,
        follow=lambda turn, mail, now: follow(parts, turn, mail, now),
        pack=lambda mail: _packed(parts, reader, mail),
        incomplete=lambda turn, mail, missing, now: _tell_missing(parts, turn, mail, missing, now),
    )
    postman = Postman(parts.store, dispatch, rules or PostRules(parts.policy.desk_address), look)
    return Worker(parts, postman, reader, clock)


def _packed(parts: Parts, reader: Reader, mail: OutboundMail) -> Parcel | Later:
    from inbox_escalator.beats.parcels import Packer  # with the first mail that leaves, as what decides: see tail.py

    return Packer(parts, lambda: reader.mailbox).pack(mail)


def _tell_missing(parts: Parts, turn: Turn, mail: OutboundMail, missing: Sequence[str], now: datetime) -> None:
    from inbox_escalator.beats.parcels import tell_missing

    tell_missing(parts, turn, mail, missing, now)


def _rebase(parts: Parts) -> None:
    """An event by the machine's clock: from it time goes on, in this run and in those that come."""
    last, now = parts.store.last_event_at(), parts.clock.now()
    if last is not None and last > now:
        because = f"time goes on from here, though the last event was at {last:%Y-%m-%d %H:%M} UTC"
        with parts.store.turn() as turn:
            event = Event(HOUSE, turn.house_events() + 1, now, "rebased", "administrator", because)
            turn.record(Decision(events=(event,)), ())


@contextmanager
def open_house(
    settings: Settings,
    clock: Clock | None = None,
    progress: Callable[[int], None] = lambda _: None,
    *,
    rebase_clock: bool = False,
) -> Iterator[House]:
    """The worker of this desk, its data directory locked; StoreLocked, StoreDamaged, StoreError."""
    key = load_key(settings.store)
    store = open_store(settings.store, seal_digest=settings.seal(key).digest)
    try:
        templates = Templates(settings.templates)
        parts = _parts(settings, key, store, templates, clock or SystemClock())
        give_up = timedelta(seconds=settings.give_up.seconds)
        dispatch = ThreadDispatch(lambda: _courier(settings), settings.smtp.connections)
        rules = PostRules(settings.address, give_up=give_up)
        worker = furnish(parts, dispatch, rules, progress, rebase_clock=rebase_clock)
        try:
            yield House(worker, store, templates)
        finally:
            worker.close()
    finally:
        store.close()


def _courier(settings: Settings) -> Courier:
    from inbox_escalator.delivery.smtp import SmtpCourier

    main = SmtpCourier(settings.smtp)
    return main if settings.alarm_smtp is None else TwoRoutes(main, SmtpCourier(settings.alarm_smtp))


def _parts(settings: Settings, key: bytes, store: TinyStore, templates: Templates, clock: Clock) -> Parts:
    seal = settings.seal(key)
    suspects = Suspects()  # shared by all connections: messages on which one of them broke
    return Parts(
        policy=settings.policy,
        desk=settings.desk_with(key, store.fact("authserv_id")),
        rules=settings.rules,
        reading=ReadingRules(
            account=settings.imap.account,
            folders=settings.mailbox.folders,
            sent=settings.imap.sent,
            start=settings.mailbox.start,
            mark=settings.mailbox.mark,
            command_folders=settings.mailbox.command_folders,
            max_bytes=settings.limits.message_bytes,
            poll=settings.mailbox.poll,
        ),
        seal=seal,
        store=store,
        composer=LateComposer(templates, seal, settings.policy, plus=store.fact("plus") == "yes"),
        clock=clock,
        connect=lambda: ImapMailbox(settings.imap, suspects),
        retry_asked=lambda: taken(settings.store, RETRY),
        limits=settings.limits,
        fold_above=settings.bounds.contact_per_hour,
    )
