"""What was found out about a sender, as plain values for people and scripts to read (`explain`)."""

from __future__ import annotations

from inbox_escalator.intake.sender import Bounce, Kind, Sender

Value = str | bool | list[str]


def as_json(sender: Sender) -> dict[str, Value]:
    """The keys of `explain --json` that depend on who wrote."""
    bounce = sender.bounce or Bounce()
    return {
        "kind": sender.kind.value,
        "because": sender.because,
        "is_auto_reply": sender.kind is Kind.AUTO_REPLY,
        "is_bounce": sender.kind is Kind.BOUNCE,
        "is_list_or_bulk": sender.kind is Kind.NOTICE,
        "bounced_recipient": list(bounce.recipients),
        "bounce_status": list(bounce.statuses),
        "bounce_temporary": bounce.temporary,
        "bounce_hard": bounce.hard,
        "unverified": sender.unverified,
    }
