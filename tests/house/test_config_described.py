"""Schema, config.example.toml and docs/configuration.md say the same, and what they say is true."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

from inbox_escalator.config.kinds import read_table
from inbox_escalator.config.load import load
from inbox_escalator.config.schema import Key, Notebook, Section, Tell, default_of
from tests.house.describing import DOCS, EXAMPLE, Table, documented, example, tables

AGAIN = "run `python -m tests.house.describing`"
SMALLEST = """
[desk]
name    = "Acme Support"
address = "support@acme.example"

[desk.imap]
host     = "imap.acme.example"
user     = "support@acme.example"
password = { env = "SUPPORT_PASSWORD" }

[desk.smtp]
host = "smtp.acme.example"

[[contact]]
id      = "olivia"
name    = "Olivia Owner"
address = "olivia@acme.example"
levels  = ["L2", "L3"]
"""
KEYS = [(table, key) for table in tables() for key in table.keys]


def test_the_example_is_what_the_schema_says() -> None:
    assert EXAMPLE.read_text("utf-8") == example(), AGAIN


def test_the_docs_are_what_the_schema_says() -> None:
    text = DOCS.read_text("utf-8")
    assert text == documented(text), AGAIN


def test_the_docs_have_every_table_once() -> None:
    named = re.findall(r"<!-- keys of (\S+) -->", DOCS.read_text("utf-8"))
    assert sorted(named) == sorted(table.name for table in tables())


def test_every_key_stands_in_the_example() -> None:
    text = EXAMPLE.read_text("utf-8")
    missing = [f"{table.title} {key.name}" for table, key in KEYS if f"{key.name} = " not in text]
    assert not missing


def test_the_example_and_the_smallest_file_come_to_the_same(tmp_path: Path) -> None:
    small = tmp_path / "config.toml"
    small.write_text(SMALLEST)
    first, second = load(small), load(EXAMPLE)
    assert first.policy == second.policy
    assert (first.imap, first.smtp, first.mailbox) == (second.imap, second.smtp, second.mailbox)
    assert (first.rules.triggers, first.limits, first.bounds) == (second.rules.triggers, second.limits, second.bounds)


def test_the_smallest_file_of_the_docs_works(tmp_path: Path) -> None:
    found = re.search(r"The smallest file that works:\n\n```toml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    assert found
    path = tmp_path / "config.toml"
    path.write_text(found[1])
    assert load(path).policy.owner == "olivia"


@pytest.mark.parametrize(("table", "key"), KEYS, ids=lambda value: getattr(value, "name", None))
def test_what_is_shown_as_a_good_value_is_one(table: Table, key: Key[object]) -> None:
    shown = key.example or key.default
    assert shown, "neither default nor example"
    notes = Notebook({}, [], [])
    read_table(Section((key,)), tomllib.loads(f"{key.name} = {shown}"), Tell(notes))
    assert not notes.problems


@pytest.mark.parametrize(("table", "key"), KEYS, ids=lambda value: getattr(value, "name", None))
def test_every_default_can_be_read(table: Table, key: Key[object]) -> None:
    if key.default:
        default_of(key)


@pytest.mark.parametrize(("table", "key"), KEYS, ids=lambda value: getattr(value, "name", None))
def test_every_key_has_its_sentence(table: Table, key: Key[object]) -> None:
    assert key.sentence.endswith((".", "?"))
    assert "\n" not in key.sentence


def test_the_default_levels_in_the_example_are_those_of_the_product(tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    start = text.index("# [[level]]\n# name")
    block = text[start : text.index("#\n", start)].replace("# ", "")
    path = tmp_path / "config.toml"
    path.write_text(SMALLEST)
    plain = load(path).policy.levels
    path.write_text(SMALLEST + block)
    assert load(path).policy.levels == plain
