"""One mail, one case or one template that breaks something breaks nothing else, and a person hears of it."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.delivery.courier import Later, Never
from inbox_escalator.writing.compose import Composer
from inbox_escalator.writing.templates import Templates
from tests.attacks.ground import JANE, LAWYER, MANAGER, Ground
from tests.world import mail

POISON = "poison-4711"
BEHIND = "Karl Weber <karl@customer.example>"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.getLogger("inbox_escalator").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("inbox_escalator").setLevel(logging.NOTSET)


def fails_on_poison(real: Callable[..., object]) -> Callable[..., object]:
    """Like the real one, but for what carries the poison."""

    def one(*args: object, **named: object) -> object:
        if POISON in repr(args) or POISON in repr(named) or POISON.encode() in b"".join(a for a in args if isinstance(a, bytes)):
            raise RuntimeError(f"a fault of ours, seen in {POISON}")
        return real(*args, **named)

    return one


STEPS = (
    "inbox_escalator.beats.taking_in.read_mail",
    "inbox_escalator.beats.taking_in.judge",
    "inbox_escalator.beats.taking_in.decide",
    "inbox_escalator.beats.tail.compose",
)


@pytest.mark.parametrize("step", STEPS)
def test_a_fault_in_any_step_sets_that_mail_aside_and_no_other(
    ground: Ground, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    module, _, name = step.rpartition(".")
    real = getattr(__import__(module, fromlist=[name]), name)
    monkeypatch.setattr(step, fails_on_poison(real))
    now = ground.clock.now()
    ground.deliver(mail(JANE, f"{LAWYER} {POISON}", at=now, number=901))
    ground.deliver(mail(BEHIND, MANAGER, at=now, number=902))
    ground.beat()
    assert [c.customer.address for c in ground.cases] == ["karl@customer.example"]
    [item] = ground.store.quarantined()
    assert "RuntimeError" in item.reason
    assert item.sender == JANE or step.endswith("read_mail")
    assert "problem" in [m.template for m in ground.letters("olivia@acme.example")], "the administrator hears of it"
    assert len(ground.server.folders["INBOX"].messages) >= 2, "it stays in the mailbox"
    ground.passes(hours=1)
    assert len(list(ground.store.quarantined())) == 1, "it is not tried again and again"


def test_a_fault_in_triage_still_opens_the_case(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    import inbox_escalator.beats.taking_in as taking_in

    monkeypatch.setattr(taking_in, "triage", fails_on_poison(taking_in.triage))
    ground.writes(JANE, f"{LAWYER} {POISON}")
    ground.writes(BEHIND, MANAGER)
    assert [c.customer.address for c in ground.cases] == ["jane@customer.example", "karl@customer.example"]
    assert ground.cases[0].problems


def test_a_fault_while_a_late_mail_is_written_anew_stops_no_other_mail(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    ground.server.smtp = lambda _: Later("451 later")
    ground.writes(JANE, LAWYER, subject=POISON)
    ground.writes(BEHIND, LAWYER)
    monkeypatch.setattr(Composer, "compose", fails_on_poison(Composer.compose))
    ground.server.smtp = lambda _: None
    ground.clock.set(ground.clock.now() + timedelta(minutes=30))
    for _ in range(5):
        ground.beat()
        ground.clock.set(ground.clock.now() + timedelta(minutes=1))
    told = {m.subject for m in ground.letters("olivia@acme.example") if m.template == "escalation"}
    assert len(told) == 2, "the one that cannot be written anew goes out as it was"


def test_a_fault_in_the_last_look_stops_no_other_mail(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    ground.server.smtp = lambda _: Later("451 later")
    ground.writes(JANE, LAWYER, subject=POISON)
    ground.writes(BEHIND, LAWYER)
    import inbox_escalator.beats.posting as posting

    monkeypatch.setattr(posting, "no_longer_needed", fails_on_poison(posting.no_longer_needed))
    ground.server.smtp = lambda _: None
    for _ in range(8):
        ground.clock.set(ground.clock.now() + timedelta(minutes=1))
        ground.beat()
    told = [m for m in ground.letters("olivia@acme.example") if m.template == "escalation"]
    assert len(told) == 2, "when in doubt it is sent"


def test_a_fault_while_folding_stops_no_mail(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("inbox_escalator.beats.folding.fold", fails_on_poison(_refuses))
    for number in range(25):
        ground.deliver(mail(f"c{number}@customer.example", MANAGER, at=ground.clock.now(), number=ground.next_number()))
    for _ in range(8):
        ground.beat()
        ground.clock.set(ground.clock.now() + timedelta(seconds=30))
    assert len([m for m in ground.letters("anna@acme.example") if m.template == "escalation"]) == 25


def _refuses(*_: object) -> object:
    raise RuntimeError("cannot fold")


def test_a_fault_in_what_follows_from_a_refusal_stops_no_mail(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    from inbox_escalator.casework import machine

    monkeypatch.setattr(machine, "on_refused", _refuses)
    ground.server.smtp = lambda m: Never("550 5.1.1 no such user") if m.to == "anna" else None
    ground.writes(JANE, MANAGER)
    ground.writes(BEHIND, LAWYER)
    assert [m.template for m in ground.letters("olivia@acme.example")] == ["escalation"]
    ground.passes(hours=1)
    assert [m.template for m in ground.letters("ben@acme.example")] == ["escalation"], "the clock calls the next one"


def test_a_problem_that_cannot_be_written_stops_nothing(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Composer.compose

    def no_problem(self: Composer, notice: object, *rest: object) -> object:
        if getattr(notice, "template", "") == "problem":
            raise RuntimeError("cannot write problems")
        return real(self, notice, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Composer, "compose", no_problem)
    monkeypatch.setattr("inbox_escalator.beats.taking_in.triage", _refuses)
    ground.writes(JANE, MANAGER)
    monkeypatch.undo()
    monkeypatch.setattr(Composer, "compose", no_problem)
    ground.server.imap_down = "imap.acme.example:993 does not answer"
    ground.beat()
    ground.server.imap_down = ""
    ground.writes(BEHIND, MANAGER)
    assert [m.template for m in ground.letters("anna@acme.example")] == ["escalation"]


def test_a_fault_that_nobody_thought_of_ends_a_pass_and_not_the_watch(
    ground: Ground, monkeypatch: pytest.MonkeyPatch
) -> None:
    import inbox_escalator.worker as worker

    real, passes = worker.watch, 0

    def sometimes(*args: object, **named: object) -> object:
        nonlocal passes
        passes += 1
        if passes < 4:
            raise RuntimeError("a fault of ours")
        return real(*args, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(worker, "watch", sometimes)
    ground.deliver(mail(JANE, LAWYER, at=ground.clock.now(), number=901))
    ground.worker.run(lambda _: ground.worker.stop())
    assert passes == 4
    assert [m.template for m in ground.letters("olivia@acme.example")] == ["escalation"]


# ---------------------------------------------------------------- owner's templates

BROKEN = {
    "syntax": "Subject: x\n\n{% if %}",
    "unknown variable": "Subject: x\n\n{{ secret_of_the_desk }}",
    "a call": "Subject: x\n\n{{ reference.__class__.__mro__() }}",
    "endless": "Subject: x\n\n{% for a in steps %}{% endfor %}{{ 'a' * 10**9 }}",
    "include": "Subject: x\n\n{% include '/etc/passwd' %}",
    "empty": "",
    "no subject": "Hello {{ name }}",
    "a header in the subject": "Subject: x\r\nBcc: victim@other.example\n\nHello",
    "not utf-8": "Subject: x\n\nHello \udce9\udcff",
    "nested deeply": "Subject: x\n\n" + "{% if name %}" * 300 + "{% endif %}" * 300,
    "huge": "Subject: x\n\n" + "{{ name }}" * 50_000,
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_template_of_the_owner_costs_no_mail(tmp_path: Path, how: str) -> None:
    folder = tmp_path / "templates"
    for place in ("customer/en", "staff"):
        (folder / place).mkdir(parents=True)
    for name in ("customer/en/handoff.txt", "staff/escalation.txt", "customer/en/acknowledgement.txt"):
        (folder / name).write_bytes(BROKEN[how].encode("utf-8", "surrogateescape"))

    class Owners(Ground):
        def open(self) -> None:
            self.templates = Templates(folder)
            super().open()

    ground = Owners(tmp_path / "data")
    ground.writes(JANE, MANAGER)
    ground.writes(BEHIND, "Where is my order?")
    assert [m.template for m in ground.letters("anna@acme.example")] == ["escalation"]
    assert [m.template for m in ground.letters("jane@customer.example")] == ["handoff"]
    assert [m.template for m in ground.letters("karl@customer.example")] == ["acknowledgement"]
    assert not [m for m in ground.letters() if b"\r\nBcc:" in m.raw.partition(b"\r\n\r\n")[0]]
    assert not list(ground.store.quarantined())
    ground.close()
