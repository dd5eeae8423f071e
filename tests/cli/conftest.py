"""A desk with a few cases, and the command line as a function."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest

from inbox_escalator.casework.case import (
    Alarm,
    Call,
    Case,
    Escalation,
    Status,
    Step,
    Timer,
    Whose,
    Window,
)
from inbox_escalator.casework.decision import Decision, Event, Text, Voice
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.cli import main
from inbox_escalator.intake.mail import Address
from inbox_escalator.store.store import Quarantined
from inbox_escalator.store.tiny import open_store
from inbox_escalator.triage.trigger import Finding, Urgency
from inbox_escalator.writing.outbound import State
from tests.store import making

CONFIG = """
[desk]
name = "Acme Support"
address = "support@acme.example"

[desk.imap]
host = "127.0.0.1"
port = 9
tls = "none"
password = { env = "SUPPORT_PASSWORD" }

[desk.smtp]
host = "127.0.0.1"
port = 9
tls = "none"

[desk.hours]
timezone = "UTC"

[[contact]]
id = "olivia"
name = "Olivia Owner"
address = "olivia@acme.example"
levels = ["L2", "L3"]
"""

NOW = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
HOSTILE = "=cmd|' /C calc'!A0 \x1b[31mred\x1b[0m \x9b2J \u202eevil"


class Answer(NamedTuple):
    code: int
    out: str
    err: str


Desk = Callable[..., Answer]


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("SUPPORT_PASSWORD", "secret")
    path = tmp_path / "config.toml"
    path.write_text(CONFIG, "utf-8")
    return path


@pytest.fixture
def cli(config: Path, capfd: pytest.CaptureFixture[str]) -> Desk:
    """Runs a command on that desk."""

    def run(*words: str) -> Answer:
        code = main(["--config", str(config), *words])
        return Answer(code, *capfd.readouterr())

    return run


@pytest.fixture
def desk(config: Path, cli: Desk) -> Desk:
    """The same, with cases: one that climbed and was answered, one that waits, one closed, one whose words are hostile."""
    store = open_store(config.parent / "data")
    with store.group():
        for case, texts in ((_climbed(), _talk()), (_waiting(), ()), (_closed(), ()), (_hostile(), _hostile_talk())):
            events = tuple(
                Event(case.reference, n, NOW, "opened" if n == 1 else "noted", "customer", "a customer wrote")
                for n in range(1, case.events + 1)
            )
            with store.turn() as turn:
                turn.record(Decision(case=case, events=events, texts=texts))
    with store.turn() as turn:
        turn.put_mail(making.mail("1001.2", subject="ESCALATION L2 high", attempts=3, because="451 later"))
        turn.put_mail(making.mail("1001.3", state=State.SENT))
        turn.put_quarantined(Quarantined("me/INBOX/7/4", NOW, "cannot be read: no end", "Hi\x1b[2J", "x@y.example"))
    store.close()
    return cli


def _climbed() -> Case:
    deadline = Deadline(NOW + timedelta(hours=2), NOW, "2 business hours from Mon 10:00")
    escalation = Escalation(
        number=1, source="L1", target="L2", at=NOW, triggers=("manager_request",), because="asks for a manager",
        urgency=Urgency.HIGH, due=deadline,
        evidence=(Finding("manager_request", True, "speak to your manager", "new", "asks for one"),),
        calls=(Call("olivia", NOW, deadline.at, "2"),), step=Step.ANSWERED, taken_by="olivia",
        taken_at=NOW + timedelta(minutes=5), answered_at=NOW + timedelta(minutes=65), in_time=True,
    )  # fmt: skip
    return replace(
        making.case("CASE-1001", events=3), subject="Invoice wrong again", customer=Address("jane@x.example", "Jane Roe"),
        level="L2", status=Status.OPEN, handler="olivia", tags=("manager_request",), escalations=(escalation,),
        promised=deadline, messages=("<1@x.example>", "<2@x.example>"),
        timers=(
            Timer(Alarm.PROMISE, deadline.at, deadline.because),
            Timer(Alarm.RESOLVE, NOW + timedelta(days=2), "2 business days from Mon 10:00"),
        ),
    )  # fmt: skip


def _talk() -> tuple[Text, ...]:
    return (
        Text("CASE-1001", 1, NOW, Voice.CUSTOMER, "Jane Roe", "I want to speak to your manager.\n\n\n\nNow. " + "word " * 40),
        Text("CASE-1001", 2, NOW, Voice.STAFF, "Olivia", "On it."),
    )


def _waiting() -> Case:
    return replace(making.case("CASE-1002"), whose=Whose.CUSTOMER, window=_window())


def _window() -> Window:
    return Window("L1", Deadline(NOW + timedelta(hours=4), NOW, "4 business hours"), 4 * 3600.0, True)


def _closed() -> Case:
    return replace(making.case("CASE-1003"), status=Status.CLOSED)


def _hostile() -> Case:
    return replace(
        making.case("CASE-1004"), subject=HOSTILE, customer=Address("evil@x.example", HOSTILE), window=_window(),
        escalations=(replace(_climbed().escalations[0], outcome="-2+3", step=Step.DONE, resolved_at=NOW),),
    )  # fmt: skip


def _hostile_talk() -> tuple[Text, ...]:
    return (Text("CASE-1004", 1, NOW, Voice.CUSTOMER, HOSTILE, f"{HOSTILE}\r\x08\x00 end"),)
