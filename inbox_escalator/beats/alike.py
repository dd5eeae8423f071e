"""Reports of the same issue, as they come in: the index in memory, rebuilt from the store, and the linking of cases.

The index only proposes; whether a report counts is read from the store, so a turn that failed leaves nothing wrong.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import elsewhere, report_of
from inbox_escalator.casework.case import Case, Status
from inbox_escalator.casework.decision import Decision, Deed, Elsewhere, Situation
from inbox_escalator.casework.incident import TRIGGER, is_full, led, member_of, person
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.policy import Policy
from inbox_escalator.intake.sender import Kind
from inbox_escalator.store.store import Turn
from inbox_escalator.triage.issues.index import Index, Match, Report
from inbox_escalator.triage.issues.lexicon import CODE, CONCEPT
from inbox_escalator.triage.likeness import terms
from inbox_escalator.triage.reading import read, words
from inbox_escalator.triage.trigger import Finding, Mode

LEARNED_FROM = 500
"""Cases before the window from which a worker learns the desk's words as it starts."""
TERMS_SHOWN = 4
LOOKED_AT = 20
"""Of an issue so many of the latest reports are read; who has not made an incident by then does so with the next."""


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of a new report before it is decided about."""

    issue: str
    cases: tuple[Case, ...] = ()
    """Earlier reports of it that count, oldest first."""
    lead: str = ""
    """The incident that runs already."""
    fires: bool = False
    shared: tuple[str, ...] = ()


def look(parts: Parts, turn: Turn, incoming: Incoming, situation: Situation) -> Found | None:
    """The issue that a first mail reports; None where it is no report that counts."""
    policy, trigger = parts.policy, parts.policy.trigger(TRIGGER)
    if trigger is None or trigger.mode is Mode.OFF or not _counts(incoming, situation):
        return None
    index = _index(parts, turn)
    match = index.nearest(Report(situation.reference, incoming.arrived, incoming.triage.issues_like))
    if match is None:
        return Found(situation.reference)
    cases = []
    for reference in islice(reversed(index.members(match.issue)), max(LOOKED_AT, 3 * policy.same_issue.customers)):
        case = turn.case(reference)
        if case is None or not _still_counts(case, incoming.arrived, policy):
            continue
        if lead := _running(turn, case):
            return Found(match.issue, lead=lead, shared=_shown(match))  # in a storm the latest report knows it already
        cases.append(case)
    earlier = tuple(reversed(cases))
    return Found(match.issue, earlier, fires=_enough(earlier, incoming, policy), shared=_shown(match))


def _counts(incoming: Incoming, situation: Situation) -> bool:
    sender = incoming.sender
    first = situation.case is None and not situation.history_only and sender.kind is Kind.CUSTOMER
    return first and not incoming.in_junk and not sender.unverified and bool(incoming.triage.issues_like)


def _still_counts(case: Case, arrived: datetime, policy: Policy) -> bool:
    near = abs(case.opened - arrived) <= policy.same_issue.window
    return near and case.status is not Status.CLOSED and not case.apart


def _running(turn: Turn, case: Case) -> str:
    """The incident that the report belongs to, as long as it runs and has room for one more."""
    lead = turn.case(case.incident) if case.incident else None
    return lead.reference if lead is not None and not lead.ended and not is_full(lead) else ""


def _enough(cases: tuple[Case, ...], incoming: Incoming, policy: Policy) -> bool:
    """Distinct customers whose reports belong to no incident yet."""
    rules = policy.same_issue
    people = {person(c.customer.address, rules) for c in cases if not c.incident}
    return len(people | {person(incoming.sender.address.address, rules)}) >= rules.customers


def _shown(match: Match) -> tuple[str, ...]:
    return tuple(t.lstrip(CONCEPT + CODE).replace("_", " ") for t in match.shared[:TERMS_SHOWN])


# ---------------------------------------------------------------------- the trigger


def with_incident(incoming: Incoming, found: Found | None, policy: Policy) -> Incoming:
    """The third report pulls `same_issue` like words would pull another trigger."""
    trigger = policy.trigger(TRIGGER)
    if found is None or not found.fires or trigger is None:
        return incoming
    triage = incoming.triage
    acts = (TRIGGER,) if trigger.escalates else ()
    return replace(
        incoming,
        triage=replace(
            triage,
            findings=(_finding(found, policy), *triage.findings),
            triggers=(*triage.triggers, TRIGGER),
            escalates=(*triage.escalates, *acts),
            urgency=max(triage.urgency, trigger.urgency if acts else triage.urgency, key=lambda u: u.rank),
        ),
    )


def _finding(found: Found, policy: Policy) -> Finding:
    hours = policy.same_issue.window.total_seconds() / 3600
    people = len({person(c.customer.address, policy.same_issue) for c in found.cases}) + 1
    because = f"{people} customers within {hours:g} hours, with {', '.join(c.reference for c in found.cases[:10])}"
    return Finding(TRIGGER, True, ", ".join(found.shared), "reports", because)


def as_incident(turn: Turn, decision: Decision, found: Found | None) -> Decision:
    """The case that escalates leads the incident, and its mail lists the others."""
    case = decision.case
    if found is None or not found.fires or case is None or not any(TRIGGER in e.triggers for e in case.escalations):
        return decision
    lead = led(case, tuple(member_of(c, report_of(turn, c.reference)) for c in found.cases if not c.incident))
    members = lead.leads.members if lead.leads is not None else ()
    others = tuple(Elsewhere(m.case, Deed.LINK, case.reference, "system") for m in members)
    return replace(decision, case=lead, elsewhere=(*decision.elsewhere, *others))


# ---------------------------------------------------------------------- after the decision


def go_on(parts: Parts, turn: Turn, incoming: Incoming, decision: Decision, found: Found | None, now: datetime) -> None:
    """Files the report, and ties its case to the incident that runs already, in the same commit."""
    case = decision.case
    if found is None or case is None:
        return
    _index(parts, turn).file(Report(case.reference, incoming.arrived, incoming.triage.issues_like), found.issue)
    if found.lead:
        elsewhere(parts, turn, Elsewhere(case.reference, Deed.LINK, found.lead, "system"), now)
        elsewhere(parts, turn, Elsewhere(found.lead, Deed.JOINED, case.reference, "system"), now)


# ---------------------------------------------------------------------- the index


def _index(parts: Parts, turn: Turn) -> Index:
    """That of this worker; built from the store when it is asked for the first time."""
    if not parts.alike:
        parts.alike.append(_rebuilt(parts, turn))
    return parts.alike[0]


def _rebuilt(parts: Parts, turn: Turn) -> Index:
    """Costs what came within the window, and `LEARNED_FROM` cases more, however large the store is."""
    policy = parts.policy
    ours = terms(words(read(f"{policy.desk_name} {policy.desk_address}")))
    index = Index(policy.same_issue.window, (t for t in ours if not t.startswith(CONCEPT)))
    since = parts.clock.now() - policy.same_issue.window
    recent, older = [], 0
    for number in range(int(turn.next_reference(policy.prefix).rpartition("-")[2]) - 1, 0, -1):
        case = turn.case(f"{policy.prefix}-{number}")
        if case is None or older >= LEARNED_FROM:
            break
        if case.opened >= since and not case.unverified:
            recent.append(case)
        else:
            older += 1
            index.learn(_terms(turn, case))
    for case in reversed(recent):
        report = Report(case.reference, case.opened, _terms(turn, case))
        match = index.nearest(report)
        index.file(report, match.issue if match else case.reference)
    return index


def _terms(turn: Turn, case: Case) -> tuple[str, ...]:
    return terms(words(read(f"{case.subject}\n\n{report_of(turn, case.reference)}")))
