"""A colleague brought in a customer's mail: the case is the customer's, and the colleague gets a receipt."""

from __future__ import annotations

from inbox_escalator.casework.acting import name_of, who_was_called
from inbox_escalator.casework.case import Whose
from inbox_escalator.casework.clocks import response_window
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.ladder import Reason, hand_off, one_up, step_up
from inbox_escalator.casework.limits import ANSWERS, CODE_FOR
from inbox_escalator.casework.presence import TEMPLATE as ANSWER
from inbox_escalator.casework.request import Pending
from inbox_escalator.identity import DESK
from inbox_escalator.intake.brought import Brought
from inbox_escalator.intake.mail import Address
from inbox_escalator.intake.said import Command
from inbox_escalator.triage.trigger import Told

BRING = "new"


def takes_up(draft: Draft, incoming: Incoming) -> bool:
    """`up` on top goes a level up with its reason, where the customer's words did not do so by themselves."""
    brought = incoming.brought
    if brought is None or brought.waits_for is not None or not brought.up:
        return False
    return _one_level_up(draft, brought.said or f"{_name(brought)} said up", _by(brought))


def _one_level_up(draft: Draft, reason: str, by: str) -> bool:
    above = draft.policy.above(draft.case.level)
    if above is None:
        return False
    step_up(draft, above, Reason(("beyond_authority",), reason, one_up(draft.case.urgency), by))
    return True


def tell_bringer(draft: Draft, incoming: Incoming) -> None:
    """On the log, with what was said besides; and a receipt."""
    brought = incoming.brought
    if brought is None:
        return
    if brought.waits_for is not None:
        _ask_for_code(draft, brought, brought.waits_for)
        return
    draft.event("brought in", _by(brought), f"sent on by {brought.by}")
    if brought.said:
        draft.words(Voice.NOTE, _name(brought), brought.said)
    text = f"{draft.case.reference}: {_taken_in(draft)}"
    if brought.contact:
        draft.tell("receipt", brought.contact, text=text, answer=ANSWERS)
    else:  # without links: whoever is no contact commands nothing
        draft.tell(ANSWER, DESK, text=text, answer=ANSWERS, address=brought.by.address)


def _taken_in(draft: Draft) -> str:
    called = draft.case.escalations and draft.case.window is not None
    where = f"it is on {draft.case.level}" + (f"; {who_was_called(draft)} was called" if called else "")
    return f"taken in as a mail of {draft.case.customer}; {where}."


# ---------------------------------------------------------------------- without DMARC


def _ask_for_code(draft: Draft, brought: Brought, customer: Address) -> None:
    """The case is there, and not verified; whose it is waits for the code. Once, as the case is opened."""
    if len(draft.case.messages) > 1:
        return
    verb = "up" if brought.up else "new"
    command = Command(BRING, customer.address, customer.name, verb, brought.said)
    number = draft.event("code asked", brought.contact, f"{verb}: sent on, a mail of {customer}")
    draft.change(
        pending=(*draft.case.pending, Pending(brought.contact, command, number, draft.now + CODE_FOR)),
        subject=brought.subject or draft.case.subject,
    )
    draft.tell("code", brought.contact, text=f"{draft.case.reference} is a mail of {customer}", answer=ANSWERS)


def _bring(draft: Draft, who: str, said: Command) -> str:
    """The code came back: the case is that person's from now on, who hears what a first mail is answered with. What
    stood below the word is kept as that of any command."""
    if not said.argument:
        return "a mail is brought in by sending it on to the desk, with new: on its first line; nothing was done."
    customer = Address(said.argument, said.text)
    was_called = bool(draft.case.escalations)
    draft.event("brought in", who, f"sent on by {name_of(draft, who)}; a code proved it")
    draft.change(customer=customer, unverified=False, participants=(customer.address,))
    if was_called:
        _hand_off_late(draft)
    elif said.said == "up" and _one_level_up(draft, said.below or f"{name_of(draft, who)} said up", who):
        pass
    elif draft.policy.customer.acknowledge:
        draft.tell_customer("acknowledgement")
    return _taken_in(draft)


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
