"""All that a mail is written from, and the look-ups that several of its variables share."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from inbox_escalator.casework.case import Case, Escalation
from inbox_escalator.casework.decision import Event, Notice, Text, Voice
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.identity import DESK, Seal
from inbox_escalator.intake.mail import Address
from inbox_escalator.writing.clean import one_line
from inbox_escalator.writing.templates import CUSTOMER_MAILS, STAFF_MAILS

MAILS = tuple(name for name in (*CUSTOMER_MAILS, *STAFF_MAILS) if "_" in name)
_LARGE = {"vip": "VIP"}


@dataclass(frozen=True, slots=True)
class Facts:
    """One notice and everything known about its case."""

    notice: Notice
    case: Case
    texts: Sequence[Text]
    events: Sequence[Event]
    policy: Policy
    seal: Seal
    at: datetime
    """Planned departure: what is "today" is judged from it."""
    language: str = "en"
    """Language of the template."""

    def say(self, moment: datetime) -> str:
        """`Mon 10:10`."""
        return self.policy.hours.say(moment, self.at)

    def clock(self, moment: datetime, reference: datetime) -> str:
        """`15:00` on the day of `reference`, `Mon 10:10` on another."""
        zone = self.policy.hours.zone
        same = moment.astimezone(zone).date() == reference.astimezone(zone).date()
        said = self.policy.hours.say(moment, reference)
        return said.rpartition(" ")[2] if same else said

    def plainly(self, words: str) -> str:
        """A reason as the log has it, with the names of our rules and mails in plain words: `legal threat: "sue"`."""
        for name in (*(trigger.name for trigger in self.policy.triggers), *MAILS):
            words = words.replace(f"{name}: ", f"{plain(name)}: ")
        return words

    def untagged(self, words: str) -> str:
        """A customer's words without `[CASE-1042]`: in a subject of ours they would say which case an answer means."""
        tag = re.compile(rf"\[{re.escape(self.policy.prefix)}-[0-9]{{1,12}}\]", re.ASCII | re.IGNORECASE)
        return " ".join(tag.sub(" ", words).split())

    @property
    def escalation(self) -> Escalation | None:
        """The one that the notice speaks of, else the last one."""
        wanted = self.notice.escalation
        return next((e for e in self.case.escalations if e.number == wanted), self.case.escalation)

    @property
    def deadline(self) -> Deadline | None:
        """What the customer was promised, where that is sooner than the time of whoever is called."""
        return self.case.promised if self.is_promise else self._own_deadline

    @property
    def is_promise(self) -> bool:
        """The time that counts was promised to the customer and lies ahead, and is not the reader's own."""
        own, promised = self._own_deadline, self.case.promised
        return promised is not None and (own is None or self.at < promised.at < own.at)

    @property
    def _own_deadline(self) -> Deadline | None:
        """The notice's own, else that of the escalation, as long as nobody has answered it."""
        running = self.escalation
        return self.notice.deadline or (running.due if running and running.answered_at is None else None)

    @property
    def customer_texts(self) -> list[Text]:
        return [t for t in self.texts if t.voice is Voice.CUSTOMER]

    @property
    def answers(self) -> list[Text]:
        """What colleagues wrote and the customer has received, oldest first."""
        return [t for t in self.texts if t.voice is Voice.STAFF and not self.unsaid(t)]

    def unsaid(self, text: Text) -> bool:
        """Words for the customer that were taken back before they left."""
        return text.voice is Voice.STAFF and text.event in self.case.unsaid

    def person(self, contact: str) -> str:
        """How a contact, the desk or one of the house's own voices is named among staff."""
        found = self.policy.contact(contact)
        if found is not None:
            return found.name
        return self.policy.desk_name if contact == DESK else contact

    @property
    def handler(self) -> Contact | None:
        return self.policy.contact(self.case.handler)

    @property
    def called(self) -> Contact | None:
        """Who the customer will hear from: the handler, else the first that the escalation calls."""
        if self.handler is not None or self.escalation is None:
            return self.handler
        found = (self.policy.contact(call.contact) for call in self.escalation.calls)
        return next((contact for contact in found if contact is not None), None)


def no_case(reference: str, policy: Policy, now: datetime) -> Case:
    """Stands in where a notice belongs to no case: its variables are there, and empty."""
    return Case(reference, Address(""), "", policy.levels[0].name, now)


def plain(name: str) -> str:
    """A trigger's name in plain words: `legal threat`, `VIP`."""
    return " ".join(_LARGE.get(word, word) for word in name.split("_"))


def author(text: Text) -> str:
    """`Jane Roe` out of `Jane Roe <jane@customer.example>`; the address where there is no name."""
    name = one_line(text.author).partition(" <")[0].strip('" ')
    return name or one_line(text.author)
