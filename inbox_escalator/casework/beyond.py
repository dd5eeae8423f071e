"""Authority by amount: what a level may decide, what is over it, and what the next level says to that."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from decimal import Decimal

from inbox_escalator.casework.acting import cannot_take, hand_to, name_of, who_was_called
from inbox_escalator.casework.back import BACK
from inbox_escalator.casework.clocks import take_turn
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.ladder import Reason, one_up, step_up, target_rank
from inbox_escalator.casework.policy import Level, Policy
from inbox_escalator.casework.request import Request, money
from inbox_escalator.identity import DESK
from inbox_escalator.intake.command import Command
from inbox_escalator.triage.number import value
from inbox_escalator.triage.trigger import Finding, Loss, Mode, Trigger

TRIGGER = "beyond_authority"

NOBODY_ASKS = "nobody asks for authority on this case; nothing was done."

_SIGNS = {"$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY", "r$": "BRL"}
_DIGITS = "0123456789"


def sum_said(said: str, home: str) -> tuple[Decimal, str]:
    """`900`, `€90`, `1,200.50 usd` → (amount, ISO 4217); `home` is what a bare number means. The argument of `done`."""
    number = said[_first_digit(said) : len(said) - _first_digit(said[::-1])]
    unit = said.replace(number, "").strip().lower()
    return value(number), _SIGNS.get(unit, unit.upper() or home)


def _first_digit(said: str) -> int:
    return next(at for at, letter in enumerate(said) if letter in _DIGITS)


# ---------------------------------------------------------------------- what a customer wants


def with_authority(incoming: Incoming, level: str, policy: Policy) -> Incoming:
    """The mail with the trigger `beyond_authority` added, where the sum that is at stake is over what the level of the
    case may decide. Sums of another currency cannot be compared, and say nothing."""
    loss, limit, trigger = incoming.triage.loss, policy.level(level).authority, policy.trigger(TRIGGER)
    above = policy.above(level)
    if loss is None or not loss.sure or limit is None or trigger is None or above is None or trigger.mode is Mode.OFF:
        return incoming
    if loss.currency != limit[1] or loss.amount <= limit[0]:
        return incoming
    because = f"{money(loss.amount, loss.currency)} is over what {level} may decide, {money(*limit)}"
    words = next((f for f in incoming.triage.findings if f.trigger == "financial_loss" and f.fired), None)
    said, zone = (words.words, words.zone) if words else (money(loss.amount, loss.currency), "new")
    triage = incoming.triage
    found = replace(
        triage,
        findings=(*triage.findings, Finding(TRIGGER, True, said, zone, because)),
        triggers=(*triage.triggers, TRIGGER),
        escalates=(*triage.escalates, TRIGGER) if trigger.mode is Mode.ON else triage.escalates,
    )
    return replace(incoming, triage=found)


def rank_for(fired: Iterable[Trigger], loss: Loss | None, policy: Policy, level: str) -> int:
    """The highest level that one of these triggers asks for. A sum over an authority goes to the first level that may
    decide it: one that would have to ask in its turn only costs the customer its time."""
    return max(_rank_of_sum(t, loss, policy, level) or target_rank(t, policy, level) for t in fired)


def _rank_of_sum(trigger: Trigger, loss: Loss | None, policy: Policy, level: str) -> int:
    """0 where the trigger is another one, or nobody above may decide that sum."""
    if trigger.name != TRIGGER or loss is None:
        return 0
    above = range(policy.rank(level) + 1, len(policy.levels))
    return next((rank for rank in above if _within(policy.levels[rank], loss.amount, loss.currency)), 0)


# ---------------------------------------------------------------------- what a colleague wants


def beyond(draft: Draft, who: str, said: Command) -> str:
    """`done 900` over the limit of who says it: the next level is asked, and nothing closes. '' where it is within."""
    if not said.argument:
        return ""
    amount, currency = sum_said(said.argument, draft.policy.currency)
    if _may_decide(draft.policy, who, amount, currency):
        return ""
    wanted = Request(who, amount, currency, draft.case.level)
    above = next((level for level in _above(draft, who) if _within(level, amount, currency)), None)
    limit = limit_of(draft.policy, who)
    said_limit = f"the limit is {money(*limit)}" if limit else "there is a limit"
    if above is None:
        return f"{wanted} is beyond every level's authority ({said_limit}); nothing was done."
    if who != DESK:
        hand_to(draft, who, quietly=True)
    draft.event("asked for authority", who, f"{wanted}, {said_limit}", source=draft.case.level, target=above.name)
    _ask(draft, who, wanted, above, limit)
    return f"{wanted} is beyond your authority ({said_limit}): {who_was_called(draft)} was asked. It is not closed."


def _ask(draft: Draft, who: str, wanted: Request, above: Level, limit: tuple[Decimal, str] | None) -> None:
    asks = f"{name_of(draft, wanted.contact)} asks to refund {wanted}"
    bound = f" (limit {money(*limit)})" if limit else ""
    urgency = max(draft.case.urgency, one_up(draft.case.urgency), key=lambda u: u.rank)
    take_turn(draft, draft.now)
    draft.change(request=wanted)
    step_up(draft, above, Reason((TRIGGER,), f"{asks}{bound}: answer approve or deny", urgency, who))


def _above(draft: Draft, who: str) -> tuple[Level, ...]:
    """The levels above the case and above whoever asks."""
    policy = draft.policy
    rank = max(policy.rank(draft.case.level), _rank(policy, who))
    return policy.levels[rank + 1 :]


def _rank(policy: Policy, who: str) -> int:
    contact = policy.contact(who)
    return max((policy.rank(name) for name in contact.levels), default=0) if contact is not None else 0


def limit_of(policy: Policy, who: str) -> tuple[Decimal, str] | None:
    """What they may decide, on the highest level that they stand on; None: no limit."""
    return policy.levels[_rank(policy, who)].authority


def _within(level: Level, amount: Decimal, currency: str) -> bool:
    """A level without a limit may decide all; one with a limit knows nothing of other currencies."""
    limit = level.authority
    return limit is None or (currency == limit[1] and amount <= limit[0])


def _may_decide(policy: Policy, who: str, amount: Decimal, currency: str) -> bool:
    return _within(policy.levels[_rank(policy, who)], amount, currency)


# ---------------------------------------------------------------------- what the next level says


def approve(draft: Draft, who: str, said: Command, finish: Callable[[Draft, str, Command, str], str]) -> str:
    """It is done as it was asked for. `finish`: the command `done`, and who hears of it otherwise."""
    wanted = draft.case.request
    if wanted is None:
        return NOBODY_ASKS
    if refused := cannot_take(draft, who):
        return refused
    if not _may_decide(draft.policy, who, wanted.amount, wanted.currency):
        above = next((v for v in _above(draft, who) if _within(v, wanted.amount, wanted.currency)), None)
        if above is None:
            return f"{wanted} is beyond your authority, too, and nobody is above; nothing was done."
        _ask(draft, who, wanted, above, limit_of(draft.policy, who))
        return f"{wanted} is beyond your authority, too: {who_was_called(draft)} was asked."
    draft.event("approved", who, str(wanted), target=wanted.contact)
    draft.change(request=None)
    line = finish(draft, who, Command("done", said=said.said), "" if wanted.contact == DESK else wanted.contact)
    _tell_who_asked(draft, wanted, f"{name_of(draft, who)} approved {wanted}; it is resolved.")
    return f"{wanted} approved, {name_of(draft, wanted.contact)} is told; {line}"


def deny(draft: Draft, who: str, _: Command) -> str:
    """It goes back to the level that asked, whoever had it there first."""
    wanted = draft.case.request
    if wanted is None:
        return NOBODY_ASKS
    if refused := cannot_take(draft, who):
        return refused
    draft.event("denied", who, str(wanted), target=wanted.contact)
    draft.change(request=None)
    reason = f"denied: {wanted} is not refunded"
    return f"{wanted} denied; {BACK['back'](draft, who, Command('back', text=reason))}"


def _tell_who_asked(draft: Draft, wanted: Request, line: str) -> None:
    if wanted.contact != DESK and draft.policy.contact(wanted.contact) is not None:
        draft.tell("receipt", wanted.contact, text=f"{draft.case.reference}: {line}", critical=False)
