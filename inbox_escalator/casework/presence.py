"""`away`, `here` and `list`: what a colleague says of themselves. With a case or without one, in the same words."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from inbox_escalator.casework.case import Alarm, Case, Whose
from inbox_escalator.casework.decision import SAID_AWAY, Absence
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.hours import Hours
from inbox_escalator.casework.ladder import fall_over
from inbox_escalator.casework.moments import moment_of
from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.identity import DESK
from inbox_escalator.intake.said import Command

TEMPLATE = "desk_answer"

LISTED = 50
"""Cases in one answer to `list`."""

_LETTERS = 60


# ---------------------------------------------------------------------- away, here


def absence_of(contact: Contact, said: Command, now: datetime, hours: Hours) -> Absence | str:
    """The absence that was said, or why it is none."""
    if contact.members:
        return f"{contact.name} is a group, which is not away because one of it is; nothing was done."
    until = moment_of(said.argument, now, hours) if said.argument else None
    if said.argument and until is None:
        return f'"{said.argument}" is no time ahead of us; nothing was done. Good ones: away until friday, away.'
    return Absence(contact.id, until, SAID_AWAY, now)


def until_when(absence: Absence, hours: Hours) -> str:
    """What the log says of it."""
    return f"until {hours.say(absence.until, absence.since)}" if absence.until else "until the next mail from there"


def away_line(absence: Absence, hours: Hours) -> str:
    """What the receipt of `away` says."""
    until = hours.say(absence.until, absence.since) if absence.until else "you write to us"
    return f"you are away until {until}; what waits for you goes on to others now. Answer here when you are back."


def here_line(*, was_away: bool) -> str:
    return "you are available again." if was_away else "you were not away; nothing was done."


def _away(draft: Draft, who: str, said: Command) -> str:
    contact = draft.policy.contact(who)
    if contact is None:
        return "the front line is never away; nothing was done."
    absence = absence_of(contact, said, draft.now, draft.policy.hours)
    if isinstance(absence, str):
        return absence
    draft.event("away", who, until_when(absence, draft.policy.hours), target=who)
    draft.absent(absence)
    fall_over(draft, who, SAID_AWAY)
    return away_line(absence, draft.policy.hours)


def _here(draft: Draft, who: str, _: Command) -> str:
    was_away = who in draft.situation.absences
    draft.back(who, "said here")
    return here_line(was_away=was_away)


PRESENCE = {"away": _away, "here": _here}


# ---------------------------------------------------------------------- list


def tell_list(draft: Draft, who: str) -> None:
    """The answer to `list`, in the thread of the case."""
    text, lines = listed(draft.situation.open_cases, who, draft.policy, draft.now)
    draft.event("asked", who, "list")
    draft.tell(TEMPLATE, who, text=text, lines=lines, critical=True)


def listed(cases: Iterable[Case], who: str, policy: Policy, now: datetime) -> tuple[str, tuple[str, ...]]:
    """Open cases with that contact or on that contact's levels, the next deadline first; a line each."""
    contact = policy.contact(who)
    levels = contact.levels if contact else (policy.levels[0].name,)
    mine = [c for c in cases if not c.ended and (c.handler == who or c.level in levels)]
    mine.sort(key=lambda c: (_next(c)[1], c.opened))
    where = f"with you or on {', '.join(levels)}" if levels else "with you"
    if not mine:
        return f"No case is open {where}.", ()
    count = "1 case is" if len(mine) == 1 else f"{len(mine)} cases are"
    more = f", and {len(mine) - LISTED} more" if len(mine) > LISTED else ""
    lines = tuple(_line(c, who, policy, now) for c in mine[:LISTED])
    return f"{count} open {where}; the next deadline first{more}.", lines


def _line(case: Case, who: str, policy: Policy, now: datetime) -> str:
    customer = case.customer.name or case.customer.address
    what = f"{customer[:_LETTERS]}: {case.subject[:_LETTERS]}"
    if case.whose is Whose.CUSTOMER:
        due = "the customer’s turn"
    else:
        said, at = _next(case)
        due = f"{said} {policy.hours.say(at, now)}" if said else "no deadline"
    return f"[{case.reference}] {case.level} {case.urgency} · {what} · {_with(case, who, policy)} · {due}"


def _with(case: Case, who: str, policy: Policy) -> str:
    if case.handler == who:
        return "with you"
    contact = policy.contact(case.handler)
    if contact is not None:
        return f"with {contact.name}"
    return "with the front line" if case.handler == DESK else "taken by nobody"


def _next(case: Case) -> tuple[str, datetime]:
    """What is due next of what people wait for: the answer, the promised word, the resolution."""
    if case.whose is Whose.CUSTOMER:
        return "", datetime.max.replace(tzinfo=case.opened.tzinfo)
    found = [("answer by", case.window.due.at)] if case.window else []
    found += [("promised by", case.promised.at)] if case.promised else []
    resolve = case.timer(Alarm.RESOLVE)
    found += [("resolve by", resolve.at)] if resolve and not found else []
    return min(found, key=lambda f: f[1], default=("", datetime.max.replace(tzinfo=case.opened.tzinfo)))
