"""Whole conversations with a scripted server: every answer, at every step."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from inbox_escalator.delivery.courier import Answer, Later, Never, Sent, Unsure
from inbox_escalator.delivery.settings import SmtpSettings, Waits
from inbox_escalator.delivery.smtp import SmtpCourier
from inbox_escalator.delivery.tls import Tls
from inbox_escalator.writing.outbound import OutboundMail
from tests.delivery.letters import letter
from tests.delivery.scripted import ACCEPT_AND_CLOSE, CLOSE, HANG, ScriptedServer, unstuffed, without

BRIEF = Waits(connect=0.2, command=0.2, block=0.2, dot=0.2)
PATIENT = Waits(connect=20, command=20, block=20, dot=20)
DESK = "support@acme.example"


@asynccontextmanager
async def courier_to(server: ScriptedServer, **changed: Any) -> AsyncIterator[SmtpCourier]:
    plain: dict[str, Any] = {"host": "127.0.0.1", "port": server.port, "tls": Tls.NONE, "pause": 0.0, "waits": PATIENT}
    courier = SmtpCourier(SmtpSettings(**{**plain, **changed}))
    try:
        yield courier
    finally:
        await courier.close()


def talk(server: ScriptedServer, *mails: OutboundMail, copy_to: str = "", **changed: Any) -> list[Answer]:
    """The answers to these mails, one after the other, over one connection."""

    async def conversation() -> list[Answer]:
        async with server.running(), courier_to(server, connections=1, **changed) as courier:
            return [await courier.deliver(mail, copy_to) for mail in mails]

    return asyncio.run(conversation())


def play(scene: Callable[[], Coroutine[Any, Any, None]]) -> None:
    asyncio.run(scene())


def test_one_mail_arrives_with_its_bytes_unchanged() -> None:
    server = ScriptedServer()
    assert talk(server, letter()) == [Sent("4F1A2B")]
    (mail,) = server.accepted
    assert mail.sender == "support+b-1@acme.example"
    assert mail.recipients == ["olivia@acme.example"]
    assert unstuffed(mail.text) == letter().raw.encode()


def test_many_mails_share_one_connection() -> None:
    server = ScriptedServer()
    assert len([one for one in talk(server, *map(letter, range(20))) if isinstance(one, Sent)]) == 20
    assert server.connections == 1
    assert "RSET" not in server.verbs()


def test_the_copy_is_a_second_recipient_of_the_same_transaction() -> None:
    server = ScriptedServer()
    assert talk(server, letter(), copy_to=DESK) == [Sent("4F1A2B", copied=True)]
    assert server.accepted[0].recipients == ["olivia@acme.example", DESK]


@pytest.mark.parametrize("answer", ["550 5.1.1 not here", "450 4.2.1 not now", "552 5.2.2 full", "250-two\r\n550 lines"])
def test_a_refused_copy_never_costs_the_mail(answer: str) -> None:
    server = ScriptedServer().say(f"RCPT {DESK}", answer)
    assert talk(server, letter(), letter(2), copy_to=DESK) == [Sent("4F1A2B", copied=False), Sent("4F1A2B", copied=True)]
    assert server.accepted[0].recipients == ["olivia@acme.example"]
    assert without(server.verbs(), "EHLO", "QUIT")[:7] == ["MAIL", "RCPT", "RCPT", "RSET", "MAIL", "RCPT", "DATA"]


REFUSALS = [
    (point, answer, alarm)
    for point in ("MAIL", "RCPT", "DATA", "DOT")
    for answer, alarm in [
        ("451 4.3.0 try later", False),
        ("552 5.2.2 quota", True),
        ("550 5.4.5 daily limit", True),
        ("554 5.7.1 policy", True),
        ("550 no status code", True),
    ]
]


@pytest.mark.parametrize(("point", "answer", "alarm"), REFUSALS)
def test_a_refusal_keeps_the_mail_and_the_connection(point: str, answer: str, alarm: bool) -> None:
    server = ScriptedServer().say(point, answer)
    first, second = talk(server, letter(), letter(2))
    assert isinstance(first, Later)
    assert first.alarm is alarm
    assert not first.session
    assert first.reason.startswith(f"127.0.0.1:{server.port} at ")
    assert answer in first.reason
    assert second == Sent("4F1A2B")
    assert server.connections == 1


def test_an_address_that_does_not_exist_is_said_to_be_so() -> None:
    server = ScriptedServer().say("RCPT", "550 5.1.1 no such user")
    first, second = talk(server, letter(), letter(2))
    assert first == Never(f"127.0.0.1:{server.port} at RCPT: 550 5.1.1 no such user")
    assert second == Sent("4F1A2B")


@pytest.mark.parametrize("point", ["connect", "EHLO", "MAIL", "RCPT", f"RCPT {DESK}", "DATA"])
@pytest.mark.parametrize("fault", [CLOSE, HANG, "421 4.3.2 closing", "what?"])
def test_whatever_happens_before_the_dot_the_mail_was_not_accepted(point: str, fault: str) -> None:
    server = ScriptedServer().say(point, fault)
    first, second = talk(server, letter(), letter(2), copy_to=DESK, waits=BRIEF if fault == HANG else PATIENT)
    assert isinstance(first, Later), first
    assert first.reason.startswith(f"127.0.0.1:{server.port}")
    assert "\n" not in first.reason
    assert second == Sent("4F1A2B", copied=True)
    assert len(server.accepted) == 1


@pytest.mark.parametrize("fault", [CLOSE, HANG, ACCEPT_AND_CLOSE, "what?", "354 again"])
def test_whatever_happens_after_the_dot_leaves_a_doubt(fault: str) -> None:
    server = ScriptedServer().say("DOT", fault)
    first, second = talk(server, letter(), letter(2), copy_to=DESK, waits=BRIEF if fault == HANG else PATIENT)
    assert isinstance(first, Unsure), first
    assert first.copied
    assert first.reason.startswith(f"127.0.0.1:{server.port} at the final dot: ")
    assert second == Sent("4F1A2B", copied=True)
    assert server.connections == 2


def test_a_doubt_says_when_the_copy_had_been_refused() -> None:
    server = ScriptedServer().say(f"RCPT {DESK}", "550 5.1.1 no").say("DOT", CLOSE)
    (answer,) = talk(server, letter(), copy_to=DESK)
    assert isinstance(answer, Unsure)
    assert not answer.copied


def test_a_clear_no_after_the_dot_is_no_doubt_even_if_the_server_then_leaves() -> None:
    server = ScriptedServer().say("DOT", "421 4.3.2 shutting down")
    first, second = talk(server, letter(), letter(2))
    assert isinstance(first, Later)
    assert second == Sent("4F1A2B")


@pytest.mark.parametrize("ending", ["cut", "421"])
def test_a_kept_connection_that_ended_in_silence_costs_nothing(ending: str) -> None:
    async def scene() -> None:
        server = ScriptedServer()
        async with server.running(), courier_to(server) as courier:
            assert await courier.deliver(letter()) == Sent("4F1A2B")
            if ending == "cut":
                server.say("MAIL", CLOSE)
            else:
                server.say("MAIL", "421 4.4.2 too many mails over one connection")
            assert await courier.deliver(letter(2)) == Sent("4F1A2B")
            assert server.connections == 2

    play(scene)


def test_a_new_connection_that_fails_at_once_is_not_tried_for_ever() -> None:
    server = ScriptedServer().say("MAIL", "250 ok", CLOSE, CLOSE, CLOSE)
    first, second = talk(server, letter(), letter(2))
    assert first == Sent("4F1A2B")
    assert isinstance(second, Later)
    assert second.session
    assert server.connections == 2


def test_a_restarted_server_is_found_again() -> None:
    async def scene() -> None:
        server = ScriptedServer()
        async with server.running(), courier_to(server) as courier:
            await asyncio.gather(*(courier.deliver(letter(n)) for n in range(8)))
            server.cut()
            answers = await asyncio.gather(*(courier.deliver(letter(n)) for n in range(10, 18)))
            assert answers == [Sent("4F1A2B")] * 8

    play(scene)


def test_no_server_is_one_line_with_its_name() -> None:
    async def scene() -> None:
        server = ScriptedServer()
        async with server.running():
            pass
        async with courier_to(server) as courier:
            answer = await courier.deliver(letter())
        assert answer == Later(f"127.0.0.1:{server.port}: cannot connect: Connection refused", session=True)

    play(scene)


def test_mails_are_sent_side_by_side_over_at_most_so_many_connections() -> None:
    async def scene() -> None:
        server = ScriptedServer(hold=asyncio.Event())
        async with server.running(), courier_to(server, connections=3) as courier:
            under_way = [asyncio.create_task(courier.deliver(letter(n))) for n in range(9)]
            while server.verbs().count("DATA") < 3:
                await asyncio.sleep(0)
            assert server.hold is not None
            server.hold.set()
            assert await asyncio.gather(*under_way) == [Sent("4F1A2B")] * 9
            assert (server.connections, server.most_at_once) == (3, 3)

    play(scene)


def test_a_server_that_takes_one_connection_only_gets_one() -> None:
    async def scene() -> None:
        server = ScriptedServer(hold=asyncio.Event()).say("connect", "220 hi", *["421 4.7.0 too many connections"] * 8)
        async with server.running(), courier_to(server, connections=4) as courier:
            under_way = [asyncio.create_task(courier.deliver(letter(n))) for n in range(6)]
            while server.connections < 2:
                await asyncio.sleep(0)
            assert server.hold is not None
            server.hold.set()
            assert await asyncio.gather(*under_way) == [Sent("4F1A2B")] * 6
            assert server.connections == 2, "one refusal is enough"

    play(scene)


def test_closing_cuts_what_hangs_and_says_how_far_it_came() -> None:
    async def scene() -> None:
        server = ScriptedServer().say("DOT", HANG).say("RCPT", "250 ok", HANG)
        async with server.running(), courier_to(server, connections=2) as courier:
            first = asyncio.create_task(courier.deliver(letter()))
            while "DATA" not in server.verbs():
                await asyncio.sleep(0)
            second = asyncio.create_task(courier.deliver(letter(2)))
            while server.verbs().count("RCPT") < 2:
                await asyncio.sleep(0)
            await asyncio.sleep(0)
            await courier.close()
            assert isinstance(await first, Unsure)
            assert isinstance(await second, Later)

    play(scene)


def test_an_idle_connection_is_closed_with_good_manners() -> None:
    async def scene() -> None:
        server = ScriptedServer()
        async with server.running(), courier_to(server, keep=0.05) as courier:
            await courier.deliver(letter())
            async with asyncio.timeout(10):
                while "QUIT" not in server.verbs():
                    await asyncio.sleep(0.005)
            assert await courier.deliver(letter(2)) == Sent("4F1A2B")
            assert server.connections == 2

    play(scene)


LONG = letter(raw="Subject: long\r\n\r\n" + ("x" * 900 + "\r\n") * 10_000)


def test_a_long_text_arrives_whole() -> None:
    server = ScriptedServer()
    server_text = LONG.raw.encode()
    assert talk(server, LONG) == [Sent("4F1A2B")]
    assert server.accepted[0].text == server_text


def test_a_cut_within_a_long_text_leaves_no_doubt() -> None:
    server = ScriptedServer(read_at_most=100_000)
    (answer,) = talk(server, LONG)
    assert isinstance(answer, Later), answer
    assert answer.reason.endswith("at the text: connection lost")


def test_a_server_that_stops_reading_within_a_long_text_leaves_no_doubt() -> None:
    server = ScriptedServer(read_at_most=100_000).say("BODY", HANG)
    (answer,) = talk(server, LONG, waits=BRIEF)
    assert isinstance(answer, Later), answer
    assert answer.reason.endswith("at the text: no answer within 0.2 s")


def test_a_refusal_within_a_long_text_is_heard() -> None:
    server = ScriptedServer(read_at_most=100_000).say("BODY", "552 5.3.4 too big")
    (answer,) = talk(server, LONG)
    assert isinstance(answer, Later), answer
    assert answer.alarm
    assert "552 5.3.4 too big" in answer.reason


def test_lone_line_ends_cannot_end_the_mail_early() -> None:
    smuggled = letter(raw="Subject: x\r\n\r\none\n.\nMAIL FROM:<evil@x>\r.\rend")
    server = ScriptedServer()
    assert talk(server, smuggled) == [Sent("4F1A2B")]
    assert unstuffed(server.accepted[0].text) == b"Subject: x\r\n\r\none\r\n.\r\nMAIL FROM:<evil@x>\r\n.\r\nend\r\n"


@pytest.mark.parametrize("address", ["a b@x.example", "a@b>\r\nRSET", "a@b> SIZE=0", "nobody", "@x", "a@", "", "a\x00@b"])
def test_an_address_that_is_none_reaches_no_wire(address: str) -> None:
    server = ScriptedServer()
    (answer,) = talk(server, letter(address=address))
    assert isinstance(answer, Never)
    assert server.commands == []


def test_a_desk_address_that_is_none_is_our_fault_not_the_contacts() -> None:
    server = ScriptedServer()
    for mail, copy in ((letter(sender=""), ""), (letter(), "no address")):
        (answer,) = talk(server, mail, copy_to=copy)
        assert isinstance(answer, Later)
        assert answer.alarm


def test_an_address_that_is_not_ascii_needs_a_server_that_takes_it() -> None:
    mail = letter(address="jürgen@bücher.example")
    (answer,) = talk(ScriptedServer(), mail)
    assert isinstance(answer, Never)
    able = ScriptedServer(capabilities=("SMTPUTF8", "8BITMIME"))
    assert talk(able, mail) == [Sent("4F1A2B")]
    assert able.accepted[0].recipients == ["jürgen@xn--bcher-kva.example"]
    assert any(line.startswith("MAIL ") and line.endswith(" SMTPUTF8") for line in able.commands)


def test_a_domain_that_is_not_ascii_goes_to_any_server() -> None:
    server = ScriptedServer()
    assert talk(server, letter(address="jane@bücher.example")) == [Sent("4F1A2B")]
    assert server.accepted[0].recipients == ["jane@xn--bcher-kva.example"]


def test_a_text_that_is_not_ascii_is_reported_not_sent() -> None:
    server = ScriptedServer()
    (answer,) = talk(server, letter(raw="Subject: ü\r\n\r\n"))
    assert isinstance(answer, Later)
    assert answer.alarm
    assert server.commands == []


def test_a_failed_connection_is_not_repeated_by_every_mail() -> None:
    server = ScriptedServer().say("connect", *["451 4.3.2 not now"] * 5)
    answers = talk(server, *map(letter, range(5)), pause=60.0)
    assert server.connections == 1
    assert len(set(answers)) == 1


@pytest.mark.parametrize("bad", [{"host": ""}, {"port": 0}, {"port": 70_000}, {"connections": 0}, {"user": "a@b"}])
def test_settings_that_cannot_work_are_refused(bad: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        replace(SmtpSettings("smtp.acme.example"), **bad)
