"""Of each sum in a mail: do words say that it is money lost, wrongly charged or withheld, or that it is only a price?

Each sum gets points for the words about it, the nearer the more; from `LOST_FROM` on it counts as lost.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from inbox_escalator.triage.money import Sum
from inbox_escalator.triage.phrases import Hit, sentence_ends, sentence_of
from inbox_escalator.triage.reading import WORD, Reading
from inbox_escalator.triage.together import differences, reckoned, times_over

CUES = frozenset({"loss", "price", "paid", "instead", "times", "claim", "settled", "but_for", "whole"})
"""Rules that tell what a sum is. `loss`: lost, wrongly charged, withheld; `price`: only a price; `paid`: what was paid
or charged; `claim`: the money is wanted back; `settled`: it has come, or is somebody else's; `but_for`: all but this
came back; `whole`: this is all of it together; `instead`: two sums, of which the difference counts; `times`: each."""
BARE = "a number without a currency"
LOST_FROM = 3
_SURELY = 6
_NEVER = 100
_LETTERS_A_POINT = 50
"""So much further from a sum, a word says one point less about it."""
_MOST_LETTERS = 2
"""Points, however far in the sentence."""
_BESIDE = 14
"""Letters: a price so near is surely that of the sum."""
_NEAR = 45
_BARE_NEAR = 80
_RIGHT_BEFORE = 4
"""Letters between a word and the sum that it is surely about."""
_TELLING = 4
"""Letters of a word that tells what a sum is."""
_PRICE_IS_NEAR = {_BESIDE: 3, _NEAR: 2}
_ROW = 12
"""Letters between sums that are named in a row: what is said of one is said of all."""
_ANOTHER_CLAUSE = 20
"""A comma between a word and a sum is as good as so many letters: the word is rather about the sum on its own side."""
_RECKONED = 2
_LEFT_OVER = 3
"""Points for a sum that the mail works out of others: what is left where a part has come back."""
_WANTED_ITSELF = 5
"""Points for a sum that stands in the very words that want it back: `please return the 1,840`."""
_PLAINLY = 3
"""Weight of the words that can speak of nothing but a loss."""
_FAR_FROM_IT = 2
"""Points for such words anywhere in a mail that names no other sum."""
_NOT_ITS_OWN = 2
"""Points off where the words stand nearer to another sum of their sentence."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """A sum, whether it was lost, and why."""

    sum: Sum
    lost: bool
    because: str
    points: int = 0
    """How plainly it was said."""
    number: bool = False
    """No rule knows it; it is a sum only if it is the one lost."""


def judge(
    reading: Reading, found: Sequence[Sum], hits: Iterable[Hit], *, aggrieved: bool, leaning: int = 0
) -> list[Verdict]:
    """A verdict on each sum of a page. `aggrieved`: the mail complains of something, whatever it is; `leaning`: points
    for every sum, from all the words of the mail."""
    cues: dict[str, list[Hit]] = {}
    for hit in hits:
        if hit.rule.trigger in CUES and not hit.spoilt:
            cues.setdefault(hit.rule.trigger, []).append(hit)
    counted = times_over(reading.folded, found, cues.get("times", ()))
    named = differences(reading.folded, counted, cues.get("instead", ()))
    page = _Page(reading, named, cues, aggrieved, leaning)
    return _only_what_is_missing(page, page.with_whole([page.verdict(s) for s in named]))


class _Page:
    """The sums and the cues of a mail, and which sum each cue is about."""

    def __init__(
        self,
        reading: Reading,
        sums: Sequence[Sum],
        cues: Mapping[str, Sequence[Hit]],
        aggrieved: bool,
        leaning: int,
    ) -> None:
        self._reading, self._cues, self._aggrieved, self._leaning = reading, cues, aggrieved, leaning
        self._times = Counter(s.amount for s in sums)
        self._only_sum = len(self._times) == 1
        """Whatever the mail plainly says was lost can be no other sum."""
        self._reckoned = reckoned(sums)
        self._ends = _ends_of_words(reading.folded)
        self._meant: dict[tuple[int, int], list[Sum]] = {}
        self._beside: dict[int, list[Sum]] = {}
        for s in sums:
            self._beside.setdefault(self.sentence(s.start), []).append(s)

    def about(self, hit: Hit, s: Sum) -> bool:
        """Whether the words are about this sum, and not about one that is nearer to them in the same sentence."""
        here = self._beside.get(self.sentence(hit.start), [])
        if len(here) < 2 or s not in here:
            return True
        place = hit.start, hit.end
        if place not in self._meant:
            self._meant[place] = _row(here, min(here, key=lambda other: self._apart(hit, other)))
        return s in self._meant[place]

    def _apart(self, hit: Hit, s: Sum) -> int:
        between = self._reading.folded[min(hit.end, s.end) : max(hit.start, s.start)]
        return _distance(hit, s) + _ANOTHER_CLAUSE * between.count(b", ")

    def said(self, hit: Hit) -> str:
        return f'{hit.rule.name}: "{self._reading.quote(hit.start, hit.end)}"'

    def sentence(self, place: int) -> int:
        return bisect_left(self._ends, place)

    def verdict(self, s: Sum) -> Verdict:
        points, because = self._against(s)
        if not because and s.bare and not self._lost_near(s):
            return Verdict(s, False, BARE)
        spoken, reason = self._for(s)
        points += spoken
        if points >= LOST_FROM:
            return Verdict(s, True, reason or "money that the complaint is about", points)
        return Verdict(s, False, because or "nothing says that it was lost")

    def _for(self, s: Sum) -> tuple[int, str]:
        """Points that it was lost, and the plainest reason."""
        reasons = [(p, self.said(h)) for h in self._cues.get("loss", ()) if (p := self._loss_points(h, s)) > 0]
        reasons += [(_SURELY, self.said(h)) for h in self._cues.get("but_for", ()) if 0 <= s.start - h.end <= _BESIDE]
        reasons += [(p, self.said(h)) for h in self._cues.get("claim", ()) if (p := self._claim_points(h, s)) > 0]
        paid = [h for h in self._cues.get("paid", ()) if self.sentence(h.start) == self.sentence(s.start)]
        best, reason = max(reasons, key=lambda r: r[0], default=(0, ""))
        further = len(set(reasons)) > 1
        return best + further + bool(paid) + self._aggrieved + self._leaning + self._weight(
            s, spoken_of=bool(best)
        ), reason

    def _weight(self, s: Sum, *, spoken_of: bool) -> int:
        """Points for how often the mail names the sum, and for working it out of others."""
        if self._only_sum:
            return 1
        named = int(spoken_of and self._times[s.amount] > 1)
        if s.amount not in self._reckoned:
            return named
        return named + (_LEFT_OVER if self._cues.get("settled") else _RECKONED * spoken_of)

    def _loss_points(self, hit: Hit, s: Sum) -> int:
        apart = abs(self.sentence(hit.start) - self.sentence(s.start))
        if apart == 0:
            right_before = hit.start <= s.start <= hit.end + _RIGHT_BEFORE
            off = 0 if self.about(hit, s) else _NOT_ITS_OWN
            far = min(_MOST_LETTERS, _distance(hit, s) // _LETTERS_A_POINT)
            return 1 + 2 * hit.rule.weight + right_before - far - off
        if apart == 1:
            return hit.rule.weight + self._names(s, hit)
        return _FAR_FROM_IT * (hit.rule.weight >= _PLAINLY and self._only_sum)

    def _names(self, s: Sum, hit: Hit) -> bool:
        """The next sentence speaks of what stands at the sum: `the 1,150 deposit … haven't seen the deposit`."""
        text = self._reading.folded
        beside = WORD.findall(text, max(0, s.start - _BESIDE), s.start) + WORD.findall(text, s.end, s.end + _BESIDE)
        first, last = sentence_of(text, hit.start, hit.end)
        said = set(WORD.findall(text, first, last))
        return any(len(word) >= _TELLING and word in said for word in beside)

    def _claim_points(self, hit: Hit, s: Sum) -> int:
        if hit.start < s.end and s.start < hit.end:
            return _WANTED_ITSELF
        apart = abs(self.sentence(hit.start) - self.sentence(s.start))
        return 1 + (apart <= 1 and self.about(hit, s))

    def _against(self, s: Sum) -> tuple[int, str]:
        """Points off for a price and for money that has come."""
        here = self.sentence(s.start)
        for hit in self._cues.get("settled", ()):
            if self.sentence(hit.start) == here and self.about(hit, s):
                return -_NEVER, self.said(hit)
        prices = [h for h in self._cues.get("price", ()) if self.sentence(h.start) == here and self.about(h, s)]
        nearest = min(prices, key=lambda h: _distance(h, s), default=None)
        if nearest is None:
            return 0, ""
        off = next((off for letters, off in _PRICE_IS_NEAR.items() if _distance(nearest, s) <= letters), 1)
        return -off * nearest.rule.weight, self.said(nearest)

    def _lost_near(self, s: Sum) -> bool:
        return any(_distance(h, s) <= _BARE_NEAR for h in self._cues.get("loss", ()))

    def with_whole(self, verdicts: list[Verdict]) -> list[Verdict]:
        """Where a part of it is lost, so is the whole: `the $35 fee … that's $840`."""
        parts = [v for v in verdicts if v.lost]
        points = max((v.points for v in parts), default=0)
        return [
            replace(v, lost=True, because=parts[0].because, points=points + 1)
            if parts and self._is_whole(v.sum) and v.sum.amount > parts[0].sum.amount
            else v
            for v in verdicts
        ]

    def _is_whole(self, s: Sum) -> bool:
        hits = self._cues.get("whole", ())
        return any(0 <= s.start - h.end <= _BESIDE or 0 <= h.start - s.end <= _BESIDE for h in hits)

    def all_but(self, s: Sum) -> bool:
        """`everything but 349` has come back."""
        return any(0 <= s.start - h.end <= _BESIDE for h in self._cues.get("but_for", ()))


def _ends_of_words(text: bytes) -> list[int]:
    """Where the sentences end that say something; empty lines in a row are one end."""
    ends: list[int] = []
    for end in sentence_ends(text):
        if not ends or text[ends[-1] + 1 : end].strip(b" \x00"):
            ends.append(end)
        else:
            ends[-1] = end
    return ends


def _row(here: Sequence[Sum], meant: Sum) -> list[Sum]:
    """The sums that are named in a row with this one."""
    first = last = here.index(meant)
    while first and here[first].start - here[first - 1].end <= _ROW:
        first -= 1
    while last + 1 < len(here) and here[last + 1].start - here[last].end <= _ROW:
        last += 1
    return list(here[first : last + 1])


def _distance(hit: Hit, s: Sum) -> int:
    return max(hit.start - s.end, s.start - hit.end, 0)


def _only_what_is_missing(page: _Page, verdicts: list[Verdict]) -> list[Verdict]:
    """Where all but one sum has come back, only that one is missing."""
    missing = [v for v in verdicts if v.lost and page.all_but(v.sum)]
    if not missing:
        return verdicts
    kept = {v.sum.amount for v in missing}
    return [
        v if v.sum.amount in kept else Verdict(v.sum, False, "all of it has come back but the rest") for v in verdicts
    ]
