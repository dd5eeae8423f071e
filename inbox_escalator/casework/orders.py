"""What each command does to the case; one short function a word, and the line of its receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from inbox_escalator.casework.case import Case, Status, Step, Whose
from inbox_escalator.casework.clocks import (
    ANSWERS,
    RESPONSE,
    finish,
    give_turn_away,
    keep_promise,
    opened,
    start_waiting,
    take,
    take_back_answer,
    take_turn,
)
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.guard import leak
from inbox_escalator.casework.ladder import Choice, Reason, departure, one_up, open_window, step_up
from inbox_escalator.casework.limits import PASSED, SAID, Allowance, left, spend
from inbox_escalator.casework.policy import Contact
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.command import Command
from inbox_escalator.triage.trigger import Told

Order = Callable[[Draft, str, Command], str]
"""(draft, contact or DESK, command) → what the receipt says after the reference."""

UNDO_FIRST = timedelta(minutes=2)
"""Words for a customer wait so long in the outbox, so that `undo` can take them back."""


def free_text(draft: Draft, who: str, words: str) -> str:
    """A human wrote more than a word: it takes the case, is kept as a note and is not sent to the customer."""
    _keep_note(draft, who, words)
    if not _may_take(draft, who) or draft.case.ended:
        return "your words are kept as a note; the customer was not told."
    if draft.case.handler == who:
        return "your words are kept as a note. The customer was not told (say: TEXT does that)."
    _take(draft, who)
    return "you have it now; your words are kept as a note, the customer was not told. Not you? Answer pass NAME."


def _ok(draft: Draft, who: str, _: Command) -> str:
    if refused := _cannot_take(draft, who):
        return refused
    if draft.case.handler == who:
        return "you have it already."
    _take(draft, who)
    left = draft.case.promised
    return "you have it." + (f" The customer was promised a word by {_said(draft, left.at)}." if left else "")


def _done(draft: Draft, who: str, said: Command) -> str:
    if refused := _cannot_take(draft, who):
        return refused
    words = said.text
    if found := _leaks(draft, words):
        return _refused_words(found)
    if words:
        _keep_answer(draft, who, words)
    draft.event("resolved", who, words or "said done", source=draft.case.status, target=Status.RESOLVED)
    escalated = bool(draft.case.escalations)
    if words:
        keep_promise(draft, draft.now)
    finish(draft, who, "resolved")
    rule = draft.policy.customer.resolved
    if not words and (rule == "none" or (rule == "escalated" and not escalated)):
        return f"resolved by {_name(draft, who)}. The customer gets no mail."
    leaves = draft.now + UNDO_FIRST
    if not draft.tell_customer("resolved", text=words, leaves=leaves, human=bool(words)):
        return f"resolved by {_name(draft, who)}. The customer could not be told."
    return f"resolved by {_name(draft, who)}. Customer will be told {_said(draft, leaves)}. Answer undo to stop it."


def _up(draft: Draft, who: str, said: Command) -> str:
    """Always allowed; without a reason it is asked for afterwards."""
    above = draft.policy.above(draft.case.level)
    if above is None:
        return "it is on the highest level already; nothing was done."
    reason = said.text or f"{_name(draft, who)} said up"
    if said.text:
        _keep_note(draft, who, said.text)
    urgency = max(draft.case.urgency, one_up(draft.case.urgency), key=lambda u: u.rank)
    take_turn(draft, draft.now)  # whoever says `up` wants the next level to act, even if the customer was answered
    step_up(draft, above, Reason(("beyond_authority",), reason, urgency, who))
    asked = "" if said.text else " Why? Answer note: TEXT."
    return f"is on {draft.case.level} now; {_called(draft)} was called.{asked}"


def _pass(draft: Draft, who: str, said: Command) -> str:
    contact = draft.policy.contact(said.argument)
    if contact is None:
        names = ", ".join(c.id for c in draft.policy.contacts)
        return f'nobody here is called "{said.argument}"; nothing was done. Contacts: {names}.'
    if not _may_take(draft, contact.id):
        return f"{contact.name} is not on {draft.case.level} or above; nothing was done."
    if refused := _too_often(draft, who, PASSED):
        return refused
    level = draft.policy.level(draft.case.level)
    draft.event("passed", who, said.text or "said pass", source=who, target=contact.id)
    take_turn(draft, draft.now)  # whoever passes it on wants the other one to act, even if the customer was answered
    _unhand(draft)
    leaves = departure(draft.policy, draft.now, critical=draft.case.critical)
    after = tuple(c.id for c in draft.policy.on_level(level.name) if c.id not in (contact.id, who))
    template = "escalation" if draft.case.escalations else "customer_wrote"
    first_mail = not draft.case.thread(contact.id)
    open_window(draft, Choice(level, (contact.id, *after), ()), leaves, template, fresh=first_mail)
    return f"passed to {contact.name}."


def _wait(draft: Draft, who: str, _: Command) -> str:
    if refused := _cannot_take(draft, who):
        return refused
    _take(draft, who, quietly=True)
    draft.event("waits", who, "the customer's turn", target=Whose.CUSTOMER)
    if draft.case.whose is Whose.CUSTOMER:
        start_waiting(draft, draft.now)
    else:
        give_turn_away(draft, draft.now)
    promised = draft.case.promised
    said = f" They were promised a word by {_said(draft, promised.at)} and have had no mail." if promised else ""
    return f"waits for the customer; our clocks stand still.{said}"


def _say(draft: Draft, who: str, said: Command) -> str:
    if refused := _cannot_take(draft, who):
        return refused
    if not said.text:
        return "there was nothing after the colon; nothing was sent."
    if found := _leaks(draft, said.text):
        return _refused_words(found)
    if refused := _too_often(draft, who, SAID):
        return refused
    leaves = draft.now + UNDO_FIRST
    _take(draft, who, quietly=True)
    draft.event("said", who, "to the customer", target=CUSTOMER)
    if not draft.tell_customer("message", text=said.text, leaves=leaves, human=True):
        return "could not be sent: the customer's address takes no mail from us."
    draft.words(Voice.STAFF, _name(draft, who), said.text)
    keep_promise(draft, leaves)
    give_turn_away(draft, leaves)
    return f"Customer will be told {_said(draft, leaves)}. Answer undo to stop it."


def _note(draft: Draft, who: str, said: Command) -> str:
    if not said.text:
        return "there was nothing after the colon; nothing was kept."
    _keep_note(draft, who, said.text)
    if _may_take(draft, who) and not draft.case.ended and draft.case.handler != who:
        _take(draft, who)
        return "noted, and you have it now. Not you? Answer pass NAME."
    return "noted."


def _ignore(draft: Draft, who: str, said: Command) -> str:
    """Not a case: closes silently; `ignore sender` remembers the address. Who may not take it may not close it."""
    if refused := _cannot_take(draft, who):
        return refused
    draft.event("ignored", who, "not a case", source=draft.case.status, target=Status.CLOSED)
    finish(draft, who, "not a case")
    draft.change(status=Status.CLOSED, timers=())
    sender = said.argument == "sender" and bool(draft.case.customer.address)
    if sender:
        draft.ignore(draft.case.customer.address)
    for mail in draft.situation.posted:
        if mail.to == CUSTOMER and not mail.attempted:
            draft.withdraw(mail.message_id, "not a case")
    return "closed, not a case." + (f" {draft.case.customer.address} is ignored from now on." if sender else "")


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
    "say": _say,
    "note": _note,
    "ignore": _ignore,
    "send": _send,
    "drop": _drop,
}
"""`undo`, `status` and `help` stand in staff.py: they do not move the case."""


# ---------------------------------------------------------------------- shared


def _may_take(draft: Draft, who: str) -> bool:
    """Only contacts of the case's level or above can take; on the front line the mailbox itself can."""
    rank = draft.policy.rank(draft.case.level)
    if who == DESK:
        return rank == 0
    contact: Contact | None = draft.policy.contact(who)
    return contact is not None and any(draft.policy.rank(name) >= rank for name in contact.levels)


def _cannot_take(draft: Draft, who: str) -> str:
    if _may_take(draft, who):
        return ""
    draft.event("noted", who, "may not take a case of this level")
    return f"is on {draft.case.level}; only its contacts can do that. Your words are kept as a note."


def _take(draft: Draft, who: str, *, quietly: bool = False) -> None:
    """The handler is `who`; the others hear of it, and the customer is told the name."""
    if draft.case.handler == who:
        draft.change(status=opened(draft.case))
        return
    draft.event("taken", who, "said so", source=draft.case.handler, target=who)
    called = _everybody_called(draft.case)
    take(draft, who, draft.now)
    for other in dict.fromkeys((*called, *draft.policy.inform)):
        if other not in (who, DESK):
            draft.tell("took_over", other)
    if not quietly:
        _introduce(draft, who)


def _everybody_called(case: Case) -> tuple[str, ...]:
    """Those who were ever asked to act on this case, and so must hear that they need not any more."""
    called = case.window.called if case.window else ()
    calls = (c.contact for escalation in case.escalations for c in escalation.calls if c.notice)
    return tuple(dict.fromkeys((*calls, *called, *((case.handler,) if case.handler else ()))))


def _introduce(draft: Draft, who: str) -> None:
    last, contact = draft.case.escalation, draft.policy.contact(who)
    if last is None or contact is None or last.answered_at is not None or draft.case.promised is None:
        return
    told = [t.told for name in draft.case.tags if (t := draft.policy.trigger(name)) is not None]
    if Told.NEUTRAL in told or Told.NONE in told:
        return  # a name is something that a thief or a lawyer could use
    draft.tell_customer("introduction", text=contact.id, deadline=draft.case.promised)


def _unhand(draft: Draft) -> None:
    """Nobody has it any more: the level is called anew."""
    draft.disarm(*RESPONSE)
    draft.change(handler="", window=None, status=opened(draft.case))
    last = draft.case.escalation
    if last is not None and last.step is Step.TAKEN:
        draft.step(Step.NOTIFIED)


def _too_often(draft: Draft, who: str, allowance: Allowance) -> str:
    """A person never comes near these numbers; a stolen token or a loop does."""
    if left(draft.case, who, allowance, draft.now) <= 0:
        return f"that was said {allowance.most} times within the hour on this case; nothing was done."
    draft.case = spend(draft.case, who, allowance, draft.now)
    return ""


def _keep_note(draft: Draft, who: str, words: str) -> None:
    draft.event("noted", who, "words of a colleague")
    draft.words(Voice.NOTE, _name(draft, who), words)


def _keep_answer(draft: Draft, who: str, words: str) -> None:
    draft.event("said", who, "as the outcome", target=CUSTOMER)
    draft.words(Voice.STAFF, _name(draft, who), words)


def _leaks(draft: Draft, words: str) -> str:
    return leak(words, draft.case, draft.situation.texts, draft.policy) if words else ""


def _refused_words(found: str) -> str:
    return f'not sent, for it holds internal words ("{found}"); write it anew without them.'


def _called(draft: Draft) -> str:
    window = draft.case.window
    return _name(draft, window.current) if window and window.current else "its level"


def _name(draft: Draft, who: str) -> str:
    contact = draft.policy.contact(who)
    return contact.name if contact else "the front line"


def _said(draft: Draft, at: datetime) -> str:
    return draft.policy.hours.say(at, draft.now)

