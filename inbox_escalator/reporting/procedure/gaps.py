"""What is still to be filled in before the documents are handed out, each with the key that fills it."""

from __future__ import annotations

from collections.abc import Iterator

from inbox_escalator.reporting.procedure.source import Source


def gaps(source: Source) -> tuple[str, ...]:
    """One line each; none where the configuration says all that the documents want."""
    return (*_inputs(source), *_levels(source), *_people(source))


def _inputs(source: Source) -> Iterator[str]:
    given = source.inputs
    wanted = (
        (given.company, "company", "the company's name"),
        (given.department, "department", "the department that answers for escalations"),
        (given.prepared_by, "prepared_by", "who prepared the documents"),
        (given.channels, "channels", "where issues come in"),
        (given.issue_types, "issue_types", "what issues there are"),
        (given.today, "today", "what happens now when an issue is too complex or urgent"),
        (given.external, "external", "the specialists outside: lawyer, accountant, tech support"),
    )
    yield from (f"{what}: {key} in [procedure]" for value, key, what in wanted if not value)


def _levels(source: Source) -> Iterator[str]:
    for rank, level in enumerate(source.policy.levels):
        if not level.scope:
            yield f"what {level.name} is for: scope in [[level]]"
        if rank and not source.policy.on_level(level.name):
            yield f'who is on {level.name}: levels = ["{level.name}"] in [[contact]]'


def _people(source: Source) -> Iterator[str]:
    policy = source.policy
    for contact in policy.on_level(policy.levels[-1].name):
        if not contact.phone:
            yield f"the number at which {contact.name} is called: phone in [[contact]]"
    for contact in policy.contacts:
        if not contact.role and any(policy.rank(level) for level in contact.levels):
            yield f"what customers are told {contact.name} is: role in [[contact]]"
