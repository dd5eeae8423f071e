"""The variables of customers' mails: nothing internal is among them, so no template can tell it."""

from __future__ import annotations

from inbox_escalator.triage.trigger import Told
from inbox_escalator.writing.clean import one_line, personal_name, short
from inbox_escalator.writing.facts import Facts, author
from inbox_escalator.writing.known import Row
from inbox_escalator.writing.moments import in_words

STEPS_TOLD = 3
STEP_LETTERS = 240

_PREFIXES = ("re", "aw", "fw", "fwd", "wg", "sv", "vs", "ref", "rv", "tr", "rif", "antw", "enc", "res")


def desk_name(facts: Facts) -> str:
    """Name of the desk, as in `[desk] name`."""
    return facts.policy.desk_name


def desk_address(facts: Facts) -> str:
    """The support address."""
    return facts.policy.desk_address


def reference(facts: Facts) -> str:
    """`CASE-1042`."""
    return facts.case.reference


def name(facts: Facts) -> str:
    """The customer's name as their mail gives it; empty where that is no plain name."""
    return personal_name(facts.case.customer.name)


def subject(facts: Facts) -> str:
    """The customer's subject without `Re:` and without our reference; may be empty."""
    said = facts.untagged(one_line(facts.case.subject))
    for _ in range(5):
        prefix, colon, rest = said.partition(":")
        if not colon or prefix.strip().lower() not in _PREFIXES:
            break
        said = rest.strip()
    return " ".join(said.split())


def role(facts: Facts) -> str:
    """Role of the colleague who is brought in, as `[[contact]] role` has it; may be empty."""
    return facts.called.role if facts.called else ""


def issue_area(facts: Facts) -> str:
    """What the colleague knows about: the trigger's `issue_area`; may be empty."""
    running = facts.escalation
    found = facts.policy.known(running.triggers) if running else ()
    return next((t.issue_area for t in found if t.issue_area), "")


def promise(facts: Facts) -> str:
    """By when they will hear from us, with the timezone: `today, Friday 21 November, 15:00 (CET)`; may be empty."""
    deadline = facts.notice.deadline or facts.case.promised
    if deadline is None or deadline.at <= facts.at:
        return ""  # what is over when the mail leaves cannot be promised any more
    return in_words(deadline.at, facts.at, facts.policy.hours.zone, facts.language)


def careful(facts: Facts) -> str:
    """`yes` where words must be weighed (legal, security: a trigger with `customer = "neutral"`); else empty."""
    fired = (name for running in facts.case.escalations for name in running.triggers)
    return "" if facts.policy.told(fired) is Told.HANDOFF else "yes"


def missed(facts: Facts) -> str:
    """`yes` where the time that they were promised was not kept; else empty."""
    return "yes" if facts.case.missed else ""


def steps(facts: Facts) -> list[Row]:
    """What was done so far: rows with `when`, `who`, `words`; only answers that the customer has received."""
    return [
        {
            "when": in_words(text.at, facts.at, facts.policy.hours.zone, facts.language),
            "who": author(text),
            "words": short(one_line(text.words), STEP_LETTERS),
        }
        for text in facts.answers[-STEPS_TOLD:]
    ]


def handler_name(facts: Facts) -> str:
    """Name of the colleague who has the case; may be empty."""
    return facts.handler.name if facts.handler else ""


def handler_role(facts: Facts) -> str:
    """That colleague's role; may be empty."""
    return facts.handler.role if facts.handler else ""


def text(facts: Facts) -> str:
    """A colleague's own words for the customer; may be empty, may have several lines."""
    return facts.notice.text.strip()


VARIABLES = (
    desk_name, desk_address, reference, name, subject, role, issue_area, promise, careful, missed, steps,
    handler_name, handler_role, text,
)  # fmt: skip
