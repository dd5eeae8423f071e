"""Does a mail say nothing but thanks? Then it is a note, and never reopens a case."""

from __future__ import annotations

import re

from inbox_escalator.triage.phrase_file import Language
from inbox_escalator.triage.reading import read, words

_LONGEST = 400
"""Letters; who writes more has more to say than thanks."""
_MORE = re.compile(r"[?\d]")
"""A question or a number."""
_NAMES = 3
"""Words that the language does not know, if they are written as names are."""


def only_thanks(text: str, language: Language) -> bool:
    """True where every word is one of thanks, greeting or courtesy, or looks like a name."""
    if not text or len(text) > _LONGEST or _MORE.search(text):
        return False
    said = set(words(read(text)))
    strange = said - language.thanks
    if not said & language.thanking or len(strange) > _NAMES:
        return False
    written = {w.strip(".,;:!()\"'") for w in text.split()}
    names = {words(read(w))[0] for w in written if w[:1].isupper() and words(read(w))}
    return strange <= names
