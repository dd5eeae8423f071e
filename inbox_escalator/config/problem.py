"""What is wrong in a configuration, where, and how it would be right."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake. `line` counts from 1; 0 stands for the whole file."""

    line: int
    where: str
    """Table and key as one writes them: `[desk.imap] port`."""
    what: str
    example: str = ""
    """TOML that would be right."""

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        where = f"{self.where}: " if self.where else ""
        example = f"; write {self.example}" if self.example else ""
        return f"{place}{where}{self.what}{example}"


class ConfigError(Exception):
    """The configuration cannot be used; the message names every mistake, a line each."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        self.path = path
        self.problems = problems
        super().__init__(self._said())

    def _said(self) -> str:
        if len(self.problems) == 1:
            return f"{self.path}: {self.problems[0]}"
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        return f"{self.path}: {len(self.problems)} mistakes{lines}"
