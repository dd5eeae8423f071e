"""`[[trigger.test]]`: a trigger whose own test fails does not load."""

from __future__ import annotations

from inbox_escalator.config.schema import Values
from inbox_escalator.config.tables.people import TestKeys, TriggerKeys
from inbox_escalator.triage.matrix import Example, Rules
from inbox_escalator.triage.owntests import wrong_with


def trials(tables: tuple[Values, ...], rules: Rules) -> None:
    """Runs every test and tells those that fail, with the reason."""
    for trigger in tables:
        name = trigger[TriggerKeys.name]
        for test in trigger[TriggerKeys.test]:
            example = Example(name, test[TestKeys.words], test[TestKeys.fires])
            if why := wrong_with(example, rules):
                test.at(TestKeys.words)(f"a test of {name} fails: {why}", "")
