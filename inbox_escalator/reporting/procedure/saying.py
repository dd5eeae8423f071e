"""Levels, contacts and triggers in words that all staff understand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from inbox_escalator.casework.hours import END_OF_DAY, WEEKDAYS, Hours, Span
from inbox_escalator.casework.policy import Contact, Level, Policy
from inbox_escalator.casework.request import money
from inbox_escalator.reporting.procedure.paper import missing
from inbox_escalator.reporting.procedure.source import Source
from inbox_escalator.triage.trigger import Mode, Trigger

ORDER = (
    "unresolved", "manager_request", "financial_loss", "legal_threat", "security_incident", "same_issue",
    "public_review", "beyond_authority", "vip",
)  # fmt: skip
"""The rows of the requirements' matrix, in their order; the desk's other triggers follow."""

_UNITS = {"s": "second", "m": "minute", "h": "hour", "d": "day", "bh": "business hour", "bd": "business day"}
_TRIGGERS = {
    "manager_request": "Customer requests a manager",
    "legal_threat": "Customer mentions legal action",
    "security_incident": "Data breach or security incident",
    "service_failure": "Major service failure: a whole company or all users stand still",
    "public_review": "Negative public review or social mention",
    "vip": "VIP customer issue",
    "no_response": "Nobody has answered within the level's response time",
}


def span(said: Span) -> str:
    """`4 business hours`."""
    return f"{said.amount:g} {_UNITS[said.unit]}{'' if said.amount == 1 else 's'}"


def listed(words: Iterable[str], last: str = "and") -> str:
    """`a, b and c`."""
    *many, end = [*words] or [""]
    return f"{', '.join(many)} {last} {end}" if many else end


def level_title(policy: Policy, level: Level) -> str:
    """`Level 1: Front Line`, or its own name where there are not three of them."""
    names = ("Front Line", "Specialist", "Executive")
    rank = policy.rank(level.name)
    if len(policy.levels) == len(names) and level.name == f"L{rank + 1}":
        return f"Level {rank + 1}: {names[rank]}"
    return f"Level {rank + 1}: {level.name}"


def person(contact: Contact) -> str:
    """`Olivia Owner (our director), +1 555 0100`."""
    role = f" ({contact.role})" if contact.role else ""
    phone = f", {contact.phone}" if contact.phone else ""
    return f"{contact.name}{role}{phone}"


def handled_by(policy: Policy, level: Level) -> str:
    people = [person(contact) for contact in policy.on_level(level.name)]
    if people:
        return "; then ".join(people)
    return f"Whoever reads {policy.desk_address}" if policy.rank(level.name) == 0 else missing("levels", "[[contact]]")


def response(level: Level) -> str:
    return f"Within {span(level.respond)}"


def resolution(level: Level) -> str:
    if level.update_every is not None:
        first = f"Within {span(level.resolve)} for a word to the customer, then" if level.resolve else "An"
        return f"{first} an update every {span(level.update_every)} until it is resolved".replace("An an", "An")
    return f"Within {span(level.resolve)}" if level.resolve else "Varies; no target is set"


def in_force(source: Source) -> Iterator[Trigger]:
    """The triggers that escalate, those of the requirements first."""
    found = [t for t in source.policy.triggers if t.target and t.mode is not Mode.OFF]
    first = sorted((t for t in found if t.name in ORDER), key=lambda t: ORDER.index(t.name))
    yield from first
    yield from (t for t in found if t.name not in ORDER)


def trigger(source: Source, one: Trigger) -> str:
    """What sets it off, as the requirements say it, with the desk's own figures."""
    said = _with_figures(source, one) or _TRIGGERS.get(one.name) or one.name.replace("_", " ").capitalize()
    return f"{said} (observed only)" if one.mode is Mode.OBSERVE else said


def _with_figures(source: Source, one: Trigger) -> str:
    policy = source.policy
    if one.name == "unresolved":
        times = [f"{span(level.resolve)} on {level.name}" for level in policy.levels[:-1] if level.resolve]
        return f"Issue unresolved after {listed(times)}" if times else "Issue unresolved (no level has a target)"
    if one.kind == "amount":
        return f"Issue involves a financial loss from {_amounts(source)} on"
    if one.name == "same_issue":
        within = span(source.inputs.incident_window)
        return f"Same issue reported by {source.inputs.incident_customers}+ customers within {within}"
    if one.name == "beyond_authority":
        limits = [f"{level.name}: {money(*level.authority)}" for level in policy.levels if level.authority]
        return "Issue exceeds the level's authority or expertise" + (f" ({', '.join(limits)})" if limits else "")
    return ""


def _amounts(source: Source) -> str:
    """`500 USD, EUR or GBP`, or each with its own number."""
    amounts = source.rules.amounts
    if len(set(amounts.values())) == 1:
        first, *others = amounts
        return listed((money(amounts[first], first), *others), "or")
    return listed((money(amount, currency) for currency, amount in amounts.items()), "or")


def origin(one: Trigger) -> str:
    return "Any" if "any" in one.sources else listed(one.sources)


def target(one: Trigger) -> str:
    return "Next" if one.target == "next" else one.target


def timeframe(one: Trigger) -> str:
    if one.kind == "clock":
        return "Automatic"
    within = Span.parse(one.within)
    return f"Within {span(within)}" if within.amount else "Immediate"


def called(policy: Policy, one: Trigger) -> str:
    """Who gets it, in the order of calling; those who know the matter first."""
    if one.target == "next":
        return "the next level's contacts"
    people = sorted(policy.on_level(one.target), key=lambda c: one.name not in c.expertise)
    return ", ".join(contact.name for contact in people) or f"nobody is on {one.target}"


def opening_hours(hours: Hours) -> str:
    """`Mon to Fri 09:00-17:00, Europe/Berlin`."""
    days: list[tuple[str, str]] = []
    for name, windows in zip(WEEKDAYS, hours.windows, strict=True):
        said = " and ".join(f"{a:%H:%M}-{'24:00' if b == END_OF_DAY else f'{b:%H:%M}'}" for a, b in windows)
        days.append((name, said))
    runs: list[tuple[str, str, str]] = []
    for name, said in days:
        if runs and runs[-1][2] == said:
            runs[-1] = (runs[-1][0], name, said)
        else:
            runs.append((name, name, said))
    open_ = [f"{a if a == b else f'{a} to {b}'} {said}" for a, b, said in runs if said]
    return f"{'; '.join(open_)}, {hours.zone.key}"
