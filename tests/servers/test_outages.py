"""Servers go away, stall, refuse and lie about it; the program says so in a line, tries again, and nothing is lost."""

from __future__ import annotations

import contextlib
import json
import os
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inbox_escalator.cli.exits import Exit
from inbox_escalator.writing.outbound import State
from tests.servers.installation import GRACE, Installation, until

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("outages")]

THREAT = "I want my money back. My lawyer will take legal action this week."
BOSS = "boss@example.test"

SOON = 90.0
"""Seconds after which a mail that was refused for now is tried once more."""


def threaten(desk: Installation, count: int, name: str = "jane") -> list[str]:
    """Mails that each cost an ESCALATION and a hand-off; the addresses of their senders."""
    senders = [f"{name}{number}@customer.test" for number in range(count)]
    for sender in senders:
        desk.write(sender, "Nothing works", THREAT)
    return senders


def assert_each_once(desk: Installation, senders: list[str]) -> None:
    """One case each, one ESCALATION, one hand-off; every mail of the outbox accepted exactly once; no copy left."""
    with desk.reading() as reader:
        opened = Counter(case.customer.address for case in reader.cases())
    assert [opened[sender] for sender in senders] == [1] * len(senders)
    assert [len(desk.transactions_to(sender)) for sender in senders] == [1] * len(senders)
    rows = desk.outbox()
    assert {row.state for row in rows} == {State.SENT}, rows
    assert sum(row.template == "escalation" for row in rows) == len(senders)
    assert desk.accepted() == Counter(row.message_id for row in rows)
    assert not desk.own_copies()
    assert desk.problems() == ()


# -- the mailbox -------------------------------------------------------------------------------------------------------


def test_a_mailbox_that_goes_away_and_comes_back(desk: Installation) -> None:
    with desk.running() as program:
        senders = threaten(desk, 2)
        until(lambda: len(desk.transactions_to(BOSS)) == 2, program)
        desk.host.crash_imap()
        program.await_line("mailbox cannot be read")
        desk.host.start_imap()
        senders += threaten(desk, 2, "later")
        until(lambda: len(desk.transactions_to(BOSS)) == 4 and not desk.own_copies(), program)
        assert program.stop() == Exit.OK
    complaints = [line for line in program.lines() if "annot connect" in line]
    assert len(complaints) == len(set(complaints)) == 1, program
    program.await_line("mailbox can be read again")
    senders_of_cases(desk, senders)


def senders_of_cases(desk: Installation, senders: list[str]) -> None:
    with desk.reading() as reader:
        assert Counter(case.customer.address for case in reader.cases()) == Counter(["early@customer.test", *senders])


def test_a_mailbox_that_dies_in_the_midst_of_a_backlog(desk: Installation) -> None:
    senders = threaten(desk, 30)
    with desk.running() as program:
        until(lambda: len(list(cases(desk))) > 1, program)
        desk.host.crash_imap()
        desk.host.start_imap()
        # The mail server delivers into the mailbox that has died: what it put off meanwhile is tried once more.
        until(lambda: len(desk.transactions_to(BOSS)) == 30 and not desk.own_copies(), program, seconds=SOON)
        until(lambda: not desk.outbox(State.NEW, State.TRYING), program, seconds=SOON)
        assert program.stop() == Exit.OK
    senders_of_cases(desk, senders)
    assert set(desk.accepted().values()) == {1}


def cases(desk: Installation) -> list[str]:
    with desk.reading() as reader:
        return [case.reference for case in reader.cases()]


@contextmanager
def frozen(desk: Installation) -> Iterator[None]:
    """Dovecot's imap processes stand still, as on a machine that swaps itself to death."""
    dovecot = json.loads(Path(desk.host.dir, "state.json").read_text())["dovecot_pid"]
    pids = [pid for pid, name, parent in processes() if name == "imap" and parent == dovecot]
    assert pids
    for pid in pids:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in pids:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)


def processes() -> Iterator[tuple[int, str, int]]:
    """Number, name and parent of every process."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        with contextlib.suppress(OSError):
            before, _, after = path.read_text().rpartition(")")  # a name may hold spaces and brackets
            pid, _, name = before.partition(" (")
            yield int(pid), name, int(after.split()[1])


def test_a_server_that_stalls_while_it_is_read(new_desk: Installation) -> None:
    desk = new_desk.configure(poll="2s").begin()
    with desk.running(patience=1.0) as program:
        program.at_work()
        with frozen(desk):
            senders = threaten(desk, 5)
            program.await_line("no answer within 1 s")
        until(lambda: len(desk.transactions_to(BOSS)) == 5 and not desk.own_copies(), program)
        until(lambda: not desk.outbox(State.NEW, State.TRYING), program)
        assert program.stop() == Exit.OK
    assert len([line for line in program.lines() if "no answer within" in line]) == 1, program
    senders_of_cases(desk, senders)


def test_a_refused_log_in_is_tried_for_ever_and_works_when_it_is_mended(desk: Installation) -> None:
    desk.set_password("forgotten")
    senders = threaten(desk, 1)
    program = desk.once(code=Exit.UNREACHABLE)
    assert "log-in of" in program.lines("once")[0]
    with desk.running() as program:
        line = program.await_line("log-in of")
        until(lambda: attempts(desk) >= 3, program)
        assert "check user and password" in line
        told = [one for one in program.lines() if "log-in of" in one]
        assert told.count(line) == 1
        assert len(told) <= 2, "once for the mailbox, once for the way out"
        desk.set_password("secret")
        program.await_line("mailbox can be read again")
        until(lambda: len(cases(desk)) == 2, program)
        assert program.stop() == Exit.OK
    desk.once(ahead=GRACE)
    assert len(desk.transactions_to(BOSS)) >= 1
    senders_of_cases(desk, senders)
    assert not [line for line in (*program.lines(), *program.errors) if "forgotten" in line or "secret" in line]


def attempts(desk: Installation) -> int:
    """Log-ins of this desk that Dovecot has refused."""
    log = Path(desk.host.dir, "dovecot.log").read_text("utf-8", "replace")
    return sum("auth failed" in line and f"<{desk.desk}>" in line for line in log.splitlines())


# -- the mail server ---------------------------------------------------------------------------------------------------


def test_a_mail_server_that_goes_away_and_comes_back(desk: Installation) -> None:
    desk.host.stop_smtp()
    senders = threaten(desk, 5)
    desk.once()
    assert {row.because for row in desk.outbox(State.NEW)} == {
        f"localhost:{desk.host.smtp_port}: cannot connect: Connection refused"
    }
    desk.host.start_smtp()
    desk.once(ahead=SOON)
    desk.once(ahead=SOON)
    assert_each_once(desk, ["early@customer.test", *senders][1:])


FOR_NOW: dict[str, dict[str, object]] = {
    "greeting": {"connect_reply": "421 4.3.2 not now"},
    "text": {"data_reply": "451 4.3.0 try later"},
    "cut before the text": {"drop": "rcpt"},
}


@pytest.mark.parametrize("fault", FOR_NOW)
def test_a_mail_server_that_refuses_for_a_while(desk: Installation, fault: str) -> None:
    senders = threaten(desk, 4)
    desk.host.fault(**FOR_NOW[fault])
    desk.once()
    desk.once(ahead=SOON)
    assert len(desk.outbox(State.NEW)) == 8
    assert not desk.transactions_to(BOSS)
    desk.host.fault()
    desk.once(ahead=4 * SOON)
    desk.once(ahead=4 * SOON)
    assert_each_once(desk, senders)


def test_answers_that_get_lost_after_the_final_dot(desk: Installation) -> None:
    senders = threaten(desk, 4)
    desk.host.fault(drop="after_data")
    desk.once()
    desk.host.fault()
    assert len(desk.outbox(State.TRYING)) == 8
    desk.once()
    assert_each_once(desk, senders)


def test_a_cut_at_the_final_dot_is_waited_for_and_sent_once_more(desk: Installation) -> None:
    senders = threaten(desk, 4)
    desk.host.fault(drop="data")
    desk.once()
    desk.host.fault()
    assert len(desk.outbox(State.TRYING)) == 8
    desk.once(ahead=GRACE / 2)
    assert not desk.transactions_to(BOSS)
    desk.once(ahead=GRACE)
    desk.once(ahead=GRACE)
    assert_each_once(desk, senders)


def test_a_server_that_takes_every_second_mail_and_answers_none(desk: Installation) -> None:
    senders = threaten(desk, 6)
    desk.host.fault(drop="after_data", times=6)
    desk.once()
    desk.host.fault(drop="data", times=3)
    desk.once(ahead=GRACE)
    desk.host.fault()
    settle(desk, GRACE, lambda: not desk.outbox(State.NEW, State.TRYING))
    assert_each_once(desk, senders)


def settle(desk: Installation, ahead: float, done: Callable[[], bool]) -> None:
    for _ in range(4):
        desk.once(ahead=ahead)
        if done() and not desk.own_copies():
            return
        ahead += GRACE
