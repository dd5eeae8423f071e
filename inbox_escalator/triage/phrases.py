"""Phrases as data: a book of rules for each language, and what speaks against the words that they find.

A rule is searched for in full only where all words that it needs are there, and a context is asked only where one of
its words is. So a mail without a word of the matter costs next to nothing, and nothing takes more than linear time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

import re2

from inbox_escalator.triage.pattern import IN_CLAUSE, Pattern, Words, parse, telling
from inbox_escalator.triage.reading import WORD, latin
from inbox_escalator.triage.vocabulary import Vocabulary

MOST_HITS = 8
"""Of one rule in one mail; who says it more often says nothing new."""
_SENTENCE_REACH = 300
"""Bytes to either side in which the ends of a sentence are looked for."""
_SENTENCE_END = re.compile(rb"[.!?;\x00](?![a-z0-9])")
_BEFORE_REACH = 90
_SPARED_REACH = 60
_BARE = b" ,.!?;:\x00\"'()-"


Here = Set[int]
"""Groups of the vocabulary of which a word is in a sentence."""


class Expression:
    """Phrases joined. Compiled when first asked, for most are never needed."""

    __slots__ = ("_compiled", "_source", "may_stand")

    def __init__(self, source: Callable[[], str], may_stand: frozenset[int] = frozenset()) -> None:
        self._source = source
        self.may_stand = may_stand
        """Groups of the vocabulary: without any of them in a text none of the phrases is there."""
        self._compiled: re2._Regexp | None = None

    def __call__(self) -> re2._Regexp:
        if self._compiled is None:
            self._compiled = latin(self._source())
        return self._compiled


def any_of(phrases: Sequence[str], words: Words, vocabulary: Vocabulary, form: str = "{}") -> Expression | None:
    """Any of these, put into `form`. BadPhrase where one of the phrases is not well formed."""
    if not phrases:
        return None
    parsed = [parse(p, words) for p in phrases]
    may_stand = vocabulary.numbers(way[0] for p in parsed for way in telling(p))
    return Expression(lambda: form.replace("{}", _joined(parsed)), may_stand)


def _joined(parsed: Sequence[Pattern]) -> str:
    return "(?:" + "|".join(p.expression for p in parsed) + ")"


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

    def spoils(self, sentence: bytes, start: int, end: int, here: Here) -> bytes:
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


def _found(expression: Expression | None, here: Here, text: bytes, start: int, end: int) -> bytes:
    """What of the expression stands between these places, as if there were nothing around it, or b''."""
    if expression is None or here.isdisjoint(expression.may_stand):
        return b""
    found = expression().search(text[start:end])
    return bytes(found.group()).strip(_BARE) if found else b""


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
    says: Expression
    ways: tuple[frozenset[int], ...]
    """Groups of the vocabulary: all of one of these ways are in a text where the phrase stands."""
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

    def found(self, sentence: bytes, here: Here, most: int) -> Iterator[tuple[int, int]]:
        """Where its words stand, `most` places at most, with what they need beside them. `here`: as in `Context`."""
        if self.beside is not None and here.isdisjoint(self.beside.may_stand):
            return
        for m in islice(self.says().finditer(sentence), most):
            start, end = m.span()
            near = max(0, start - _SENTENCE_REACH), min(len(sentence), end + _SENTENCE_REACH)
            if self.beside is None or _found(self.beside, here, sentence, *near):
                yield start, end


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
    """All rules of one language, found by the words that they need.

    No phrase reaches over the end of a sentence, so sentence by sentence the rules are asked of which all needed words
    are there.
    """

    def __init__(self, rules: Sequence[Rule], vocabulary: Vocabulary) -> None:
        self.rules = tuple(rules)
        self._vocabulary = vocabulary
        self._asked = _Asked(self.rules, vocabulary)

    def hits(self, text: bytes, skip: frozenset[str] = frozenset()) -> Iterator[Hit]:
        """Every place of a folded text where a rule's words stand, spoilt ones included. `skip`: triggers of which
        nothing is asked."""
        said = Counter[int]()
        start = 0
        ends = (*sentence_ends(text), len(text))
        for nth, end in enumerate(ends):
            here, numbers = self._candidates(text, start, end)
            if numbers:
                sentence = text[start : end + 1]
                for number in sorted(numbers):
                    rule = self.rules[number]
                    left = rule.most - said[number]
                    if left and rule.trigger not in skip:
                        for place in self._near(rule.found(sentence, here, left), rule, text, ends, nth):
                            said[number] += 1
                            yield _weighed(rule, sentence, *place, here, start)
            start = end + 1

    def _near(
        self, places: Iterator[tuple[int, int]], rule: Rule, text: bytes, ends: Sequence[int], nth: int
    ) -> Iterator[tuple[int, int]]:
        """The places, if this sentence, or one of the two beside it, says what the rule needs near it."""
        first = next(places, None)
        if first is None or rule.near is None:
            return iter(()) if first is None else chain((first,), places)
        start = max(0, ends[nth - 2] + 1 if nth > 1 else 0, ends[nth] - 2 * _SENTENCE_REACH)
        end = min(ends[min(nth + 1, len(ends) - 1)] + 1, ends[nth] + _SENTENCE_REACH)
        near = _found(rule.near, self._said(text, start, end), text, start, end)
        return chain((first,), places) if near else iter(())

    def _said(self, text: bytes, start: int, end: int) -> Here:
        """What of the vocabulary stands between these places."""
        return set(chain.from_iterable(map(self._vocabulary.__getitem__, WORD.findall(text, start, end))))

    def _candidates(self, text: bytes, start: int, end: int) -> tuple[Here, set[int]]:
        """What of the vocabulary a sentence holds, and the numbers of the rules whose needed words all stand in it."""
        met = set(map(self._vocabulary.__getitem__, WORD.findall(text, start, end)))
        here = set(chain.from_iterable(met))
        return here, {number for groups in met for needs, number in self._asked[groups] if needs <= here}


class _Asked(dict[tuple[int, ...], list[tuple[frozenset[int], int]]]):
    """The groups of a word → the rules that are asked because of it (what each needs, and its number); learned as met.

    A rule is asked because of the rarest of its words only.
    """

    def __init__(self, rules: Sequence[Rule], vocabulary: Vocabulary) -> None:
        super().__init__()
        self._under: dict[int, list[tuple[frozenset[int], int]]] = {}
        for number, rule in enumerate(rules):
            for way in rule.ways:
                rarest = min(way, key=lambda group: (vocabulary.rank[group], group))
                self._under.setdefault(rarest, []).append((way, number))

    def __missing__(self, groups: tuple[int, ...]) -> list[tuple[frozenset[int], int]]:
        self[groups] = asked = [ask for group in groups for ask in self._under.get(group, ())]
        return asked


def _edges(text: bytes, start: int, end: int) -> tuple[int, int]:
    """The words themselves, without the signs that told where a sentence begins."""
    while start < end and not chr(text[start]).isalnum():
        start += 1
    while end > start and not chr(text[end - 1]).isalnum():
        end -= 1
    return start, end


def _weighed(rule: Rule, sentence: bytes, start: int, end: int, here: Here, origin: int) -> Hit:
    """The hit, with the first reason that speaks against it. `origin`: where the sentence begins in its text."""
    start, end = _edges(sentence, start, end)
    for context in rule.contexts:
        if words := context.spoils(sentence, start, end, here):
            spoilt = f'{context.because} ("{words.decode("latin-1")}")'
            return Hit(rule, origin + start, origin + end, spoilt, context.narrow)
    return Hit(rule, origin + start, origin + end)


def _standing(hit: Hit) -> tuple[bool, bool, bool, int]:
    """Which of several hits at one place is kept: the least."""
    hint = not hit.rule.weight
    return bool(hit.spoilt) and (hit.narrow or hint), not hit.spoilt, hint, hit.start - hit.end


def without_overlaps(hits: Iterable[Hit]) -> list[Hit]:
    """One hit of a trigger for each place: what spoils one phrase spoils those that share its words, and the longest
    words are shown. What only one rule excludes leaves the others alone."""
    kept: dict[str, list[Hit]] = {}
    for hit in sorted(hits, key=_standing):
        near = kept.setdefault(hit.rule.trigger, [])
        if not any(k.start < hit.end and hit.start < k.end for k in near):
            near.append(hit)
    return sorted((hit for near in kept.values() for hit in near), key=lambda h: h.start)
