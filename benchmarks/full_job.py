"""The full job beside the floor: acknowledgements on, two mails for each escalation, every mail accepted by a sink."""

from __future__ import annotations

from collections.abc import Iterator

from benchmarks.child import Spent, spent
from benchmarks.desk import desk, host, letters
from benchmarks.figure import Figure, median
from tests.servers.mailhost import MailHost

MESSAGES = 1500
ROUNDS = 3


def figures() -> Iterator[Figure]:
    ours: list[Spent] = []
    floor: list[Spent] = []
    mails = 0
    with host() as running:
        for _ in range(ROUNDS):
            mails, cost = _ours(running)
            ours.append(cost)
            floor.append(_floor(running, mails))
    cpu, least = median(s.cpu for s in ours), median(s.cpu for s in floor)
    wall, shortest = median(s.wall for s in ours), median(s.wall for s in floor)
    yield Figure(
        "full job: CPU, beside the floor", cpu / least, 2.5,
        f"{cpu / mails * 1e3:.2f} and {least / mails * 1e3:.2f} ms a mail; {MESSAGES} messages, {mails} mails",
    )  # fmt: skip
    yield Figure(
        "full job: rate, beside the floor", shortest / wall, 0.4,
        f"{MESSAGES / wall:.0f} and {MESSAGES / shortest:.0f} messages/s", at_least=True,
    )  # fmt: skip


def _ours(running: MailHost) -> tuple[int, Spent]:
    with desk(running) as made:
        made.fill(letters(MESSAGES))
        cost = made.once()
        return made.mails(), cost


def _floor(running: MailHost, mails: int) -> Spent:
    with desk(running, start=False) as made:
        made.fill(letters(MESSAGES))
        ports = (str(running.imap_port), str(running.smtp_port))
        return spent(["-m", "benchmarks.floor", *ports, str(made.folder / "floor.db"), made.user, str(mails)])
