"""Ten thousand mails cost ten thousand times one mail, and nobody's mailbox is flooded by what a stranger writes."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import msgspec
import pytest

from inbox_escalator.store.shelf import Shelf
from tests.attacks.ground import ANNA, JANE, LAWYER, MANAGER, Ground
from tests.world import mail

MANY = 300
JANES = "jane@customer.example"


def pours(ground: Ground, count: int, sender: str, words: str, *, answers: str = "", beats: int = 100) -> None:
    """So many mails within a minute or so; the worker reads them a hundred at a time."""
    for number in range(count):
        at = ground.clock.now()
        ground.deliver(mail(sender, f"{words} ({number})", at=at, number=ground.next_number(), answers=answers))
        if number % beats == beats - 1:
            ground.beat()
            ground.clock.set(at + timedelta(seconds=0.2 * beats))
    ground.beat()


def sent(ground: Ground, to: str) -> Counter[str]:
    return Counter(m.template for m in ground.letters(to))


@pytest.mark.parametrize("beats", [1, 100], ids=["one by one", "in one go"])
def test_further_mails_of_one_customer_are_told_in_bounds(ground: Ground, beats: int) -> None:
    first = ground.writes(JANE, LAWYER)
    pours(ground, MANY, JANE, "It is still broken.", answers=first, beats=beats)
    ground.passes(minutes=40)
    assert sent(ground, "olivia@acme.example")["customer_wrote"] <= 12
    assert "(299)" in [m for m in ground.letters("olivia@acme.example") if m.template == "customer_wrote"][-1].text
    assert sum(sent(ground, JANES).values()) <= 6


def test_new_words_of_a_trigger_are_told_at_once_however_much_was_written(ground: Ground) -> None:
    first = ground.writes(JANE, MANAGER)
    pours(ground, 50, JANE, "It is still broken.", answers=first, beats=1)
    ground.writes(JANE, LAWYER, answers=first)
    assert sent(ground, "olivia@acme.example")["escalation"] == 1
    pours(ground, 50, JANE, "It is still broken.", answers=first, beats=1)
    ground.writes(JANE, "Somebody has hacked my account and stolen my data.", answers=first)
    told = [m for m in ground.letters("olivia@acme.example") if m.template == "customer_wrote"]
    assert "hacked" in told[-1].text


def test_what_a_grouped_mail_stands_for_is_not_forgotten(ground: Ground) -> None:
    """The trigger's words stay in the mail that takes the place of the one that named them."""
    first = ground.writes(JANE, LAWYER)
    for words in (*["It is broken."] * 5, "Somebody has hacked my account.", *["It is broken."] * 5):
        ground.deliver(mail(JANE, words, at=ground.clock.now(), number=ground.next_number(), answers=first))
    ground.beat()
    ground.passes(minutes=40)
    told = [m.text for m in ground.letters("olivia@acme.example") if m.template == "customer_wrote"]
    assert any("hacked" in text.partition("write above this line")[0] for text in told)


def test_thanks_upon_thanks_are_told_in_bounds(ground: Ground) -> None:
    first = ground.writes(JANE, LAWYER)
    ground.writes("Olivia Owner <olivia@acme.example>", "ok", answers=ground.rows("olivia")[0].message_id)
    for _ in range(MANY // 3):
        ground.deliver(mail(JANE, "Thank you!", at=ground.clock.now(), number=ground.next_number(), answers=first))
        ground.beat()
    assert sent(ground, "olivia@acme.example")["customer_wrote"] <= 4


def test_first_mails_of_one_address_open_a_bounded_number_of_cases(ground: Ground) -> None:
    pours(ground, MANY, JANE, LAWYER)
    ground.passes(minutes=40)
    assert len(ground.cases) <= 20
    assert sum(len(ground.store.texts(c.reference)) for c in ground.cases) >= MANY, "every mail is on a case"
    assert sum(sent(ground, "olivia@acme.example").values()) <= 100
    assert sum(sent(ground, JANES).values()) <= 6
    assert ground.store.mail_due(ground.clock.now()) == []


def test_the_next_day_that_address_opens_cases_again(ground: Ground) -> None:
    pours(ground, 30, JANE, "Where is my order?")
    assert len(ground.cases) == 20
    ground.passes(hours=25)
    ground.writes(JANE, "Another matter.")
    assert len(ground.cases) == 21


def test_acknowledgements_go_once_a_day(ground: Ground) -> None:
    pours(ground, 30, JANE, "Where is my order?")
    assert sent(ground, JANES) == {"acknowledgement": 1}


def test_limits_survive_a_restart(ground: Ground) -> None:
    first = ground.writes(JANE, LAWYER)
    for _ in range(20):
        pours(ground, 2, JANE, "It is still broken.", answers=first, beats=1)
        ground.restart()
        ground.beat()
    assert sent(ground, "olivia@acme.example")["customer_wrote"] <= 4
    for _ in range(8):
        pours(ground, 1, JANE, LAWYER)
        ground.restart()
        ground.beat()
    assert sum(sent(ground, JANES).values()) <= 6


def test_a_token_cannot_be_used_to_pour_mail_over_colleagues_or_customers(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    token = ground.rows("anna")[0].message_id
    for number in range(MANY // 3):
        ground.writes(ANNA, f"pass {'ben' if number % 2 else 'anna'}", answers=token)
        ground.writes(ANNA, f"say: buy now, number {number}", answers=token)
    ground.passes(minutes=30)
    assert len(ground.letters("ben@acme.example")) <= 30
    assert sum(sent(ground, JANES).values()) <= 30


# ---------------------------------------------------------------- what it costs


def decoded(ground: Ground, monkeypatch: pytest.MonkeyPatch, raw: bytes) -> int:
    """Rows of the store that taking in this mail reads."""
    count = 0
    real = Shelf.decode

    def counting(self: Shelf[object], row: bytes) -> object:
        nonlocal count
        count += 1
        return real(self, row)

    with monkeypatch.context() as patched:
        patched.setattr(Shelf, "decode", counting)
        ground.deliver(raw)
        ground.worker.beat()
    ground.beat()
    return count


def test_the_next_mail_on_a_long_case_costs_what_it_always_did(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ground.writes(JANE, LAWYER)

    def one() -> int:
        raw = mail(JANE, "Still.", at=ground.clock.now(), number=ground.next_number(), answers=first)
        return decoded(ground, monkeypatch, raw)

    pours(ground, 450, JANE, "It is still broken.", answers=first)
    early = one()
    pours(ground, 450, JANE, "It is still broken.", answers=first)
    assert one() <= early + 60
    assert len(ground.store.texts("CASE-1001")) <= 400


def test_a_case_stays_small(ground: Ground) -> None:
    first = ground.writes(JANE, LAWYER)
    for number in range(MANY):
        ground.deliver(
            mail(f"p{number}@x{number}.example", "Me too.", at=ground.clock.now(), number=ground.next_number(), answers=first)
        )
    ground.beat()
    assert len(ground.case.participants) <= 50
    assert ground.case.participants[0] == JANES
    assert len(msgspec.json.encode(ground.case)) < 16_000


def test_explanations_and_refusals_read_no_more_with_each(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    ground.writes(JANE, MANAGER)

    def one() -> int:
        raw = mail(ANNA, "done", at=ground.clock.now(), number=ground.next_number(), subject="Re: [CASE-1001]")
        return decoded(ground, monkeypatch, raw)

    early = [one() for _ in range(5)][-1]
    late = [one() for _ in range(150)][-1]
    assert late <= early + 5
