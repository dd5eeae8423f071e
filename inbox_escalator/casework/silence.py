"""What was marked as a false alarm escalates no more on its case: the same sentence, not the same trigger.

Only a digest of the sentence is kept on the case, so that erasing a customer's words leaves nothing of them behind.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from inbox_escalator.casework.case import Case
from inbox_escalator.triage.sentences import around
from inbox_escalator.triage.trigger import Finding

KEPT = 100
"""Sentences a case remembers."""


def silence(case: Case, evidence: Iterable[Finding], texts: Iterable[str]) -> tuple[str, ...]:
    """What the case remembers from now on. `texts`: all that the customer wrote, the subject included."""
    said = tuple(texts)
    marks = (mark for finding in evidence for mark in _marks(finding, said))
    return tuple(dict.fromkeys((*case.silenced, *marks)))[-KEPT:]


def is_silenced(case: Case, evidence: Iterable[Finding], texts: Iterable[str]) -> bool:
    """All of these findings stand in sentences that were marked before, and nowhere else."""
    if not case.silenced:
        return False
    said, known = tuple(texts), set(case.silenced)
    marks = [mark for finding in evidence for mark in _marks(finding, said)]
    return bool(marks) and known.issuperset(marks)


def _marks(finding: Finding, texts: Iterable[str]) -> Iterable[str]:
    """A digest for each sentence with the words; of the words themselves where no text holds them (a VIP's address)."""
    found = [sentence for text in texts for sentence in around(finding.words, text)]
    return [_digest(finding.trigger, sentence) for sentence in found or [finding.words]]


def _digest(trigger: str, words: str) -> str:
    said = " ".join(words.casefold().split())
    return f"{trigger} {hashlib.sha256(said.encode('utf-8', 'replace')).hexdigest()[:16]}"
