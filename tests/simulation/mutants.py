"""Wrong orders of work, each a plausible slip of the hand. The simulation is worth something only while it catches them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from inbox_escalator.beats.reading import Reader
from inbox_escalator.delivery.parcel import Parcel
from inbox_escalator.delivery.postman import Postman
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.store.store import Bookmark, Channel
from inbox_escalator.writing.outbound import OutboundMail
from tests.simulation.faulty import FaultyWorld


def _postman(world: FaultyWorld) -> Postman:
    return world.worker._postman


def send_before_the_intent(world: FaultyWorld) -> None:
    """SMTP first, TRYING afterwards: a crash in between sends twice."""
    postman = _postman(world)
    put, waiting = postman._put, postman._dispatch.submit

    def submit_first(mails: Sequence[OutboundMail], parcels: Sequence[Parcel], now: datetime) -> None:
        for mail in (parcel.letter for parcel in parcels):
            if mail.route.value == "smtp":
                waiting(mail, mail.address and world.policy.desk_address)
        put(mails, parcels, now)

    postman._put = submit_first  # type: ignore[method-assign]
    postman._dispatch.submit = lambda mail, copy_to="": None  # type: ignore[method-assign]


def send_again_when_in_doubt(world: FaultyWorld) -> None:
    """A lost answer taken as a refusal: no grace, no look for evidence."""
    postman = _postman(world)
    settle = postman.settle_doubts
    from dataclasses import replace
    from datetime import timedelta

    postman._rules = replace(postman._rules, grace=timedelta(0), inbox_grace=timedelta(0))

    def at_once(now, channel, seen_everything):
        return settle(now, Channel("copy", 0.0), True)

    postman.settle_doubts = at_once  # type: ignore[method-assign]


def bookmark_before_the_case(world: FaultyWorld) -> None:
    """The bookmark goes ahead in a commit of its own: a crash in between loses the mail."""
    reader: Reader = world.worker._reader
    take_in = reader._take_in_batch

    def ahead(batch: Sequence[StoredCopy], *rest: object) -> None:
        last = batch[-1]
        with world.store.turn() as turn:
            turn.put_bookmark(Bookmark(last.account, last.folder, last.uidvalidity, last.uid))
        take_in(batch, *rest)  # type: ignore[arg-type]

    reader._take_in_batch = ahead  # type: ignore[method-assign]


def take_copies_out_before_the_commit(world: FaultyWorld) -> None:
    """The evidence is destroyed before it is written down: a crash in between sends again."""
    reader: Reader = world.worker._reader
    take_in = reader._take_in_batch

    def destroy_first(batch: Sequence[StoredCopy], *rest: object) -> None:
        ours = [c.uid for c in batch if b"X-Inbox-Escalator" in c.raw and c.folder == "INBOX"]
        rows = {m.message_id: m for m in world.store.outbox()}
        kept = {i for i, m in rows.items() if m.route.value == "inbox"}
        ours = [c.uid for c in batch if c.uid in ours and not any(i.encode() in c.raw for i in kept)]
        if ours:
            reader.mailbox.remove_own(ours)
        take_in(batch, *rest)  # type: ignore[arg-type]

    reader._take_in_batch = destroy_first  # type: ignore[method-assign]


MUTANTS = (
    send_before_the_intent,
    send_again_when_in_doubt,
    bookmark_before_the_case,
    take_copies_out_before_the_commit,
)
