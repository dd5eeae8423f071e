"""Several customers with the same issue: who counts, what the case that leads is told, what the others do."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from inbox_escalator.casework.acting import name_of
from inbox_escalator.casework.availability import Choice, choose, departure
from inbox_escalator.casework.case import Case, Incident, Member, Status, Whose
from inbox_escalator.casework.clocks import (
    RESOLVED,
    RESPONSE,
    finish,
    give_turn_away,
    keep_promise,
    take_back_answer,
)
from inbox_escalator.casework.decision import NOTHING, Decision, Deed, Elsewhere, Situation, Text, Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.ladder import open_window
from inbox_escalator.casework.limits import UNDO_FIRST
from inbox_escalator.casework.news import tell_news
from inbox_escalator.casework.policy import Policy, SameIssue
from inbox_escalator.casework.undo import remember, undo
from inbox_escalator.identity import CUSTOMER, DESK

TRIGGER = "same_issue"
CALL = "customer_wrote"
MEMBERS_KEPT = 200
"""Reports that one incident lists besides the case that leads it; those that come later make another one."""

WORDS_SHOWN = 100
PUBLIC = frozenset(
    """
    gmail googlemail outlook hotmail live msn yahoo ymail rocketmail icloud me mac aol gmx web t-online freenet posteo
    mailbox proton protonmail pm tutanota tuta zoho mail fastmail hey orange wanadoo free sfr laposte bluewin hispeed
    libero virgilio tiscali alice telefonica terra ziggo kpnmail planet xs4all hetnet sapo uol bol comcast verizon att
    btinternet sky virginmedia ntlworld talktalk yandex qq 163 126 arcor aon a1 chello skynet telenet
    """.split()
)
"""Second-level names of providers at which anybody may have an address: people there are no company."""


def person(address: str, rules: SameIssue) -> str:
    """Who counts as one customer: an address, or a company's domain where the owner wants it so."""
    local, _, domain = address.lower().rpartition("@")
    if not local or not rules.company_counts_once or is_public(domain):
        return address.lower()
    return domain


def is_public(domain: str) -> bool:
    """`gmail.com`, `yahoo.co.uk`: the name before the ending is that of a provider."""
    return any(label in PUBLIC for label in domain.split(".")[:-1])


def member_of(case: Case, words: str) -> Member:
    said = " ".join((words or case.subject).split())
    short = said if len(said) <= WORDS_SHOWN else said[: WORDS_SHOWN - 1].rstrip() + "…"
    return Member(case.reference, str(case.customer), short)


def led(case: Case, members: tuple[Member, ...]) -> Case:
    """The case as the one by which the incident escalates."""
    return replace(case, incident=case.reference, leads=Incident(members[:MEMBERS_KEPT]))


def lists(lead: Case, reference: str) -> bool:
    """Whether the report is one of the incident that this case leads: what it does not list, nobody would see there."""
    return lead.leads is not None and any(m.case == reference for m in lead.leads.members)


def is_full(lead: Case) -> bool:
    """No further report fits in: it would wait with an incident that does not know of it."""
    return lead.leads is not None and len(lead.leads.members) >= MEMBERS_KEPT


# ---------------------------------------------------------------------- on the other cases


def follow(asked: Elsewhere, situation: Situation, other: Case | None, words: str, policy: Policy) -> Decision:
    """What `asked` does to the case of the situation. `other`: the case that it comes from; `words`: its report."""
    if situation.case is None:
        return NOTHING
    draft = Draft(situation.case, situation, policy)
    match asked.deed:
        case Deed.LINK | Deed.RELINK if other is not None and other.leads is not None:
            if draft.case.incident != asked.other:
                tie(draft, asked.by, other, again=asked.deed is Deed.RELINK)
        case Deed.UNLINK if draft.case.incident == asked.other:
            _unlink(draft, asked.by)
        case Deed.JOINED if other is not None:
            _joined(draft, asked.by, member_of(other, words))
        case Deed.LEFT if draft.case.leads is not None:
            _left(draft, draft.case.leads, asked)
        case Deed.LET_GO if other is not None and draft.case.incident == other.reference:
            _let_go(draft, other)
        case Deed.WAIT if draft.case.incident == asked.other:
            _wait_again(draft, asked)
        case Deed.SAY:
            _say(draft, asked)
        case Deed.UNSAY:
            _unsay(draft, asked)
        case Deed.DONE if not draft.case.ended:
            _resolve(draft, asked)
        case _:
            return NOTHING
    return draft.decision()


def tie(draft: Draft, by: str, lead: Case, *, again: bool = False) -> bool:
    """It waits with the incident: the front line need not answer each by itself. Its resolution time runs on. Tied
    again, a customer who wrote once more meanwhile keeps the window of that mail, and is told nothing. True where the
    customer is told what all were told."""
    draft.event("linked", by, f"the same issue as {lead.reference}", target=lead.reference)
    draft.change(incident=lead.reference, apart=False)
    if not (again and _wrote_again(draft.case)):
        _wait(draft)
    return not again and lead.leads is not None and _tell_as_all(draft, lead.leads.update)


def _wait(draft: Draft) -> None:
    if is_untouched(draft):
        draft.disarm(*RESPONSE)
        draft.change(window=None)


def _wrote_again(case: Case) -> bool:
    return case.last_word_at is not None and case.last_word_at > case.opened


def _tell_as_all(draft: Draft, update: str) -> bool:
    """Whoever reports it afterwards is told what all were told; a customer who was told so before is not."""
    told = (t for t in draft.texts if t.voice is Voice.STAFF and t.event not in draft.case.unsaid)
    if not update or draft.case.ended or any(t.words.strip() == update.strip() for t in told):
        return False
    if not draft.tell_customer("message", text=update, human=True):
        return False
    draft.words(Voice.STAFF, "the update to all", update)
    keep_promise(draft, draft.now)
    give_turn_away(draft, draft.now)
    return True


def is_untouched(draft: Draft) -> bool:
    """Nobody did anything about this report by itself."""
    case = draft.case
    return not (case.escalations or case.ended or case.handler) and draft.policy.rank(case.level) == 0


def _unlink(draft: Draft, by: str) -> None:
    draft.event("split", by, f"does not belong to {draft.case.incident}", source=draft.case.incident)
    leave(draft)


def leave(draft: Draft) -> None:
    """It is a case of its own again, and the front line's window runs."""
    draft.change(incident="", apart=True)
    if _waits_unseen(draft):
        _watch(draft, draft.now)


def _waits_unseen(draft: Draft) -> bool:
    """It is our turn, and no window runs: nobody but the incident has it."""
    return is_untouched(draft) and draft.case.whose is Whose.OURS and draft.case.window is None


def _watch(draft: Draft, start: datetime, text: str = "") -> None:
    level = draft.policy.level(draft.case.level)
    choice = choose(draft.policy, level, start, draft.situation.absences, critical=draft.case.critical)
    if choice.level.name != level.name:
        choice = Choice(level, (DESK,), choice.skipped)
    open_window(draft, choice, start, CALL, text=text)


def left_open(before: Case | None, case: Case | None) -> tuple[Elsewhere, ...]:
    """What follows for the reports as the case that leads them ends, by whatever word or clock."""
    if before is None or case is None or case.leads is None or before.ended or not case.ended:
        return ()
    return tuple(Elsewhere(m.case, Deed.LET_GO, case.reference, "system") for m in case.leads.members)


def _let_go(draft: Draft, lead: Case) -> None:
    """Its customer was told that somebody will answer: the front line's window runs for it. Where a `yes` may end it
    with the incident, not before that is too late."""
    if not _waits_unseen(draft):
        return
    over = f"{lead.reference} is over, and this report of it is not"
    draft.event("on its own", "system", over)
    waiting = lead.leads.preview if lead.leads is not None else None
    start = waiting.until if waiting is not None and waiting.resolves else draft.now
    _watch(draft, max(start, departure(draft.policy, start, critical=draft.case.critical)), f"{over}.")


def _wait_again(draft: Draft, asked: Elsewhere) -> None:
    """What ended the incident was taken back."""
    if draft.case.window is None or not is_untouched(draft) or _wrote_again(draft.case):
        return
    draft.event("linked", asked.by, f"waits with {asked.other} again", target=asked.other)
    _wait(draft)
    for mail in draft.situation.posted:
        if mail.template == CALL and not mail.attempted:
            draft.withdraw(mail.message_id, f"it waits with {asked.other} again")


def dissolve(draft: Draft, who: str) -> str:
    """There is no incident: each report is a case of its own again. On the case that led it; what the receipt says."""
    incident = draft.case.leads
    if incident is None:
        return ""
    many = len(incident.members)
    said = "1 other case is on its own again" if many == 1 else f"{many} other cases are on their own again"
    draft.event("split", who, said)
    draft.change(leads=None, incident="", apart=True)
    for member in incident.members:
        draft.elsewhere(member.case, Deed.UNLINK, who)
    return f" {said}."


def _joined(draft: Draft, by: str, member: Member) -> None:
    """One more: told in the thread, and no further escalation."""
    incident = draft.case.leads or Incident()
    if any(m.case == member.case for m in incident.members):
        return
    members = (*incident.members, member)[:MEMBERS_KEPT]
    draft.event("one more", by, f"{member.case} reports the same", target=member.case)
    draft.change(incident=draft.case.reference, leads=replace(incident, members=members))
    if by == "system":
        _tell(draft, f"{member.case} · {member.who}: “{member.words}”; {len(members) + 1} customers now")


def _left(draft: Draft, incident: Incident, asked: Elsewhere) -> None:
    members = tuple(m for m in incident.members if m.case != asked.other)
    draft.event("one less", asked.by, f"{asked.other} does not belong", source=asked.other)
    draft.change(leads=replace(incident, members=members))


def _tell(draft: Draft, line: str) -> None:
    window = draft.case.window
    called = window.called if window else (draft.case.handler,)
    for contact in called:
        if contact not in ("", DESK) and not draft.case.ended:
            tell_news(draft, contact, line, template="one_more")


def _say(draft: Draft, asked: Elsewhere) -> None:
    """Its customer is told what all are told: once, on whichever of their cases."""
    before, leaves = draft.case, draft.now + UNDO_FIRST
    where = f", told on {asked.told_on}" if asked.told_on else ""
    draft.event("said", asked.by, f"to every customer of {asked.other}{where}", target=CUSTOMER)
    if not asked.told_on and not draft.tell_customer("message", text=asked.text, leaves=leaves, human=True):
        return
    draft.words(Voice.STAFF, name_of(draft, asked.by), asked.text)
    if not draft.case.ended:
        keep_promise(draft, leaves)
        give_turn_away(draft, leaves)
    _remember(draft, asked, before)


def _resolve(draft: Draft, asked: Elsewhere) -> None:
    """It was resolved with the incident. Its customer belongs to those who were escalated, and is told."""
    before, leaves = draft.case, draft.now + UNDO_FIRST
    draft.event("resolved", asked.by, f"with {asked.other}", source=before.status, target=Status.RESOLVED)
    if asked.text and not draft.customer_gets_nothing(human=True):
        draft.words(Voice.STAFF, name_of(draft, asked.by), asked.text)
        keep_promise(draft, draft.now)
    finish(draft, asked.by, RESOLVED)
    if asked.text or draft.policy.customer.resolved != "none":
        draft.tell_customer("resolved", text=asked.text, leaves=leaves, human=bool(asked.text))
    _remember(draft, asked, before)


def _remember(draft: Draft, asked: Elsewhere, before: Case) -> None:
    """What was said to all is taken back for all."""
    remember(draft, asked.by, before)
    if draft.case.undo is not None:
        draft.change(undo=replace(draft.case.undo, what=_to_all(asked)))


def _to_all(asked: Elsewhere) -> str:
    return f"the words to all of {asked.other}"


def _unsay(draft: Draft, asked: Elsewhere) -> None:
    """Those words are taken back, and no other word of the same colleague on this case."""
    last, elsewhere = draft.case.undo, _unsaid_elsewhere(draft, asked)
    if last is not None and last.what == _to_all(asked):
        undo(draft, asked.by, stopped_elsewhere=elsewhere)
        return
    words = [m for m in draft.situation.posted if m.to == CUSTOMER and m.template in ("message", "resolved")]
    stopped = [m for m in words if not m.attempted and m.text == asked.text]
    said = [m.event for m in stopped] or [t.event for t in _said(draft.situation.texts, asked)[-1:] if elsewhere]
    if not said:
        return
    for mail in stopped:
        draft.withdraw(mail.message_id, f"undone by {asked.by}")
    draft.event("undone", asked.by, f"{_to_all(asked)}; the case had moved on", target=CUSTOMER)
    draft.change(unsaid=(*draft.case.unsaid, *said))
    take_back_answer(draft)


def _unsaid_elsewhere(draft: Draft, asked: Elsewhere) -> bool:
    """The mail that told this customer on another case was stopped there."""
    return any(t.event in case.unsaid for case, texts in draft.situation.beside for t in _said(texts, asked)[-1:])


def _said(texts: tuple[Text, ...], asked: Elsewhere) -> list[Text]:
    return [t for t in texts if t.voice is Voice.STAFF and t.words.strip() == asked.text.strip()]
