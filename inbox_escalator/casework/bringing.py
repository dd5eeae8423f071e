"""A colleague brought in a customer's mail: the case is the customer's, and the colleague gets a receipt."""

from __future__ import annotations

from inbox_escalator.casework.acting import name_of, who_was_called
from inbox_escalator.casework.case import Case, Whose
from inbox_escalator.casework.clocks import response_window
from inbox_escalator.casework.decision import HOUSE, NOTHING, Decision, Event, Notice, Route, Situation, Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.ladder import Reason, hand_off, one_up, step_up
from inbox_escalator.casework.limits import ANSWERS, CODE_FOR, LAST_ANSWER, WORDS, left
from inbox_escalator.casework.policy import Policy
from inbox_escalator.casework.presence import TEMPLATE as ANSWER
from inbox_escalator.casework.request import Pending
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.brought import Brought
from inbox_escalator.intake.command import read_command
from inbox_escalator.intake.desk import matches
from inbox_escalator.intake.mail import Address
from inbox_escalator.intake.said import Code, Command
from inbox_escalator.intake.sender import Dmarc
from inbox_escalator.triage.trigger import Told

BRING = "new"

COLLEAGUES_TOLD = 20
"""Colleagues who are no contacts and whom nothing proves, of one case."""


def takes_up(draft: Draft, incoming: Incoming) -> bool:
    """`up` on top goes a level up with its reason, where the customer's words did not do so by themselves."""
    brought = incoming.brought
    if brought is None or not brought.done or not brought.up:
        return False
    return _one_level_up(draft, brought.said or f"{_name(brought)} said up", _by(brought))


def _one_level_up(draft: Draft, reason: str, by: str) -> bool:
    above = draft.policy.above(draft.case.level)
    if above is None:
        return False
    step_up(draft, above, Reason(("beyond_authority",), reason, one_up(draft.case.urgency), by))
    return True


def tell_bringer(draft: Draft, incoming: Incoming) -> None:
    """Whoever sent it on always hears what became of it: a code where that may prove it, else a receipt."""
    brought = incoming.brought
    if brought is None:
        return
    if brought.waits_for is not None and draft.situation.case is None:
        _ask_for_code(draft, brought, brought.waits_for)
    elif brought.done:
        draft.event("brought in", _by(brought), f"sent on by {brought.by}")
        if brought.said:
            draft.words(Voice.NOTE, _name(brought), brought.said)
        _answer(draft, brought, _taken_in(draft, incoming.sender.address))
    else:
        draft.event("sent on", _by(brought), f"by {brought.by}; {brought.why_not or 'nothing proves that'}")
        _answer(draft, brought, _not_theirs(draft, brought))


def _answer(draft: Draft, brought: Brought, line: str) -> None:
    """Fewer where nothing proves who wrote: whoever forges colleagues fills no mailbox, and makes no case grow."""
    text, allowance = f"{draft.case.reference}: {line}", ANSWERS if brought.done else WORDS
    if left(draft.case, brought.contact or brought.by.address, allowance, draft.now) == 1:
        text += LAST_ANSWER
    strangers = {a.contact for a in draft.case.answered if "@" in a.contact}
    if brought.contact:
        draft.tell("receipt", brought.contact, text=text, answer=allowance)
    elif brought.done or len(strangers) < COLLEAGUES_TOLD:
        # Without links: whoever is no contact commands nothing.
        draft.tell(ANSWER, DESK, text=text, answer=allowance, address=brought.by.address)


def _taken_in(draft: Draft, customer: Address) -> str:
    called = draft.case.escalations and draft.case.window is not None
    where = f"it is on {draft.case.level}" + (f"; {who_was_called(draft)} was called" if called else "")
    return f"taken in as a mail of {customer}; {where}."


def _not_theirs(draft: Draft, brought: Brought) -> str:
    """It stands on a case as the colleague's own mail, which nothing proves."""
    if brought.why_not:
        return f"what you sent on is kept as a mail of your own, and no customer is told: {brought.why_not}."
    why = draft.situation.joins_because or "it answers a mail of it"
    up = " Answer up to take it a level up." if brought.contact and draft.policy.above(draft.case.level) else ""
    return f"what you sent on stands on this case now ({why}), and changes no more; it is on {draft.case.level}.{up}"


JUNK = "it lies in the junk folder, and counts once somebody has moved it out of there"


def not_taken_in(incoming: Incoming, situation: Situation, policy: Policy, why: str = "") -> Decision:
    """Nothing follows from the mail; a colleague whom DMARC proves, and who sent it on, hears why."""
    brought = incoming.brought
    if brought is None or incoming.sender.dmarc is not Dmarc.PASS:
        return NOTHING
    why, number = brought.why_not or why, situation.house_events + 1
    event = Event(HOUSE, number, situation.now, "not brought in", _by(brought), why)
    contact = policy.contact(brought.contact)
    route = Route.INBOX if contact is not None and policy.own_mailbox(contact) else Route.SMTP
    address = contact.address if contact is not None else brought.by.address
    text = f"What you sent on was not taken in: {why}."
    notice = Notice(ANSWER, _by(brought), address, HOUSE, number, route=route, text=text)
    return Decision(events=(event,), notices=(notice,))


# ---------------------------------------------------------------------- without DMARC


def _ask_for_code(draft: Draft, brought: Brought, customer: Address) -> None:
    """The case is there, and not verified; whose it is waits for the code. Only of a case that this mail opened: no
    other becomes somebody else's."""
    verb = "up" if brought.up else "new"
    command = Command(BRING, customer.address, customer.name, verb, brought.said)
    number = draft.event("code asked", _by(brought), f"{verb}: sent on, a mail of {customer}")
    who, text = brought.contact or brought.by.address, f"{draft.case.reference} is a mail of {customer}"
    draft.change(
        pending=(*draft.case.pending, Pending(who, command, number, draft.now + CODE_FOR)),
        subject=brought.subject or draft.case.subject,
    )
    draft.tell("code", _by(brought), text=text, answer=ANSWERS, address="" if brought.contact else who)


def on_code(incoming: Incoming, situation: Situation, policy: Policy) -> Decision | None:
    """The code of a colleague who is no contact came back, in an answer to the mail that asked for it and from the same
    address; None for any other mail. One try: six digits are not many."""
    case, sender = situation.case or situation.previous, incoming.sender
    waiting = _waiting(case, incoming) if case is not None and not situation.history_only else None
    code = read_command(incoming.mail.new_words, prefix=policy.prefix) if waiting is not None else None
    if case is None or waiting is None or not isinstance(code, Code):
        return None
    draft, name = Draft(case, situation, policy), sender.address.name or sender.address.address
    draft.change(pending=tuple(p for p in case.pending if p is not waiting))
    right = dict(situation.codes).get(waiting.event, "")
    if case.ended:
        draft.event("refused", DESK, f"a one-time code of {name}: the case is {case.status}")
        line = f"is {case.status}; nothing was done. Send the mail on again."
    elif draft.now > waiting.until or not right or right != code.digits:
        draft.event("refused", DESK, f"a wrong or late one-time code of {name}")
        line = "that code is wrong or too old; nothing was done. Send the mail on again."
    else:
        line = _theirs(draft, DESK, str(sender.address), waiting.command)
        draft.words(Voice.NOTE, name, waiting.command.below)
    text = f"{case.reference}: {line}"
    draft.tell(ANSWER, DESK, text=text, answer=ANSWERS, address=sender.address.address)
    return draft.decision()


def _waiting(case: Case, incoming: Incoming) -> Pending | None:
    sender = incoming.sender
    if sender.contact or not sender.staff or not sender.agreed or sender.dmarc is Dmarc.FAIL or incoming.in_junk:
        return None
    asked = {m.event for m in sender.marks if m.case == case.reference and m.contact == CUSTOMER}
    mine = (p for p in case.pending if p.contact == sender.address.address)
    return next((p for p in mine if p.event in asked), None)


def _bring(draft: Draft, who: str, said: Command) -> str:
    """The code came back: the case is that person's from now on, who hears what a first mail is answered with. What
    stood below the word is kept as that of any command."""
    if not said.argument:
        return "a mail is brought in by sending it on to the desk, with new: on its first line; nothing was done."
    return _theirs(draft, who, name_of(draft, who), said)


def _theirs(draft: Draft, who: str, name: str, said: Command) -> str:
    customer = Address(said.argument, said.text)
    if matches(customer.address, draft.situation.ignored):
        draft.event("refused", who, f"{customer.address} is ignored")
        return f"{customer.address} is ignored, and gets no mail; nothing was done."
    was_called = bool(draft.case.escalations)
    draft.event("brought in", who, f"sent on by {name}; a code proved it")
    draft.change(customer=customer, unverified=False, participants=(customer.address,))
    if was_called:
        _hand_off_late(draft)
    elif said.said == "up" and _one_level_up(draft, said.below or f"{name} said up", who):
        pass
    elif draft.policy.customer.acknowledge:
        draft.tell_customer("acknowledgement")
    return _taken_in(draft, customer)


def _hand_off_late(draft: Draft) -> None:
    """It escalated while nobody could be told a time; now somebody can."""
    window, told = draft.case.window, draft.policy.told(draft.case.tags)
    if told is Told.NONE or draft.case.whose is not Whose.OURS:
        return
    level = draft.policy.level(draft.case.level)
    due = window.due if window else response_window(draft.policy, level, draft.now, critical=draft.case.critical)
    hand_off(draft, told, due)


BRINGING = {BRING: _bring}
"""For the table of orders."""


def _by(brought: Brought) -> str:
    return brought.contact or DESK


def _name(brought: Brought) -> str:
    return brought.by.name or brought.by.address
