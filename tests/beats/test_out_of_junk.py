"""Staff move a mail out of the junk folder: from then on it counts like any other, once."""

from __future__ import annotations

import pytest

from tests.attacks.ground import ANNA, FORWARD, JANE, LAWYER, MANAGER, PASS, Ground


@pytest.mark.parametrize(("words", "level"), [("Where is my order?", "L1"), (MANAGER, "L2")])
def test_what_was_only_looked_at_there_opens_its_case(ground: Ground, words: str, level: str) -> None:
    ground.writes(JANE, words, folder="Junk")
    ground.takes(ground.last_raw, "Junk")
    assert not ground.cases
    for _ in range(3):
        ground.takes(ground.last_raw)
    assert [(c.level, c.unverified, len(c.messages)) for c in ground.cases] == [(level, False, 1)]
    assert len(ground.letters("jane@customer.example")) == 1
    ground.takes(ground.last_raw, "Junk")
    assert len(ground.cases) == 1


def test_a_further_mail_and_a_colleagues_word_count_as_well(ground: Ground) -> None:
    first = ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0].message_id
    ground.writes(JANE, "When do you answer?", answers=first, folder="Junk")
    assert len(ground.case.messages) == 1
    ground.takes(ground.last_raw)
    assert len(ground.case.messages) == 2
    ground.writes(ANNA, "ok", answers=got, headers=[PASS], folder="Junk")
    assert ground.case.handler == ""
    ground.takes(ground.last_raw)
    assert ground.case.handler == "anna"


def test_a_colleague_hears_once_that_it_lies_there(ground: Ground) -> None:
    for _ in range(2):
        if ground.last_raw:
            ground.takes(ground.last_raw, "Junk")
        else:
            ground.writes(ANNA, FORWARD, subject="Fwd: Invoice", headers=[PASS], folder="Junk")
    (said,) = ground.letters("anna@acme.example")
    assert "lies in the junk folder" in said.text
    ground.takes(ground.last_raw)
    assert ground.case.customer.address == "jane@customer.example"
    assert "taken in as a mail of Jane Roe" in ground.letters("anna@acme.example")[-1].text


def test_what_escalated_from_there_does_not_do_so_again(ground: Ground) -> None:
    ground.writes(JANE, LAWYER, folder="Junk")
    ground.takes(ground.last_raw)
    assert len(ground.cases) == 1
    assert len(ground.case.escalations) == 1
