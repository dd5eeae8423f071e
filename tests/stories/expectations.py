"""What a story expects: who got which mail and when, and how a case stands."""

from __future__ import annotations

import re
from collections.abc import Callable

from inbox_escalator.casework.case import Case
from tests.stories.letters import Letter
from tests.stories.sentences import WHO, on_clock, sentence
from tests.stories.stage import Stage, StoryError


@sentence(rf'expect {WHO} gets (?:at (?P<at>(?:\w{{3}} )?\d\d:\d\d) )?(?P<words>"[^"]*"(?: and "[^"]*")*)')
def _gets(stage: Stage, who: str, at: str | None, words: str) -> None:
    """One mail of that person, of those not yet spoken of, says all of these words (and left at that time)."""
    unread, wanted = stage.pile(who).unread, re.findall(r'"([^"]*)"', words)
    if not unread:
        raise StoryError(f"{who} got no mail")
    found = [letter for letter in unread if all(letter.says(said) for said in wanted)]
    if not found:
        raise StoryError(f"{who} got other mail:\n" + "\n".join(map(_shown, unread)))
    in_time = [letter for letter in found if not at or on_clock(letter.at, at)]
    if not in_time:
        raise StoryError(f"{who} got it at {found[0].at:%a %H:%M}")
    stage.pile(who).speak_of(in_time[0])


@sentence(rf"expect the last mail of {WHO} holds (?P<names>.+)")
def _holds(stage: Stage, who: str, names: str) -> None:
    """Files that are attached: `no files`, or their names with commas between."""
    letters = stage.pile(who).letters
    held = ", ".join(letters[-1].files) if letters else ""
    if held != ("" if names == "no files" else names):
        raise StoryError(f"it holds {held or 'no files'}")


@sentence(r"expect nobody gets anything")
def _nobody_gets(stage: Stage) -> None:
    nothing_unread(stage)


@sentence(rf"expect {WHO} gets nothing")
def _gets_nothing(stage: Stage, who: str) -> None:
    if unread := stage.pile(who).unread:
        raise StoryError(f"{who} got a mail:\n{_shown(unread[0])}")


@sentence(rf'expect {WHO} was never told "(?P<words>[^"]*)"')
def _never_told(stage: Stage, who: str, words: str) -> None:
    for letter in stage.pile(who).letters:
        if letter.says(words):
            raise StoryError(f"{who} was told so:\n{_shown(letter)}")


@sentence(r"ignore the rest to the callers")
def _ignore_callers(stage: Stage) -> None:
    for who, pile in stage.piles().items():
        pile.ignored = pile.ignored or who.startswith("caller")


@sentence(rf"ignore the rest to {WHO}")
def _ignore(stage: Stage, who: str) -> None:
    stage.pile(who).ignored = True


def nothing_unread(stage: Stage) -> None:
    """A story is strict: every mail that left is spoken of before time goes on."""
    for who, pile in stage.piles().items():
        if pile.unread:
            raise StoryError(f"{who} got a mail that the story does not speak of:\n{_shown(pile.unread[0])}")


def _shown(letter: Letter) -> str:
    body = "\n".join(f"    | {line}" for line in letter.text.strip().splitlines()[:14])
    return f"    {letter.at:%a %H:%M} to {letter.to}: {letter.subject}\n{body}"


@sentence(rf"expect the mail of {WHO} in (?P<folder>INBOX|Sent)")
def _lies(stage: Stage, who: str, folder: str) -> None:
    """The last mail of that person lies there, once, and nowhere else."""
    wanted = b"\r\nMessage-ID: " + stage.last_of[who][0].encode()
    found = [
        name
        for name, there in stage.world.server.folders.items()
        for stored in there.messages.values()
        if wanted in stored.raw.split(b"\r\n\r\n")[0]
    ]
    if found != [folder]:
        raise StoryError(f"it lies in {', '.join(found) or 'no folder'}")


# ---------------------------------------------------------------- cases


@sentence(r"expect (?P<count>no|\d+) cases?")
def _count(stage: Stage, count: str) -> None:
    found = len(list(stage.store.cases()))
    if found != (0 if count == "no" else int(count)):
        raise StoryError(f"there are {found}")


@sentence(r'expect the log of (?P<ref>CASE-\d+) says (?P<words>"[^"]*"(?: and "[^"]*")*)')
def _logged(stage: Stage, ref: str, words: str) -> None:
    """One event of that case says all of these words."""
    wanted = re.findall(r'"([^"]*)"', words)
    lines = [f"{event.what}: {event.because}" for event in stage.store.events(ref)]
    if not any(all(said in line for said in wanted) for line in lines):
        raise StoryError("its log says:\n" + "\n".join(f"    {line}" for line in lines))


@sentence(r"expect (?P<ref>the case|CASE-\d+) (?P<facts>.+)")
def _case(stage: Stage, ref: str, facts: str) -> None:
    """`the case` is the newest one."""
    cases = list(stage.store.cases())
    case = stage.store.case(ref) if ref != "the case" else (cases[-1] if cases else None)
    if case is None:
        raise StoryError("there is no such case")
    for fact in facts.split(", "):
        name, _, wanted = fact.partition(" ")
        if name == "without":
            name, _, unwanted = wanted.partition(" ")
            if unwanted in _stands(case, name):
                raise StoryError(f"{case.reference} has the {name} {unwanted}")
        elif wanted not in _stands(case, name):
            raise StoryError(f"{case.reference}: the {name} is {' '.join(_stands(case, name)) or 'none'}, not {wanted}")


def _stands(case: Case, name: str) -> tuple[str, ...]:
    if name not in FACTS:
        raise StoryError(f"a case has no {name}; it has: {', '.join(FACTS)}")
    return FACTS[name](case)


FACTS: dict[str, Callable[[Case], tuple[str, ...]]] = {
    "level": lambda case: (case.level,),
    "status": lambda case: (case.status.value,),
    "turn": lambda case: (case.whose.value,),
    "handler": lambda case: (case.handler or "nobody",),
    "urgency": lambda case: (case.urgency.value,),
    "trigger": lambda case: case.tags,
    "customer": lambda case: (case.customer.address,),
    "participant": lambda case: case.participants,
    "escalations": lambda case: (str(len(case.escalations)),),
    "previous": lambda case: (case.previous or "none",),
    "promise": lambda case: (f"{case.promised.at:%a %H:%M}" if case.promised else "none",),
    "verified": lambda case: ("no" if case.unverified else "yes",),
    "language": lambda case: (case.language,),
    "messages": lambda case: (str(len(case.messages)),),
}
