"""Mail that leaves later than planned: written anew, its clocks moved, and said where it is too late."""

from __future__ import annotations

import logging
from datetime import datetime

from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import finish, situation_of
from inbox_escalator.casework.decision import HOUSE
from inbox_escalator.store.store import StoreError, Turn
from inbox_escalator.writing.composer import EVENTS_SHOWN
from inbox_escalator.writing.outbound import OutboundMail

log = logging.getLogger(__name__)


def fresh(parts: Parts, mail: OutboundMail, now: datetime) -> OutboundMail:
    """A mail that leaves much later than planned is composed anew, under the same id: it must not promise the past."""
    if mail.notice is None:
        return mail
    from inbox_escalator.casework.late import as_it_leaves  # as in tail.py

    try:
        notice, case = mail.notice, parts.store.case(mail.case)
        if case is not None:
            notice, case = as_it_leaves(notice, case, now, parts.policy)
        texts, events = parts.store.texts(mail.case), parts.store.recent_events(mail.case, EVENTS_SHOWN)
        return parts.composer.compose(notice, case, texts, events, now)
    except StoreError:
        raise
    except Exception:  # as it was it is late, and still better than nothing
        log.exception("%s: it cannot be composed anew", mail.message_id)
        return mail


def left_late(parts: Parts, turn: Turn, mail: OutboundMail, now: datetime) -> None:
    """The mail is out. Where it had been composed anew, the clocks that it speaks of count from then."""
    notice = mail.notice
    if notice is None or notice.leaves is None or notice.leaves <= mail.leaves or mail.case == HOUSE:
        return
    from inbox_escalator.casework.late import on_left_late

    try:
        situation = situation_of(parts, turn, now, turn.case(mail.case))
        finish(parts, turn, on_left_late(notice, mail.leaves, situation, parts.policy), now)
    except StoreError:
        raise
    except Exception:  # that it left is committed all the same
        log.exception("%s: its clocks could not be moved", mail.message_id)


def overdue(parts: Parts, mail: OutboundMail, now: datetime) -> str:
    """`CASE-1042 by Mon 11:00 (1 hour from Mon 10:00)` where this mail should have left; else ''."""
    if mail.template != "escalation":
        return ""
    from inbox_escalator.casework.late import overdue_departure

    return overdue_departure(mail.notice, parts.store.case(mail.case), now, parts.policy)
