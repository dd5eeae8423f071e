"""The unseen mails are well formed, and the scorer counts as it says."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from inbox_escalator.intake.inbound import read_mail
from tests.triage.scoring import ESCALATING, TRIGGERS, Hits, Label, Money, Prediction, Share, mistakes, score
from tests.triage.unseen import LabelledMail, labelled_mail, write

MAILS = labelled_mail()
LABELS = [mail.label for mail in MAILS]
PLAIN = Label("a", "en", frozenset(), frozenset(), frozenset(), "calm", frozenset({"calm"}), None, "", (), "a test")


def test_there_is_enough_of_everything() -> None:
    people = [label for label in LABELS if not label.machine]
    mails = Counter(label.language for label in people)
    assert set(mails) == {"en", "de", "fr", "es", "nl", "pt", "it"}
    assert min(mails.values()) >= 22
    for language in mails:
        of_it = Counter(t for label in people if label.language == language for t in label.triggers)
        assert set(of_it) == set(TRIGGERS), language
        assert of_it["legal_threat"] >= 3
    assert sum(label.loss is not None for label in LABELS) >= 45
    assert 0.4 <= sum(label.is_ordinary for label in LABELS) / len(LABELS) <= 0.6


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.label.id)
def test_a_label_does_not_contradict_itself(mail: LabelledMail) -> None:
    label = mail.label
    assert label.triggers | label.dont_care | label.hard_negative_for <= set(TRIGGERS)
    assert not label.triggers & (label.dont_care | label.hard_negative_for)
    assert label.sentiment in label.sentiment_ok
    assert label.sentiment_ok <= {"calm", "frustrated", "angry"}
    assert label.machine in ("", "auto_reply", "bounce", "bulk")
    if label.machine:
        assert not label.triggers
        assert label.hard_negative_for
    if "financial_loss" not in label.dont_care:
        large = label.loss is not None and label.loss.amount >= 500
        assert large == ("financial_loss" in label.triggers)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: mail.label.id)
def test_each_is_a_mail_to_the_desk(mail: LabelledMail) -> None:
    read = read_mail(mail.raw)
    assert read.subject
    assert read.passages
    assert "support@lakemont.example.com" in {address.address for address in (*read.to, *read.cc)}


def test_no_two_have_one_name() -> None:
    assert len({label.id for label in LABELS}) == len(LABELS)


def test_written_to_a_folder(tmp_path: Path) -> None:
    write(MAILS[:3], tmp_path)
    lines = [json.loads(line) for line in (tmp_path / "labels.jsonl").read_text("utf-8").splitlines()]
    assert [line["id"] for line in lines] == [label.id for label in LABELS[:3]]
    assert all((tmp_path / line["file"]).read_bytes() == mail.raw for line, mail in zip(lines, MAILS, strict=False))


def test_what_is_left_open_counts_neither_way() -> None:
    label = replace(PLAIN, triggers=frozenset({"legal_threat"}), dont_care=frozenset({"service_failure"}))
    found = {"a": Prediction(frozenset({"service_failure", "vip"}), "angry")}
    figures = score([label], found)
    assert figures.per_trigger["service_failure"] == Hits()
    assert figures.per_trigger["legal_threat"] == Hits(missed=1)
    assert figures.mood_tolerant == Share(0, 1)
    assert [(m.trigger, m.missed) for m in mistakes([label], found)] == [("legal_threat", True)]


def test_a_false_alarm_on_ordinary_mail() -> None:
    hard = replace(PLAIN, hard_negative_for=frozenset({"legal_threat"}))
    note = replace(PLAIN, id="b", machine="auto_reply")
    figures = score([hard, note], {"a": Prediction(frozenset({"legal_threat"}), "calm")})
    assert figures.alarms_on_ordinary == Share(1, 2)
    assert figures.alarms_on_hard == Share(1, 1)
    assert figures.alarms_on_machine == Share(0, 1)
    assert figures.mood == Share(1, 1)
    assert figures.exact == Share(1, 2)


@pytest.mark.parametrize(
    ("found", "amount", "currency"),
    [(Money(1205, "EUR"), 1, 1), (Money(1200, "USD"), 1, 0), (Money(1300, "EUR"), 0, 0), (None, 0, 0)],
)
def test_an_amount_may_be_off_by_a_hundredth(found: Money | None, amount: int, currency: int) -> None:
    label = replace(PLAIN, triggers=frozenset({"financial_loss"}), loss=Money(1200, "EUR"))
    figures = score([label], {"a": Prediction(label.triggers, "calm", found)})
    assert figures.amounts == Share(amount, 1)
    assert figures.amounts_with_currency == Share(currency, 1)


def test_perfect() -> None:
    labels = [replace(PLAIN, id=name, triggers=frozenset({name})) for name in ESCALATING]
    figures = score(labels, {label.id: Prediction(label.triggers, "calm") for label in labels})
    assert figures.macro_f1_escalating == 1
    assert figures.all_triggers == Hits(right=6)
