"""Short messages, one a line, in lines.txt and tuning/CODE_lines.txt: exactly the triggers above each fire; `~` marks what
is missed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import load_rules
from tests.triage.reading_mail import mail, sender

RULES = load_rules()
HERE = Path(__file__).parent
FILES = (HERE / "lines.txt", *sorted((HERE / "tuning").glob("*_lines.txt")))
MISSED = "~ "


def lines() -> Iterator[tuple[str, str]]:
    for file in FILES:
        wanted = ""
        for line in file.read_text("utf-8").splitlines():
            if line.startswith("["):
                wanted = line.strip("[]")
            elif line and not line.startswith("#"):
                yield wanted, line


def test_there_is_a_file_for_each_language() -> None:
    assert len(FILES) == 8


@pytest.mark.parametrize(("wanted", "line"), list(lines()), ids=lambda v: v[:50] or "nothing")
def test_line(wanted: str, line: str) -> None:
    found = triage(mail(line.removeprefix(MISSED)), sender(), RULES)
    right = " ".join(found.triggers) == wanted
    assert right != line.startswith(MISSED), found.findings
