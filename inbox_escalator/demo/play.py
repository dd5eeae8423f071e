"""Plays the day: mail comes in, the worker works, people answer, time goes on. Only the people are made up."""

from __future__ import annotations

import email
import email.policy
import heapq
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from inbox_escalator.demo.day import ACTS, MAILS, Act
from inbox_escalator.demo.letters import DESK, Letter, Thread, address_of, bounce, sent_by_desk, write
from inbox_escalator.demo.servers import Servers
from inbox_escalator.wiring import House

DAY = datetime(2026, 11, 23, tzinfo=ZoneInfo("Europe/London"))
OPENS, ENDS = "08:30", "18:30"
GONE = "dora@acme.example"
"""A contact whose mailbox does not exist any more: the first mail to it bounces."""

LONGEST_STEP = timedelta(minutes=30)


class DayClock:
    """The time of the demo's day; it goes from event to event."""

    def __init__(self, now: datetime) -> None:
        self._now = now

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return time.monotonic()

    def set(self, moment: datetime) -> None:
        self._now = max(self._now, moment.astimezone(UTC))


@dataclass(slots=True)
class Mailed:
    """A mail that the desk sent during the day."""

    at: datetime
    to: str
    raw: bytes
    subject: str
    message_id: str
    text: str


@dataclass(order=True, slots=True)
class _Happening:
    at: datetime
    number: int
    what: Letter | Act = field(compare=False)


class Play:
    """One day, start to end. `told()` is called after every step, for the timeline."""

    def __init__(self, servers: Servers, house: House, clock: DayClock, told: Callable[[], None]) -> None:
        self._servers = servers
        self._house = house
        self._clock = clock
        self._told = told
        self._thread = Thread()
        self._agenda: list[_Happening] = []
        self._bounced = False
        self.mailed: list[Mailed] = []
        self.received: list[tuple[datetime, Letter]] = []
        happenings: tuple[Letter | Act, ...] = (*MAILS, *ACTS)
        for number, happening in enumerate(happenings):
            heapq.heappush(self._agenda, _Happening(moment(happening.at), number, happening))

    def run(self, seconds: float) -> None:
        """Plays the whole day in about `seconds`; as fast as it can with 0."""
        began, start, end = time.monotonic(), self._clock.now(), moment(ENDS)
        self._step(start)
        while (now := self._clock.now()) < end:
            upcoming = self._next(now, end)
            share = (upcoming - start) / (end - start)
            time.sleep(max(0.0, began + seconds * share - time.monotonic()))
            self._step(upcoming)

    def _next(self, now: datetime, end: datetime) -> datetime:
        """The next moment at which anything can happen."""
        store = self._house.store
        known = [self._agenda[0].at if self._agenda else None, store.next_timer(), store.next_mail()]
        later = [m for m in known if m is not None and m > now]
        return min([end, now + LONGEST_STEP, *later])

    def _step(self, now: datetime) -> None:
        self._clock.set(now)
        while self._agenda and self._agenda[0].at <= now:
            self._happen(heapq.heappop(self._agenda).what, now)
        self._house.worker.once()
        self._collect()
        # What the mail server filed for us, and what a dead mailbox sent back, is read at once.
        self._house.worker.once()
        self._collect()
        self._told()

    # ---------------------------------------------------------------- people

    def _happen(self, what: Letter | Act, now: datetime) -> None:
        if isinstance(what, Letter):
            self._servers.deliver(write(what, now, self._thread), now)
            self.received.append((now, what))
        elif what.to:
            answers = self._thread.own.get(what.to, "")
            raw = sent_by_desk(now, what.to, "Re: your mail", what.says, answers, self._thread)
            self._servers.deliver(raw, now, folder="Sent")
        else:
            self._act(what, now)

    def _act(self, act: Act, now: datetime) -> None:
        """Somebody of the house answers the last mail that speaks of `about`."""
        name, address = ("Acme Support", DESK) if act.who == "desk" else (act.who.title(), f"{act.who}@acme.example")
        got = [m for m in self.mailed if m.to == address and act.about in f"{m.subject}\n{m.text}"]
        if not got:
            return
        self._thread.from_desk[address] = (got[-1].message_id, got[-1].subject, got[-1].text)
        subject = f"Automatic reply: {got[-1].subject}" if act.auto else ""
        headers = (("Auto-Submitted", "auto-replied"),) if act.auto else ()
        letter = Letter(act.at, f"{name} <{address}>", subject, act.says, answers="desk", headers=headers)
        self._servers.deliver(write(letter, now, self._thread), now)

    def _collect(self) -> None:
        now = self._clock.now()
        for to, raw in self._servers.collect(now):
            message = email.message_from_bytes(raw, policy=email.policy.default)
            body = message.get_body(("plain",))
            text = body.get_content() if body is not None else ""
            mailed = Mailed(now, to, raw, str(message["Subject"]), str(message["Message-ID"]), text)
            self.mailed.append(mailed)
            self._thread.from_desk[to] = (mailed.message_id, mailed.subject, mailed.text)
            if to == GONE and not self._bounced:
                self._bounced = True
                self._servers.deliver(bounce(now, to, mailed.message_id, self._thread), now)


def moment(said: str) -> datetime:
    """`HH:MM` of the demo's day, in UTC."""
    hour, minute = said.split(":")
    return DAY.replace(hour=int(hour), minute=int(minute)).astimezone(UTC)


__all__ = ["DESK", "DayClock", "Mailed", "Play", "address_of", "moment"]
