"""What the rules found, laid on the scales: struck out where the mail as a whole is an everyday one, added where its
words together leave no doubt, and the mood likewise."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from inbox_escalator.triage.mood import Mood
from inbox_escalator.triage.page import Page
from inbox_escalator.triage.phrases import Hit, sentence_ends
from inbox_escalator.triage.reading import WORD
from inbox_escalator.triage.scales import Scales, Weighed, scales
from inbox_escalator.triage.trigger import TOGETHER, Finding, Sentiment
from inbox_escalator.triage.whole import HINTED, complains

COMPLAINT = "complaint"
"""Outcome: the mail asks for any of the triggers that escalate."""
EVERYDAY = 0.35
"""Less likely than so, and what the rules found is only mentioned. On mail that was left out of the learning it spares
two thirds of the false alarms, and costs one right one in thirty."""
EVERYDAY_IN_SHORT = 0.1
"""The same for a line or two, which hold little to weigh."""
_A_LINE_OR_TWO = 40
"""Terms: about twenty words."""
UNLIKELY = {0: 0.02, _A_LINE_OR_TWO: 0.04, 120: 0.2}
"""Terms of a mail → less likely than so, a single trigger is only mentioned, however much the mail complains of other
things. The longer the account, the more words of every kind it holds."""
_TWICE = 2
_COMPLAINS = 0.5
"""So likely, a few sentences complain."""
CERTAIN = {0: 0.95, _A_LINE_OR_TWO: 0.85}
"""Terms of a mail → so likely, words fire that no rule knows."""
ALL_THE_SAME = 0.9
"""The same where a rule knows such words in the mail, and says that they do not count."""
_NEVER = 2.0
HINTS = 0.6
"""So likely a complaint, the mail's hints count, though no rule finds what it complains of."""
MEANT = 0.95
"""So likely, what a rule found is meant, whatever else the rules found in the mail."""
MENTIONED = 0.8
"""So likely, it is at least not struck out with an everyday mail."""
FEWEST = 8
"""Terms with a weight, from which a mail can be weighed."""
_ADDS = (
    "legal_threat", "security_incident", "manager_request", "public_review", "service_failure", "resolved_thanks",
)  # fmt: skip
_STRIKES = frozenset((*_ADDS, "financial_loss"))
"""Packaged triggers that words pull; a loss needs its sum besides, so that nothing is added to it."""
_ESCALATING = _STRIKES - {"resolved_thanks"}
_MOST_LEANING = 2
"""Points that all words of a mail together can add to each of its sums."""
_SHOWN = 3
_TELLING = 4
"""Letters of a word that is shown."""
_REACH = 300
"""Letters to either side of words, of which it is asked whether they complain."""
_OF_THE_RULES = 3.0
"""Log odds that the mood which the rules found has beforehand."""


@dataclass(frozen=True, slots=True)
class OnTheScales:
    """A mail that is weighed."""

    weighed: Weighed
    scales: Scales

    @property
    def enough(self) -> bool:
        return self.weighed.known >= FEWEST

    @property
    def is_long(self) -> bool:
        """More than a line or two."""
        return self.weighed.known >= _A_LINE_OR_TWO

    def is_certain(self, trigger: str, *, doubted: bool) -> bool:
        """`doubted`: a rule knows such words in it, and says that they do not count. In a line or two, and in what
        is no complaint, that is the last word."""
        least = min(chance for terms, chance in CERTAIN.items() if self.weighed.known >= terms)
        if doubted:
            least = ALL_THE_SAME if self.is_long and self.chance(COMPLAINT) >= _COMPLAINS else _NEVER
        return self.chance(trigger) >= least

    @property
    def everyday_from(self) -> float:
        return EVERYDAY if self.is_long else EVERYDAY_IN_SHORT

    def is_unlikely(self, trigger: str) -> bool:
        """A failure is told in the words of the thing that fails, of which the weights know the fewest; and in a mail
        that is a complaint beyond doubt, one that is told in passing is none the less one."""
        least = max(chance for terms, chance in UNLIKELY.items() if self.weighed.known >= terms)
        if trigger == "service_failure":
            surely = self.is_long and self.chance(COMPLAINT) >= MENTIONED
            least = 0.0 if surely else min(least, UNLIKELY[_A_LINE_OR_TWO])
        return self.chance(trigger) < least

    def chance(self, outcome: str) -> float:
        return self.scales.chance(self.weighed, outcome)

    def leaning(self, outcome: str) -> int:
        """Log odds in whole points, as far as they speak for the outcome."""
        return max(0, min(_MOST_LEANING, round(self.odds(outcome) or 0.0)))

    def odds(self, outcome: str) -> float | None:
        """Log odds of the outcome; None where the mail holds too little to say."""
        return self.weighed.sums[self.scales.outcomes.index(outcome)] if self.enough else None

    def telling(self, outcome: str, *, against: bool = False) -> list[str]:
        """The words that weigh most, without numbers and small words, which say nothing to a reader."""
        terms = (term.decode("latin-1") for term in self.scales.telling(self.weighed, outcome, against=against))
        told = (t for t in terms if max(map(len, t.split())) >= _TELLING and not t.startswith("0 ") and " 0" not in t)
        return list(islice(told, _SHOWN))

    def words(self, outcome: str, *, against: bool = False) -> str:
        """`"appointment", "invoice"`."""
        return ", ".join(f'"{term}"' for term in self.telling(outcome, against=against))


def put_on(said: Sequence[bytes]) -> OnTheScales:
    return OnTheScales(scales().weigh(said), scales())


def still_meant(before: Sequence[Finding], after: Sequence[Finding], mail: OnTheScales) -> list[Finding]:
    """The findings `after` the rules looked at the whole mail; those as `before` that they struck out though all words
    of the mail together speak for them."""
    return [
        old if old.fired and not new.fired and _speaks_for(mail, new) else new
        for old, new in zip(before, after, strict=True)
    ]


def _speaks_for(mail: OnTheScales, struck: Finding) -> bool:
    """Whether it counts all the same. A line or two says too little for that."""
    if struck.trigger not in mail.scales.outcomes or not mail.is_long:
        return False
    hints = struck.because == HINTED and mail.chance(COMPLAINT) >= HINTS
    return hints or mail.chance(struck.trigger) >= MEANT


def everyday(
    findings: Sequence[Finding], mail: OnTheScales, text: bytes, hits: Sequence[Hit], theirs: Set[str]
) -> list[Finding]:
    """The findings, those struck out whose mail is an everyday one. What is said in two ways counts there, too, if the
    sentences around it are none. `text`: folded; `hits`: those that count in it; `theirs`: triggers with phrases of the
    owner's, who knows what he looks for."""
    fired = {f.trigger for f in findings if f.fired} & _STRIKES - theirs
    if not fired or not mail.enough:
        return list(findings)
    struck = {t: _mentioned(mail.words(t, against=True)) for t in fired if mail.is_unlikely(t)}
    if mail.chance(COMPLAINT) < mail.everyday_from:
        said = [hit for hit in hits if not hit.spoilt]
        doubtful = (t for t in fired & _ESCALATING if mail.chance(t) < MENTIONED)
        if mentioned := [t for t in doubtful if not _meant(mail, t, text, said)]:
            why = f"the mail as a whole reads like an everyday one: {mail.words(COMPLAINT, against=True)}"
            struck |= dict.fromkeys(mentioned, why)
    return [
        replace(f, fired=False, because=struck[f.trigger], major=False) if f.fired and f.trigger in struck else f
        for f in findings
    ]


def _mentioned(words: str) -> str:
    return f"only mentioned, by all other words of the mail: {words}"


def _meant(mail: OnTheScales, trigger: str, text: bytes, hits: Sequence[Hit]) -> bool:
    """Whether something is said in two ways, and the sentences around it complain; in a line or two, whether anything
    else in it complains."""
    of, said = mail.scales, [hit for hit in hits if hit.rule.trigger == trigger]
    if not mail.is_long and any(complains(hit.rule) for hit in hits if hit not in said[:1]):
        return True
    if len({hit.rule.phrase for hit in said}) < _TWICE:
        return False
    ends = [-1, *sentence_ends(text), len(text)]
    return any(
        of.chance(of.weigh(WORD.findall(text, *place)), COMPLAINT) >= _COMPLAINS for place in _around(said, ends)
    )


def _around(said: Sequence[Hit], ends: Sequence[int]) -> set[tuple[int, int]]:
    """The sentences around these words, and those beside them; so much of an endless one as stands near."""
    places = set[tuple[int, int]]()
    for hit in said:
        first, last = bisect_left(ends, hit.start) - 2, bisect_left(ends, hit.end) + 1
        start, end = ends[max(0, first)] + 1, ends[min(last, len(ends) - 1)]
        near = hit.start // _REACH * _REACH
        places.add((max(start, near - _REACH), min(end, near + 2 * _REACH)))
    return places


def certain(
    mail: OnTheScales, page: Page, places: Mapping[str, Sequence[bool]], doubted: Set[str]
) -> Iterator[Finding]:
    """Findings that no phrase made. `places`: trigger that may be added → of each part of the page, whether its words
    count for it; `doubted`: triggers that have words in the mail which a rule says do not count."""
    if not mail.enough:
        return
    for trigger in (t for t in _ADDS if t in places and mail.is_certain(t, doubted=t in doubted)):
        if place := _plainest(mail, page, places[trigger], trigger):
            zone = page.parts[page.part_at(place[0])].zone.value
            yield Finding(trigger, True, page.reading.quote(*place), zone, TOGETHER, phrase=mail.words(trigger))


def _plainest(mail: OnTheScales, page: Page, counts: Sequence[bool], trigger: str) -> tuple[int, int] | None:
    """The sentence that says it most plainly, if any does."""
    text = page.reading.folded
    said: dict[tuple[int, int], int] = {}
    start = 0
    for end in (*sentence_ends(text), len(text)):
        # An empty line is two ends, and what stands behind the first is the next part: only a word tells which.
        first = WORD.search(text, start, end)
        if first and counts[page.part_at(first.start())]:
            said[first.start(), end] = mail.scales.points(WORD.findall(text, first.start(), end), trigger)
        start = end + 1
    plainest = max(said, key=said.__getitem__, default=None)
    return plainest if plainest and said[plainest] > 0 else None


def felt(found: Mood, mail: OnTheScales) -> Mood:
    """The mood by the rules' words and by all words together."""
    if not mail.enough:
        return found
    places = {mood: mail.weighed.sums[mail.scales.outcomes.index(mood.value)] for mood in Sentiment}
    places[found.sentiment] += _OF_THE_RULES
    likeliest = max(places, key=places.__getitem__)
    if likeliest is found.sentiment:
        return found
    return Mood(likeliest, tuple(mail.telling(likeliest.value)))
