"""Calm, frustrated or angry, and the words that decided. A hint for the person who answers; never a trigger alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from inbox_escalator.triage.phrases import Hit
from inbox_escalator.triage.reading import ANGRY_FACE, Reading, latin
from inbox_escalator.triage.trigger import Sentiment

WORDS = frozenset({"angry", "frustrated", "calm"})
"""Rules that tell the mood."""
_GRIEVANCES = {"legal_threat": 5, "public_review": 5, "manager_request": 3}
"""Nobody threatens or goes over our heads who is calm."""
ANGRY_FROM = 4
FRUSTRATED_FROM = 3
_SHOUTS = latin(r"!{2,}|\?!|!\?|\?{3,}")
_SHOUTED = latin(r"\b[A-Z]{3,}(?:[ ,]+[A-Z]{2,}){2,}\b|\b(?:NOW|NEVER|NOT|TODAY|IMMEDIATELY|STOP|REFUND|MONEY|WORST)\b")


@dataclass(frozen=True, slots=True)
class Mood:
    sentiment: Sentiment
    words: tuple[str, ...]
    """The words that decided, strongest first."""


def mood(passages: Iterable[tuple[Reading, Sequence[Hit]]]) -> Mood:
    """The mood of the sender's own words."""
    points = dict.fromkeys(WORDS, 0)
    grievance = 0
    said: dict[str, int] = {}
    for reading, hits in passages:
        for hit in hits:
            words = reading.quote(hit.start, hit.end)
            if hit.rule.trigger in WORDS and words.lower() not in said:
                said[words.lower()] = hit.rule.weight if hit.rule.trigger != "calm" else -1
                points[hit.rule.trigger] += hit.rule.weight
            elif not hit.spoilt:
                grievance = max(grievance, _GRIEVANCES.get(hit.rule.trigger, 0))
        loud = _loud(reading)
        points["angry"] += min(3, 2 * len(loud))
        said.update(dict.fromkeys(loud, 2))
    return _weighed(points, grievance, said)


def _loud(reading: Reading) -> list[str]:
    """Shouting: capitals among small letters, rows of exclamation marks, angry faces."""
    text = reading.original
    loud = ["angry face"] if ANGRY_FACE.encode() in reading.folded else []
    plain = text.encode("latin-1", "replace")
    if m := _SHOUTS.search(plain):
        loud.append(m.group().decode("latin-1"))
    if m := _SHOUTED.search(plain):
        loud.append(m.group().decode("latin-1"))
    return loud


def _weighed(points: dict[str, int], grievance: int, said: dict[str, int]) -> Mood:
    trouble = points["angry"] + points["frustrated"] - min(2, points["calm"]) + grievance
    if points["angry"] >= ANGRY_FROM and trouble > ANGRY_FROM:
        sentiment = Sentiment.ANGRY
    elif trouble >= FRUSTRATED_FROM:
        sentiment = Sentiment.FRUSTRATED
    else:
        return Mood(Sentiment.CALM, tuple(w for w, weight in said.items() if weight < 0)[:4])
    strongest = sorted((w for w, weight in said.items() if weight > 0), key=lambda w: -said[w])
    return Mood(sentiment, tuple(strongest[:6]))
