"""Reports beyond what one incident lists: none waits with an incident that does not know of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox_escalator.casework import incident
from inbox_escalator.casework.case import Case
from inbox_escalator.triage.matrix import load_rules
from tests.attacks.ground import ANNA, PASS, Ground
from tests.casework import bench

REPORTS = (
    "The pickup locker at Mill Lane does not open with the code you sent me.",
    "The parcel locker in Mill Lane rejects my code every time.",
    "Pickup code is not accepted by the locker at Mill Lane, what now?",
    "I get no parcel, the Mill Lane locker says my code is wrong",
    "your locker on Mill Lane does not take the pickup code",
    "My code for the parcel locker at Mill Lane is rejected.",
    "The locker at Mill Lane still refuses my pickup code.",
    "The Mill Lane locker does not accept the code for my parcel.",
)


@pytest.fixture
def ground(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ground:
    monkeypatch.setattr(incident, "MEMBERS_KEPT", 3)
    rules = load_rules()
    return Ground(tmp_path, bench.policy(triggers=rules.triggers), rules)


def case(ground: Ground, number: int) -> Case:
    found = ground.store.case(f"CASE-{1000 + number}")
    assert found is not None
    return found


def test_reports_that_find_no_room_in_an_incident_make_another_one(ground: Ground) -> None:
    for number, words in enumerate(REPORTS):
        ground.writes(f"caller{number}@customer{number}.example", words, subject=f"Locker {number}")
    leads = [c for c in ground.store.cases() if c.leads is not None]
    assert [c.reference for c in leads] == ["CASE-1003", "CASE-1007"]
    for lead in leads:
        assert lead.leads is not None
        assert len(lead.leads.members) <= 3
        assert lead.level == "L2"
    listed = {m.case for lead in leads if lead.leads for m in lead.leads.members}
    waiting = {c.reference for c in ground.store.cases() if c.incident and c.leads is None}
    assert waiting == listed, "a report waits with an incident that lists it, and with no other"


def test_no_case_is_tied_to_an_incident_without_room(ground: Ground) -> None:
    for number, words in enumerate(REPORTS[:4]):
        ground.writes(f"caller{number}@customer{number}.example", words, subject=f"Locker {number}")
    ground.writes("tom@other.example", "Where is my invoice?", subject="Other")
    got = next(m.message_id for m in ground.rows("anna") if m.case == "CASE-1003")
    ground.writes(ANNA, "merge CASE-1005", answers=got, headers=[PASS])
    assert "no more fit in" in ground.letters("anna@acme.example")[-1].text
    assert case(ground, 5).incident == ""
    ground.writes(ANNA, "merge CASE-1001", subject="[CASE-1005]", headers=[PASS])
    assert "no more fit in" in ground.letters("anna@acme.example")[-1].text
    assert case(ground, 5).incident == ""
