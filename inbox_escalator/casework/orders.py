"""What each command does to the case; one short function a word, and the line of its receipt."""

from __future__ import annotations

from collections.abc import Callable

from inbox_escalator.casework.acting import (
    cannot_take,
    hand_to,
    keep_note,
    may_take,
    name_of,
    on_the_clock,
    tell_it_is_over,
    too_often,
    unhand,
    who_was_called,
)
from inbox_escalator.casework.availability import OUTSIDE_HOURS, UNREACHABLE, Choice, departure, why_unavailable
from inbox_escalator.casework.back import BACK
from inbox_escalator.casework.beyond import approve, beyond, deny
from inbox_escalator.casework.bringing import BRINGING
from inbox_escalator.casework.case import Status, Whose
from inbox_escalator.casework.clocks import (
    ANSWERS,
    RESOLVED,
    finish,
    give_turn_away,
    keep_promise,
    start_waiting,
    take_back_answer,
    take_turn,
)
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.delegating import DELEGATING
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.enclosing import ENCLOSING, enclosed, going_along
from inbox_escalator.casework.following import FOLLOWING
from inbox_escalator.casework.guard import leak
from inbox_escalator.casework.incident import dissolve
from inbox_escalator.casework.keeping import KEEPING, clock_runs
from inbox_escalator.casework.ladder import Reason, one_up, open_window, step_up
from inbox_escalator.casework.limits import PASSED, UNDO_FIRST
from inbox_escalator.casework.presence import PRESENCE
from inbox_escalator.casework.ruling import RULING, refused_words
from inbox_escalator.casework.together import TOGETHER, offer_others
from inbox_escalator.casework.updates import TOLD
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.intake.command import Command

Order = Callable[[Draft, str, Command], str]
"""(draft, contact or DESK, command) → what the receipt says after the reference."""


def free_text(draft: Draft, who: str, words: str) -> str:
    """A human wrote more than a word: it takes the case, is kept as a note and is not sent to the customer."""
    keep_note(draft, who, words)
    if not may_take(draft, who) or draft.case.ended:
        return "your words are kept as a note; the customer was not told."
    if draft.case.handler == who:
        how = "" if draft.customer_gets_nothing(human=True) else " (say: TEXT does that)"
        return f"your words are kept as a note. The customer was not told{how}."
    hand_to(draft, who)
    return "you have it now; your words are kept as a note, the customer was not told. Not you? Answer pass NAME."


def _ok(draft: Draft, who: str, _: Command) -> str:
    if refused := cannot_take(draft, who):
        return refused
    if draft.case.handler == who and draft.case.window is None:
        return "you have it already."
    hand_to(draft, who)
    left = draft.case.promised
    return "you have it." + (f" The customer was promised a word by {on_the_clock(draft, left.at)}." if left else "")


def _done(draft: Draft, who: str, said: Command, told: str = "") -> str:
    """`told`: who hears of it in another mail."""
    before = draft.case
    line = _resolve(draft, who, said)
    if before.ended or not draft.case.ended:
        return line
    tell_it_is_over(draft, who, before, said.text, besides=told)
    return line + offer_others(draft, who, said.text)


def _resolve(draft: Draft, who: str, said: Command) -> str:
    if refused := cannot_take(draft, who):
        return refused
    if asked := beyond(draft, who, said):
        return asked
    words = said.text
    if found := _leaks(draft, words):
        return refused_words(found)
    why_not = draft.customer_gets_nothing(human=True) if words else ""
    if why_not:
        keep_note(draft, who, words)
    elif words:
        _keep_answer(draft, who, words)
    draft.event("resolved", who, words or "said done", source=draft.case.status, target=Status.RESOLVED)
    escalated = bool(draft.case.escalations)
    if words and not why_not:
        keep_promise(draft, draft.now)
    finish(draft, who, RESOLVED)
    if why_not:
        return f"resolved by {name_of(draft, who)}. Your words are a note, and nobody was told them: {why_not}."
    rule = draft.policy.customer.resolved
    if not words and (rule == "none" or (rule == "escalated" and not escalated)):
        return f"resolved by {name_of(draft, who)}. The customer gets no mail."
    leaves = draft.now + UNDO_FIRST
    files = enclosed(said, who) if words else None
    if not draft.tell_customer("resolved", text=words, leaves=leaves, human=bool(words), enclosed=files):
        return f"resolved by {name_of(draft, who)}. The customer could not be told."
    told = on_the_clock(draft, leaves)
    line = f"resolved by {name_of(draft, who)}. Customer will be told {told}. Answer undo to stop it."
    return line + going_along(said)


def _up(draft: Draft, who: str, said: Command) -> str:
    """Always allowed; without a reason it is asked for afterwards."""
    above = draft.policy.above(draft.case.level)
    if above is None:
        return "it is on the highest level already; nothing was done."
    reason = said.text or f"{name_of(draft, who)} said up"
    if said.text:
        keep_note(draft, who, said.text)
    urgency = max(draft.case.urgency, one_up(draft.case.urgency), key=lambda u: u.rank)
    take_turn(draft, draft.now)  # whoever says `up` wants the next level to act, even if the customer was answered
    step_up(draft, above, Reason(("beyond_authority",), reason, urgency, who))
    asked = "" if said.text else " Why? Answer note: TEXT."
    return f"is on {draft.case.level} now; {who_was_called(draft)} was called.{asked}"


def _pass(draft: Draft, who: str, said: Command) -> str:
    contact = draft.policy.contact(said.argument)
    if contact is None:
        names = ", ".join(c.id for c in draft.policy.contacts)
        return f'nobody here is called "{said.argument}"; nothing was done. Contacts: {names}.'
    if not may_take(draft, contact.id):
        return f"{contact.name} is not on {draft.case.level} or above; nothing was done."
    away = why_unavailable(draft.policy, contact, draft.now, draft.situation.absences, critical=draft.case.critical)
    if away and away != OUTSIDE_HOURS:
        why = away if away.startswith(UNREACHABLE) else f"is {away}"
        return f"{contact.name} {why}; nothing was done. Answer pass NAME to somebody who is there."
    if refused := too_often(draft, who, PASSED):
        return refused
    level = draft.policy.level(draft.case.level)
    draft.event("passed", who, said.text or "said pass", source=who, target=contact.id)
    take_turn(draft, draft.now)  # whoever passes it on wants the other one to act, even if the customer was answered
    unhand(draft)
    leaves = departure(draft.policy, draft.now, critical=draft.case.critical)
    after = tuple(c.id for c in draft.policy.on_level(level.name) if c.id not in (contact.id, who))
    template = "escalation" if draft.case.escalations else "customer_wrote"
    first_mail = not draft.case.thread(contact.id)
    open_window(draft, Choice(level, (contact.id, *after), ()), leaves, template, fresh=first_mail)
    return f"passed to {contact.name}."


def _wait(draft: Draft, who: str, _: Command) -> str:
    if refused := cannot_take(draft, who):
        return refused
    hand_to(draft, who, quietly=True)
    draft.event("waits", who, "the customer's turn", target=Whose.CUSTOMER)
    if draft.case.whose is Whose.CUSTOMER:
        start_waiting(draft, draft.now)
    else:
        give_turn_away(draft, draft.now)
    promised = draft.case.promised
    said = f" They were promised a word by {on_the_clock(draft, promised.at)} and have had no mail." if promised else ""
    return f"waits for the customer; our clocks stand still.{said}"


def _note(draft: Draft, who: str, said: Command) -> str:
    if not said.text:
        return "there was nothing after the colon; nothing was kept."
    keep_note(draft, who, said.text)
    if may_take(draft, who) and not draft.case.ended and draft.case.handler != who:
        hand_to(draft, who)
        return "noted, and you have it now. Not you? Answer pass NAME."
    return "noted."


def _ignore(draft: Draft, who: str, said: Command) -> str:
    """Not a case: closes silently; `ignore sender` remembers the address. Who may not take it may not close it, and
    nobody stops the regulator's clock that way."""
    if refused := cannot_take(draft, who) or clock_runs(draft):
        return refused
    draft.event("ignored", who, "not a case", source=draft.case.status, target=Status.CLOSED)
    finish(draft, who, "not a case")
    alone = dissolve(draft, who)
    draft.change(status=Status.CLOSED, timers=())
    sender = said.argument == "sender" and bool(draft.case.customer.address)
    if sender:
        draft.ignore(draft.case.customer.address)
    for mail in draft.situation.posted:
        if mail.to == CUSTOMER and not mail.attempted:
            draft.withdraw(mail.message_id, "not a case")
    ignored = f" {draft.case.customer.address} is ignored from now on." if sender else ""
    return f"closed, not a case.{ignored}{alone}"


def _send(draft: Draft, who: str, _: Command) -> str:
    return _held(draft, who, "sent", draft.release)


def _drop(draft: Draft, who: str, _: Command) -> str:
    return _held(draft, who, "dropped", draft.withdraw)


def _held(draft: Draft, who: str, what: str, move: Callable[[str, str], None]) -> str:
    held = [m for m in draft.situation.posted if m.held and m.to == CUSTOMER]
    if not held:
        return "no mail to the customer is held; nothing was done."
    draft.event(what, who, f"{len(held)} held mail" + ("s" if len(held) > 1 else ""))
    for mail in held:
        move(mail.message_id, f"{who} said {what}")
    if what == "dropped" and any(mail.template in ANSWERS for mail in held):
        take_back_answer(draft)
    return f"{len(held)} held mail{'s' if len(held) > 1 else ''} to the customer {what}."


ORDERS: dict[str, Order] = {
    "ok": _ok,
    "done": _done,
    "up": _up,
    "pass": _pass,
    "wait": _wait,
    "note": _note,
    "ignore": _ignore,
    "send": _send,
    "drop": _drop,
    "approve": lambda draft, who, said: approve(draft, who, said, _done),
    "deny": deny,
    **BACK,
    **RULING,
    **FOLLOWING,
    **KEEPING,
    **TOGETHER,
    **TOLD,
    **PRESENCE,
    **ENCLOSING,
    **DELEGATING,
    **BRINGING,
}
"""`undo`, `status` and `help` stand in staff.py: they do not move the case."""


# ---------------------------------------------------------------------- words for the customer


def _keep_answer(draft: Draft, who: str, words: str) -> None:
    draft.event("said", who, "as the outcome", target=CUSTOMER)
    draft.words(Voice.STAFF, name_of(draft, who), words)


def _leaks(draft: Draft, words: str) -> str:
    return leak(words, draft.case, draft.situation.texts, draft.policy) if words else ""
