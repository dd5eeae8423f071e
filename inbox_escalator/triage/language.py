"""In which language is it written? Told by the small words of the languages that we ship; short texts stay unsure."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from inbox_escalator.triage.reading import read

LANGUAGES = ("en", "de", "fr", "es", "nl", "pt", "it")
SURE_FROM = 4
"""So many small words of one language, and half as many again as of the next, decide."""
ALONE_FROM = 2
"""Below this nothing is known."""
_WORD = 420
"""Points of a word that one language alone has; shared by up to seven, it still has whole points for each."""
_WIDTH = 40
"""Bits for the points of each language, side by side in one number: so a word is added for all of them at once."""
_MOST_POINTS = (1 << _WIDTH) - 1
_PLACES = tuple((language, _WIDTH * place) for place, language in enumerate(LANGUAGES))


@dataclass(frozen=True, slots=True)
class Guess:
    language: str
    sure: bool
    """False: too few words, or two languages alike."""
    possible: tuple[str, ...] = LANGUAGES
    """Those whose phrases are asked: the one where it is sure, all where nothing is known."""


def guess(said: Mapping[bytes, int], default: str = "en") -> Guess:
    """The language of these folded words. `said`: word → how often."""
    small = _small_words()
    together = sum(small[word] * said[word] for word in small.keys() & said.keys())
    points = {language: together >> place & _MOST_POINTS for language, place in _PLACES}
    ranked = sorted(points.values(), reverse=True)
    best = default if points.get(default) == ranked[0] else max(points, key=points.__getitem__)
    if ranked[0] >= SURE_FROM * _WORD and 2 * ranked[0] >= 3 * ranked[1]:
        return Guess(best, True, (best,))
    if ranked[0] < ALONE_FROM * _WORD:
        return Guess(best, False)
    return Guess(best, False, tuple(code for code in LANGUAGES if code == best or 3 * points[code] >= ranked[0]))


@cache
def _small_words() -> Mapping[bytes, int]:
    """Folded word → its points for the languages that use it; the more of them share it, the fewer for each."""
    lists = tomllib.loads((Path(__file__).parent / "phrases" / "small_words.toml").read_text("utf-8"))
    speakers: dict[bytes, list[int]] = {}
    for language, place in _PLACES:
        for word in dict.fromkeys(read(lists[language]).folded.split()):
            speakers.setdefault(word, []).append(place)
    return {word: sum(_WORD // len(spoken) << place for place in spoken) for word, spoken in speakers.items()}


@cache
def small_words() -> frozenset[bytes]:
    """All of them: words that say nothing about what a mail is about."""
    return frozenset(_small_words())
