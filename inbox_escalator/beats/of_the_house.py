"""What a colleague's word may ask for besides its case: open cases, and what the house was asked lately."""

from __future__ import annotations

from datetime import datetime

from inbox_escalator.beats.parts import Parts
from inbox_escalator.casework.case import Case
from inbox_escalator.casework.caseless import ASKED, RECENT
from inbox_escalator.identity import DESK, HOUSE
from inbox_escalator.intake.said import Code, Command, Said


def of_the_house(parts: Parts, said: Said | None, now: datetime, case: Case | None) -> dict[str, object]:
    """Fields of the Situation. Looks at every case only for `list`, and for a code that may stand for one."""
    found: dict[str, object] = {}
    lists = isinstance(said, Command) and said.verb == "list"
    if lists or (case is None and isinstance(said, Code)):
        found["open_cases"] = tuple(c for c in parts.store.cases() if not c.ended)
    if case is None:
        recent = tuple(e for e in parts.store.events_since(now - RECENT) if e.case == HOUSE)
        asked = (e for e in recent if e.what == ASKED)
        found["house_recent"] = recent
        # The mail to a colleague who is no contact stands for the desk.
        who = ((e.number, e.by if parts.policy.contact(e.by) else DESK) for e in asked)
        found["codes"] = tuple((number, parts.seal.code(HOUSE, to, number)) for number, to in who)
    return found
