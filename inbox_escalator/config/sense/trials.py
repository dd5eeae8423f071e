"""`[[trigger.test]]`: a trigger whose own test fails does not load."""

from __future__ import annotations

from inbox_escalator.config.schema import Values
from inbox_escalator.config.tables.people import TestKeys, TriggerKeys
from inbox_escalator.intake.mail import Address, InboundMail, Passage, Zone
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import Rules

_SOMEBODY = Address("customer@example.com")


def trials(tables: tuple[Values, ...], rules: Rules) -> None:
    """Runs every test and tells those that fail."""
    for trigger in tables:
        name = trigger[TriggerKeys.name]
        for test in trigger[TriggerKeys.test]:
            fires, must = _fires(name, test[TestKeys.words], rules), test[TestKeys.fires]
            if fires and not must:
                test.at(TestKeys.words)(f"{name} fires on these words and must not", "")
            elif must and not fires:
                test.at(TestKeys.words)(f"{name} does not fire on these words and must", "")


def _fires(name: str, words: str, rules: Rules) -> bool:
    mail = InboundMail(key="", senders=(_SOMEBODY,), body_text=words, passages=(Passage(Zone.NEW, words),))
    return name in triage(mail, Sender(Kind.CUSTOMER, "a test", _SOMEBODY), rules).triggers
