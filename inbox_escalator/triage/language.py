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
    points = dict.fromkeys(LANGUAGES, 0.0)
    for word in small.keys() & said.keys():
        times = said[word]
        for language, weight in small[word]:
            points[language] += weight * times
    ranked = sorted(points.values(), reverse=True)
    best = default if points.get(default) == ranked[0] else max(points, key=points.__getitem__)
    if ranked[0] >= SURE_FROM and ranked[0] >= 1.5 * ranked[1]:
        return Guess(best, True, (best,))
    if ranked[0] < ALONE_FROM:
        return Guess(best, False)
    return Guess(best, False, tuple(code for code in LANGUAGES if code == best or points[code] >= ranked[0] / 3))


@cache
def _small_words() -> Mapping[bytes, tuple[tuple[str, float], ...]]:
    """Folded word → the languages that use it; the more languages share it, the less it says for each."""
    lists = tomllib.loads((Path(__file__).parent / "phrases" / "small_words.toml").read_text("utf-8"))
    speakers: dict[bytes, list[str]] = {}
    for language in LANGUAGES:
        for word in dict.fromkeys(read(lists[language]).folded.split()):
            speakers.setdefault(word, []).append(language)
    return {word: tuple((s, 1.0 / len(spoken)) for s in spoken) for word, spoken in speakers.items()}


@cache
def small_words() -> frozenset[bytes]:
    """All of them: words that say nothing about what a mail is about."""
    return frozenset(_small_words())
