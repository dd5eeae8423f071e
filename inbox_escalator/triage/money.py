"""Sums of money as people write them: `$1.2M`, `1.234,56 EUR`, `5k euros`, `three and a half thousand dollars`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice

import re2

from inbox_escalator.triage.number import SCALE_OF, value
from inbox_escalator.triage.reading import Reading, options
from inbox_escalator.triage.search import NOWHERE, Search

MOST_WHOLE = 12
"""Numbers that may be sums, or else anything."""
LARGEST = Decimal(10) ** 13
"""No desk has lost more; what is written longer is no sum."""
MOST_SUMS = 40
"""In one passage; a price list says no more with its hundredth price."""
_SIGNS = {
    "$": "USD",
    "£": "GBP",
    "¤": "EUR",
    "¥": "JPY",
    "¦": "INR",
    "us$": "USD",
    "r$": "BRL",
    "c$": "CAD",
    "ca$": "CAD",
    "a$": "AUD",
    "au$": "AUD",
    "nz$": "NZD",
    "s$": "SGD",
    "hk$": "HKD",
    "mx$": "MXN",
}
_CODES = "usd eur gbp chf brl cad aud nzd sek nok dkk pln czk huf ron jpy inr zar mxn sgd hkd cny try ils aed"
_NAMES = {
    "USD": "dollar dollars dolar dolares dollari dollaro dolares bucks us-dollar us-dollars",
    "EUR": "euro euros eur's eurs",
    "GBP": "pound pounds quid sterling pfund livres libras sterline pond",
    "CHF": "franken francs fr sfr stutz franchi franchs",
    "BRL": "reais",
    "SEK": "kronor",
    "NOK": "kroner",
    "PLN": "zloty zlotys zl",
    "INR": "rupees rs",
    "JPY": "yen",
}
_WORDS = {c: c.upper() for c in _CODES.split()} | {w: c for c, words in _NAMES.items() for w in words.split()}
_NUMBER = r"(?:[0-9]{1,3}(?:[., '][0-9]{3})+(?:[.,][0-9]{1,2})?|[0-9]{1,12}(?:[.,][0-9]{1,2})?)"
_SCALE = r"(?: ?(?:" + "|".join(sorted(SCALE_OF, key=len, reverse=True)) + r")\b\.?)?"
_SIGN = r"(?:(?:us|r|ca|c|au|a|nz|s|hk|mx)?\$|[£¤¥¦]|\b(?:" + "|".join(_CODES.split()) + r"|euro|sfr|fr)\b\.?)"
_WORD = r"(?:" + "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True)) + r")"
_AFTER = rf"(?:us\$|[$£¤¥¦]|(?:us |u\.s\. |canadian |australian |swiss |schweizer )?{_WORD}\b)"


_FOUR = 4
_DIGIT = re.compile(rb"[0-9]")
_SEPARATOR = re.compile(rb"[.,'](?<=[0-9][.,'])(?=[0-9])")
"""The sign first: so the engine goes from sign to sign, not from letter to letter."""


def in_one_word(text: bytes) -> bytes:
    """The folded text with every number in one word (`1.234,56` has no dot that ends a thought), as long as before."""
    return _SEPARATOR.sub(b"0", text) if _DIGIT.search(text) else text


def _captures(pattern: str) -> re2._Regexp:
    chosen = options()
    chosen.never_capture = False
    return re2.compile(pattern.encode("latin-1"), chosen)


_SUM = _captures(
    rf"({_SIGN}) ?({_NUMBER})({_SCALE})(?:,-|\.-)?"
    rf"|\b({_NUMBER})({_SCALE})(?:,-|\.-)?(?: d[ei] | d'|[ -]{{0,2}})({_AFTER})"
)
_BARE = _captures(
    r"(?:^|[ (=:])([0-9]{1,3}(?:[., ']?[0-9]{3})*[.,][0-9]{2}|[0-9]{1,3}(?:[.,][0-9])?(?:k| grand))(?:[ ),;!?.]|$)"
)
_WHOLE = _captures(
    r"(?:^|[ (=])"
    r"([1-9][0-9]{1,2}(?:[., '][0-9]{3}){1,2}|[1-9][0-9]?[., '][0-9]{3}|[1-9][0-9]{1,5})"
    r"(?:[ ),;!?]|\.[ )]|\.?$)"
)
_SPOKEN = _captures(rf"((?:\b[a-z]+[ -]){{1,8}})(?:d')?({_WORD}|grand)\b")
_NAMED = Search(rf"[ '-](?:{_WORD}|grand)\b")


@dataclass(frozen=True, slots=True)
class Sum:
    """One sum and where it stands in a folded text."""

    start: int
    end: int
    amount: Decimal
    currency: str
    """ISO 4217."""
    bare: bool = False
    """No currency was named."""


def sums(reading: Reading, numbers: Mapping[str, str], home: str = "USD") -> list[Sum]:
    """Every sum in the passage, in order. `numbers`: the language's number words; `home`: what a bare sum is in."""
    text = reading.folded
    found = list(islice(filter(_is_sum, _written(text)), MOST_SUMS)) if _DIGIT.search(text) else []
    taken = [(s.start, s.end) for s in found]
    # Where sums have a currency, a number without one is something else.
    for more in (*_spoken(text, numbers, home), *(() if found else _bare(text, home))):
        apart = all(more.end <= start or more.start >= end for start, end in taken)
        if apart and _is_sum(more) and len(found) < 2 * MOST_SUMS:
            found.append(more)
            taken.append((more.start, more.end))
    return sorted(found, key=lambda s: s.start)


def _written(text: bytes) -> Iterator[Sum]:
    for m in _SUM.finditer(text):
        before, after = m.group(1), m.group(6)
        sign = (before or after).decode("latin-1").rstrip(".")
        number, scale = (m.group(2), m.group(3)) if before else (m.group(4), m.group(5))
        currency = _SIGNS.get(sign) or _WORDS.get(sign) or _WORDS[re.split(r"[ ']", sign)[-1]]
        yield Sum(m.start(), m.end(), value(number.decode(), scale.decode()), currency)


def _bare(text: bytes, home: str) -> Iterator[Sum]:
    """`1234.56` and `1.2k` without a sign: that is how money is written, if the words about it say so."""
    for m, _ in zip(_BARE.finditer(text), range(MOST_SUMS), strict=False):
        number = m.group(1).decode()
        thousands = number.endswith(("k", "grand"))
        plain = number.removesuffix("k").removesuffix(" grand")
        yield Sum(m.start(1), m.end(1), value(plain, "k" if thousands else ""), home, bare=True)


def whole(text: bytes, found: Sequence[Sum], home: str) -> Iterator[Sum]:
    """Numbers that stand for themselves where none of these sums does, and may be sums: `you still have my 560`. No
    years. In the currency of the first sum, else in `home`."""
    currency = found[0].currency if found else home
    for m in _WHOLE.finditer(text):
        s = Sum(m.start(1), m.end(1), value(m.group(1).decode()), currency, bare=True)
        if not _is_year(s) and all(s.end <= other.start or s.start >= other.end for other in found):
            yield s


def _is_year(s: Sum) -> bool:
    return s.end - s.start == _FOUR and s.amount // 100 in (19, 20)


def _is_sum(s: Sum) -> bool:
    return 0 < s.amount < LARGEST


def _spoken(text: bytes, numbers: Mapping[str, str], home: str) -> Iterator[Sum]:
    """`three and a half thousand dollars`: the number words right before the name of a currency."""
    if not numbers:
        return
    if _NAMED.first(text) == NOWHERE:  # far sooner said of most mails than that no words stand before a name
        return
    for m, _ in zip(_SPOKEN.finditer(text), range(MOST_SUMS), strict=False):
        words = m.group(1).decode("latin-1").replace("-", " ").split()
        named = m.group(2).decode()
        amount, first = _said(words, numbers)
        if amount and (named in _WORDS or named in numbers):  # `un grand merci` is no thousand
            start = m.start() + _start_of(m.group(1), first)
            yield Sum(start, m.end(), amount * SCALE_OF.get(named, 1), _WORDS.get(named, home))


def _start_of(run: bytes, word: int) -> int:
    """Where word number `word` of a run begins."""
    return [m.start() for m in re.finditer(rb"[a-z]+", run)][word]


def _said(words: list[str], numbers: Mapping[str, str]) -> tuple[Decimal, int]:
    """The value of the longest run of number words at the end, and where it begins; 0 for none."""
    first = len(words)
    parts: list[Decimal] = []
    while first:
        pair = numbers.get(" ".join(words[first - 2 : first])) if first > 1 else None  # `quatre vingt`
        split = [Decimal(pair)] if pair else _split(words[first - 1], numbers)
        if split is None:
            break
        parts = split + parts
        first -= 2 if pair else 1
    return (_counted(parts), first) if any(parts) else (Decimal(0), first)


def _split(word: str, numbers: Mapping[str, str]) -> list[Decimal] | None:
    """`dreitausendfünfhundert` → 3, 1000, 5, 100; a filler (`and`, `a`) → nothing; None for any other word."""
    parts: list[Decimal] = []
    while word:
        for length in range(min(len(word), 14), 0, -1):
            if (number := numbers.get(word[:length])) is not None:
                break
        else:
            return None
        if length < 3 and length < len(word):
            return None
        if number:
            parts.append(Decimal(number))
        word = word[length:]
    return parts


def _counted(parts: list[Decimal]) -> Decimal:
    total = current = Decimal(0)
    for part in parts:
        if part >= 1000:
            total += (current or 1) * part
            current = Decimal(0)
        elif part == 100:
            current = (current or 1) * part
        else:
            current += part
    return total + current
