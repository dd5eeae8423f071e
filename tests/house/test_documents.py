"""What is written about the commands, and the commands themselves."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path

import pytest

from inbox_escalator import __version__
from inbox_escalator.cli.commands import COMMANDS

ROOT = Path(__file__).parent.parent.parent
DOCS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)(?:#[^)]*)?\)")
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
CALLED = re.compile(r"inbox-escalator (?:--config \S+ )?([a-z]+)")


def _all() -> str:
    return "\n".join(path.read_text("utf-8") for path in DOCS)


def test_every_command_has_its_section() -> None:
    sections = re.findall(r"^## `([a-z]+)[^`]*`$", (ROOT / "docs" / "commands.md").read_text("utf-8"), re.MULTILINE)
    assert sections == list(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_is_documented(name: str) -> None:
    module = import_module(f"inbox_escalator.cli.{name}")
    parser = argparse.ArgumentParser()
    module.register(parser)
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    section = re.search(rf"^## `{name}[^`]*`$(.*?)(?=^## |\Z)", text, re.MULTILINE | re.DOTALL)
    assert section
    options = {word for action in parser._actions for word in action.option_strings if word.startswith("--")}
    assert not [option for option in options - {"--help"} if f"`{option}" not in section[1]]
    documented = set(re.findall(r"^\| `(--[a-z-]+)", section[1], re.MULTILINE))
    assert documented <= options


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_changelog(name: str) -> None:
    assert f"`{name}`" in (ROOT / "CHANGELOG.md").read_text("utf-8")


def test_no_document_calls_a_command_that_is_not_there() -> None:
    called = set(CALLED.findall(_all()))
    assert not called - set(COMMANDS)


@pytest.mark.parametrize("path", DOCS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_leads_somewhere(path: Path) -> None:
    prose = CODE.sub("", path.read_text("utf-8"))
    broken = [to for to in LINK.findall(prose) if not (path.parent / to).exists()]
    assert not broken


def test_the_changelog_knows_this_version() -> None:
    assert __version__ in (ROOT / "CHANGELOG.md").read_text("utf-8")
