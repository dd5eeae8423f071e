"""Which of the sums in a mail was lost, and what that sum starts."""

from __future__ import annotations

from decimal import Decimal

import pytest

from inbox_escalator.triage import around, stake
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.loss import BARE, Verdict
from inbox_escalator.triage.matrix import load_rules
from inbox_escalator.triage.money import Sum, sums, whole
from inbox_escalator.triage.reading import read
from inbox_escalator.triage.scales import Scales
from inbox_escalator.triage.stake import Judged, Stake
from inbox_escalator.triage.trigger import Loss
from tests.triage.reading_mail import mail, sender

FROM_500 = {"USD": Decimal(500)}


def judged(amount: int, *, lost: bool, place: int = 0, number: bool = False) -> Judged:
    s = Sum(place, place + 4, Decimal(amount), "USD", bare=number)
    return Judged(Verdict(s, lost, "withheld" if lost else "a price", 5 * lost, number), f"${amount}", "new")


def decided(monkeypatch: pytest.MonkeyPatch, *sums: tuple[Judged, float], odds: float | None = 1.0) -> Stake:
    monkeypatch.setattr(stake, "chances", lambda *_: [chance for _, chance in sums])
    monkeypatch.setattr(stake, "words", lambda *_: '"kept"')
    return stake.decide(b"", [j for j, _ in sums], FROM_500, odds)


def test_the_likeliest_sum_counts_and_not_the_one_that_a_rule_would_take(monkeypatch: pytest.MonkeyPatch) -> None:
    found = decided(monkeypatch, (judged(2000, lost=True), 0.3), (judged(650, lost=False), 0.9))
    assert found.loss == Loss(Decimal(650), "USD")
    assert [(f.fired, f.because) for f in found.findings] == [
        (False, "withheld; another sum is likelier the one"),
        (True, 'by the words around it: "kept"; 650 USD counts, from 500 on'),
    ]
    assert found.plain


def test_a_sum_of_which_no_rule_says_that_it_was_lost_is_told_and_starts_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = decided(monkeypatch, (judged(2300, lost=False), 0.4))
    assert found.loss == Loss(Decimal(2300), "USD", sure=False)
    assert [(f.fired, f.because) for f in found.findings] == [
        (False, "at stake, but nothing says plainly that it was lost")
    ]


def test_in_a_mail_that_tells_of_no_loss_no_sum_is_at_stake(monkeypatch: pytest.MonkeyPatch) -> None:
    """`Could you tell me what happens with the 1,200 EUR in my account?`"""
    assert decided(monkeypatch, (judged(2300, lost=False), 0.6), odds=-2.7).loss is None


def test_where_no_sum_is_likely_it_is_one_of_which_a_rule_speaks(monkeypatch: pytest.MonkeyPatch) -> None:
    found = decided(monkeypatch, (judged(200, lost=False), 0.2), (judged(96, lost=True), 0.1))
    assert found.loss == Loss(Decimal(96), "USD")


def test_a_price_that_is_about_the_same_is_not_the_one_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    found = decided(monkeypatch, (judged(1000, lost=True), 0.9), (judged(1050, lost=False), 0.02))
    assert found.loss == Loss(Decimal(1000), "USD")


def test_hardly_a_doubt_is_as_good_as_a_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    assert [f.fired for f in decided(monkeypatch, (judged(2300, lost=False), 0.96)).findings] == [True]


def test_what_is_hardly_a_loss_is_none_whatever_a_rule_says(monkeypatch: pytest.MonkeyPatch) -> None:
    found = decided(monkeypatch, (judged(2300, lost=True), 0.01))
    assert found.loss is None
    assert [(f.fired, f.because) for f in found.findings] == [(False, "withheld; hardly lost, by all words around it")]


def test_a_mail_of_too_few_words_is_left_to_the_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    assert decided(monkeypatch, (judged(2300, lost=True), 0.01), odds=None).loss == Loss(Decimal(2300), "USD")
    assert decided(monkeypatch, (judged(2300, lost=False), 0.99), odds=None).loss is None
    both = (judged(60, lost=True), 0.1), (judged(900, lost=False, place=50), 0.99)
    assert decided(monkeypatch, *both, odds=None).loss == Loss(Decimal(60), "USD")


def test_of_two_that_are_about_the_same_the_exact_one_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    found = decided(monkeypatch, (judged(1849, lost=True), 0.05), (judged(2000, lost=True), 0.98))
    assert found.loss == Loss(Decimal(1849), "USD")


def test_a_number_is_only_told_where_it_is_the_one_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    price, number = judged(2000, lost=True), judged(650, lost=False, number=True)
    assert len(decided(monkeypatch, (price, 0.9), (number, 0.1)).findings) == 1
    assert decided(monkeypatch, (price, 0.2), (number, 0.9)).loss == Loss(Decimal(650), "USD")


def test_no_sums_are_no_loss(monkeypatch: pytest.MonkeyPatch) -> None:
    assert decided(monkeypatch) == Stake()


# ---------------------------------------------------------------------- what is weighed


def features(text: str, *sums: Sum) -> list[frozenset[bytes]]:
    return around.features(read(text).folded, [Verdict(s, False, BARE) for s in sums], 1.2)


def at(text: str, amount: str) -> Sum:
    place = text.index(amount)
    return Sum(place, place + len(amount), Decimal(amount), "USD", bare=True)


def test_words_are_told_apart_by_where_they_stand() -> None:
    text = "it is here. you kept the 650 of mine. thanks for nothing"
    (found,) = features(text, at(text, "650"))
    assert {b"-1 the", b"-3 kept", b"-8 you", b"= mine", b"+1 of", b"< here", b"> thanks", b"odds 1", b"of 1"} <= found
    assert b"-3 here" not in found


def test_a_sum_is_seen_beside_the_others() -> None:
    text = "200 was asked for, 155 came out, so 45 is missing"
    paid, came, missing = features(text, *(at(text, amount) for amount in ("200", "155", "45")))
    assert {b"largest", b"first", b"total"} <= paid
    assert b"difference" in came
    assert {b"smallest", b"last", b"difference"} <= missing


def test_however_long_a_sentence_is_what_is_weighed_is_bounded() -> None:
    text = "word " * 50_000 + "650 " + "word " * 50_000
    (found,) = features(text, at(text, "650"))
    assert len(found) < 100


# ---------------------------------------------------------------------- numbers without a currency


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("you still have my 560 of it", [560]),
        ("twice for the tires. 340 and then again 340 same day", [340, 340]),
        ("on tuesday 1.350 arrived, that leaves 650", [1350, 650]),
        ("in 2024 and on 12.05.2025 at 10:30", []),
        ("order #55810, ref ab340, 3 of them, 12%, 0123", []),
    ],
)
def test_numbers_that_may_be_sums(text: str, amounts: list[int]) -> None:
    assert [int(s.amount) for s in whole(text.encode(), [], "EUR")] == amounts


def test_a_number_is_in_the_currency_of_the_sum_beside_it_and_no_part_of_it() -> None:
    paid = Sum(0, 11, Decimal(2000), "GBP")
    assert [(s.amount, s.currency) for s in whole(b"2,000 pound and 650 of it", [paid], "EUR")] == [(650, "GBP")]


def test_whole_words_are_shown_not_what_is_weighed_of_them(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "on wednesday you deducted 650 of it"
    file = f"feature\trare\t{around.OUTCOME}\n\t\t0\n-1 deduct\t10\t50\n-8 wednes\t10\t20\n= of\t10\t90\n"
    monkeypatch.setattr(stake, "weights", lambda: Scales(file.encode()))
    told = stake.words(read(text).folded, [Verdict(at(text, "650"), False, BARE)], 0)
    assert told == '"deducted", "wednesday"'


@pytest.mark.parametrize("digits", [20, 30, 300, 6000])
def test_what_is_too_long_for_money_is_no_sum_and_silences_nothing(digits: int) -> None:
    """`took $1,000,000,000,… from me. My lawyer will sue you.`"""
    text = f"You took $1{',000' * (digits // 3)} and 1{',000' * (digits // 3)} USD from my account. My lawyer will sue you."
    found = triage(mail(text), sender(), load_rules())
    assert "legal_threat" in found.triggers
    assert found.loss is None


def test_nothing_is_no_sum() -> None:
    assert sums(read("I never received my refund of $0.00, it shows $0.00"), {}) == []


def test_a_mail_without_a_sum_reads_no_weights(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(around, "weights", lambda: pytest.fail("read"))
    assert around.chances(b"", [], 1.0) == []
