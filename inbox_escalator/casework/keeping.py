"""`hold`, `breach`, `reopen` and `vip add`: what a colleague settles about the case itself."""

from __future__ import annotations

from datetime import datetime

from inbox_escalator.casework.acting import cannot_take, hand_to, name_of, on_the_clock
from inbox_escalator.casework.authority import on_hold
from inbox_escalator.casework.case import Alarm, Status, Whose
from inbox_escalator.casework.clocks import start_resolution, watch_updates
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incident import is_public
from inbox_escalator.casework.reminding import stop_needless
from inbox_escalator.identity import DESK
from inbox_escalator.intake.command import Command


def _hold(draft: Draft, who: str, _: Command) -> str:
    if refused := cannot_take(draft, who):
        return refused
    if on_hold(draft.case, draft.policy):
        return "is on hold already: nothing of it is erased, and it does not end by itself."
    draft.event("held", who, "nothing of it is erased")
    draft.change(held=True)
    return "is on hold: nothing of it is erased, and it does not end by itself. hold off lifts that."


def _hold_off(draft: Draft, who: str, _: Command) -> str:
    if refused := cannot_take(draft, who):
        return refused
    if not on_hold(draft.case, draft.policy):
        return "is not on hold; nothing was done."
    draft.event("released", who, f"{name_of(draft, who)} lifted the hold")
    draft.change(held=False)
    return "is not on hold any more."


# ---------------------------------------------------------------------- a confirmed breach


def _breach(draft: Draft, who: str, _: Command) -> str:
    """The regulator's clock (GDPR, article 33: 72 hours from becoming aware of it)."""
    if refused := cannot_take(draft, who):
        return refused
    if draft.case.breach_at is not None:
        return f"the regulator's clock runs since {on_the_clock(draft, draft.case.breach_at)}; nothing was done."
    draft.event("breach", who, f"{name_of(draft, who)} confirmed a breach")
    draft.change(breach_at=draft.now, held=True)
    due = _arm_breach(draft)
    if not draft.case.ended:
        hand_to(draft, who, quietly=True)
    officer = draft.policy.owner
    if officer and officer != who:
        draft.tell("action_due", officer, text=_regulator(draft, due), critical=True)
    return f"{_regulator(draft, due)} The case is on hold."


def _regulator(draft: Draft, due: datetime) -> str:
    return f"A breach is confirmed: the regulator has to be told by {on_the_clock(draft, due)}."


def clock_runs(draft: Draft) -> str:
    """Why the case cannot just be no case: the regulator is still to be told; ''."""
    if draft.case.timer(Alarm.BREACH) is None:
        return ""
    return f"{_regulator(draft, regulator_due(draft)).removesuffix('.')}, so it is a case until then; nothing was done."


def regulator_due(draft: Draft) -> datetime:
    return draft.policy.hours.add(draft.case.breach_at or draft.now, draft.policy.breach.regulator).at


def _arm_breach(draft: Draft) -> datetime:
    """The next reminder that is ahead, the last one at the end; returns when the regulator has to be told."""
    rule, begun = draft.policy.breach, draft.case.breach_at or draft.now
    due = regulator_due(draft)
    ahead = [at for span in rule.remind if draft.now < (at := draft.policy.hours.add(begun, span).at) < due]
    at = min((*ahead, due))
    if at > draft.now:
        draft.arm(Alarm.BREACH, at, f"{rule.regulator} from {draft.policy.hours.say(begun, draft.now)}, the regulator")
    else:
        draft.disarm(Alarm.BREACH)
    return due


def remind_of_breach(draft: Draft) -> None:
    """The handler and the owner hear how long there is; at the end, that it is over."""
    due = _arm_breach(draft)
    left = max(0.0, (due - draft.now).total_seconds()) / 3600
    said = f"{_regulator(draft, due)} {left:.0f} hours are left." if left else f"{_regulator(draft, due)} That is now."
    draft.event("reminded", "clock", "the regulator's clock of a breach")
    for who in dict.fromkeys(w for w in (draft.case.handler or DESK, draft.policy.owner) if w):
        draft.tell("action_due", who, text=said, critical=True)


# ---------------------------------------------------------------------- reopen, VIP


def _reopen(draft: Draft, who: str, _: Command) -> str:
    if not draft.case.ended:
        return f"is {draft.case.status}; there is nothing to reopen."
    if refused := cannot_take(draft, who):
        return refused
    stop_needless(draft)
    draft.event("reopened", who, f"{name_of(draft, who)} said reopen", source=draft.case.status, target=Status.OPEN)
    draft.disarm(Alarm.CLOSE)
    draft.change(
        status=Status.OPEN, resolved_at=None, handler="", whose=Whose.OURS, whose_since=draft.now, resolve_left=None
    )
    start_resolution(draft, draft.now)
    watch_updates(draft, draft.now)
    hand_to(draft, who, quietly=True)
    heard = draft.hear()
    return "is open again, and you have it." + (f" {heard} is not ignored any more." if heard else "")


def _vip(draft: Draft, who: str, said: Command) -> str:
    if refused := cannot_take(draft, who):
        return refused
    entry = said.argument.lower().removeprefix("@")
    if not entry:
        return "vip add wants an address or a domain: vip add jane@example.com."
    if "@" not in entry and is_public(entry):
        return f"{entry} gives an address to anybody, so not all of it is a VIP; nothing was done. Name the address."
    if entry in draft.situation.vips:
        return f"{entry} is a VIP already; nothing was done."
    draft.event("vip", who, f"{name_of(draft, who)} put a customer on the list")
    draft.add_vip(entry)
    return f"{entry} is a VIP from the next mail on."


KEEPING = {"hold": _hold, "hold-off": _hold_off, "breach": _breach, "reopen": _reopen, "vip": _vip}
