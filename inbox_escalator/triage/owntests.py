"""Do the owner's `[[trigger.test]]` examples come out as he says? A rule whose test fails does not load."""

from __future__ import annotations

from inbox_escalator.intake.mail import Address, InboundMail, Passage, Zone
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import Example, Rules

_SOMEBODY = Sender(Kind.CUSTOMER, "an example", Address("customer@example.com"))


def wrong_with(example: Example, rules: Rules) -> str:
    """Why the example comes out otherwise, in one sentence; '' where it comes out as he says."""
    mail = InboundMail(key="", body_text=example.words, passages=(Passage(Zone.NEW, example.words),))
    found = triage(mail, _SOMEBODY, rules)
    if (example.trigger in found.triggers) is example.fires:
        return ""
    if not example.fires:
        fired = found.evidence(example.trigger)[0]
        return f'it fires, on "{fired.words}", {fired.because}'
    missed = [f for f in found.findings if f.trigger == example.trigger]
    return (
        f'it does not fire: "{missed[0].words}", {missed[0].because}'
        if missed
        else "it does not fire: no phrase of it stands there"
    )
