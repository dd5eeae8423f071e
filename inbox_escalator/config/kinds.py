"""The kinds of values, each with its own words for what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from decimal import Decimal
from typing import TypeVar
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from inbox_escalator.casework.hours import END_OF_DAY, Span
from inbox_escalator.config.schema import Key, Kind, Section, Tell, Values

T = TypeVar("T")

_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]+@[^\s@<>()\[\]\\,;:\"]+", re.ASCII)
_DOMAIN = re.compile(r"(?!-)[A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63})+", re.ASCII)
_CLOCK = re.compile(r"([01]\d|2[0-3]):([0-5]\d)", re.ASCII)
_MONEY = re.compile(r"(\d{1,12}(?:\.\d{1,2})?) ?([A-Z]{3})", re.ASCII)
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,31}", re.ASCII)


def text(value: object, tell: Tell) -> str | None:
    """A string of one line."""
    if not isinstance(value, str):
        tell(f"{_shown(value)} is no text; put it in quotes")
        return None
    if any(ord(letter) < 32 or ord(letter) == 127 for letter in value):
        tell("has a line break or a control character in it")
        return None
    return value.strip()


def filled(value: object, tell: Tell) -> str | None:
    """A string with something in it."""
    said = text(value, tell)
    if said == "":
        tell("is empty")
        return None
    return said


def prose(value: object, tell: Tell) -> str | None:
    """A string that may have several lines."""
    if not isinstance(value, str):
        tell(f"{_shown(value)} is no text; put it in quotes")
        return None
    return value.strip()


def flag(value: object, tell: Tell) -> bool | None:
    if not isinstance(value, bool):
        tell(f"{_shown(value)} is neither true nor false")
        return None
    return value


def whole(low: int, high: int) -> Kind[int]:
    """A whole number from `low` to `high`."""

    def read(value: object, tell: Tell) -> int | None:
        if not isinstance(value, int) or isinstance(value, bool):
            tell(f"{_shown(value)} is no whole number")
            return None
        if not low <= value <= high:
            tell(f"{value} is not between {low} and {high}")
            return None
        return value

    return read


def choice(*words: str) -> Kind[str]:
    """One of these words."""

    def read(value: object, tell: Tell) -> str | None:
        if isinstance(value, str) and value in words:
            return value
        near = _near(value, words) if isinstance(value, str) else ""
        tell(f"{_shown(value)} is none of {_listed(words)}{meant(near)}", tell.nearest(near))
        return None

    return read


def word(value: object, tell: Tell) -> str | None:
    """A short name without blanks: ids, levels, triggers."""
    said = text(value, tell)
    if said is not None and not _NAME.fullmatch(said):
        tell(f"{_shown(said)} is no short name: letters, digits, - and _, at most 32")
        return None
    return said


def address_like(said: str) -> bool:
    return _ADDRESS.fullmatch(said) is not None


def domain_like(said: str) -> bool:
    return _DOMAIN.fullmatch(said) is not None


def email(value: object, tell: Tell) -> str | None:
    """A bare mail address, made lower case."""
    said = text(value, tell)
    if said is not None and not address_like(said):
        tell(f"{_shown(said)} is no mail address; write it bare, without name and brackets")
        return None
    return said.lower() if said is not None else None


def domain(value: object, tell: Tell) -> str | None:
    """A domain, with or without the leading @, made lower case and bare."""
    said = text(value, tell)
    if said is not None and not domain_like(said.removeprefix("@")):
        tell(f"{_shown(said)} is no domain")
        return None
    return said.removeprefix("@").lower() if said is not None else None


def address_or_domain(value: object, tell: Tell) -> str | None:
    """`anna@acme.example`, or `@acme.example` for everybody there."""
    if isinstance(value, str) and value.strip().startswith("@"):
        bare = domain(value, tell)
        return f"@{bare}" if bare is not None else None
    return email(value, tell)


def duration(value: object, tell: Tell) -> Span | None:
    """A number with a unit; the unit decides the clock."""
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        tell(f'{value} has no unit: s, m, h, d by the clock, bh, bd in business time; {value} minutes are "{value}m"')
        return None
    if not isinstance(value, str):
        tell(f"{_shown(value)} is no duration; it is a number with a unit, in quotes")
        return None
    try:
        return Span.parse(value)
    except ValueError as error:
        tell(str(error))
        return None


def clock(value: object, tell: Tell) -> time | None:
    """`"09:00"`; `"24:00"` is the end of the day."""
    if isinstance(value, time):
        return value.replace(second=0, microsecond=0)
    said = text(value, tell)
    if said is None:
        return None
    if said == "24:00":
        return END_OF_DAY
    found = _CLOCK.fullmatch(said)
    if found is None:
        tell(f"{_shown(said)} is no time of day; it is hours and minutes, 00:00 to 24:00")
        return None
    return time(int(found[1]), int(found[2]))


def zone(value: object, tell: Tell) -> ZoneInfo | None:
    """A name of the IANA time zone database."""
    said = filled(value, tell)
    if said is None:
        return None
    try:
        return ZoneInfo(said)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        near = _near(said, available_timezones())
        tell(f"{_shown(said)} is no time zone{meant(near)}; they are named as Continent/City", tell.nearest(near))
        return None


def _near(said: str, known: Iterable[str]) -> str:
    from difflib import get_close_matches  # only where something is wrong

    return next(iter(get_close_matches(said, sorted(known), n=1)), "")


def meant(near: str) -> str:
    """`; did you mean "Europe/Berlin"?`; '' where nothing is near."""
    return f'; did you mean "{near}"?' if near else ""


def money(value: object, tell: Tell) -> tuple[Decimal, str] | None:
    """`"500 USD"`: an amount and a currency of ISO 4217."""
    if not isinstance(value, str):
        tell(f"{_shown(value)} has no currency; it is an amount and three letters, in quotes")
        return None
    found = _MONEY.fullmatch(value.strip())
    if found is None:
        tell(f"{_shown(value)} is no amount; it is a number without separators and three letters")
        return None
    return Decimal(found[1]), found[2]


def listed(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """A list in which each element is of that kind; every wrong element is told."""

    def read(value: object, tell: Tell) -> tuple[T, ...] | None:
        if not isinstance(value, list):
            tell(f"{_shown(value)} is no list; put it in square brackets")
            return None
        read = [kind(element, tell.at(index)) for index, element in enumerate(value)]
        good = tuple(element for element in read if element is not None)
        return good if len(good) == len(read) else None

    return read


def one_or_many(kind: Kind[T]) -> Kind[tuple[T, ...]]:
    """A value, or a list of them."""
    many = listed(kind)

    def read(value: object, tell: Tell) -> tuple[T, ...] | None:
        if isinstance(value, list):
            return many(value, tell)
        one = kind(value, tell)
        return None if one is None else (one,)

    return read


def maybe(kind: Kind[T]) -> Kind[T | None]:
    """The key may be left out; there is no default."""
    return kind


def table(name: str, section: Section, default: str | None, sentence: str = "") -> Key[Values]:
    """A key whose value is a table of its own, `[desk.imap]`; default "{}" for one that may be left out."""

    def read(value: object, tell: Tell) -> Values | None:
        inside = tell.inside()
        if isinstance(value, list):
            inside("stands in double brackets; there is one only", f"[{_dotted(tell)}]")
            return None
        if not isinstance(value, dict):
            inside(f"is a table, not {_shown(value)}", f"[{_dotted(tell)}]")
            return None
        return read_table(section, value, inside)

    return Key(name, read, default, sentence or section.sentence, section=section)


def optional_table(name: str, section: Section, sentence: str = "") -> Key[Values | None]:
    """A table without which the matter is off."""
    return Key(name, table(name, section, "").kind, "", sentence or section.sentence, section=section)


def tables(name: str, section: Section, default: str, sentence: str = "") -> Key[tuple[Values, ...]]:
    """A key whose value is an array of tables, `[[level]]`."""

    def read(value: object, tell: Tell) -> tuple[Values, ...] | None:
        if not isinstance(value, list) or not all(isinstance(element, dict) for element in value):
            tell.inside()("stands in single brackets; there may be several", f"[[{_dotted(tell)}]]")
            return None
        return tuple(read_table(section, element, tell.inside(index)) for index, element in enumerate(value))

    return Key(name, read, default, sentence or section.sentence, section=section, many=True)


def read_table(section: Section, raw: dict[str, object], tell: Tell, also: Iterable[str] = ()) -> Values:
    """Every key of the table read; unknown and missing ones told. Keys in `also` are somebody else's."""
    known = {key.name: key for key in section.keys}
    given: dict[str, object] = {}
    for written, value in raw.items():
        key = known.get(written)
        if key is not None:
            found = key.kind(value, tell.at(written, example=key.good))
            if found is not None:
                given[written] = found
        elif written not in also:
            place = tell.inside(written) if isinstance(value, dict) else tell.at(written)
            place(_unknown(written, value, (*known, *also)))
    for key in section.keys:
        if key.default is None and key.name not in raw:
            _missing(key, tell)
    return Values(given, raw, tell)


def _missing(key: Key[object], tell: Tell) -> None:
    if key.section is None:
        tell(f"{key.name} is missing", key.good)
    else:
        table = f"[{_dotted(tell.at(key.name))}]"
        tell(f"there is no {table}", f"{table} with {key.section.good}")


def _unknown(written: str, value: object, known: tuple[str, ...]) -> str:
    if value == []:  # `fact = []` at the end of a file belongs to the table that happens to be last
        return f'unknown key "{written}"; to have no [[{written}]] at all, write it above the first table of the file'
    what = "table" if isinstance(value, dict) else "key"
    from difflib import get_close_matches

    near = get_close_matches(written, known, n=1, cutoff=0.5)
    meant = f'did you mean "{near[0]}"?' if near else f"there are {', '.join(known)}"
    return f'unknown {what} "{written}"; {meant}'


def _dotted(tell: Tell) -> str:
    return ".".join(step for step in tell.path if isinstance(step, str))


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f'"{word}"' for word in words)


def _shown(value: object) -> str:
    """A value as the file has it, short and in one line."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        value = '"' + value.replace("\n", "\\n") + '"'
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return "a list"
    said = str(value)
    return said if len(said) <= 60 else said[:57] + "..."
