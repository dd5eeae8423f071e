"""Who can be called on a level at that moment, and when may a mail leave?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from inbox_escalator.casework.decision import Absence
from inbox_escalator.casework.policy import Contact, Level, Policy
from inbox_escalator.identity import DESK

OUTSIDE_HOURS = "outside own hours"
UNREACHABLE = "cannot be reached"


@dataclass(frozen=True, slots=True)
class Choice:
    """Who is called on a level, in order."""

    level: Level
    contacts: tuple[str, ...]
    skipped: tuple[tuple[str, str], ...]
    together: bool = False
    """All at once: nobody is available, and nobody available is never silence."""


def why_unavailable(
    policy: Policy, contact: Contact, at: datetime, absences: Mapping[str, Absence], *, critical: bool
) -> str:
    """Why this contact is passed over at that moment, '' if not. Own hours do not count for critical cases."""
    absence = absences.get(contact.id)
    if absence is not None and (absence.until is None or absence.until > at):
        return _why_absent(absence, policy, at)
    if not critical and contact.hours is not None and not contact.hours.is_open(at):
        return OUTSIDE_HOURS
    return ""


def _why_absent(absence: Absence, policy: Policy, at: datetime) -> str:
    when = policy.hours.say(absence.until, at) if absence.until else ""
    if absence.unreachable:
        again = f"; tried again {when}" if when else ""
        return f"{UNREACHABLE} ({absence.because}{again})"
    until = f" until {when}" if when else ""
    return f"away{until}: {absence.because}"


def in_order(policy: Policy, level: str, at: datetime, tags: Collection[str]) -> tuple[Contact, ...]:
    """The level's contacts as they are called: who knows the matter, then whose week it is, then as in the file."""
    rotation = policy.rotation
    on_duty = rotation.first(at) if rotation is not None and rotation.level == level else ""
    return tuple(sorted(policy.on_level(level), key=lambda c: (not {*c.expertise} & {*tags}, c.id != on_duty)))


def choose(
    policy: Policy, target: Level, at: datetime, absences: Mapping[str, Absence], *, critical: bool,
    tags: Collection[str] = (),
) -> Choice:
    """Who is called from `target` on for a case with those triggers and tags. A level where everybody is away is passed
    over, with the reasons; if all are away their stand-ins are called. On critical cases those who are away as well,
    for nobody knows who reads mail on a holiday."""
    skipped: list[tuple[str, str]] = []
    for level in policy.levels[policy.rank(target.name) :]:
        contacts = in_order(policy, level.name, at, tags)
        if not contacts:
            return Choice(level, (DESK,), tuple(skipped))
        reasons = {c.id: why_unavailable(policy, c, at, absences, critical=critical) for c in contacts}
        skipped += [(id_, why) for id_, why in reasons.items() if why]
        there = tuple(id_ for id_, why in reasons.items() if not why)
        # Being outside hours alone never climbs a level: the mail waits for them there.
        there = there or tuple(id_ for id_, why in reasons.items() if why == OUTSIDE_HOURS)
        if there:
            return Choice(level, there, tuple(skipped))
    there = stand_ins(policy, at, absences, critical=critical)
    if there and not critical:
        return Choice(target, there, tuple(skipped))
    away = (c.id for c in policy.on_level(target.name))
    return Choice(target, (*away, *there), tuple(skipped), together=True)


def stand_ins(policy: Policy, at: datetime, absences: Mapping[str, Absence], *, critical: bool) -> tuple[str, ...]:
    """The last resort, where nobody of the level or above is there: the escalation manager; if that one is away, too,
    everybody else who can be reached, on critical cases only."""
    people = (c for c in policy.contacts if not why_unavailable(policy, c, at, absences, critical=critical))
    there = tuple(c.id for c in people)
    if policy.escalation_manager in there:
        return (policy.escalation_manager,)
    return there if critical else ()


def departure(policy: Policy, now: datetime, *, critical: bool) -> datetime:
    """Critical mails leave at once, the others in working hours."""
    return now if critical else policy.hours.opening(now)
