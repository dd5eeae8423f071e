"""The parts by themselves: folding, the phrase language, spelling, sums, language; and that all of it stays linear."""

from __future__ import annotations

import random
import re
import time
import tomllib
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest

from inbox_escalator.triage import language
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.language import ALONE_FROM, LANGUAGES, SURE_FROM, guess
from inbox_escalator.triage.library import Library
from inbox_escalator.triage.matrix import load_rules
from inbox_escalator.triage.money import sums
from inbox_escalator.triage.number import value
from inbox_escalator.triage.page import bare_subject
from inbox_escalator.triage.pattern import BadPhrase, Words, parse
from inbox_escalator.triage.reading import WORD, Reading, latin, read, words
from inbox_escalator.triage.vocabulary import Vocabulary, only_words
from tests.triage.reading_mail import mail, sender

PHRASES = Path(language.__file__).parent / "phrases"
RULES = load_rules()
ENGLISH, *_ = (RULES.library.language(code) for code in LANGUAGES)  # all are read now: no time below is that of reading


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Anwälte", b"anwalte"),
        ("ANWA\u0308LTE", b"anwalte"),
        ("l’avocat", b"l'avocat"),
        ("İstanbul", b"istanbul"),
        ("ｌａｗｙｅｒ", b"lawyer"),
        ("lаwyеr", b"lawyer"),
        ("law\u200byer", b"lawyer"),
        ("law\u00adyer", b"lawyer"),
        ("5 € / 6 £", b"5 \xa4 / 6 \xa3"),
        ("_my_ *lawyer*", b" my   lawyer "),
        ("am 15. abgebucht, zum 3. und 17. Mai", b"am 15  abgebucht, zum 3  und 17  mai"),
        ("bis zum 15. Danach klage ich", b"bis zum 15. danach klage ich"),
        ("evtl. morgen", b"evtl  morgen"),
        ("one\n\ntwo\nthree", b"one\0\0two three"),
        ("about approx. 5", b"about approx  5"),
        ("日本 😡", b"   \x01"),
        ("", b""),
    ],
)
def test_folding(text: str, folded: bytes) -> None:
    assert read(text).folded == folded


@pytest.mark.parametrize(
    ("text", "word", "quoted"),
    [
        ("Die Anwälte kommen", b"anwalte", "Anwälte"),
        ("a law\u200byer!", b"lawyer", "law\u200byer"),
        ("my l.a.w.y.e.r is", b"lawyer", "l.a.w.y.e.r"),
        ("the s u i t is", b"suit", "s u i t"),
        ("an 4ttorney at work", b"attorney", "4ttorney"),
        ("an attorny at work", b"attorney", "attorny"),
        ("my attorney\nat work", b"attorney at", "attorney at"),
    ],
)
def test_evidence_is_the_original(text: str, word: bytes, quoted: str) -> None:
    reading = read(text)
    reading = ENGLISH.spelling.corrected(reading, set(words(reading)))
    start = reading.folded.index(word)
    assert reading.quote(start, start + len(word)) == quoted


@pytest.mark.parametrize("word", ["lawyre", "layers", "manager", "manage", "changed", "managers", "sawyer"])
def test_honest_words_stay(word: str) -> None:
    meant = ENGLISH.spelling.meant(word.encode())
    assert meant == (b"lawyer" if word == "lawyre" else b"")


@pytest.mark.parametrize(
    ("phrase", "text", "hit"),
    [
        ("speak to a manager", "I speak  to a MANAGER", "speak to a MANAGER"),
        ("(speak|talk) [directly] to", "talk to", "talk to"),
        ("(speak|talk) [directly] to", "talk directly to", "talk directly to"),
        ("lawyer*", "two lawyers", "lawyers"),
        ("speak .. manager", "speak with your manager", "speak with your manager"),
        ("speak .. manager", "speak with your very own manager", None),
        ("speak ... manager", "speak. My manager", None),
        ("^ manager please $", "Hi. Manager, please!", "Manager, please"),
        ("^ manager please", "the manager please", None),
        ("# employees", "1,200 employees", "1,200 employees"),
        ("don't", "dont", "dont"),
        ("don't", "don’t", "don’t"),
        ("e-mail", "e-mail", "e-mail"),
        ("café", "CAFE", "CAFE"),
        ("sue", "pursue the issue", None),
    ],
)
def test_phrases(phrase: str, text: str, hit: str | None) -> None:
    reading = read(text)
    found = latin(parse(phrase).expression).search(reading.folded)
    assert (found and reading.quote(found.start(), found.end()).strip(" .!")) == hit


def test_groups_spellings_and_umlauts() -> None:
    own = Words({"boss": "chef|leitung"}, {"you": ["u"]}, umlauts=True)
    for text, phrase in (("die Leitung", "<boss>"), ("see u", "see you"), ("Aerger", "ärger"), ("Arger", "ärger")):
        assert latin(parse(phrase, own).expression).search(read(text).folded)


def test_a_spelling_may_be_two_words() -> None:
    own = Words({}, {"cannot": ["can not"]})
    assert latin(parse("cannot work", own).expression).search(read("It can not work.").folded)


@pytest.mark.parametrize(
    ("group", "text"),
    [
        ({"don't"}, "I dont know"),
        ({"don't"}, "I don t know"),
        ({"avocat"}, "l'avocat"),
        ({"l'avocat"}, "l avocat"),
        ({"law*"}, "two lawyers"),
        ({"e-mail"}, "the e-mail"),
        ({"can not"}, "I can not"),
        ({"p.o.box", "zzz"}, "a p.o.box"),
    ],
)
def test_a_needed_word_is_seen_however_it_is_written(group: set[str], text: str) -> None:
    vocabulary = Vocabulary()
    vocabulary.one_of([frozenset({"other"})])
    asked = vocabulary.one_of([frozenset(group)])
    assert vocabulary.met(only_words(read(text).folded)) == asked
    assert not vocabulary.met(only_words(read("another thing").folded))


@pytest.mark.parametrize("text", ["don't", "'don't'", "o''don't", "x1'don't9", "say:don't!", "the don't-know"])
def test_apostrophes_about_a_word_hide_nothing(text: str) -> None:
    vocabulary = Vocabulary()
    asked = vocabulary.one_of([frozenset({"don't"})])
    assert vocabulary.met(only_words(text.encode())) == asked


def test_many_words_of_one_beginning_cost_no_memory_each() -> None:
    vocabulary = Vocabulary()
    for _ in range(5000):
        vocabulary.one_of([frozenset({"refund*"})])
    assert vocabulary[b"refund1"] == (1 << 5000) - 1
    assert vocabulary[b"refund1"] is vocabulary[b"refund2"]
    assert vocabulary[b"refund" + b"e" * 60_000] is vocabulary[b"refund1"]
    assert len(vocabulary) == 2  # not the endless one


@pytest.mark.parametrize("length", range(7))
def test_words_are_those_that_the_expression_finds(length: int) -> None:
    for letters in product(b"ab1'.", repeat=length):
        assert words(Reading("", bytes(letters))) == WORD.findall(bytes(letters))


def test_thirds_and_sevenths_of_a_point_add_up_to_whole_ones() -> None:
    """A word that three languages share is a third for each; in floating point the order of the words would decide."""
    listed = tomllib.loads((PHRASES / "small_words.toml").read_text("utf-8"))
    speakers = {code: frozenset(read(listed[code]).folded.split()) for code in LANGUAGES}
    chance = random.Random(3)
    small = sorted(frozenset().union(*speakers.values()))
    for _ in range(6000):
        said = chance.sample(small, chance.randint(3, 9))
        worth = {word: Fraction(1, sum(word in spoken for spoken in speakers.values())) for word in said}
        points = {code: sum(worth[word] for word in said if word in speakers[code]) for code in LANGUAGES}
        best, second, *_ = sorted(points.values(), reverse=True)
        told = guess(dict.fromkeys(said, 1))
        assert points[told.language] == best
        assert told.sure == (best >= SURE_FROM and best >= Fraction(3, 2) * second)
        asked = tuple(code for code in LANGUAGES if code == told.language or points[code] >= best / 3)
        assert told.possible == ((told.language,) if told.sure else LANGUAGES if best < ALONE_FROM else asked)


@pytest.mark.parametrize("phrase", ["(a|b", "a)", "[only]", "...", "", "()", "<nobody>", "!!!", "a | ", "((((", "#"])
def test_bad_phrases_are_refused(phrase: str) -> None:
    with pytest.raises(BadPhrase):
        parse(phrase)


@pytest.mark.parametrize(
    ("number", "scale", "worth"),
    [
        ("1.234,56", "", "1234.56"),
        ("1,234.56", "", "1234.56"),
        ("1.234", "", "1234"),
        ("1,5", "", "1.5"),
        ("1.2", "m", "1200000"),
        ("12'500.00", "", "12500"),
        ("1 234,50", "", "1234.5"),
        ("1.234.567", "", "1234567"),
        ("5", "k", "5000"),
        ("3.5", "thousand", "3500"),
    ],
)
def test_numbers(number: str, scale: str, worth: str) -> None:
    assert value(number, scale) == Decimal(worth)


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("$1.2M", "en", ["1200000 USD"]),
        ("US$ 40", "en", ["40 USD"]),
        ("5k euros", "en", ["5000 EUR"]),
        ("1.234,56 EUR", "de", ["1234.56 EUR"]),
        ("EUR 1.234,56", "de", ["1234.56 EUR"]),
        ("1234,- €", "de", ["1234 EUR"]),
        ("CHF 12'500.00", "de", ["12500 CHF"]),
        ("R$ 2.450,00", "pt", ["2450 BRL"]),
        ("£75 and £80", "en", ["75 GBP", "80 GBP"]),
        ("between 300 and 500 dollars", "en", ["500 USD"]),
        ("three and a half thousand dollars", "en", ["3500 USD"]),
        ("half a million euros", "en", ["500000 EUR"]),
        ("fifteen hundred pounds", "en", ["1500 GBP"]),
        ("zweitausendfünfhundert Euro", "de", ["2500 EUR"]),
        ("dreihundert Franken", "de", ["300 CHF"]),
        ("deux mille cinq cents euros", "fr", ["2500 EUR"]),
        ("cinco mil euros", "es", ["5000 EUR"]),
        ("tweeduizend euro", "nl", ["2000 EUR"]),
        ("dois mil reais", "pt", ["2000 BRL"]),
        ("duemilacinquecento euro", "it", ["2500 EUR"]),
        ("5000 kr SEK", "en", []),
        ("12 Tsd. Euro", "de", ["12000 EUR"]),
        ("1,2 Mio. €", "de", ["1200000 EUR"]),
        ("1,6 milioni di euro", "it", ["1600000 EUR"]),
        ("R$ 1,2 milhão", "pt", ["1200000 BRL"]),
        ("two grand", "en", ["2000 USD"]),
        ("down 1.2 grand", "en", ["1200 USD"]),
        ("CHF 920.- on 12.04. from us", "de", ["920 CHF"]),
        ("no sum in 2024, order 55120", "en", []),
        ("quatre-vingt-dix mille euros", "fr", ["90000 EUR"]),
        ("cent soixante-quinze euros", "fr", ["175 EUR"]),
        ("un millier d'euros", "fr", ["1000 EUR"]),
        ("Un grand merci", "fr", []),
        ("trattenuti euro 950,00 e tremila euro", "it", ["950 EUR", "3000 EUR"]),
    ],
)
def test_sums(text: str, language: str, found: list[str]) -> None:
    numbers = RULES.library.language(language).numbers
    assert [f"{s.amount.normalize():f} {s.currency}" for s in sums(read(text), numbers)] == found


def test_a_sum_without_currency_is_the_desks() -> None:
    (found,) = sums(read("charged 1234.50 twice"), {}, "CHF")
    assert (found.amount, found.currency, found.bare) == (Decimal("1234.50"), "CHF", True)


@pytest.mark.parametrize(
    ("subject", "bare"),
    [
        ("Re: AW: [CASE-7] Fwd: Hello", "Hello"),
        ("Regarding it", "Regarding it"),
        ("RE[2]: x", "x"),
        ("", ""),
        ("Re:", ""),
    ],
)
def test_bare_subject(subject: str, bare: str) -> None:
    assert bare_subject(subject) == bare


def test_short_texts_are_honestly_unsure() -> None:
    assert not guess(Counter(words(read("Anwalt!")))).sure
    assert (
        guess(Counter(words(read("Ich habe heute das Paket bekommen und es ist leider nicht das richtige.")))).language
        == "de"
    )
    assert guess({}).language == "en"
    assert guess({}, "nl").language == "nl"


def test_languages_are_read_when_they_first_come_up() -> None:
    library = Library()
    with pytest.raises(KeyError):
        library.language("xx")
    assert library.language("it") is library.language("it")


HOSTILE = {
    "one word": "lawyer " * 8_000,
    "one letter": "a " * 30_000,
    "no end": "my lawyer and " * 4_000,
    "dots": "l.a.w.y.e.r." * 5_000,
    "digits": "1" * 60_000,
    "thousands": "1.111" * 12_000,
    "sums": "$5 lost " * 7_000,
    "brackets": "(((((" * 12_000,
    "slips": " ".join(f"la{chr(97 + i % 26)}wyer attorn{chr(97 + i // 26 % 26)}ey" for i in range(3_000)),
    "sentences": "Sue. " * 12_000,
    "near misses": "i will take you to the the the the the " * 1_500,
    "number words": "one two three hundred and a half " * 1_800,
    "invisible": "\u200b" * 60_000,
    "new letters": "".join(chr(0x4E00 + i) for i in range(20_000)),
    "all words": " ".join(sorted({word for r in ENGLISH.book.rules for word in re.findall("[a-z]+", r.phrase)})) * 12,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_text_takes_long(name: str) -> None:
    begun = time.process_time()
    found = triage(mail(HOSTILE[name], subject=HOSTILE[name][:900]), sender(), RULES)
    assert time.process_time() - begun < 2.0
    assert len(found.findings) < 3_000
