"""The post on real servers: TLS and log-in, bytes that arrive as they left, outages, and answers that get lost."""

from __future__ import annotations

import asyncio
import email.utils
import itertools
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from inbox_escalator.delivery.courier import Answer, Later, Never, Sent, Unsure
from inbox_escalator.delivery.dispatch import ThreadDispatch
from inbox_escalator.delivery.outcome import proven
from inbox_escalator.delivery.postman import Postman, PostRules
from inbox_escalator.delivery.settings import SmtpSettings, Waits
from inbox_escalator.delivery.smtp import SmtpCourier
from inbox_escalator.delivery.tls import Tls
from inbox_escalator.store.store import Channel
from inbox_escalator.store.tiny import TinyStore, open_store
from inbox_escalator.writing.outbound import OutboundMail, State
from tests.delivery.letters import letter
from tests.servers.mailhost import MailHost

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("post")]

DESK, BOSS = "support@example.test", "boss@example.test"
PATIENCE = 20.0
_numbers = itertools.count(1)


def fresh(**changed: Any) -> OutboundMail:
    """A mail that no other test of this run has sent."""
    now = datetime.now(UTC)
    number = next(_numbers)
    message_id = f"<CASE-{1000 + number}.{number}.abcdefghijklmnop@example.test>"
    mail = letter(number, message_id=message_id, address=BOSS, sender=DESK, created=now, leaves=now, **changed)
    return replace(mail, raw=f"Date: {email.utils.format_datetime(now)}\r\n{mail.raw}")


def settings(host: MailHost, **changed: Any) -> SmtpSettings:
    plain: dict[str, Any] = {
        "host": "localhost", "port": host.smtp_port, "user": DESK, "password": lambda: "secret", "cafile": host.cafile,
        "waits": Waits(PATIENCE, PATIENCE, PATIENCE, PATIENCE), "pause": 0.0,
    }  # fmt: skip
    return SmtpSettings(**{**plain, **changed})


def send(host: MailHost, *mails: OutboundMail, copy_to: str = "", **changed: Any) -> list[Answer]:
    async def conversation() -> list[Answer]:
        courier = SmtpCourier(settings(host, **changed))
        try:
            return [await courier.deliver(mail, copy_to) for mail in mails]
        finally:
            await courier.close()

    return asyncio.run(conversation())


def accepted(host: MailHost, mail: OutboundMail) -> list[dict[str, Any]]:
    return [one for one in host.transactions() if one["message_id"] == mail.message_id]


def received(host: MailHost, user: str, mail: OutboundMail) -> list[bytes]:
    """Its copies in that user's mailbox, as they are stored."""
    found = [path.read_bytes() for path in Path(host.maildir(user)).glob("*/*") if path.is_file()]
    return [raw for raw in found if mail.message_id.encode() in raw]


@pytest.mark.parametrize("tls", [Tls.STARTTLS, Tls.TLS])
def test_encrypted_logged_in_and_byte_for_byte(mailhost: MailHost, tls: Tls) -> None:
    mail = fresh()
    port = mailhost.smtps_port if tls is Tls.TLS else mailhost.smtp_port
    assert send(mailhost, mail, copy_to=DESK, tls=tls, port=port) == [Sent("accepted", copied=True)]
    (transaction,) = accepted(mailhost, mail)
    assert (transaction["user"], transaction["rcpts"]) == (DESK, [BOSS, DESK])
    for user in (BOSS, DESK):
        (stored,) = received(mailhost, user, mail)
        assert stored.replace(b"\r\n", b"\n").endswith(mail.raw.encode().replace(b"\r\n", b"\n"))


def test_an_access_token_is_as_good_as_a_password(mailhost: MailHost) -> None:
    mail = fresh()
    assert send(mailhost, mail, password=None, token=lambda: mailhost.token(DESK)) == [Sent("accepted")]
    assert accepted(mailhost, mail)[0]["user"] == DESK


@pytest.mark.parametrize("changed", [{"password": lambda: "wrong"}, {"password": None, "token": lambda: "a.b.c"}])
def test_a_wrong_credential_is_an_alarm_and_no_mail(mailhost: MailHost, changed: dict[str, Any]) -> None:
    mail = fresh()
    (answer,) = send(mailhost, mail, **changed)
    assert isinstance(answer, Later)
    assert (answer.alarm, answer.session) == (True, True)
    assert accepted(mailhost, mail) == []


def test_a_certificate_of_nobody_we_know_gets_no_mail(mailhost: MailHost) -> None:
    mail = fresh()
    (answer,) = send(mailhost, mail, cafile="")
    assert isinstance(answer, Later)
    assert "certificate refused" in answer.reason
    assert accepted(mailhost, mail) == []


@pytest.mark.parametrize(
    ("fault", "kind", "times_accepted"),
    [
        ({"connect_reply": "421 4.3.2 no"}, Later, 0),
        ({"mail_reply": "451 4.3.0 no"}, Later, 0),
        ({"rcpt_reply": "550 5.1.1 nobody"}, Never, 0),
        ({"rcpt_reply": "552 5.2.2 full"}, Later, 0),
        ({"data_reply": "550 5.4.5 daily quota"}, Later, 0),
        ({"rcpt_for": {DESK: "550 5.7.1 no copies"}}, Sent, 1),
        ({"drop": "connect"}, Later, 0),
        ({"drop": "rcpt"}, Later, 0),
        ({"drop": "data"}, Unsure, 0),
        ({"drop": "after_data"}, Unsure, 1),
    ],
)
def test_each_fault_has_its_answer(
    mailhost: MailHost, fault: dict[str, Any], kind: type[Answer], times_accepted: int
) -> None:
    mail = fresh()
    mailhost.fault(**fault, times=1)
    first, second = send(mailhost, mail, fresh(), copy_to=DESK)
    assert isinstance(first, kind), first
    assert len(accepted(mailhost, mail)) == times_accepted
    assert second == Sent("accepted", copied=True)


def test_an_outage_is_one_line_and_passes(mailhost: MailHost) -> None:
    mailhost.stop_smtp()
    try:
        (answer,) = send(mailhost, fresh())
        assert answer == Later(f"localhost:{mailhost.smtp_port}: cannot connect: Connection refused", session=True)
    finally:
        mailhost.start_smtp()
    assert send(mailhost, fresh()) == [Sent("accepted")]


# ---------------------------------------------------------------------- the whole post, on the real store


@contextmanager
def post(host: MailHost, store: TinyStore, **changed: Any) -> Iterator[Postman]:
    dispatch = ThreadDispatch(lambda: SmtpCourier(settings(host, **changed)), 4)
    postman = Postman(store, dispatch, PostRules(DESK))
    try:
        yield postman
    finally:
        postman.close(PATIENCE)


def fill(store: TinyStore, *mails: OutboundMail) -> None:
    with store.turn() as turn:
        for mail in mails:
            turn.put_mail(mail)


def until(postman: Postman, done: Callable[[], bool], work: Callable[[], object]) -> None:
    """Works and waits for answers, within a bound."""
    end = time.monotonic() + PATIENCE
    work()
    while not done():
        assert time.monotonic() < end, "the post does not come to its end"
        postman.wait(0.2)
        work()


def test_every_mail_of_a_backlog_is_accepted_once(mailhost: MailHost, tmp_path: Path) -> None:
    store, mails = open_store(tmp_path), [fresh() for _ in range(100)]
    fill(store, *mails)
    with post(mailhost, store) as postman:
        def work() -> None:
            now = datetime.now(UTC)
            postman.collect(now)
            postman.send_due(now, Channel("sent"))

        until(postman, lambda: not store.mail_due(datetime.now(UTC)) and not postman.busy, work)
    assert {row.state for row in store.outbox()} == {State.SENT}
    assert [len(accepted(mailhost, mail)) for mail in mails] == [1] * 100
    store.close()


def test_a_lost_answer_is_settled_by_the_copy_in_our_mailbox(mailhost: MailHost, tmp_path: Path) -> None:
    store, mail, copy = open_store(tmp_path), fresh(), Channel("copy", 1.0)
    fill(store, mail)
    mailhost.fault(drop="after_data", times=1)
    with post(mailhost, store) as postman:
        now = datetime.now(UTC)
        postman.send_due(now, copy)
        until(postman, lambda: not postman.busy, lambda: postman.collect(now))
        assert [row.message_id for row in store.mail_trying()] == [mail.message_id]
        (stored,) = received(mailhost, DESK, mail)
        (found,) = re.findall(rb"<CASE-[^>]*>", stored)
        assert found.decode() == mail.message_id
        settle(store, mail, datetime.now(UTC))
        later = now + timedelta(hours=1)
        assert postman.settle_doubts(later, copy, True).again == ()
        assert postman.send_due(later, copy).started == 0
    assert len(accepted(mailhost, mail)) == 1
    store.close()


def test_a_mail_cut_before_the_dot_goes_once_more_and_arrives_once(mailhost: MailHost, tmp_path: Path) -> None:
    store, mail, copy = open_store(tmp_path), fresh(), Channel("copy", 1.0)
    fill(store, mail)
    mailhost.fault(drop="data", times=1)
    with post(mailhost, store) as postman:
        now = datetime.now(UTC)
        postman.send_due(now, copy)
        until(postman, lambda: not postman.busy, lambda: postman.collect(now))
        later = now + timedelta(hours=1)
        assert len(postman.settle_doubts(later, copy, True).again) == 1
        postman.send_due(later, copy)
        until(postman, lambda: not postman.busy, lambda: postman.collect(later))
    assert len(accepted(mailhost, mail)) == 1
    assert len(received(mailhost, BOSS, mail)) == 1
    store.close()


def settle(store: TinyStore, mail: OutboundMail, at: datetime) -> None:
    """What the reader does with a mail of ours that it finds."""
    with store.turn() as turn:
        turn.put_mail(proven(mail, at))


def test_a_restarted_worker_finds_its_doubt_on_the_disk(mailhost: MailHost, tmp_path: Path) -> None:
    store, mail, copy = open_store(tmp_path), fresh(), Channel("copy", 1.0)
    fill(store, mail)
    now = datetime.now(UTC)
    with post(mailhost, store) as postman:
        postman.send_due(now, copy)
        until(postman, lambda: postman.answers > 0, lambda: None)  # stopped before the answer was committed
    store.close()
    store = open_store(tmp_path)
    with post(mailhost, store) as postman:
        assert postman.send_due(now, copy).started == 0
        settle(store, mail, now)
        assert postman.settle_doubts(now + timedelta(hours=1), copy, True).again == ()
    assert len(accepted(mailhost, mail)) == 1
    store.close()


def test_an_hour_without_a_mail_server_loses_nothing(mailhost: MailHost, tmp_path: Path) -> None:
    store, mails, filed = open_store(tmp_path), [fresh() for _ in range(10)], Channel("sent")
    fill(store, *mails)
    now = datetime.now(UTC)
    mailhost.stop_smtp()
    try:
        with post(mailhost, store) as postman:
            for minute in range(60):
                at = now + timedelta(minutes=minute)
                postman.send_due(at, filed)
                until(postman, lambda: not postman.busy, lambda at=at: postman.collect(at))
            assert {row.state for row in store.outbox()} == {State.NEW}
            mailhost.start_smtp()
            for minute in range(60, 67):
                at = now + timedelta(minutes=minute)
                postman.send_due(at, filed)
                until(postman, lambda: not postman.busy, lambda at=at: postman.collect(at))
    finally:
        mailhost.start_smtp()
    assert {row.state for row in store.outbox()} == {State.SENT}
    assert [len(accepted(mailhost, mail)) for mail in mails] == [1] * 10
    store.close()


@pytest.mark.slow
def test_over_a_slow_wire_four_connections_send_three_times_as_much_as_one(mailhost: MailHost) -> None:
    mailhost.slow(delay_ms=10)

    def rate(connections: int) -> float:
        mails = iter([fresh() for _ in range(16 * connections)])

        async def conversation() -> None:
            courier = SmtpCourier(settings(mailhost, port=mailhost.proxy_smtp_port, connections=connections))

            async def slot() -> None:
                for mail in mails:
                    assert await courier.deliver(mail) == Sent("accepted")

            await asyncio.gather(*(slot() for _ in range(connections)))
            await courier.close()

        before = time.monotonic()
        asyncio.run(conversation())
        return 16 * connections / (time.monotonic() - before)

    assert rate(4) >= 3 * rate(1)


def test_a_long_text_arrives_whole_over_tls(mailhost: MailHost) -> None:
    """A mail with files is written in many blocks, each of which waits for the wire."""
    mail = fresh()
    mail = replace(mail, raw=mail.raw.rstrip("\r\n") + "\r\n" + ("x" * 900 + "\r\n") * 3000)
    (answer,) = send(mailhost, mail)
    assert isinstance(answer, Sent)
    (one,) = accepted(mailhost, mail)
    assert one["size"] >= len(mail.raw)
