"""Customers, staff and their machines: what they write by themselves, and how they answer what they get from us.

Everything is drawn from the seed and from what somebody got, never from the order in which things happen: so the same
people do the same in a calm month and in one with small faults.
"""

from __future__ import annotations

import heapq
import random
import zlib
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.writing.outbound import OutboundMail
from tests.simulation.days import words
from tests.simulation.days.letters import letter
from tests.simulation.days.words import pick
from tests.stories.letters import bounce
from tests.world import DESK

PASS = (("Authentication-Results", "mx.acme.example; dmarc=pass"),)
FAIL = (("Authentication-Results", "mx.acme.example; dmarc=fail"),)
AUTOMATIC = (("Auto-Submitted", "auto-replied"),)

DAYS = 30
PROMPT = timedelta(minutes=20)
"""Nobody answers more quickly, so that a mail which left some minutes late changes nothing."""


@dataclass(frozen=True, slots=True, order=True)
class Letter:
    """Something that will lie in the mailbox at that time."""

    at: datetime
    key: str
    raw: bytes = field(compare=False)
    folders: tuple[str, ...] = field(default=("INBOX",), compare=False)
    customer: bool = field(default=False, compare=False)
    """A customer's own mail: it belongs on a case."""


@dataclass(frozen=True, slots=True)
class Absence:
    who: str
    since: datetime
    until: datetime
    how: str
    """`vacation` answers by itself; `bounce` sends it back; `refuse`: the server refuses it at the door."""


class People:
    """All who write to the desk."""

    def __init__(self, seed: int, policy: Policy, start: datetime, days: int = DAYS) -> None:
        self.seed = seed
        self.policy = policy
        self.start = start
        self.days = days
        self.end = start + timedelta(days=days)
        self._ahead: list[Letter] = []
        self._times: Counter[str] = Counter()
        self._subjects: dict[str, tuple[str, str]] = {}
        """For each customer's address: the last Message-ID and its subject."""
        self.absences = tuple(self._absences())
        self.delayed: list[str] = []
        """Mails that left so late that whoever answers them answers later, too, or answers the one that overtook them."""
        self._latest: Counter[str] = Counter()
        """The event of the last mail of a kind that somebody got."""
        self._customers()

    # ------------------------------------------------------------------ the diary

    def due(self, now: datetime) -> list[Letter]:
        found = []
        while self._ahead and self._ahead[0].at <= now:
            found.append(heapq.heappop(self._ahead))
        return found

    @property
    def next(self) -> datetime | None:
        return self._ahead[0].at if self._ahead else None

    def away(self, who: str, at: datetime) -> Absence | None:
        return next((a for a in self.absences if a.who == who and a.since <= at < a.until), None)

    def _lot(self, *what: object) -> random.Random:
        return random.Random("|".join(map(str, (self.seed, *what))))

    def _write(
        self, key: str, at: datetime, sender: str, said: str, *, subject: str, answers: str = "", to: str = DESK,
        cc: str = "", headers: tuple[tuple[str, str], ...] = (), folders: tuple[str, ...] = ("INBOX",), customer: bool = False,
    ) -> str:
        """Puts it into the diary; its Message-ID."""
        number = zlib.crc32(f"{self.seed} {key}".encode())
        raw = letter(sender, said, at=at, number=number, to=to, cc=cc, subject=subject, answers=answers, headers=headers)
        heapq.heappush(self._ahead, Letter(at, key, raw, folders, customer))
        return f"<{number}@{sender.rpartition('@')[2].strip('> ')}>"

    def _absences(self) -> list[Absence]:
        lot, found = self._lot("absences"), []
        for contact in self.policy.contacts:
            if contact.address == DESK:
                continue
            for _ in range(lot.choice((0, 0, 1, 1, 2))):
                since = self.start + timedelta(days=lot.uniform(0, self.days - 2))
                until = since + timedelta(days=lot.choice((0.5, 2, 6)))
                found.append(Absence(contact.id, since, until, lot.choice(("vacation", "vacation", "bounce", "refuse"))))
        return found

    # ------------------------------------------------------------------ customers

    def _customers(self) -> None:
        lot = self._lot("customers")
        for number in range(lot.randint(8, 13) * self.days // DAYS or 1):
            who = f"c{number}" if number else "vera"
            self._first_mail(who, lot.choice(words.FIRST), self.start + timedelta(days=lot.uniform(0, self.days - 6)), lot)
        if lot.random() < 0.6:
            self._wave(lot)

    def _first_mail(self, who: str, said: str, at: datetime, lot: random.Random) -> None:
        address = f"{who.title()} Roe <{who}@customer.example>"
        subject = lot.choice(words.SUBJECTS)
        id_ = self._write(f"{who} first", at, address, said, subject=subject, customer=True)
        self._subjects[f"{who}@customer.example"] = (id_, subject)
        self._front_line(who, id_, subject, at, lot)
        for number in range(lot.choice((0, 0, 1, 1, 2, 3))):
            at += timedelta(hours=lot.choice((0.1, 2, 20, 100)))
            further, headers = lot.choice(words.FURTHER), ()
            if lot.random() < 0.1:
                further, headers = "I am on holiday.", AUTOMATIC
            self._write(
                f"{who} further {number}", at, address, further, subject=f"Re: {subject}", answers=id_,
                headers=headers, customer=not headers,
            )  # fmt: skip

    def _wave(self, lot: random.Random) -> None:
        """Several customers with one issue, within a day."""
        at = self.start + timedelta(days=lot.uniform(1, self.days - 8))
        for number in range(lot.randint(3, 6)):
            at += timedelta(hours=lot.uniform(0.05, 4))
            self._first_mail(f"w{number}", words.SAME_ISSUE[number % len(words.SAME_ISSUE)], at, lot)

    def _front_line(self, who: str, id_: str, subject: str, at: datetime, lot: random.Random) -> None:
        """Somebody who reads the shared mailbox answers as always, in time or late, or not at all."""
        if lot.random() < 0.55:
            after = timedelta(hours=lot.choice((0.5, 2, 5, 30, 80)) * lot.uniform(0.8, 1.2))
            self._write(
                f"{who} answered", at + after, f"Acme Support <{DESK}>", lot.choice(words.SENT), subject=f"Re: {subject}",
                answers=id_, to=f"{who}@customer.example", folders=("Sent",),
            )  # fmt: skip

    # ------------------------------------------------------------------ what they get from us

    def gets(self, sent: OutboundMail, now: datetime) -> None:
        """A mail of ours has arrived; whoever got it may answer, some time after it was to leave."""
        key = f"{sent.case}|{sent.template}|{sent.to}|{sent.address}"
        if sent.event < self._latest[key]:
            self.delayed.append(sent.message_id)
        self._latest[key] = max(sent.event, self._latest[key])
        self._times[key] += 1
        lot = self._lot(key, self._times[key])
        key = f"{key}|{self._times[key]}"
        if now >= self.end - timedelta(days=2):
            return
        if sent.to == CUSTOMER:
            self._customer_gets(sent, now, key, lot)
        elif (contact := self.policy.contact(sent.to)) is not None and sent.template != "alert":
            self._staff_gets(sent, contact, now, key, lot)
        elif sent.to == "desk" or sent.address == DESK:
            self._desk_gets(sent, now, key, lot)

    def _later(self, sent: OutboundMail, now: datetime, after: timedelta) -> datetime:
        planned = sent.leaves + after
        if planned < now:
            self.delayed.append(sent.message_id)
        return max(planned, now)

    def _customer_gets(self, sent: OutboundMail, now: datetime, key: str, lot: random.Random) -> None:
        address = sent.address
        if address.startswith("c3@"):  # there is no such mailbox any more
            heapq.heappush(self._ahead, Letter(self._later(sent, now, PROMPT), key, self._bounced(sent, now, key)))
            return
        said = words.CUSTOMER_ANSWERS.get(sent.template, ())
        if not said or lot.random() < 0.45:
            return
        answer = lot.choice(said)
        at = self._later(sent, now, PROMPT + timedelta(hours=lot.choice((0.2, 3, 20))))
        headers = AUTOMATIC if answer == words.OUT_OF_OFFICE else ()
        self._write(
            key, at, f"<{address}>", answer, subject=f"Re: {sent.subject}", answers=sent.message_id, headers=headers,
            customer=not headers,
        )  # fmt: skip

    def _staff_gets(self, sent: OutboundMail, contact: Contact, now: datetime, key: str, lot: random.Random) -> None:
        away = self.away(contact.id, sent.leaves)
        if away is not None and away.how == "bounce":
            heapq.heappush(self._ahead, Letter(self._later(sent, now, PROMPT), key, self._bounced(sent, now, key)))
        elif away is not None:
            until = f" until {away.until:%d %B %Y}" if lot.random() < 0.6 else ""
            self._answers(sent, contact, now, key, f"I am out of the office{until}.", PROMPT, AUTOMATIC)
        elif said := pick(lot, sent):
            self._says(sent, contact, now, key, said, lot)

    def _says(
        self, sent: OutboundMail, contact: Contact, now: datetime, key: str, said: tuple[str, ...], lot: random.Random
    ) -> None:
        """One command after the other in answer to one mail; some in time, some late, a few not proven."""
        after = PROMPT + timedelta(hours=lot.choice((0, 0.2, 0.7, 3, 30)))
        if sent.template in ("receipt", "code"):
            after = timedelta(minutes=4)  # while it still counts
        for number, one in enumerate(said):
            headers = lot.choice((PASS, PASS, PASS, (), (), FAIL)) if number == 0 else PASS
            self._answers(sent, contact, now, f"{key} {number}", one, after, headers)
            after += timedelta(hours=lot.choice((0.1, 1, 8, 30)))

    def _answers(
        self, sent: OutboundMail, contact: Contact, now: datetime, key: str, said: str, after: timedelta,
        headers: tuple[tuple[str, str], ...],
    ) -> None:  # fmt: skip
        address = contact.members[0] if contact.members and len(key) % 2 else contact.address
        own = contact.address == DESK
        self._write(
            key, self._later(sent, now, after), f"{contact.name} <{address}>", said, subject=f"Re: {sent.subject}",
            answers=sent.message_id, headers=() if own else headers, folders=("INBOX", "Sent") if own else ("INBOX",),
        )  # fmt: skip

    def _desk_gets(self, sent: OutboundMail, now: datetime, key: str, lot: random.Random) -> None:
        """The front line answers a notice that was put into the shared mailbox."""
        if sent.template == "receipt" or lot.random() < 0.5:
            return
        said = lot.choice(words.FRONT_LINE)
        self._write(
            key, self._later(sent, now, PROMPT + timedelta(hours=lot.choice((0.3, 5)))), f"Acme Support <{DESK}>", said,
            subject=f"Re: {sent.subject}", answers=sent.message_id, folders=("INBOX", "Sent"),
        )  # fmt: skip

    def _bounced(self, sent: OutboundMail, now: datetime, key: str) -> bytes:
        return bounce(sent.address, sent.message_id, now, zlib.crc32(key.encode()))
