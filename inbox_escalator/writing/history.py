"""The variables that tell a case's past: the timeline, the last words, the whole conversation."""

from __future__ import annotations

from inbox_escalator.casework.decision import Event, Text, Voice
from inbox_escalator.identity import DESK
from inbox_escalator.writing.clean import clean, one_line
from inbox_escalator.writing.composer import EVENTS_SHOWN
from inbox_escalator.writing.facts import Facts, author
from inbox_escalator.writing.known import Row
from inbox_escalator.writing.sentences import told

MESSAGES_SHOWN = 30
MESSAGE_LETTERS = 6_000
CONVERSATION_LETTERS = 24_000
"""Gmail cuts a mail off at 102 KB: text and HTML part together must stay below."""

_VOICES = {
    Voice.CUSTOMER: "customer",
    Voice.STAFF: "answer to the customer",
    Voice.AUTOMATIC: "automatic mail to the customer",
    Voice.NOTE: "internal note",
}


def timeline(facts: Facts) -> list[Row]:
    """What happened, oldest first: rows with `when`, `what`, `why`; the first and the last, at most 30."""
    events = list(facts.events)
    known = max(facts.case.events, len(events))
    if len(events) > EVENTS_SHOWN:
        events = [events[0], *events[1 - EVENTS_SHOWN :]]
    left_out = known - len(events)
    rows = [_row(facts, event) for event in events]
    if left_out > 0:
        rows.insert(1, {"when": "…", "what": f"{left_out} more", "why": "inbox-escalator show tells all"})
    return rows


def _row(facts: Facts, event: Event) -> Row:
    what, why = told(event, subject=facts.case.subject, customer=_customer(facts), name=lambda who: _who(facts, who))
    return {"when": facts.say(event.at), "what": one_line(what), "why": one_line(facts.plainly(why))}


def _customer(facts: Facts) -> str:
    return facts.untagged(one_line(facts.case.customer.name)) or facts.case.customer.address or "the customer"


def _who(facts: Facts, voice: str) -> str:
    return {DESK: "the front line", "": "whoever has it"}.get(voice) or facts.person(voice)


def _newest(facts: Facts) -> Text | None:
    """The customer's mail that the notice is about, else the last one."""
    texts = facts.customer_texts
    about = [t for t in texts if t.event == facts.notice.event]
    found = about or texts
    return found[-1] if found else None


def last_words(facts: Facts) -> str:
    """The customer's newest mail, its lines as they were; may be empty."""
    newest = _newest(facts)
    return _bounded(newest.words, MESSAGE_LETTERS) if newest else ""


def last_who(facts: Facts) -> str:
    """Who wrote it."""
    newest = _newest(facts)
    return author(newest) if newest else ""


def last_when(facts: Facts) -> str:
    """When it came."""
    newest = _newest(facts)
    return facts.say(newest.at) if newest else ""


def conversation(facts: Facts) -> list[Row]:
    """All that was written, newest first: rows with `when`, `who`, `voice`, `words`."""
    rows: list[Row] = []
    room = CONVERSATION_LETTERS
    for text in reversed(facts.texts[-MESSAGES_SHOWN:]):
        if room < 200:
            rows.append({"when": "…", "who": "older mails", "voice": "not shown", "words": "They are in the mailbox."})
            break
        words = _bounded(text.words, min(MESSAGE_LETTERS, room))
        room -= len(words)
        voice = "taken back, not sent" if facts.unsaid(text) else _VOICES[text.voice]
        rows.append({"when": facts.say(text.at), "who": author(text), "voice": voice, "words": words})
    return rows


def _bounded(words: str, letters: int) -> str:
    words = _sparse(clean(words[: letters * 2])).strip()
    if len(words) <= letters:
        return words
    return f"{words[:letters]}…\n[{len(words) - letters:,} more letters: see the mailbox]"


def _sparse(words: str) -> str:
    """Without runs of empty lines: they would push what matters off the screen."""
    lines: list[str] = []
    for line in words.split("\n"):
        line = line.rstrip()
        if line or (lines and lines[-1]):
            lines.append(line)
    return "\n".join(lines)
