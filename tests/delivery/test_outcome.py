"""What becomes of a mail, as tables: every answer, every doubt, every pause."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from inbox_escalator.casework.decision import Route
from inbox_escalator.delivery.courier import Later, Never, Sent, Unsure
from inbox_escalator.delivery.outcome import PostRules, answered, retry_after, unanswered
from inbox_escalator.store.store import Channel
from inbox_escalator.writing.outbound import OutboundMail, State
from tests.delivery.letters import MONDAY, letter

RULES = PostRules("support@acme.example")
MINUTE = timedelta(minutes=1)


def trying(**changed: object) -> OutboundMail:
    return replace(letter(), state=State.TRYING, attempts=1, tried_at=MONDAY, copied=True, **changed)  # type: ignore[arg-type]


def test_an_accepted_mail_needs_its_bytes_no_more() -> None:
    row = answered(trying(), Sent("Q1", copied=True), MONDAY, RULES)
    assert (row.state, row.queue_id, row.copied, row.raw, row.sent_at) == (State.SENT, "Q1", True, "", MONDAY)


def test_a_refused_address_is_final() -> None:
    row = answered(trying(), Never("gone"), MONDAY, RULES)
    assert (row.state, row.because) == (State.FAILED, "gone")


def test_an_unsure_answer_leaves_it_trying() -> None:
    row = answered(trying(), Unsure("cut", copied=False), MONDAY, RULES)
    assert (row.state, row.because, row.copied, row.doubted) == (State.TRYING, "cut", False, True)


@pytest.mark.parametrize("state", [State.SENT, State.WITHDRAWN, State.HELD, State.FAILED, State.NEW])
@pytest.mark.parametrize("answer", [Later("x"), Never("x"), Unsure("x")])
def test_no_bad_news_brings_back_what_is_settled(state: State, answer: Later | Never | Unsure) -> None:
    row = trying()
    settled = replace(row, state=state)
    assert answered(settled, answer, MONDAY, RULES) is settled


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.HELD, State.FAILED, State.NEW])
def test_an_acceptance_is_a_fact_whatever_was_believed(state: State) -> None:
    assert answered(replace(trying(), state=state), Sent("Q1"), MONDAY, RULES).state is State.SENT


@pytest.mark.parametrize(
    ("answer", "changed", "minutes"),
    [
        (Later("451"), {}, [1, 2, 4, 8, 16, 32, 60, 60]),
        (Later("451"), {"critical": True}, [1, 2, 4, 5, 5]),
        (Later("no server", session=True), {}, [1, 2, 4, 5, 5]),
        (Later("mailbox"), {"route": Route.INBOX}, [1, 2, 4, 5, 5]),
        (Later("quota", alarm=True), {}, [10, 20, 40, 60, 60]),
        (Later("quota", alarm=True), {"critical": True}, [10, 10, 10]),
        (Later("password", alarm=True, session=True), {}, [10, 10, 10]),
    ],
)
def test_pauses_double_up_to_a_bound(answer: Later, changed: dict[str, object], minutes: list[int]) -> None:
    for attempts, expected in enumerate(minutes, 1):
        row = replace(trying(), attempts=attempts, **changed)  # type: ignore[arg-type]
        pause = retry_after(row, answer, RULES)
        assert 0.9 * expected * MINUTE <= pause <= 1.1 * expected * MINUTE
        assert answered(row, answer, MONDAY, RULES).next_try == MONDAY + pause


def test_a_pause_is_the_same_after_a_restart_and_another_for_another_mail() -> None:
    first, other = trying(), replace(trying(), message_id="<other@acme.example>")
    assert retry_after(first, Later("x"), RULES) == retry_after(first, Later("x"), RULES)
    assert retry_after(first, Later("x"), RULES) != retry_after(other, Later("x"), RULES)


def test_the_thousandth_attempt_does_not_overflow() -> None:
    assert retry_after(replace(trying(), attempts=10_000), Later("x"), RULES) <= 66 * MINUTE


def test_given_up_after_two_days() -> None:
    before, after = MONDAY + timedelta(hours=47, minutes=59), MONDAY + timedelta(hours=48)
    assert answered(trying(), Later("451 busy"), before, RULES).state is State.NEW
    row = answered(trying(), Later("451 busy"), after, RULES)
    assert (row.state, row.because) == (State.FAILED, "given up after 48 h: 451 busy")


COPY, FILED, NONE, UNKNOWN = Channel("copy", 5.0), Channel("sent", 5.0), Channel("none"), Channel()
EARLY, LATE = MONDAY + 14 * MINUTE, MONDAY + 15 * MINUTE

DOUBTS = [
    # channel, copy asked for, to, when, mailbox read to its end → state
    (COPY, True, "olivia", EARLY, True, State.TRYING),
    (COPY, True, "olivia", LATE, False, State.TRYING),
    (COPY, True, "olivia", LATE, True, State.NEW),
    (COPY, True, "customer", LATE, True, State.NEW),
    (COPY, False, "olivia", LATE, True, State.NEW),
    (COPY, False, "customer", LATE, True, State.HELD),
    (FILED, False, "customer", EARLY, True, State.TRYING),
    (FILED, False, "customer", LATE, False, State.TRYING),
    (FILED, False, "customer", LATE, True, State.NEW),
    (NONE, False, "olivia", EARLY, True, State.TRYING),
    (NONE, False, "olivia", LATE, False, State.NEW),
    (NONE, False, "customer", EARLY, False, State.TRYING),
    (NONE, False, "customer", LATE, False, State.HELD),
    (UNKNOWN, True, "customer", LATE, False, State.TRYING),
    (UNKNOWN, True, "customer", LATE, True, State.HELD),
    (UNKNOWN, True, "desk", LATE, True, State.NEW),
    (Channel("copy", 600.0), True, "olivia", MONDAY + 29 * MINUTE, True, State.TRYING),
    (Channel("copy", 600.0), True, "olivia", MONDAY + 30 * MINUTE, True, State.NEW),
]


@pytest.mark.parametrize(("channel", "copied", "to", "now", "read", "state"), DOUBTS)
def test_the_policy_of_doubts(
    channel: Channel, copied: bool, to: str, now: datetime, read: bool, state: State
) -> None:
    row = replace(trying(), to=to, copied=copied)
    after = unanswered(row, now, channel, read, RULES)
    assert after.state is state
    assert after.raw == row.raw
    if state is State.NEW:
        assert (after.doubted, after.next_try) == (True, None)


def test_a_server_that_loses_every_answer_does_not_fill_the_contacts_mailbox() -> None:
    now, row, sent = MONDAY, trying(), 1
    while row.state is not State.FAILED and now < MONDAY + timedelta(days=4):
        now += MINUTE
        row = unanswered(row, now, NONE, True, RULES)
        if row.state is State.NEW:
            sent += 1
            row = replace(row, state=State.TRYING, attempts=row.attempts + 1, tried_at=now)
    assert row.state is State.FAILED
    assert sent <= 8


def test_a_notice_for_the_inbox_is_looked_for_after_a_minute_whatever_the_channel() -> None:
    row = trying(route=Route.INBOX)
    assert unanswered(row, MONDAY + timedelta(seconds=59), NONE, False, RULES) is row
    assert unanswered(row, MONDAY + MINUTE, NONE, False, RULES).state is State.NEW


def test_a_clock_that_was_set_back_shortens_no_grace() -> None:
    row = trying()
    assert unanswered(row, MONDAY - timedelta(days=1), FILED, True, RULES) is row
