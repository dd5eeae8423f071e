"""The matrix: triggers of the product, each changed key by key where the file says so, then the file's own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inbox_escalator.config.schema import Values
from inbox_escalator.config.settings import Senders
from inbox_escalator.config.tables.desk import Desk
from inbox_escalator.config.tables.people import TriggerKeys
from inbox_escalator.triage.matrix import Rules, load_rules
from inbox_escalator.triage.people import Vip
from inbox_escalator.triage.trigger import Mode, Trigger

PACKAGED_LEVELS = ("L1", "L2", "L3")
"""What the packaged triggers call front line, specialist and executive."""


def rules(desk: Values, tables: Sequence[Values], levels: Sequence[str], vip: Senders) -> Rules:
    """`levels` in order; where they have other names, the packaged triggers are led to those of the same rank."""
    found = load_rules(
        [table.raw for table in tables],
        vip=Vip(frozenset(vip.addresses), frozenset(vip.domains)),
        mode=Mode(desk[Desk.mode]),
        language=desk[Desk.language],
        currency=desk[Desk.currency],
    )
    own = {table[TriggerKeys.name]: table for table in tables}
    return replace(found, triggers=tuple(_led(trigger, own.get(trigger.name), levels) for trigger in found.triggers))


def _led(trigger: Trigger, own: Values | None, levels: Sequence[str]) -> Trigger:
    """Levels that the file itself names are left as they are."""
    target = trigger.target if own is not None and own.gives(TriggerKeys.target) else _ranked(trigger.target, levels)
    if own is not None and own.gives(TriggerKeys.source):
        return replace(trigger, target=target)
    return replace(trigger, target=target, sources=tuple(_ranked(source, levels) for source in trigger.sources))


def _ranked(name: str, levels: Sequence[str]) -> str:
    """L1 is the first level, L3 the last, L2 the second."""
    if name in levels or name not in PACKAGED_LEVELS:
        return name
    return {"L1": levels[0], "L2": levels[1], "L3": levels[-1]}[name]
