"""Short messages of tuning/CODE_lines.txt, one a line: exactly the triggers above each fire; `~` marks what is missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import load_rules
from tests.triage.reading_mail import mail, sender

RULES = load_rules()
FOLDER = Path(__file__).parent / "tuning"
MISSED = "~ "
CODES = ("de", "en", "es", "fr", "it", "nl", "pt")


def lines() -> Iterator[tuple[str, str]]:
    for code in CODES:
        wanted = ""
        for line in (FOLDER / f"{code}_lines.txt").read_text("utf-8").splitlines():
            if line.startswith("["):
                wanted = line.strip("[]")
            elif line and not line.startswith("#"):
                yield wanted, line


@pytest.mark.parametrize(("wanted", "line"), list(lines()), ids=lambda v: v[:50] or "nothing")
def test_line(wanted: str, line: str) -> None:
    found = triage(mail(line.removeprefix(MISSED)), sender(), RULES)
    right = " ".join(found.triggers) == wanted
    assert right != line.startswith(MISSED), found.findings
