"""Words have bounds: 16 KB a message, 64 KB and 300 messages a case. What is left out for its size says so in its
place; of more messages the first and the last are kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from inbox_escalator.casework.decision import Text, Voice

MESSAGE_BYTES = 16 * 1024
CASE_BYTES = 64 * 1024

CASE_TEXTS = 300

LEFT_OUT = "[left out here: a case keeps 64 KB of text]"
ERASED = "[erased]"
"""What `erase` puts in the place of a customer's words."""
GONE = frozenset({LEFT_OUT, ERASED})

_CUT = "\n[cut here: {} more characters; a message keeps 16 KB of text]"
_ROOM_FOR_CUT = 80

_FIRST_TO_GO = (Voice.AUTOMATIC, Voice.NOTE, Voice.STAFF, Voice.CUSTOMER)


def clipped(text: Text) -> Text:
    """At most 16 KB; half characters and lone surrogates become a question mark."""
    raw = text.words.encode("utf-8", "replace")
    if len(raw) <= MESSAGE_BYTES:
        words = text.words if text.words.isascii() else raw.decode()
        return text if words == text.words else replace(text, words=words)
    kept = raw[: MESSAGE_BYTES - _ROOM_FOR_CUT].decode("utf-8", "ignore")
    return replace(text, words=kept + _CUT.format(len(text.words) - len(kept)))


def to_leave_out(texts: Sequence[Text]) -> list[int]:
    """Places of the texts that must go so that a case's texts fit: our own mails first, the oldest first.

    The last text always stays: it is what the turn was about.
    """
    over = sum(map(size, texts)) - CASE_BYTES
    going: list[int] = []
    older = sorted(range(len(texts)), key=lambda n: texts[n].event)[:-1]
    for place in sorted(older, key=lambda n: (_FIRST_TO_GO.index(texts[n].voice), texts[n].event)):
        if over <= 0:
            break
        gain = size(texts[place]) - len(LEFT_OUT)
        if gain > 0:
            over -= gain
            going.append(place)
    return going


def place_of_next(kept: Sequence[Text]) -> int:
    """Where the next text goes: behind the others, or in the place of the oldest but the first."""
    if len(kept) < CASE_TEXTS:
        return len(kept)
    return min(range(1, len(kept)), key=lambda place: kept[place].event)


def size(text: Text) -> int:
    return len(text.words.encode("utf-8", "replace"))
