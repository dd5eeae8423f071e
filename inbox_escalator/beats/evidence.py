"""Our own mail found in the mailbox proves that it was accepted; its copies are taken out again.

What is to be taken out is committed together with the evidence, so that a crash in between leaves no token lying there.
"""

from __future__ import annotations

from datetime import datetime

from inbox_escalator.beats.departures import left_late
from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.taken import OwnMail, Place
from inbox_escalator.casework.decision import Route
from inbox_escalator.delivery.outcome import COPY, FILED, NO_CHANNEL, proven
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.store.store import Channel, Turn
from inbox_escalator.writing.outbound import OutboundMail, State

WORSE_BY = 1.2
"""A delay is learned when it is so much longer than the longest known: not every mail is worth a commit."""


def note(parts: Parts, turn: Turn, own: OwnMail, copy: StoredCopy, place: Place, now: datetime) -> bool:
    """That mail of ours was accepted: SENT, whatever was known of it. True where this copy is to be taken out."""
    mail = turn.outbound(own.id)
    if mail is None or mail.route is Route.INBOX:
        return False  # an APPENDed notice stays where it was put
    known = proven(mail, copy.arrived, _new_alias(turn, mail, own.alias))
    if known != mail:
        turn.put_mail(known)
    if mail.state is not State.SENT:
        left_late(parts, turn, mail, now)
    _learn(turn, mail, FILED if place.in_sent else COPY, min(copy.arrived, now))
    return _is_a_copy(mail, place)


def _new_alias(turn: Turn, mail: OutboundMail, alias: str) -> str:
    """The id that the server gave it. Not one that belongs to a case already, and no second one: whoever has a mail of
    ours could write both headers, and take somebody's thread into his own case."""
    return "" if mail.alias or turn.case_of((alias,)) else alias


def _learn(turn: Turn, mail: OutboundMail, name: str, arrived: datetime) -> None:
    """Which channel answers, and how long it took at most. What the provider files by itself needs no copy.

    By the arrival in the mailbox, not by when we read it: a night in which we stood still is no slow channel.
    """
    if mail.tried_at is None:
        return
    took = max((arrived - mail.tried_at).total_seconds(), 0.0)
    known = channel_of(turn.fact("channel"))
    better = name if name == FILED or known.name in ("", NO_CHANNEL) else known.name
    if better != known.name or took > known.slowest * WORSE_BY:
        turn.put_fact("channel", f"{better} {max(known.slowest, took):.1f}")


def _is_a_copy(mail: OutboundMail, place: Place) -> bool:
    """Evidence copies go, and filed copies of staff mails; in Sent stays what a customer got."""
    return not (place.in_sent and mail.for_customer)


def channel_of(fact: str) -> Channel:
    """The fact as stored: `copy 12.5`."""
    name, _, slowest = fact.partition(" ")
    return Channel(name, float(slowest or 0))


def to_take_out(turn: Turn, folder: str, uidvalidity: int, uids: list[int]) -> None:
    """Remembers copies that are about to be taken out of a folder."""
    turn.put_fact(f"take out of {folder}", f"{uidvalidity} {' '.join(map(str, uids))}")


def left_lying(fact: str, uidvalidity: int) -> list[int]:
    """Copies that may still lie there after a crash. No UID is given twice (RFC 3501, 2.3.1.1): asking is harmless."""
    numbers = [int(n) for n in fact.split()]
    return numbers[1:] if numbers and numbers[0] == uidvalidity else []
