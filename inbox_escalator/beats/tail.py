"""The one tail of every beat: a decision becomes mails, and all of it becomes one commit.

In most passes nothing happens. So the rooms that decide are entered with the first decision, here and in the beats:
`once`, run by a timer, has mostly ended by then.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from inbox_escalator.beats.parts import Parts
from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import HOUSE, Decision, Elsewhere, Situation, Voice
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.store.store import Bookmark, Inbound, Turn
from inbox_escalator.writing.composer import EVENTS_SHOWN
from inbox_escalator.writing.outbound import OutboundMail

HUMAN = frozenset({"message"})
"""Mails to customers that carry a colleague's own words: no limit counts them."""

EXPLAINED = frozenset({"explain_refusal", "stranger"})

ONE_DAY = timedelta(hours=24)


def finish(
    parts: Parts,
    turn: Turn,
    decision: Decision,
    now: datetime,
    inbound: Inbound | None = None,
    bookmark: Bookmark | None = None,
) -> tuple[OutboundMail, ...]:
    """Composes the notices and records everything. Nothing is durable before the turn ends well."""
    before = turn.case(decision.case.reference) if decision.case is not None and decision.case.leads else None
    mails = compose(parts, turn, decision, now)
    turn.record(decision, mails, inbound, bookmark)
    _remember_mails(turn, decision, now)
    _remember_opened(turn, decision, now)
    if inbound is not None:
        _remember_explained(turn, decision, inbound.sender, parts.policy.owner, now)
    from inbox_escalator.casework.incident import left_open

    for one in (*decision.elsewhere, *left_open(before, decision.case)):
        elsewhere(parts, turn, one, now)
    return mails


def elsewhere(parts: Parts, turn: Turn, asked: Elsewhere, now: datetime) -> None:
    """What a decision asks of another case, in the same commit."""
    from inbox_escalator.casework.incident import follow

    told_on = turn.case(asked.told_on)
    beside = ((told_on, turn.texts(asked.told_on)),) if told_on is not None else ()
    situation = situation_of(parts, turn, now, turn.case(asked.case), texts=turn.texts(asked.case), beside=beside)
    other, words = turn.case(asked.other), report_of(turn, asked.other)
    finish(parts, turn, follow(asked, situation, other, words, parts.policy), now)


def report_of(turn: Turn, reference: str) -> str:
    """The customer's first words on that case."""
    return next((t.words for t in turn.texts(reference) if t.voice is Voice.CUSTOMER), "")


def compose(parts: Parts, turn: Turn, decision: Decision, now: datetime) -> tuple[OutboundMail, ...]:
    """The final bytes of each notice, with the whole history of its case."""
    if not decision.notices:
        return ()
    reference = decision.case.reference if decision.case else HOUSE
    told = any(n.to != CUSTOMER for n in decision.notices)
    texts = (*(turn.texts(reference) if told else ()), *decision.texts)
    events = (*(turn.recent_events(reference, EVENTS_SHOWN) if told else ()), *decision.events)
    return tuple(parts.composer.compose(n, decision.case, texts, events, now) for n in decision.notices)


def _remember_mails(turn: Turn, decision: Decision, now: datetime) -> None:
    """What the limits of automatic mail count."""
    automatic = [n for n in decision.notices if n.to == CUSTOMER and n.template not in HUMAN]
    if automatic and decision.case is not None:
        address = decision.case.customer.address
        before = turn.customer(address)
        recent = tuple(at for at in before.automatic if now - at < ONE_DAY)
        acknowledged = any(n.template == "acknowledgement" for n in automatic)
        turn.put_customer(
            address,
            replace(
                before,
                automatic=(*recent, *(now for _ in automatic)),
                acknowledged_at=now if acknowledged else before.acknowledged_at,
            ),
        )


def _remember_opened(turn: Turn, decision: Decision, now: datetime) -> None:
    """Which address opens how many cases a day."""
    opened = any(e.what == "opened" for e in decision.events)
    if opened and decision.case is not None and (address := decision.case.customer.address):
        before = turn.customer(address)
        recent = (*(at for at in before.opened if now - at < ONE_DAY), now)
        turn.put_customer(address, replace(before, opened=recent, latest=decision.case.reference))


def _remember_explained(turn: Turn, decision: Decision, sender: str, owner: str, now: datetime) -> None:
    """When somebody was last told why nothing was done for this sender, and when the owner was."""
    told = [n.to for n in decision.notices if n.template in EXPLAINED or n.case == HOUSE]
    if told:
        before = turn.customer(sender)
        warned = now if owner in told else before.warned_at
        turn.put_customer(sender, replace(before, explained_at=now, warned_at=warned))


def situation_of(parts: Parts, turn: Turn, now: datetime, case: Case | None, **more: object) -> Situation:
    """What casework may know about a case besides the mail."""
    reference = case.reference if case else ""
    codes = tuple((p.event, parts.seal.code(reference, p.contact, p.event)) for p in case.pending) if case else ()
    customer = turn.customer(case.customer.address) if case else None
    known = {
        "absences": turn.absences(now),
        "posted": tuple(m.posted() for m in turn.outbox_of(reference)) if case else (),
        "mailed_today": sum(now - at < ONE_DAY for at in customer.automatic) if customer else 0,
        "answers_seen": turn.fact("answers_seen") == "yes",
        "codes": codes,
    }
    return Situation(now=now, case=case, **(known | more))  # type: ignore[arg-type]
