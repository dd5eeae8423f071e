"""Phrases as data: a book of rules for each language, asked in one pass which of its phrases may stand in a text.

The first question, "which words of the index are here?", goes to one google-re2 Set; only rules all of whose needed
words are there are searched for in full. So a mail without a word of the matter costs next to nothing, however many
rules there are, and nothing takes more than linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import islice

import re2

from inbox_escalator.triage.pattern import IN_CLAUSE, Words, group_expression, parse
from inbox_escalator.triage.reading import Reading, latin, options

MOST_HITS = 8
"""Of one rule in one passage; a mail that says it more often says nothing new."""
_SENTENCE_REACH = 300
"""Bytes to either side in which the ends of a sentence are looked for."""
_SENTENCE_END = re.compile(rb"[.!?;\x00](?![a-z0-9])")
_BEFORE_REACH = 90
_SPARED_REACH = 60


class Expression:
    """Phrases joined; made when first asked, for most are never needed."""

    __slots__ = ("_compiled", "_source")

    def __init__(self, source: Callable[[], str]) -> None:
        self._source = source
        self._compiled: re2._Regexp | None = None

    def __call__(self) -> re2._Regexp:
        """BadPhrase where one of the phrases is not well formed."""
        if self._compiled is None:
            self._compiled = latin(self._source())
        return self._compiled


def _joined(phrases: Sequence[str], words: Words) -> str:
    return "(?:" + "|".join(parse(p, words).expression for p in phrases) + ")"


def any_of(phrases: Sequence[str], words: Words) -> Expression | None:
    return Expression(lambda: _joined(phrases, words)) if phrases else None


def just_before(phrases: Sequence[str], words: Words, reach: int) -> Expression | None:
    """Any of these, `reach` words or fewer before the end of the text, in the same clause."""
    gap = rf"(?:{IN_CLAUSE}[a-z0-9']+){{0,{reach}}}[^a-z0-9.!?;\x00]*$"
    return Expression(lambda: _joined(phrases, words) + gap) if phrases else None


def just_after(phrases: Sequence[str], words: Words, reach: int) -> Expression | None:
    """Any of these, `reach` words or fewer after the beginning of the text, in the same clause."""
    gap = rf"^[^a-z0-9.!?;\x00]*(?:[a-z0-9']+{IN_CLAUSE}){{0,{reach}}}"
    return Expression(lambda: gap + _joined(phrases, words)) if phrases else None


@dataclass(frozen=True, slots=True)
class Context:
    """A reason for which words that were found do not count."""

    because: str
    before: Expression | None = None
    after: Expression | None = None
    inside: Expression | None = None
    """In the middle of the words themselves, where a phrase leaves a gap."""
    sentence: Expression | None = None
    but: Expression | None = None
    """With these just before, the words count all the same (`I will not hesitate to …`)."""
    narrow: bool = False
    """Spoils its own rule only; other rules may still see the same words."""

    def spoils(self, text: bytes, start: int, end: int) -> bytes:
        """The words that spoil the hit from `start` to `end`, or b''."""
        first, last = sentence_of(text, start, end)
        looked_at = (
            (self.before, text[max(first, start - _BEFORE_REACH) : start]),
            (self.inside, text[start:end]),
            (self.after, text[end:last]),
            (self.sentence, text[first:last]),
        )
        for expression, piece in looked_at:
            if expression and (m := expression().search(piece)):
                spared = self.but and self.but().search(text[max(first, start - _SPARED_REACH) : end])
                return b"" if spared else _trim(m.group())
        return b""


def _trim(words: bytes) -> bytes:
    return bytes(words).strip(b" ,.!?;:\x00\"'()-")


def sentence_of(text: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around these places begins and ends; of an endless one, its neighbourhood."""
    ends = _sentence_ends(text)
    at = bisect_left(ends, start)
    first = ends[at - 1] + 1 if at else 0
    after = bisect_left(ends, max(start, end - 1))
    last = ends[after] + 1 if after < len(ends) else len(text)
    return max(first, start - _SENTENCE_REACH), min(last, end + _SENTENCE_REACH)


@lru_cache(maxsize=8)
def _sentence_ends(text: bytes) -> list[int]:
    """Of the few texts that are being read now."""
    return [m.start() for m in _SENTENCE_END.finditer(text)]


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase, and what it means."""

    trigger: str
    name: str
    """What the words mean, said in the reason."""
    language: str
    says: Expression
    needs: tuple[frozenset[str], ...]
    contexts: tuple[Context, ...] = ()
    major: bool = False
    """A whole company or all users stand still."""
    weight: int = 1
    """How plainly these words tell the mood, or that money was lost."""
    most: int = MOST_HITS
    """Hits of it in one passage that are looked at."""
    bulk: bool = False
    """Counts in list and bulk mail, too: the notice of a review site."""
    phrase: str = ""
    """What it looks for, as the file has it."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's words in a passage, and why they do not count, if so."""

    rule: Rule
    start: int
    end: int
    spoilt: str = ""
    narrow: bool = False
    """Spoilt for this rule only."""


class Book:
    """All rules of one language, indexed by the words that they need."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self.rules = tuple(rules)

    @cached_property
    def _index(self) -> tuple[re2.Set, tuple[tuple[int, ...], ...], tuple[frozenset[int], ...]]:
        groups: dict[frozenset[str], int] = {}
        needed = tuple(frozenset(groups.setdefault(g, len(groups)) for g in rule.needs) for rule in self.rules)
        asked = re2.Set.SearchSet(options())
        for group in groups:
            asked.Add(group_expression(group).encode("latin-1"))
        if groups:
            asked.Compile()
        # A rule stands under the first group it needs only, so that it is looked at once.
        under: list[list[int]] = [[] for _ in groups]
        for i, needs in enumerate(needed):
            under[min(needs)].append(i)
        return asked, tuple(tuple(u) for u in under), needed

    def candidates(self, folded: bytes) -> Iterator[Rule]:
        """The rules whose needed words all stand in the text."""
        if not self.rules:
            return
        asked, under, needed = self._index
        here = frozenset(asked.Match(folded) or ())
        for i in sorted(i for group in here for i in under[group] if needed[i] <= here):
            yield self.rules[i]

    def hits(self, reading: Reading, skip: frozenset[str] = frozenset()) -> Iterator[Hit]:
        """Every place where a rule's words stand, spoilt ones included; but for the rules of the triggers in `skip`."""
        for rule in self.candidates(reading.folded):
            if rule.trigger in skip:
                continue
            for m in islice(rule.says().finditer(reading.folded), rule.most):
                start, end = _edges(reading.folded, m.start(), m.end())
                yield _weighed(Hit(rule, start, end), reading.folded)


def _edges(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The words themselves, without the signs that told where a sentence begins."""
    while start < end and not chr(text[start]).isalnum():
        start += 1
    while end > start and not chr(text[end - 1]).isalnum():
        end -= 1
    return start, end


def _weighed(hit: Hit, text: bytes) -> Hit:
    """The hit, with the first reason that speaks against it."""
    for context in hit.rule.contexts:
        if words := context.spoils(text, hit.start, hit.end):
            return replace(hit, spoilt=f'{context.because} ("{words.decode("latin-1")}")', narrow=context.narrow)
    return hit


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """One hit of a trigger for each place: what spoils one phrase spoils those that share its words, and the longest
    words are shown. What only one rule excludes leaves the others alone."""
    kept: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=lambda h: (bool(h.spoilt) and h.narrow, not h.spoilt, h.start - h.end)):
        near = kept.setdefault(hit.rule.trigger, [])
        if not any(k.start < hit.end and hit.start < k.end for k in near):
            near.append(hit)
    return sorted((hit for near in kept.values() for hit in near), key=lambda h: h.start)
