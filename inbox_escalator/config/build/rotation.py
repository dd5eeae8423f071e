"""Whose turn it is on a level, from `[rotation]`."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from inbox_escalator.casework.policy import Contact
from inbox_escalator.casework.rotation import Rotation, Shift
from inbox_escalator.config.schema import Values
from inbox_escalator.config.shifts import shifts
from inbox_escalator.config.tables.rest import RotationKeys


def rotation(values: Values | None, contacts: tuple[Contact, ...], zone: ZoneInfo, folder: Path) -> Rotation | None:
    """None where nobody takes turns. Events that name no contact of the level say nothing (`check` names them)."""
    if values is None:
        return None
    level, file = values[RotationKeys.level], values[RotationKeys.file]
    people = tuple(contact for contact in contacts if level in contact.levels)
    found: list[Shift] = []
    if file:
        for since, until, summary in shifts(calendar_text(folder, file), zone):
            who = named(summary, tuple((contact.id, contact.name) for contact in people))
            found += [Shift(who, since, until)] if who else []
    return Rotation(level, zone, values[RotationKeys.weeks], tuple(found))


def calendar_text(folder: Path, file: str) -> str:
    return (folder / Path(file).expanduser()).read_text("utf-8", "replace")


def named(summary: str, people: tuple[tuple[str, str], ...]) -> str:
    """The id of whom the summary names, by id or name: `On call: Anna Berg`. '' where it is nobody, or two."""
    words = {word.strip(".,:;()[]") for word in summary.lower().split()}
    found = {id_ for id_, name in people if id_.lower() in words or name.lower() in summary.lower()}
    return found.pop() if len(found) == 1 else ""
