"""Names that must stand for something."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from inbox_escalator.config.kinds import meant
from inbox_escalator.config.schema import Key, Tell, Values


def must_be_one_of(said: str, known: Sequence[str], what: str, tell: Tell) -> bool:
    """Tells, with the nearest known name, where `said` is none of them."""
    if said in known:
        return True
    near = next(iter(get_close_matches(said, known, n=1)), "")
    have = f"; there are {', '.join(known)}" if known and not near else ""
    tell(f'there is no {what} "{said}"{meant(near)}{have}', tell.nearest(near or _good(known, tell)))
    return False


def _good(known: Sequence[str], tell: Tell) -> str:
    """One of those that there are, unless the example names one already."""
    return "" if any(f'"{name}"' in tell.example for name in known) else next(iter(known), "")


def told_twice(tables: Iterable[Values], key: Key[str], what: str) -> None:
    """Tells where two tables have the same name."""
    seen: set[str] = set()
    for table in tables:
        said = table.get(key)
        if said is not None and said in seen:
            table.at(key)(f'a second {what} is called "{said}"; each has a name of its own', f'{key.name} = "{said}-2"')
        elif said is not None:
            seen.add(said)
