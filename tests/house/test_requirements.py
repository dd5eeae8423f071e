"""docs/requirements.md: nothing of the two documents is missing, and everything that it names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inbox_escalator.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent
TABLE = (ROOT / "docs" / "requirements.md").read_text("utf-8")
SHARED = ROOT.parent / "shared" / "requirements"
ROWS = [
    [cell.strip() for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
    for line in TABLE.splitlines()
    if line.startswith("| ")
]
ROWS = [row for row in ROWS if row[0] not in ("the document says", "---")]
STORIES = sorted({name for row in ROWS for name in re.findall(r"`([a-z_]+)`", row[2])})
FILES = sorted(
    {name for row in ROWS for name in re.findall(r"`((?:inbox_escalator|templates|tests|docs)/[^`]*)`", row[1])}
)
NOT_SAID = (
    "escalation-procedure", "This skill, packaged", "In claude.ai", "It’s live in your chats", "/plugin", "npx", "Use this skill",
    "When to Use This Skill", "Input |", "---", "Trigger | From", "[YOUR", "[DATE]", "| | | |", "Escalation Management Department",
    "Escalation Log", "Escalation Tracker", "Monthly Escalation Review", "Reducing Escalations", "Anti-Patterns", "Recovery",
    "Required Inputs", "Core Principle", "Customer Communication", "Escalation Notification", "Internal Escalation Message",
    "Escalation Levels", "Escalation Trigger Matrix", "Escalation Process", "When to Escalate", "How to Escalate",
)  # fmt: skip
"""How lines begin that are headings, or speak of how the document itself is installed."""


def test_every_row_has_three_cells() -> None:
    assert len(ROWS) > 90
    assert all(len(row) == 3 for row in ROWS)
    assert all(row[1] for row in ROWS)


@pytest.mark.parametrize("name", STORIES)
def test_every_story_is_told(name: str) -> None:
    assert (ROOT / "tests" / "stories" / f"{name}.story").is_file()


@pytest.mark.parametrize("name", FILES)
def test_every_file_is_there(name: str) -> None:
    assert (ROOT / name).exists()


def test_a_command_that_is_named_is_there() -> None:
    for name in ("procedure", "check", "log", "explain", "backtest"):
        assert f"`{name}" in TABLE
        assert name in COMMANDS


def said(text: str) -> str:
    """Letters and digits only: marks of layout and case do not matter."""
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def lines_of(name: str) -> list[str]:
    found = []
    for line in (SHARED / name).read_text("utf-8").splitlines():
        bare = line.strip().lstrip("#-|* ").replace("**", "").rstrip("| ")
        heading = line.startswith("#") or re.fullmatch(r"(?:Phase \d|Step \d|\d\.\s|Conclusion|Escalation P).*", bare)
        if said(bare) and not heading and not bare.startswith(NOT_SAID):
            found.append(bare)
    return found


@pytest.mark.shared
@pytest.mark.parametrize("name", ["escalation-procedure.txt", "escalation-protocol.txt"])
def test_nothing_of_the_documents_is_missing(name: str) -> None:
    if not SHARED.is_dir():
        pytest.skip("../shared is not here")
    table = f" {said(' '.join(row[0] for row in ROWS))} {said(TABLE)} "
    lines = lines_of(name)
    assert len(lines) > 15
    assert not [line for line in lines if f" {said(line)} " not in table]
