"""A colleague who is no contact, or whoever writes like one: no authority, and not a word lost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from inbox_escalator.casework.policy import Trust
from tests.attacks.ground import ANNA, EVIL, FAIL, JANE, LAWYER, MANAGER, PASS, RULES, Ground
from tests.casework import bench

CARL = "Carl Clerk <carl@acme.example>"
SUPPORT = "Acme Support <support@acme.example>"


class Staffed(Ground):
    """Everybody at acme.example is a colleague."""

    def open(self) -> None:
        self.staff = ("@acme.example",)
        super().open()


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    place = Staffed(tmp_path / "data")
    yield place
    place.close()


@pytest.mark.parametrize("headers", [[], [PASS], [FAIL]], ids=["none", "pass", "fail"])
@pytest.mark.parametrize("subject", ["Phone call", "[CASE-1001] phone call", "Re: ESCALATION [CASE-1001]"])
def test_no_word_of_a_colleague_is_lost(ground: Ground, subject: str, headers: list[tuple[str, str]]) -> None:
    ground.writes(JANE, "Where is my order?")
    ground.writes(CARL, f"She called me and said: {LAWYER}", subject=subject, headers=headers)
    said = [t.words for c in ground.cases for t in ground.store.texts(c.reference)]
    assert any("She called me" in words for words in said)
    assert not ground.letters("carl@acme.example")


@pytest.mark.parametrize("headers", [[], [PASS]], ids=["none", "pass"])
@pytest.mark.parametrize("words", ["done", "ok", "ignore", "say: hello", "approve"])
def test_a_colleague_who_is_no_contact_commands_nothing(ground: Ground, words: str, headers: list[tuple[str, str]]) -> None:
    ground.writes(JANE, MANAGER)
    before = ground.state("CASE-1001")
    ground.writes(CARL, words, subject="[CASE-1001]", headers=headers)
    ground.writes(CARL, words, answers=ground.rows("anna")[0].message_id, headers=headers)
    after = ground.state("CASE-1001")
    assert after == before
    assert [m.template for m in ground.rows("customer")] == ["handoff"]


def test_words_of_a_contact_without_proof_are_kept_or_explained(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    ground.writes(ANNA, f"By the way she says: {LAWYER}", subject="[CASE-1001]")
    kept = any("By the way" in t.words for c in ground.cases for t in ground.store.texts(c.reference))
    assert kept or "explain_refusal" in [m.template for m in ground.rows("anna")]


def test_strict_wants_dmarc_from_the_front_line_too(tmp_path: Path) -> None:
    """Only what lies in Sent is proven by the mailbox alone."""
    ground = Ground(tmp_path / "strict", replace(bench.policy(triggers=RULES.triggers), trust=Trust.STRICT))
    ground.writes(JANE, "Where is my order?")
    ground.passes(hours=3, minutes=30)
    notice = next(m.message_id for m in ground.rows("desk"))
    ground.writes(SUPPORT, "done", answers=notice)
    assert not ground.case.ended
    ground.writes(SUPPORT, "done", answers=notice, folder="Sent")
    assert ground.case.ended
    ground.close()


def test_a_stranger_with_the_front_lines_token_is_nobody(ground: Ground) -> None:
    ground.writes(JANE, "Where is my order?")
    ground.passes(hours=3, minutes=30)
    notice = next(m.message_id for m in ground.rows("desk"))
    for sender, headers in ((EVIL, []), (JANE, [PASS]), (CARL, [PASS]), (SUPPORT, [FAIL])):
        ground.writes(sender, "done", answers=notice, headers=headers)
        assert not ground.store.case("CASE-1001").ended, sender  # type: ignore[union-attr]
