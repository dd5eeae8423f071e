"""A colleague answered the customer, as always, from the mailbox: so we know when, by whom and what was tried."""

from __future__ import annotations

from inbox_escalator.casework.case import Case, Whose
from inbox_escalator.casework.clocks import give_turn_away, keep_promise, opened
from inbox_escalator.casework.decision import NOTHING, Decision, Situation, Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.policy import Policy
from inbox_escalator.identity import DESK

FORWARDS = ("fw:", "fwd:", "wg:", "tr:", "rv:", "enc:", "doorst:", "i:")
"""How mail programs mark what they forward."""


def on_answer(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """An answer found in Sent, or one with the desk in Cc that passed DMARC."""
    case = situation.case
    if case is None:
        return NOTHING
    draft = Draft(case, situation, policy)
    by = incoming.sender.contact or DESK
    if _forwarded_elsewhere(case, incoming):
        draft.event("noted", by, "forwarded to somebody else; the customer was not answered")
        draft.words(Voice.NOTE, incoming.sender.address.address, incoming.words, at=incoming.arrived)
        return draft.decision()
    draft.event("answered", by, "found in Sent" if incoming.in_sent else "the desk was in copy")
    author = incoming.sender.address.name or incoming.sender.address.address
    draft.words(Voice.STAFF, author, incoming.words, at=incoming.arrived, message_id=incoming.mail.message_id)
    draft.here(by)
    if situation.history_only or case.ended:
        return draft.decision()
    draft.change(status=opened(draft.case))
    keep_promise(draft, incoming.arrived)
    if _answers_the_last_word(case, incoming):
        give_turn_away(draft, incoming.arrived)
    return draft.decision()


def _forwarded_elsewhere(case: Case, incoming: Incoming) -> bool:
    """To a supplier, say. Only a mark of forwarding tells: an answer may well go to a Reply-To that we do not know."""
    mail = incoming.mail
    to_them = any(a.address in case.participants for a in (*mail.to, *mail.cc))
    return not to_them and mail.subject.lower().startswith(FORWARDS)


def _answers_the_last_word(case: Case, incoming: Incoming) -> bool:
    """False where the customer wrote again after this answer: then it is still our move."""
    if case.whose is Whose.CUSTOMER:
        return False
    if case.messages and case.messages[-1] in incoming.mail.thread_ids:
        return True
    return case.last_word_at is None or incoming.arrived >= case.last_word_at
