"""READ THIS FIRST. The worker: three beats (read the mail, watch the clock, deliver the post) and one tail.

    replay the journal, lock the data directory                                    (store)
    1 read     list → fetch → decide → COMMIT → mark → evidence                    beats/reading.py
    2 watch    only if the listing finished: overdue → decide → COMMIT             beats/watching.py
    3 deliver  COMMIT trying → SMTP → COMMIT sent                                  beats/posting.py, delivery/postman.py

beats/tail.py makes mails of a decision and one commit of both. No other file knows the order.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from inbox_escalator.beats.folding import fold_storms
from inbox_escalator.beats.observing import tell_observed
from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.posting import Alarms, channel
from inbox_escalator.beats.reading import Listing, Reader
from inbox_escalator.beats.watching import watch
from inbox_escalator.casework.decision import Route
from inbox_escalator.clock import CATCHES_UP, SteadyClock
from inbox_escalator.delivery.postman import Postman
from inbox_escalator.delivery.replies import trouble
from inbox_escalator.intake.mailbox import MailboxError
from inbox_escalator.store.store import StoreError

log = logging.getLogger(__name__)

BACK_OFF_AT_MOST = 300.0
"""Seconds between two tries of a mailbox that does not answer. It is tried for ever."""

STORE_AGAIN_AFTER = 30.0
"""The same for a store that cannot be written: a full disk is emptied by a person."""

PATIENCE = timedelta(minutes=1)
"""A mailbox that cannot be read for so long is told to the administrator: most breaks are over in a moment."""

ONCE_WAITS = 120.0
"""Seconds that `once` waits for the next answer of the mail server before it leaves the rest to the next run."""


LINES = 10
"""So many cases one line names."""


@dataclass(frozen=True, slots=True)
class Beat:
    """What one pass did."""

    listing: Listing
    moved: int
    """Cases whose deadline had come."""
    sent: int
    at: datetime
    broken: tuple[str, ...] = ()
    """Cases that could not be judged, each with its reason."""


class Worker:
    """Wires the beats. Everything that it knows lies in the store: it can be killed at any instant."""

    def __init__(self, parts: Parts, postman: Postman, reader: Reader, clock: SteadyClock) -> None:
        self._parts = parts
        self._postman = postman
        self._reader = reader
        self._clock = clock
        self._alarms = Alarms(parts)
        self._failures = 0
        """Passes in a row that could not read the mailbox to its end."""
        self._unread_since: datetime | None = None
        self._patience = PATIENCE
        self._stuck_until: datetime | None = None
        """Deadlines up to this moment were looked at in the last pass, and some are still due: they wake nobody."""
        self._broken: set[str] = set()
        """Cases that could not be judged and were told."""
        self._overdue: set[str] = set()
        """Escalations that should have left and were told."""
        self._refusals = 0
        """Times in a row that the store could not be written."""
        self._stopping = False
        _remember_start(parts)

    def beat(self) -> Beat:
        """One pass: read, watch, deliver."""
        listing = self._reader.read(self.stopping)
        now = self._now()
        if self._stopping:
            return Beat(listing, 0, 0, now)
        self._failures = 0 if listing.finished else self._failures + 1
        self._say_how_it_went(listing, now)
        watched = watch(self._parts, now, unreachable="" if listing.finished else listing.problem or "not read")
        self._stuck_until = watched.until if self._parts.store.due(watched.until) else None
        self._say_what_is_broken(watched.broken, now)
        tell_observed(self._parts, now)
        sent = self._deliver(now, read_to_the_end=listing.finished)
        return Beat(listing, watched.moved, sent, now, watched.broken)

    def _say_how_it_went(self, listing: Listing, now: datetime) -> None:
        self._say_how_late_it_is(now)
        line = f"The mailbox cannot be read: {listing.problem}"
        self._unread_since = None if listing.finished else self._unread_since or now
        if self._unread_since is None:
            self._alarms.over("mailbox", "the mailbox can be read again")
        elif listing.refused or now - self._unread_since >= self._patience:
            self._alarms.raise_("mailbox", line, now)
        else:
            self._alarms.say("mailbox", line)
        if listing.quarantined:
            self._alarms.raise_("quarantine", _set_aside(listing.quarantined), now)
        if listing.unjudged:
            self._alarms.raise_("triage", _not_triaged(listing.unjudged), now)

    def _say_what_is_broken(self, broken: tuple[str, ...], now: datetime) -> None:
        """One mail for all of them, at once if there is one more, else hourly."""
        if not broken:
            self._alarms.over("cases", "every case can be judged again")
            return
        named = {line.partition(":")[0] for line in broken}
        self._alarms.raise_("cases", _not_judged(broken), now, news=not named <= self._broken)
        self._broken |= named

    def _say_how_late_it_is(self, now: datetime) -> None:
        if self._clock.behind <= CATCHES_UP:
            self._alarms.over("clock", "the clock has caught up")
            return
        late = f"{self._clock.behind.total_seconds() / 60:.0f} minutes"
        line = f"The clock of this machine is {late} behind what it was; time goes on from there. Set it right"
        self._alarms.raise_("clock", f"{line}, or start with `run --rebase-clock` if it is right now.", now)

    def deliver(self) -> int:
        """The third beat alone: answers that have come, mails that may go."""
        return self._deliver(self._now(), read_to_the_end=False)

    def _deliver(self, now: datetime, *, read_to_the_end: bool) -> int:
        fold_storms(self._parts, now)
        known = channel(self._parts)
        reports = (
            self._postman.collect(now),
            self._postman.settle_doubts(now, known, read_to_the_end),
            self._postman.send_due(now, known),
        )
        alarms = [alarm for report in reports for alarm in report.alarms]
        overdue = tuple(said for report in reports for said in report.overdue)
        news = not self._overdue.issuperset(overdue)
        self._overdue.update(overdue)
        for line in alarms:
            self._alarms.raise_(f"post {trouble(line)}", line + _should_have_left(overdue), now, news=news)
        sent = [mail for report in reports for mail in report.sent]
        if not alarms and any(mail.route is Route.SMTP for mail in sent):
            self._alarms.all_over("post ", "mail leaves again")
            self._overdue.clear()
        return len(sent)

    # ------------------------------------------------------------------ the loop

    def run(self, told: Callable[[Beat], None] = lambda _: None) -> None:
        """Beats until `stop()`. A store that cannot be written is waited for; nothing is acted on without it.

        A fault of ours ends a pass and not the watch: what was committed stays, and the next pass may well succeed.
        """
        while not self._stopping:
            try:
                told(self.beat())
                self._refusals = 0
                self._alarms.over("store", "the store can be written again")
                self._alarms.over("pass", "a pass went through again")
                self._idle()
            except StoreError as problem:
                self._refusals += 1
                self._alarms.say("store", str(problem))
                self._postman.wait(_doubled(self._refusals, STORE_AGAIN_AFTER))
            except Exception as fault:
                self._refusals += 1
                log.debug("a pass failed", exc_info=True)
                self._alarms.say("pass", f"a pass failed, report this: {type(fault).__name__}: {fault}")
                self._postman.wait(_doubled(self._refusals, STORE_AGAIN_AFTER))

    def stop(self) -> None:
        """Ends `run`: a wait at once, a pass after its batch. A signal may call it at any moment."""
        self._stopping = True
        self._postman.wake()

    def stopping(self) -> bool:
        return self._stopping

    def once(self) -> Beat:
        """One full pass, backlog and outbox included. Nobody tries again in a moment, so all trouble is told."""
        self._patience = timedelta(0)
        beat = self.beat()
        return replace(beat, sent=beat.sent + self._finish_the_post())

    def _finish_the_post(self) -> int:
        """Until nothing is under way and nothing may leave, or the mail server has been silent for too long."""
        clock, sent = self._parts.clock, 0
        heard = clock.monotonic()
        while self._post_is_left() and clock.monotonic() - heard < ONCE_WAITS:
            if self._postman.busy:
                self._postman.wait(1.0)
            answers, now_sent = self._postman.answers, self.deliver()
            if answers or now_sent:
                heard = clock.monotonic()
            sent += now_sent
        return sent

    def _post_is_left(self) -> bool:
        departure = self._postman.next_departure()
        due = departure is not None and departure <= self._now()
        return not self._stopping and (due or self._postman.busy > 0)

    def close(self) -> None:
        """Takes in the answers that are still coming, then lets go of every connection."""
        self._postman.close()
        try:
            self._deliver(self._now(), read_to_the_end=False)
        except StoreError as problem:
            log.error("%s", problem)
        self._reader.drop()

    def _idle(self) -> None:
        """Waits for news from the mailbox, from the mail server, or for the next deadline."""
        end = self._parts.clock.monotonic() + self._until_next()
        while not self._stopping and (left := end - self._parts.clock.monotonic()) > 0:
            try:
                if self._failures:
                    self._postman.wait(min(left, self._pause()))
                    if self.deliver() == 0 and not self._postman.busy:
                        return
                elif self._reader.mailbox.wait(min(left, 60.0), self._postman.wake_fd):
                    return
                if self._postman.answers:
                    self.deliver()
                    end = min(end, self._parts.clock.monotonic() + self._until_next())
            except MailboxError as problem:
                self._alarms.say("mailbox", str(problem))
                self._reader.drop()
                return

    def _until_next(self) -> float:
        """Seconds until there is something to do without news: the next poll, deadline or departure."""
        poll = self._pause() if self._failures else self._parts.reading.poll
        timer = self._parts.store.next_timer(self._stuck_until)
        moments = [m for m in (timer, self._postman.next_departure()) if m is not None]
        now = self._now()
        seconds = ((m - now).total_seconds() for m in moments)
        # What was due in this pass and still is waits for the mailbox, or for answers: no reason to hurry.
        return min([poll, *(s if s > 0 else self._pause() for s in seconds)])

    def _pause(self) -> float:
        """Back-off: 1, 2, 4, … seconds, five minutes at most, for ever."""
        return _doubled(self._failures, BACK_OFF_AT_MOST)

    def _now(self) -> datetime:
        return self._clock.now()


def _remember_start(parts: Parts) -> None:
    """The first start of this installation divides history from new mail; it is never moved.

    In whole seconds, as servers write when a mail arrived: one of this very second is new.
    """
    if parts.store.fact("first_start"):
        return
    with parts.store.turn() as turn:
        turn.put_fact("first_start", parts.clock.now().replace(microsecond=0).isoformat())


def _doubled(times: int, at_most: float) -> float:
    return min(2.0 ** min(times, 9), at_most)


def _not_judged(broken: tuple[str, ...]) -> str:
    count = "1 case" if len(broken) == 1 else f"{len(broken)} cases"
    more = f"; and {len(broken) - LINES} more" if len(broken) > LINES else ""
    return f"{count} cannot be judged: {'; '.join(broken[:LINES])}{more}. Take them by hand, and report this."


def _should_have_left(overdue: tuple[str, ...]) -> str:
    """What the alarm says of escalations that are later than they may be."""
    if not overdue:
        return ""
    more = f" and {len(overdue) - LINES} more" if len(overdue) > LINES else ""
    return f"; escalations that should have left: {', '.join(overdue[:LINES])}{more}"


def _not_triaged(count: int) -> str:
    which = "a message" if count == 1 else f"{count} messages"
    return f"The words of {which} could not be judged, by a fault of ours: no trigger was looked for; `cases` has them."


def _set_aside(count: int) -> str:
    which = "A message" if count == 1 else f"{count} messages"
    return f"{which} could not be taken in and stays in the mailbox: see `inbox-escalator quarantine`."
