"""`back`, `false` and `mood`: a colleague corrects what the rules, or whoever said `up`, made of a case."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from inbox_escalator.casework.acting import (
    cannot_take,
    everybody_called,
    hand_to,
    keep_note,
    may_take,
    name_of,
    on_the_clock,
    too_often,
)
from inbox_escalator.casework.availability import Choice, choose, departure
from inbox_escalator.casework.case import MOODS_KEPT, Alarm, Escalation, Felt, Returned, Step, Whose
from inbox_escalator.casework.clocks import RESPONSE, opened, start_resolution
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incident import TRIGGER as INCIDENT
from inbox_escalator.casework.incident import dissolve
from inbox_escalator.casework.ladder import CLIMBED, one_up, open_window
from inbox_escalator.casework.limits import PASSED
from inbox_escalator.casework.news import tell_onlooker
from inbox_escalator.casework.reminding import REMINDERS
from inbox_escalator.casework.silence import silence
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.command import Command
from inbox_escalator.triage.trigger import Sentiment, Urgency

TEMPLATE = "came_back"

OUTCOMES = {Returned.BACK: "sent back", Returned.FALSE: "false alarm"}

_NOT_YET = frozenset({"handoff", "handoff_neutral", "introduction"})
"""Mails to the customer that would be wrong now, if they have not left."""

_OVERTAKEN = REMINDERS | {"escalation", "customer_wrote", "missed", TEMPLATE}
"""Mails to staff that ask for something that is over."""

_SILENT_CLIMB = ("no_response",)
_OF_SUMS = frozenset({"financial_loss", "beyond_authority"})
"""Triggers that a sum pulls."""


def _back(draft: Draft, who: str, said: Command) -> str:
    """It was right to ask, and the level before can do it."""
    if not said.text:
        return "there was no reason after the colon; nothing was done. Answer back: REASON."
    return _return(draft, who, said.text, Returned.BACK)


def _false(draft: Draft, who: str, said: Command) -> str:
    """It should not have been escalated: the words are remembered with the phrase that found them."""
    return _return(draft, who, said.text, Returned.FALSE)


def _return(draft: Draft, who: str, reason: str, kind: Returned) -> str:
    if refused := cannot_take(draft, who):
        return refused
    ending = _ending(draft, kind)
    if ending and draft.case.ended:
        return _mark_only(draft, who, ending, reason)
    if not ending:
        return f"was not escalated to {draft.case.level}, so it cannot go back; nothing was done."
    if refused := too_often(draft, who, PASSED):
        return refused
    if reason:
        keep_note(draft, who, reason)
    above, below = draft.case.level, ending[0].source
    others = tuple(c for c in everybody_called(draft.case) if c not in (who, DESK))
    what = OUTCOMES[kind]
    draft.event(what, who, reason or f"{name_of(draft, who)} said {kind}", source=above, target=below)
    _stop_mails(draft)
    _end(draft, who, ending, kind)
    alone = ""
    if kind is Returned.FALSE:
        _unlearn(draft, ending)
        alone = _no_incident(draft, who, ending)
    told = f"{name_of(draft, who)} sent it back from {above} to {below}: {_plainly(what, reason)}"
    _begin_anew(draft, below, told)
    window = draft.case.window
    for other in (o for o in others if window is None or o not in window.called):
        tell_onlooker(draft, other, told, critical=False)
    return f"{what}; it is back on {below}.{alone} {_told(draft)}"


def _no_incident(draft: Draft, who: str, ending: tuple[Escalation, ...]) -> str:
    return dissolve(draft, who) if any(INCIDENT in escalation.triggers for escalation in ending) else ""


def _mark_only(draft: Draft, who: str, ending: tuple[Escalation, ...], reason: str) -> str:
    """What is over already is marked, so that the rules learn from it; nobody is called."""
    if reason:
        keep_note(draft, who, reason)
    what, source, target = OUTCOMES[Returned.FALSE], draft.case.level, ending[0].source
    draft.event(what, who, reason or "marked after the end", source=source, target=target)
    _end(draft, who, ending, Returned.FALSE)
    _unlearn(draft, ending)
    alone = _no_incident(draft, who, ending)
    draft.change(level=target)
    return f"marked as a false alarm.{alone}"


def _plainly(what: str, reason: str) -> str:
    said = " ".join(reason.split())[:300]
    return f"{what}, {said}" if said and what == OUTCOMES[Returned.FALSE] else said or what


def _told(draft: Draft) -> str:
    promised = draft.case.promised
    if promised is None:
        return "The customer gets no mail."
    return f"The customer gets no mail, but was promised a word by {on_the_clock(draft, promised.at)}: that stands."


def _ending(draft: Draft, kind: Returned) -> tuple[Escalation, ...]:
    """The escalations that end with it, oldest first: the one that led to this level; and where that was the clock's
    doing, for nobody had looked at it, the one before it, too, if it was a false alarm."""
    live = [e for e in draft.case.escalations if not e.returned]
    if not live or live[-1].target != draft.case.level:
        return ()
    ending = [live.pop()]
    while kind is Returned.FALSE and ending[0].triggers == _SILENT_CLIMB and live:
        ending.insert(0, live.pop())
    return tuple(ending)


def _stop_mails(draft: Draft) -> None:
    for mail in draft.situation.posted:
        over = mail.template in (_NOT_YET if mail.to == CUSTOMER else _OVERTAKEN)
        if over and not mail.attempted:
            draft.withdraw(mail.message_id, "it went back to the level before")
            if mail.to == CUSTOMER and mail.template != "introduction":
                draft.disarm(Alarm.PROMISE)  # nobody has been promised anything
                draft.change(promised=None)


def _end(draft: Draft, who: str, ending: tuple[Escalation, ...], kind: Returned) -> None:
    for escalation in ending:
        taken = {"taken_by": who, "taken_at": draft.now} if escalation.taken_at is None and who != DESK else {}
        over = replace(
            escalation, step=Step.DONE, returned=kind, outcome=OUTCOMES[kind],
            **taken,  # type: ignore[arg-type]
        )  # fmt: skip
        draft.change(escalations=draft.case.with_escalation(over))
    last = draft.case.escalation
    if last is not None and not last.returned and last.outcome == CLIMBED:
        draft.change(escalations=draft.case.with_escalation(replace(last, outcome="")))


def _unlearn(draft: Draft, ending: tuple[Escalation, ...]) -> None:
    """What only the false alarm made of the case: urgency, tags, the loss; and its sentences are silent from now on."""
    case = draft.case
    left = [e for e in case.escalations if not e.returned]
    gone = {f.trigger for e in ending for f in e.evidence} - {t for e in left for t in e.triggers}
    urgency = max((e.urgency for e in left), key=lambda u: u.rank, default=Urgency.MEDIUM)
    said = (case.subject, *(t.words for t in draft.situation.texts if t.voice is Voice.CUSTOMER))
    draft.change(
        critical=any(e.urgency is Urgency.CRITICAL for e in left),
        urgency=one_up(urgency) if case.sentiment is Sentiment.ANGRY else urgency,
        tags=tuple(t for t in case.tags if t not in gone),
        loss=None if gone & _OF_SUMS else case.loss,
        silenced=silence(case, (f for e in ending for f in e.evidence), said),
    )


def _begin_anew(draft: Draft, level: str, told: str) -> None:
    """A fresh clock on the level before. Where the customer was answered it stays the customer's turn."""
    policy = draft.policy
    draft.disarm(*RESPONSE, Alarm.STALE, Alarm.LATER)
    draft.change(level=level, handler="", window=None, resolve_left=None, status=opened(draft.case))
    if draft.case.whose is Whose.CUSTOMER:
        return
    leaves = departure(policy, draft.now, critical=draft.case.critical)
    start_resolution(draft, leaves)
    case, absences = draft.case, draft.situation.absences
    choice = choose(policy, policy.level(level), leaves, absences, critical=case.critical, tags=case.tags)
    if choice.level.name != level:
        choice = Choice(policy.level(level), tuple(c.id for c in policy.on_level(level)) or (DESK,), choice.skipped)
    open_window(draft, _before_first(draft, choice), leaves, TEMPLATE, text=told)


def _before_first(draft: Draft, choice: Choice) -> Choice:
    """Whoever had the case on that level is called first."""
    had = next((e.taken_by for e in reversed(draft.case.escalations) if e.target == choice.level.name), "")
    if had not in choice.contacts:
        return choice
    return replace(choice, contacts=(had, *(c for c in choice.contacts if c != had)))


def _mood(draft: Draft, who: str, said: Command) -> str:
    """A colleague knows better than the words how the customer feels. It holds until the customer writes again."""
    felt = Sentiment(said.argument)
    draft.event("mood", who, f"{felt}, said by a colleague", source=draft.case.sentiment, target=felt)
    draft.change(
        sentiment=felt,
        sentiment_words=(),
        moods=(*draft.case.moods, Felt(draft.now, felt, who))[-MOODS_KEPT:],
        urgency=one_up(draft.case.urgency) if felt is Sentiment.ANGRY else draft.case.urgency,
    )
    if may_take(draft, who) and not draft.case.ended and draft.case.handler != who:
        hand_to(draft, who)
        return f"the customer is {felt}, and you have it now. Not you? Answer pass NAME."
    return f"the customer is {felt}."


BACK: dict[str, Callable[[Draft, str, Command], str]] = {"back": _back, "false": _false, "mood": _mood}
