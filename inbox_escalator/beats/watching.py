"""Second beat: watch the clock. What is due is a pure function of the store and now."""

from __future__ import annotations

import logging
from datetime import datetime, timedelta

from inbox_escalator.beats.parts import BATCH, Parts
from inbox_escalator.beats.tail import finish, situation_of
from inbox_escalator.casework.overdue import on_time
from inbox_escalator.store.store import StoreError

log = logging.getLogger(__name__)

BLIND_FOR = timedelta(minutes=15)
"""So long past a deadline the mailbox may be unreachable before we escalate all the same, saying so."""


def watch(parts: Parts, now: datetime, *, unreachable: str = "") -> int:
    """Judges every deadline that has come; returns how many cases moved.

    Only after a finished listing, for an answer may lie unread in the mailbox. `unreachable`: why there was none; then
    only deadlines that are 15 minutes past are judged, and only staff are mailed.
    """
    until = now - BLIND_FOR if unreachable else now
    due = parts.store.due(until)
    moved = 0
    for at in range(0, len(due), BATCH):
        with parts.store.group():
            moved += sum(_judge(parts, reference, now, until, unreachable) for reference in due[at : at + BATCH])
    return moved


def _judge(parts: Parts, reference: str, now: datetime, until: datetime, unreachable: str) -> bool:
    """A case that cannot be judged is said and left for the next pass; it never stops the others."""
    try:
        with parts.store.turn() as turn:
            case = turn.case(reference)
            situation = situation_of(parts, turn, now, case, unreachable=unreachable, judged_until=until)
            decision = on_time(situation, parts.policy)
            if decision.case is None or decision.case == case:
                return False
            finish(parts, turn, decision, now)
            return True
    except StoreError:
        raise
    except Exception:  # one broken case must not silence the deadlines of all others
        log.exception("%s: its deadline could not be judged", reference)
        return False
