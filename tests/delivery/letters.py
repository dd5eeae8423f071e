"""Mails for the tests of this room."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from inbox_escalator.writing.outbound import OutboundMail

MONDAY = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


def letter(number: int = 1, **changed: Any) -> OutboundMail:
    """An escalation to Olivia, unless said otherwise."""
    message_id = changed.pop("message_id", f"<CASE-1001.{number}.abcdefghijklmnop@acme.example>")
    raw = f"From: support@acme.example\r\nMessage-ID: {message_id}\r\nSubject: ESCALATION\r\n\r\n.A line\r\n..\r\nEnd\r\n"
    plain: dict[str, Any] = {
        "case": "CASE-1001", "event": number, "template": "escalation", "to": "olivia", "address": "olivia@acme.example",
        "sender": "support+b-1@acme.example", "subject": "ESCALATION", "raw": raw, "created": MONDAY, "leaves": MONDAY,
    }  # fmt: skip
    return OutboundMail(message_id=message_id, **{**plain, **changed})
