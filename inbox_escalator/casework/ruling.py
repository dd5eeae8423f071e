"""`say`, `ask` and `decide`: a colleague's words for the customer, who has the turn from then on."""

from __future__ import annotations

from inbox_escalator.casework.acting import (
    cannot_take,
    everybody_called,
    hand_to,
    keep_note,
    name_of,
    on_the_clock,
    too_often,
)
from inbox_escalator.casework.clocks import give_turn_away, keep_promise
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.enclosing import enclosed, going_along
from inbox_escalator.casework.guard import leak
from inbox_escalator.casework.limits import SAID, UNDO_FIRST
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.command import Command


def refused_words(found: str) -> str:
    return f'not sent, for it holds internal words ("{found}"); write it anew without them.'


def cannot_tell(draft: Draft, who: str, words: str) -> str:
    """Why these words do not go to the customer; '' where they may. What cannot be sent is kept as a note."""
    if refused := cannot_take(draft, who):
        return refused
    if not words:
        return "there was nothing after the colon; nothing was sent."
    if found := leak(words, draft.case, draft.situation.texts, draft.policy):
        return refused_words(found)
    if refused := too_often(draft, who, SAID):
        return refused
    if why_not := draft.customer_gets_nothing(human=True):
        keep_note(draft, who, words)
        return f"not sent, and kept as a note: {why_not}."
    return ""


def tell(draft: Draft, who: str, said: Command, what: str, template: str = "message") -> str:
    """The words go to the customer in two minutes, whose turn it is from then on."""
    leaves = draft.now + UNDO_FIRST
    hand_to(draft, who, quietly=True)
    draft.event(what, who, "to the customer", target=CUSTOMER)
    draft.tell_customer(template, text=said.text, leaves=leaves, human=True, enclosed=enclosed(said, who))
    draft.words(Voice.STAFF, name_of(draft, who), said.text)
    keep_promise(draft, leaves)
    give_turn_away(draft, leaves)
    return f"Customer will be told {on_the_clock(draft, leaves)}. Answer undo to stop it.{going_along(said)}"


def _say(draft: Draft, who: str, said: Command) -> str:
    return cannot_tell(draft, who, said.text) or tell(draft, who, said, "said")


def _ask(draft: Draft, who: str, said: Command) -> str:
    """A question to the customer: our clocks stand still until the answer comes."""
    return cannot_tell(draft, who, said.text) or tell(draft, who, said, "asked the customer")


def _decide(draft: Draft, who: str, said: Command) -> str:
    """The decision, word for word: on the case, to the customer, and to whoever had the case, each in a mail."""
    if refused := cannot_tell(draft, who, said.text):
        return refused
    had_it = everybody_called(draft.case)
    told = tell(draft, who, said, "decided", "decision")
    leaves = max(draft.now + UNDO_FIRST, draft.policy.hours.opening(draft.now))  # nobody is woken for a copy
    for other in dict.fromkeys((DESK, *had_it, *draft.policy.inform)):
        if other != who:
            draft.tell("decided", other, text=said.text, leaves=leaves, critical=False)
    return f"the decision is on the case; the front line gets it, too. {told}"


RULING = {"say": _say, "ask": _ask, "decide": _decide}
