"""Once a day: what `mode = "observe"` would have done, mailed to the owner."""

from __future__ import annotations

import logging
from datetime import datetime

from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import finish
from inbox_escalator.casework.decision import Situation
from inbox_escalator.casework.observing import next_report, observes, report
from inbox_escalator.store.store import StoreError

log = logging.getLogger(__name__)

TOLD = "observed told"
"""Fact: until when the owner was told."""


def tell_observed(parts: Parts, now: datetime) -> None:
    """COMMIT the mail together with the moment until which it speaks; what is due follows from the store and now."""
    if not observes(parts.policy):
        return
    said = parts.store.fact(TOLD)
    since = datetime.fromisoformat(said) if said else now
    if said and now < next_report(parts.policy, since):
        return
    try:
        _tell(parts, since, now)
    except StoreError:
        raise
    except Exception:  # a mail less is better than a pass that ends here each time
        log.exception("the owner cannot be told what was observed")
        with parts.store.turn() as turn:
            turn.put_fact(TOLD, now.isoformat())


def _tell(parts: Parts, since: datetime, now: datetime) -> None:
    events = tuple(e for e in parts.store.events_since(since) if e.at < now)
    with parts.store.turn() as turn:
        cases = {e.case: case for e in events if (case := turn.case(e.case)) is not None}
        situation = Situation(now=now, house_events=turn.house_events())
        finish(parts, turn, report(events, cases, since, situation, parts.policy), now)
        turn.put_fact(TOLD, now.isoformat())
