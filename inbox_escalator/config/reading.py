"""From the text of a file to its tables, each value read, each mistake noted."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

from inbox_escalator.config.kinds import read_table
from inbox_escalator.config.lines import lines_of
from inbox_escalator.config.problem import ConfigError, Problem
from inbox_escalator.config.schema import Key, Notebook, Section, Tell, Values
from inbox_escalator.config.tables.desk import DESK
from inbox_escalator.config.tables.rest import OF_A_DESK, OF_THE_INSTALLATION

_AT = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")
_TWICE = re.compile(r"Cannot declare \((.*)\) twice")
_NAMES = tuple(key.name for key in OF_A_DESK)


@dataclass(frozen=True, slots=True)
class DeskTables:
    """One desk as the file has it."""

    desk: Values
    rest: Values
    """The tables beside it: levels, contacts, triggers and the smaller ones."""


@dataclass(frozen=True, slots=True)
class FileTables:
    """The whole file."""

    desks: tuple[DeskTables, ...]
    installation: Values
    notes: Notebook


def read_file(path: Path) -> FileTables:
    """ConfigError where there is no file, or where it is no TOML; other mistakes are in the notes."""
    text = text_of(path)
    raw = toml_of(path, text)
    notes = Notebook(lines_of(text), [], [])
    return FileTables(desks_of(raw, Tell(notes)), installation_of(raw, Tell(notes)), notes)


def text_of(path: Path, remedy: str = "; copy config.example.toml there and fill it in") -> str:
    """ConfigError where there is no such file, or it is no UTF-8."""
    try:
        return path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        raise ConfigError(path, (Problem(0, "", f"there is no such file{remedy}"),)) from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise ConfigError(path, (Problem(line, "", "is not UTF-8; save the file as UTF-8"),)) from None
    except OSError as error:
        raise ConfigError(path, (Problem(0, "", f"cannot be read: {error.strerror}"),)) from None


def toml_of(path: Path, text: str) -> dict[str, object]:
    """ConfigError where it is no TOML."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(path, (_syntax(str(error), text),)) from None
    except RecursionError:
        raise ConfigError(path, (Problem(0, "", "is nested too deep"),)) from None


def _syntax(said: str, text: str) -> Problem:
    """What `tomllib` said, with the remedy. The line itself is not shown: a password may stand in it."""
    found = _AT.search(said)
    line = int(found[1]) if found and found[1] else text.rstrip().count("\n") + 1
    what = _AT.sub("", said)
    return Problem(line, "", *_plainly(what))


def _plainly(what: str) -> tuple[str, str]:
    """What is wrong, and what would be right."""
    if what.startswith("Illegal character '\\n'"):
        return "a quote is opened here and not closed", 'name = "Acme Support"'
    if what == "Cannot overwrite a value":
        return "this key stands here a second time", "it once"
    twice = _TWICE.fullmatch(what)
    if twice:
        names = twice[1].replace("'", "").replace(", ", ".").rstrip(",")
        return (
            f"[{names}] stands here a second time",
            "it once; only tables in double brackets, such as [[contact]], come several times",
        )
    if what.startswith(("Invalid value", "Expected newline")):
        return "this is no TOML value", 'text in quotes, one key a line: host = "imap.acme.example"'
    return f"this is no TOML: {what[:1].lower()}{what[1:]}", 'key = "value"'


def desks_of(raw: dict[str, object], tell: Tell) -> tuple[DeskTables, ...]:
    found = raw.get("desk")
    if isinstance(found, list) and all(isinstance(element, dict) for element in found):
        for name in _NAMES:
            if name in raw:
                tell.inside(name)("with [[desk]], this stands under its desk", _below_desk(name, raw[name]))
        return tuple(_desk(element, {}, tell, ("desk", index)) for index, element in enumerate(found))
    if isinstance(found, dict):
        return (_desk(found, raw, tell, ("desk",)),)
    if found is None:
        tell("there is no [desk]", '[desk] with name = "Acme Support" and address = "support@acme.example"')
    else:
        tell.inside("desk")("is a table, not a value", "[desk]")
    return (_desk({}, raw, Tell(Notebook({}, [], [])), ("desk",)),)


def _below_desk(name: str, value: object) -> str:
    return f"[[desk.{name}]]" if isinstance(value, list) else f"[desk.{name}]"


def _desk(own: dict[str, object], root: dict[str, object], tell: Tell, path: tuple[str | int, ...]) -> DeskTables:
    here = tell.inside(*path)
    desk = read_table(DESK, own, here, also=_NAMES)
    given: dict[str, object] = {}
    for key in OF_A_DESK:
        if key.name in own and key.name in root:
            here.at(key.name)(f"stands here and as a table of its own, [{key.name}]; keep one of them")
        below = key.name in own
        _read_into(given, key, own if below else root, here if below else tell)
    return DeskTables(desk, Values(given, root | own, tell))


def _read_into(given: dict[str, object], key: Key[object], raw: dict[str, object], tell: Tell) -> None:
    if key.name in raw:
        value = key.kind(raw[key.name], tell.at(key.name))
        if value is not None:
            given[key.name] = value


def installation_of(raw: dict[str, object], tell: Tell) -> Values:
    section = Section(OF_THE_INSTALLATION)
    return read_table(section, raw, tell, also=("desk", *_NAMES))
