"""The first start begins now, and nothing of a customer's mail is changed: on a real server, by the real program."""

from __future__ import annotations

from datetime import datetime

import pytest

from tests.servers.installation import Installation, until

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("installations")]

THREAT = "I want my money back. My lawyer will take legal action this week."


def test_mail_from_before_the_first_start_opens_nothing(new_desk: Installation) -> None:
    for number in range(3):
        new_desk.write("jane@customer.test", f"Last year {number}", THREAT)
    assert new_desk.once().lines() == ["0 messages read, 0 deadlines, 0 mails sent, 0 waiting"]
    new_desk.once()
    with new_desk.reading() as reader:
        assert not list(reader.cases())
        # Servers tell the second of an arrival: what comes in the second of the first start must be new.
        assert datetime.fromisoformat(reader.fact("first_start")).microsecond == 0
    assert not new_desk.accepted()


def test_what_arrives_right_after_the_first_start_is_new(new_desk: Installation) -> None:
    new_desk.once()
    new_desk.write("jane@customer.test", "Now", THREAT)
    new_desk.once()
    with new_desk.reading() as reader:
        assert [case.subject for case in reader.cases()] == ["Now"]
    assert len(new_desk.transactions_to("boss@example.test")) == 1


def test_no_mail_of_a_customer_is_seen_moved_or_deleted(desk: Installation) -> None:
    desk.write("jane@customer.test", "Read already", THREAT)
    desk.write("ann@customer.test", "Starred", "How do I change my address?")
    desk.write("bob@customer.test", "Nobody has opened it", THREAT)
    *_, jane, ann, bob = sorted(desk.look())
    with desk.host.imap(desk.desk) as person:
        person.select("INBOX")
        person.uid("STORE", str(jane), "+FLAGS", r"(\Seen)")
        person.uid("STORE", str(ann), "+FLAGS", r"(\Flagged mine)")
    before, words = desk.look(), sorted(desk.stored())
    with desk.running() as program:
        until(lambda: len(desk.transactions_to("boss@example.test")) == 2, program)
        until(lambda: not desk.own_copies(), program)
        program.stop()
    after = desk.look()
    assert set(after) == set(before)
    assert {uid: flags - {"Escalated"} for uid, flags in after.items()} == before
    assert {uid for uid, flags in after.items() if "Escalated" in flags} == {jane, bob}
    assert sorted(desk.stored()) == words
