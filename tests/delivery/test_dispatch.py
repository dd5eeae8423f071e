"""The thread between the worker and the wire."""

from __future__ import annotations

import asyncio
import select
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from inbox_escalator.delivery.courier import Answer, Later, Sent, Unsure
from inbox_escalator.delivery.dispatch import InlineDispatch, ThreadDispatch
from inbox_escalator.writing.outbound import OutboundMail
from tests.delivery.letters import letter

PATIENCE = 20.0


class Gate:
    """A courier whose answers wait until they are let through; tells how many mails it holds."""

    def __init__(self, answer: Callable[[OutboundMail], Answer] = lambda mail: Sent(str(mail.event))) -> None:
        self.answer = answer
        self.open = asyncio.Event()
        self.held = threading.Semaphore(0)
        self.closed = False
        self.threads: set[int] = set()

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        self.threads.add(threading.get_ident())
        self.held.release()
        await self.open.wait()
        return Unsure("cut") if self.closed else self.answer(mail)

    async def close(self) -> None:
        self.closed = True
        self.open.set()


@contextmanager
def dispatch(courier: Gate, slots: int = 4) -> Iterator[ThreadDispatch]:
    made = ThreadDispatch(lambda: courier, slots)
    try:
        yield made
    finally:
        made.close()


def let_through(made: ThreadDispatch, courier: Gate) -> None:
    assert made._loop is not None
    made._loop.call_soon_threadsafe(courier.open.set)


def gather(made: ThreadDispatch, count: int) -> list[tuple[str, Answer]]:
    come: list[tuple[str, Answer]] = []
    while len(come) < count:
        assert made.wait(PATIENCE), f"only {len(come)} of {count} answers"
        come += made.collect()
    return come


def test_a_wire_that_hangs_keeps_nobody_waiting() -> None:
    courier = Gate()
    with dispatch(courier) as made:
        for number in range(100):
            made.submit(letter(number))
        assert made.busy == 100
        assert made.collect() == []
        assert made.wait(0) is False
        assert courier.held.acquire(timeout=PATIENCE)
        assert threading.get_ident() not in courier.threads


def test_every_mail_gets_one_answer() -> None:
    courier = Gate()
    with dispatch(courier) as made:
        for number in range(200):
            made.submit(letter(number))
        let_through(made, courier)
        come = gather(made, 200)
        for number in range(200, 205):
            made.submit(letter(number))
            assert gather(made, 1) == [(letter(number).message_id, Sent(str(number)))]
        assert sorted(message_id for message_id, _ in come) == sorted(letter(n).message_id for n in range(200))
        assert made.busy == 0
        assert len(courier.threads) == 1


def test_so_many_slots_and_no_more() -> None:
    courier = Gate()
    with dispatch(courier, slots=3) as made:
        for number in range(10):
            made.submit(letter(number))
        for _ in range(3):
            assert courier.held.acquire(timeout=PATIENCE)
        assert not courier.held.acquire(timeout=0.05)


def test_the_descriptor_is_readable_exactly_while_answers_wait() -> None:
    courier = Gate()
    with dispatch(courier) as made:
        assert select.select([made.wake_fd], [], [], 0)[0] == []
        made.submit(letter())
        let_through(made, courier)
        assert select.select([made.wake_fd], [], [], PATIENCE)[0] == [made.wake_fd]
        assert made.ready == 1
        assert made.collect() == [(letter().message_id, Sent("1"))]
        assert select.select([made.wake_fd], [], [], 0)[0] == []


def test_waiting_ends_with_its_time() -> None:
    with dispatch(Gate()) as made:
        made.submit(letter())
        before = time.monotonic()
        assert made.wait(0.05) is False
        assert time.monotonic() - before < PATIENCE


def test_closing_answers_for_everything_by_how_far_it_came() -> None:
    courier = Gate()
    with dispatch(courier, slots=2) as made:
        for number in range(5):
            made.submit(letter(number))
        for _ in range(2):
            assert courier.held.acquire(timeout=PATIENCE)
        made.close(0.05)
        answers = dict(made.collect())
        assert [type(answers[letter(n).message_id]) for n in range(5)] == [Unsure, Unsure, Later, Later, Later]
        assert made.busy == 0
        made.submit(letter(9))
        assert [type(answer) for _, answer in made.collect()] == [Later]


def test_closing_lets_the_wire_finish() -> None:
    courier = Gate()
    with dispatch(courier, slots=2) as made:
        made.submit(letter())
        assert courier.held.acquire(timeout=PATIENCE)
        let_through(made, courier)
        made.close(PATIENCE)
        assert made.collect() == [(letter().message_id, Sent("1"))]


def test_no_thread_before_the_first_mail_and_none_after_the_end() -> None:
    before = threading.active_count()
    made = ThreadDispatch(Gate, 4)
    assert threading.active_count() == before
    made.submit(letter())
    assert threading.active_count() == before + 1
    made.close()
    assert threading.active_count() == before


def test_a_courier_that_breaks_its_word_leaves_a_doubt_not_a_dead_thread() -> None:
    def breaks(mail: OutboundMail) -> Answer:
        if mail.event == 1:
            raise RuntimeError("broken\nlines")
        return Sent("ok")

    courier = Gate(breaks)
    with dispatch(courier, slots=1) as made:
        made.submit(letter(1))
        made.submit(letter(2))
        let_through(made, courier)
        assert [answer for _, answer in gather(made, 2)] == [Unsure("RuntimeError: broken lines"), Sent("ok")]


def test_a_courier_that_cannot_be_made_is_said() -> None:
    def fails() -> Gate:
        raise ValueError("no such setting")

    made = ThreadDispatch(fails, 2)
    made.submit(letter())
    assert gather(made, 1)[0][1] == Later("no courier: no such setting", alarm=True, session=True)
    made.close()


def test_inline_gives_its_answers_in_order_and_never_waits() -> None:
    class Ready(Gate):
        async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
            return Sent(str(mail.event))

    made = InlineDispatch(Ready())
    made.submit(letter(1))
    made.submit(letter(2))
    assert (made.busy, made.ready, made.wake_fd, made.wait(60)) == (2, 2, -1, True)
    assert [answer for _, answer in made.collect()] == [Sent("1"), Sent("2")]
    assert (made.busy, made.wait(60)) == (0, False)


def test_inline_refuses_a_courier_that_waits() -> None:
    class Waits(Gate):
        async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
            await asyncio.sleep(0)
            return Sent("never")

    with pytest.raises(RuntimeError, match="ThreadDispatch"):
        InlineDispatch(Waits()).submit(letter())
