"""A figure is a ratio with a target; absolute times say more about the machine than about the program."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table."""

    name: str
    value: float
    target: float
    detail: str = ""
    """The two sides of the ratio, in absolute units."""
    unit: str = "x"
    at_least: bool = False
    """The target is a lower bound."""

    @property
    def reached(self) -> bool:
        return self.value >= self.target if self.at_least else self.value <= self.target

    def line(self) -> str:
        """For a terminal, as wide as `HEAD`."""
        bound = f"{'>=' if self.at_least else '<='} {_number(self.target)} {self.unit}"
        return (
            f"{self.name:38} {_number(self.value) + ' ' + self.unit:>10}   {bound:>11}   "
            f"{'yes' if self.reached else 'NO ':3}   {self.detail}"
        )


HEAD = f"{'figure':38} {'here':>10}   {'target':>11}   {'met':3}   measured"


def _number(value: float) -> str:
    return f"{value:.2f}" if abs(value) < 10 else f"{value:.0f}"


def median(values: Iterable[float]) -> float:
    return float(statistics.median(values))


def interleaved(rounds: int, *sides: Callable[[], float]) -> tuple[float, ...]:
    """Median of each side; the sides take turns, so that whatever else the machine does falls on all of them."""
    results: list[list[float]] = [[] for _ in sides]
    for _ in range(rounds):
        for side, measured in zip(sides, results, strict=True):
            measured.append(side())
    return tuple(map(median, results))


def show(figures: Iterable[Figure]) -> Iterator[Figure]:
    """Prints each line as it comes."""
    print(HEAD)
    for figure in figures:
        print(figure.line(), flush=True)
        yield figure
