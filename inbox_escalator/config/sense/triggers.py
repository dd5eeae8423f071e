"""Triggers that lead from a level that there is up to another."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from inbox_escalator.config.schema import Values
from inbox_escalator.config.sense.names import must_be_one_of, told_twice
from inbox_escalator.config.tables.people import TriggerKeys
from inbox_escalator.triage.matrix import BadRules, load_rules
from inbox_escalator.triage.trigger import Mode, Trigger

ANY = "any"
NEXT = "next"


@cache
def packaged() -> frozenset[str]:
    """Names of the triggers that come with the product."""
    return frozenset(trigger.name for trigger in load_rules().triggers)


def triggers(tables: tuple[Values, ...], levels: tuple[str, ...]) -> None:
    """`levels` in order."""
    told_twice(tables, TriggerKeys.name, "trigger")
    before = len(tables[0].tell.notes.problems) if tables else 0
    for trigger in tables:
        _source_and_target(trigger, levels)
        if trigger.get(TriggerKeys.name) not in packaged():
            _own(trigger)
    if tables and len(tables[0].tell.notes.problems) == before:
        _words(tables)


def _words(tables: tuple[Values, ...]) -> None:
    """What only triage knows: whether it understands the phrases."""
    good = [trigger for trigger in tables if trigger.clean and trigger.get(TriggerKeys.name) is not None]
    try:
        load_rules([trigger.raw for trigger in good])
    except BadRules as found:
        for mistake in found.mistakes:
            good[mistake.table].tell.at(mistake.key)(mistake.message, "")


def unreached(triggers: Iterable[Trigger], levels: tuple[str, ...]) -> tuple[str, ...]:
    """Levels above the first to which no trigger leads."""
    reached: set[str] = set()
    for trigger in triggers:
        if trigger.mode is Mode.OFF:
            continue
        sources = levels if ANY in trigger.sources else trigger.sources
        if trigger.target == NEXT:
            reached.update(levels[levels.index(source) + 1] for source in sources if source in levels[:-1])
        else:
            reached.add(trigger.target)
    return tuple(level for level in levels[1:] if level not in reached)


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
