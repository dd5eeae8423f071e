"""docs/flow.md says of the moves of a case what their one table says."""

from __future__ import annotations

import re

import pytest

from inbox_escalator.casework.case import MAY_BECOME, STEP_MAY_BECOME
from tests.house.describing import FLOW, MOVES, drawn

TABLES = {"case": MAY_BECOME, "escalation": STEP_MAY_BECOME}
ROW = re.compile(r"^\| `(\w+)` \| (.*) \|$", re.MULTILINE)


def _written(name: str) -> str:
    return next(found[0] for found in MOVES.finditer(FLOW.read_text("utf-8")) if found[1] == name)


def test_the_docs_are_what_the_table_says() -> None:
    text = FLOW.read_text("utf-8")
    assert text == drawn(text), "run `python -m tests.house.describing`"


def test_each_table_stands_there_once() -> None:
    assert sorted(found[1] for found in MOVES.finditer(FLOW.read_text("utf-8"))) == sorted(TABLES)


@pytest.mark.parametrize("name", TABLES)
def test_who_reads_it_finds_every_move_and_no_other(name: str) -> None:
    read = {(state, to) for state, cell in ROW.findall(_written(name)) for to in re.findall(r"`(\w+)`", cell)}
    table = TABLES[name]
    assert read == {(str(state), str(to)) for state, many in table.items() for to in many if to != state}
