"""Bringing in a customer's mail gives nobody a right: no forger of a colleague, and no colleague who is no contact."""

from __future__ import annotations

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


def test_a_stranger_brings_nothing_in(with_staff: Ground) -> None:
    ground = with_staff
    passed = ("Authentication-Results", "mx.acme.example; dmarc=pass header.from=evil.example")
    ground.writes(EVIL, FORWARD, headers=[passed])
    assert ground.case.customer.address == "eve@evil.example"
    assert not ground.letters("jane@customer.example")
