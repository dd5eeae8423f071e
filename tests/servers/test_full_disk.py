"""The disk is full while the program runs: it says so, sends nothing that it could not remember, and goes on by itself."""

from __future__ import annotations

import os
import resource
import subprocess
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import pytest

from inbox_escalator.cli.exits import Exit
from inbox_escalator.writing.outbound import State
from tests.servers.installation import Installation, Program, until

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("full disk")]

THREAT = "I want my money back. My lawyer will take legal action this week."
BOSS = "boss@example.test"


Full = Callable[[Program], AbstractContextManager[None]]
"""Makes the disk of that program full for the block."""


@contextmanager
def file_limit(program: Program) -> Iterator[None]:
    """No file of it may grow: what a quota does (EFBIG), and anybody can set."""
    size = program.data.joinpath("cases.journal").stat().st_size
    pid = program.process.pid
    hard = resource.prlimit(pid, resource.RLIMIT_FSIZE)[1]
    resource.prlimit(pid, resource.RLIMIT_FSIZE, (size + 100, hard))
    try:
        yield
    finally:
        resource.prlimit(pid, resource.RLIMIT_FSIZE, (hard, hard))


@contextmanager
def no_space(program: Program) -> Iterator[None]:
    """Something else has filled the file system (ENOSPC)."""
    filler = program.data / "filler"
    with filler.open("wb", buffering=0) as file:
        for piece in (65536, 4096, 1):
            try:
                while True:
                    file.write(b"x" * piece)
            except OSError:
                continue
    try:
        yield
    finally:
        filler.unlink()


@pytest.fixture
def small_disk(new_desk: Installation) -> Iterator[Installation]:
    """Its data folder is a file system of two megabytes."""
    new_desk.data.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(new_desk.data)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("only root may mount a small file system here")
    try:
        yield new_desk.begin()
    finally:
        subprocess.run(["umount", str(new_desk.data)], check=True)


def fill_up_and_make_room(desk: Installation, full: Full) -> None:
    with desk.running() as program:
        program.at_work()
        with full(program):
            for name in ("jane", "ann", "bob"):
                desk.write(f"{name}@customer.test", "Nothing works", THREAT)
            line = program.await_line("cases.journal")
            assert not desk.transactions_to(BOSS)
        until(lambda: len(desk.transactions_to(BOSS)) == 3, program)
        until(lambda: not desk.own_copies() and not desk.outbox(State.NEW, State.TRYING), program)
        assert program.stop() == Exit.OK, str(program)
    assert len([one for one in program.lines() if one == line]) == 1
    program.await_line("the store can be written again")
    assert_nothing_is_lost(desk, ["jane", "ann", "bob"])


def assert_nothing_is_lost(desk: Installation, names: list[str]) -> None:
    with desk.reading() as reader:
        assert sorted(c.customer.address for c in reader.cases()) == sorted(f"{n}@customer.test" for n in ("early", *names))
    assert desk.accepted() == Counter(row.message_id for row in desk.outbox(State.SENT))
    assert {row.state for row in desk.outbox()} == {State.SENT}
    assert desk.problems() == ()


def test_no_space_left(small_disk: Installation) -> None:
    fill_up_and_make_room(small_disk, no_space)


def test_a_quota_is_used_up(desk: Installation) -> None:
    fill_up_and_make_room(desk, file_limit)


def test_full_while_answers_of_the_mail_server_come_in(desk: Installation) -> None:
    """The mails are gone when their receipts cannot be written: no second one goes out for that."""
    desk.host.fault(hang_s=2)
    for name in ("jane", "ann"):
        desk.write(f"{name}@customer.test", "Nothing works", THREAT)
    with desk.running() as program:
        until(lambda: len(desk.outbox(State.TRYING)) == 4, program)
        with file_limit(program):
            until(lambda: len(desk.accepted()) == 5, program)
            program.await_line("cases.journal")
        desk.host.fault()
        until(lambda: not desk.own_copies() and not desk.outbox(State.TRYING), program)
        assert program.stop() == Exit.OK, str(program)
    assert_nothing_is_lost(desk, ["jane", "ann"])


def test_a_full_disk_at_the_start_is_one_line(desk: Installation) -> None:
    desk.write("jane@customer.test", "Nothing works", THREAT)

    def no_growth() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, resource.RLIM_INFINITY))

    before = {path.name: path.read_bytes() for path in desk.data.iterdir()}
    program = subprocess.run(
        [*desk.command_of(), "once"], capture_output=True, text=True, check=False, preexec_fn=no_growth,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )  # fmt: skip
    assert program.returncode == Exit.STORE
    (line,) = program.stderr.splitlines()
    assert "cases.journal" in line
    assert desk.data.joinpath("cases.json").read_bytes() == before["cases.json"]
    desk.once()
    desk.once()
    assert_nothing_is_lost(desk, ["jane"])
