"""A warning for whatever the file sets and this version does nothing with: nobody shall count on it."""

from __future__ import annotations

from inbox_escalator.config.reading import FileTables
from inbox_escalator.config.schema import Key, Section, Values
from inbox_escalator.config.tables.desk import DESK
from inbox_escalator.config.tables.later import LATER, LATER_VALUES
from inbox_escalator.config.tables.rest import OF_A_DESK

SAID = "does nothing yet; it is kept for a later version"


def later(file: FileTables) -> None:
    for tables in file.desks:
        _look(tables.desk, DESK)
        _look(tables.rest, Section(OF_A_DESK))


def _look(values: Values, section: Section) -> None:
    for key in section.keys:
        if values.gives(key):
            _key(values, key)


def _key(values: Values, key: Key[object]) -> None:
    found = values.get(key)
    tables = _tables(found)
    if key in LATER and tables:
        tables[0].tell.warn(SAID, "")
    elif key in LATER:
        values.at(key).warn(SAID, "")
    elif found in LATER_VALUES.get(key, ()):
        values.at(key).warn(f'"{found}" {SAID}', "")
    elif key.section is not None:
        for inside in tables:
            _look(inside, key.section)


def _tables(found: object) -> tuple[Values, ...]:
    """What a key holds, where that is a table or several."""
    if isinstance(found, Values):
        return (found,)
    return tuple(one for one in found if isinstance(one, Values)) if isinstance(found, tuple) else ()
