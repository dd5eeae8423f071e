"""A machine wrote about a mail of ours: a bounce, a vacation answer, or the mail server's refusal."""

from __future__ import annotations

from datetime import datetime, timedelta

from inbox_escalator.casework.clocks import ANSWERS, take_back_answer
from inbox_escalator.casework.decision import NOTHING, Absence, Decision, Posted, Situation
from inbox_escalator.casework.draft import ALERT, Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.ladder import fall_over
from inbox_escalator.casework.policy import Policy
from inbox_escalator.identity import CUSTOMER, DESK, Mark
from inbox_escalator.intake.sender import Bounce, Dmarc

AWAY_AT_MOST = timedelta(days=30)
AWAY_BY_DEFAULT = timedelta(days=7)
SAME_ABSENCE = timedelta(days=1)
"""An answer to the next mail that names no other time says nothing new."""
RETURNED_KEPT = 100
BOUNCED_FOR = timedelta(days=1)
"""So long a contact whose address was refused is passed over, before it is tried again."""


def on_bounce(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """RFC 3464 and the usual others; it counts only with our valid id in it, and once for each mail of ours."""
    case, mark, bounce = situation.case, _mark(incoming, situation), incoming.sender.bounce
    if case is None or mark is None or bounce is None or situation.history_only:
        return NOTHING
    if mark.contact == DESK or (known := f"{mark.notice} {_kind(bounce)}") in case.returned:
        return NOTHING
    draft = Draft(case, situation, policy)
    draft.change(returned=(*case.returned, known)[-RETURNED_KEPT:])
    statuses = " ".join(bounce.statuses) or "no status"
    if not bounce.hard:
        draft.event(_kind(bounce), "system", f"mail to {mark.contact}: {statuses}", target=mark.contact)
        return draft.decision()
    alerted = dict(alert.split(" ", 1) for alert in case.alerts)
    if mark.notice in alerted:
        _further_address_is_dead(draft, alerted[mark.notice], f"bounced, {statuses}")
    else:
        _address_is_dead(draft, mark.contact, f"bounced, {statuses}")
    return draft.decision()


def on_auto_reply(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """From a contact, with our id in it: away until the date it names. From anybody else: a note."""
    case, mark = situation.case, _mark(incoming, situation)
    if case is None or situation.history_only:
        return NOTHING
    draft = Draft(case, situation, policy)
    if mark is None or mark.contact in (CUSTOMER, DESK):
        draft.event("auto-reply", "customer", incoming.sender.because)
        return draft.decision()
    if incoming.sender.contact != mark.contact or incoming.sender.dmarc is Dmarc.FAIL:
        # The mail was passed on, or somebody wants this contact out of the way: the clock goes on.
        draft.event("auto-reply", "system", f"an automatic answer to {mark.contact}'s mail from somebody else")
        return draft.decision()
    until = _until(incoming.sender.away_until, situation.now)
    known = situation.absences.get(mark.contact)
    if known is not None and known.until is not None and known.until >= until - SAME_ABSENCE:
        return NOTHING
    because = "out-of-office answer"
    draft.event("away", "system", f"{because}, until {policy.hours.say(until, situation.now)}", target=mark.contact)
    draft.absent(Absence(mark.contact, until, because, situation.now))
    fall_over(draft, mark.contact, because)
    return draft.decision()


def on_absence(absence: Absence, situation: Situation, policy: Policy) -> Decision:
    """A contact who was found to be away on one case is away on this one too."""
    if situation.case is None:
        return NOTHING
    draft = Draft(situation.case, situation, policy)
    fall_over(draft, absence.contact, absence.because)
    return draft.decision()


def on_refused(posted: Posted, reason: str, situation: Situation, policy: Policy) -> Decision:
    """The server refused the address for good while we delivered: counts as a hard bounce."""
    if situation.case is None:
        return NOTHING
    draft = Draft(situation.case, situation, policy)
    if posted.to == DESK:
        draft.event("not delivered", "system", f"{posted.template}: {reason}", target=DESK)
    elif posted.template == ALERT:
        _further_address_is_dead(draft, posted.to, reason)
    else:
        if posted.to == CUSTOMER:
            _unsaid(draft, posted)
        _address_is_dead(draft, posted.to, reason)
    return draft.decision()


def on_given_up(posted: Posted, reason: str, situation: Situation, policy: Policy) -> Decision:
    """Quota, policy or an outage for two days: the address may well be good, so nobody is unavailable because of it."""
    if situation.case is None:
        return NOTHING
    draft = Draft(situation.case, situation, policy)
    draft.event("not delivered", "system", f"{posted.template}: {reason}", target=posted.to)
    if posted.to == CUSTOMER:
        _unsaid(draft, posted)
        _tell_whoever_has_it(draft, f"{posted.template}: {reason}")
    elif posted.to != DESK and posted.template != ALERT:
        fall_over(draft, posted.to, reason)
    return draft.decision()


def on_held(posted: Posted, reason: str, situation: Situation, policy: Policy) -> Decision:
    """A mail to the customer is in doubt and nothing can tell: staff say `send` or `drop`."""
    if situation.case is None:
        return NOTHING
    draft = Draft(situation.case, situation, policy)
    draft.event("held", "system", f"{posted.template}: {reason}", target=posted.to)
    _tell_whoever_has_it(draft, f"{posted.template}: {reason}")
    return draft.decision()


def _kind(bounce: Bounce) -> str:
    """`delayed` may be followed by `bounced`."""
    return "delayed" if bounce.temporary else "bounced"


def _address_is_dead(draft: Draft, recipient: str, because: str) -> None:
    if recipient == CUSTOMER:
        draft.event("not delivered", "system", because, target=CUSTOMER)
        if draft.case.unreachable:
            return
        draft.change(unreachable=because)
        _tell_whoever_has_it(draft, f"the customer's address was refused: {because}")
        return
    draft.event("unavailable", "system", because, target=recipient)
    # Tried again after a day: an address that works again must not stay away for ever, and one that does not bounces.
    draft.absent(Absence(recipient, draft.now + BOUNCED_FOR, because, draft.now, unreachable=True))
    _tell_administrator(draft, recipient, because)
    fall_over(draft, recipient, because)


def _further_address_is_dead(draft: Draft, recipient: str, because: str) -> None:
    """The contact's own address may well be good: nobody is passed over because of it."""
    draft.event("not delivered", "system", f"short notice: {because}", target=recipient)
    contact, administrator = draft.policy.contact(recipient), draft.policy.administrator
    if contact is not None and administrator:
        line = f"A further address of {contact.name} ({', '.join(contact.notify)}) cannot be reached: {because}."
        draft.tell("problem", administrator, text=f"{line} Correct notify of this contact.")


def _tell_administrator(draft: Draft, recipient: str, because: str) -> None:
    contact, administrator = draft.policy.contact(recipient), draft.policy.administrator
    if contact is not None and administrator and administrator != recipient:
        line = f"Mail to {contact.name} <{contact.address}> comes back: {because}. Correct the address of this contact."
        draft.tell("problem", administrator, text=line)


def _unsaid(draft: Draft, posted: Posted) -> None:
    if posted.template in ANSWERS:
        take_back_answer(draft)


def _tell_whoever_has_it(draft: Draft, line: str) -> None:
    window = draft.case.window
    who = draft.case.handler or (window.current if window else "") or DESK
    draft.tell("undelivered", who, text=line)


def _mark(incoming: Incoming, situation: Situation) -> Mark | None:
    case = situation.case
    return next((m for m in incoming.sender.marks if case is not None and m.case == case.reference), None)


def _until(named: datetime | None, now: datetime) -> datetime:
    if named is None or named <= now:
        return now + AWAY_BY_DEFAULT
    return min(named, now + AWAY_AT_MOST)
