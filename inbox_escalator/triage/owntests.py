"""Do the owner's `[[trigger.test]]` examples come out as he says? A rule whose test fails does not load."""

from __future__ import annotations

from inbox_escalator.intake.mail import Address, InboundMail, Passage, Zone
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import Example, Rules

_SOMEBODY = Sender(Kind.CUSTOMER, "an example", Address("customer@example.com"))


def failed(rules: Rules) -> tuple[tuple[Example, str], ...]:
    """Every example that comes out otherwise, and why, in one sentence."""
    return tuple((example, why) for example in rules.tests if (why := _wrong_with(example, rules)))


def _wrong_with(example: Example, rules: Rules) -> str:
    mail = InboundMail(key="", passages=(Passage(Zone.NEW, example.words),))
    found = triage(mail, _SOMEBODY, rules)
    if (example.trigger in found.triggers) is example.fires:
        return ""
    if not example.fires:
        return f'it fires, on "{found.evidence(example.trigger)[0].words}"'
    missed = [f for f in found.findings if f.trigger == example.trigger]
    return (
        f'it does not fire: "{missed[0].words}", {missed[0].because}'
        if missed
        else "it does not fire: no phrase of it stands there"
    )
