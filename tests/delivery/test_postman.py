"""The order of work of the post, on a store in memory and a wire that does what it is told."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from inbox_escalator.casework.decision import Route
from inbox_escalator.delivery.courier import Answer, Later, Never, Sent, Unsure
from inbox_escalator.delivery.dispatch import InlineDispatch
from inbox_escalator.delivery.outcome import proven
from inbox_escalator.delivery.postman import Look, Postman, PostRules
from inbox_escalator.intake.mailbox import MailboxError
from inbox_escalator.store.store import Channel, StoreError
from inbox_escalator.writing.outbound import OutboundMail, State
from tests.delivery.fake_store import FakeStore, FakeTurn
from tests.delivery.letters import MONDAY, letter

DESK = "support@acme.example"
RULES = PostRules(DESK)
COPY, FILED, NONE = Channel("copy", 5.0), Channel("sent", 5.0), Channel("none")
MINUTE = timedelta(minutes=1)
LATER = MONDAY + timedelta(minutes=20)


class Wire:
    """Looks into the store at the moment of sending: only what is durably TRYING may leave."""

    def __init__(self, store: FakeStore, answers: Iterable[Answer] = ()) -> None:
        self.store = store
        self.answers = iter(answers)
        self.heard: list[tuple[str, str, str]] = []
        self.accepted: list[str] = []

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        row = self.store.row(mail)
        assert row.state is State.TRYING, "nothing is sent before its TRYING is durable"
        assert (row.attempts, row.raw, row.copied) == (mail.attempts, mail.raw, bool(copy_to))
        self.heard.append((mail.message_id, copy_to, mail.raw))
        answer = next(self.answers, Sent("Q", bool(copy_to)))
        if isinstance(answer, Sent):
            self.accepted.append(mail.message_id)
        return answer

    async def close(self) -> None:
        pass


def post(store: FakeStore, *answers: Answer, rules: PostRules = RULES, **look: object) -> tuple[Postman, Wire]:
    wire = Wire(store, answers)
    return Postman(store, InlineDispatch(wire), rules, Look(**look)), wire  # type: ignore[arg-type]


def test_a_mail_goes_from_new_over_trying_to_sent() -> None:
    store = FakeStore(letter())
    postman, wire = post(store)
    assert postman.send_due(MONDAY).started == 1
    assert store.row(letter()).state is State.TRYING
    assert (postman.busy, postman.answers) == (1, 1)
    report = postman.collect(MONDAY)
    assert [mail.queue_id for mail in report.sent] == ["Q"]
    assert store.row(letter()).state is State.SENT
    assert (postman.busy, postman.answers) == (0, 0)
    assert len(wire.heard) == 1


def test_a_batch_needs_one_commit_before_the_wire_and_one_after() -> None:
    store = FakeStore(*map(letter, range(8)))
    postman, wire = post(store)
    postman.send_due(MONDAY)
    assert store.commits == 1
    postman.collect(MONDAY)
    assert store.commits == 2
    assert len(wire.accepted) == 8


def test_not_before_its_time_and_critical_first() -> None:
    store = FakeStore(letter(1), letter(2, critical=True), letter(3, leaves=MONDAY + MINUTE))
    postman, wire = post(store)
    postman.send_due(MONDAY)
    assert [heard[0] for heard in wire.heard] == [letter(2).message_id, letter(1).message_id]


def test_so_many_at_once_and_no_more() -> None:
    store = FakeStore(*map(letter, range(50)))
    postman, wire = post(store)
    postman.send_due(MONDAY)
    postman.send_due(MONDAY)
    assert len(wire.heard) == RULES.in_flight
    assert postman.next_departure() is None
    while postman.busy:
        postman.collect(MONDAY)
        postman.send_due(MONDAY)
    assert len(wire.accepted) == len(set(wire.accepted)) == 50


def test_a_critical_mail_does_not_wait_for_half_of_the_room() -> None:
    store = FakeStore(*map(letter, range(12)))
    postman, wire = post(store)
    postman.send_due(MONDAY)
    store.durable |= {mail.message_id: mail for mail in (letter(90), letter(91, critical=True))}
    postman.send_due(MONDAY)
    assert [heard[0] for heard in wire.heard[12:]] == [letter(91).message_id]


def test_what_is_no_longer_needed_is_withdrawn_with_its_reason() -> None:
    store = FakeStore(letter(1), letter(2))
    postman, wire = post(store, needed=lambda mail: "taken by Anna" if mail.event == 1 else "")
    report = postman.send_due(MONDAY)
    assert [(mail.event, why) for mail, why in report.withdrawn] == [(1, "taken by Anna")]
    assert (store.row(letter(1)).state, store.row(letter(1)).because) == (State.WITHDRAWN, "taken by Anna")
    assert [heard[0] for heard in wire.heard] == [letter(2).message_id]


@pytest.mark.parametrize(
    ("channel", "mail", "copy_to"),
    [
        (COPY, letter(), DESK),
        (Channel(), letter(), DESK),
        (FILED, letter(), ""),
        (NONE, letter(), ""),
        (COPY, letter(address="Support@Acme.Example"), ""),
    ],
)
def test_a_copy_is_asked_for_where_it_can_be_evidence(channel: Channel, mail: OutboundMail, copy_to: str) -> None:
    store = FakeStore(mail)
    postman, wire = post(store)
    postman.send_due(MONDAY, channel)
    assert wire.heard[0][1] == copy_to


def test_a_late_mail_is_composed_anew_unless_somebody_may_have_it() -> None:
    late = MONDAY + timedelta(minutes=11)
    mails = [letter(1), letter(2, doubted=True, attempts=1), letter(3, attempts=2), letter(4, leaves=late)]
    store = FakeStore(*mails)
    postman, wire = post(store, fresh=lambda mail, now: replace(mail, raw="anew", subject="new", message_id="<x@y>"))
    postman.send_due(late)
    assert {heard[0]: heard[2] == "anew" for heard in wire.heard} == {
        mails[0].message_id: True, mails[1].message_id: False, mails[2].message_id: True, mails[3].message_id: False,
    }  # fmt: skip


def test_a_full_disk_before_sending_sends_nothing() -> None:
    store = FakeStore(letter())
    postman, wire = post(store)
    store.full = True
    with pytest.raises(StoreError):
        postman.send_due(MONDAY)
    assert wire.heard == []
    store.full = False
    postman.send_due(MONDAY)
    assert postman.collect(MONDAY).sent


def test_a_full_disk_after_sending_loses_no_answer_and_makes_no_doubt() -> None:
    store = FakeStore(letter())
    postman, wire = post(store)
    postman.send_due(MONDAY)
    store.full = True
    for _ in range(3):
        with pytest.raises(StoreError):
            postman.collect(MONDAY)
    assert postman.busy == 1
    store.full = False
    assert postman.settle_doubts(MONDAY + timedelta(days=1), FILED, True).again == ()
    assert postman.collect(MONDAY).sent
    assert len(wire.heard) == 1


def test_a_temporary_refusal_backs_off_and_then_goes() -> None:
    store = FakeStore(letter())
    postman, wire = post(store, Later("451 busy"))
    postman.send_due(MONDAY)
    assert postman.collect(MONDAY).alarms == ()
    row = store.row(letter())
    assert (row.state, row.because) == (State.NEW, "451 busy")
    assert postman.send_due(MONDAY).started == 0
    assert row.next_try is not None
    assert postman.next_departure() == row.next_try
    postman.send_due(row.next_try)
    assert postman.collect(row.next_try).sent
    assert len(wire.heard) == 2


def test_a_mail_that_came_back_is_withdrawn_where_another_took_its_place_meanwhile() -> None:
    store = FakeStore(letter())
    postman, wire = post(store, Later("451 busy"), not_again=lambda turn, mail: "a later one took its place")
    postman.send_due(MONDAY)
    postman.collect(MONDAY)
    row = store.row(letter())
    assert (row.state, row.because) == (State.WITHDRAWN, "a later one took its place")
    assert postman.next_departure() is None
    assert len(wire.heard) == 1


def test_a_mail_that_may_have_left_is_never_withdrawn_for_another() -> None:
    store = FakeStore(letter())
    postman, _ = post(store, Unsure("cut"), not_again=lambda turn, mail: "a later one took its place")
    postman.send_due(MONDAY, COPY)
    postman.collect(MONDAY)
    postman.settle_doubts(LATER, COPY, True)
    assert store.row(letter()).state is State.NEW
    postman.send_due(LATER, COPY)
    assert postman.collect(LATER).sent


def test_a_refused_address_fails_and_what_follows_is_in_the_same_commit() -> None:
    store = FakeStore(letter())
    followed: list[tuple[int, str]] = []

    def follow(turn: FakeTurn, mail: OutboundMail, now: datetime) -> None:
        assert turn.rows[mail.message_id].state is State.FAILED
        assert store.row(mail).state is State.TRYING
        followed.append((mail.event, mail.because))

    postman, _ = post(store, Never("550 5.1.1 no such user"), follow=follow)
    postman.send_due(MONDAY)
    report = postman.collect(MONDAY)
    assert [(mail.event, why) for mail, why in report.failed] == [(1, "550 5.1.1 no such user")]
    assert followed == [(1, "550 5.1.1 no such user")]
    assert store.row(letter()).state is State.FAILED


def test_alarms_are_one_line_a_reason() -> None:
    quota = Later("smtp:587 at RCPT: 552 5.2.2 quota", alarm=True)
    store = FakeStore(*map(letter, range(3)))
    postman, _ = post(store, quota, quota, Later("451 busy"))
    postman.send_due(MONDAY)
    assert postman.collect(MONDAY).alarms == ("smtp:587 at RCPT: 552 5.2.2 quota (2 mails)",)


def test_a_mail_that_stays_too_long_is_an_alarm_whatever_the_reason() -> None:
    store = FakeStore(letter())
    postman, _ = post(store, Later("no server", session=True))
    postman.send_due(MONDAY + 15 * MINUTE)
    assert postman.collect(MONDAY + 15 * MINUTE).alarms == ("no server (1 mail)",)


# ---------------------------------------------------------------------- doubts


def test_a_doubt_waits_for_evidence_and_is_sent_again_with_the_same_bytes() -> None:
    store = FakeStore(letter())
    postman, wire = post(store, Unsure("cut", copied=True))
    postman.send_due(MONDAY, COPY)
    postman.collect(MONDAY)
    for now in (MONDAY, MONDAY + 14 * MINUTE):
        assert postman.settle_doubts(now, COPY, True).again == ()
        assert postman.send_due(now, COPY).started == 0
    assert postman.settle_doubts(LATER, COPY, False).again == ()
    assert [mail.event for mail in postman.settle_doubts(LATER, COPY, True).again] == [1]
    postman.send_due(LATER, COPY)
    assert postman.collect(LATER).sent
    assert wire.heard[0] == wire.heard[1]


def evidence(store: FakeStore, message_id: str, at: datetime, alias: str = "") -> None:
    """What the reader does with a mail of ours that it finds."""
    with store.turn() as turn:
        mail = turn.outbound(message_id)
        assert mail is not None
        turn.put_mail(proven(mail, at, alias))


def test_evidence_settles_a_doubt() -> None:
    store = FakeStore(letter())
    postman, wire = post(store, Unsure("cut", copied=True))
    postman.send_due(MONDAY, COPY)
    postman.collect(MONDAY)
    evidence(store, letter().message_id, MONDAY + timedelta(seconds=7), "<real@server>")
    row = store.row(letter())
    assert (row.state, row.raw, row.alias) == (State.SENT, "", "<real@server>")
    evidence(store, "<real@server>", MONDAY)
    assert postman.settle_doubts(LATER, COPY, True).again == ()
    assert len(wire.heard) == 1


@pytest.mark.parametrize("state", [State.NEW, State.HELD, State.FAILED, State.TRYING])
def test_late_evidence_settles_it_whatever_was_decided(state: State) -> None:
    store = FakeStore(letter(state=state, attempts=1, tried_at=MONDAY))
    postman, wire = post(store)
    evidence(store, letter().message_id, LATER)
    assert store.row(letter()).state is State.SENT
    assert postman.send_due(LATER).started == 0
    assert wire.heard == []


def test_evidence_that_comes_before_the_answer_stands() -> None:
    store = FakeStore(letter())
    postman, _ = post(store, Unsure("cut"))
    postman.send_due(MONDAY)
    evidence(store, letter().message_id, MONDAY)
    postman.collect(MONDAY)
    assert store.row(letter()).state is State.SENT


def test_without_a_channel_a_customers_mail_is_held_and_ours_goes_again() -> None:
    store = FakeStore(letter(1, to="customer"), letter(2))
    postman, wire = post(store, Unsure("cut"), Unsure("cut"))
    postman.send_due(MONDAY, NONE)
    postman.collect(MONDAY)
    report = postman.settle_doubts(LATER, NONE, False)
    assert [(mail.event, why) for mail, why in report.held] == [(1, "nobody knows whether it was accepted: cut")]
    assert [mail.event for mail in report.again] == [2]
    postman.send_due(LATER, NONE)
    assert [heard[0] for heard in wire.heard[2:]] == [letter(2).message_id]


def test_a_killed_worker_finds_its_doubts_in_the_store() -> None:
    store = FakeStore(letter())
    first, _ = post(store)
    first.send_due(MONDAY, COPY)  # killed before it could collect
    second, wire = post(store)
    assert second.send_due(MONDAY, COPY).started == 0
    assert second.settle_doubts(MONDAY + MINUTE, COPY, True).again == ()
    assert len(second.settle_doubts(LATER, COPY, True).again) == 1
    second.send_due(LATER, COPY)
    assert second.collect(LATER).sent
    assert len(wire.heard) == 1


def test_what_is_on_the_wire_is_no_doubt() -> None:
    store = FakeStore(letter())
    postman, _ = post(store)
    postman.send_due(MONDAY, COPY)
    assert postman.settle_doubts(MONDAY + timedelta(days=1), COPY, True).again == ()


def test_a_mail_released_while_on_the_wire_is_not_sent_twice() -> None:
    store = FakeStore(letter())
    postman, wire = post(store)
    postman.send_due(MONDAY)
    store.durable[letter().message_id] = replace(store.row(letter()), state=State.NEW)
    assert postman.send_due(MONDAY).started == 0
    assert len(wire.heard) == 1


def test_after_closing_nothing_starts_but_answers_are_taken_in() -> None:
    store = FakeStore(letter(1), letter(2, leaves=LATER))
    postman, _ = post(store)
    postman.send_due(MONDAY)
    postman.close()
    assert postman.send_due(LATER).started == 0
    assert len(postman.collect(LATER).sent) == 1


# ---------------------------------------------------------------------- notices put into INBOX


class Box:
    """An INBOX whose answers can be lost, before or after the act."""

    def __init__(self, *faults: str) -> None:
        self.faults = list(faults)
        self.holds: list[str] = []
        self.appends = 0

    def append(self, mail: OutboundMail, now: datetime) -> Answer:
        self.appends += 1
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "before":
            raise MailboxError("imap:993: connection lost")
        self.holds.append(mail.message_id)
        if fault == "after":
            raise MailboxError("imap:993: connection lost")
        return Sent("APPEND")

    def has(self, mail: OutboundMail) -> bool:
        if self.faults[:1] == ["search"]:
            self.faults.pop(0)
            raise MailboxError("imap:993: no answer")
        return mail.message_id in self.holds


@pytest.mark.parametrize("faults", [(), ("before",), ("after",), ("after", "search"), ("before", "after", "search")])
def test_a_notice_lies_in_the_inbox_exactly_once(faults: tuple[str, ...]) -> None:
    box, now = Box(*faults), MONDAY
    store = FakeStore(letter(route=Route.INBOX))
    postman, wire = post(store, append=box.append, has=box.has)
    while store.row(letter()).state is not State.SENT and now < MONDAY + timedelta(hours=1):
        postman.settle_doubts(now, NONE, False)
        postman.send_due(now)
        now += MINUTE
    assert store.row(letter()).state is State.SENT
    assert box.holds == [letter().message_id]
    assert wire.heard == []


def test_a_mailbox_that_is_away_is_asked_once_a_round() -> None:
    asked: list[int] = []

    def append(mail: OutboundMail, now: datetime) -> Answer:
        asked.append(mail.event)
        return Later("imap:993: cannot connect")

    store = FakeStore(*(letter(n, route=Route.INBOX) for n in range(5)))
    postman, _ = post(store, append=append)
    postman.send_due(MONDAY)
    assert len(asked) == 1
    assert {row.state for row in store.durable.values()} == {State.NEW}
    assert postman.busy == 0


# ---------------------------------------------------------------------- every pair of faults

FAULTS = ("", "later", "never", "unsure, accepted", "unsure, lost", "killed, accepted", "killed, lost", "disk full")


class Killed(BaseException):
    pass


class Trouble:
    """A wire with a plan of faults; accepted mails come back as evidence in the next pass where a copy was asked for."""

    def __init__(self, store: FakeStore, plan: dict[int, str]) -> None:
        self.store, self.plan, self.step = store, plan, 0
        self.accepted: list[str] = []
        self.copies: list[str] = []

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        assert self.store.row(mail).state is State.TRYING
        fault, self.step = self.plan.get(self.step, ""), self.step + 1
        if fault == "later":
            return Later("451 busy")
        if fault == "never":
            return Never("550 5.1.1")
        if not fault.endswith("lost"):
            self.accepted.append(mail.message_id)
            self.copies += [mail.message_id] if copy_to else []
        if fault == "disk full":
            self.store.full = True
        if fault.startswith("killed"):
            raise Killed
        return Unsure("cut", bool(copy_to)) if fault.startswith("unsure") else Sent("Q", bool(copy_to))

    async def close(self) -> None:
        pass


def live(plan: dict[int, str], channel: Channel, to: str) -> tuple[Trouble, FakeStore]:
    """Passes every five minutes, with everything that goes wrong by plan, until nothing is left to do."""
    store = FakeStore(*(letter(n, to=to) for n in range(2)))
    wire, now = Trouble(store, plan), MONDAY
    postman = Postman(store, InlineDispatch(wire), RULES)  # type: ignore[arg-type]
    while any(row.state in (State.NEW, State.TRYING) for row in store.durable.values()):
        assert now < MONDAY + timedelta(days=5), "it never ends"
        try:
            for message_id in wire.copies:
                evidence(store, message_id, now)
            wire.copies.clear()
            postman.collect(now)
            postman.settle_doubts(now, channel, True)
            postman.send_due(now, channel)
        except StoreError:
            store.full = False
        except Killed:
            postman = Postman(store, InlineDispatch(wire), RULES)  # type: ignore[arg-type]
        now += 5 * MINUTE
    return wire, store


PAIRS = [dict(enumerate(pair)) for pair in itertools.product(FAULTS, repeat=3)]


@pytest.mark.parametrize("to", ["olivia", "customer"])
def test_where_evidence_works_no_fault_loses_a_mail_or_sends_it_twice(to: str) -> None:
    for plan in PAIRS:
        wire, store = live(plan, COPY, to)
        refused = sum(row.state is State.FAILED for row in store.durable.values())
        assert len(wire.accepted) == len(set(wire.accepted)) == 2 - refused, plan
        assert all(row.state in (State.SENT, State.FAILED) for row in store.durable.values()), plan


def test_without_evidence_no_customer_gets_a_mail_twice_and_no_contact_misses_one() -> None:
    for plan in PAIRS:
        wire, store = live(plan, NONE, "customer")
        assert len(wire.accepted) == len(set(wire.accepted)), plan
        assert all(row.state is State.HELD for row in store.durable.values() if row.message_id not in wire.accepted
                   and row.state is not State.FAILED), plan  # fmt: skip
        wire, store = live(plan, NONE, "olivia")
        for row in store.durable.values():
            assert row.message_id in wire.accepted or row.state is State.FAILED, plan


def test_of_a_long_queue_only_the_next_batch_is_read() -> None:
    store = FakeStore(*map(letter, range(200)))
    postman, wire = post(store)
    postman.send_due(MONDAY)
    assert len(wire.heard) == RULES.in_flight
    assert store.read <= 2 * RULES.in_flight
