"""Two workers at once, and the orderly end: on a real server, by the real program."""

from __future__ import annotations

import re
import time
from collections import Counter

import pytest

from inbox_escalator.cli.exits import Exit
from inbox_escalator.writing.outbound import State
from tests.servers.installation import GRACE, Installation, until
from tests.servers.mailgen import corpus

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("installations")]

THREAT = "I want my money back. My lawyer will take legal action this week."

QUICK = 8.0
"""Seconds that a start and a refusal, or an orderly end, take at most on a busy machine."""


def folded(desk: Installation) -> bool:
    """The journal is part of the snapshot, which a plain TinyDB opens."""
    return desk.data.joinpath("cases.journal").stat().st_size == 0


def test_the_second_worker_refuses_at_once_and_names_the_first(desk: Installation) -> None:
    with desk.running() as first:
        for command in ("run", "once"):
            second = desk.program(command)
            assert second.end(QUICK) == Exit.STORE
            (line,) = second.errors
            assert f"held by another worker (pid {first.process.pid})" in line
            assert second.lines() == []
        desk.write("jane@customer.test", "Nothing works", THREAT)
        until(lambda: desk.transactions_to("boss@example.test"), first)
        assert first.stop() == Exit.OK
    assert desk.once().lines()


def test_sigterm_ends_a_waiting_worker_at_once(desk: Installation) -> None:
    with desk.running() as program:
        program.at_work()
        desk.write("jane@customer.test", "Nothing works", THREAT)
        until(lambda: desk.transactions_to("boss@example.test"), program)
        began = time.monotonic()
        assert program.stop() == Exit.OK
        assert time.monotonic() - began < QUICK
    assert program.lines()[-1].startswith("stopping")
    assert program.errors == []
    assert {row.state for row in desk.outbox()} == {State.SENT}
    assert folded(desk)


def test_sigterm_in_a_backlog_leaves_the_rest_for_the_next_start(desk: Installation) -> None:
    letters = [(raw, truth) for raw, truth in corpus(400, seed=5, to=desk.desk, auto=False) if not truth["reply_to"]]
    desk.host.fill(desk.desk, [re.sub(rb"(?s)\A.*?\r\n(?=\S)", b"", raw) for raw, _ in letters])
    with desk.running() as program:
        until(lambda: count(desk) > 1, program)
        began = time.monotonic()
        assert program.stop() == Exit.OK
        assert time.monotonic() - began < QUICK
    assert folded(desk)
    assert 1 < count(desk) < len(letters)
    desk.once()
    assert count(desk) == len(letters) + 1
    assert desk.problems() == ()


def count(desk: Installation) -> int:
    with desk.reading() as reader:
        return len(list(reader.cases()))


def test_sigterm_while_the_mail_server_is_silent(desk: Installation) -> None:
    """Its answer is waited for, but not for ever; what was accepted meanwhile is known by its copy."""
    desk.host.fault(hang_s=60)
    desk.write("jane@customer.test", "Nothing works", THREAT)
    with desk.running() as program:
        until(lambda: desk.outbox(State.TRYING), program)
        began = time.monotonic()
        assert program.stop() == Exit.OK
        assert time.monotonic() - began < QUICK + 10
    assert len(desk.outbox(State.TRYING)) == 2
    assert folded(desk)
    desk.host.fault()
    for _ in range(2):
        desk.once(ahead=GRACE)
    assert set(desk.accepted().values()) == {1}
    assert desk.accepted() == Counter(row.message_id for row in desk.outbox(State.SENT))
    assert len(desk.transactions_to("boss@example.test")) == 1
