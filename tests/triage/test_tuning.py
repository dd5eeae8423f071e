"""The rules are as good on the mail on which they were tuned as they ever were; floors only rise.

How good they are on mail that they have never seen, `python -m tests.triage.unseen` tells.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox_escalator.triage.matrix import load_rules
from tests.triage.scoring import Figures, score
from tests.triage.unseen import labelled_mail, predictions

RULES = load_rules()
FLOORS = {
    "en": (0.96, 0.04, 0.97),
    "en2": (0.95, 0.05, 0.97),
    "en3": (0.93, 0.0, 0.9),
    "en4": (0.77, 0.08, 0.87),
    "en5": (0.9, 0.0, 0.66),
    "en6": (0.97, 0.0, 1.0),
    "en7": (0.99, 0.0, 1.0),
    "de": (0.96, 0.04, 0.97),
    "fr": (0.96, 0.04, 0.97),
    "fr2": (0.96, 0.04, 0.97),
    "es": (0.96, 0.04, 0.97),
    "es2": (0.96, 0.04, 0.97),
    "pt": (0.96, 0.04, 0.97),
    "pt2": (0.96, 0.04, 0.97),
    "nl": (0.96, 0.04, 0.97),
    "de2": (0.94, 0.02, 0.98),
    "nl2": (0.92, 0.02, 0.98),
    "de3": (0.96, 0.02, 0.98),
    "nl3": (0.96, 0.02, 0.98),
    "de4": (0.96, 0.03, 0.98),
    "nl4": (0.96, 0.03, 0.98),
    "it": (0.96, 0.04, 0.97),
    "it2": (0.96, 0.04, 0.97),
    "fr3": (0.94, 0.08, 0.97),
    "it3": (0.96, 0.04, 0.97),
    "es3": (0.94, 0.04, 0.85),
    "pt3": (0.96, 0.04, 0.97),
    "fr4": (0.96, 0.04, 0.97),
    "it4": (0.96, 0.04, 0.97),
    "es4": (0.96, 0.04, 0.97),
    "pt4": (0.96, 0.04, 0.97),
    "de6": (0.9, 0.04, 0.97),
    "nl6": (0.96, 0.04, 0.97),
    "fr6": (0.96, 0.04, 0.97),
    "it6": (0.96, 0.04, 0.97),
    "es6": (0.96, 0.04, 0.97),
    "pt6": (0.96, 0.04, 0.97),
    "de7": (0.96, 0.04, 0.97),
    "nl7": (0.96, 0.04, 0.97),
    "fr7": (0.96, 0.04, 0.97),
    "it7": (0.96, 0.04, 0.97),
    "es7": (0.96, 0.04, 0.97),
    "pt7": (0.96, 0.04, 0.97),
}
"""File of `tuning` → at least this macro F1 over the escalating triggers, at most this share of false alarms on ordinary
mail, and at least this recall of legal threats."""
LEARNED = {
    "de10": (0.92, 0.07),
    "de8": (0.90, 0.09),
    "en10": (0.90, 0.01),
    "en11": (0.97, 0.02),
    "en12": (0.90, 0.04),
    "en13": (0.89, 0.05),
    "en14": (0.95, 0.01),
    "en15": (0.94, 0.03),
    "en16": (0.90, 0.04),
    "en17": (0.97, 0.03),
    "en18": (0.94, 0.04),
    "en19": (0.95, 0.04),
    "en20": (0.97, 0.01),
    "en8": (0.92, 0.05),
    "en9": (0.97, 0.03),
    "es10": (0.93, 0.06),
    "es8": (0.92, 0.01),
    "fr10": (0.98, 0.01),
    "fr8": (0.93, 0.05),
    "it10": (0.93, 0.04),
    "it8": (0.93, 0.06),
    "nl10": (0.91, 0.04),
    "nl8": (0.90, 0.11),
    "pt10": (0.96, 0.01),
    "pt8": (0.95, 0.06),
}
"""The same of mail from which only the weights have learned, told in roundabout words or in long accounts: at least this F1
over all triggers, at most this share of false alarms."""
TUNING = Path(__file__).parent / "tuning"


def figures(name: str) -> Figures:
    mails = labelled_mail(TUNING, name)
    return score([mail.label for mail in mails], predictions(mails, RULES))


@pytest.mark.parametrize("name", FLOORS)
def test_no_worse_than_it_was(name: str) -> None:
    told, (macro_f1, alarms, threats) = figures(name), FLOORS[name]
    assert told.macro_f1_escalating >= macro_f1
    assert told.alarms_on_ordinary.rate <= alarms
    assert told.per_trigger["legal_threat"].recall >= threats
    assert told.per_trigger["legal_threat"].precision >= 0.85


@pytest.mark.parametrize("name", LEARNED)
def test_what_the_weights_have_learned_is_kept(name: str) -> None:
    told, (f1, alarms) = figures(name), LEARNED[name]
    assert told.all_triggers.f1 >= f1
    assert told.alarms_on_ordinary.rate <= alarms


def test_each_file_has_its_floor() -> None:
    files = {file.stem for file in TUNING.glob("*.toml") if not file.stem.startswith("machine")}
    assert files == FLOORS.keys() | LEARNED.keys()


def test_what_no_person_wrote_fires_nothing() -> None:
    fired = {of: p.triggers for of, p in predictions(labelled_mail(TUNING, "machine2"), RULES).items()}
    assert len(fired) == 14
    assert not any(fired.values()), fired
