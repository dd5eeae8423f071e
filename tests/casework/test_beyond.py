"""Authority by amount: sums as people say them, limits, who is asked, and what becomes of a request."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from inbox_escalator.casework.beyond import sum_said, with_authority
from inbox_escalator.casework.case import Case, Status
from inbox_escalator.casework.decision import Situation
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.orders import ORDERS
from inbox_escalator.casework.policy import Policy
from inbox_escalator.identity import DESK
from inbox_escalator.intake.command import Command
from inbox_escalator.intake.mail import InboundMail
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.triage.trigger import Loss, Mode, Triage, Trigger
from tests.casework import bench

BEYOND = Trigger("beyond_authority", "staff", ("any",), "next")


def policy(**limits: str) -> Policy:
    """`policy(L1="100", L2="500")`, in EUR."""
    base = bench.policy(currency="EUR", triggers=(*bench.TRIGGERS, BEYOND))
    levels = tuple(
        replace(level, authority=(Decimal(limits[level.name]), "EUR")) if level.name in limits else level
        for level in base.levels
    )
    return replace(base, levels=levels)


def draft(rules: Policy, level: str = "L2") -> Draft:
    case = Case("CASE-1001", bench.JANE, "Invoice", level, bench.MONDAY, participants=(bench.JANE.address,))
    return Draft(case, Situation(now=bench.MONDAY, case=case), rules)


def letter(loss: Loss | None) -> Incoming:
    """A customer's mail in which so much is at stake."""
    mail = InboundMail(key="0" * 64, senders=(bench.JANE,), message_id="<1@customer.example>")
    return Incoming(mail, Sender(Kind.CUSTOMER, "", bench.JANE), bench.MONDAY, Triage(loss=loss))


def says(on: Draft, who: str, verb: str, argument: str = "") -> str:
    return ORDERS[verb](on, who, Command(verb, argument, said=f"{verb} {argument}".strip()))


@pytest.mark.parametrize(
    ("said", "amount", "currency"),
    [
        ("900", "900", "EUR"), ("€90", "90", "EUR"), ("90 €", "90", "EUR"), ("$1,200.50", "1200.50", "USD"),
        ("1.200,50 chf", "1200.50", "CHF"), ("usd 12", "12", "USD"), ("r$ 5", "5", "BRL"), ("1'000", "1000", "EUR"),
    ],
)  # fmt: skip
def test_a_sum_as_it_is_said(said: str, amount: str, currency: str) -> None:
    assert sum_said(said, "EUR") == (Decimal(amount), currency)


@pytest.mark.parametrize(
    ("limits", "argument", "done"),
    [
        ({"L2": "500"}, "500", True),
        ({"L2": "500"}, "500.01", False),
        ({"L2": "500"}, "10 usd", False),  # the limit knows nothing of other currencies
        ({}, "100000", True),
        ({"L1": "1"}, "900", True),  # the limit of another level is not hers
        ({"L2": "500"}, "", True),
    ],
)
def test_what_is_within_the_limit_is_done(limits: dict[str, str], argument: str, done: bool) -> None:
    on = draft(policy(**limits))
    says(on, "anna", "done", argument)
    assert (on.case.status is Status.RESOLVED) is done
    assert (on.case.request is None) is done
    assert (on.case.level == "L2") is done


def test_the_first_level_that_may_decide_it_is_asked() -> None:
    on = draft(policy(L1="100", L2="500"), "L1")
    said = says(on, DESK, "done", "900")
    assert on.case.level == "L3"
    assert "Olivia Owner was asked" in said
    on = draft(policy(L1="100", L2="500"), "L1")
    assert "Anna Berg was asked" in says(on, DESK, "done", "300")
    assert on.case.level == "L2"


def test_nobody_above_may_decide_it() -> None:
    on = draft(policy(L2="500", L3="600"))
    assert "beyond every level's authority" in says(on, "anna", "done", "900")
    assert (on.case.status, on.case.level, on.case.request) == (Status.NEW, "L2", None)


def test_who_asked_may_not_approve_and_who_may_does_it_as_it_was_asked() -> None:
    on = draft(policy(L2="500"))
    says(on, "anna", "done", "900")
    assert "only its contacts" in says(on, "anna", "approve")
    assert on.case.request is not None
    assert "900 EUR approved" in says(on, "olivia", "approve")
    assert (on.case.status, on.case.request, on.case.handler) == (Status.RESOLVED, None, "olivia")
    told = [n.text for n in on.decision().notices if n.to == "anna" and n.template == "receipt"]
    assert told == ["CASE-1001: Olivia Owner approved 900 EUR; it is resolved."]


def test_who_may_not_either_asks_the_next_one() -> None:
    rules = policy(L1="100", L2="500")
    on = draft(rules, "L1")
    on.policy = replace(rules, levels=(rules.levels[0], rules.levels[1], rules.levels[2]))
    says(on, DESK, "done", "300")
    on.policy = policy(L1="100", L2="200")
    assert "beyond your authority, too: Olivia Owner was asked" in says(on, "anna", "approve")
    assert on.case.level == "L3"
    assert "approved" in says(on, "olivia", "approve")


def test_denied_it_goes_back_to_who_asked() -> None:
    on = draft(policy(L2="500"))
    says(on, "anna", "done", "900")
    assert "denied" in says(on, "olivia", "deny")
    assert (on.case.level, on.case.request, on.case.ended) == ("L2", None, False)
    assert on.case.window is not None
    assert on.case.window.called


@pytest.mark.parametrize("verb", ["approve", "deny"])
def test_without_a_request_nothing_is_approved(verb: str) -> None:
    on = draft(policy(L2="500"))
    before = on.case
    assert "nobody asks" in says(on, "anna", verb)
    assert on.case == before


@pytest.mark.parametrize(
    ("loss", "level", "fires"),
    [
        (Loss(Decimal(350), "EUR"), "L1", True),
        (Loss(Decimal(300), "EUR"), "L1", False),
        (Loss(Decimal(350), "USD"), "L1", False),
        (Loss(Decimal(350), "EUR"), "L2", False),
        (None, "L1", False),
        (Loss(Decimal(350), "EUR", sure=False), "L1", False),
    ],
)
def test_a_loss_over_the_levels_authority_fires(loss: Loss | None, level: str, fires: bool) -> None:
    mail = letter(loss)
    found = with_authority(mail, level, policy(L1="300")).triage
    assert ("beyond_authority" in found.escalates) is fires
    assert bool(found.evidence("beyond_authority")) is fires


def test_an_observed_trigger_is_only_named_and_one_that_is_off_is_not() -> None:
    rules = policy(L1="300")
    mail = letter(Loss(Decimal(900), "EUR"))
    for mode, named in ((Mode.OBSERVE, True), (Mode.OFF, False)):
        changed = replace(rules, triggers=(replace(BEYOND, mode=mode),))
        found = with_authority(mail, "L1", changed).triage
        assert ("beyond_authority" in found.triggers) is named
        assert not found.escalates
