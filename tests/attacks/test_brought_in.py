"""Bringing in a customer's mail gives nobody a right: no forger of a colleague, and no colleague who is no contact."""

from __future__ import annotations

import re

import pytest

from tests.attacks.ground import EVIL, FAIL, PASS, Ground

MAX = "Max Hill <max@acme.example>"
FORWARD = """up: do it now

---------- Forwarded message ---------
From: Jane Roe <jane@customer.example>
Date: Mon, Nov 23, 2026 at 9:00 AM
Subject: Invoice
To: <max@acme.example>

The invoice is wrong.
"""


@pytest.fixture
def with_staff(ground: Ground) -> Ground:
    ground.staff = ("@acme.example",)
    ground.restart()
    return ground


def test_a_colleagues_receipt_is_no_key(with_staff: Ground) -> None:
    """Its token is not the desk's: whoever has it and writes as the desk has no authority by it."""
    ground = with_staff
    ground.writes(MAX, FORWARD, headers=[PASS])
    (receipt,) = [m for m in ground.rows() if m.address == "max@acme.example"]
    before = ground.state(ground.case.reference)
    assert before is not None
    assert (before.level, before.customer.address) == ("L2", "jane@customer.example")
    for sender in ("Acme Support <support@acme.example>", MAX):
        ground.writes(sender, "ignore", answers=receipt.message_id)
    after = ground.state(before.reference)
    assert after is not None
    assert (after.status, after.level, after.handler) == (before.status, before.level, before.handler)
    assert not any("mailto:" in letter.text for letter in ground.letters("max@acme.example"))


@pytest.mark.parametrize("headers", [[], [FAIL]], ids=["none", "fail"])
def test_whoever_forges_a_colleague_writes_to_nobody(with_staff: Ground, headers: list[tuple[str, str]]) -> None:
    ground = with_staff
    ground.writes(MAX, FORWARD, headers=headers)
    assert ground.case.unverified
    assert ground.case.level == "L1"
    assert not ground.letters("jane@customer.example")


def asked(ground: Ground) -> tuple[str, str]:
    """Somebody writes as Max without DMARC; the id of the mail that asks for the code, and the code."""
    ground.writes(MAX, FORWARD)
    (waiting,) = ground.case.pending
    (mail,) = [m for m in ground.rows() if m.template == "code" and m.case == ground.case.reference]
    return mail.message_id, ground.seal.code(ground.case.reference, "max@acme.example", waiting.event)


def test_the_code_goes_to_the_colleague_and_nowhere_else(with_staff: Ground) -> None:
    ground = with_staff
    _, code = asked(ground)
    assert [m.to for m in ground.letters() if code in m.text] == ["max@acme.example"]
    ground.beat()
    assert not [m for m in ground.server.folders["INBOX"].messages.values() if code.encode() in m.raw], "copy taken out"
    assert not [e for e in ground.events() if code in e.because]


def test_nobody_else_can_use_a_colleagues_code(with_staff: Ground) -> None:
    ground = with_staff
    got, code = asked(ground)
    others = (
        EVIL,
        "Kim Low <kim@acme.example>",
        "Anna Berg <anna@acme.example>",
        "Acme Support <support@acme.example>",
    )
    for sender in others:
        ground.writes(sender, code, answers=got)
    ground.writes(MAX, code, headers=[FAIL], answers=got)
    ground.writes(MAX, code)
    ground.writes(MAX, code, subject="Re: [CASE-1001]")
    first = ground.store.case("CASE-1001")
    assert first is not None
    assert (first.customer.address, first.unverified, first.level) == ("max@acme.example", True, "L1")
    assert not ground.letters("jane@customer.example")
    ground.writes(MAX, code, answers=got)
    assert ground.store.case("CASE-1001").customer.address == "jane@customer.example", "nor spend it"  # type: ignore[union-attr]


@pytest.mark.parametrize("late", [False, True])
def test_a_colleagues_code_is_good_for_one_try_and_an_hour(with_staff: Ground, *, late: bool) -> None:
    ground = with_staff
    got, code = asked(ground)
    if late:
        ground.passes(minutes=61)
    else:
        ground.writes(MAX, f"{(int(code) + 1) % 1_000_000:06d}", answers=got)
    ground.writes(MAX, code, answers=got)
    first = ground.store.case("CASE-1001")
    assert first is not None
    assert first.customer.address == "max@acme.example"
    assert not ground.letters("jane@customer.example")


def test_a_code_moves_no_case_that_is_over(with_staff: Ground) -> None:
    ground = with_staff
    got, code = asked(ground)
    ground.writes("Acme Support <support@acme.example>", "ignore", subject="Re: [CASE-1001]", folder="Sent")
    before = ground.state("CASE-1001")
    assert before is not None
    assert before.ended
    ground.writes(MAX, code, answers=got)
    after = ground.state("CASE-1001")
    assert after is not None
    assert (after.level, after.customer, after.timers) == (before.level, before.customer, before.timers)
    assert "nothing was done" in ground.letters("max@acme.example")[-1].text
    assert not ground.letters("jane@customer.example")


def test_a_code_makes_nobody_elses_case_a_colleagues(with_staff: Ground) -> None:
    """A forward that joins a known case asks for no code, also where it has no id of its own."""
    ground = with_staff
    first = ground.writes("Tom Low <tom@other.example>", "Where is my parcel?", subject="Parcel")
    ground.sends([f"From: {MAX}", "Subject: Fwd: Parcel", f"In-Reply-To: {first}", "Message-ID: "], FORWARD)
    ground.sends([f"From: {MAX}", "Subject: Fwd: Parcel", f"In-Reply-To: {first}"], FORWARD)
    case = ground.store.case("CASE-1001")
    assert case is not None
    assert (case.customer.address, case.pending, case.level) == ("tom@other.example", (), "L1")
    assert len(ground.letters("max@acme.example")) == 2


def test_whoever_forges_many_colleagues_fills_no_mailbox(with_staff: Ground) -> None:
    ground = with_staff
    first = ground.writes("Tom Low <tom@other.example>", "Where is my parcel?", subject="Parcel")
    for number in range(40):
        ground.writes(f"m{number}@acme.example", FORWARD, answers=first)
    for number in range(40):
        ground.writes(MAX, FORWARD, subject=f"Fwd: {number}")
    colleagues = [m for m in ground.letters() if m.to.startswith("m") and m.to != "max@acme.example"]
    assert len(colleagues) <= 20
    assert len(ground.letters("max@acme.example")) <= 30
    assert len(ground.store.case("CASE-1001").answered) <= 21  # type: ignore[union-attr]
    assert not ground.letters("jane@customer.example")


def test_a_stranger_brings_nothing_in(with_staff: Ground) -> None:
    ground = with_staff
    passed = ("Authentication-Results", "mx.acme.example; dmarc=pass header.from=evil.example")
    ground.writes(EVIL, FORWARD, headers=[passed])
    assert ground.case.customer.address == "eve@evil.example"
    assert not ground.letters("jane@customer.example")


# ---------------------------------------------------------------- words that are about no case


def test_a_colleagues_list_is_no_key(with_staff: Ground) -> None:
    """It names cases, and commands none of them."""
    ground = with_staff
    ground.writes("Tom Low <tom@other.example>", "Where is my parcel?", subject="Parcel")
    ground.writes(MAX, "list", subject="list", headers=[PASS])
    (got,) = ground.letters("max@acme.example")
    assert "[CASE-1001]" in got.text
    assert "mailto:" not in got.raw.decode()
    before = ground.state("CASE-1001")
    for sender in ("Acme Support <support@acme.example>", MAX):
        for word in ("ok", "done", "ignore"):
            ground.writes(sender, word, answers=got.message_id)
    assert ground.state("CASE-1001") == before


def test_what_a_colleague_answers_is_not_lost(with_staff: Ground) -> None:
    """Only six digits answer a mail of the house; other words are a mail as any other."""
    ground = with_staff
    ground.writes(MAX, "list", subject="list", headers=[PASS])
    ground.writes(
        MAX, "My own computer is broken, please help.", answers=ground.letters("max@acme.example")[0].message_id
    )
    assert ground.case.customer.address == "max@acme.example"


def test_nobody_is_away_who_is_no_contact(with_staff: Ground) -> None:
    ground = with_staff
    ground.writes(MAX, "away until friday", subject="away", headers=[PASS])
    assert not ground.cases
    assert "no contact of this desk" in ground.letters("max@acme.example")[0].text
    with ground.store.turn() as turn:
        assert not turn.absences(ground.clock.now())


def test_whoever_forges_a_colleague_gets_no_list(with_staff: Ground) -> None:
    ground = with_staff
    for _ in range(10):
        ground.writes(MAX, "list", subject="list")
    codes = [m for m in ground.rows() if m.template == "code"]
    assert len(codes) == 3
    for sender in (EVIL, "Kim Low <kim@acme.example>", "Anna Berg <anna@acme.example>"):
        for code in {re.findall(r"\b[0-9]{6}\b", m.text)[0] for m in ground.letters("max@acme.example")}:
            ground.writes(sender, code, answers=codes[0].message_id)
    assert {m.template for m in ground.letters("max@acme.example")} == {"code"}
    assert "desk_answer" not in {m.template for m in ground.letters()}
