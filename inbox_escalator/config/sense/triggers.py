"""Triggers that lead from a level that there is up to another."""

from __future__ import annotations

from collections.abc import Iterable

from inbox_escalator.config.schema import Values
from inbox_escalator.config.sense.names import must_be_one_of, told_twice
from inbox_escalator.config.tables.people import TestKeys, TriggerKeys

ANY = "any"
NEXT = "next"


def triggers(tables: tuple[Values, ...], levels: tuple[str, ...], packaged: Iterable[str]) -> None:
    """`levels` in order; `packaged`: names of the triggers that come with the product."""
    known = frozenset(packaged)
    told_twice(tables, TriggerKeys.name, "trigger")
    for trigger in tables:
        _source_and_target(trigger, levels)
        if trigger.get(TriggerKeys.name) not in known:
            _own(trigger)
        for test in trigger.get(TriggerKeys.test) or ():
            if test.get(TestKeys.text) == "":
                test.at(TestKeys.text)("is empty")


def _source_and_target(trigger: Values, levels: tuple[str, ...]) -> None:
    sources = trigger.get(TriggerKeys.source) or ()
    for source in sources:
        if source != ANY:
            must_be_one_of(source, levels, "level", trigger.at(TriggerKeys.source))
    target = trigger.get(TriggerKeys.target)
    if not target or target == NEXT:
        return
    if must_be_one_of(target, levels, "level", trigger.at(TriggerKeys.target)):
        rank = levels.index(target)
        below = [source for source in sources if source in levels and levels.index(source) >= rank]
        if below:
            trigger.at(TriggerKeys.target)(f"{target} is not above {below[0]}; an escalation goes up", 'to = "next"')


def _own(trigger: Values) -> None:
    """A trigger that the product does not know must say everything itself."""
    kind = trigger.get(TriggerKeys.kind)
    if kind == "phrases" and trigger.get(TriggerKeys.phrases) == ():
        trigger.tell(f"{_name(trigger)} has no phrases, so nothing pulls it", 'phrases = ["press conference"]')
    if kind != "tag" and not trigger.gives(TriggerKeys.target):
        trigger.tell(f"{_name(trigger)} does not say where it escalates to", 'to = "L2", or kind = "tag"')


def _name(trigger: Values) -> str:
    return f'"{trigger.get(TriggerKeys.name) or "?"}"'
