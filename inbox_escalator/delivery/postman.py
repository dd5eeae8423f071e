"""The order of work of the post: intent, send, receipt, back-off; in doubt, look it up.

Two promises hold whatever happens in between:
nothing is sent before its TRYING is durable; nothing TRYING is sent again without grace time and policy.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inbox_escalator.casework.decision import Route
from inbox_escalator.delivery.courier import Answer, Later, Sent, Unsure
from inbox_escalator.delivery.dispatch import Dispatch
from inbox_escalator.delivery.outcome import COPY, PostRules, answered, tried, unanswered, withdrawn
from inbox_escalator.delivery.parcel import Parcel
from inbox_escalator.intake.mailbox import MailboxError
from inbox_escalator.store.store import CaseStore, Channel, Turn
from inbox_escalator.writing.outbound import OutboundMail, State

__all__ = ["Look", "PostRules", "Postman", "Report"]

Reasoned = tuple[OutboundMail, str]

UNKNOWN = Channel()


def _always_needed(_: OutboundMail) -> str:
    return ""


def _tried_again(_: Turn, __: OutboundMail) -> str:
    return ""


def _as_it_is(mail: OutboundMail, _: datetime) -> OutboundMail:
    return mail


def _never_overdue(_: OutboundMail, __: datetime) -> str:
    return ""


def _no_mailbox(_: OutboundMail, __: datetime) -> Answer:
    return Later("no mailbox to put it into", alarm=True)


def _never_there(_: OutboundMail) -> bool:
    return False


def _nothing_along(mail: OutboundMail) -> Parcel | Later:
    return Parcel(mail, mail)


def _nobody_is_told(_: Turn, __: OutboundMail, ___: Sequence[str], ____: datetime) -> None:
    return


def _nothing_follows(_: Turn, __: OutboundMail, ___: datetime) -> None:
    return


@dataclass(frozen=True, slots=True)
class Look:
    """What the post asks of the rest of the house."""

    needed: Callable[[OutboundMail], str] = _always_needed
    """The last look before sending: why the case no longer needs this mail, '' where it does."""
    not_again: Callable[[Turn, OutboundMail], str] = _tried_again
    """Why a mail that came back without having left is not tried once more, '' where it is."""
    fresh: Callable[[OutboundMail, datetime], OutboundMail] = _as_it_is
    """The same mail composed for a later departure: same id, new bytes."""
    left: Callable[[Turn, OutboundMail, datetime], None] = _nothing_follows
    """What follows from the departure of a mail, in the commit that makes it SENT; the row is that before it."""
    overdue: Callable[[OutboundMail, datetime], str] = _never_overdue
    """The case and its latest departure, where this mail should have left by now; else ''."""
    append: Callable[[OutboundMail, datetime], Answer] = _no_mailbox
    """Puts a notice into INBOX. MailboxError where nobody knows whether it got there."""
    has: Callable[[OutboundMail], bool] = _never_there
    """INBOX holds this notice already; MailboxError where that cannot be found out now."""
    follow: Callable[[Turn, OutboundMail, datetime], None] = _nothing_follows
    """What follows from a mail that has just become FAILED or HELD (`because` says why), in the commit that makes it
    so: the next contact is called, staff are asked. No crash can come between the two."""
    pack: Callable[[OutboundMail], Parcel | Later] = _nothing_along
    """The mail with the files that go along; Later where they cannot be fetched now."""
    incomplete: Callable[[Turn, OutboundMail, Sequence[str], datetime], None] = _nobody_is_told
    """What follows where a mail goes without some of its files, in the commit that makes it TRYING."""


@dataclass(frozen=True, slots=True)
class Report:
    """What has become of mails; all of it is committed."""

    sent: tuple[OutboundMail, ...] = ()
    failed: tuple[Reasoned, ...] = ()
    held: tuple[Reasoned, ...] = ()
    withdrawn: tuple[Reasoned, ...] = ()
    again: tuple[OutboundMail, ...] = ()
    """In doubt, without evidence: they will be sent once more."""
    alarms: tuple[str, ...] = ()
    """One line each, for a person by another route."""
    overdue: tuple[str, ...] = ()
    """Escalations that were just tried in vain and should have left, each with its case and its time."""
    started: int = 0
    """Handed over to the wire."""


class Postman:
    """Only the calling thread touches the store, and it never waits for the SMTP wire."""

    def __init__(self, store: CaseStore, dispatch: Dispatch, rules: PostRules, look: Look | None = None) -> None:
        self._store = store
        self._dispatch = dispatch
        self._rules = rules
        self._look = look or Look()
        self._flying: set[str] = set()
        """Message-IDs whose fate lies with the dispatch or in `_come`: no doubts yet."""
        self._come: list[tuple[str, Answer]] = []
        """Answers that are not committed; kept until they are, for no server says them twice."""
        self._closed = False

    @property
    def busy(self) -> int:
        """Mails under way, their receipts not committed."""
        return len(self._flying)

    @property
    def answers(self) -> int:
        """Answers that `collect` would commit."""
        return self._dispatch.ready + len(self._come)

    @property
    def wake_fd(self) -> int:
        """Readable when an answer is ready."""
        return self._dispatch.wake_fd

    def wait(self, seconds: float) -> bool:
        return self._dispatch.wait(seconds)

    def wake(self) -> None:
        """Ends `wait`, and whatever else waits for `wake_fd`. A signal may call it at any moment."""
        self._dispatch.wake()

    def close(self, seconds: float = 10.0) -> None:
        """Nothing is sent any more; what is on the wire has so long to end. `collect` once more after it."""
        self._closed = True
        self._dispatch.close(seconds)

    def next_departure(self) -> datetime | None:
        """When `send_due` will have something to do; None while it waits for answers (`wake_fd`), or for new mail."""
        return None if len(self._flying) > self._rules.in_flight // 2 else self._store.next_mail()

    # ------------------------------------------------------------------ send

    def send_due(self, now: datetime, channel: Channel = UNKNOWN) -> Report:
        """Last look, COMMIT trying for the batch, then the wire. What is not needed is withdrawn with its reason."""
        due = self._next(now)
        if not due:
            return Report()
        reasons = [(mail, self._look.needed(mail)) for mail in due]
        needless = tuple((withdrawn(mail, why), why) for mail, why in reasons if why)
        letters = [self._intent(mail, now, channel) for mail, why in reasons if not why]
        packed = [self._look.pack(mail) if mail.encloses else Parcel(mail, mail) for mail in letters]
        parcels = [parcel for parcel in packed if isinstance(parcel, Parcel)]
        late = [(mail, parcel) for mail, parcel in zip(letters, packed, strict=True) if isinstance(parcel, Later)]
        self._put([*(mail for mail, _ in needless), *(mail for mail, _ in late)], parcels, now)
        self._flying.update(mail.message_id for mail in letters)
        self._come += [(mail.message_id, later) for mail, later in late]
        for mail in (parcel.letter for parcel in parcels):
            if mail.route is Route.SMTP:
                self._dispatch.submit(mail, self._copy_to(mail, channel))
        self._come += self._into_the_inbox([mail for mail in letters if mail.route is Route.INBOX], now)
        report = self._receipts(now)
        return replace(report, withdrawn=needless, started=len(letters))

    def _room(self) -> int:
        return 0 if self._closed else max(self._rules.in_flight - len(self._flying), 0)

    def _next(self, now: datetime) -> list[OutboundMail]:
        """Refilled when half of the room is free, so that many mails share a commit; what is critical does not wait."""
        room = self._room()
        if not room:
            return []
        first = self._store.mail_due(now, room + len(self._flying))
        due = [mail for mail in first if mail.message_id not in self._flying][:room]
        # Files are large: one mail with such at a time is fetched and held in memory.
        laden = [mail for mail in due if mail.encloses][1:]
        due = [mail for mail in due if mail not in laden] if laden else due
        scarce = len(self._flying) > self._rules.in_flight // 2
        return [mail for mail in due if mail.critical] if scarce else due

    def _intent(self, mail: OutboundMail, now: datetime, channel: Channel) -> OutboundMail:
        late = now - mail.leaves > self._rules.stale_after
        if late and not mail.doubted:
            anew = self._look.fresh(mail, now)
            mail = replace(mail, raw=anew.raw, subject=anew.subject, notice=anew.notice)
        return tried(mail, now, self._copy_to(mail, channel))

    def _copy_to(self, mail: OutboundMail, channel: Channel) -> str:
        """Our own mailbox, as long as it is, or may turn out to be, the channel on which evidence comes."""
        wanted = mail.route is Route.SMTP and channel.name in (COPY, "")
        return self._rules.desk if wanted and mail.address.lower() != self._rules.desk.lower() else ""

    def _into_the_inbox(self, letters: Sequence[OutboundMail], now: datetime) -> list[tuple[str, Answer]]:
        """One after the other; when the mailbox does not answer, the rest is not tried."""
        answers: list[tuple[str, Answer]] = []
        for mail in letters:
            last = answers[-1][1] if answers else None
            answers.append((mail.message_id, last if isinstance(last, Later) else self._append(mail, now)))
        return answers

    def _append(self, mail: OutboundMail, now: datetime) -> Answer:
        try:
            if mail.attempts > 1 and self._look.has(mail):
                return Sent("found in INBOX")
        except MailboxError as problem:
            return Later(str(problem))
        try:
            return self._look.append(mail, now)
        except MailboxError as problem:
            return Unsure(str(problem))

    # ------------------------------------------------------------------ receipts

    def collect(self, now: datetime) -> Report:
        """COMMIT what the answers say, all of them together."""
        self._come += self._dispatch.collect()
        return self._receipts(now)

    def _receipts(self, now: datetime) -> Report:
        if not self._come:
            return Report()
        changed: list[OutboundMail] = []
        with self._store.turn() as turn:
            for message_id, answer in self._come:
                mail = turn.outbound(message_id)
                after = mail and answered(mail, answer, now, self._rules)
                if mail is not None and after is not None and after != mail:
                    self._settle(turn, after, now)
                    if after.state is State.SENT:
                        self._look.left(turn, mail, now)
                    changed.append(after)
        alarms, overdue = self._alarms(changed, now)
        self._flying.difference_update(message_id for message_id, _ in self._come)
        self._come = []
        return replace(_report(changed), alarms=alarms, overdue=overdue)

    def _alarms(
        self, changed: Iterable[OutboundMail], now: datetime
    ) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """One line for each reason that will not mend itself, or has lasted too long; and what should have left."""
        alarming = {answer.reason for _, answer in self._come if isinstance(answer, Later) and answer.alarm}
        waiting: Counter[str] = Counter()
        overdue: list[str] = []
        for mail in changed:
            if mail.state not in (State.NEW, State.FAILED) or not mail.because:
                continue
            said = self._look.overdue(mail, now)
            overdue += [said] if said else []
            if said or now - mail.leaves >= self._rules.tell_after or mail.because in alarming:
                waiting[mail.because] += 1
        lines = tuple(f"{why} ({count} {'mail' if count == 1 else 'mails'})" for why, count in waiting.items())
        return lines, tuple(overdue)

    # ------------------------------------------------------------------ doubts

    def settle_doubts(self, now: datetime, channel: Channel, seen_everything: bool) -> Report:
        """COMMIT the fate of mails whose answer was lost, also those of an earlier run: see `outcome.unanswered`.

        `seen_everything`: INBOX, Sent and Junk were read to their end in this pass, and what was found is committed.
        """
        changed: list[OutboundMail] = []
        for mail in self._store.mail_trying():
            if mail.message_id not in self._flying:
                after = unanswered(mail, now, channel, seen_everything, self._rules)
                if after != mail:
                    changed.append(after)
        if not changed:
            return Report()
        with self._store.turn() as turn:
            for mail in changed:
                self._settle(turn, mail, now)
        return replace(_report(changed), again=tuple(mail for mail in changed if mail.state is State.NEW))

    # ------------------------------------------------------------------ the store

    def _put(self, mails: Sequence[OutboundMail], parcels: Sequence[Parcel], now: datetime) -> None:
        with self._store.turn() as turn:
            for mail in (*mails, *(parcel.row for parcel in parcels)):
                turn.put_mail(mail)
            for parcel in parcels:
                if parcel.missing:
                    self._look.incomplete(turn, parcel.row, parcel.missing, now)

    def _settle(self, turn: Turn, mail: OutboundMail, now: datetime) -> None:
        why = self._look.not_again(turn, mail) if mail.state is State.NEW and not mail.doubted else ""
        turn.put_mail(withdrawn(mail, why) if why else mail)
        if mail.state in (State.FAILED, State.HELD):
            self._look.follow(turn, mail, now)


def _report(changed: Sequence[OutboundMail]) -> Report:
    return Report(
        sent=tuple(mail for mail in changed if mail.state is State.SENT),
        failed=tuple((mail, mail.because) for mail in changed if mail.state is State.FAILED),
        held=tuple((mail, mail.because) for mail in changed if mail.state is State.HELD),
    )
