"""One-tap links: a prepared answer opens in the mail program, one more tap sends it.

`mailto:` only, never https: scanners click what they find in a mail, but they write no answers.
"""

from __future__ import annotations

from urllib.parse import quote

from inbox_escalator.casework.draft import nobody_there
from inbox_escalator.writing.facts import Facts


def tap(facts: Facts, verb: str, body: str = "", *, case: str = "") -> str:
    """A prepared answer: the subject proves who may do just this, once; the body says it. `case`: another reference."""
    token = facts.seal.tap(case or facts.case.reference, facts.notice.to, facts.notice.number, verb)
    subject = quote(f"{verb} {token}", safe="")
    return f"mailto:{quote(facts.policy.desk_address, safe='@')}?subject={subject}&body={quote(body or verb, safe='')}"


def tap_ok(facts: Facts) -> str:
    """Link: I take it."""
    return tap(facts, "ok")


def tap_done(facts: Facts) -> str:
    """Link: it is resolved."""
    return tap(facts, "done")


def tap_up(facts: Facts) -> str:
    """Link: to the next level."""
    return tap(facts, "up")


def tap_wait(facts: Facts) -> str:
    """Link: it is the customer's turn."""
    return tap(facts, "wait")


def tap_say(facts: Facts) -> str:
    """Link: opens a mail that begins with `say: `, for words to the customer; empty where no mail reaches them."""
    return "" if nobody_there(facts.case, facts.policy) else tap(facts, "say", "say: ")


def tap_ignore(facts: Facts) -> str:
    """Link: not a case."""
    return tap(facts, "ignore")


def tap_status(facts: Facts) -> str:
    """Link: how it stands."""
    return tap(facts, "status")


def tap_send(facts: Facts) -> str:
    """Link: send the held mail."""
    return tap(facts, "send")


def tap_drop(facts: Facts) -> str:
    """Link: drop the held mail."""
    return tap(facts, "drop")


def tap_undo(facts: Facts) -> str:
    """Link: take the last command back."""
    return tap(facts, "undo")


def tap_approve(facts: Facts) -> str:
    """Link: what a colleague asks for is granted."""
    return tap(facts, "approve")


def tap_deny(facts: Facts) -> str:
    """Link: it is not."""
    return tap(facts, "deny")


TAPS = (
    tap_ok, tap_done, tap_up, tap_wait, tap_say, tap_ignore, tap_status, tap_send, tap_drop, tap_undo, tap_approve,
    tap_deny,
)  # fmt: skip
