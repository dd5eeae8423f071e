"""Before the post leaves: a contact who would get a storm gets one mail instead."""

from __future__ import annotations

import logging
from datetime import datetime

from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import finish
from inbox_escalator.casework.decision import Posted, Situation
from inbox_escalator.casework.folding import fold, too_many
from inbox_escalator.delivery.outcome import withdrawn
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.store.store import StoreError

log = logging.getLogger(__name__)


def fold_storms(parts: Parts, now: datetime) -> None:
    """COMMIT the folded mail together with the withdrawal of those that it stands for."""
    many = {to for to, count in parts.store.mail_waiting().items() if count > parts.fold_above} - {CUSTOMER, DESK}
    if not many:
        return
    waiting = ((m.posted(), m.critical) for m in parts.store.mail_due(now) if m.to in many)
    for who, mails in too_many(waiting, parts.fold_above).items():
        try:
            _fold(parts, who, mails, now)
        except StoreError:
            raise
        except Exception:  # a storm is better than silence
            log.exception("the mails to %s could not be folded and go out one by one", who)


def _fold(parts: Parts, who: str, mails: list[Posted], now: datetime) -> None:
    contact = parts.policy.contact(who)
    if contact is None:
        return
    with parts.store.turn() as turn:
        cases = {m.case: case for m in mails if (case := turn.case(m.case)) is not None}
        situation = Situation(now=now, house_events=turn.house_events())
        finish(parts, turn, fold(contact, mails, cases, situation, parts.policy), now)
        for mail in mails:
            row = turn.outbound(mail.message_id)
            if row is not None:
                turn.put_mail(withdrawn(row, "folded into one mail with the others"))
