"""The case, and the one table that says how it may move."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from inbox_escalator.casework.fact import Fact
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.casework.request import Offered, Pending, Request
from inbox_escalator.intake.mail import Address, Attachment
from inbox_escalator.triage.feedback import Feedback
from inbox_escalator.triage.trigger import Finding, Loss, Sentiment, Urgency


class Status(StrEnum):
    NEW = "new"
    """Nobody of ours has done anything yet."""
    OPEN = "open"
    RESOLVED = "resolved"
    """May be reopened by the customer for `reopen`."""
    CLOSED = "closed"
    """A later message opens a new case that names this one."""


MAY_BECOME: dict[Status, frozenset[Status]] = {
    Status.NEW: frozenset({Status.NEW, Status.OPEN, Status.RESOLVED, Status.CLOSED}),
    Status.OPEN: frozenset({Status.OPEN, Status.RESOLVED, Status.CLOSED, Status.NEW}),  # NEW: only by undo
    Status.RESOLVED: frozenset({Status.RESOLVED, Status.OPEN, Status.NEW, Status.CLOSED}),
    Status.CLOSED: frozenset({Status.CLOSED, Status.OPEN, Status.NEW}),  # by undo or `reopen` only
}


class Whose(StrEnum):
    """Whose move it is: the heart of the case."""

    OURS = "ours"
    CUSTOMER = "customer"


class Step(StrEnum):
    """How far an escalation has come."""

    NOTIFIED = "notified"
    TAKEN = "taken"
    """Someone said `ok`. It stops the fail-over, not the promise."""
    ANSWERED = "answered"
    """The first human mail reached the customer: the promise is kept."""
    DONE = "done"


STEP_MAY_BECOME: dict[Step, frozenset[Step]] = {
    Step.NOTIFIED: frozenset({Step.NOTIFIED, Step.TAKEN, Step.ANSWERED, Step.DONE}),
    Step.TAKEN: frozenset({Step.TAKEN, Step.ANSWERED, Step.DONE, Step.NOTIFIED}),
    Step.ANSWERED: frozenset({Step.ANSWERED, Step.TAKEN, Step.NOTIFIED, Step.DONE}),
    Step.DONE: frozenset({Step.DONE, Step.NOTIFIED, Step.TAKEN, Step.ANSWERED}),
}


class Alarm(StrEnum):
    """What a timer is for. A case has at most one timer of a kind; a closed case has none."""

    REMIND = "remind"
    """75 % of the present contact's share of the window."""
    CALL = "call"
    """The next contact of the level."""
    CLIMB = "climb"
    """The level's window is over: `no_response`."""
    REPEAT = "repeat"
    """Nobody on the top level took it: again, to all of them."""
    PROMISE = "promise"
    """What the customer was told; runs until the first human mail."""
    RESOLVE = "resolve"
    """`unresolved`: our turn, added up on this level, for longer than its resolution time."""
    STALE = "stale"
    """Taken and no act for one `respond`: asked again."""
    LATER = "later"
    """A reminder that staff asked for."""
    WAITING = "waiting"
    """The customer's turn for too long."""
    UPDATE = "update"
    """`update_every`: the handler is asked for a word, then a plain update goes out."""
    FOLLOWUP = "followup"
    """The one question after a case was resolved."""
    CLOSE = "close"
    """Resolved becomes closed."""
    NEXT = "next"
    """A follow-up action is due."""
    BREACH = "breach"
    """The regulator's clock: a reminder, or its end."""

OUTLIVE = frozenset({Alarm.NEXT, Alarm.BREACH})
"""Timers that go on when a case is resolved; closing waits for them."""


class Returned(StrEnum):
    """Whether an escalation was sent to the level before."""

    NO = ""
    BACK = "back"
    """It was right to ask; the level before can do it."""
    FALSE = "false"
    """A false alarm: its rules learn from it."""


MOODS_KEPT = 20


@dataclass(frozen=True, slots=True)
class Felt:
    """The mood of one mail of the customer, or what a colleague said of it."""

    at: datetime
    sentiment: Sentiment
    by: str = ""
    """Contact id of who overruled the words; '' for the words themselves."""


@dataclass(frozen=True, slots=True)
class Timer:
    alarm: Alarm
    at: datetime
    because: str
    """The derivation, as printed."""


@dataclass(frozen=True, slots=True)
class NextStep:
    """A follow-up action, and who is reminded of it."""

    text: str
    at: datetime
    who: str


@dataclass(frozen=True, slots=True)
class Call:
    """One contact's place in an escalation: called at that moment, or to be called then."""

    contact: str
    at: datetime
    until: datetime
    """End of the contact's share of the window."""
    notice: str = ""
    """Number of the notice that called; '' as long as the call lies ahead."""


@dataclass(frozen=True, slots=True)
class Escalation:
    """One step up of one case."""

    number: int
    source: str
    target: str
    at: datetime
    """Planned departure of the first call."""
    triggers: tuple[str, ...]
    because: str
    urgency: Urgency
    due: Deadline
    """End of the level's window."""
    evidence: tuple[Finding, ...] = ()
    calls: tuple[Call, ...] = ()
    """In the order of calling; those with a notice have been made."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Contacts passed over, each with the reason."""
    leave_by: Deadline | None = None
    """Latest departure of the first call (`within`)."""
    answer_by: datetime | None = None
    """What the customer had been promised before, where that lies ahead and is sooner than `due`."""
    step: Step = Step.NOTIFIED
    repeats: int = 0
    taken_by: str = ""
    taken_at: datetime | None = None
    answered_at: datetime | None = None
    resolved_at: datetime | None = None
    in_time: bool | None = None
    """The promise was kept; None while it runs."""
    outcome: str = ""
    returned: Returned = Returned.NO
    """It went to the level before, and why."""


@dataclass(frozen=True, slots=True)
class Window:
    """The response window that is running: one a level, shared by its contacts."""

    level: str
    due: Deadline
    """End of the whole window."""
    share: float
    """Seconds that each contact has, in business time where `business`."""
    business: bool
    called: tuple[str, ...] = ()
    """Contact ids in the order in which they were called; the last one has it now."""
    ahead: tuple[str, ...] = ()
    """Contact ids that are called when the one before them stays silent."""
    skipped: tuple[tuple[str, str], ...] = ()
    """Contacts passed over, each with the reason."""
    template: str = "customer_wrote"
    """Mail by which the next contact is called."""
    repeats: int = 0
    """Times that everybody on the top level was called again."""

    @property
    def current(self) -> str:
        """Who has it now; '' before the first call."""
        return self.called[-1] if self.called else ""


@dataclass(frozen=True, slots=True)
class Answered:
    """How often a colleague was answered on the case since that moment: answers to answers must come to an end."""

    contact: str
    kind: str
    since: datetime
    count: int


@dataclass(frozen=True, slots=True)
class Member:
    """One customer's report in an incident."""

    case: str
    who: str
    """Name and address, as shown."""
    words: str
    """The first of them, on one line."""


@dataclass(frozen=True, slots=True)
class Preview:
    """Words for every customer of an incident that wait for a `yes`."""

    contact: str
    text: str
    until: datetime
    resolves: bool = False
    """The other cases are resolved with it."""


@dataclass(frozen=True, slots=True)
class Incident:
    """Several customers with the same issue, on the case by which it escalated."""

    members: tuple[Member, ...] = ()
    """The other cases, oldest first."""
    update: str = ""
    """What all customers were told last; a new member gets it, too."""
    preview: Preview | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """One customer's conversation about one matter."""

    reference: str
    """`CASE-1042`."""
    customer: Address
    subject: str
    level: str
    opened: datetime
    status: Status = Status.NEW
    whose: Whose = Whose.OURS
    whose_since: datetime | None = None
    last_word_at: datetime | None = None
    """Arrival of the customer's last mail: an answer older than this does not answer it."""
    tags: tuple[str, ...] = ()
    """Every trigger that ever fired, in order, and what staff added."""
    urgency: Urgency = Urgency.MEDIUM
    critical: bool = False
    sentiment: Sentiment = Sentiment.CALM
    sentiment_words: tuple[str, ...] = ()
    moods: tuple[Felt, ...] = ()
    """Mood by mood, oldest first, the last 20."""
    silenced: tuple[str, ...] = ()
    """Sentences that were marked as a false alarm, each as a digest with its trigger: they escalate no more."""
    language: str = "en"
    loss: Loss | None = None
    handler: str = ""
    """Contact id of who has it, '' while nobody took it."""
    asked_again: int = 0
    """Times that the handler was asked since anything happened."""
    timers: tuple[Timer, ...] = ()
    window: Window | None = None
    threads: tuple[tuple[str, str], ...] = ()
    """For each recipient, the number of the notice whose thread later mails to it continue."""
    promised: Deadline | None = None
    """The earliest time promised to the customer, until it is kept."""
    missed: bool = False
    """The promise was missed, and no colleague has answered since."""
    resolve_left: float | None = None
    """Seconds of the level's resolution time left when the turn went away (business seconds for `bh`, `bd`)."""
    escalations: tuple[Escalation, ...] = ()
    messages: tuple[str, ...] = ()
    """Message-IDs of the customer's mails on the case, oldest first, at most the first and the last 50."""
    files: tuple[Attachment, ...] = ()
    """Files that came with the customer's mails, each once, at most the first 50: named, never opened."""
    participants: tuple[str, ...] = ()
    """Addresses that may join by the tag in the subject: the customer, and those that came by ids."""
    previous: str = ""
    """Closed case of the same thread that this one continues."""
    unverified: bool = False
    machine: bool = False
    """A machine wrote it, whom nobody can answer."""
    problems: tuple[str, ...] = ()
    resolved_at: datetime | None = None
    pending: tuple[Pending, ...] = ()
    offered: tuple[Offered, ...] = ()
    """Commands of others with a contact's token: they wait for that contact's `delegate`."""
    request: Request | None = None
    taps: tuple[str, ...] = ()
    """One-tap links that were used, `notice.verb`: they are good once."""
    unsaid: tuple[int, ...] = ()
    """Events whose words for the customer were taken back before they left."""
    returned: tuple[str, ...] = ()
    """Notices that came back, `17 bounced`: a bounce counts once."""
    alerts: tuple[str, ...] = ()
    """Notices to a contact's further addresses, `17-2 anna`: one that comes back says nothing of the contact."""
    answered: tuple[Answered, ...] = ()
    """What limits of answers count."""
    unreachable: str = ""
    """Why the customer gets no more mail from us: the address was refused."""
    incident: str = ""
    """Reference of the case that leads the incident, also on that case itself; '' for a report of its own."""
    leads: Incident | None = None
    """The incident, on the case that leads it."""
    apart: bool = False
    """Staff said that it does not belong: it counts in no incident."""
    update_due: Deadline | None = None
    """When the customer hears next how things stand."""
    asked_at: datetime | None = None
    """When the customer was asked how it went; once a case."""
    feedback: Feedback | None = None
    """What was answered to that."""
    reminded: bool = False
    """The silent customer was reminded once."""
    next_steps: tuple[NextStep, ...] = ()
    """Follow-up actions ahead, the next one first."""
    held: bool | None = None
    """Staff put it on hold, or lifted the hold; None: as its triggers have it."""
    breach_at: datetime | None = None
    """When staff confirmed a breach."""
    missed_rules: tuple[str, ...] = ()
    """What was found in the customer's last mails and did not count, one line each."""
    ignores: str = ""
    """Address from which no mail counts any more, because `ignore sender` was said here."""
    facts: tuple[Fact, ...] = ()
    """What was missing as it escalated, in the order of asking."""
    events: int = 0
    """Number of the last event: the log order, the optimistic lock and the seed of the Message-IDs."""
    undo: Undo | None = None

    @property
    def escalation(self) -> Escalation | None:
        """The escalation that is running, or the last one; one that went back only where there is no other."""
        if not self.escalations or not self.escalations[-1].returned:
            return self.escalations[-1] if self.escalations else None
        return next((e for e in reversed(self.escalations) if not e.returned), self.escalations[-1])

    def with_escalation(self, moved: Escalation) -> tuple[Escalation, ...]:
        """All of them, with this one in the place of the one that has its number."""
        return tuple(moved if e.number == moved.number else e for e in self.escalations)

    @property
    def next_timer(self) -> Timer | None:
        return min(self.timers, key=lambda t: t.at, default=None)

    def timer(self, alarm: Alarm) -> Timer | None:
        return next((t for t in self.timers if t.alarm is alarm), None)

    def thread(self, recipient: str) -> str:
        """Number of the notice whose thread goes on with that recipient; ''."""
        return next((number for who, number in self.threads if who == recipient), "")

    @property
    def ended(self) -> bool:
        return self.status in (Status.RESOLVED, Status.CLOSED)


@dataclass(frozen=True, slots=True)
class Undo:
    """What `undo` goes back to, for ten minutes."""

    contact: str
    until: datetime
    what: str
    event: int
    """First event of the command that would be undone; its unsent mails are withdrawn."""
    before: Case = field(repr=False)
    """The case before the command, without an undo of its own."""
    last: int = 0
    """Last event of the command."""
    overtaken: bool = False
    """Something else has happened to the case since: only mails that have not left can be stopped."""
    vip: str = ""
    """Entry that the command put on the list of VIPs."""
