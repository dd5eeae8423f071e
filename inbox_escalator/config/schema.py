"""What a configuration consists of: tables, keys, and the way a value is read. `tables.py` fills it in."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Generic, TypeVar, cast

from inbox_escalator.config.lines import KeyPath
from inbox_escalator.config.problem import Problem

LONGEST_COMPLAINT = 300
T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Notebook:
    """Where mistakes are written down while one file is read."""

    lines: dict[KeyPath, int]
    problems: list[Problem]
    warnings: list[Problem]

    def line(self, path: KeyPath) -> int:
        """The line of `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 0)


def _plain(words: str) -> str:
    """One line that a terminal does not obey, and not a whole page of it."""
    shown = "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in words[:LONGEST_COMPLAINT])
    return shown if len(words) <= LONGEST_COMPLAINT else f"{shown}…"


@dataclass(frozen=True, slots=True)
class Tell:
    """Says what is wrong at one place of the file."""

    notes: Notebook
    path: KeyPath = ()
    table: KeyPath = ()
    """The part of `path` that names the table; the rest is key and element."""
    example: str = ""

    def __call__(self, what: str, example: str | None = None) -> None:
        """`example`: None for the key's own, '' for none."""
        self.notes.problems.append(self._problem(what, example))

    def warn(self, what: str, example: str | None = None) -> None:
        self.notes.warnings.append(self._problem(what, example))

    def _problem(self, what: str, example: str | None) -> Problem:
        good = self.example if example is None else example
        return Problem(self.notes.line(self.path), _plain(self._where()), _plain(what), good)

    def _where(self) -> str:
        names = ".".join(str(step) for step in self.table if isinstance(step, str))
        inside = ".".join(str(step) for step in self.path[len(self.table) :] if isinstance(step, str))
        if not names:
            return inside
        array = isinstance(self.table[-1], int)
        return f"{f'[[{names}]]' if array else f'[{names}]'} {inside}".rstrip()

    def nearest(self, said: str) -> str:
        """The example with that value, which would be right here, where it is not in it already."""
        if not said or f'"{said}"' in self.example:
            return self.example
        name = next((step for step in reversed(self.path) if isinstance(step, str)), "")
        return f'{name} = ["{said}"]' if isinstance(self.path[-1], int) else f'{name} = "{said}"'

    def at(self, *steps: str | int, example: str = "") -> Tell:
        """At a key or an element below this one."""
        return Tell(self.notes, (*self.path, *steps), self.table, example or self.example)

    def inside(self, *steps: str | int) -> Tell:
        """In a table below this one."""
        path = (*self.path, *steps)
        return Tell(self.notes, path, path)


Kind = Callable[[object, Tell], T_co | None]
"""Reads one value of TOML. Says what is wrong, and then returns None."""


@dataclass(frozen=True, slots=True, eq=False)
class Key(Generic[T_co]):
    """One key of a table."""

    name: str
    kind: Kind[T_co]
    default: str | None
    """In TOML. None: the key must be given. '' (only where the kind may be None): nothing."""
    sentence: str
    """What it is for."""
    example: str = ""
    """A good value in TOML, where the default shows none."""
    section: Section | None = None
    """The value is a table of this kind, `[name]`; or tables, `[[name]]`, where `many`."""
    many: bool = False

    @property
    def good(self) -> str:
        """`port = 993`; '' where nothing can be shown."""
        shown = self.example or self.default
        return f"{self.name} = {shown}" if shown and self.section is None else ""


@dataclass(frozen=True, slots=True, eq=False)
class Section:
    """A table of the file."""

    keys: tuple[Key[object], ...]
    sentence: str = ""

    @property
    def good(self) -> str:
        """The keys that must be given: `name = "Acme Support" and address = "support@acme.example"`."""
        return " and ".join(key.good for key in self.keys if key.default is None and key.good)


class MissingError(LookupError):
    """A value was asked for that is not there or not right; it was reported before."""


class Values:
    """One table as it was read: `values[PORT]` is the value given, or its default."""

    __slots__ = ("_given", "raw", "tell")

    def __init__(self, given: Mapping[str, object], raw: Mapping[str, object], tell: Tell) -> None:
        self._given = given
        self.raw = raw
        """As the file has it."""
        self.tell = tell

    def __getitem__(self, key: Key[T_co]) -> T_co:
        """Raises MissingError where the value is wrong or must be given and is not."""
        if key.name in self._given:
            return cast("T_co", self._given[key.name])
        if key.name in self.raw or key.default is None:
            raise MissingError(key.name)
        return cast("T_co", default_of(key))

    def get(self, key: Key[T_co]) -> T_co | None:
        """None where the value is wrong or missing."""
        try:
            return self[key]
        except MissingError:
            return None

    @property
    def clean(self) -> bool:
        """Every key that the file gives is known and right in itself."""
        return all(name in self._given for name in self.raw)

    def gives(self, key: Key[object]) -> bool:
        """The file has this key itself."""
        return key.name in self.raw

    def at(self, key: Key[object]) -> Tell:
        """To say what is wrong with that key."""
        return self.tell.at(key.name, example=key.good)


@lru_cache(maxsize=512)
def default_of(key: Key[object]) -> object:
    """The default as the key's kind reads it; None where there is none."""
    if not key.default:
        return None
    tell = Tell(Notebook({}, [], []))
    value = key.kind(tomllib.loads(f"x = {key.default}")["x"], tell)
    if tell.notes.problems:
        raise ValueError(f"the default of {key.name} is wrong: {tell.notes.problems[0]}")
    return value
