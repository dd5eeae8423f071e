"""Who had a case before it climbed keeps a valid token; it is good for notes and questions, not for ending the case."""

from __future__ import annotations

import pytest

from tests.attacks.ground import ANNA, JANE, LAWYER, MANAGER, PASS, Ground


@pytest.fixture
def climbed(ground: Ground) -> str:
    """Anna's token for a case that is Olivia's now."""
    ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0].message_id
    ground.writes(JANE, LAWYER, answers="<1@customer.example>")
    assert ground.case.level == "L3"
    return got


@pytest.mark.parametrize("words", ["ok", "done", "done: You get nothing.", "wait", "say: Go away.", "ignore", "ignore sender", "I do it"])
def test_a_lower_level_cannot_end_or_take_what_has_climbed(ground: Ground, climbed: str, words: str) -> None:
    told = len(ground.rows("customer"))
    ground.writes(ANNA, words, answers=climbed, headers=[PASS])
    ground.passes(minutes=10)
    case = ground.store.case("CASE-1001")
    assert case is not None
    assert (case.handler, case.level, case.ended, case.whose.value) == ("", "L3", False, "ours")
    assert len(ground.rows("customer")) == told
    assert not ground.store.ignored()
    assert "escalation" in [m.template for m in ground.letters("olivia@acme.example")]


def test_it_can_still_say_what_it_knows(ground: Ground, climbed: str) -> None:
    ground.writes(ANNA, "note: she called twice", answers=climbed)
    assert "she called twice" in [t.words for t in ground.store.texts("CASE-1001")]
