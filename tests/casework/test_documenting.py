"""Missing facts: who is asked for them, and how the answer is read out of a mail."""

from __future__ import annotations

import pytest

from inbox_escalator.casework.fact import KnownBy, Wanted
from inbox_escalator.identity import DESK
from tests.casework.bench import Bench, policy

NAMES = ("Account number", "What was tried")
NUMBER = Wanted("Account number", KnownBy.NUMBER)
STEPS = Wanted("What was tried", KnownBy.STEPS)


def bench(*facts: Wanted, **more: object) -> Bench:
    return Bench(policy=policy(facts=facts, **more))


def asked(bench: Bench) -> list[str]:
    return [fact.name for fact in bench.case.facts] if bench.case else []


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ("it is broken", True),
        ("my order AC-10442 is broken", False),
        ("contract no. 1044277", False),
        ("since 2026-11-03, at number 12", True),
        ("since 03/11/2026 I wait for 1,200.50 USD", True),
        ("see https://shop.example/12345678", True),
    ],
)
def test_a_number_in_the_customers_words_is_not_asked_for(words: str, missing: bool) -> None:
    b = bench(NUMBER)
    b.wrote(words, "manager_request")
    assert asked(b) == ["Account number"] * missing
    assert b.to(DESK) == ["facts"] * missing


def test_each_is_asked_for_once_and_only_where_its_trigger_fired() -> None:
    b = bench(NUMBER, STEPS, Wanted("Their lawyer's name", triggers=("legal_threat",)))
    b.wrote("it is broken", "manager_request")
    assert asked(b) == ["Account number", "What was tried"]
    b.wrote("I sue you", "legal_threat")
    assert asked(b) == ["Account number", "What was tried", "Their lawyer's name"]
    assert b.to(DESK) == ["facts", "facts"]


def test_what_a_colleague_wrote_with_up_was_tried() -> None:
    b = bench(STEPS)
    b.wrote("it is broken")
    b.says("anna", "note: new cable")
    b.wrote("and now?", "manager_request")
    assert asked(b) == []


def test_nobody_asks_himself() -> None:
    solo = policy()
    own = tuple(c.__class__(c.id, c.name, solo.desk_address, c.levels) for c in solo.contacts)
    b = bench(NUMBER, contacts=own)
    b.wrote("it is broken", "legal_threat")
    assert asked(b) == []


def test_the_question_goes_no_more_where_the_case_is_resolved() -> None:
    from inbox_escalator.casework.relevance import no_longer_needed

    b = bench(NUMBER)
    b.wrote("it is broken", "manager_request")
    mail = next(m for m in b.posted if m.template == "facts")
    assert no_longer_needed(mail, b.case, b.policy) == ""
    b.says("anna", "done")
    assert "resolved already" in no_longer_needed(mail, b.case, b.policy)
