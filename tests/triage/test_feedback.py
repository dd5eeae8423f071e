"""What a customer answers to "is it solved, and how did we do, from 1 to 5?"."""

from __future__ import annotations

import pytest

from inbox_escalator.triage.feedback import Feedback, read_feedback

GOOD = [
    ("5", 5, None), ("5.", 5, None), ("5/5", 5, None), ("4 out of 5", 4, None), ("Yes, 5", 5, True), ("Ja, 5", 5, True),
    ("Oui. 4", 4, True), ("Sí, un 5", 5, True), ("yes", None, True), ("Solved, thank you!", None, True),
    ("Erledigt, danke. 5 Sterne", 5, True), ("3", 3, None), ("Yes\n\n5\n\nJane", 5, True), ("Rating: 4", 4, None),
]  # fmt: skip
BAD = [
    ("no", None, False), ("No, not at all.", None, False), ("1", 1, None), ("2, it never came.", 2, None),
    ("Nein. 1", 1, False), ("non", None, False), ("yes, but 2/5", 2, None), ("No. It is worse than before. 1", 1, False),
]  # fmt: skip
FOR_A_PERSON = [
    "", "It still does not work", "3 invoices are wrong", "Yes, but now the printer is broken", "Yes. And where is my refund?",
    "4, however the second invoice is missing", "Noch nicht", "Call me at 5 pm", "10", "7", "no problem", "55", "-",
    "Yes " + "and " * 30, "5" * 5000, "? " * 5000,
]  # fmt: skip


@pytest.mark.parametrize(("words", "rating", "solved"), GOOD)
def test_a_good_answer(words: str, rating: int | None, solved: bool | None) -> None:
    answer = read_feedback(words)
    assert (answer.rating, answer.solved) == (rating, solved)
    assert answer.content
    assert not answer.bad


@pytest.mark.parametrize(("words", "rating", "solved"), BAD)
def test_a_bad_answer(words: str, rating: int | None, solved: bool | None) -> None:
    answer = read_feedback(words)
    assert (answer.rating, answer.solved) == (rating, solved)
    assert answer.bad
    assert not answer.content


@pytest.mark.parametrize("words", FOR_A_PERSON)
def test_what_is_not_beyond_doubt_goes_to_a_person(words: str) -> None:
    assert not read_feedback(words).content


def test_it_is_said_in_a_few_words() -> None:
    assert str(Feedback(5, True, True)) == "solved, 5 of 5"
    assert str(Feedback(2)) == "2 of 5"
    assert str(Feedback(None, False)) == "not solved"
    assert str(Feedback()) == "no clear answer"
