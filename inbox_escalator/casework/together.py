"""What staff say about an incident: `split`, `merge CASE-1040`, `all: TEXT` and its `yes`; and how `undo` undoes it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from inbox_escalator.casework.acting import cannot_take, hand_to, may_take, name_of, on_the_clock
from inbox_escalator.casework.authority import on_hold
from inbox_escalator.casework.case import Case, Incident, Preview
from inbox_escalator.casework.clocks import give_turn_away, keep_promise
from inbox_escalator.casework.decision import Deed, Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.guard import leak
from inbox_escalator.casework.incident import MEMBERS_KEPT, is_full, leave, member_of, tie
from inbox_escalator.casework.limits import UNDO_FIRST
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.intake.said import Command

YES_WITHIN = timedelta(hours=1)
NONE = "belongs to no incident; nothing was done."


def split(draft: Draft, who: str, said: Command) -> str:
    """This case does not belong to the incident; from the case that leads it, `split CASE-1002`."""
    case = draft.case
    if said.argument and said.argument != case.reference:
        return _split_off(draft, who, said.argument)
    if not case.incident:
        return NONE
    if case.leads is not None:
        return f"leads the incident: answer split CASE-… for one of {_listed(case.leads)}; nothing was done."
    draft.event("split", who, f"does not belong to {case.incident}", source=case.incident)
    draft.elsewhere(case.incident, Deed.LEFT, who)
    leave(draft)
    return f"is a case of its own again, and counts in no incident. It was one of {case.incident}."


def _split_off(draft: Draft, who: str, named: str) -> str:
    incident = draft.case.leads
    if incident is None or named not in (m.case for m in incident.members):
        return f"{named} is not one of this incident; nothing was done."
    members = tuple(m for m in incident.members if m.case != named)
    draft.event("one less", who, f"{named} does not belong", source=named)
    draft.change(leads=replace(incident, members=members))
    draft.elsewhere(named, Deed.UNLINK, who)
    return f"{named} is a case of its own again; {len(members) + 1} customers are left."


def merge(draft: Draft, who: str, said: Command) -> str:
    """The two cases are of one issue: one joins the incident of the other."""
    case, other = draft.case, draft.situation.named
    if other is None or other.reference == case.reference:
        return f"there is no other case {said.argument}; nothing was done."
    if case.leads is None and case.incident and not other.incident:
        return f"belongs to {case.incident}; answer merge {other.reference} there. Nothing was done."
    if case.incident and other.incident:
        return f"{other.reference} belongs to {other.incident} already; nothing was done."
    lead = (draft.situation.lead or other) if other.incident else case
    if is_full(lead):
        return f"{lead.reference} leads {MEMBERS_KEPT} reports, and no more fit in; nothing was done."
    if other.incident:
        return _join(draft, who, lead)
    if not _may_speak_for(draft, who, other):
        return f"{other.reference} is on {other.level}; only its contacts can do that. Nothing was done."
    incident = case.leads or Incident()
    member = member_of(other, "")
    draft.event("one more", who, f"{other.reference} is the same issue", target=other.reference)
    draft.change(incident=case.reference, leads=replace(incident, members=(*incident.members, member)))
    draft.elsewhere(other.reference, Deed.LINK, who)
    return f"{other.reference} belongs to this incident now, as {len(incident.members) + 1} other does."


def _join(draft: Draft, who: str, lead: Case) -> str:
    if lead.ended:
        return f"the incident of {lead.reference} is over; nothing was done."
    told = tie(draft, who, lead)
    draft.elsewhere(lead.reference, Deed.JOINED, who)
    return f"belongs to the incident of {lead.reference} now" + (
        ", and its customer was told what all were told." if told else "."
    )


def to_all(draft: Draft, who: str, said: Command) -> str:
    """`all: TEXT`: shown first, with the count; nothing leaves before a `yes`."""
    if refused := cannot_take(draft, who):
        return refused
    incident = draft.case.leads
    if incident is None:
        where = f"answer the mail of {draft.case.incident}" if draft.case.incident else "say: TEXT tells this customer"
        return f"leads no incident; {where}. Nothing was sent."
    if found := _leaks(draft, said.text) if said.text else "nothing":
        return f'not sent, for it holds internal words or none ("{found}"); write it anew.'
    many = _customers(_told(draft, who))
    draft.event("asked", who, f"to tell {many}")
    draft.change(leads=replace(incident, preview=Preview(who, said.text, draft.now + YES_WITHIN)))
    return f"{many} would be told: “{said.text}”{_not_told(draft, who)} Answer yes to send it."


def _leaks(draft: Draft, words: str) -> str:
    """What is internal on this case, or on another one whose customer would read it, too."""
    every = ((draft.case, draft.situation.texts), *draft.situation.beside)
    return next((found for case, texts in every if (found := leak(words, case, texts, draft.policy))), "")


def _may_speak_for(draft: Draft, who: str, other: Case) -> bool:
    """An incident gives nobody more authority over the other case than they have on that case itself."""
    return may_take(Draft(other, draft.situation, draft.policy), who)


def _told(draft: Draft, who: str) -> dict[str, str]:
    """Each case whose customer is told, and the one on which the mail goes out: of two cases of one customer this one,
    or else one that is open."""
    speaks_for = (case for case, _ in draft.situation.beside if _may_speak_for(draft, who, case))
    mailed_on: dict[str, str] = {}
    told = {}
    for case in (draft.case, *sorted(speaks_for, key=lambda case: case.ended)):
        nothing = Draft(case, draft.situation, draft.policy).customer_gets_nothing(human=True)
        customer = case.reference if nothing else case.customer.address
        told[case.reference] = mailed_on.setdefault(customer, case.reference)
    return told


def _customers(told: dict[str, str]) -> str:
    many = len(set(told.values()))
    return "1 customer" if many == 1 else f"{many} customers"


def _not_told(draft: Draft, who: str) -> str:
    above = [f"{c.reference} ({c.level})" for c, _ in draft.situation.beside if not _may_speak_for(draft, who, c)]
    return f" Not told, for only their contacts can do that: {', '.join(above[:10])}." if above else ""


def yes(draft: Draft, who: str, _: Command) -> str:
    """Every customer of the incident is told what was shown."""
    incident = draft.case.leads
    preview = incident.preview if incident else None
    if incident is None or preview is None or draft.now > preview.until or draft.case.ended is not preview.resolves:
        return "nothing waits for a yes; nothing was done."
    if preview.contact != who:
        return f"it was {name_of(draft, preview.contact)} who asked; nothing was sent."
    if preview.resolves:
        return _resolve_others(draft, who, incident, preview)
    leaves = draft.now + UNDO_FIRST
    hand_to(draft, who, quietly=True)
    draft.event("said", who, "to every customer of the incident", target=CUSTOMER)
    draft.change(leads=replace(incident, update=preview.text, preview=None))
    if draft.tell_customer("message", text=preview.text, leaves=leaves, human=True):
        draft.words(Voice.STAFF, name_of(draft, who), preview.text)
        keep_promise(draft, leaves)
        give_turn_away(draft, leaves)
    told = _told(draft, who)
    _for_others(draft, Deed.SAY, who, preview.text, told)
    return f"{_customers(told)} will be told {on_the_clock(draft, leaves)}. Answer undo to stop it."


def _for_others(draft: Draft, deed: Deed, who: str, text: str, told: dict[str, str]) -> None:
    """First the cases on which a mail goes out: the others look there what became of it."""
    for case, mailed_on in sorted(told.items(), key=lambda one: one[0] != one[1]):
        if case != draft.case.reference:
            draft.elsewhere(case, deed, who, text=text, told_on="" if mailed_on == case else mailed_on)


# ---------------------------------------------------------------------- done


def offer_others(draft: Draft, who: str, text: str) -> str:
    """The case that leads an incident was resolved: the others follow with a `yes`. What the receipt says of it."""
    incident, others = draft.case.leads, _open_others(draft, who)
    if incident is None or not others:
        return ""
    words = "" if _leaks(draft, text) else text
    waiting = Preview(who, words, draft.now + YES_WITHIN, resolves=True)
    draft.change(leads=replace(incident, preview=waiting))
    told = "are told the same" if words else "are told that it is resolved"
    if not words and draft.policy.customer.resolved == "none":
        told = "get no mail"
    listed = f"{', '.join(others[:10])}{', …' if len(others) > 10 else ''}"
    it = "it" if len(others) == 1 else "them"
    asks = f"{_more(others)} of this incident {_are(others)} open: {listed}. Answer yes to resolve {it}"
    return f" {asks}; their customers {told}."


def _resolve_others(draft: Draft, who: str, incident: Incident, preview: Preview) -> str:
    text, newer = preview.text, _wrote_since(draft, preview)
    others = tuple(case for case in _open_others(draft, who) if case not in newer)
    draft.event("resolved", who, f"{_more(others)} of the incident")
    draft.change(leads=replace(incident, preview=None))
    for case in others:
        draft.elsewhere(case, Deed.DONE, who, text=text)
    line = f"{_more(others)} {_are(others)} resolved"
    if not text and draft.policy.customer.resolved == "none":
        return f"{line}. Their customers get no mail. Answer undo to take it back."
    leaves = on_the_clock(draft, draft.now + UNDO_FIRST)
    return f"{line}, and their customers will be told {leaves}. Answer undo to stop it."


def _open_others(draft: Draft, who: str) -> tuple[str, ...]:
    """Those on hold are not among them: nothing makes such a matter disappear but a word on the case itself. Nor are
    those that somebody else has taken, or that went up by themselves: they have become a matter of their own."""
    open_ = (case for case, _ in draft.situation.beside if not case.ended and not on_hold(case, draft.policy))
    theirs = (case for case in open_ if case.handler in ("", who) and not case.escalations)
    return tuple(case.reference for case in theirs if _may_speak_for(draft, who, case))


def _wrote_since(draft: Draft, preview: Preview) -> frozenset[str]:
    """Cases whose customer has written after the list was shown: what they say now nobody has answered."""
    shown = preview.until - YES_WITHIN
    later = (c for c, _ in draft.situation.beside if c.last_word_at is not None and c.last_word_at > shown)
    return frozenset(case.reference for case in later)


def _more(others: tuple[str, ...]) -> str:
    return "1 more case" if len(others) == 1 else f"{len(others)} more cases"


def _are(others: tuple[str, ...]) -> str:
    return "is" if len(others) == 1 else "are"


# ---------------------------------------------------------------------- undo


def follow_undo(draft: Draft, who: str, before: Case) -> None:
    """The other cases go back, too. `before`: the case as it was when `undo` was said."""
    now = draft.case
    if before.incident != now.incident and before.leads is None and now.leads is None:
        if before.incident:
            draft.elsewhere(before.incident, Deed.LEFT, who)
        if now.incident:
            draft.elsewhere(now.incident, Deed.JOINED, who)
    had, has = _members(before), _members(now)
    for case in had - has:
        draft.elsewhere(case, Deed.UNLINK, who)
    for case in has - had:
        draft.elsewhere(case, Deed.RELINK, who)
    if before.ended and not now.ended:
        for case in had & has:
            draft.elsewhere(case, Deed.WAIT, who)
    told = _told_all(before)
    if told is not None and before.undo is not None and before.undo.until >= draft.now:
        mailed_on = _told(draft, who)
        _for_others(draft, Deed.UNSAY, who, told.text, {case: mailed_on.get(case, case) for case in sorted(had)})


def _told_all(case: Case) -> Preview | None:
    """What all were told, where the command that can be undone was a `yes`: it used the preview up."""
    led_before = case.undo.before.leads if case.undo is not None else None
    used = case.leads is not None and case.leads.preview is None
    return led_before.preview if led_before is not None and used else None


def _members(case: Case) -> set[str]:
    return {m.case for m in case.leads.members} if case.leads else set()


def _listed(incident: Incident) -> str:
    return ", ".join(m.case for m in incident.members[:10])


TOGETHER = {"split": split, "merge": merge, "all": to_all, "yes": yes}
