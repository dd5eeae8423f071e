"""What many commands have in common: who may, who is told, what is kept."""

from __future__ import annotations

from datetime import datetime

from inbox_escalator.casework.case import Case, Step
from inbox_escalator.casework.clocks import RESPONSE, opened, take
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.form import on_one_line
from inbox_escalator.casework.limits import UNDO_FIRST, Allowance, left, spend
from inbox_escalator.casework.news import tell_onlooker, tell_settled
from inbox_escalator.casework.policy import Contact
from inbox_escalator.identity import DESK
from inbox_escalator.triage.trigger import Told


def may_take(draft: Draft, who: str) -> bool:
    """Only contacts of the case's level or above can take, and whoever was called there in their place; on the front
    line the mailbox itself can."""
    rank = draft.policy.rank(draft.case.level)
    if who == DESK:
        return rank == 0
    contact: Contact | None = draft.policy.contact(who)
    if contact is None:
        return False
    return any(draft.policy.rank(name) >= rank for name in contact.levels) or who in _called_there(draft.case)


def _called_there(case: Case) -> tuple[str, ...]:
    """Those who were asked to act on the level where the case is now: by its escalation, or since. Whoever is only
    reminded every hour sees to it that somebody acts. What was called on another level gives no right here."""
    last, window = case.escalation, case.window
    calls = tuple(c.contact for c in last.calls if c.notice) if last and last.target == case.level else ()
    return (*calls, *(window.called if window else ()), case.handler)


def cannot_take(draft: Draft, who: str) -> str:
    if may_take(draft, who):
        return ""
    draft.event("noted", who, "may not take a case of this level")
    return f"is on {draft.case.level}; only its contacts can do that. Your words are kept as a note."


def hand_to(draft: Draft, who: str, *, quietly: bool = False) -> None:
    """The handler is `who`; the others hear of it, and the customer is told the name."""
    if draft.case.handler == who:
        draft.change(status=opened(draft.case))
        if draft.case.window is not None:  # the customer wrote again: what he says now stops the fail-over, too
            draft.event("taken", who, "said so again", source=who, target=who)
            take(draft, who, draft.now)
        return
    draft.event("taken", who, "said so", source=draft.case.handler, target=who)
    called = everybody_called(draft.case)
    take(draft, who, draft.now)
    for other in dict.fromkeys((*called, *draft.policy.inform)):
        if other not in (who, DESK):
            tell_onlooker(draft, other)
    if not quietly:
        _introduce(draft, who)


def everybody_called(case: Case) -> tuple[str, ...]:
    """Those who were ever asked to act on this case, and so must hear that they need not any more."""
    called = case.window.called if case.window else ()
    calls = (c.contact for escalation in case.escalations for c in escalation.calls if c.notice)
    return tuple(dict.fromkeys((*calls, *called, *((case.handler,) if case.handler else ()))))


def _introduce(draft: Draft, who: str) -> None:
    last, contact = draft.case.escalation, draft.policy.contact(who)
    if last is None or contact is None or last.answered_at is not None or draft.case.promised is None:
        return
    if draft.policy.told(draft.case.tags) is not Told.HANDOFF:
        return  # a name is something that a thief or a lawyer could use
    draft.tell_customer("introduction", text=contact.id, deadline=draft.case.promised)


def unhand(draft: Draft) -> None:
    """Nobody has it any more: the level is called anew."""
    draft.disarm(*RESPONSE)
    draft.change(handler="", window=None, status=opened(draft.case))
    last = draft.case.escalation
    if last is not None and last.step is Step.TAKEN:
        draft.step(Step.NOTIFIED)


def call_off(draft: Draft, who: str, before: Case) -> None:
    """A command was taken back: whoever was called by it and has the mail need not act. `before`: the case until then.
    """
    still = {who, DESK, *_not_called_yet(draft), *everybody_called(draft.case)}
    for other in everybody_called(before):
        if other not in still:
            tell_onlooker(draft, other, f"{_at_first(draft, who)} took it back: it is on {draft.case.level} again.")


def _not_called_yet(draft: Draft) -> set[str]:
    """Whose ESCALATION has not left, and will not any more."""
    return {m.to for m in draft.situation.posted if m.template == "escalation" and not m.attempted}


def _at_first(draft: Draft, who: str) -> str:
    """The name as a sentence begins with it."""
    name = name_of(draft, who)
    return name[:1].upper() + name[1:]


def tell_it_is_over(draft: Draft, who: str, before: Case, words: str, *, besides: str = "") -> None:
    """Whoever was called, had it or asks to be informed hears once that it is over, as long after as the customer, so
    that `undo` stops it; nobody is woken for that. `before`: the case until then. `besides`: who hears it otherwise."""
    if not before.escalations:
        return
    front = (DESK,) if before.thread(DESK) else ()
    outcome = f": {on_one_line(words)}" if words else "."
    asked = f"\nThe request for {before.request} is over with it." if before.request else ""
    leaves = max(draft.now + UNDO_FIRST, draft.policy.hours.opening(draft.now))
    for other in dict.fromkeys((*_had_to_do_with(before), *front, *draft.policy.inform)):
        if other not in (who, besides, *_not_called_yet(draft)):
            tell_settled(draft, other, f"{_at_first(draft, who)} resolved it{outcome}{asked}", leaves)


def _had_to_do_with(case: Case) -> tuple[str, ...]:
    """Those who were called or took it; not where it went back: they have heard that there is nothing to do."""
    live = [e for e in case.escalations if not e.returned]
    called = (who for e in live for who in (*(c.contact for c in e.calls if c.notice), e.taken_by))
    window = case.window.called if case.window else ()
    return tuple(dict.fromkeys(who for who in (*called, *window, case.handler) if who))


def too_often(draft: Draft, who: str, allowance: Allowance) -> str:
    """A person never comes near these numbers; a stolen token or a loop does."""
    if left(draft.case, who, allowance, draft.now) <= 0:
        return f"that was said {allowance.most} times within the hour on this case; nothing was done."
    draft.case = spend(draft.case, who, allowance, draft.now)
    return ""


def keep_note(draft: Draft, who: str, words: str) -> None:
    draft.event("noted", who, "words of a colleague")
    draft.words(Voice.NOTE, name_of(draft, who), words)


def who_was_called(draft: Draft) -> str:
    window = draft.case.window
    return name_of(draft, window.current) if window and window.current else "its level"


def name_of(draft: Draft, who: str) -> str:
    contact = draft.policy.contact(who)
    return contact.name if contact else "the front line"


def on_the_clock(draft: Draft, at: datetime) -> str:
    return draft.policy.hours.say(at, draft.now)
