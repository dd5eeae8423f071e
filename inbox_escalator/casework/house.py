"""What concerns the desk and no case: problems for the administrator."""

from __future__ import annotations

from datetime import timedelta

from inbox_escalator.casework.caseless import colleague, on_word
from inbox_escalator.casework.decision import HOUSE, NOTHING, Decision, Event, Notice, Route, Situation
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.policy import Policy
from inbox_escalator.intake.sender import Dmarc

SAID_AGAIN_AFTER = timedelta(hours=1)


def on_problem(line: str, situation: Situation, policy: Policy) -> Decision:
    """One line for the administrator: cannot log in, deliver or read. How often is the worker's to say."""
    administrator = policy.contact(policy.administrator)
    if administrator is None:
        return NOTHING
    number = situation.house_events + 1
    event = Event(HOUSE, number, situation.now, "problem", "system", line)
    route = Route.INBOX if policy.own_mailbox(administrator) else Route.SMTP
    notice = Notice("problem", administrator.id, administrator.address, HOUSE, number, route=route, text=line)
    return Decision(events=(event,), notices=(notice,))


def on_set_aside(line: str, triggers: tuple[str, ...], situation: Situation, policy: Policy) -> Decision:
    """A message could not be taken in, and its words are critical: whoever its triggers call is told, at once."""
    called = [c.id for t in policy.known(triggers) for c in policy.on_level(t.target)]
    number = situation.house_events + 1
    event = Event(HOUSE, number, situation.now, "set aside", "system", line)
    found = (policy.contact(id_) for id_ in dict.fromkeys((*called, policy.administrator)))
    notices = [
        Notice(
            "problem", c.id, c.address, HOUSE, number, slot and slot + 1,
            Route.INBOX if policy.own_mailbox(c) else Route.SMTP, critical=True, text=line,
        )
        for slot, c in enumerate(c for c in found if c is not None)
    ]  # fmt: skip
    return Decision(events=(event,), notices=tuple(notices))


def on_house_answer(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """A word that is about no case (`away`, `here`, `list`), or an answer to a mail that speaks of no case, or of many.
    Nothing else can be meant by it, and that is said, once an hour at most: it may be a machine that answers this, too.
    """
    sender = incoming.sender
    contact = policy.contact(sender.contact) or colleague(sender, policy)
    if contact is None or not sender.agreed or sender.dmarc is Dmarc.FAIL:
        return NOTHING
    if (decision := on_word(incoming, contact, situation, policy)) is not None:
        return decision
    if not any(m.case == HOUSE and m.contact == sender.contact for m in sender.marks):
        return NOTHING
    last = situation.explained_at
    if last is not None and situation.now - last < SAID_AGAIN_AFTER:
        return NOTHING
    number = situation.house_events + 1
    event = Event(HOUSE, number, situation.now, "asked", contact.id, "answered a mail that speaks of no single case")
    route = Route.INBOX if policy.own_mailbox(contact) else Route.SMTP
    text = "Nothing was done: that mail speaks of no single case. Answer the mail of the case you mean."
    notice = Notice("receipt", contact.id, contact.address, HOUSE, number, route=route, text=text)
    return Decision(events=(event,), notices=(notice,))
