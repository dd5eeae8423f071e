"""docs/exit-codes.md and the codes are the same."""

from __future__ import annotations

import re
from pathlib import Path

from inbox_escalator.cli.exits import Exit

DOCS = Path(__file__).parent.parent.parent / "docs" / "exit-codes.md"
ROW = re.compile(r"^\| (\d+) \| ([a-z ]+) \| .+\. \|$", re.MULTILINE)


def test_every_code_is_documented_and_no_other() -> None:
    documented = {(int(code), name.replace(" ", "_").upper()) for code, name in ROW.findall(DOCS.read_text("utf-8"))}
    assert documented == {(code.value, code.name) for code in Exit}
