"""An incident ties cases of many customers together: nobody's word does more on one of them than on its own."""

from __future__ import annotations

import pytest

from inbox_escalator.casework.case import Status
from tests.attacks.ground import ANNA, LAWYER, PASS, Ground

SUPPORT = "Acme Support <support@acme.example>"
TOM = "Tom Low <tom@other.example>"


def merged(ground: Ground, *others: str) -> str:
    """Jane's case leads; the others are merged into it by anna. The Message-ID of anna's mail."""
    ground.writes("Jane Roe <jane@customer.example>", "I want to speak to your manager now.", subject="Invoice")
    got = next(m.message_id for m in ground.rows("anna") if m.case == "CASE-1001")
    for number, words in enumerate(others):
        ground.writes(TOM.replace("tom@", f"tom{number}@"), words, subject=f"Other {number}")
        ground.writes(ANNA, f"merge CASE-{1002 + number}", answers=got, headers=[PASS])
    return got


def told(ground: Ground, address: str, words: str) -> bool:
    return any(words in letter.text for letter in ground.letters(address))


def test_all_does_not_reach_who_stands_above_its_writer(ground: Ground) -> None:
    """Anna is L2: what she may not say on the legal case itself she cannot say by way of an incident."""
    got = merged(ground, "Where is my parcel?", "Where is mine?")
    ground.writes(TOM.replace("tom@", "tom0@"), LAWYER, answers=ground.store.case("CASE-1002").messages[0])  # type: ignore[union-attr]
    assert ground.store.case("CASE-1002").level == "L3"  # type: ignore[union-attr]
    ground.writes(ANNA, "all: We are sorry, it was our fault.", answers=got, headers=[PASS])
    assert "2 customers would be told" in ground.letters("anna@acme.example")[-1].text
    assert "CASE-1002 (L3)" in ground.letters("anna@acme.example")[-1].text, "anna hears of it"
    ground.writes(ANNA, "yes", answers=got, headers=[PASS])
    ground.passes(minutes=5)
    assert told(ground, "tom1@other.example", "it was our fault")
    assert not told(ground, "tom0@other.example", "it was our fault")


def test_nobody_ties_a_case_that_is_above_them(ground: Ground) -> None:
    ground.writes("Jane Roe <jane@customer.example>", "I want to speak to your manager now.", subject="Invoice")
    ground.writes(TOM, LAWYER, subject="Claim")
    before = ground.state("CASE-1002")
    ground.writes(ANNA, "merge CASE-1002", subject="[CASE-1001]", headers=[PASS])
    assert ground.state("CASE-1002") == before


def test_undo_of_all_takes_back_nothing_else(ground: Ground) -> None:
    got = merged(ground, "Where is my parcel?", "Where is mine?")
    ground.writes(ANNA, "all: It works again.", answers=got, headers=[PASS])
    ground.writes(ANNA, "yes", answers=got, headers=[PASS])
    ground.writes(ANNA, "note: He called us, too.", subject="[CASE-1002]", headers=[PASS])
    ground.writes(ANNA, "done", subject="[CASE-1002]", headers=[PASS])
    assert ground.store.case("CASE-1002").status is Status.RESOLVED  # type: ignore[union-attr]
    ground.writes(ANNA, "undo", answers=got, headers=[PASS])
    ground.passes(minutes=5)
    assert ground.store.case("CASE-1002").status is Status.RESOLVED, "that was another word"  # type: ignore[union-attr]
    for address in ("jane@customer.example", "tom0@other.example", "tom1@other.example"):
        assert not told(ground, address, "It works again."), address


def test_undo_of_another_word_leaves_what_all_were_told(ground: Ground) -> None:
    """A second `all:` waits for its yes: whoever takes a note back has not taken the first one back."""
    got = merged(ground, "Where is my parcel?")
    for words in ("all: It works again.", "yes", "all: It works better now.", "note: Never mind.", "undo"):
        ground.writes(ANNA, words, answers=got, headers=[PASS])
    ground.passes(minutes=5)
    assert told(ground, "tom0@other.example", "It works again.")


def test_undo_of_all_leaves_what_was_said_before(ground: Ground) -> None:
    """What the same colleague said there before stands."""
    got = merged(ground, "Where is my parcel?", "Where is mine?")
    ground.writes(ANNA, "all: It works again.", answers=got, headers=[PASS])
    ground.writes(ANNA, "hold", subject="[CASE-1002]", headers=[PASS])
    ground.writes(ANNA, "yes", answers=got, headers=[PASS])
    ground.writes(ANNA, "undo", answers=got, headers=[PASS])
    ground.passes(minutes=5)
    assert ground.store.case("CASE-1002").held  # type: ignore[union-attr]
    assert not told(ground, "tom0@other.example", "It works again.")


def test_what_a_colleague_wrote_about_one_customer_is_told_no_other(ground: Ground) -> None:
    """Three words in a row of an internal text of any case of the incident are held back."""
    got = merged(ground, "Where is my parcel?", "Where is mine?")
    secret = "Tom owes us nine thousand since the spring"
    ground.writes(ANNA, f"note: {secret}", subject="[CASE-1002]", headers=[PASS])
    ground.writes(ANNA, f"all: {secret}.", answers=got, headers=[PASS])
    ground.writes(ANNA, "yes", answers=got, headers=[PASS])
    ground.passes(minutes=5)
    assert not told(ground, "tom0@other.example", secret)
    assert not told(ground, "tom1@other.example", secret)


@pytest.mark.parametrize("word", ["merge CASE-1002", "split CASE-1002"])
def test_the_front_line_ties_nothing_that_is_above_it(ground: Ground, word: str) -> None:
    ground.writes("Jane Roe <jane@customer.example>", "Where is my order?", subject="Order")
    ground.writes(TOM, LAWYER, subject="Claim")
    before = ground.state("CASE-1002")
    ground.writes(SUPPORT, word, subject="Re: [CASE-1001]", folder="Sent")
    assert ground.state("CASE-1002") == before
