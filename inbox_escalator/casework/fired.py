"""Which of the triggers in a mail act on its case; and what is logged of those that are only observed, or silent."""

from __future__ import annotations

from collections.abc import Iterable

from inbox_escalator.casework.decision import HOUSE, NOTHING, Decision, Event, Situation
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.ladder import leading, target_rank
from inbox_escalator.casework.policy import Policy
from inbox_escalator.casework.silence import is_silenced
from inbox_escalator.triage.trigger import Mode, Trigger, Urgency


def escalating(draft: Draft, incoming: Incoming, policy: Policy) -> tuple[Trigger, ...]:
    """The triggers that may act on this case at its level; the others that fired are on the log."""
    _log_observed(draft, incoming, policy)
    fired = policy.known(incoming.triage.escalates)
    if incoming.in_junk:
        fired = tuple(t for t in fired if t.urgency is Urgency.CRITICAL)
    acting = (t for t in fired if policy.mode is Mode.ON and t.escalates and _reaches(t, draft, policy))
    return tuple(t for t in acting if not _silent(t, draft, incoming))


def _reaches(trigger: Trigger, draft: Draft, policy: Policy) -> bool:
    """From this level, or the case stands at or above its target already: then it is added and told."""
    level = draft.case.level
    here = "any" in trigger.sources or level in trigger.sources
    return here or target_rank(trigger, policy, level) <= policy.rank(level)


def _silent(trigger: Trigger, draft: Draft, incoming: Incoming) -> bool:
    """Nothing but sentences that a colleague marked as a false alarm."""
    said = (incoming.mail.subject, incoming.words)
    if not is_silenced(draft.case, incoming.triage.evidence(trigger.name), said):
        return False
    draft.event("silent", "system", f"{trigger.name}: marked as a false alarm before, and nothing new was said")
    return True


# ---------------------------------------------------------------------- mode = "observe"


def observed(incoming: Incoming, policy: Policy) -> tuple[Trigger, ...]:
    """Triggers that fired and would act, were they not only observed."""
    major = {f.trigger for f in incoming.triage.findings if f.major and f.fired}
    return tuple(
        t for t in policy.known(incoming.triage.triggers)
        if t.target and _only_observed(t, policy)
        and (not t.only_major or t.name in major)
        and (not incoming.in_junk or t.urgency is Urgency.CRITICAL)
    )  # fmt: skip


def would_have(incoming: Incoming, policy: Policy) -> bool:
    """The whole desk only observes, and this mail would have left the front line."""
    return policy.mode is Mode.OBSERVE and bool(observed(incoming, policy))


def _only_observed(trigger: Trigger, policy: Policy) -> bool:
    return trigger.mode is Mode.OBSERVE or (policy.mode is Mode.OBSERVE and trigger.mode is Mode.ON)


def _log_observed(draft: Draft, incoming: Incoming, policy: Policy) -> None:
    """One line for the mail, as it would have been one escalation to the highest target."""
    case = draft.case
    above = tuple(
        t for t in observed(incoming, policy)
        if _reaches(t, draft, policy) and target_rank(t, policy, case.level) > policy.rank(case.level)
    )  # fmt: skip
    lead = leading(above, policy, case.level)
    if lead is not None:
        target = policy.levels[target_rank(lead, policy, case.level)].name
        draft.event("observed", "system", _said(above, incoming), source=case.level, target=target)


def observed_notice(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """A machine's notice that opens no case, because what it says is only observed: a line of the house."""
    level = policy.levels[0].name
    lead = leading(observed(incoming, policy), policy, level)
    if lead is None:
        return NOTHING
    target = policy.levels[target_rank(lead, policy, level)].name
    because = f"{_said((lead,), incoming)}, in a notice from {incoming.sender.address.address or 'a machine'}"
    number = situation.house_events + 1
    return Decision(events=(Event(HOUSE, number, situation.now, "observed", "system", because, level, target),))


def _said(triggers: Iterable[Trigger], incoming: Incoming) -> str:
    """`legal_threat: "my lawyer"; vip: "jane@roe.example"`."""
    evidence = (str(f) for t in triggers for f in incoming.triage.evidence(t.name)[:2])
    return "; ".join(evidence)
