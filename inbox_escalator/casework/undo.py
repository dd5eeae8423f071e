"""`undo`: for ten minutes a colleague's last command can be taken back, and only that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from inbox_escalator.casework.case import Alarm, Case, Step, Undo
from inbox_escalator.casework.decision import Posted
from inbox_escalator.identity import CUSTOMER

if TYPE_CHECKING:
    from inbox_escalator.casework.draft import Draft

UNDO_FOR = timedelta(minutes=10)


def remember(draft: Draft, who: str, before: Case) -> None:
    """What `undo` goes back to."""
    if draft.case.events == before.events:
        return
    first, last = before.events + 1, draft.case.events
    snapshot = replace(before, undo=None)
    until, what = draft.now + UNDO_FOR, f"{who} at event {first}"
    draft.change(undo=Undo(who, until, what, first, snapshot, last, vip=draft.new_vip))


def overtaken(begun: Case, case: Case) -> Case:
    """The case after a decision. Where it did more to the case than write its log, an older command cannot be taken
    back any more: what customers, clocks and colleagues did since would go with it."""
    undo = case.undo
    if undo is None or undo.overtaken or undo != begun.undo or _alike(begun, case):
        return case
    return replace(case, undo=replace(undo, overtaken=True))


def _alike(one: Case, other: Case) -> bool:
    return _without_log(one) == _without_log(other)


def _without_log(case: Case) -> Case:
    return replace(case, events=0, undo=None, pending=(), offered=(), answered=(), threads=(), taps=(), facts=())


def undo(draft: Draft, who: str, *, stopped_elsewhere: bool = False) -> str:
    """Within ten minutes of a receipt: the case as it was, and what has not left yet is withdrawn. `stopped_elsewhere`:
    so was the mail that told its customer on another case."""
    back = draft.case.undo
    if back is None or draft.now > back.until:
        return "there is nothing to undo (commands can be taken back for 10 minutes)."
    if back.contact != who:
        return f"the last command was not yours but {back.contact}'s; nothing was undone."
    unsent = [m for m in draft.situation.posted if back.event <= m.event <= back.last and not m.attempted]
    for mail in unsent:
        if mail.template != "receipt":
            draft.withdraw(mail.message_id, f"undone by {who}")
    stopped = stopped_elsewhere or any(m.to == CUSTOMER for m in unsent)
    if back.overtaken:
        return _only_stopped(draft, who, unsent, stopped=stopped)
    now, lists = draft.case, _lists_as_before(draft, back)
    unsaid = (*now.unsaid, *range(back.event, back.last + 1)) if stopped else now.unsaid
    asked = back.before.facts if any(m.template == "facts" for m in unsent) else now.facts
    draft.case = replace(
        back.before, events=now.events, taps=now.taps, threads=now.threads, pending=now.pending, answered=now.answered,
        offered=now.offered, unsaid=unsaid, facts=asked,
    )  # fmt: skip
    draft.event("undone", who, f"back to before event {back.event}", source=now.status, target=draft.case.status)
    if not stopped and _still_promised(draft, now):
        return f"undone. The customer was told a time already, and it stands.{lists}"
    moved = draft.case.ended != now.ended or draft.case.whose != now.whose
    return f"undone.{lists}" + (" The customer may have been told already." if moved and not stopped else "")


def _lists_as_before(draft: Draft, back: Undo) -> str:
    """What the command put on a list, or took from it, lies outside of the case; returns what the receipt says."""
    if back.vip:
        draft.drop_vip(back.vip)
        return f" {back.vip} is no VIP any more."
    if back.overtaken or back.before.ignores == draft.case.ignores:
        return ""
    if heard := draft.hear():
        return f" {heard} is not ignored any more."
    draft.ignore(back.before.ignores)
    return f" {back.before.ignores} is ignored again."


def _still_promised(draft: Draft, now: Case) -> bool:
    """The mail that named a time has left: nobody takes that back. `now`: the case until then."""
    if now.promised is None or now.promised == draft.case.promised or draft.case.ended:
        return False
    draft.change(promised=now.promised, missed=now.missed)
    draft.arm(Alarm.PROMISE, now.promised.at, now.promised.because)
    return True


def _only_stopped(draft: Draft, who: str, unsent: list[Posted], *, stopped: bool) -> str:
    back = draft.case.undo
    here = [m.event for m in unsent if m.to == CUSTOMER]
    elsewhere = range(back.event, back.last + 1) if back is not None and stopped and not here else ()
    draft.change(undo=None, unsaid=(*draft.case.unsaid, *here, *elsewhere))
    draft.event("undone", who, "mails that had not left; the case had moved on", target=CUSTOMER if stopped else "")
    if stopped and back is not None and not draft.case.ended:
        break_word(draft, back.before)
    mail = "the mail to the customer was stopped" if stopped else "nothing was left to be stopped"
    lists = _lists_as_before(draft, back) if back is not None else ""
    return f"{mail}.{lists} The case has moved on since, and stays as it is: see status."


def break_word(draft: Draft, before: Case) -> None:
    """The mail that kept the promise was stopped: it stands again as it did before."""
    promised, last = before.promised, before.escalation
    if promised is None or draft.case.promised is not None:
        return
    draft.change(promised=promised, missed=before.missed)
    draft.arm(Alarm.PROMISE, promised.at, promised.because)
    if last is not None and last.answered_at is None and not last.returned:
        step = Step.TAKEN if draft.case.handler else Step.NOTIFIED
        draft.step(step, answered_at=None, in_time=last.in_time, resolved_at=None, outcome=last.outcome)
