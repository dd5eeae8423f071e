"""Calm, frustrated or angry, and the words that decided. A hint for the person who answers; never a trigger alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from inbox_escalator.triage.phrases import Hit
from inbox_escalator.triage.reading import ANGRY_FACE, Reading, latin
from inbox_escalator.triage.search import NOWHERE, Search
from inbox_escalator.triage.trigger import Sentiment

WORDS = frozenset({"angry", "frustrated", "calm", "formal"})
"""Rules that tell the mood. `formal`: written as businesses write to each other."""
_GRIEVANCES = {
    "legal_threat": 5, "public_review": 5, "manager_request": 3, "security_incident": 1, "service_failure": 1,
    "loss": 1,
}  # fmt: skip
"""Hardly anybody threatens or goes over our heads who is calm."""
_BUSINESSLIKE = 1
"""So few words of feeling in a formal letter are none: what it announces is said in business."""
_SETTLED = "resolved_thanks"
_RELIEF = 4
"""Points off where all is well at last."""
_MOST_CALM = 2
_OTHER_THINGS = "ordinary"
_ERRAND = "errand"
_COMPLAINT = "grievance"
_ERRANDS_CALM = 3
"""Points of calm where the mail is about something else, or asks for something and complains of nothing."""
ANGRY_FROM = 4
FRUSTRATED_FROM = 3
_WORDS_ALONE = 4
"""Where nothing is complained of: `the worst case`, `a claims form` are said calmly, too."""
_SHOUTS = Search(r"!{2,}|\?!|!\?|\?{3,}")
_MASKED = latin(r"\bX{2,}[A-Z]?\b")
"""Names and numbers that somebody has blackened."""
_SHOUTED = Search(
    r"\b[A-Z]{3,}(?:[ ,]+[A-Z]{2,}){2,}\b|\b(?:NOW|NEVER|NOT|TODAY|IMMEDIATELY|STOP|REFUND|MONEY|WORST)\b"
)


@dataclass(frozen=True, slots=True)
class Mood:
    sentiment: Sentiment
    words: tuple[str, ...]
    """The words that decided, strongest first."""


def mood(reading: Reading, hits: Iterable[Hit], text: str) -> Mood:
    """The mood of the sender's own words. `hits`: those that count; `text`: the original of the words that count."""
    points = dict.fromkeys(WORDS, 0)
    grievance, kinds = 0, set[str]()
    said: dict[str, int] = {}
    for hit in hits:
        trigger = hit.rule.trigger
        if hit.spoilt:
            continue
        if trigger in WORDS:
            words = reading.quote(hit.start, hit.end)
            if words.lower() not in said:
                said[words.lower()] = hit.rule.weight if trigger in ("angry", "frustrated") else -1
                points[trigger] += hit.rule.weight
        else:
            grievance = max(grievance, _GRIEVANCES.get(trigger, 0))
            kinds.add(trigger)
    loud = _loud(text, ANGRY_FACE.encode() in reading.folded)
    points["angry"] += 2 * len(loud)
    said.update(dict.fromkeys(loud, 2))
    if _OTHER_THINGS in kinds or (_ERRAND in kinds and not grievance and _COMPLAINT not in kinds):
        points["calm"] += _ERRANDS_CALM
    return _weighed(points, -_RELIEF if _SETTLED in kinds else grievance, said)


def _loud(text: str, angry_face: bool) -> list[str]:
    """Shouting: capitals among small letters, rows of exclamation marks, angry faces."""
    loud = ["angry face"] if angry_face else []
    plain = text.encode("latin-1", "replace")
    if b"XX" in plain:
        plain = _MASKED.sub(b"", plain)
    marked = b"!!" in plain or b"?!" in plain or b"!?" in plain or b"???" in plain
    spans = (_SHOUTS.first(plain) if marked else NOWHERE, _SHOUTED.first(plain))
    return loud + [plain[start:end].decode("latin-1") for start, end in spans if end > 0]


def _weighed(points: dict[str, int], grievance: int, said: dict[str, int]) -> Mood:
    feeling = points["angry"] + points["frustrated"]
    if points["formal"] and feeling <= _BUSINESSLIKE:
        grievance = min(grievance, 0)
    calm = points["calm"] if points["calm"] >= _ERRANDS_CALM else min(_MOST_CALM, points["calm"])
    trouble = feeling - calm + grievance
    if points["angry"] >= ANGRY_FROM and trouble > ANGRY_FROM:
        sentiment = Sentiment.ANGRY
    elif trouble >= (FRUSTRATED_FROM if grievance else _WORDS_ALONE):
        sentiment = Sentiment.FRUSTRATED
    else:
        return Mood(Sentiment.CALM, tuple(w for w, weight in said.items() if weight < 0)[:4])
    strongest = sorted((w for w, weight in said.items() if weight > 0), key=lambda w: -said[w])
    return Mood(sentiment, tuple(strongest[:6]))
