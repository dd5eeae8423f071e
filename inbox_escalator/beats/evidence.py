"""Our own mail found in the mailbox proves that it was accepted; its copies are taken out again."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.taking_in import Place
from inbox_escalator.casework.decision import Route
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.intake.mailbox import Mailbox, MailboxError
from inbox_escalator.store.store import Channel, Turn
from inbox_escalator.writing.outbound import OutboundMail, State

log = logging.getLogger(__name__)


class Evidence:
    """What one batch of a folder proves."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._found: list[tuple[str, StoredCopy, Place]] = []

    def note(self, message_id: str, copy: StoredCopy, place: Place) -> None:
        self._found.append((message_id, copy, place))

    def settle(self, mailbox: Mailbox) -> None:
        """COMMIT sent, then take the copies out of the selected folder: no contact's token lies in the shared box."""
        if not self._found:
            return
        out: list[int] = []
        with self._parts.store.group():
            for message_id, copy, place in self._found:
                with self._parts.store.turn() as turn:
                    mail = turn.outbound(message_id)
                    if mail is None:
                        continue
                    self._accepted(turn, mail, copy, place)
                    if _is_a_copy(mail, place):
                        out.append(copy.uid)
        if out:
            try:
                mailbox.remove_own(out)
            except MailboxError as problem:
                log.warning("copies of our own mail stay in %s: %s", self._found[0][1].folder, problem)
                raise

    def _accepted(self, turn: Turn, mail: OutboundMail, copy: StoredCopy, place: Place) -> None:
        if mail.route is Route.INBOX:
            return  # looked up by the postman where its fate is open
        accepted(turn, mail, copy.arrived)
        self._learn(turn, mail, "sent" if place.in_sent else "copy")

    def _learn(self, turn: Turn, mail: OutboundMail, name: str) -> None:
        """Which channel answers, and how long it took at most. What the provider files by itself needs no copy."""
        if mail.tried_at is None:
            return
        now = self._parts.clock.now()
        took = max((now - mail.tried_at).total_seconds(), 0.0)
        known = channel_of(turn.fact("channel"))
        better = name if name == "sent" or known.name in ("", "none") else known.name
        learned = Channel(better, max(known.slowest, took))
        if learned.name != known.name or learned.slowest > known.slowest * 1.2:
            turn.put_fact("channel", f"{learned.name} {learned.slowest:.1f}")


def accepted(turn: Turn, mail: OutboundMail, at: datetime) -> None:
    """The mail lies where only an accepted one can lie: it is SENT, whatever was known of it."""
    if mail.state in (State.TRYING, State.NEW, State.HELD):
        turn.put_mail(replace(mail, state=State.SENT, sent_at=at, because="found in the mailbox", raw=""))


def _is_a_copy(mail: OutboundMail, place: Place) -> bool:
    """Evidence copies and filed copies of staff mails go; notices put into the INBOX, and in Sent what a customer got,
    stay."""
    if mail.route is Route.INBOX:
        return False
    return not (place.in_sent and mail.for_customer)


def channel_of(fact: str) -> Channel:
    """The fact as stored: `copy 12.5`."""
    name, _, slowest = fact.partition(" ")
    return Channel(name, float(slowest or 0))
