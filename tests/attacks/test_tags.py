"""`[CASE-1042]` in a subject says which case is meant; a customer's words must not say it in our place."""

from __future__ import annotations

import pytest

from inbox_escalator.casework.case import Status
from tests.attacks.ground import ANNA, JANE, LAWYER, MANAGER, PASS, Ground

OLIVIA = "Olivia Owner <olivia@acme.example>"


@pytest.mark.parametrize("place", ["name", "subject"])
@pytest.mark.parametrize("words", [MANAGER, LAWYER])
def test_an_answer_without_thread_goes_to_the_case_that_our_subject_names(ground: Ground, place: str, words: str) -> None:
    """Some mail programs lose In-Reply-To: then the subject says which case is meant."""
    who, address = (ANNA, "anna@acme.example") if words == MANAGER else (OLIVIA, "olivia@acme.example")
    ground.writes(JANE, words)
    name = "Eve [CASE-1001]" if place == "name" else "Eve"
    subject = "[CASE-1001] [case-1001] Re: [CASE-1001]" if place == "subject" else "Broken"
    ground.sends([f'From: "{name}" <eve@evil.example>', f"Subject: {subject}"], words)
    got = ground.letters(address)[-1]
    assert "[CASE-1002]" in got.subject
    assert "1001" not in got.subject
    ground.writes(who, "ignore", subject=f"Re: {got.subject}", headers=[PASS])
    assert ground.store.case("CASE-1001").status is Status.NEW  # type: ignore[union-attr]


def test_the_last_tag_counts(ground: Ground) -> None:
    ground.writes(JANE, MANAGER)
    ground.writes("Eve <eve@evil.example>", MANAGER)
    ground.writes(ANNA, "ok", subject="Re: ESCALATION Eve [CASE-1001] [CASE-1002]", headers=[PASS])
    assert [c.handler for c in ground.cases] == ["", "anna"]
