"""What a colleague sends on: what is kept of it, and what the colleague hears."""

from __future__ import annotations

import re

from inbox_escalator.casework.decision import Voice
from tests.attacks.ground import ANNA, FORWARD, Ground


def code_in(text: str) -> str:
    found = re.search(r"\b[0-9]{6}\b", text)
    assert found is not None, text
    return found[0]


def test_what_was_said_besides_is_kept_once(ground: Ground) -> None:
    ground.writes(ANNA, FORWARD, subject="Fwd: Invoice")
    asked = ground.letters("anna@acme.example")[-1]
    ground.writes(ANNA, code_in(asked.text), answers=asked.message_id)
    assert ground.case.customer.address == "jane@customer.example"
    with ground.store.turn() as turn:
        notes = [t.words for t in turn.texts(ground.case.reference) if t.voice is Voice.NOTE]
    assert notes == ["she wrote to my own address"]
