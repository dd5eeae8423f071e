"""What the mail server makes of our mails: other ids, no copies, no quota, not wanted. Each as it should be, end to end."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from inbox_escalator.casework.decision import Voice
from inbox_escalator.writing.outbound import State
from tests.servers.installation import GRACE, Installation

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("refusals")]

THREAT = "I want my money back. My lawyer will take legal action this week."
JANE, BOSS, LENA = "jane@customer.test", "boss@example.test", "l2@example.test"
HOUR = 3600.0


def escalate(desk: Installation) -> None:
    desk.write(JANE, "Nothing works", THREAT)
    desk.once()


def assert_each_once(desk: Installation) -> None:
    rows = desk.outbox()
    assert {row.state for row in rows} == {State.SENT}, rows
    assert desk.accepted() == Counter(row.message_id for row in rows)
    assert not desk.own_copies()


def escalations(desk: Installation) -> list[str]:
    """The id of each ESCALATION that the server accepted for the boss."""
    ours = {row.message_id for row in desk.outbox() if row.template == "escalation"}
    return [t["own_id"] for t in desk.transactions_to(BOSS) if t["own_id"] in ours]


# -- another Message-ID ------------------------------------------------------------------------------------------------


def test_a_replaced_message_id_is_learned_and_answers_to_it_are_known(desk: Installation) -> None:
    desk.host.fault(rewrite_id=True)
    escalate(desk)
    desk.once()
    assert_each_once(desk)
    (sent,) = desk.transactions_to(BOSS)
    assert sent["message_id"].endswith("@rewritten.test>")
    desk.write(BOSS, f"Re: {sent['subject']}", "ok", In_Reply_To=sent["message_id"])
    (sent,) = desk.transactions_to(JANE)
    desk.write(JANE, "Re: that", "There is more.", In_Reply_To=sent["message_id"])
    desk.once()
    with desk.reading() as reader:
        (case,) = [case for case in reader.cases() if case.customer.address == JANE]
        words = [text.words for text in reader.texts(case.reference) if text.voice is Voice.CUSTOMER]
    assert case.handler == "boss"
    assert [line.strip() for line in words][-1] == "There is more."


def test_a_lost_answer_is_settled_by_a_copy_with_another_message_id(desk: Installation) -> None:
    desk.host.fault(rewrite_id=True, drop="after_data")
    escalate(desk)
    desk.host.fault()
    assert len(desk.outbox(State.TRYING)) == 2
    desk.once()
    assert_each_once(desk)


# -- no copy for ourselves ---------------------------------------------------------------------------------------------


def test_without_the_copy_the_mail_goes_all_the_same(desk: Installation) -> None:
    desk.host.fault(rcpt_for={desk.desk: "550 5.7.1 no mail to yourself"})
    escalate(desk)
    assert_each_once(desk)
    assert {(row.copied, row.state) for row in desk.outbox() if row.case != "CASE-1001"} == {(False, State.SENT)}
    assert [t["rcpts"] for t in desk.transactions_to(BOSS)] == [[BOSS]]


def test_a_lost_answer_without_a_copy_staff_again_customer_held(desk: Installation) -> None:
    """Nothing can tell: the ESCALATION goes once more rather than never, the customer's mail waits for a word."""
    desk.host.fault(rcpt_for={desk.desk: "550 5.7.1 no mail to yourself"}, drop="after_data")
    escalate(desk)
    desk.host.fault(rcpt_for={desk.desk: "550 5.7.1 no mail to yourself"})
    desk.once(ahead=GRACE)
    assert len(escalations(desk)) == 2
    assert len(set(escalations(desk))) == 1
    assert len(desk.transactions_to(JANE)) == 1
    (held,) = desk.outbox(State.HELD)
    assert held.address == JANE
    (asked,) = [row for row in desk.outbox(State.SENT) if row.template == "undelivered"]
    assert asked.address == BOSS


# -- quota and policy --------------------------------------------------------------------------------------------------

NOT_NOW: dict[str, dict[str, Any]] = {
    "mailbox full": {"rcpt_for": {BOSS: "552 5.2.2 mailbox full"}},
    "daily quota": {"data_reply": "550 5.4.5 daily sending quota exceeded", "only_to": BOSS},
    "policy": {"data_reply": "550 5.7.1 message refused by policy", "only_to": BOSS},
}


@pytest.mark.parametrize("why", NOT_NOW)
def test_quota_and_policy_keep_the_mail_and_take_nobody_away(desk: Installation, why: str) -> None:
    desk.host.fault(**NOT_NOW[why])
    escalate(desk)
    (waiting,) = [row for row in desk.outbox(State.NEW) if row.template == "escalation"]
    assert waiting.next_try is not None
    assert 8 * 60 < (waiting.next_try - waiting.created).total_seconds() < 12 * 60
    desk.once(ahead=120)
    with desk.reading() as reader:
        assert reader.absences(waiting.leaves) == {}
        assert any(event.what == "problem" for event in reader.events("DESK-0"))
    assert not desk.transactions_to(BOSS)
    assert len(desk.transactions_to(JANE)) == 1
    desk.host.fault()
    desk.once(ahead=GRACE)
    desk.once(ahead=GRACE)
    assert len(escalations(desk)) == 1


def test_an_address_that_does_not_exist_falls_over_once(desk: Installation) -> None:
    """RCPT 5.1.1: that contact is unavailable; the case is critical, so whoever else is there is called, and once."""
    desk.host.fault(rcpt_for={BOSS: "550 5.1.1 no such user"})
    escalate(desk)
    (failed,) = [row for row in desk.outbox(State.FAILED) if row.template == "escalation"]
    assert "5.1.1" in failed.because
    with desk.reading() as reader:
        assert set(reader.absences(failed.created)) == {"boss"}
    desk.once()
    assert [row.template for row in desk.outbox() if row.address == LENA] == ["escalation"]
    assert len(desk.transactions_to(LENA)) == 1
    assert len(desk.outbox()) == 4, "it goes round"


def test_the_news_that_the_first_way_is_broken_takes_the_second(new_desk: Installation) -> None:
    """`[desk.alarm_smtp]`: here the same host, but its other door."""
    host = new_desk.host
    alarm = f'\n[desk.alarm_smtp]\nhost = "localhost"\nport = {host.smtps_port}\ntls = "tls"\ncafile = "{host.cafile}"\n'
    desk = new_desk.configure(smtp=1, more=alarm)
    desk.once()
    escalate(desk)
    desk.once(ahead=GRACE)
    problems = {row.message_id for row in desk.outbox() if row.template == "problem"}
    assert [t["rcpts"] for t in host.transactions() if t["own_id"] in problems] == [[BOSS]]
    assert not desk.accepted()
    assert {row.template for row in desk.outbox(State.NEW)} == {"escalation", "handoff_neutral"}
