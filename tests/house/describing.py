"""Writes what the schema says into config.example.toml and docs/configuration.md, and the moves of a case into
docs/flow.md: `python -m tests.house.describing`."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from inbox_escalator.casework.case import MAY_BECOME, STEP_MAY_BECOME
from inbox_escalator.config.schema import Key, Section
from inbox_escalator.config.tables.desk import DESK
from inbox_escalator.config.tables.later import LATER, LATER_VALUES
from inbox_escalator.config.tables.rest import OF_A_DESK, OF_THE_INSTALLATION

ROOT = Path(__file__).parent.parent.parent
EXAMPLE = ROOT / "config.example.toml"
DOCS = ROOT / "docs" / "configuration.md"
FLOW = ROOT / "docs" / "flow.md"
BLOCK = re.compile(r"<!-- keys of (\S+) -->\n.*?<!-- end -->\n", re.DOTALL)
MOVES = re.compile(r"<!-- moves of (\S+) -->\n.*?<!-- end -->\n", re.DOTALL)
Mark = TypeVar("Mark", bound=StrEnum)

HEAD = """\
# inbox-escalator: every key, with its default and what it is for. docs/configuration.md says more.
#
# A line that begins with "# key =" shows the default, or a good value where there is none: take the # away to set it.
# Without # stand the few that everybody has to fill in. `inbox-escalator check` says whether all is right.
#
# A duration is a number with a unit: s, m, h, d by the clock, bh and bd in business time (see [desk.hours]).
"""
NOT_YET = "(Kept for a later version: does nothing yet.)"
MUST = {"desk", "desk.imap", "desk.smtp", "contact"}
"""Tables that everybody fills in."""
FILLED = {("desk.imap", "password"), ("contact", "levels")}
"""Keys that have no default for everybody and yet stand in every file."""
NO_HARM = {
    "desk.hours", "customer", "vip", "ignore", "trust", "templates", "limits", "log", "store",
}  # fmt: skip
"""Tables that may stand there empty."""


@dataclass(frozen=True)
class Table:
    name: str
    section: Section
    many: bool
    sentence: str

    @property
    def title(self) -> str:
        return f"[[{self.name}]]" if self.many else f"[{self.name}]"

    @property
    def keys(self) -> tuple[Key[object], ...]:
        return tuple(key for key in self.section.keys if key.section is None)


def tables() -> Iterator[Table]:
    """Every table of the file, in the order of a reader."""
    yield from _walk("desk", DESK, False, DESK.sentence)
    for key in (*OF_A_DESK, *OF_THE_INSTALLATION):
        assert key.section is not None
        yield from _walk(key.name, key.section, key.many, said(key))


def said(key: Key[object]) -> str:
    """What a key is for, and whether it does anything yet."""
    if key in LATER:
        return f"{key.sentence} {NOT_YET}"
    values = " and ".join(f'"{value}"' for value in sorted(LATER_VALUES.get(key, ())))
    return f"{key.sentence} ({values} is kept for a later version.)" if values else key.sentence


def _walk(name: str, section: Section, many: bool, sentence: str) -> Iterator[Table]:
    yield Table(name, section, many, sentence)
    for key in section.keys:
        if key.section is not None:
            yield from _walk(f"{name}.{key.name}", key.section, key.many, key.sentence)


def example() -> str:
    return HEAD + "".join(f"\n{block}" for table in tables() for block in _example(table))


def _example(table: Table) -> Iterator[str]:
    active = table.name in MUST
    heading = f"# {table.sentence}\n" + ("" if active or table.name in NO_HARM else "# ") + f"{table.title}\n"
    if table.name == "level":
        yield heading.replace("# [[level]]\n", "") + _default_levels()
        return
    yield heading + "".join(_line(key, _filled_in(table, key)) for key in table.keys)


def _filled_in(table: Table, key: Key[object]) -> bool:
    return table.name in MUST and (key.default is None or (table.name, key.name) in FILLED)


def _line(key: Key[object], must: bool) -> str:
    shown = key.example if must or not key.default else key.default
    hint = f"  # such as {key.example}" if key.default in ('""', "[]") and key.example and not must else ""
    return f"# {said(key)}\n{'' if must else '# '}{key.name} = {shown}{hint}\n"


def _default_levels() -> str:
    """The three of the product as they would be written, and the keys that they do not have."""
    blocks = []
    for name, scope, respond, resolve, more in (
        ("L1", "Standard questions, known issues, documented solutions", "4bh", "1bd", ""),
        ("L2", "Complex issues, unresolved L1 issues, technical problems", "2bh", "2bd", ""),
        ("L3", "Critical incidents, legal threats, data breaches, major service failures", "1h", "24h",
         '# update_every = "24h"\n'),
    ):  # fmt: skip
        blocks.append(
            f'# [[level]]\n# name = "{name}"\n# scope = "{scope}"\n# respond = "{respond}"\n# resolve = "{resolve}"\n{more}'
        )
    section = next(table for table in tables() if table.name == "level")
    return "\n".join(blocks) + "#\n" + "".join(_line(key, False) for key in section.keys)


def key_table(table: Table) -> str:
    """The block of docs/configuration.md about one table."""
    rows = "".join(f"| `{key.name}` | {_default(key)} | {_cell(said(key))} |\n" for key in table.keys)
    return f"<!-- keys of {table.name} -->\n{table.sentence}\n\n| key | default | what it is for |\n| --- | --- | --- |\n{rows}<!-- end -->\n"


def _default(key: Key[object]) -> str:
    if key.default is None:
        return "must be given"
    return f"`{_cell(key.default)}`" if key.default else ""


def _cell(said: str) -> str:
    return said.replace("|", "\\|")


def documented(text: str) -> str:
    """docs/configuration.md with every block as the schema has it; its own words are left alone."""
    known = {table.name: table for table in tables()}
    return BLOCK.sub(lambda found: key_table(known[found[1]]) if found[1] in known else "", text)


def move_table(name: str) -> str:
    """The block of docs/flow.md about what a case, or one of its escalations, may become."""
    heads, rows = {
        "case": ("a case that is", _moves(MAY_BECOME)),
        "escalation": ("one that is", _moves(STEP_MAY_BECOME)),
    }[name]
    return f"<!-- moves of {name} -->\n| {heads} | may become |\n| --- | --- |\n{rows}<!-- end -->\n"


def _moves(table: Mapping[Mark, Collection[Mark]]) -> str:
    """A line for each state, in the order in which they are declared; to stay as it is goes without saying."""
    lines = (
        (state, ", ".join(f"`{to}`" for to in type(state) if to in table[state] and to != state)) for state in table
    )
    return "".join(f"| `{state}` | {becomes} |\n" for state, becomes in lines)


def drawn(text: str) -> str:
    """docs/flow.md with the moves as the one table has them."""
    return MOVES.sub(lambda found: move_table(found[1]), text)


if __name__ == "__main__":
    EXAMPLE.write_text(example(), "utf-8")
    DOCS.write_text(documented(DOCS.read_text("utf-8")), "utf-8")
    FLOW.write_text(drawn(FLOW.read_text("utf-8")), "utf-8")
