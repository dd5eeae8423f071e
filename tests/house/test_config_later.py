"""What the file may set and nothing obeys yet is said, with its line, in the docs and in the example."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inbox_escalator.config.load import load
from inbox_escalator.config.schema import Key
from inbox_escalator.config.tables.later import LATER, LATER_VALUES
from tests.house.describing import DOCS, EXAMPLE, NOT_YET, tables
from tests.house.test_config_described import SMALLEST

SOURCE = Path(__file__).parent.parent.parent / "inbox_escalator"
MARKED = sorted(LATER, key=lambda key: key.name)
SET = [
    ("automatic_sender", "[limits] automatic_sender", "[limits]\nautomatic_sender = 5"),
    ("text_kb", "[limits] text_kb", "[limits]\ntext_kb = 8"),
    ("case_kb", "[limits] case_kb", "[limits]\ncase_kb = 32"),
    ("canary", "[canary]", '[canary]\nat = "07:30"'),
    ("review", "[review]", "[review]\nday = 2"),
    ("retention", "[retention]", '[retention]\nafter = "90d"'),
]


def warnings(tmp_path: Path, more: str) -> list[str]:
    path = tmp_path / "config.toml"
    path.write_text(SMALLEST + more)
    return [str(warning) for warning in load(path).warnings]


@pytest.mark.parametrize(("where", "toml"), [row[1:] for row in SET], ids=[row[0] for row in SET])
def test_one_line_for_what_does_nothing_yet(tmp_path: Path, where: str, toml: str) -> None:
    said = [line for line in warnings(tmp_path, toml) if "does nothing yet" in line]
    assert len(said) == 1
    assert re.match(rf"line \d+: {re.escape(where)}", said[0]), said
    line = int(said[0].split(":")[0].removeprefix("line "))
    assert (SMALLEST + toml).splitlines()[line - 1] in toml


def test_nothing_is_said_of_what_the_file_does_not_set(tmp_path: Path) -> None:
    assert warnings(tmp_path, "") == []
    assert load(EXAMPLE).warnings == ()


@pytest.mark.parametrize("key", MARKED, ids=[key.name for key in MARKED])
def test_docs_and_example_mark_it(key: Key[object]) -> None:
    said = f"{key.sentence} {NOT_YET}"
    assert said in DOCS.read_text("utf-8")
    assert said in EXAMPLE.read_text("utf-8")


def test_every_key_of_the_list_is_a_key_of_the_file() -> None:
    known = {key for table in tables() for key in table.section.keys} | {
        key for key in LATER if key.section is not None and key.name in {table.name for table in tables()}
    }
    assert known >= LATER | LATER_VALUES.keys()


FIELDS = {"automatic_sender"}


@pytest.mark.parametrize("field", sorted(FIELDS))
def test_it_is_true_that_nothing_reads_it(field: str) -> None:
    """Whoever makes a key work takes it from the list; this is the reminder."""
    assert field in {key.name for key in LATER}
    readers = [
        path.relative_to(SOURCE).as_posix()
        for path in SOURCE.rglob("*.py")
        if path.parts[len(SOURCE.parts)] != "config"
        and path.parent.name != "procedure"  # it prints what the file says
        and re.search(rf"(policy|level|contact|rules|customer|bounds)\.{field}\b", path.read_text("utf-8"))
    ]
    assert readers == []
