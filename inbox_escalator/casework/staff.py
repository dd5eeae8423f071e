"""A proven colleague wrote: judge the proof, do what was said, answer with a receipt."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from inbox_escalator.casework.acting import call_off, name_of
from inbox_escalator.casework.authority import Right, Verdict, is_heavy, judge
from inbox_escalator.casework.case import Alarm, Case, Status
from inbox_escalator.casework.clocks import watch_taken
from inbox_escalator.casework.decision import Decision, Situation, Voice
from inbox_escalator.casework.delegating import delegated, spend, tell_of_stranger
from inbox_escalator.casework.documenting import read_back
from inbox_escalator.casework.draft import Draft, ForbiddenMoveError
from inbox_escalator.casework.enclosing import left_behind, with_files
from inbox_escalator.casework.form import on_one_line
from inbox_escalator.casework.house import on_house_answer
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.limits import ANSWERS, CODE_FOR, LAST_ANSWER, WORDS, Allowance, left
from inbox_escalator.casework.orders import ORDERS, free_text
from inbox_escalator.casework.policy import Policy
from inbox_escalator.casework.presence import tell_list
from inbox_escalator.casework.request import Pending
from inbox_escalator.casework.together import follow_undo
from inbox_escalator.casework.undo import remember, undo
from inbox_escalator.casework.why import why_lines
from inbox_escalator.identity import DESK
from inbox_escalator.intake.said import Code, Command, FreeText, Said, Unclear
from inbox_escalator.intake.verbs import VERBS

EXPLAIN_AGAIN_AFTER = timedelta(hours=1)
WARN_OWNER_AGAIN_AFTER = timedelta(hours=24)

TO_CUSTOMER = frozenset(verb.name for verb in VERBS if verb.customer)
"""Words whose text goes to the customer."""

WHEN_ENDED = frozenset(
    """
    away breach called drop false files help here hold hold-off list next note reopen send status undo vip why yes
    """.split()
)
"""What can still be said of a case that is resolved or closed."""

BEGINS_A_CLOCK = frozenset({"breach", "next"})
"""Of these, what a closed case cannot have: it owns no clocks, and would never say that they are over."""


def on_command(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """Mail of a contact about a case: a command, free text, or a one-time code."""
    case = situation.case
    if case is None:
        return on_house_answer(incoming, situation, policy)
    incoming, offer = delegated(_with_files(incoming), case, situation.now)
    said = incoming.said
    draft = Draft(case, situation, policy)
    verdict = judge(incoming, _verb(said), case, policy)
    if verdict.right in PROVEN:
        draft.here(verdict.contact)
        if offer is not None:
            spend(draft, verdict.contact, offer)
    match verdict.right:
        case Right.ALL | Right.LIGHT | Right.CODE if isinstance(said, Code):
            _redeem(draft, verdict.contact, said, incoming)
        case Right.ALL:
            obey(draft, verdict.contact, incoming)
        case Right.LIGHT:
            _obey_if_light(draft, verdict, incoming)
        case Right.CODE:
            _ask_for_code(draft, verdict.contact, said)
        case Right.FRONT:
            _front_line(draft, incoming)
        case Right.NOTE:
            _stranger(draft, verdict, incoming)
        case Right.REFUSED:
            _refuse(draft, verdict)
        case Right.EXPLAIN:
            _explain(draft, verdict)
    return draft.decision()


NOT_UNDONE = frozenset({"undo", "files", "status", "help", "why", "list", "away", "here"})
"""Words after which `undo` still means the command before them."""

PROVEN = frozenset({Right.ALL, Right.LIGHT, Right.CODE})
"""It was that contact who wrote."""


def _with_files(incoming: Incoming) -> Incoming:
    said = incoming.said
    if isinstance(said, Command) and said.text and said.verb in TO_CUSTOMER and incoming.mail.attachments:
        return replace(incoming, said=with_files(said, incoming.mail))
    return incoming


def _verb(said: Said | None) -> str:
    return said.verb if isinstance(said, Command) else ""


# ---------------------------------------------------------------------- doing it


def obey(draft: Draft, who: str, incoming: Incoming) -> None:
    """Keeps the facts that were asked for, does what was said, and answers with one line."""
    if not read_back(draft, who, incoming) or isinstance(incoming.said, Command):
        _do(draft, who, incoming)


def _do(draft: Draft, who: str, incoming: Incoming) -> None:
    before, said = draft.case, incoming.said
    match said:
        case Command(verb="undo"):
            line = undo(draft, who)
            follow_undo(draft, who, before)
            call_off(draft, who, before)
        case Command(verb="status" | "help" | "why" as verb):
            draft.event("asked", who, verb)
            draft.tell(verb, who, answer=ANSWERS, lines=why_lines(draft) if verb == "why" else ())
            line = ""
        case Command(verb="list"):
            tell_list(draft, who)
            line = ""
        case Command() if _ended(draft.case, said.verb):
            line = f"is {draft.case.status}; nothing was done. Answer help for what can still be said."
        case Command():
            line = _carry_out(draft, who, said) + left_behind(said)
        case FreeText():
            line = free_text(draft, who, said.words)
        case Unclear():
            line = _not_understood(said)
        case _:
            line = "nothing was understood; answer help for the words I know."
    if isinstance(said, Command) and said.below:
        draft.words(Voice.NOTE, name_of(draft, who), said.below)
    _use_taps(draft, incoming)
    if draft.case.events == before.events:
        draft.event("asked", who, said_line(said))
    if line:
        receipt(draft, who, line, WORDS if isinstance(said, FreeText | Unclear) else ANSWERS)
    if isinstance(said, Command | FreeText) and _verb(said) not in NOT_UNDONE:
        _not_forgotten(draft, who)
        remember(draft, who, before)


def _not_forgotten(draft: Draft, who: str) -> None:
    """Whoever took it does something about it."""
    if draft.case.handler == who and draft.case.timer(Alarm.STALE) is not None:
        watch_taken(draft, draft.now)


def _ended(case: Case, verb: str) -> bool:
    said_too_late = case.status is Status.CLOSED and verb in BEGINS_A_CLOCK
    return said_too_late or (case.ended and verb not in WHEN_ENDED)


def _carry_out(draft: Draft, who: str, said: Command) -> str:
    before = draft.case
    try:
        return ORDERS[said.verb](draft, who, said)
    except ForbiddenMoveError as move:
        draft.case = before
        return f"nothing was done: {move}"


def _not_understood(said: Unclear) -> str:
    meant = f' Did you mean "{said.meant}"?' if said.meant else ""
    return f'I do not know "{said.word}"; nothing was done.{meant} Answer help for the words I know.'


def said_line(said: Said | None) -> str:
    match said:
        case Command():
            return said.said or said.verb
        case Unclear():
            return said.word
        case Code():
            return "a one-time code"
        case _:
            return "a text"


def receipt(draft: Draft, who: str, line: str, allowance: Allowance = ANSWERS) -> None:
    if left(draft.case, who, allowance, draft.now) == 1:
        line += LAST_ANSWER
    draft.tell("receipt", who, text=f"{draft.case.reference}: {line}", answer=allowance)


def _use_taps(draft: Draft, incoming: Incoming) -> None:
    used = tuple(f"{m.notice}.{m.verb}" for m in incoming.sender.marks if m.verb and m.case == draft.case.reference)
    if used:
        draft.change(taps=tuple(dict.fromkeys((*draft.case.taps, *used))))


# ---------------------------------------------------------------------- proof that is not enough


def _obey_if_light(draft: Draft, verdict: Verdict, incoming: Incoming) -> None:
    if is_heavy(_verb(incoming.said), draft.case, draft.policy):
        draft.event("refused", verdict.contact, f"{_verb(incoming.said)}: {verdict.because}")
        receipt(draft, verdict.contact, "this wants an answer to the escalation mail itself; nothing was done.")
        return
    obey(draft, verdict.contact, incoming)


def _ask_for_code(draft: Draft, contact: str, said: Said | None) -> None:
    """A heavy command without a DMARC verdict: a code goes to the configured address and has to come back."""
    if not isinstance(said, Command):
        return
    if left(draft.case, contact, ANSWERS, draft.now) <= 0:
        draft.event("refused", contact, "too many answers in one day: no further code")
        return
    number = draft.event("code asked", contact, said_line(said))
    waiting = Pending(contact, said, number, draft.now + CODE_FOR)
    draft.change(pending=(*(p for p in draft.case.pending if p.contact != contact), waiting))
    draft.tell("code", contact, text=said_line(said), answer=ANSWERS)


def _redeem(draft: Draft, contact: str, code: Code, incoming: Incoming) -> None:
    """The code came back: the command that waited is carried out. One try: six digits are not many."""
    waiting = next((p for p in draft.case.pending if p.contact == contact), None)
    draft.change(pending=tuple(p for p in draft.case.pending if p.contact != contact))
    right = dict(draft.situation.codes).get(waiting.event, "") if waiting else ""
    if waiting is None or draft.now > waiting.until or not right or right != code.digits:
        draft.event("refused", contact, "a wrong or late one-time code")
        receipt(draft, contact, "that code is wrong or too old; nothing was done. Send the command again.")
        return
    obey(draft, contact, replace(incoming, said=waiting.command))


def _front_line(draft: Draft, incoming: Incoming) -> None:
    """Access to the mailbox carries the front line's authority: above it, a question to whoever has the case."""
    if draft.policy.rank(draft.case.level) == 0 or draft.case.ended or _takes_back_its_own(draft, incoming.said):
        obey(draft, DESK, incoming)
    elif not read_back(draft, DESK, incoming) or isinstance(incoming.said, Command):
        _ask_whoever_has_it(draft, incoming.said)


def _takes_back_its_own(draft: Draft, said: Said | None) -> bool:
    """What the front line may say it may take back, also where it put the case above itself."""
    last = draft.case.undo
    return _verb(said) == "undo" and last is not None and last.contact == DESK and draft.now <= last.until


def _ask_whoever_has_it(draft: Draft, said: Said | None) -> None:
    """What is more than a word is a note of the case as well: it may be what that person waits for."""
    asks = said_line(said)
    if not asks:
        draft.event("asked", DESK, "nothing")
        receipt(draft, DESK, "nothing was written above the line; nothing was done.", WORDS)
        return
    draft.event("asked", DESK, asks)
    if isinstance(said, FreeText):
        draft.words(Voice.NOTE, name_of(draft, DESK), said.words)
        asks = on_one_line(said.words)
    has_it = draft.case.handler or (draft.case.window.current if draft.case.window else "")
    if has_it and has_it != DESK:
        draft.tell("receipt", has_it, text=f"{draft.case.reference}: the front line asks: {asks}")
    receipt(draft, DESK, f"is on {draft.case.level} now; {has_it or 'its level'} was asked.")


def _stranger(draft: Draft, verdict: Verdict, incoming: Incoming) -> None:
    """Somebody else answered with a contact's token: a note, and the contact is told."""
    author = str(incoming.sender.address)
    draft.event("noted", "system", f"{author} answered the mail to {verdict.contact}; nothing was obeyed")
    draft.words(Voice.NOTE, author, incoming.words, at=incoming.arrived, message_id=incoming.mail.message_id)
    if not _explained(draft):
        tell_of_stranger(draft, verdict.contact, incoming)


def _refuse(draft: Draft, verdict: Verdict) -> None:
    """DMARC failed: the sender gets nothing, the contact hears of it at the configured address, the owner daily."""
    draft.event("refused", "system", f"mail in the name of {verdict.contact}: {verdict.because}")
    if verdict.proven and not _explained(draft):
        draft.tell("stranger", verdict.contact, text=f"somebody in your name ({verdict.because})", answer=ANSWERS)
    owner, last = draft.policy.owner, draft.situation.warned_at
    if owner and owner != verdict.contact and (last is None or draft.now - last >= WARN_OWNER_AGAIN_AFTER):
        draft.tell("stranger", owner, text=f"somebody in the name of {verdict.contact} ({verdict.because})")


def _explain(draft: Draft, verdict: Verdict) -> None:
    """One explanation an hour at most, to the configured address; nothing happens."""
    draft.event("refused", "system", verdict.because)
    if verdict.contact and not _explained(draft):
        draft.tell("explain_refusal", verdict.contact, text=verdict.because, answer=ANSWERS)


def _explained(draft: Draft) -> bool:
    """The contact was told within the hour of what that sender wrote: whoever writes in a loop fills no mailbox."""
    last = draft.situation.explained_at
    return last is not None and draft.now - last < EXPLAIN_AGAIN_AFTER
