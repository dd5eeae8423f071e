"""A customer wrote: open or join a case, escalate, acknowledge, or tell whoever has it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from inbox_escalator.casework.afterwards import take_answer
from inbox_escalator.casework.availability import Choice, choose, departure
from inbox_escalator.casework.beyond import rank_for, with_authority
from inbox_escalator.casework.bringing import JUNK, not_taken_in, takes_up, tell_bringer
from inbox_escalator.casework.case import MOODS_KEPT, Alarm, Case, Felt, Status, Whose
from inbox_escalator.casework.clocks import give_turn_away, keep_promise, opened, start_resolution, take_turn
from inbox_escalator.casework.decision import NOTHING, Decision, Situation, Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.fired import escalating, observed_notice, would_have
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.ladder import Reason, leading, one_up, open_window, step_up
from inbox_escalator.casework.news import tell_news
from inbox_escalator.casework.policy import Level, Policy
from inbox_escalator.casework.reminding import stop_needless
from inbox_escalator.casework.silence import is_silenced
from inbox_escalator.casework.undo import break_word
from inbox_escalator.casework.why import missed
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.sender import Kind
from inbox_escalator.triage.feedback import Feedback
from inbox_escalator.triage.trigger import Finding, Loss, Sentiment, Trigger, Urgency

FOREIGN = (
    "it is in the desk's own name and under the seal of another inbox-escalator: "
    "a second one works on this mailbox, with another data folder, or somebody forged it"
)
ACKNOWLEDGE_AGAIN_AFTER = timedelta(hours=24)
MESSAGES_KEPT = 50
FILES_KEPT = 50
PARTICIPANTS_KEPT = 50
"""Whoever comes later joins by ids only."""


def on_customer(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """A human customer, or a web form that speaks for one."""
    if situation.history_only:
        return _history(incoming, situation, policy)
    if incoming.in_junk and not _critical(incoming, policy):  # junk is looked at for critical triggers only
        return not_taken_in(incoming, situation, policy, JUNK)
    if situation.case is None:
        return _first_mail(incoming, situation, policy)
    return _further_mail(incoming, situation, situation.case, policy)


def on_notice(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """A machine wrote. A trigger in it opens a case and escalates; nobody is answered. Of mails in the desk's own name
    that are not ours one case a day knows, and each trigger is told once."""
    if situation.history_only:
        return NOTHING
    if not incoming.triage.escalates:
        return observed_notice(incoming, situation, policy)
    if incoming.in_junk and not _critical(incoming, policy):
        return NOTHING
    if situation.case is not None:
        if incoming.sender.foreign and set(incoming.triage.escalates) <= {*situation.case.tags}:
            return NOTHING  # two workers that tell each other the same would never come to an end
        return _further_mail(incoming, situation, situation.case, policy)
    return _first_mail(incoming, situation, policy)


# ---------------------------------------------------------------------- the first mail


def _first_mail(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    incoming = with_authority(incoming, policy.levels[0].name, policy)
    draft = Draft(_new_case(incoming, situation, policy), situation, policy)
    _note_arrival(draft, incoming, "opened", _why_opened(situation))
    start_resolution(draft, _counted_from(draft, incoming))
    fired = escalating(draft, incoming, policy)
    draft.change(urgency=_urgency(draft.case.urgency, incoming))
    if fired:
        _escalate(draft, incoming, fired)
    elif takes_up(draft, incoming):
        pass
    elif not would_have(incoming, policy):
        _watch_front_line(draft, incoming)
        _acknowledge(draft, incoming)
    else:
        draft.tell_customer("handoff")  # only observed, as all of the desk: a line on the log
    tell_bringer(draft, incoming)
    return draft.decision()


def _new_case(incoming: Incoming, situation: Situation, policy: Policy) -> Case:
    mail, triage = incoming.mail, incoming.triage
    return Case(
        reference=situation.reference,
        customer=incoming.sender.address,
        subject=mail.subject,
        level=policy.levels[0].name,
        opened=incoming.arrived,
        whose_since=incoming.arrived,
        last_word_at=incoming.arrived,
        tags=triage.triggers,
        sentiment=triage.sentiment,
        sentiment_words=triage.sentiment_words,
        moods=(Felt(incoming.arrived, triage.sentiment),),
        language=triage.language,
        loss=triage.loss,
        participants=(incoming.sender.address.address,) if incoming.sender.address.address else (),
        previous=situation.previous.reference if situation.previous else "",
        # A machine is never answered: no promise can be made to it.
        unverified=incoming.sender.unverified or incoming.in_junk or incoming.sender.kind is Kind.NOTICE,
        machine=incoming.sender.kind is Kind.NOTICE,
        problems=mail.problems,
    )


def _why_opened(situation: Situation) -> str:
    if situation.previous is not None:
        return f"continues {situation.previous.reference}, which is closed"
    return "a customer's first mail on this matter"


def _counted_from(draft: Draft, incoming: Incoming) -> datetime:
    """Deadlines run from arrival, also when the mail was read late."""
    return min(incoming.arrived, draft.now)


def _watch_front_line(draft: Draft, incoming: Incoming) -> None:
    level = draft.policy.level(draft.case.level)
    start = _counted_from(draft, incoming)
    case, absences = draft.case, draft.situation.absences
    choice = choose(draft.policy, level, start, absences, critical=case.critical, tags=case.tags)
    if choice.level.name != level.name:
        # Everybody on the front line is away: the mailbox still waits its whole window before it climbs.
        choice = Choice(level, (DESK,), choice.skipped)
    open_window(draft, choice, start, "customer_wrote")


def _acknowledge(draft: Draft, incoming: Incoming) -> None:
    situation, rules = draft.situation, draft.policy.customer
    last = situation.acknowledged_at
    if not rules.acknowledge or incoming.in_junk or incoming.sender.kind is Kind.NOTICE:
        return
    if last is not None and situation.now - last < ACKNOWLEDGE_AGAIN_AFTER:
        draft.event("not mailed", "system", "acknowledgement: this address got one in the last 24 hours")
        return
    draft.tell_customer("acknowledgement")


# ---------------------------------------------------------------------- further mails


def _further_mail(incoming: Incoming, situation: Situation, case: Case, policy: Policy) -> Decision:
    incoming = with_authority(incoming, case.level, policy)
    draft = Draft(case, situation, policy)
    _take_further(draft, incoming, case)
    if draft.case.level == case.level:
        takes_up(draft, incoming)
    tell_bringer(draft, incoming)
    return draft.decision()


def _take_further(draft: Draft, incoming: Incoming, case: Case) -> None:
    situation, policy = draft.situation, draft.policy
    joined = incoming.sender.address.address
    stranger = bool(joined) and joined not in case.participants
    what = "joined" if stranger else "customer wrote"
    because = "by the thread it answers" if stranger else "on this case"
    _note_arrival(draft, incoming, what, situation.joins_because or because)
    if stranger:
        draft.change(participants=(*case.participants, joined)[:PARTICIPANTS_KEPT])
    if situation.unseen_answer:
        _answered_unseen(draft, incoming)
    answer = take_answer(draft, incoming)
    if answer is not None and answer.content and not incoming.triage.escalates:
        return
    if _nothing_but_thanks(incoming, answer):
        _thanked(draft)
        return
    draft.change(last_word_at=incoming.arrived)
    _reopen_if_resolved(draft, case)
    _remember_words(draft, incoming)
    fired = escalating(draft, incoming, policy)
    was_theirs = draft.case.whose is Whose.CUSTOMER or case.ended
    take_turn(draft, _counted_from(draft, incoming))
    rank = policy.rank(draft.case.level)
    if fired and rank_for(fired, incoming.triage.loss, policy, draft.case.level) > rank:
        _escalate(draft, incoming, fired)
    else:
        asked = f"We asked how it went; the answer: {answer}." if answer else ""
        _tell_who_has_it(draft, incoming, fired, case, was_theirs=was_theirs, asked=asked)


def _nothing_but_thanks(incoming: Incoming, answer: Feedback | None) -> bool:
    """`answer`: to the question how it went. "No, thanks." is a no."""
    bad = answer is not None and answer.bad
    return incoming.triage.thanks_only and not incoming.triage.escalates and not bad


def _answered_unseen(draft: Draft, incoming: Incoming) -> None:
    """The customer answers a mail that is neither theirs nor one that we know: a colleague wrote it where we cannot see
    (product, section 3)."""
    if draft.case.ended or draft.case.whose is Whose.CUSTOMER:
        return
    draft.event("answered", DESK, "the customer answers a mail that we never saw")
    draft.change(status=opened(draft.case))
    keep_promise(draft, incoming.arrived)
    give_turn_away(draft, incoming.arrived)


def _thanked(draft: Draft) -> None:
    """Thanks alone never reopens and moves no clock; whoever has the case is asked whether it is done."""
    draft.event("thanked", "customer", "nothing but thanks: a note, no clock moves")
    who = _asked_whether_done(draft.case)
    if who:
        tell_news(draft, who, "The customer says thanks. Settled? Answer: done")


def _asked_whether_done(case: Case) -> str:
    """The handler. Where nobody took it and somebody answered all the same, whoever was called last for the level where
    it is, else the front line; nobody as long as the customer thanks for no more than a promise."""
    if case.ended or (case.handler in ("", DESK) and case.whose is not Whose.CUSTOMER):
        return ""
    last = case.escalation
    calls = [c.contact for c in last.calls if c.notice] if last and last.target == case.level else []
    return case.handler or (calls[-1] if calls else DESK)


def _reopen_if_resolved(draft: Draft, case: Case) -> None:
    if not case.ended:
        return
    stop_needless(draft)
    draft.disarm(Alarm.CLOSE)
    draft.change(status=Status.OPEN, whose=Whose.CUSTOMER, resolved_at=None, undo=None)
    draft.event("reopened", "customer", "the customer wrote again", source=case.status, target=Status.OPEN)
    _stop_resolved(draft, case)


def _stop_resolved(draft: Draft, case: Case) -> None:
    """The mail that says "resolved" has not left: the customer shall not read that now, and the handler knows it."""
    unsent = [m for m in draft.situation.posted if m.template == "resolved" and m.to == CUSTOMER and not m.attempted]
    if not unsent:
        return
    for mail in unsent:
        draft.withdraw(mail.message_id, "the customer wrote before it left")
    if (back := case.undo) is not None:
        draft.change(unsaid=(*case.unsaid, *range(back.event, back.last + 1)))
        break_word(draft, back.before)
    if case.handler:
        line = "the mail that says it is resolved was stopped, for the customer wrote before it left."
        draft.tell("receipt", case.handler, text=f"{case.reference}: {line}")


def _tell_who_has_it(
    draft: Draft, incoming: Incoming, fired: tuple[Trigger, ...], before: Case, *, was_theirs: bool, asked: str
) -> None:
    """A trigger at or below the case's level is added and told; it does not escalate again."""
    case, window = draft.case, draft.case.window
    said = "; ".join(str(f) for t in fired for f in incoming.triage.evidence(t.name))
    urgent = any(t.name not in before.tags for t in fired)
    if not was_theirs and window is not None:
        for contact in window.called:
            if contact != DESK:
                tell_news(draft, contact, said, urgent=urgent)
        return
    if not was_theirs and case.handler:
        if case.handler != DESK:  # the customer's message in the mailbox is its own notice
            tell_news(draft, case.handler, said, urgent=urgent)
        return
    _open_again(draft, incoming, asked)


def _open_again(draft: Draft, incoming: Incoming, asked: str) -> None:
    """The turn came back: a response window of the current level. On a taken case it is the handler's first."""
    policy, level = draft.policy, draft.policy.level(draft.case.level)
    start = _counted_from(draft, incoming)
    case, absences = draft.case, draft.situation.absences
    choice = choose(policy, level, start, absences, critical=case.critical, tags=case.tags)
    if choice.level.name != level.name:
        choice = Choice(level, tuple(c.id for c in policy.on_level(level.name)) or (DESK,), choice.skipped)
    first = draft.case.handler or _last_called(draft.case)
    if first and first in choice.contacts:
        # Whoever has it in the place of those who are away is there, and is asked alone at first.
        there = first == draft.case.handler and first not in dict(choice.skipped)
        contacts = (first, *(c for c in choice.contacts if c != first))
        choice = replace(choice, contacts=contacts, together=choice.together and not there)
    elif draft.case.handler and policy.contact(draft.case.handler) is not None:
        away = any(who == draft.case.handler for who, _ in choice.skipped)
        choice = choice if away else replace(choice, contacts=(draft.case.handler, *choice.contacts))
    leaves = max(start, departure(policy, start, critical=draft.case.critical))
    open_window(draft, choice, leaves, "customer_wrote", text=asked)


def _last_called(case: Case) -> str:
    last = case.escalation
    return last.calls[0].contact if last and last.calls else ""


# ---------------------------------------------------------------------- shared


def _note_arrival(draft: Draft, incoming: Incoming, what: str, because: str) -> None:
    mail = incoming.mail
    draft.event(what, "customer", because)
    draft.words(
        Voice.CUSTOMER, str(incoming.sender.address), incoming.words, at=incoming.arrived, message_id=mail.message_id
    )
    messages = (*draft.case.messages, mail.message_id) if mail.message_id else draft.case.messages
    if len(messages) > MESSAGES_KEPT:
        messages = (messages[0], *messages[1 - MESSAGES_KEPT :])
    foreign = (FOREIGN,) if incoming.sender.foreign else ()
    problems = tuple(dict.fromkeys((*foreign, *draft.case.problems, *mail.problems)))[:20]
    if mail.attachments:  # in signatures the same picture comes with every mail
        draft.change(files=tuple(dict.fromkeys((*draft.case.files, *mail.attachments)))[:FILES_KEPT])
    # Thanks want no answer: one that was given before them, and is read after them, still answers the customer.
    last_word = draft.case.last_word_at if incoming.triage.thanks_only else incoming.arrived
    draft.change(
        messages=messages, problems=problems, last_word_at=last_word,
        missed_rules=missed(incoming.triage.findings, draft.case.missed_rules),
    )  # fmt: skip


def _remember_words(draft: Draft, incoming: Incoming) -> None:
    triage = incoming.triage
    worse = _worse(draft.case.sentiment, triage.sentiment)
    said = (incoming.mail.subject, incoming.words)
    news = (t for t in triage.triggers if not is_silenced(draft.case, triage.evidence(t), said))
    draft.change(
        tags=tuple(dict.fromkeys((*draft.case.tags, *news))),
        sentiment=triage.sentiment,
        sentiment_words=triage.sentiment_words,
        moods=(*draft.case.moods, Felt(incoming.arrived, triage.sentiment))[-MOODS_KEPT:],
        urgency=_urgency(draft.case.urgency, incoming) if worse else draft.case.urgency,
        loss=_at_stake(draft.case.loss, triage.loss),
    )


def _at_stake(before: Loss | None, now: Loss | None) -> Loss | None:
    """The later sum; not a likely one for one that was plainly lost."""
    return before if now is None or (before is not None and before.sure and not now.sure) else now


def _worse(before: Sentiment, now: Sentiment) -> bool:
    order = list(Sentiment)
    return order.index(now) > order.index(before)


def _urgency(before: Urgency, incoming: Incoming) -> Urgency:
    """Anger raises by one, to high at most."""
    return one_up(before) if incoming.triage.sentiment is Sentiment.ANGRY else before


def _critical(incoming: Incoming, policy: Policy) -> bool:
    return any(t.urgency is Urgency.CRITICAL for t in policy.known(incoming.triage.escalates))


def _escalate(draft: Draft, incoming: Incoming, fired: tuple[Trigger, ...]) -> None:
    """One escalation to the highest target, naming all triggers."""
    policy = draft.policy
    lead = leading(fired, policy, draft.case.level)
    if lead is None:
        return
    target: Level = policy.levels[rank_for(fired, incoming.triage.loss, policy, draft.case.level)]
    evidence: tuple[Finding, ...] = tuple(f for t in fired for f in incoming.triage.evidence(t.name))
    # `service_failure` below major is a tag that raises the urgency by one.
    tagged = "service_failure" in incoming.triage.triggers and all(t.name != "service_failure" for t in fired)
    urgency = max((t.urgency for t in fired), key=lambda u: u.rank)
    urgency = one_up(urgency) if tagged or incoming.triage.sentiment is Sentiment.ANGRY else urgency
    if incoming.in_junk:
        urgency = Urgency.HIGH  # told in working hours: most of what the server calls junk is junk
    names = (lead.name, *(t.name for t in fired if t.name != lead.name))
    because = "; ".join(str(f) for f in evidence) or lead.name
    step_up(draft, target, Reason(names, because, urgency, "customer", evidence), start=incoming.arrived)


def _history(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """Older than the first start: a case's past, no clock, no mail. A first mail opens a case that is closed already,
    so that whoever answers that conversation later is known; only where the owner asked for an import."""
    case = situation.case
    if case is None:
        if not situation.importing or situation.previous is not None:
            return NOTHING
        opened = _new_case(incoming, situation, policy)
        case = replace(opened, status=Status.CLOSED, whose=Whose.CUSTOMER)
    draft = Draft(case, situation, policy)
    _note_arrival(draft, incoming, "imported", "older than the first start: history only")
    return draft.decision()
