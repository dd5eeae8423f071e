"""Missing facts never delay an escalation: it goes out, the front line is asked for them once, and what it answers goes
on the case and to whoever has it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from inbox_escalator.casework.acting import name_of
from inbox_escalator.casework.decision import Voice
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.fact import Fact, KnownBy, Wanted
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.limits import ANSWERS, WORDS, left
from inbox_escalator.identity import DESK
from inbox_escalator.intake.command import ABOVE
from inbox_escalator.intake.mail import Zone
from inbox_escalator.intake.said import Command

ASKS = "facts"
"""Mail to the front line: which facts are missing."""

TELLS = "facts_given"
"""Mail to whoever has the case: what it answered."""

ANSWER_LETTERS = 500
DIGITS = 5
"""So many make a number that names an account or an order; a shorter one may be a year or a house."""

_DAY = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}")
_LONGEST_NUMBER = 40
_QUOTE = "> |*"
_WORD_ENDS = ".,;:!?()[]{}<>\"'“”„#"


# ---------------------------------------------------------------------- asking


def ask_for_facts(draft: Draft, called: Iterable[str]) -> None:
    """After a step up. Not where the one who is called reads the shared mailbox: nobody else could be asked; nor for an
    incident, which is about many customers."""
    people = [c for who in called if (c := draft.policy.contact(who)) is not None]
    if not people or all(map(draft.policy.own_mailbox, people)) or draft.case.machine or draft.case.leads is not None:
        return
    names = [wanted.name for wanted in draft.policy.facts if _is_missing(draft, wanted)]
    if not names:
        return
    draft.event("facts asked", "system", ", ".join(names), target=DESK)
    number = draft.tell(ASKS, DESK, critical=False)
    if number:
        draft.change(facts=(*draft.case.facts, *(Fact(name, number) for name in names)))


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


def read_back(draft: Draft, incoming: Incoming) -> bool:
    """The front line answers the question: its words go on the case and to whoever has it. False where it says none."""
    open_facts = _asked_by(draft, incoming)
    given = answers(incoming.mail.words(Zone.NEW, Zone.QUOTED), [fact.name for fact in open_facts])
    if not given and len(open_facts) == 1 and not isinstance(incoming.said, Command):
        given = {open_facts[0].name: _short(incoming.mail.new_words)}
    given = {name: said for name, said in given.items() if said}
    if not given:
        return False
    facts = tuple(replace(f, answer=given[f.name], at=draft.now) if f.name in given else f for f in draft.case.facts)
    draft.event("facts given", DESK, ", ".join(given))
    draft.change(facts=facts)
    lines = tuple(f"{name}: {said}" for name, said in given.items())
    draft.words(Voice.NOTE, name_of(draft, DESK), "\n".join(lines), message_id=incoming.mail.message_id)
    told = _tell_who_has_it(draft, lines)
    missing = [f.name for f in facts if not f.answer]
    rest = f" Still missing: {', '.join(missing)}." if missing else ""
    if left(draft.case, DESK, ANSWERS, draft.now) > 0:
        draft.tell("receipt", DESK, text=f"{draft.case.reference}: noted on the case{told}.{rest}", answer=ANSWERS)
    return True


def _asked_by(draft: Draft, incoming: Incoming) -> list[Fact]:
    """The facts for which the mail that was answered asks."""
    notices = {m.notice for m in incoming.sender.marks if m.contact == DESK and m.case == draft.case.reference}
    return [fact for fact in draft.case.facts if fact.notice in notices]


def _tell_who_has_it(draft: Draft, lines: tuple[str, ...]) -> str:
    """Whoever took it; else everybody who has been called by now. What the receipt says of it."""
    case = draft.case
    called = case.window.called if case.window else ()
    people = [who for who in dict.fromkeys((case.handler,) if case.handler else called) if who not in ("", DESK)]
    if case.ended or not people:
        return ""
    for who in people:
        draft.tell(TELLS, who, lines=lines, answer=WORDS)
    return f"; {' and '.join(name_of(draft, who) for who in people)} {'was' if len(people) == 1 else 'were'} told"


def answers(words: str, names: Iterable[str]) -> dict[str, str]:
    """What stands behind or below the line of each of these names, in a mail that quotes it or not.

    Name → answer on one line, for those that have one.
    """
    by_label = {f"{name}:".casefold(): name for name in names}
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for raw in words.splitlines():
        line = raw.strip().strip(_QUOTE).strip()
        if ABOVE in line.lower():
            current = None
            continue
        label = next((label for label in by_label if line.casefold().startswith(label)), "")
        if label:
            current = found.setdefault(by_label[label], [])
            line = line[len(label) :].strip(_QUOTE).strip()
        if current is not None and line:
            current.append(line)
    return {name: _short(" ".join(said)) for name, said in found.items() if said}


def _short(words: str) -> str:
    one = " ".join(words.split())
    return one if len(one) <= ANSWER_LETTERS else f"{one[: ANSWER_LETTERS - 1]}…"


