"""What must hold after every step, whatever happened before it. Each broken law is one line that names it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from inbox_escalator.casework.case import Alarm, Case, Status, Whose
from inbox_escalator.casework.decision import Event
from inbox_escalator.casework.policy import Policy
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.store.numbers import case_number, part_number
from inbox_escalator.store.store import CaseStore
from inbox_escalator.triage.trigger import Mode
from inbox_escalator.writing.outbound import OutboundMail, State

CLIMBS = (Alarm.CALL, Alarm.CLIMB, Alarm.REPEAT)
BY_STAFF_DOWN = ("sent back", "false alarm", "undone")
ASKS = frozenset({"escalation", "reminder", "l1_reminder", "missed"})
"""Mails that ask somebody to act, of which an answer, or somebody who takes the case, makes an end."""

SETTLED = frozenset({"answered", "told", "resolved", "closed", "ignored", "waits"})
"""After these nobody is asked, until something else happens."""

UNSETTLED = frozenset(
    {"customer wrote", "joined", "reopened", "escalated", "undone", "passed", "sent back", "false alarm", "fell over"}
    | {"not delivered", "dropped", "split", "one less"}
)

CLOCK_MAILS = frozenset({"escalation", "reminder", "l1_reminder", "missed", "update", "waiting", "progress"})
"""Of these one leaves at a moment for one case and address, however long the worker slept."""


class LawBrokenError(AssertionError):
    """Which law, on which case, and when."""


class Laws:
    """Looks at the store after each step, and at each mail as it leaves."""

    def __init__(self, policy: Policy) -> None:
        self.policy = policy
        self._calls_by_itself = policy.mode is Mode.ON and not any(
            t.mode is Mode.OBSERVE for t in policy.triggers if t.kind == "clock"
        )
        """Silence calls somebody here; a desk that only watches its clocks logs whom it would have called."""
        self.checked = 0
        """Cases that were looked at."""
        self._seen: dict[str, Case] = {}
        self._rows: dict[int, tuple[object, Case]] = {}
        self._logs: dict[str, list[tuple[bytes, Event]]] = {}
        """Of each case every event, with the row that it was read from."""
        self._events: dict[str, Sequence[Event]] = {}
        """As of the last look."""
        self._left: Counter[tuple[str, str]] = Counter()
        self._steps: dict[str, datetime] = {}
        self._turned: set[tuple[str, int]] = set()
        """Answers that gave the turn away: one that crossed the customer's next mail does not."""
        self._now: list[OutboundMail] = []
        """Mails that left since the last look."""
        self.mails = 0

    # ------------------------------------------------------------------ a mail leaves

    def leaves(self, mail: OutboundMail, store: CaseStore) -> None:
        self.mails += 1
        self._left[mail.message_id, mail.address] += 1
        require(self._left[mail.message_id, mail.address] == 1, f"{mail.message_id} went to {mail.address} twice")
        row = store_row(store, mail.message_id)
        require(row is not None and row.state is State.TRYING, f"{mail.message_id} left before its intent was durable")
        watches = self.policy.mode is Mode.OBSERVE and (mail.template in ASKS or mail.to == CUSTOMER)
        require(
            not watches or mail.template == "message", f"a desk that only watches sent {mail.template} to {mail.to}"
        )
        self._now.append(mail)
        case = store.case(mail.case)
        if case is not None and not mail.doubted and mail.template in ASKS:
            self._still_needed(mail, case, self._log(store, mail.case))

    def _still_needed(self, mail: OutboundMail, case: Case, events: Iterable[Event]) -> None:
        """No mail that asks somebody to act leaves after an answer, or after somebody else took the case."""
        by_words, stopped = mail.template == "escalation" and _by_words(case, mail), ""
        for event in [e for e in events if e.number > mail.event]:
            if event.what in UNSETTLED and not stopped:
                return
            settled = self._settles(event, case) and not (by_words and event.what in ("answered", "told", "waits"))
            taken = event.what == "taken" and event.target != mail.to and mail.template != "missed"
            if taken and mail.template == "escalation" and case.handler != event.target:
                continue  # who took it has it no more, and the level is called again
            if settled or taken:
                stopped = f"event {event.number}, {event.what} by {event.by}"
            elif event.what == "undone" or (event.what == "taken" and "taken" in stopped):
                stopped = ""  # taken back; or taken by the very contact, who may read all of it
        said = f"{mail.template} of event {mail.event} of {case.reference} left for {mail.to}"
        require(not stopped, f"{said} after {stopped}")

    def _settles(self, event: Event, case: Case) -> bool:
        if event.what == "waits" and event.by == "clock":
            return False  # with the case that leads its incident: who waits for an answer waits on
        if event.what != "answered":
            return event.what in SETTLED
        turned = (case.reference, event.number) in self._turned
        return turned or case.whose is Whose.CUSTOMER or case.ended

    # ------------------------------------------------------------------ after a step

    def hold(self, store: CaseStore, now: datetime, *, read_to_the_end: bool) -> None:
        """`now`: by the worker's clock. `read_to_the_end`: nothing was in the way of this step."""
        cases = self._cases(store)
        missing = self._seen.keys() - cases.keys()
        require(not missing, f"cases are gone: {missing}")
        for reference, case in cases.items():
            before = self._seen.get(reference)
            if before is not case:
                self._changed(before, case, store, now)
            if case.status is not Status.CLOSED:
                self._has_clock(case, cases, now, read_to_the_end=read_to_the_end)
                self._has_somebody(case, cases)
            self.checked += 1
        self._no_storm()
        self._seen = cases

    def _cases(self, store: CaseStore) -> dict[str, Case]:
        """Only rows that were written since the last look are decoded."""
        shelf = store._shelves.cases  # type: ignore[attr-defined]
        for number, row in shelf.table.rows.items():
            known = self._rows.get(number)
            if known is None or known[0] is not row:
                self._rows[number] = (row, shelf.decode(row))
        return {case.reference: case for _, case in (self._rows[number] for number in shelf.table.rows)}

    def _log(self, store: CaseStore, reference: str) -> Sequence[Event]:
        """The whole log, of which only new rows are decoded: no row of it may ever change, or go."""
        shelf, number = store._shelves.events, case_number(reference)  # type: ignore[attr-defined]
        log = self._logs.setdefault(reference, [])
        for place, (known, _) in enumerate(log, 1):
            row = shelf.table.row(part_number(number, place)) or b""
            require(bytes(row) == known, f"the log of {reference} was rewritten")
        while (row := shelf.table.row(part_number(number, len(log) + 1))) is not None:
            log.append((bytes(row), shelf.decode(row)))
        return [event for _, event in log]

    def _changed(self, before: Case | None, case: Case, store: CaseStore, now: datetime) -> None:
        events = self._log(store, case.reference)
        fresh = events[len(self._events.get(case.reference, ())) :]
        self._events[case.reference] = events
        require(len(events) == case.events, f"{case.reference} counts {case.events} events, not {len(events)}")
        require(len({t.alarm for t in case.timers}) == len(case.timers), f"{case.reference}: two timers of a kind")
        if case.status is Status.CLOSED:
            require(not case.timers, f"{case.reference} is closed and owns clocks: {_alarms(case)}")
        self._level(before.level if before else self.policy.levels[0].name, case, fresh, before)
        self._one_step(case, fresh, now)
        for event in fresh:
            self._not_after_an_answer(case, event)
            if event.what == "answered" and case.whose is Whose.CUSTOMER:
                self._turned.add((case.reference, event.number))

    def _level(self, level: str, case: Case, fresh: Iterable[Event], before: Case | None) -> None:
        """Each move of the level stands on the log, from where the case was; up by its trigger, down by a colleague."""
        undone = False
        for event in fresh:
            if event.what == "undone":
                undone = True
            if event.what == "escalated":
                require(undone or event.source == level, f"{case.reference} was on {level}, not {event.source}")
                self._up(case, event)
                level = event.target
            elif event.what in BY_STAFF_DOWN and event.what != "undone":
                require(self._person(event.by), f"{case.reference} was lowered by {event.by}")
                level = event.target
        require(undone or case.level == level, f"{case.reference} is on {case.level}, its log says {level}")

    def _up(self, case: Case, event: Event) -> None:
        rank, to = self.policy.rank(event.source), self.policy.rank(event.target)
        require(to >= rank, f"{case.reference} was escalated down, {event.source} to {event.target}")
        if event.by == "clock" and to > rank + 1:
            away = [e for e in self._events[case.reference] if e.what == "skipped" and e.number > event.number]
            require(bool(away), f"{case.reference} skipped a level by itself: {event.source} to {event.target}")

    def _person(self, who: str) -> bool:
        return who == "desk" or self.policy.contact(who) is not None

    def _one_step(self, case: Case, fresh: Iterable[Event], now: datetime) -> None:
        """One step up at a time, and a whole window between two that only the clock made."""
        ups = [e for e in fresh if e.what == "escalated" and e.by == "clock"]
        silent = [event for event in ups if not self._refused_on_the_spot(case, event)]
        require(len(silent) <= 1, f"{case.reference} took {len(silent)} steps up at {now}")
        repeats = sum(e.what == "repeated" for e in fresh)
        require(repeats <= 1, f"{case.reference} was called {repeats} times at {now}")
        for event in ups:
            unreachable = any(
                e.what in ("fell over", "skipped", "away", "unavailable", "not delivered") and e.by == "system"
                for e in self._events[case.reference]
                if e.number > self._number_of_step(case, event)
            )
            last = self._steps.get(case.reference)
            window = timedelta(minutes=55)
            if last is not None and not unreachable:
                require(event.at - last >= window, f"{case.reference} climbed at {last} and again at {event.at}")
        for event in fresh:
            if event.what == "escalated":
                self._steps[case.reference] = event.at
            elif event.what == "undone":
                self._steps.pop(case.reference, None)

    def _not_after_an_answer(self, case: Case, event: Event) -> None:
        """Silence is nobody's while somebody has the case, or the customer was answered."""
        silence = event.what == "escalated" and not event.because.startswith("unresolved")
        if event.by != "clock" or not (silence or event.what == "repeated"):
            return
        before = [e for e in self._events[case.reference] if e.number < event.number]
        moves = [e for e in before if e.what in UNSETTLED | {"taken"} or self._settles(e, case)]
        last = moves[-1] if moves else None
        settled = last is not None and last.what not in UNSETTLED
        require(not settled, f"{case.reference}: event {event.number}, {event.what}, after {last and last.what}")

    def _refused_on_the_spot(self, case: Case, event: Event) -> bool:
        """The mail server refused whoever was called last there, in the very moment of the call."""
        last = self._number_of_step(case, event)
        since = [e for e in self._events[case.reference] if last < e.number < event.number]
        return any(e.what == "fell over" and e.by == "system" and e.because == event.because for e in since)

    def _number_of_step(self, case: Case, event: Event) -> int:
        steps = [e.number for e in self._events[case.reference] if e.what == "escalated" and e.number < event.number]
        return steps[-1] if steps else 0

    # ------------------------------------------------------------------ open cases

    def _has_clock(self, case: Case, cases: Mapping[str, Case], now: datetime, *, read_to_the_end: bool) -> None:
        alarms = {t.alarm for t in case.timers}
        if case.status is Status.RESOLVED:
            require(Alarm.CLOSE in alarms, f"{case.reference} is resolved and nothing closes it: {alarms}")
        elif case.whose is Whose.CUSTOMER:
            require(Alarm.WAITING in alarms, f"{case.reference} waits for the customer for ever: {_alarms(case)}")
        else:
            ours = {*CLIMBS, Alarm.STALE, Alarm.LATER, Alarm.RESOLVE}
            require(bool(alarms & ours), f"{case.reference} is ours and has no clock: {_alarms(case)}")
            asked = {*CLIMBS, Alarm.STALE, Alarm.LATER}
            nobody_is = _waits_with(case, cases) or not self._calls_by_itself
            require(bool(alarms & asked) or nobody_is, f"{case.reference}: nobody will be asked, {_alarms(case)}")
        if read_to_the_end:
            late = [f"{t.alarm} at {t.at}" for t in case.timers if t.at <= now - timedelta(minutes=1)]
            require(not late, f"{case.reference}: overdue at {now}: {late}")

    def _has_somebody(self, case: Case, cases: Mapping[str, Case]) -> None:
        """Someone answers for it: who has it, whom its window calls, or the desk."""
        if case.handler:
            require(self._person(case.handler), f"{case.reference} is with {case.handler}, whom nobody knows")
            return
        window = case.window
        called = (*window.called, *window.ahead) if window else ()
        if case.whose is not Whose.OURS or case.ended or any(map(self._person, called)) or not self._calls_by_itself:
            return
        require(_waits_with(case, cases), f"nobody answers for {case.reference} on {case.level}")

    # ------------------------------------------------------------------ mails of one step

    def _no_storm(self) -> None:
        sent = Counter(
            (m.case, m.address, m.template) for m in self._now if m.template in CLOCK_MAILS and not m.doubted
        )
        self._now = []
        storm = {key: count for key, count in sent.items() if count > 1}
        require(not storm, f"a storm of mails: {storm}")


def _waits_with(case: Case, cases: Mapping[str, Case]) -> bool:
    """With an incident that is not over and lists it."""
    lead = cases.get(case.incident)
    if lead is None or lead is case or lead.ended or lead.leads is None:
        return False
    return case.reference in [m.case for m in lead.leads.members]


def _by_words(case: Case, mail: OutboundMail) -> bool:
    if not 0 < mail.escalation <= len(case.escalations):
        return False
    return not {"no_response", "unresolved"}.issuperset(case.escalations[mail.escalation - 1].triggers)


def _alarms(case: Case) -> str:
    return ", ".join(f"{t.alarm} at {t.at:%d %b %H:%M}" for t in case.timers) or "none"


def store_row(store: CaseStore, message_id: str) -> OutboundMail | None:
    return store.outbound(message_id)  # type: ignore[attr-defined]


def on_one_case(store: CaseStore, delivered: Mapping[str, str]) -> None:
    """Every customer's mail is on exactly one case, and none was set aside. `delivered`: Message-ID → what it was."""
    found: Counter[str] = Counter()
    for case in store.cases():
        found.update(dict.fromkeys(case.messages, 1))
    for message_id, what in delivered.items():
        require(found[message_id] == 1, f"{what} ({message_id}) is on {found[message_id]} cases")
    require(not list(store.quarantined()), "mail was set aside")


def nothing_owed(store: CaseStore, now: datetime) -> None:
    """Every mail reached its end: sent, withdrawn, refused, or held for staff; what is left leaves later."""
    left = [
        f"{m.template} to {m.to} is {m.state} since {m.leaves}"
        for m in store.outbox()
        if m.state is State.TRYING or (m.state is State.NEW and m.leaves <= now)
    ]
    require(not left, f"owed and not sent: {left}")


def require(holds: bool, law: str) -> None:
    if not holds:
        raise LawBrokenError(law)
