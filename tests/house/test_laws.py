"""The laws of the house: layers, types, style, short files, and no loose ends."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
PACKAGE = ROOT / "inbox_escalator"
MODULES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 45
HOUSE = [*MODULES, *sorted((ROOT / "tests").rglob("*.py")), *sorted((ROOT / "benchmarks").rglob("*.py"))]
AS_IT_CAME = {"mailhost.py", "mailgen.py"}
"""Measuring equipment, as it came."""


def _run(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)


def _tool(name: str) -> str:
    return str(Path(sys.executable).parent / name)


def test_a_room_imports_only_rooms_with_a_smaller_number() -> None:
    ran = _run(_tool("lint-imports"))
    assert ran.returncode == 0, ran.stdout


def test_the_types_are_right() -> None:
    ran = _run(sys.executable, "-m", "mypy")
    assert ran.returncode == 0, ran.stdout


def test_the_style_is_kept() -> None:
    ran = _run(_tool("ruff"), "check", "--output-format", "concise", ".")
    assert ran.returncode == 0, ran.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_file_is_short_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.count("\n") <= LONGEST_FILE
    assert ast.get_docstring(ast.parse(text)), "no docstring"


def _functions(path: Path) -> Iterator[tuple[str, int]]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    long = [f"{path.name}: {name} {n}" for path in MODULES for name, n in _functions(path) if n > LONGEST_FUNCTION]
    assert not long


def test_most_functions_are_very_short() -> None:
    lengths = sorted(n for path in MODULES for _, n in _functions(path))
    assert lengths[len(lengths) // 2] <= 12
    assert lengths[len(lengths) * 9 // 10] <= 30


def test_nothing_is_left_for_later() -> None:
    loose = re.compile(r"\b(" + "|".join(("TO" + "DO", "FIX" + "ME", "XX" + "X", "HA" + "CK")) + r")\b")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in HOUSE
        if path.name not in AS_IT_CAME
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if loose.search(line)
    ]
    assert not found


NOTHING_SAID = ("manager", "handler", "util", "utils", "helper", "helpers", "data", "process", "misc", "common")


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [path for path in MODULES if path.stem in NOTHING_SAID]


def test_every_part_of_the_package_is_a_part_on_purpose() -> None:
    """A folder without __init__.py would be packaged, and be seen by no contract."""
    folders = {path.parent for path in MODULES}
    assert not [folder for folder in folders if not (folder / "__init__.py").is_file()]
