"""Short messages, one a line, in lines.txt: exactly the triggers above each fire."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import load_rules
from tests.triage.reading_mail import mail, sender

RULES = load_rules()


def lines() -> Iterator[tuple[str, str]]:
    wanted = ""
    for line in (Path(__file__).parent / "lines.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            wanted = line.strip("[]")
        elif line and not line.startswith("#"):
            yield wanted, line


@pytest.mark.parametrize(("wanted", "line"), list(lines()), ids=lambda v: v[:50] or "nothing")
def test_line(wanted: str, line: str) -> None:
    found = triage(mail(line), sender(), RULES)
    assert " ".join(found.triggers) == wanted, found.findings
