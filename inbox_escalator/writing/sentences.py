"""What happened, as one person would tell another: one sentence an event, on a terminal and in mails to staff."""

from __future__ import annotations

from collections.abc import Callable

from inbox_escalator.casework.decision import Event
from inbox_escalator.identity import CUSTOMER

SAID = {
    "opened": 'new case: "{subject}"',
    "customer wrote": "{customer} writes again",
    "reopened": "reopened",
    "escalated": "ESCALATED {source} → {target}: {because}",
    "called": "{target} gets an ESCALATION",
    "away": "{target} is away: {because}",
    "unavailable": "{target} cannot be reached: {because}",
    "fell over": "next contact after {source}: {because}",
    "reminded": "{target} is reminded: {because}",
    "repeated": "called again: {because}",
    "taken": "{by} has it",
    "answered": "answered from the mailbox ({by}); it is the customer's turn",
    "said": "{by} writes to the customer",
    "missed": "the promise was missed: {because}",
    "unresolved": "{because}",
    "resolved": "resolved by {by}: {because}",
    "closed": "closed",
    "undone": "{by} takes it back",
    "passed": "{by} passes it to {target}",
    "noted": "{by}: a note",
    "code asked": "{by} is asked for a code",
    "asked again": "{target} took it and is asked what happened",
    "refused": "not obeyed: {because}",
    "thanked": "{customer} says thanks: no clock moves",
    "auto-reply": "an automatic answer: a note",
    "observed": "only observed: {because}",
    "silent": "no alarm again: {because}",
    "false alarm": "a false alarm, says {by}: back {source} → {target}",
    "sent back": "{by} sends it back {source} → {target}: {because}",
    "mood": "{by}: the customer is {target}",
    "not delivered": "not delivered: {because}",
    "held": "a mail is held: {because}",
    "told": "{by} answered by phone; it is the customer's turn",
    "updated": "{customer} hears that we are still at it",
    "asked for a word": "{target} is asked for a word to the customer",
    "followed up": "{customer} is asked how it went",
    "feedback": "{customer} says how it went: {because}",
    "held up": "{because}",
    "left late": "left late: {because}",
    "leaves late": "late: {because}",
    "facts asked": "the front line is asked for: {because}",
    "facts given": "the front line answers: {because}",
}
"""By the event: what a terminal tells while it happens, and a mail afterwards."""

IN_FULL = {
    "approved": "{by} approves {because}",
    "asked": "{by} asks: {because}",
    "asked for authority": "{by} may not decide that alone: {because}",
    "asked the customer": "{by} asks the customer",
    "asked to call": "{target} is asked to call {because}",
    "back": "{by} is there again",
    "bounced": "came back: {because}",
    "breach": "{because}",
    "brought in": "brought in by {by}: {because}",
    "decided": "{by} tells the customer a decision",
    "delayed": "delayed: {because}",
    "delegated": "{by} lets it count: {because}",
    "denied": "{by} denies {because}",
    "dropped": "{by} drops {because}",
    "files missing": "files that are not there any more: {because}",
    "ignored": "not a case, says {by}",
    "imported": "an earlier mail of {customer}",
    "joined": "somebody else writes on this case",
    "later": "{by} {because}",
    "linked": "{because}",
    "next": "{by}: {because}",
    "not mailed": "no mail went out: {because}",
    "on its own": "{because}",
    "one less": "{because}",
    "one more": "{because}",
    "phoned": "{by} called {target}",
    "released": "{because}",
    "sent": "{by} sends {because}",
    "sent on": "sent on, and not taken for the customer's own: {because}",
    "skipped": "{target} was not called: {because}",
    "split": "{because}",
    "vip": "{because}",
    "waits": "{by}: it is the customer's turn",
}
"""What only a mail tells, which has room for the whole past of a case."""

BY_ITSELF = {
    "noted": "{because}",
    "resolved": "resolved: {because}",
    "waits": "waits {because}",
}
"""Where nobody did it, but a clock or the rules."""

OF_A_COLLEAGUE = {
    "escalated": "ESCALATED {source} → {target} by {by}: {because}",
    "held": "nothing of it is erased, says {by}",
    "reopened": "{by} opens it again",
}

CALLS = {
    "escalation": SAID["called"],
    "customer_wrote": "{target} is told that {customer} wrote",
    "came_back": "{target} is told that it is back",
}
"""By the mail that calls."""

_NOBODY = frozenset({"clock", "system"})
_WHY = ": {because}"


def pattern(event: Event) -> str:
    """The sentence of that event, with `{by}`, `{customer}`, `{target}` and so on; '' for one that has none."""
    if event.what == "called":
        return CALLS.get(event.because.rpartition(", ")[2], "{target} is called: {because}")
    if event.by in _NOBODY:
        own = BY_ITSELF.get(event.what)
    else:
        own = None if event.by == CUSTOMER else OF_A_COLLEAGUE.get(event.what)
    return own or SAID.get(event.what) or IN_FULL.get(event.what, "")


def told(event: Event, *, subject: str, customer: str, name: Callable[[str], str]) -> tuple[str, str]:
    """What happened, and why; the second is '' where the first says it all. `name`: how somebody is called there."""
    words = pattern(event) or f"{event.what}{_WHY}"
    if words.endswith(_WHY):
        words, why = words.removesuffix(_WHY), event.because
    else:
        why = ""
    by, source, target = (customer if who == CUSTOMER else name(who) for who in (event.by, event.source, event.target))
    said = words.format(by=by, source=source, target=target, because=event.because, subject=subject, customer=customer)
    return " ".join(said.split()), why
