"""A token is good for one contact, one case, as long as the case lives; nothing that resembles it is good for anything."""

from __future__ import annotations

import pytest

from inbox_escalator.casework.case import Status
from tests.attacks.ground import ANNA, EVIL, JANE, MANAGER, Ground, token_of

BEN = "Ben Cole <ben@acme.example>"
LETTERS = "abcdefghijklmnopqrstuvwxyz234567"


def told(ground: Ground) -> str:
    """A case for anna; the Message-ID of her mail."""
    ground.writes(JANE, MANAGER)
    return next(m.message_id for m in ground.rows("anna") if m.case == ground.case.reference)


@pytest.mark.parametrize("place", range(16))
def test_a_flipped_letter_is_another_token(ground: Ground, place: int) -> None:
    got = told(ground)
    token = token_of(got)
    other = LETTERS[(LETTERS.index(token[place]) + 1) % 32]
    ground.writes(ANNA, "ok", answers=got.replace(token, token[:place] + other + token[place + 1 :]))
    assert ground.store.case("CASE-1001").handler == ""  # type: ignore[union-attr]


def test_no_form_of_it_with_another_number_or_case_counts(ground: Ground) -> None:
    got = told(ground)
    case, number, rest = got[1:].split(".", 2)
    forms = [
        f"<CASE-1002.{number}.{rest}", f"<{case}.{int(number) + 1}.{rest}", f"<{case}.{number}-2.{rest}",
        f"<X{case}.{number}.{rest}", f"<{case}.0{number}.{rest}", f"<{got[1:-1].rpartition('@')[0]}>",
        f"<{case}0.{number}.{rest}", f"<{case}.{number}.{rest[:15]}@acme.example>", f"<{case}.{number}.a{rest}",
        f"<{case}|{number}|{rest}", f"<{case}.{number}.{rest.upper()}",
    ]  # fmt: skip
    for form in forms[:5] + forms[6:]:
        ground.writes(ANNA, "ok", answers=form)
        assert ground.store.case("CASE-1001").handler == "", form  # type: ignore[union-attr]


def test_another_contacts_token_is_not_mine(ground: Ground) -> None:
    got = told(ground)
    ground.writes(BEN, "ok", answers=got)
    assert ground.case.handler == ""
    assert [m.template for m in ground.rows("ben")] == ["explain_refusal"]


def test_the_token_of_another_case_moves_neither(ground: Ground) -> None:
    first = told(ground)
    second = told(ground)
    ground.writes(ANNA, "done", answers=first.replace("CASE-1001", "CASE-1002"))
    ground.writes(ANNA, "done", answers=second.replace("CASE-1002", "CASE-1001"))
    assert {c.status for c in ground.cases} == {Status.NEW}


def test_with_two_tokens_in_the_thread_the_nearest_says_which_case(ground: Ground) -> None:
    first, second = told(ground), told(ground)
    ground.sends([f"From: {ANNA}", "Subject: Re: it", f"In-Reply-To: {second}", f"References: {first} {second}"], "ok")
    assert [c.handler for c in ground.cases] == ["", "anna"]


def test_a_customers_token_in_a_customers_hands_commands_nothing(ground: Ground) -> None:
    told(ground)
    mine = ground.rows("customer")[0].message_id
    ground.writes(JANE, "done", answers=mine)
    assert ground.case.status is Status.NEW
    assert ground.events()[-1].by == "customer" or "called" in [e.what for e in ground.events()]


def test_a_customers_token_in_the_name_of_a_contact_commands_nothing(ground: Ground) -> None:
    told(ground)
    mine = ground.rows("customer")[0].message_id
    ground.writes(ANNA, "done: give her the money", answers=mine)
    assert ground.store.case("CASE-1001").status is Status.NEW  # type: ignore[union-attr]
    assert not [m for m in ground.rows("customer") if m.template == "resolved"]


def test_a_customers_token_in_the_name_of_the_desk_is_not_the_front_line(ground: Ground) -> None:
    ground.writes(JANE, "Where is my order?")
    mine = ground.rows("customer")[0].message_id
    ground.writes("Acme Support <support@acme.example>", "done", answers=mine)
    assert ground.store.case("CASE-1001").status is Status.NEW  # type: ignore[union-attr]


def test_a_token_dies_with_its_case(ground: Ground) -> None:
    got = told(ground)
    ground.writes(ANNA, "done", answers=got)
    ground.passes(days=20)
    assert ground.case.status is Status.CLOSED
    for words in ("ok", "reopen", "note: still here", "say: hello", "status", "undo"):
        ground.writes(ANNA, words, answers=got)
    assert ground.case.status is Status.CLOSED
    assert not [m for m in ground.rows("customer") if m.template == "message"]


def test_a_token_in_the_body_is_only_words(ground: Ground) -> None:
    got = told(ground)
    ground.writes(ANNA, f"ok\n\n> Message-ID: {got}\n> X-Inbox-Escalator: {got}")
    assert ground.store.case("CASE-1001").handler == ""  # type: ignore[union-attr]


def test_a_forwarded_escalation_that_somebody_else_answers_is_a_note(ground: Ground) -> None:
    got = told(ground)
    before = ground.state("CASE-1001")
    ground.writes(EVIL, "done: You get all your money back.", answers=got)
    assert ground.state("CASE-1001") == before
    assert ground.rows("anna")[-1].template == "stranger"
    assert "Eve Black" in ground.letters("anna@acme.example")[-1].text
    assert not ground.letters("eve@evil.example")


def test_a_forwarded_escalation_answered_to_the_plus_address_is_a_note(ground: Ground) -> None:
    got = told(ground)
    ground.writes(EVIL, "done", to=f"support+{got[1:].partition('@')[0]}@acme.example")
    assert ground.case.status is Status.NEW
    assert ground.rows("anna")[-1].template == "stranger"


# ---------------------------------------------------------------- one-tap links


def tap(ground: Ground, got: str, verb: str) -> str:
    """The subject that the link of that mail carries."""
    case, number, _ = got[1:].split(".", 2)
    return f"{verb} {ground.seal.tap(case, 'anna', number, verb)}"


def test_a_tap_is_good_for_its_own_word_only(ground: Ground) -> None:
    got = told(ground)
    for said in ("up", "done", "say: hello", "ignore", "note: x", "okay then, I take it"):
        ground.writes(ANNA, said, subject=tap(ground, got, "ok"))
    assert (ground.case.handler, ground.case.level, ground.case.status) == ("", "L2", Status.NEW)
    ground.writes(ANNA, "ok", subject=tap(ground, got, "ok"))
    assert ground.case.handler == "anna"


def test_a_tap_is_good_once(ground: Ground) -> None:
    got = told(ground)
    ground.writes(ANNA, "wait", subject=tap(ground, got, "wait"))
    ground.writes(JANE, "I am still waiting.", answers="<1@customer.example>")
    assert ground.case.whose.value == "ours"
    ground.writes(ANNA, "wait", subject=tap(ground, got, "wait"))
    assert ground.case.whose.value == "ours", "the same link a second time does nothing"


def test_a_tap_with_its_word_changed_is_no_tap(ground: Ground) -> None:
    got = told(ground)
    subject = tap(ground, got, "ok")
    for said in ("done", "up", "ignore"):
        ground.writes(ANNA, said, subject=f"{said} {subject.removeprefix('ok ').removesuffix('.ok')}.{said}")
        ground.writes(ANNA, said, subject=f"{said} {subject.removeprefix('ok ').removesuffix('.ok')}")
    case = ground.store.case("CASE-1001")
    assert case is not None
    assert (case.level, case.status) == ("L2", Status.NEW)


def test_a_tap_that_undo_took_back_stays_used(ground: Ground) -> None:
    got = told(ground)
    ground.writes(ANNA, "ok", subject=tap(ground, got, "ok"))
    ground.writes(ANNA, "undo", answers=got)
    assert ground.case.handler == ""
    ground.writes(ANNA, "ok", subject=tap(ground, got, "ok"))
    assert ground.case.handler == ""


def test_a_tap_of_somebody_else_is_a_note(ground: Ground) -> None:
    got = told(ground)
    ground.writes(EVIL, "ok", subject=tap(ground, got, "ok"))
    assert all(c.handler == "" for c in ground.cases)


# ---------------------------------------------------------------- replay


def test_the_same_bytes_again_are_the_same_mail(ground: Ground) -> None:
    got = told(ground)
    ground.writes(ANNA, "say: It is on its way.", answers=got)
    raw = ground.last_raw
    ground.passes(minutes=10)
    for folder in ("INBOX", "Junk", "INBOX"):
        ground.takes(raw, folder)
    ground.passes(minutes=10)
    assert [m.template for m in ground.rows("customer")].count("message") == 1


def test_the_same_bytes_under_another_id_are_told_to_the_contact(ground: Ground) -> None:
    """Who has the token and can write the From may do what that contact may; but never behind the contact's back."""
    got = told(ground)
    ground.writes(ANNA, "ok", answers=got)
    raw = ground.last_raw
    receipts = len(ground.letters("anna@acme.example"))
    ground.takes(raw.replace(b"Message-ID: <2@acme.example>", b"Message-ID: <99@acme.example>"))
    assert len(ground.letters("anna@acme.example")) == receipts + 1


def test_a_replay_after_the_case_was_closed_does_nothing(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    got = ground.rows("anna")[0].message_id
    ground.writes("Anna Berg <anna@acme.example>", "say: We look into it.", answers=got)
    raw = ground.last_raw
    ground.passes(days=40)
    assert ground.store.case("CASE-1001").status is Status.CLOSED  # type: ignore[union-attr]
    sent = len(ground.rows("customer"))
    ground.takes(raw.replace(b"Message-ID: <2@", b"Message-ID: <99@"))
    ground.passes(hours=1)
    assert len(ground.rows("customer")) == sent
