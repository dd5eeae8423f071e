"""What a word is about, and how often customers' mail is about it: the packaged knowledge, from the first day.

A *term* is what two reports can share: `=voucher` (a concept, whatever the word or the language), `kestrel` (the stem
of a word that no concept has), `#e417` (a code), `#550` (a number), `=pole+kestrel` (two of them side by side).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from math import sqrt
from pathlib import Path

from inbox_escalator.triage.language import small_words
from inbox_escalator.triage.reading import read

CONCEPT, CODE, PAIR = "=", "#", "+"
SHORTEST, LONGEST = 3, 30
"""Letters of a word; longer runs are tokens and addresses."""

_FOLDER = Path(__file__).parent
_ABOUT = {"everyday": 0.10, "common": 0.03, "telling": 0.012, "rare": 0.003}
"""Share of a desk's mail that is about such a concept, before the desk's own mail has said otherwise."""
_FREQUENT, _COMMON, _UNKNOWN, _CODE, _NUMBER = 0.035, 0.012, 0.0015, 0.0008, 0.006
"""The same for plain words, for codes (`E417`) and for numbers."""
_RAREST = 1e-4

_ENDINGS = frozenset((
    "ationen", "ations", "ation", "ungen", "ments", "ment", "ingly", "ando", "iendo", "ements", "ement", "amento",
    "amenti", "ieren", "iert", "ated", "ates", "ating", "ate", "ings", "ing", "ung", "ely", "ly", "ies", "ers", "eurs",
    "eur", "ed", "es", "en", "er", "em", "et", "te", "st", "os", "as", "s", "n", "e", "o", "a", "i", "y", "t",
))  # fmt: skip
_LONGEST_ENDING = max(map(len, _ENDINGS))
_LEAST_STEM = 4
_ALIKE = (("ae", "a"), ("oe", "o"), ("ue", "u"), ("ph", "f"), ("th", "t"), ("ck", "k"), ("c", "k"))
_DOUBLED = re.compile(r"([a-z])\1")
_LINKS = ("", "s", "n", "en", "es", "e")
"""Letters between the parts of a German or Dutch compound."""
_LEAST_COMPOUND, _LEAST_HEAD, _LEAST_TAIL, _LONG_TAIL = 8, 3, 4, 5


@lru_cache(maxsize=20_000)
def even(word: str) -> str:
    """The same for words that two languages, or two writers, spell a little otherwise: `Plattform`, `platform`."""
    return _evened(word)


def _evened(text: str) -> str:
    for before, after in _ALIKE:
        text = text.replace(before, after)
    return _DOUBLED.sub(r"\1", text)


def stem(word: str) -> str:
    """Plain endings off, twice at most: `activated`, `activation`, `activates` are one word."""
    return _without_endings(even(word))


def _without_endings(word: str) -> str:
    for _ in range(2):
        longest = min(_LONGEST_ENDING, len(word) - _LEAST_STEM)
        cut = next((k for k in range(longest, 0, -1) if word[-k:] in _ENDINGS), 0)
        word = word[:-cut] if cut else word
    return word


class Concepts:
    """The words of each concept: whole, by their beginning, or two in a row."""

    def __init__(self, tables: Mapping[str, Mapping[str, str]]) -> None:
        self.share: dict[str, float] = {}
        self.listed: set[str] = set()
        """Words as they stand in the list: there they mean something, small words or not."""
        self._whole: dict[str, str] = {}
        self._begins: dict[str, str] = {}
        self._rows: dict[str, dict[str, str]] = {}
        for kind, concepts in tables.items():
            for name, said in concepts.items():
                self.share[CONCEPT + name] = _ABOUT[kind]
                for entry in said.split():
                    self._learn(entry, CONCEPT + name)

    def _learn(self, entry: str, term: str) -> None:
        words = [w for w in entry.strip("_").split("_") if w]
        if len(words) > 1:
            self._rows.setdefault(even(words[0]), {}).setdefault(even(words[1].rstrip("*")), term)
        elif entry.endswith("*"):
            self._begins.setdefault(even(words[0][:-1]), term)
        else:
            self._whole.setdefault(even(words[0]), term)
            self.listed.add(words[0])

    def rows(self, word: str) -> Mapping[str, str]:
        """The words with which it is one concept (`text message`), evened, and which."""
        return self._rows.get(even(word), {})

    def of(self, word: str) -> tuple[str, ...]:
        """The concepts of one word, or of the parts of a compound."""
        word = even(word)
        found = self._of_one(word)
        return (found,) if found else tuple(dict.fromkeys(self._parts(word)))

    def of_code(self, code: str) -> str:
        """Some codes are concepts: `404`."""
        return self._whole.get(code, "")

    def _of_one(self, word: str) -> str:
        if word in self._whole:
            return self._whole[word]
        return next((self._begins[word[:k]] for k in range(len(word), 3, -1) if word[:k] in self._begins), "")

    def _parts(self, word: str) -> Iterator[str]:
        """`zeltstange`: `zelt` + `stange`; `xyrechnung`: the stem of `xy` + `rechnung`, where only the end is known."""
        if len(word) < _LEAST_COMPOUND:
            return
        ends = {cut: t for cut in range(_LEAST_HEAD, len(word) - _LEAST_TAIL + 1) if (t := self._of_one(word[cut:]))}
        for cut, tail in ends.items():
            if head := self._head(word[:cut]):
                yield from (head, tail)
                return
        for cut, tail in ends.items():
            if len(word) - cut >= _LONG_TAIL:
                yield from (stem(word[:cut]), tail)
                return

    def _head(self, head: str) -> str:
        for link in _LINKS:
            bare = head.removesuffix(link)
            known = self._whole.get(bare) or self._begins.get(bare)
            if known and head.endswith(link) and len(bare) >= _LEAST_HEAD:
                return known
        return ""


@cache
def _tables() -> Mapping[str, object]:
    return tomllib.loads((_FOLDER / "concepts.toml").read_text("utf-8"))


@cache
def concepts() -> Concepts:
    return Concepts({name: table for name, table in _tables().items() if isinstance(table, dict)})


@cache
def faults() -> frozenset[str]:
    """Concepts that say that something is wrong."""
    return frozenset(CONCEPT + name for name in str(_tables()["faults"]).split())


@cache
def _plain() -> tuple[frozenset[str], Mapping[str, float]]:
    """(words and stems that say nothing, stem → share of the mail)."""
    nothing = {form for w in small_words() for form in (w.decode(), stem(w.decode()))}
    shares: dict[str, float] = {}
    for language in tomllib.loads((_FOLDER / "words.toml").read_text("utf-8")).values():
        words = {step: read(said).folded.decode("latin-1") for step, said in language.items()}
        nothing |= {*words["small"].split(), *_stems(words["small"])}
        for step, share in (("frequent", _FREQUENT), ("common", _COMMON)):
            for word in _stems(words[step]):
                shares[word] = max(share, shares.get(word, 0.0))
    return frozenset(nothing), shares


def _stems(words: str) -> Iterator[str]:
    """Of many words at once, which is quicker."""
    return map(_without_endings, _evened(words).split())


@lru_cache(maxsize=20_000)
def share(term: str) -> float:
    """The share of customers' mail in which the term stands, where nothing better is known."""
    left, pair, right = term.partition(PAIR)
    if pair:
        return max(share(left) * sqrt(share(right)), _RAREST)
    if term.startswith(CONCEPT):
        return concepts().share.get(term, _UNKNOWN)
    if term.startswith(CODE):
        return _NUMBER if term[1:].replace(".", "").isdigit() else _CODE
    return _plain()[1].get(term, _UNKNOWN)


@lru_cache(maxsize=20_000)
def terms_of(word: str) -> tuple[str, ...]:
    """What one folded word stands for: nothing, its concepts, its stem, or a code."""
    bare = word.partition("'")[0]
    if any(c.isdigit() for c in bare):
        return _code(bare)
    nothing = _plain()[0]
    if not SHORTEST <= len(bare) <= LONGEST or (bare in nothing and bare not in concepts().listed):
        return ()
    stemmed = stem(bare)
    return concepts().of(bare) or (() if stemmed in nothing else (stemmed,))


def _code(word: str) -> tuple[str, ...]:
    """Codes are strong, numbers weak, and a single digit says nothing."""
    if found := concepts().of_code(word):
        return (found,)
    plain = word.replace("-", "")
    return (CODE + plain,) if 2 <= len(plain) <= LONGEST else ()
