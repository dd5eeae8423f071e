"""Whatever stands behind a key: the file loads, or every mistake is a line that says where."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox_escalator.config.load import ConfigError, load_all
from tests.house.describing import Table, tables

ODD = (
    "0", "-1", "true", '""', '"x"', '"0m"', '"1bd"', '"99999999d"', '"\\u0000\\n"', '"ü@bücher.example"', "[]", "[1]",
    "{ a = 1 }", "[{}]", "2026-01-01", "nan", '"' + "x" * 5000 + '"',
)  # fmt: skip
NEEDS = {
    "desk": 'name = "A"\naddress = "a@x.example"\n',
    "desk.imap": 'host = "i.x.example"\npassword = { env = "P" }\n',
    "desk.smtp": 'host = "s.x.example"\n',
    "desk.alarm_smtp": 'host = "s.x.example"\n',
    "level": 'name = "L9"\nrespond = "1h"\n',
    "contact": 'id = "o"\nname = "O"\naddress = "o@x.example"\nlevels = ["L2"]\n',
    "contact.hours": "",
    "trigger": 'name = "press"\nphrases = ["press"]\nto = "L2"\n',
    "trigger.test": 'words = "press"\n',
    "rotation": 'level = "L2"\nweeks = ["o"]\n',
}
ALWAYS = ("desk", "desk.imap", "desk.smtp", "contact")
PARENTS = {"trigger.test": "trigger", "contact.hours": "contact"}


def _file(table: Table, line: str) -> str:
    """The smallest file, with that line in that table."""
    wanted = list(dict.fromkeys([*ALWAYS, PARENTS.get(table.name, table.name), table.name]))
    wanted.sort(key=lambda name: ("contact", "contact.hours").index(name) if name.startswith("contact") else -1)
    many = {known.name: known.many for known in tables()}
    text = ""
    for name in wanted:
        body = NEEDS.get(name, "")
        if name == table.name:
            key = line.partition(" = ")[0]
            body = "".join(row for row in body.splitlines(True) if not row.startswith(f"{key} =")) + line + "\n"
        text += (f"[[{name}]]\n" if many[name] else f"[{name}]\n") + body
    return text


def _complaint(path: Path) -> str:
    """What is wrong with how the mistakes are told; '' where nothing is."""
    try:
        load_all(path)
    except ConfigError as error:
        for problem in error.problems:
            said = str(problem)
            if not problem.line or not said.isprintable() or len(said) > 500:
                return said
    return ""


@pytest.mark.parametrize("table", list(tables()), ids=lambda table: table.name)
def test_an_odd_value_is_read_or_told(table: Table, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    for key in table.section.keys:
        for value in ODD:
            path.write_text(_file(table, f"{key.name} = {value}"), "utf-8")
            assert not _complaint(path), f"{key.name} = {value}"
