"""One phrase file, read: groups, spellings, contexts and rules of a language, and the owner's phrases with them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from inbox_escalator.triage.language import LANGUAGES
from inbox_escalator.triage.library import PACKAGED, OwnPhrases
from inbox_escalator.triage.mood import WORDS as MOODS
from inbox_escalator.triage.pattern import PLAIN, Words, parse, telling
from inbox_escalator.triage.phrases import MOST_HITS, NEEDS, Book, Context, Rule, any_of, just_after, just_before
from inbox_escalator.triage.reading import read
from inbox_escalator.triage.search import Search
from inbox_escalator.triage.spelling import Spelling
from inbox_escalator.triage.trigger import YOURS
from inbox_escalator.triage.vocabulary import Vocabulary

OWN = "own"
"""Triggers that only the owner knows: contexts that list it apply to their phrases."""
_REACH = 4
SHOWN = 100
"""Letters of a phrase that go along with what it found."""
_MOST_OF_A_MOOD = 3
"""Who says three angry words is angry; the fourth changes nothing."""
_FOLDER = Path(__file__).parent / "phrases"
_NOT_RULES = frozenset({"groups", "spelt", "slips", "context", "thanks", "numbers"})


@dataclass(frozen=True, slots=True)
class Language:
    """All that the rules know of one language."""

    code: str
    book: Book
    spelling: Spelling
    thanks: frozenset[bytes]
    """Words of which a mail that only says thanks is made."""
    thanking: frozenset[bytes]
    """Those of them that say thanks."""
    numbers: Mapping[str, str]
    """Number words and their values; '' for words without one (`and`)."""


def read_language(code: str, own: Sequence[OwnPhrases]) -> Language:
    """KeyError for a language that we do not ship."""
    if code not in LANGUAGES:
        raise KeyError(code)
    table = tomllib.loads((_FOLDER / f"{code}.toml").read_text("utf-8"))
    words = Words(table.get("groups", {}), table.get("spelt", {}), umlauts=code == "de")
    vocabulary = Vocabulary()
    contexts = _Contexts(table.get("context", ()), words, vocabulary, own)
    rules = [
        rule
        for trigger, entries in table.items()
        if trigger not in _NOT_RULES and all(o.keeps_packaged for o in own if o.trigger == trigger)
        for entry in entries
        for rule in _rules(code, trigger, entry, words, contexts)
    ]
    rules += [rule for o in own for rule in _own_rules(code, o, contexts)]
    slips = table.get("slips", {})
    spelling = Spelling(frozenset(slips.get("words", ())), frozenset(slips.get("honest", ())))
    thanks = table.get("thanks", {})
    return Language(
        code=code,
        book=Book(rules, vocabulary),
        spelling=spelling,
        thanks=_word_set(thanks.get("words", "")) | _word_set(thanks.get("thanking", "")),
        thanking=_word_set(thanks.get("thanking", "")),
        numbers=_numbers(table.get("numbers", {})),
    )


def _word_set(listed: str) -> frozenset[bytes]:
    return frozenset(read(listed).folded.split())


def _numbers(table: Mapping[str, str]) -> Mapping[str, str]:
    """`three = "3"`, folded; German umlauts also as two letters."""
    folded = {read(word).folded.decode("latin-1"): value for word, value in table.items()}
    return folded | {word.replace("ü", "ue").replace("ö", "oe").replace("ß", "ss"): v for word, v in table.items()}


class _Contexts:
    """The contexts of a file by the trigger that they spoil, and the owner's exclusions after them."""

    def __init__(
        self,
        entries: Sequence[Mapping[str, object]],
        words: Words,
        vocabulary: Vocabulary,
        own: Sequence[OwnPhrases],
    ) -> None:
        self.vocabulary = vocabulary
        self._made = [(_texts(e, "triggers"), _context(e, words, vocabulary)) for e in entries]
        self._own = {o.trigger: self.unless(o.unless, words, "your rule says unless") for o in own if o.unless}

    def unless(self, phrases: Sequence[str], words: Words, because: str) -> tuple[Context, ...]:
        """What spoils one rule only."""
        sentence = any_of(phrases, words, self.vocabulary)
        return (Context(because, sentence=sentence, narrow=True),) if sentence else ()

    def of(self, trigger: str, as_if: str = "") -> tuple[Context, ...]:
        made = tuple(c for triggers, c in self._made if (as_if or trigger) in triggers)
        return (*made, *self._own.get(trigger, ()))


def _context(entry: Mapping[str, object], words: Words, vocabulary: Vocabulary) -> Context:
    reach = entry.get("reach", _REACH)
    if not isinstance(reach, int):
        raise ValueError("reach is a number of words")
    return Context(
        str(entry["because"]),
        before=just_before(_texts(entry, "before"), words, vocabulary, reach),
        after=just_after(_texts(entry, "after"), words, vocabulary, reach),
        inside=any_of(_texts(entry, "inside"), words, vocabulary),
        sentence=any_of(_texts(entry, "sentence"), words, vocabulary),
        but=any_of(_texts(entry, "but"), words, vocabulary),
        unless=any_of(_texts(entry, "unless"), words, vocabulary),
    )


def _rules(code: str, trigger: str, entry: Mapping[str, object], words: Words, contexts: _Contexts) -> list[Rule]:
    unless = contexts.unless(_texts(entry, "unless"), words, "not with these words")
    spoilt = (*unless, *contexts.of(trigger))
    rules = [_rule(trigger, code, p, words, contexts.vocabulary, spoilt, entry) for p in _texts(entry, "says")]
    beside = any_of(_texts(entry, "with"), words, contexts.vocabulary)
    near = any_of(_texts(entry, "near"), words, contexts.vocabulary)
    return [replace(rule, beside=beside, near=near) for rule in rules] if beside or near else rules


def _rule(
    trigger: str,
    code: str,
    phrase: str,
    words: Words,
    vocabulary: Vocabulary,
    spoilt: tuple[Context, ...],
    entry: Mapping[str, object],
) -> Rule:
    pattern = parse(phrase, words)
    weight = entry.get("weight", 1)
    return Rule(
        trigger=trigger,
        name=str(entry["name"]),
        language=code,
        says=Search(pattern.expression),
        needs=tuple(map(vocabulary.number, telling(pattern.needs)[:NEEDS])),
        contexts=spoilt,
        major=bool(entry.get("major")),
        weight=weight if isinstance(weight, int) else 1,
        most=_MOST_OF_A_MOOD if trigger in MOODS else MOST_HITS,
        bulk=bool(entry.get("bulk")),
        phrase=phrase if len(phrase) <= SHOWN else f"{phrase[: SHOWN - 1]}…",
    )


def _own_rules(code: str, own: OwnPhrases, contexts: _Contexts) -> list[Rule]:
    phrases = [p for p in own.phrases or () if p != PACKAGED]
    spoilt = contexts.of(own.trigger, as_if=OWN)
    named = {"name": YOURS}
    return [_rule(own.trigger, code, p, PLAIN, contexts.vocabulary, spoilt, named) for p in phrases]


def _texts(entry: Mapping[str, object], key: str) -> list[str]:
    found = entry.get(key, ())
    if not isinstance(found, list | tuple):
        raise ValueError(f"{key} is a list of phrases")
    return [str(f) for f in found]
