"""Levels, contacts and triggers, which name each other."""

from __future__ import annotations

from inbox_escalator.config.schema import Tell, Values
from inbox_escalator.config.sense.names import must_be_one_of, told_twice
from inbox_escalator.config.tables.people import ContactKeys, LevelKeys
from inbox_escalator.identity import CUSTOMER, DESK

RESERVED = (CUSTOMER, DESK)
"""Ids that stand for somebody else on the log and in tokens."""


def level_names(levels: tuple[Values, ...]) -> tuple[str, ...]:
    return tuple(name for level in levels if (name := level.get(LevelKeys.name)) is not None)


def contact_ids(contacts: tuple[Values, ...]) -> tuple[str, ...]:
    return tuple(said for contact in contacts if (said := contact.get(ContactKeys.id)) is not None)


def levels(tables: tuple[Values, ...]) -> None:
    told_twice(tables, LevelKeys.name, "level")
    for level in tables:
        if level.get(LevelKeys.name) in ("any", "next"):
            level.at(LevelKeys.name)('"any" and "next" have a meaning of their own; choose another name')
        for key in (LevelKeys.respond, LevelKeys.repeat):
            span = level.get(key)
            if span is not None and span.amount == 0:
                level.at(key)("is zero; nobody could ever be in time", key.good)
    if len(tables) == 1:
        tables[0].tell("is the only level, so there is nothing to escalate to", 'another [[level]] with name = "L2"')


def contacts(tables: tuple[Values, ...], known_levels: tuple[str, ...], whole: Tell) -> None:
    """`whole` speaks of the file, where there is no contact to speak of."""
    told_twice(tables, ContactKeys.id, "contact")
    for contact in tables:
        if contact.get(ContactKeys.id) in RESERVED:
            contact.at(ContactKeys.id)(f'"{contact.get(ContactKeys.id)}" has a meaning of its own; choose another id')
        for index, level in enumerate(contact.get(ContactKeys.levels) or ()):
            must_be_one_of(level, known_levels, "level", contact.at(ContactKeys.levels).at(index))
        if not contact.gives(ContactKeys.levels):
            contact.tell.warn("has no levels and is never called", f'levels = ["{known_levels[-1]}"]')
    _shared_addresses(tables)
    if len(known_levels) > 1 and not any(_unknown_levels(contact, known_levels) for contact in tables):
        _somebody_above(tables, known_levels, tables[-1].tell if tables else whole)


def _shared_addresses(tables: tuple[Values, ...]) -> None:
    """An answer proves who wrote it by its address, so an address belongs to one contact."""
    whose: dict[str, str] = {}
    for contact in tables:
        own = contact.get(ContactKeys.id) or ""
        address = contact.get(ContactKeys.address)
        for said, key in (
            *(((address, ContactKeys.address),) if address else ()),
            *((alias, ContactKeys.aliases) for alias in contact.get(ContactKeys.aliases) or ()),
        ):
            first = whose.setdefault(said, own)
            if first != own:
                contact.at(key)(f"{said} belongs to {first} already; who answers is known by the address", "")


def _somebody_above(tables: tuple[Values, ...], known_levels: tuple[str, ...], tell: Tell) -> None:
    reached = {level for contact in tables for level in contact.get(ContactKeys.levels) or ()}
    if not reached.intersection(known_levels[1:]):
        tell(
            f"no contact is on a level above {known_levels[0]}, so there is nobody to escalate to",
            f'[[contact]] with levels = ["{known_levels[1]}"]',
        )


def _unknown_levels(contact: Values, known_levels: tuple[str, ...]) -> bool:
    """Its levels were told of already; one mistake is not told twice."""
    said = contact.get(ContactKeys.levels)
    return contact.gives(ContactKeys.levels) and (said is None or not set(said) <= set(known_levels))
