"""Phrases as data: a book of rules for each language, and what speaks against the words that they find.

A rule is searched for in full only where all words that it needs are there, and a context is asked only where one of
its words is. So a mail without a word of the matter costs next to nothing, and nothing takes more than linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache, reduce
from operator import or_

from inbox_escalator.triage.pattern import IN_CLAUSE, Words, parse, telling
from inbox_escalator.triage.search import ANYWHERE, NOWHERE, Search, Span
from inbox_escalator.triage.trigger import YOURS
from inbox_escalator.triage.vocabulary import Bits, Vocabulary, only_words

MOST_HITS = 8
"""Of one rule in one mail; who says it more often says nothing new."""
_SENTENCE_REACH = 300
"""Bytes to either side in which the ends of a sentence are looked for."""
_SENTENCE_END = re.compile(rb"[.!?;\x00](?![a-z0-9])")
_BEFORE_REACH = 90
_SPARED_REACH = 60
_BARE = b" ,.!?;:\x00\"'()-"
_SIGNS = bytes(byte for byte in range(256) if not chr(byte).isalnum())
NEEDS = 4
"""Needed words of a rule that are looked for before the rule itself is; the most telling ones."""


class Expression(Search):
    """Phrases joined."""

    __slots__ = ("bit",)

    def __init__(self, source: Callable[[], str], bit: Bits) -> None:
        super().__init__(source)
        self.bit = bit
        """Of the vocabulary: where it is not set none of the phrases stands."""


def any_of(phrases: Sequence[str], words: Words, vocabulary: Vocabulary, form: str = "{}") -> Expression | None:
    """Any of these, put into `form`. BadPhrase where one of the phrases is not well formed."""
    if not phrases:
        return None
    parsed = [parse(p, words) for p in phrases]
    bit = vocabulary.one_of(telling(p.needs)[0] for p in parsed)
    expressions = [p.expression for p in parsed]
    return Expression(lambda: form.replace("{}", "(?:" + "|".join(expressions) + ")"), bit)


def just_before(phrases: Sequence[str], words: Words, vocabulary: Vocabulary, reach: int) -> Expression | None:
    """Any of these, `reach` words or fewer before the end of the text, in the same clause."""
    gap = rf"(?:{IN_CLAUSE}[a-z0-9']+){{0,{reach}}}[^a-z0-9,.!?;\x00]*$"
    return any_of(phrases, words, vocabulary, "{}" + gap)


def just_after(phrases: Sequence[str], words: Words, vocabulary: Vocabulary, reach: int) -> Expression | None:
    """Any of these, `reach` words or fewer after the beginning of the text, in the same clause."""
    gap = rf"^[^a-z0-9.!?;\x00]*(?:[a-z0-9']+{IN_CLAUSE}){{0,{reach}}}"
    return any_of(phrases, words, vocabulary, gap + "{}")


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
    unless: Expression | None = None
    """The same, anywhere in the sentence (`I do not want to sue, but you leave me no choice`)."""
    narrow: bool = False
    """Spoils its own rule only; other rules may still see the same words."""
    bits: Bits = field(init=False)
    """Of the vocabulary: where none of them is set it spoils nothing."""

    def __post_init__(self) -> None:
        speaking = (self.before, self.inside, self.after, self.sentence)
        object.__setattr__(self, "bits", reduce(or_, (e.bit for e in speaking if e), 0))

    def spoils(self, sentence: bytes, start: int, end: int, here: Bits) -> bytes:
        """The words that spoil the hit from `start` to `end`, or b''. `here`: what of the vocabulary it holds."""
        first, last = max(0, start - _SENTENCE_REACH), min(len(sentence), end + _SENTENCE_REACH)
        words = (
            _found(self.before, here, sentence, max(0, start - _BEFORE_REACH), start)
            or _found(self.inside, here, sentence, start, end)
            or _found(self.after, here, sentence, end, last)
            or _found(self.sentence, here, sentence, first, last)
        )
        if not words:
            return b""
        spared = _found(self.but, here, sentence, max(0, start - _SPARED_REACH), end)
        return b"" if spared or _found(self.unless, here, sentence, first, last) else words


def _found(expression: Expression | None, here: Bits, text: bytes, start: int, end: int) -> bytes:
    """What of the expression stands between these places, as if there were nothing around it, or b''."""
    if expression is None or not here & expression.bit:
        return b""
    between = text[start:end]
    first, last = expression.first(between)
    return between[first:last].strip(_BARE) if last > 0 else b""


def sentence_of(text: bytes, start: int, end: int) -> tuple[int, int]:
    """Where the sentence around these places begins and ends; of an endless one, its neighbourhood."""
    ends = sentence_ends(text)
    at = bisect_left(ends, start)
    first = ends[at - 1] + 1 if at else 0
    after = bisect_left(ends, max(start, end - 1))
    last = ends[after] + 1 if after < len(ends) else len(text)
    return max(first, start - _SENTENCE_REACH), min(last, end + _SENTENCE_REACH)


@lru_cache(maxsize=8)
def sentence_ends(text: bytes) -> list[int]:
    """Of the few texts that are being read now."""
    return [m.start() for m in _SENTENCE_END.finditer(text)]


@dataclass(frozen=True, slots=True)
class Rule:
    """One phrase, and what it means."""

    trigger: str
    name: str
    """What the words mean, said in the reason."""
    language: str
    says: Search
    needs: tuple[int, ...]
    """Groups of the vocabulary, the most telling first: a word of each is in a text where the phrase stands."""
    beside: Expression | None = None
    """What the sentence must say, too, on whichever side."""
    near: Expression | None = None
    """What it, or the sentence before or after it, must say, too."""
    contexts: tuple[Context, ...] = ()
    major: bool = False
    """A whole company or all users stand still."""
    weight: int = 1
    """How plainly these words tell the mood, or that money was lost. 0: they only hint at a threat or a wish, and count
    only in a mail that complains of something."""
    most: int = MOST_HITS
    """Hits of it in one passage that are looked at."""
    bulk: bool = False
    """Counts in list and bulk mail, too: the notice of a review site."""
    phrase: str = ""
    """What it looks for, as the file has it."""
    against: Bits = field(init=False)
    """Of the vocabulary: where none of them is set no context spoils anything."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "against", reduce(or_, (context.bits for context in self.contexts), 0))

    def found(self, first: Span, sentence: bytes, here: Bits, most: int) -> Sequence[Span]:
        """Where its words stand, `most` places at most, with what they need beside them. `first`: the first of them;
        `here`: as in `Context`."""
        places = self.says.places_from(first, sentence, most)
        if self.beside is None:
            return places
        return [(start, end) for start, end in places if self._beside(sentence, here, start, end)]

    def _beside(self, sentence: bytes, here: Bits, start: int, end: int) -> bytes:
        first, last = max(0, start - _SENTENCE_REACH), min(len(sentence), end + _SENTENCE_REACH)
        return _found(self.beside, here, sentence, first, last)


@dataclass(frozen=True, slots=True)
class Hit:
    """A rule's words in a passage, and why they do not count, if so."""

    rule: Rule
    start: int
    end: int
    spoilt: str = ""
    narrow: bool = False
    """Spoilt for this rule only."""
    owners: bool = False
    """A phrase of the owner's found some of its words, too, and nothing speaks against that."""


class Book:
    """All rules of one language, found by the words that they need.

    No phrase reaches over the end of a sentence, so sentence by sentence the rules are asked of which all needed words
    are there.
    """

    def __init__(self, rules: Sequence[Rule], vocabulary: Vocabulary) -> None:
        self.rules = tuple(rules)
        self._says = tuple(rule.says for rule in rules)
        self._vocabulary = vocabulary
        self._first = vocabulary.asked
        """Place of the first of `NEEDS` rows of bits, each with one for every rule: the words that it needs."""
        for number, rule in enumerate(self.rules):
            for row in range(NEEDS):
                place = self._first + row * len(self.rules) + number
                vocabulary.let_ask(place, rule.needs[row % len(rule.needs)])
        vocabulary.forget_groups()
        self._without: dict[frozenset[str], Bits] = {}

    def hits(self, text: bytes, skip: frozenset[str] = frozenset()) -> Iterator[Hit]:
        """Every place of a folded text where a rule's words stand, spoilt ones included. `skip`: triggers of which
        nothing is asked."""
        said: dict[int, int] = {}
        start = 0
        ends = (*sentence_ends(text), len(text))
        asked, plain = self._all_but(skip), only_words(text)
        for nth, end in enumerate(ends):
            here = self._vocabulary.met(plain[start:end])
            sentence = text[start : end + 1] if here else b""
            for number, first in self._standing_in(sentence, here, asked) if here else ():
                rule = self.rules[number]
                left = rule.most - said.get(number, 0)
                if left and (places := rule.found(first, sentence, here, left)) and self._near(rule, text, ends, nth):
                    said[number] = said.get(number, 0) + len(places)
                    for place in places:
                        yield _weighed(rule, sentence, *place, here, start)
            start = end + 1

    def _standing_in(self, sentence: bytes, here: Bits, asked: Bits) -> list[tuple[int, Span]]:
        """The numbers of the rules whose words stand in the sentence, each with where they do first."""
        says, end = self._says, len(sentence)
        return [
            (number, first)
            for number in self._candidates(here, asked)
            if (first := says[number].match(ANYWHERE, sentence, 0, end)[0]) != NOWHERE
        ]

    def _near(self, rule: Rule, text: bytes, ends: Sequence[int], nth: int) -> bool:
        """Whether this sentence, or one of the two beside it, says what the rule needs near it."""
        if rule.near is None:
            return True
        start = max(0, ends[nth - 2] + 1 if nth > 1 else 0, ends[nth] - 2 * _SENTENCE_REACH)
        end = min(ends[min(nth + 1, len(ends) - 1)] + 1, ends[nth] + _SENTENCE_REACH)
        return bool(_found(rule.near, self._vocabulary.met(only_words(text[start:end])), text, start, end))

    def _all_but(self, skip: frozenset[str]) -> Bits:
        """A bit for each rule that is asked."""
        if skip not in self._without:
            numbers = (number for number, rule in enumerate(self.rules) if rule.trigger not in skip)
            self._without[skip] = reduce(or_, (1 << number for number in numbers), 0)
        return self._without[skip]

    def _candidates(self, here: Bits, asked: Bits) -> list[int]:
        """The numbers of the rules whose needed words are all here, in their order."""
        rules = len(self.rules)
        rows = here >> self._first
        rows &= rows >> rules * 2  # two rows and the other two at once
        asked &= rows & rows >> rules
        numbers = []
        while asked:
            lowest = asked & -asked
            numbers.append(lowest.bit_length() - 1)
            asked ^= lowest
        return numbers


def _edges(text: bytes, start: int, end: int) -> Span:
    """The words themselves, without the signs that told where a sentence begins."""
    if text[start : start + 1].isalnum() and text[end - 1 : end].isalnum():
        return start, end
    found = text[start:end].lstrip(_SIGNS)
    return end - len(found), end - len(found) + len(found.rstrip(_SIGNS))


def _weighed(rule: Rule, sentence: bytes, start: int, end: int, here: Bits, origin: int) -> Hit:
    """The hit, with the first reason that speaks against it. `origin`: where the sentence begins in its text."""
    start, end = _edges(sentence, start, end)
    for context in rule.contexts if here & rule.against else ():
        if here & context.bits and (words := context.spoils(sentence, start, end, here)):
            spoilt = f'{context.because} ("{words.decode("latin-1")}")'
            return Hit(rule, origin + start, origin + end, spoilt, context.narrow)
    return Hit(rule, origin + start, origin + end)


def _standing(hit: Hit) -> tuple[bool, bool, bool, int]:
    """Which of several hits at one place is kept: the least."""
    hint = not hit.rule.weight
    return bool(hit.spoilt) and (hit.narrow or hint), not hit.spoilt, hint, hit.start - hit.end


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """One hit of a trigger for each place: what spoils one phrase spoils those that share its words, and the longest
    words are shown. What only one rule excludes leaves the others alone, and what spoils a packaged phrase leaves the
    owner's alone."""
    ranked = sorted(hits, key=_standing)
    owners = [hit for hit in _apart(hit for hit in ranked if hit.rule.name == YOURS) if not hit.spoilt]
    if owners:
        ranked = [replace(hit, owners=_shares(hit, owners)) for hit in ranked]
        ranked = [hit for hit in ranked if not (hit.spoilt and hit.owners)]
    return sorted(_apart(ranked), key=lambda h: h.start)


def _apart(ranked: Iterable[Hit]) -> list[Hit]:
    """Those that share no place with an earlier one of the same trigger."""
    kept: dict[str, list[Hit]] = {}
    for hit in ranked:
        near = kept.setdefault(hit.rule.trigger, [])
        if not _shares(hit, near):
            near.append(hit)
    return [hit for near in kept.values() for hit in near]


def _shares(hit: Hit, others: Iterable[Hit]) -> bool:
    """Some of its words, with one of the same trigger."""
    return any(o.rule.trigger == hit.rule.trigger and o.start < hit.end and hit.start < o.end for o in others)
