"""`show CASE`: everything about one case, readable in sixty columns."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from inbox_escalator.casework.case import Case, Escalation, Timer, Whose
from inbox_escalator.casework.decision import Event, Text
from inbox_escalator.casework.policy import Policy
from inbox_escalator.casework.what_for import WHAT_FOR
from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import reader_of, settings_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.cli.terminal import wrapped
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.reporting.overview import CaseLine, case_line
from inbox_escalator.writing.clean import one_line
from inbox_escalator.writing.sentences import told

COLUMNS = 60
_VOICES = {CUSTOMER: "the customer", DESK: "the front line", "": "whoever has it"}


@dataclass(frozen=True, slots=True)
class CaseFile:
    """What `show --json` prints."""

    case: CaseLine
    deadlines: tuple[Timer, ...]
    escalations: tuple[Escalation, ...]
    timeline: tuple[Event, ...]
    conversation: tuple[Text, ...]


def register(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("case", metavar="CASE", help="its reference, such as CASE-1042; the number alone will do")
    parser.add_argument("--json", action="store_true", help="for a script")


def run(args: argparse.Namespace) -> int:
    settings = settings_of(args)
    reference = _reference(args.case, settings.policy.prefix)
    with reader_of(settings) as reader:
        case = reader.case(reference)
        if case is None:
            print(f"there is no {one_line(reference)}; `inbox-escalator cases --all` lists them", file=sys.stderr)
            return Exit.FOUND
        events, texts = reader.events(reference), reader.texts(reference)
    if args.json:
        timers = tuple(sorted(case.timers, key=lambda timer: timer.at))
        print_json(CaseFile(case_line(case), timers, case.escalations, events, texts))
        return Exit.OK
    page = _Page(case, settings.policy, datetime.now(UTC))
    print("\n".join([*page.head(), *page.deadlines(), *page.escalations(), *page.timeline(events), *page.talk(texts)]))
    return Exit.OK


def _reference(said: str, prefix: str) -> str:
    said = said.strip().strip("[]")
    return f"{prefix}-{said}" if said.isascii() and said.isdigit() else said


class _Page:
    """One case as lines for a terminal."""

    def __init__(self, case: Case, policy: Policy, now: datetime) -> None:
        self._case = case
        self._policy = policy
        self._now = now

    def head(self) -> Iterator[str]:
        case = self._case
        turn = "our turn" if case.whose is Whose.OURS else "the customer's turn"
        yield f"{case.reference} · {case.level} · {case.status} · {turn}"
        yield from wrapped(one_line(case.subject) or "(no subject)", COLUMNS)
        yield from wrapped(one_line(str(case.customer)), COLUMNS)
        yield f"{case.urgency} urgency · {case.sentiment}" + (" · unverified sender" if case.unverified else "")
        if case.tags:
            yield from wrapped("tags: " + ", ".join(case.tags), COLUMNS)
        yield f"handler: {self._who(case.handler) if case.handler else 'nobody has taken it'}"
        for problem in case.problems:
            yield from wrapped(f"note: {problem}", COLUMNS)

    def deadlines(self) -> Iterator[str]:
        if self._case.timers:
            yield from ("", "Due")
        for timer in sorted(self._case.timers, key=lambda timer: timer.at):
            yield f"  {self._say(timer.at)}  {WHAT_FOR[timer.alarm]}"
            yield from wrapped(f"= {timer.because}", COLUMNS, "    ")

    def escalations(self) -> Iterator[str]:
        for escalation in self._case.escalations:
            yield ""
            way = f"{escalation.source} → {escalation.target}"
            yield f"Escalation {escalation.number}: {way}, {self._say(escalation.at)}"
            yield from wrapped(", ".join(escalation.triggers), COLUMNS, "  ")
            for finding in escalation.evidence:
                yield from wrapped(one_line(str(finding)), COLUMNS, "  ")
            if (latest := escalation.leave_by) is not None:
                yield from wrapped(f"to leave by {self._say(latest.at)} = {latest.because}", COLUMNS, "  ")
            called = [f"{self._who(call.contact)} {self._say(call.at)}" for call in escalation.calls if call.notice]
            if called:
                yield from wrapped("called: " + ", ".join(called), COLUMNS, "  ")
            yield from wrapped(self._fate(escalation), COLUMNS, "  ")

    def _fate(self, escalation: Escalation) -> str:
        said = [escalation.step.value]
        if escalation.taken_at:
            said.append(f"taken by {self._who(escalation.taken_by)} {self._say(escalation.taken_at)}")
        if escalation.answered_at:
            said.append(f"answer to the customer {self._say(escalation.answered_at)}")
        if escalation.in_time is not None:
            said.append("in time" if escalation.in_time else "not in time")
        if escalation.outcome:
            said.append(one_line(escalation.outcome))
        return "; ".join(said)

    def timeline(self, events: tuple[Event, ...]) -> Iterator[str]:
        yield from ("", "Timeline")
        for event in events:
            what, why = told(event, subject=self._case.subject, customer=self._customer(), name=self._who)
            yield from wrapped(f"{self._say(event.at)}  {one_line(what)}", COLUMNS, "  ")
            because = why or ("" if event.because in what else event.because)
            yield from wrapped(one_line(because), COLUMNS, "    ")

    def talk(self, texts: tuple[Text, ...]) -> Iterator[str]:
        yield from ("", "Conversation")
        for text in texts:
            yield ""
            yield from wrapped(f"{self._say(text.at)}  {one_line(text.author)} ({text.voice})", COLUMNS, "  ")
            yield from wrapped(text.words.strip(), COLUMNS, "    ")

    def _say(self, at: datetime) -> str:
        return self._policy.hours.say(at, self._now)

    def _who(self, name: str) -> str:
        contact = self._policy.contact(name)
        return contact.name if contact else _VOICES.get(name, name)

    def _customer(self) -> str:
        return one_line(self._case.customer.name) or self._case.customer.address or _VOICES[CUSTOMER]
