"""Facts that the front line can be asked for, and whose answers can be told apart."""

from __future__ import annotations

from inbox_escalator.config.schema import Values
from inbox_escalator.config.sense.names import must_be_one_of, told_twice
from inbox_escalator.config.sense.triggers import packaged
from inbox_escalator.config.tables.people import TriggerKeys
from inbox_escalator.config.tables.rest import FactKeys
from inbox_escalator.intake.verbs import BY_WORD

MOST = 10
"""More are not filled in on a phone."""

LETTERS = 60


def facts(tables: tuple[Values, ...], triggers: tuple[Values, ...]) -> None:
    """`triggers`: the owner's tables, whose names count beside the packaged ones."""
    told_twice(tables, FactKeys.name, "fact")
    if len(tables) > MOST:
        tables[MOST].tell(f"the front line is asked for {MOST} facts at most", "")
    own = tuple(name for t in triggers if (name := t.get(TriggerKeys.name)) is not None)
    for fact in tables:
        _name(fact)
        for index, said in enumerate(fact.get(FactKeys.triggers) or ()):
            must_be_one_of(said, (*sorted(packaged()), *own), "trigger", fact.at(FactKeys.triggers).at(index))


def _name(fact: Values) -> None:
    """It stands before a colon, in a mail whose answer may also be a command."""
    name = fact.get(FactKeys.name)
    if name is None:
        return
    if len(name) > LETTERS or ":" in name or "\n" in name:
        fact.at(FactKeys.name)(f"the name before a colon has {LETTERS} letters at most, and none is a colon", "")
    elif name.strip().casefold() in BY_WORD:
        fact.at(FactKeys.name)(f'"{name}" is a command; whoever fills it in would give that command', "")
