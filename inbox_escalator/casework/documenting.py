"""Missing facts never delay an escalation: it goes out, the front line is asked for them once, and what it answers goes
on the case and to whoever has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from inbox_escalator.casework.acting import name_of
from inbox_escalator.casework.availability import choose
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.fact import Fact, KnownBy, Wanted
from inbox_escalator.casework.form import filled, on_one_line
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.limits import ANSWERS, WORDS
from inbox_escalator.identity import DESK
from inbox_escalator.intake.said import Command, Unclear

ASKS = "facts"
"""Mail to the front line: which facts are missing."""

TELLS = "facts_given"
"""Mail to whoever has the case: what it answered."""

DIGITS = 5
"""So many make a number that names an account or an order; a shorter one may be a year or a house."""

_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_LONGEST_NUMBER = 40
_WORD_ENDS = ".,;:!?()[]{}<>\"'“”„#"


# ---------------------------------------------------------------------- asking


def ask_for_facts(draft: Draft, called: Iterable[str], had_it: str) -> None:
    """After a step up. Not where the one who is called is the one to be asked, or reads the same mailbox; nor for an
    incident, which is about many customers."""
    who = _front_line(draft, had_it)
    people = [c for id_ in called if id_ != who and (c := draft.policy.contact(id_)) is not None]
    if who == DESK:
        people = [contact for contact in people if not draft.policy.own_mailbox(contact)]
    if not people or draft.case.machine or draft.case.leads is not None:
        return
    names = [wanted.name for wanted in draft.policy.facts if _is_missing(draft, wanted)]
    if not names:
        return
    draft.event("facts asked", "system", ", ".join(names), target=who)
    number = draft.tell(ASKS, who, critical=False)
    if number:
        draft.change(facts=(*draft.case.facts, *(Fact(name, number) for name in names)))


def _front_line(draft: Draft, had_it: str) -> str:
    """Whoever had it there, or is called there first; the shared mailbox where nobody is."""
    level = draft.policy.levels[0]
    here = [contact.id for contact in draft.policy.on_level(level.name)]
    if had_it in here:
        return had_it
    choice = choose(draft.policy, level, draft.now, draft.situation.absences, critical=False, tags=draft.case.tags)
    return choice.contacts[0] if here and choice.level == level else DESK


def _is_missing(draft: Draft, wanted: Wanted) -> bool:
    asked = any(fact.name == wanted.name for fact in draft.case.facts)
    if asked or (wanted.triggers and not set(wanted.triggers) & set(draft.case.tags)):
        return False
    match wanted.known_by:
        case KnownBy.NUMBER:
            said = [t.words for t in draft.texts if t.voice is Voice.CUSTOMER]
            loss = f"{draft.case.loss.amount:.0f}" if draft.case.loss is not None else ""
            return not any(_names_a_number(words, loss) for words in (draft.case.subject, *said))
        case KnownBy.STEPS:
            return not any(t.voice in (Voice.STAFF, Voice.NOTE) for t in draft.texts)
        case KnownBy.NOTHING:
            return True


def _names_a_number(words: str, loss: str) -> bool:
    """A number of its own, alone or with letters (`AC-10442`), that is no day and not the sum that was lost."""
    return any(_is_number(w) for word in words.split() if (w := word.strip(_WORD_ENDS)) != loss)


def _is_number(word: str) -> bool:
    if len(word) > _LONGEST_NUMBER or not all(c.isalnum() or c in "-/_" for c in word) or _DAY.fullmatch(word):
        return False
    return sum(c.isdigit() for c in word) >= DIGITS


# ---------------------------------------------------------------------- the answer


def read_back(draft: Draft, who: str, incoming: Incoming) -> bool:
    """The front line answers the question: its words go on the case and to whoever has it. False where it asked for
    something else, or was asked for nothing."""
    open_facts = _asked_by(draft, who, incoming)
    if not open_facts:
        return False
    form = filled(incoming.mail.passages, [fact.name for fact in open_facts])
    if form.answers:
        _keep(draft, who, incoming, form.answers)
        return True
    return _in_plain_words(draft, who, incoming, form.beside, [fact for fact in open_facts if not fact.answer])


def _in_plain_words(draft: Draft, who: str, incoming: Incoming, words: str, missing: list[Fact]) -> bool:
    """Without a name before it: of the one fact that is missing, or of all of them together."""
    said = incoming.said
    if isinstance(said, Command) or not missing or not words:
        return False
    if isinstance(said, Unclear) and said.meant:
        return False  # a command with a mistake in it
    if len(missing) == 1:
        _keep(draft, who, incoming, {missing[0].name: on_one_line(words)})
        return True
    draft.event("facts given", who, "in plain words")
    draft.words(Voice.NOTE, name_of(draft, who), words, message_id=incoming.mail.message_id)
    _answer_them(draft, who, (on_one_line(words),))
    return True


def _keep(draft: Draft, who: str, incoming: Incoming, given: dict[str, str]) -> None:
    facts = tuple(replace(f, answer=given[f.name], at=draft.now) if f.name in given else f for f in draft.case.facts)
    draft.event("facts given", who, ", ".join(given))
    draft.change(facts=facts)
    lines = tuple(f"{name}: {said}" for name, said in given.items())
    draft.words(Voice.NOTE, name_of(draft, who), "\n".join(lines), message_id=incoming.mail.message_id)
    _answer_them(draft, who, lines)


def _answer_them(draft: Draft, who: str, lines: tuple[str, ...]) -> None:
    """A receipt, which names who was told and what is missing still."""
    told = _tell_who_has_it(draft, who, lines)
    missing = [f.name for f in draft.case.facts if not f.answer]
    rest = f" Still missing: {', '.join(missing)}." if missing else ""
    draft.tell("receipt", who, text=f"{draft.case.reference}: noted on the case{told}.{rest}", answer=ANSWERS)


def _asked_by(draft: Draft, who: str, incoming: Incoming) -> list[Fact]:
    """The facts for which the mail that was answered asks."""
    notices = {m.notice for m in incoming.sender.marks if m.contact == who and m.case == draft.case.reference}
    return [fact for fact in draft.case.facts if fact.notice in notices]


def _tell_who_has_it(draft: Draft, by: str, lines: tuple[str, ...]) -> str:
    """Whoever took it; else everybody who has been called by now: in working hours, for nobody waits for a fact. What
    the receipt says of it."""
    case = draft.case
    called = case.window.called if case.window else ()
    people = [who for who in dict.fromkeys((case.handler,) if case.handler else called) if who not in ("", DESK, by)]
    if case.ended:
        return ""
    leaves = None if case.critical else draft.policy.hours.opening(draft.now)
    told = [name_of(draft, who) for who in people if draft.tell(TELLS, who, lines=lines, leaves=leaves, answer=WORDS)]
    if not told:
        return ""
    if leaves is not None and leaves > draft.now:
        return f"; {' and '.join(told)} will be told {draft.policy.hours.say(leaves, draft.now)}"
    return f"; {' and '.join(told)} {'was' if len(told) == 1 else 'were'} told"
