"""kill -9 at random instants, on real servers: every message in exactly one case, every mail accepted exactly once."""

from __future__ import annotations

import random
import re
from collections import Counter

import pytest

from inbox_escalator.casework.decision import Route, Voice
from inbox_escalator.writing.outbound import State
from tests.servers.installation import GRACE, SOLO, Installation, Program
from tests.servers.mailgen import corpus

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("killed")]

AUTOMATIC = ("vacation", "bounce")
MARKER = re.compile(r"MK\d{6}Q")

LONGEST = 2.0
"""Seconds after the start in which the work of a round is done, or nothing is left to do."""

MORE = 8
"""On a busy machine death may come too early or too late each time: so many more are tried until one is in doubt."""

PLENTY = 12
"""Passes, six minutes apart, in which everything comes to rest."""


def kill_again_and_again(desk: Installation, letters: list[tuple[bytes, dict[str, str]]], kills: int, seed: int) -> None:
    """A share of the mail comes in before each start; now and then death comes before the start is over."""
    instants, doubts, rounds = random.Random(seed), 0, kills + MORE
    for number in range(rounds):
        for raw, truth in letters[number::rounds]:
            desk.deliver(truth["from"], raw)
        if number >= kills and doubts:
            continue
        program = desk.program("run")
        die_in(program, instants)
        doubts += len(desk.outbox(State.TRYING))
    assert doubts, "no death came between an intent and its receipt: this proves nothing"


def die_in(program: Program, instants: random.Random) -> None:
    """Most deaths fall into the time between the first commit and the last receipt, some before, some after."""
    written = journal(program)
    fate = instants.random()
    if fate > 0.15:
        program.started()
    if fate > 0.35:
        program.run_until(lambda: journal(program) != written, LONGEST)
    program.run_for(instants.uniform(0.0, 0.25 if fate > 0.35 else LONGEST))
    program.kill()


def journal(program: Program) -> int:
    return program.data.joinpath("cases.journal").stat().st_size


def come_to_rest(desk: Installation) -> None:
    """What was in doubt at the last death is settled when the grace time is over."""
    desk.once()
    for passed in range(PLENTY):
        ahead = GRACE + passed * 360.0
        desk.once(ahead=ahead)
        if not desk.outbox(State.NEW, State.TRYING):
            break
    desk.once(ahead=ahead)  # takes the last copies out


def assert_all_is_well(desk: Installation, letters: list[tuple[bytes, dict[str, str]]]) -> None:
    assert desk.problems() == ()
    with desk.reading() as reader:
        assert not list(reader.quarantined())
        cases = [case.reference for case in reader.cases()]
        said = [t.words for reference in cases for t in reader.texts(reference) if t.voice is Voice.CUSTOMER]
    taken = Counter(marker for words in said for marker in MARKER.findall(words))
    assert taken == Counter(truth["marker"] for _, truth in letters if truth["kind"] not in AUTOMATIC)
    rows = desk.outbox()
    assert {(row.state, row.because) for row in rows if row.state not in (State.SENT, State.WITHDRAWN)} == set()
    sent = Counter(row.message_id for row in rows if row.state is State.SENT)
    lying = desk.own_copies()
    assert lying == Counter(row.message_id for row in rows if row.route is Route.INBOX and row.state is State.SENT)
    assert desk.accepted() + lying == sent


def killed(desk: Installation, mails: int, kills: int, seed: int) -> None:
    letters = list(corpus(mails, seed=seed, to=desk.desk))
    kill_again_and_again(desk, letters, kills, seed)
    come_to_rest(desk)
    assert_all_is_well(desk, letters)


def test_twelve_deaths_lose_nothing_and_double_nothing(desk: Installation) -> None:
    killed(desk, mails=80, kills=12, seed=11)


def threats(count: int) -> list[tuple[bytes, dict[str, str]]]:
    """Each of these escalates."""
    found = []
    for number in range(1, count + 1):
        sender, marker = f"jane{number}@customer.test", f"MK{number:06d}Q"
        lines = [
            f"From: {sender}", "Subject: Nothing works", f"Message-ID: <{marker}@customer.test>", "",
            f"This is about {marker}. My lawyer will take legal action this week.", "",
        ]  # fmt: skip
        found.append(("\r\n".join(lines).encode(), {"from": sender, "marker": marker, "kind": "plain"}))
    return found


def test_eight_deaths_of_a_desk_with_one_person_and_one_mailbox(new_desk: Installation) -> None:
    """Its notices are put into INBOX: that too happens exactly once."""
    desk = new_desk.configure(people=SOLO.format(desk=new_desk.desk)).begin()
    letters = threats(32)
    kill_again_and_again(desk, letters, kills=8, seed=12)
    come_to_rest(desk)
    assert_all_is_well(desk, letters)
    rows = desk.outbox(State.SENT)
    assert sum(row.route is Route.INBOX and row.template == "escalation" for row in rows) == len(letters)


@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2])
def test_fifty_deaths_lose_nothing_and_double_nothing(desk: Installation, seed: int) -> None:
    killed(desk, mails=300, kills=50, seed=seed)
