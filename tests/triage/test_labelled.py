"""The labelled mail beside the repository: figures that must not fall. What it is worth stands in docs/triage.md."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import load_rules
from tests.triage.reading_mail import sender

SHARED = Path(__file__).parents[3] / "shared"
LABELS = SHARED / "corpora" / "triage" / "labels.jsonl"

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not LABELS.exists(), reason="../shared is not here")]


def explained(paths: list[Path], folder: Path) -> str:
    command = [sys.executable, "-m", "inbox_escalator", "explain", "--jsonl"]
    done = subprocess.run(
        command, input="\n".join(map(str, paths)), capture_output=True, text=True, check=True, cwd="/"
    )
    return done.stdout


def test_labelled_mail(tmp_path: Path) -> None:
    predictions = tmp_path / "predictions.jsonl"
    predictions.write_text(explained(sorted((LABELS.parent / "eml").glob("*.eml")), tmp_path))
    scorer = [sys.executable, str(SHARED / "tools" / "score_triage.py"), str(LABELS), str(predictions), "--json"]
    figures = json.loads(subprocess.run(scorer, capture_output=True, text=True, check=True).stdout)
    assert figures["missing"] == 0
    assert figures["macro_f1_escalating"] >= 0.9
    assert figures["false_alarm_ordinary"]["rate"] <= 0.04
    assert figures["false_alarm_machine_mail"]["alarmed"] == 0
    assert figures["sentiment"]["accuracy_with_alternatives"] >= 0.8
    assert figures["loss"]["amount_and_currency_right"] >= 0.7


def test_every_mail_of_other_projects_is_read() -> None:
    rules = load_rules()
    for file in sorted((SHARED / "corpora" / "mail").rglob("*.eml")):
        found = triage(read_mail(file.read_bytes()), sender(), rules)
        assert all(f.words for f in found.findings), file
