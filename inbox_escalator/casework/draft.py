"""A decision in the making: numbers the events, addresses the notices and keeps the case to its table of moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from inbox_escalator.casework.altered import altered
from inbox_escalator.casework.case import MAY_BECOME, STEP_MAY_BECOME, Alarm, Case, Escalation, Step, Timer
from inbox_escalator.casework.decision import (
    HOUSE,
    Absence,
    Becomes,
    Decision,
    Deed,
    Elsewhere,
    Enclosed,
    Event,
    Notice,
    OutboxChange,
    Route,
    Situation,
    Text,
    Voice,
)
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.casework.limits import Allowance, left, spend
from inbox_escalator.casework.policy import Policy
from inbox_escalator.casework.undo import overtaken
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.triage.trigger import Mode

ALERT = "alert"
ALERTS_KEPT = 50


class ForbiddenMoveError(Exception):
    """The case may not become this; nothing happens."""


def nobody_there(case: Case, policy: Policy) -> str:
    """Why no mail at all reaches the customer, a colleague's words included; '' where it does."""
    if not case.customer.address:
        return "no address to answer to"
    if case.customer.address in (policy.desk_address, *policy.desk_aliases):
        return "the address is our own"
    if case.unreachable:
        return f"the address was refused: {case.unreachable}"
    return "a machine wrote, and nobody reads answers there" if case.machine else ""


class Draft:
    """Collects what is to be done about one case. `case` is its state as it will be."""

    def __init__(self, case: Case, situation: Situation, policy: Policy) -> None:
        self._begun = case
        self.case = case
        self.situation = situation
        self.policy = policy
        self.now = situation.now
        self._events: list[Event] = []
        self._notices: list[Notice] = []
        self._texts: list[Text] = []
        self._outbox: list[OutboxChange] = []
        self._absences: list[Absence] = []
        self._present: list[str] = []
        self._ignore: list[str] = []
        self._links: list[str] = []
        self._vips: list[str] = []
        self._heard: list[str] = []
        self._vips_no_more: list[str] = []
        self._elsewhere: list[Elsewhere] = []

    # ------------------------------------------------------------------ the log

    def event(self, what: str, by: str, because: str, *, source: str = "", target: str = "") -> int:
        """Adds a line to the log and returns its number."""
        number = self.case.events + 1
        self.case = altered(self.case, events=number)
        self._events.append(Event(self.case.reference, number, self.now, what, by, because, source, target))
        return number

    def words(self, voice: Voice, author: str, words: str, *, at: datetime | None = None, message_id: str = "") -> None:
        """Keeps words of the case under the last event."""
        if words.strip():
            text = Text(self.case.reference, self.case.events, at or self.now, voice, author, words, message_id)
            self._texts.append(text)

    @property
    def texts(self) -> tuple[Text, ...]:
        """All that was said on the case, with what this decision adds."""
        return (*self.situation.texts, *self._texts)

    # ------------------------------------------------------------------ the case

    def change(self, **fields: object) -> None:
        """Replaces fields of the case; the status only along the table of moves."""
        before = self.case.status
        case = altered(self.case, **fields)
        if case.status not in MAY_BECOME[before]:
            raise ForbiddenMoveError(f"{case.reference}: {before} may not become {case.status}")
        self.case = case

    def step(self, step: Step, **fields: object) -> None:
        """Moves the running escalation along; without one, nothing."""
        last = self.case.escalation
        if last is None:
            return
        if step not in STEP_MAY_BECOME[last.step]:
            raise ForbiddenMoveError(f"{self.case.reference}: an escalation {last.step} may not become {step}")
        moved: Escalation = replace(last, step=step, **fields)  # type: ignore[arg-type]
        self.case = altered(self.case, escalations=self.case.with_escalation(moved))

    def arm(self, alarm: Alarm, at: datetime, because: str) -> None:
        """Sets the one timer of that kind."""
        others = tuple(t for t in self.case.timers if t.alarm is not alarm)
        self.case = altered(self.case, timers=(*others, Timer(alarm, at, because)))

    def disarm(self, *alarms: Alarm) -> None:
        left = tuple(t for t in self.case.timers if t.alarm not in alarms)
        if len(left) < len(self.case.timers):
            self.case = altered(self.case, timers=left)

    # ------------------------------------------------------------------ the mails

    def _only_observes(self, template: str, to: str) -> bool:
        """`mode = "observe"`: everything is computed and logged, nothing is sent."""
        if self.policy.mode is Mode.ON:
            return False
        self.event("observed", "system", f"{template} would have gone to {to}", target=to)
        return True

    def tell(
        self,
        template: str,
        to: str,
        *,
        text: str = "",
        lines: tuple[str, ...] = (),
        leaves: datetime | None = None,
        deadline: Deadline | None = None,
        critical: bool | None = None,
        fresh_thread: bool = False,
        hold: bool = False,
        answer: Allowance | None = None,
        address: str = "",
        enclosed: Enclosed | None = None,
    ) -> str:
        """Owes a contact or the desk a mail, under the last event; returns the notice's number. `address`: of a
        colleague who is no contact, and stands for the desk.

        What is not critical waits for working hours, but for an `answer` to somebody who just wrote. Of these there is
        an allowance; '' where it is spent, and nothing is owed.
        """
        if answer is not None:
            if left(self.case, address or to, answer, self.now) <= 0:
                return ""
            self.case = spend(self.case, address or to, answer, self.now)
        if not answer and self._only_observes(template, to):
            return ""
        contact = self.policy.contact(to)
        in_inbox = (to == DESK and not address) or (contact is not None and self.policy.own_mailbox(contact))
        address = address or (self.policy.desk_address if contact is None else contact.address)
        thread = "" if fresh_thread else self.case.thread(to)
        urgent = self.case.critical if critical is None else critical
        route = Route.INBOX if in_inbox else Route.SMTP
        if leaves is None and not urgent and answer is None:
            leaves = self.policy.hours.opening(self.now)
        return self._owe(
            Notice(
                template, to, address, self.case.reference, self.case.events, self._slot(), route,
                leaves, urgent, text, deadline, self._escalation(), thread, hold, lines, enclosed,
            )
        )  # fmt: skip

    def alert(self, to: str, *, leaves: datetime | None, deadline: Deadline | None) -> None:
        """Owes a short notice to each further address of that contact, beside the mail that was just owed."""
        contact = self.policy.contact(to)
        for address in contact.notify if contact is not None and self.policy.mode is Mode.ON else ():
            notice = Notice(
                ALERT, to, address, self.case.reference, self.case.events, self._slot(), leaves=leaves,
                critical=self.case.critical, deadline=deadline, escalation=self._escalation(),
            )  # fmt: skip
            self.change(alerts=(*self.case.alerts, f"{self._owe(notice)} {to}")[-ALERTS_KEPT:])

    def tell_customer(
        self,
        template: str,
        *,
        text: str = "",
        leaves: datetime | None = None,
        deadline: Deadline | None = None,
        human: bool = False,
        lines: tuple[str, ...] = (),
        enclosed: Enclosed | None = None,
    ) -> bool:
        """Owes the case's first customer a mail; False where none may go there, with the reason on the log.

        `human`: the words are a colleague's, so limits of automatic mail do not hold it back.
        """
        if why_not := self.customer_gets_nothing(human=human):
            self.event("not mailed", "system", f"{template}: {why_not}")
            return False
        if not human and self._only_observes(template, CUSTOMER):
            return False
        self._owe(
            Notice(
                template, CUSTOMER, self.case.customer.address, self.case.reference, self.case.events, self._slot(),
                leaves=leaves, text=text, deadline=deadline, escalation=self._escalation(), lines=lines,
                enclosed=enclosed,
            )
        )  # fmt: skip
        return True

    def customer_gets_nothing(self, *, human: bool) -> str:
        """Why no such mail may go to the customer; '' where it may."""
        policy = self.policy
        if (nobody := nobody_there(self.case, policy)) or human:
            return nobody
        if self.case.unverified:
            return "the sender is not verified"
        if self.situation.history_only:
            return "older than the first start"
        if self.situation.unreachable:
            return f"the mailbox cannot be read: {self.situation.unreachable}"
        if self.situation.mailed_today + self._owed_to_customer() >= policy.customer.max_per_day:
            return f"{policy.customer.max_per_day} automatic mails went there in 24 hours"
        return ""

    def _owed_to_customer(self) -> int:
        return sum(n.to == CUSTOMER for n in self._notices)

    def _owe(self, notice: Notice) -> str:
        if not self._events:
            # Its number would be that of an event of an earlier decision, and so perhaps of an earlier mail.
            raise RuntimeError(f"{notice.template} to {notice.to} has no event that caused it")
        self._notices.append(notice)
        elsewhere = notice.template == ALERT or (notice.to == DESK and notice.route is Route.SMTP)
        if notice.to != CUSTOMER and not notice.thread and notice.case != HOUSE and not elsewhere:
            threads = tuple(t for t in self.case.threads if t[0] != notice.to)
            self.case = altered(self.case, threads=(*threads, (notice.to, notice.number)))
        return notice.number

    def _slot(self) -> int:
        already = sum(n.event == self.case.events for n in self._notices)
        return already + 1 if already else 0

    def _escalation(self) -> int:
        return self.case.escalation.number if self.case.escalation else 0

    # ------------------------------------------------------------------ the rest

    def withdraw(self, message_id: str, because: str) -> None:
        self._outbox.append(OutboxChange(message_id, Becomes.WITHDRAWN, because))

    def release(self, message_id: str, because: str) -> None:
        self._outbox.append(OutboxChange(message_id, Becomes.RELEASED, because))

    def absent(self, absence: Absence) -> None:
        """From now on; also where that contact has just written so."""
        self._absences.append(absence)
        self._present = [who for who in self._present if who != absence.contact]

    def here(self, contact: str) -> None:
        """That contact has written to us, and so is there again; but for one who said until which day."""
        absence = self.situation.absences.get(contact)
        if absence is not None and not absence.stays:
            self.back(contact, "wrote to us")

    def back(self, contact: str, because: str) -> None:
        """That contact is available again."""
        if contact in self.situation.absences and contact not in self._present:
            self.event("back", contact, because)
            self._present.append(contact)

    def ignore(self, address: str) -> None:
        """From now on, and until this case says otherwise."""
        self._ignore.append(address)
        self.change(ignores=address)

    def hear(self) -> str:
        """Whom the case ignores is heard again; returns the address, '' where it ignores nobody."""
        address = self.case.ignores
        if address:
            self._heard.append(address)
            self.change(ignores="")
        return address

    def add_vip(self, entry: str) -> None:
        """An address, or a domain."""
        self._vips.append(entry)

    @property
    def new_vip(self) -> str:
        """What this decision puts on the list; ''."""
        return next(iter(self._vips), "")

    def drop_vip(self, entry: str) -> None:
        self._vips_no_more.append(entry)

    def link(self, *message_ids: str) -> None:
        """These Message-IDs belong to the case from now on."""
        self._links.extend(m for m in message_ids if m)

    def elsewhere(self, case: str, deed: Deed, by: str, *, text: str = "", told_on: str = "") -> None:
        """Another case of the incident follows this one, in the same commit. `told_on`: where its customer is told."""
        self._elsewhere.append(Elsewhere(case, deed, self.case.reference, by, text, told_on))

    def decision(self) -> Decision:
        return Decision(
            overtaken(self._begun, self.case),
            tuple(self._events),
            tuple(self._notices),
            tuple(self._texts),
            tuple(self._outbox),
            tuple(self._absences),
            tuple(self._present),
            ignore=tuple(self._ignore),
            heard=tuple(self._heard),
            links=tuple(self._links),
            vips=tuple(self._vips),
            vips_no_more=tuple(self._vips_no_more),
            elsewhere=tuple(self._elsewhere),
        )
