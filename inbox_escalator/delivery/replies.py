"""What an SMTP reply means for the mail (RFC 5321 section 4.2, RFC 3463 enhanced status codes)."""

from __future__ import annotations

import re
from enum import StrEnum

from inbox_escalator.delivery.courier import Answer, Later, Never, Unsure

SHUTTING_DOWN = 421
"""Closing the channel: the connection is gone after it (RFC 5321 section 3.8)."""

LONGEST_REASON = 300

_STATUS = re.compile(r"([245])\.(\d{1,3})\.(\d{1,3})(?!\S)", re.ASCII)
_CODE = re.compile(r" ([45][0-9]{2}) ", re.ASCII)
_QUEUED_AS = re.compile(r"\bqueued as ([^\s;,]{1,100})", re.ASCII | re.IGNORECASE)

_ABOUT_THE_SENDER = frozenset({"7", "8"})
"""5.1.7 and 5.1.8 speak of our own address: an account that was blocked, not an addressee who is gone."""


class Phase(StrEnum):
    """How far a transaction has come; it decides what a lost connection means."""

    RESET = "RSET"
    MAIL = "MAIL"
    RCPT = "RCPT"
    DATA = "DATA"
    BODY = "the text"
    """A long text is under way; the final dot has not been written."""
    DOT = "the final dot"
    """Written, perhaps: from here on a lost answer leaves the mail in doubt."""


def one_line(text: str) -> str:
    """Without line ends and control characters, bounded."""
    words = "".join(sign if sign.isprintable() else " " for sign in text[: 4 * LONGEST_REASON]).split()
    line = " ".join(words)
    return line if len(line) <= LONGEST_REASON else line[: LONGEST_REASON - 1] + "…"


def trouble(reason: str) -> str:
    """What kind of trouble this reason speaks of: the reply code, or our own words for it, without server and figures.

    `smtp.acme.example:587 at RCPT: 552 5.2.2 quota` → `552`; `smtp.acme.example:587: cannot connect: timed out` →
    `cannot connect`.
    """
    found = _CODE.search(reason)
    if found:
        return found[1]
    words = reason.partition(": ")[2] or reason
    return words.partition(":")[0].partition(" (")[0][:40]


def queue_id(text: str) -> str:
    """The server's own name for the mail in its 250: what follows "queued as", else the words without status code."""
    found = _QUEUED_AS.search(text)
    if found:
        return found[1]
    line = one_line(text)
    status = _STATUS.match(line)
    return line[status.end() :].strip()[:120] if status else line[:120]


def refused(server: str, phase: Phase, code: int, text: str) -> Answer:
    """The answer for a reply that is not the one hoped for.

    Only RCPT says that an address is gone, by 5.1.x (but for those about the sender) or 5.2.1. Every other 5xx is
    quota, policy or a fault of ours: the mail is kept and a person is told. After the dot, a reply that is neither
    yes nor no is a doubt.
    """
    reason = one_line(f"{server} at {phase}: {code} {text}")
    if not 400 <= code <= 599:
        strange = one_line(f"{server} at {phase}: unexpected answer {code} {text}")
        return Unsure(strange) if phase is Phase.DOT else Later(strange)
    if code < 500:
        return Later(reason, session=code == SHUTTING_DOWN and phase is Phase.MAIL)
    if phase is Phase.RCPT and _gone(text):
        return Never(reason)
    return Later(reason, alarm=True)


def _gone(text: str) -> bool:
    status = _STATUS.match(text)
    if status is None or status[1] != "5":
        return False
    subject, detail = status[2], status[3]
    return (subject == "1" and detail not in _ABOUT_THE_SENDER) or (subject, detail) == ("2", "1")
