"""Bounces and automatic mail of the shared collections: figures that must not fall."""

import json
from pathlib import Path

import pytest

from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.judge import judge
from inbox_escalator.intake.sender_json import as_json
from tests.intake.letters import DESK

SHARED = Path(__file__).parents[3] / "shared" / "corpora"

pytestmark = [
    pytest.mark.shared,
    pytest.mark.skipif(not SHARED.is_dir(), reason="../shared is not there"),
]


def flags(path: Path) -> dict[str, object]:
    return dict(as_json(judge(read_mail(path.read_bytes()), DESK)))


def test_bounces_are_known_and_name_who_was_not_reached() -> None:
    known, right, wanted = 0, 0, 0
    for collection in ("flufl", "sisimai_a"):
        for line in (SHARED / "mail" / collection / "expected.jsonl").read_text().splitlines():
            message = json.loads(line)
            expected = message["expect"]
            if "is_bounce" not in expected:
                continue
            found = flags(SHARED / "mail" / collection / f"{message['id']}.eml")
            wanted += expected["is_bounce"]
            known += bool(found["is_bounce"]) and expected["is_bounce"]
            assert expected["is_bounce"] or not found["is_bounce"], message["id"]
            named = found["bounced_recipient"]
            assert isinstance(named, list)
            right += {*named} == {a.lower() for a in expected.get("bounced_recipient", ())}
    assert known / wanted >= 0.97
    assert right >= 92


def test_ordinary_mail_is_not_taken_for_a_machines() -> None:
    for line in (SHARED / "triage" / "labels.jsonl").read_text().splitlines():
        message = json.loads(line)
        found = flags(SHARED / "triage" / message["file"])
        for key in ("is_auto_reply", "is_bounce", "is_list_or_bulk"):
            assert message[key] or not found[key], (message["id"], key)
