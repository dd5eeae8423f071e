"""The mail of tests/triage/similar as it would arrive, and the figures of a grouping of it."""

from __future__ import annotations

import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from itertools import combinations
from pathlib import Path

FOLDER = Path(__file__).parent / "similar"
DESKS = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))
BEGIN = datetime(2025, 6, 2, 6, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Letter:
    id: str
    received: datetime
    sender: str
    subject: str
    body: str
    incident: str
    """'' for a single one."""


@dataclass(frozen=True, slots=True)
class _Desk:
    held_back: bool
    incidents: dict[str, list[str]]
    unrelated: list[str]


def held_back(desk: str) -> bool:
    return _read(desk).held_back


def _read(desk: str) -> _Desk:
    told = tomllib.loads((FOLDER / f"{desk}.toml").read_text("utf-8"))
    incidents = {incident["name"]: incident["reports"] for incident in told["incident"]}
    return _Desk(told["held_back"], incidents, told["unrelated"]["mails"])


def _number(*words: object) -> int:
    """Always the same for the same words, and like a throw of dice otherwise."""
    return int.from_bytes(sha256(repr(words).encode()).digest()[:6])


def mail_of(desk: str) -> list[Letter]:
    """In the order of arrival: about one mail an hour."""
    told = _read(desk)
    hours = len(told.unrelated) + sum(map(len, told.incidents.values()))
    letters = [_letter(desk, line, "", _number(desk, line) % (hours * 3600)) for line in told.unrelated]
    for i, (name, reports) in enumerate(told.incidents.items()):
        begin = _number(desk, i) % ((hours - 20) * 3600)
        letters += [_letter(desk, line, name, begin + _number(desk, i, line) % (20 * 3600)) for line in reports]
    return sorted(letters, key=lambda letter: (letter.received, letter.id))


def _letter(desk: str, line: str, incident: str, seconds: int) -> Letter:
    subject, _, body = line.partition(" | ")
    number = _number(desk, line) % 10**8
    sender = f"customer{number}@mail{number % 7}.example.com"
    return Letter(f"{desk}-{number}", BEGIN + timedelta(seconds=seconds), sender, subject, body, incident)


@dataclass(frozen=True, slots=True)
class Figures:
    """As `score_similar.py` counts them."""

    precision: float
    recall: float
    incidents: int
    noticed: int
    false_alarms: int
    missed: tuple[str, ...]

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def figures(truth: Mapping[str, str], said: Mapping[str, str]) -> Figures:
    """`truth` and `said`: id → group, '' for none."""
    gold, found = _groups(truth), _groups(said)
    gold_pairs, found_pairs = _pairs(gold), _pairs(found)
    hits = len(gold_pairs & found_pairs)
    noticed, false = set(), 0
    for members in found.values():
        if len(members) < 3:
            continue
        named = Counter(truth[m] for m in members if truth[m]).most_common(1)
        incident, count = named[0] if named else ("", 0)
        if count >= 3 and count * 2 >= len(members):
            noticed.add(incident)
        else:
            false += 1
    return Figures(
        hits / len(found_pairs) if found_pairs else 0.0,
        hits / len(gold_pairs) if gold_pairs else 0.0,
        len(gold),
        len(noticed),
        false,
        tuple(sorted(set(gold) - noticed)),
    )


def _groups(said: Mapping[str, str]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = defaultdict(list)
    for one, group in said.items():
        if group:
            groups[group].append(one)
    return groups


def _pairs(groups: Mapping[str, Iterable[str]]) -> set[tuple[str, str]]:
    return {pair for members in groups.values() for pair in combinations(sorted(members), 2)}
