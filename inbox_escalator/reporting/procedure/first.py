"""The Escalation Procedure: scope, levels, triggers, steps, templates, tracking, in the order of the requirements."""

from __future__ import annotations

from collections.abc import Iterator

from inbox_escalator.casework.policy import Level
from inbox_escalator.casework.request import money
from inbox_escalator.reporting.log import COLUMNS
from inbox_escalator.reporting.procedure import letters, saying
from inbox_escalator.reporting.procedure.paper import (
    Block,
    Bullets,
    Fields,
    Heading,
    Letter,
    Paper,
    Paragraph,
    Sign,
    Table,
    missing,
)
from inbox_escalator.reporting.procedure.source import Source
from inbox_escalator.triage.trigger import Told

PRINCIPLE = (
    "Escalation is not failure. It is a system that ensures the right person handles the right issue at the right "
    "time, preventing small problems from becoming big ones."
)
STANDARD_COLUMNS = 8
"""So many columns of the log are the requirements' own; the rest is for figures."""


def escalation_procedure(source: Source) -> Paper:
    """The first of the two documents."""
    parts = (_principle(), _scope(source), _levels(source), _triggers(source), _steps(source), _templates(source))
    closing = (_tracking(source), _reducing(), _anti_patterns(), _recovery(source))
    return Paper("Escalation Procedure", tuple(block for part in (*parts, *closing) for block in part))


def _principle() -> Iterator[Block]:
    yield Heading("Core Principle", 2)
    yield Paragraph(PRINCIPLE)


# ---------------------------------------------------------------------- phase 1


def _scope(source: Source) -> Iterator[Block]:
    given = source.inputs
    yield Heading("Scope", 2)
    yield Fields(
        (
            ("Team structure", _team(source)),
            ("Support channels", saying.listed(given.channels) or missing("channels")),
            ("Issue types", saying.listed(given.issue_types) or missing("issue_types")),
            ("What happens today", given.today or missing("today")),
            ("External resources", "; ".join(given.external) or missing("external")),
            ("Opening hours", saying.opening_hours(source.policy.hours)),
        )
    )
    yield Sign("The scope is confirmed")


def _team(source: Source) -> str:
    policy = source.policy
    people = [f"{c.name} ({', '.join(c.levels)})" for c in policy.contacts if c.levels]
    if len(people) == 1:
        return f"{people[0]} alone, and whoever reads {policy.desk_address}: the levels work as severity"
    return f"{saying.listed(people)}; {policy.levels[0].name}: {saying.handled_by(policy, policy.levels[0])}"


# ---------------------------------------------------------------------- phase 2


def _levels(source: Source) -> Iterator[Block]:
    yield Heading("Escalation Levels", 2)
    for level in source.policy.levels:
        yield Heading(saying.level_title(source.policy, level), 3)
        yield Fields(_level(source, level))


def _level(source: Source, level: Level) -> tuple[tuple[str, str], ...]:
    rows = [
        ("Handled by", saying.handled_by(source.policy, level)),
        ("Scope", level.scope or missing("scope", "[[level]]")),
        ("Response time", saying.response(level)),
        ("Resolution target", saying.resolution(level)),
    ]
    if level.authority is not None:
        rows.append(
            ("Authority", f"Up to {money(*level.authority)}; beyond it the next level approves or denies")
        )
    return tuple(rows)


def _triggers(source: Source) -> Iterator[Block]:
    triggers = tuple(saying.in_force(source))
    policy = source.policy
    yield Heading("When to Escalate", 2)
    yield Table(
        ("Trigger", "From", "To", "Timeframe", "Urgency", "Who gets it"),
        tuple(
            (
                saying.trigger(source, t), saying.origin(t), saying.target(t), saying.timeframe(t),
                t.urgency.value.capitalize(), saying.called(policy, t),
            )
            for t in triggers
        ),
    )  # fmt: skip
    yield Heading("Required action", 3)
    yield Table(("Trigger", "What needs to happen"), tuple((saying.trigger(source, t), t.action) for t in triggers))


def _steps(source: Source) -> Iterator[Block]:
    yield Heading("How to Escalate", 2)
    yield from _document()
    yield from _notify(source)
    yield Heading("Step 3: Hand Off", 3)
    yield Bullets(
        (
            "The customer is introduced to the new handler by name or role and repeats nothing: the whole "
            "conversation goes along.",
            "The documentation is transferred with the ESCALATION itself.",
            f"The expectation is set with the customer: who takes care of it, and by when. {_neutral(source)}",
        )
    )
    yield Heading("Step 4: Track", 3)
    followup = source.policy.customer.followup
    asked = "nobody asks the customer afterwards: followup in [customer]"
    if followup:
        asked = f"{saying.span(followup)} after the resolution the customer is asked how it went"
    yield Bullets(
        (
            "Every escalation is a row of the log (inbox-escalator log).",
            f"Reminders come at three quarters of each response time; {asked}.",
            "A case is resolved when a colleague says done; an answer of the customer within "
            f"{saying.span(source.policy.customer.reopen)} reopens it.",
        )
    )
    yield Sign("The escalation structure is reviewed")


def _document() -> Iterator[Block]:
    yield Heading("Step 1: Document", 3)
    yield Paragraph("The ESCALATION holds, without anybody typing it:")
    yield Bullets(
        (
            "customer name and contact info, earlier cases, VIP or not",
            "the full issue in the customer's own words, with the words that decided",
            "what has been tried so far: every answer that the customer has received",
            "the customer's emotional state (calm, frustrated, angry)",
            "the urgency (medium, high, critical)",
        )
    )


def _notify(source: Source) -> Iterator[Block]:
    policy = source.policy
    yield Heading("Step 2: Notify", 3)
    yield Paragraph(
        "The next level is contacted by mail with ESCALATION in the subject. Its contacts are called in their order:"
    )
    rows = []
    for low, high in zip(policy.levels, policy.levels[1:], strict=False):
        how = 'Mail with "ESCALATION" in the subject'
        if high is policy.levels[-1] and policy.rank(low.name):
            how = f"{how}, and a phone call"
        rows.append((f"{low.name} → {high.name}", how, saying.handled_by(policy, high)))
    yield Table(("Step", "How", "Who"), tuple(rows))
    last = saying.listed(dict.fromkeys(_name(source, id_) for id_ in (policy.escalation_manager, policy.administrator)))
    yield Paragraph(
        "Whoever is away, or silent for their share of the response time, is passed over: first to the next contact of "
        "the level, then to the next level. At the top all are called again, then also "
        f"{last}, until somebody takes it."
    )
    if policy.inform:
        yield Paragraph(
            f"A short copy of every escalation goes to {saying.listed(_name(source, c) for c in policy.inform)}."
        )


def _name(source: Source, id_: str) -> str:
    contact = source.policy.contact(id_)
    return contact.name if contact else id_ or "nobody"


def _neutral(source: Source) -> str:
    quiet = [saying.trigger(source, t) for t in saying.in_force(source) if t.told is not Told.HANDOFF]
    return f"Neutral words only, without a name: {'; '.join(quiet).lower()}." if quiet else ""


# ---------------------------------------------------------------------- phase 3


def _templates(source: Source) -> Iterator[Block]:
    yield Heading("Communication Templates", 2)
    yield Heading("Customer: Escalation Notification", 3)
    yield Letter(letters.customer_letter(source, "handoff"))
    yield Heading("Customer: neutral words", 3)
    yield Letter(letters.customer_letter(source, "handoff_neutral"))
    yield Heading("Customer: a new time, when one was missed", 3)
    yield Letter(letters.customer_letter(source, "update"))
    yield Heading("Customer: resolved", 3)
    yield Letter(letters.customer_letter(source, "resolved"))
    yield Heading("Internal Escalation Message", 3)
    yield Fields((("Escalation", "[Customer Name]"), *letters.escalation_fields(source)))


# ---------------------------------------------------------------------- phase 4


def _tracking(source: Source) -> Iterator[Block]:
    yield Heading("Track and Improve", 2)
    yield Heading("Escalation Log", 3)
    columns = tuple(name.capitalize() if name.islower() else name for name in COLUMNS[:STANDARD_COLUMNS])
    yield Table(columns, (("",) * len(columns),))
    yield Heading("Monthly Escalation Review", 3)
    yield Bullets(
        (
            "How many escalations this month? Trending up or down?",
            "What is the most common escalation trigger?",
            "Are escalated issues being resolved within target times?",
            f"Can any {_second(source)} issues be prevented by improving {source.policy.levels[0].name} training "
            "or documentation?",
            f"Were any escalations unnecessary? (Could have been resolved at {source.policy.levels[0].name})",
        )
    )


def _second(source: Source) -> str:
    return source.policy.levels[min(1, len(source.policy.levels) - 1)].name


def _reducing() -> Iterator[Block]:
    yield Heading("Reducing Escalations", 2)
    yield Paragraph("For each common escalation type, ask:")
    yield Bullets(
        (
            "Can the front line be empowered with more authority to resolve this?",
            "Is there a knowledge base article that could prevent this?",
            "Is the root cause a product or process issue that should be fixed?",
        )
    )


def _anti_patterns() -> Iterator[Block]:
    yield Heading("Anti-Patterns", 2)
    yield Bullets(
        (
            "No clear triggers. The triggers above decide; nobody has to feel whether it is right.",
            "Escalation as punishment. Figures are kept by trigger and level, never to rank people.",
            "The customer repeats the story. Every escalation carries the whole conversation.",
            "No response time requirements. Every level has one, and a message that nobody answers climbs by itself.",
            "Escalating to avoid responsibility. A level's scope and authority are written above; up asks for "
            "the reason.",
        )
    )


def _recovery(source: Source) -> Iterator[Block]:
    given = source.inputs.external
    network = (
        f"the network outside is {'; '.join(given)}" if given else f"build a network outside. {missing('external')}"
    )
    yield Heading("Recovery", 2)
    yield Bullets(
        (
            f"The user is the only person: the levels work as severity, and {network}.",
            "Escalations are too frequent: give the front line training, tools or authority; the review names "
            "the triggers.",
            "Escalated issues still take too long: a level that does not respond within its window is passed "
            "over to the next.",
            "The customer is angry about being transferred: every hand-off is warm, with the name, the time and "
            "what was done.",
            "No tracking system: the log is kept from the first mail on.",
        )
    )
