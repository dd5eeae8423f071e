"""What the rest of a mail says against a finding, though its own sentence would count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence, Set
from dataclasses import replace

from inbox_escalator.triage.phrases import Hit, Rule, sentence_ends
from inbox_escalator.triage.trigger import Finding

_SETTLED = "resolved_thanks"
_ENDS_WITH_IT = frozenset(
    {"service_failure", "security_incident", "manager_request", "public_review", "financial_loss"}
)
"""What is over when the mail says that all is well now. A threat of law is not taken back by thanks."""
_BY_WORDS = _ENDS_WITH_IT | {"legal_threat"}
"""Packaged triggers that words pull. Who the sender is, and what the owner's own rules look for, counts in any mail."""
_CRITICAL = frozenset({"legal_threat", "security_incident"})
_STILL_OPEN = frozenset({"service_failure", "still_open"})
_NO_COMPLAINT = frozenset({"public_review"})
"""Who is friendly and complains of nothing asks where to praise us."""
_ORDINARY = "ordinary"
"""Rules whose words show that the mail is about something else: a study, a tender, an application, praise."""
_OUTWEIGHS = 2
"""Weight of the ordinary words that say that nothing happened."""
_LOST_TO_OTHERS = frozenset({"security_incident", "financial_loss"})
"""Where both are told, one word of something else (`I was in bed`) is no reason to hear neither."""
_ANGRY = "angry"
_REALLY_ANGRY = 3
"""Points of anger from which a mail is a complaint, whatever else it speaks of."""
_FEELINGS = frozenset({"angry", "frustrated"})
_FRIENDLY = "calm"
_TWICE = 2
"""One friendly word may be irony (`they'd love this story`)."""

_THREATS_AND_WISHES = frozenset({"legal_threat", "manager_request", "public_review"})
_COMPLAINTS = frozenset({"grievance", "angry", "service_failure", "security_incident"})
"""Rules whose words show that something is complained of."""
HINTED = "hinted at, in a mail that complains of nothing"
"""Why words do not count that only hint at a threat or a wish."""
_ERRAND = "errand"
"""Rules whose words show what an ordinary mail is for: a price, a document, how something is done, a job, a visit."""
_OTHER_CASE = "other_case"
"""Rules whose words show that the law is used against somebody else, or by somebody else."""
_OF_THE_LAW = "legal_threat"
_A_LINE_OR_TWO = 25
"""Words."""
_AT_US = "at_us"
"""Rules whose words can be meant for nobody but us: `sue you`, `against your company`."""


def in_view_of_the_whole(findings: Sequence[Finding], hits: Sequence[Hit], text: bytes) -> list[Finding]:
    """The findings, some of them struck out; none of a trigger that the owner's own phrases pull. `hits`: all that
    count in the mail, in their order; `text`: its words, folded."""
    fired = {f.trigger for f in findings if f.fired}
    if not fired:
        return list(findings)
    struck = _about_something_else(fired - _said_plainly(hits), hits) | _friendly(fired, hits)
    struck |= _nothing_happened(hits) | _uncomplaining(fired, hits, text)
    struck |= _of_another_case(hits) | _settled(fired, hits, text)
    for trigger in {h.rule.trigger for h in hits if h.owners and not h.spoilt}:
        struck.pop(trigger, None)
    if not struck.keys() & fired:
        return list(findings)
    return [
        replace(f, fired=False, because=struck[f.trigger], major=False) if f.fired and f.trigger in struck else f
        for f in findings
    ]


def _settled(fired: Set[str], hits: Sequence[Hit], text: bytes) -> dict[str, str]:
    if _SETTLED not in fired:
        return {}
    if _half_solved(hits):
        return {_SETTLED: "what stands behind it is still open"}
    if _hardly_settled(hits):
        return {_SETTLED: "thanks and good news, but more is said than that"}
    over = dict.fromkeys(_ENDS_WITH_IT, "the same mail says that it is settled")
    return over | {_SETTLED: "the mail asks something else"} if _asks_on(hits, text) else over


def _hardly_settled(hits: Sequence[Hit]) -> bool:
    """`It came today, thanks` is the end of the matter only where nothing is complained of or asked for behind it."""
    said = [h for h in hits if not h.spoilt]
    settled = [h for h in said if h.rule.trigger == _SETTLED]
    more = (h for h in said if (complains(h.rule) or h.rule.trigger == _ERRAND) and h.start >= settled[0].start)
    return not any(h.rule.weight for h in settled) and any(more)


def _asks_on(hits: Sequence[Hit], text: bytes) -> bool:
    """`The refund is here. When does the parcel come?` waits for an answer; `It works, can you close it?` does not."""
    ends = [h.end for h in hits if h.rule.trigger == _SETTLED and not h.spoilt]
    question = text.rfind(b"?")
    begins = max((end for end in sentence_ends(text) if end < question), default=-1)
    return bool(ends) and max(ends) <= begins


def _friendly(fired: Set[str], hits: Sequence[Hit]) -> dict[str, str]:
    kinds = Counter(h.rule.trigger for h in hits)
    if kinds[_FRIENDLY] >= _TWICE and not kinds.keys() & _FEELINGS and fired <= _NO_COMPLAINT | {_SETTLED}:
        return dict.fromkeys(_NO_COMPLAINT, "the mail is friendly, and complains of nothing")
    return {}


def _uncomplaining(fired: Set[str], hits: Sequence[Hit], text: bytes) -> dict[str, str]:
    """Who complains of nothing threatens with nothing: words that only hint at it do not count, nor does anything in a
    mail that asks for ordinary things more often than it complains. A line or two has no room for
    a complaint: there only what needs its neighbour to be understood does not count."""
    said = [h for h in hits if not h.spoilt]
    complaints = {h.start for h in said if complains(h.rule)}
    errands = {h.start: h.rule.name for h in said if h.rule.trigger == _ERRAND}
    if len(errands) > len(complaints):
        spared = {_OF_THE_LAW} if _at_us(said) else set()
        why = f"the mail {next(iter(errands.values()))}, and hardly complains"
        return dict.fromkeys((fired & _THREATS_AND_WISHES) - spared, why)
    if complaints:
        return {}
    short = text.count(b" ") < _A_LINE_OR_TWO
    outright = {h.rule.trigger for h in said if h.rule.weight or (short and h.rule.near is None)}
    return dict.fromkeys((fired & _THREATS_AND_WISHES) - outright, HINTED)


def _of_another_case(hits: Sequence[Hit]) -> dict[str, str]:
    """The sender's own lawsuit with somebody else, or somebody else's with the sender."""
    said = [h for h in hits if not h.spoilt]
    case = next((h.rule.name for h in said if h.rule.trigger == _OTHER_CASE), "")
    return {_OF_THE_LAW: f"the law is spoken of, but the mail {case}"} if case and not _at_us(said) else {}


def complains(rule: Rule) -> bool:
    """Milder words of anger may be of somebody else's: `angry reviews`, `I hate ironing`."""
    return rule.trigger in _COMPLAINTS and (rule.trigger != _ANGRY or rule.weight >= _REALLY_ANGRY)


def _at_us(said: Sequence[Hit]) -> bool:
    return any(h.rule.trigger == _AT_US for h in said)


def _about_something_else(fired: Set[str], hits: Sequence[Hit]) -> dict[str, str]:
    """A study, an application, praise, or what the mail itself takes back; not where the sender is angry."""
    signs = {h.start: h.rule.name for h in hits if h.rule.trigger == _ORDINARY and not h.spoilt}
    kind = next(iter(signs.values()), "")
    anger = sum(h.rule.weight for h in hits if h.rule.trigger == _ANGRY and not h.spoilt)
    if fired >= _LOST_TO_OTHERS and len(signs) == 1:
        fired = fired - _LOST_TO_OTHERS
    return dict.fromkeys(fired & _BY_WORDS, f"the whole mail: {kind}") if kind and anger < _REALLY_ANGRY else {}


def _nothing_happened(hits: Sequence[Hit]) -> dict[str, str]:
    """`I read of hacked accounts and stolen passwords. Nothing has happened to me`, however much is read of."""
    says_so = [h for h in hits if h.rule.trigger == _ORDINARY and not h.spoilt and h.rule.weight >= _OUTWEIGHS]
    return {"security_incident": f"the mail says: {says_so[0].rule.name}"} if says_so else {}


def _said_plainly(hits: Sequence[Hit]) -> set[str]:
    """Critical triggers that the mail pulls more than once, in other ways: then it is about them, too."""
    ways = {(h.rule.trigger, h.rule.phrase) for h in hits if not h.spoilt and h.rule.weight}
    times = Counter(trigger for trigger, _ in ways)
    return {trigger for trigger, often in times.items() if trigger in _CRITICAL and often >= _TWICE}


def _half_solved(hits: Sequence[Hit]) -> bool:
    """`It prints again, but the scanner does not work`: what does not is said last."""
    settled = max((h.end for h in hits if h.rule.trigger == _SETTLED and not h.spoilt), default=0)
    return any(h.rule.trigger in _STILL_OPEN and not h.spoilt and h.start >= settled for h in hits)
