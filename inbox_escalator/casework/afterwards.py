"""The one question after a case was resolved, and its answer."""

from __future__ import annotations

from inbox_escalator.casework.authority import on_hold
from inbox_escalator.casework.case import Alarm, Case, Status
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.triage.feedback import Feedback, read_feedback


def ask_customer(draft: Draft) -> None:
    """Is it solved, and how did we do? Once a case, and never where words must be weighed (legal, security)."""
    draft.disarm(Alarm.FOLLOWUP)
    if draft.case.status is not Status.RESOLVED or draft.case.asked_at or on_hold(draft.case, draft.policy):
        return
    draft.event("followed up", "clock", "is it solved, and how did we do?", target=CUSTOMER)
    if draft.tell_customer("followup"):
        draft.change(asked_at=draft.now)


def take_answer(draft: Draft, incoming: Incoming) -> Feedback | None:
    """The first mail of the customer after the question, kept for the review; None where it answers no question."""
    if not _answers(draft.case, incoming):
        return None
    answer = _read(incoming)
    draft.change(feedback=answer)
    draft.event("feedback", CUSTOMER, str(answer))
    return answer


def leaves_closed(case: Case, incoming: Incoming) -> bool:
    """Nothing but thanks, or the answer to our question that all is well: a note on the closed case. Anything else
    opens a new one."""
    if case.status is not Status.CLOSED or incoming.triage.escalates or incoming.brought is not None:
        return False
    return incoming.triage.thanks_only or (_answers(case, incoming) and _read(incoming).content)


def _answers(case: Case, incoming: Incoming) -> bool:
    waits = case.ended and case.asked_at is not None and case.feedback is None
    return waits and incoming.sender.address.address == case.customer.address


def _read(incoming: Incoming) -> Feedback:
    return read_feedback(incoming.mail.new_words or incoming.words)
