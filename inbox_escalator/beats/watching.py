"""Second beat: watch the clock. What is due is a pure function of the store and now."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from inbox_escalator.beats.parts import BATCH, Parts
from inbox_escalator.beats.tail import finish, situation_of
from inbox_escalator.store.store import StoreError

log = logging.getLogger(__name__)

BLIND_FOR = timedelta(minutes=15)
"""So long past a deadline the mailbox may be unreachable before we escalate all the same, saying so."""


@dataclass(frozen=True, slots=True)
class Watched:
    """What became of the deadlines that had come."""

    until: datetime
    """Every deadline up to this moment was looked at."""
    moved: int = 0
    broken: tuple[str, ...] = ()
    """Cases that could not be judged, each with its reason: `CASE-1042: KeyError: 'L9'`."""


def watch(parts: Parts, now: datetime, *, unreachable: str = "") -> Watched:
    """Judges every deadline that has come.

    Only after a finished listing, for an answer may lie unread in the mailbox. `unreachable`: why there was none; then
    only deadlines that are 15 minutes past are judged, and only staff are mailed.
    """
    until = now - BLIND_FOR if unreachable else now
    due = parts.store.due(until)
    moved, broken = 0, []
    for at in range(0, len(due), BATCH):
        with parts.store.group():
            for reference in due[at : at + BATCH]:
                try:
                    moved += _judge(parts, reference, now, until, unreachable)
                except StoreError:
                    raise
                except Exception as reason:  # one broken case must not silence the deadlines of all others
                    log.debug("%s could not be judged", reference, exc_info=True)
                    broken.append(f"{reference}: {type(reason).__name__}: {reason}")
    return Watched(until, moved, tuple(broken))


def _judge(parts: Parts, reference: str, now: datetime, until: datetime, unreachable: str) -> bool:
    """One turn; True if the case moved."""
    from inbox_escalator.casework.overdue import on_time  # as in tail.py

    with parts.store.turn() as turn:
        case = turn.case(reference)
        lead = turn.case(case.incident) if case and case.incident not in ("", reference) else None
        situation = situation_of(
            parts, turn, now, case, texts=turn.texts(reference), unreachable=unreachable, judged_until=until, lead=lead
        )
        decision = on_time(situation, parts.policy)
        if decision.case is None or decision.case == case:
            return False
        finish(parts, turn, decision, now)
        return True
