"""Each message of messages.toml fires exactly its triggers, in its language, with its sum."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path

import pytest

from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import load_rules
from inbox_escalator.triage.trigger import Loss, Triage
from tests.triage.reading_mail import sender

MESSAGES = tomllib.loads((Path(__file__).parent / "messages.toml").read_text("utf-8"))["message"]
RULES = load_rules()
LANGUAGES = ("en", "de", "fr", "es", "nl", "pt", "it")


def judged(message: dict) -> Triage:
    raw = f"From: anna@client.example\nTo: support@lakemont.example.com\nSubject: {message.get('subject', 'Hello')}\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n{message['text']}\n"
    return triage(read_mail(raw.encode()), sender(), RULES)


@pytest.fixture(params=MESSAGES, ids=lambda m: m["name"])
def message(request: pytest.FixtureRequest) -> dict:
    return request.param


def test_fires_exactly(message: dict) -> None:
    found = judged(message)
    assert set(found.triggers) - set(message.get("may", ())) == set(message["triggers"]), found.findings


def test_escalates(message: dict) -> None:
    if "escalates" in message:
        assert list(judged(message).escalates) == message["escalates"]


def test_sum(message: dict) -> None:
    amount, _, currency = message.get("loss", "").partition(" ")
    assert judged(message).loss == (Loss(Decimal(amount), currency) if amount else None)


def test_mood(message: dict) -> None:
    if "mood" in message:
        found = judged(message)
        assert found.sentiment in message["mood"], found.sentiment_words


def test_thanks_only(message: dict) -> None:
    assert judged(message).thanks_only == message.get("thanks", False)


def test_language(message: dict) -> None:
    if "language" in message:
        assert judged(message).language == message["language"]


def test_every_language_is_tried_on_both_sides() -> None:
    for language in LANGUAGES:
        own = [m for m in MESSAGES if m.get("language", "en") == language]
        assert len(own) >= 9
        assert any(m["triggers"] for m in own)
        assert any(not m["triggers"] for m in own)
