"""One mail in; everything that its words say out: findings, what would escalate, mood, language, money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from inbox_escalator.intake.mail import InboundMail, Zone
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.triage import likeness, loss
from inbox_escalator.triage.language import Guess, guess
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.triage.money import Sum, sums
from inbox_escalator.triage.mood import mood
from inbox_escalator.triage.phrases import Hit, without_overlaps
from inbox_escalator.triage.reading import words
from inbox_escalator.triage.spots import WRITTEN_EARLIER, Spot, spots
from inbox_escalator.triage.thanks import only_thanks
from inbox_escalator.triage.trigger import Finding, Loss, Mode, Sentiment, Triage, Trigger, Urgency

_POINTER = "see_subject"
"""Rule by which the new words send the reader to the subject."""
_CLAIM = "claim"
_READING = "not_a_report"
"""Rule by which the new words say that a forward is only something to read."""
_SILENT = {
    Kind.BOUNCE: "a bounce starts nothing",
    Kind.AUTO_REPLY: "an auto-reply starts nothing",
    Kind.OWN: "our own mail starts nothing",
    Kind.IGNORED: "this sender is ignored",
}
_BULK_HEADERS = ("list-id", "list-unsubscribe", "list-post", "mailing-list")
_BULK = "a list or bulk mail speaks to many, not to us"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the rules found in one spot."""

    spot: Spot
    sums: tuple[Sum, ...] = ()
    hits: tuple[Hit, ...] = ()


def triage(mail: InboundMail, sender: Sender, rules: Rules, *, everywhere: bool = False) -> Triage:
    """All that the words of `mail` say. `everywhere`: also list what quoted history, signatures and footers hold.

    An auto-reply that is known by its words alone (`sender.by_words`) is read like a person's mail.
    """
    places = spots(mail, everywhere=everywhere)
    own = [word for spot in places if not spot.mute for word in words(spot.reading)]
    told = guess(own, rules.language)
    found = _handed_on(_pointed_at(_searched(places, told, rules)))
    counted = [f for f in found if not f.spot.mute]
    lost, money = _money(found, rules)
    silent = _silence(mail, sender)
    findings = [*_phrases(found, rules, silent), *_muted(money, silent), *_muted(_vip(sender, rules), silent)]
    feeling = mood((f.spot.reading, f.hits) for f in counted)
    said = Triage(
        language=told.language,
        sentiment=feeling.sentiment,
        sentiment_words=feeling.words,
        loss=lost,
        issues_like=likeness.terms(own),
        thanks_only=only_thanks(mail.new_words, rules.library.language(told.language)),
    )
    return _summed(findings, rules, said)


def _searched(places: Sequence[Spot], told: Guess, rules: Rules) -> list[_Found]:
    """The hits of the mail's language in each spot; of every possible language where that is not sure."""
    own = rules.library.language(told.language)
    read = [
        replace(s, reading=own.spelling.corrected(s.reading, words(s.reading))) if _may_count(s) else s for s in places
    ]
    found = [_Found(s, tuple(sums(s.reading, own.numbers, rules.currency)) if _may_count(s) else ()) for s in read]
    # Without a sum nobody needs to know which words would tell what it is.
    skip = frozenset() if any(f.sums for f in found) else loss.CUES
    books = [rules.library.language(code).book for code in told.possible]
    return [
        replace(f, hits=tuple(without_overlaps(h for book in books for h in book.hits(f.spot.reading, skip))))
        for f in found
    ]


def _may_count(spot: Spot) -> bool:
    return not spot.mute or spot.mute == WRITTEN_EARLIER


def _pointed_at(found: list[_Found]) -> list[_Found]:
    """An answer's subject counts after all where the new words point at it, or where there are none."""
    said = [f for f in found if f.spot.zone in (Zone.NEW, Zone.FORWARDED)]
    if said and not any(h.rule.trigger == _POINTER for f in said for h in f.hits):
        return found
    return [replace(f, spot=replace(f.spot, mute="")) if f.spot.mute == WRITTEN_EARLIER else f for f in found]


def _handed_on(found: list[_Found]) -> list[_Found]:
    """A forward that the new words give as something to read is nobody's report."""
    if not any(h.rule.trigger == _READING for f in found if f.spot.zone is Zone.NEW for h in f.hits):
        return found
    mute = "forwarded as something to read, not as a report"
    return [replace(f, spot=replace(f.spot, mute=mute)) if f.spot.zone is Zone.FORWARDED else f for f in found]


def _silence(mail: InboundMail, sender: Sender) -> str:
    """Why nothing in this mail may start an escalation, or ''."""
    if sender.kind is Kind.AUTO_REPLY and sender.by_words:
        return ""
    if sender.kind is Kind.NOTICE and is_bulk(mail):
        return _BULK
    return _SILENT.get(sender.kind, "")


def is_bulk(mail: InboundMail) -> bool:
    """The signs of a list or a mass mailing (RFC 2369, RFC 2919, and the older Precedence)."""
    return mail.header("precedence").strip().lower() in ("bulk", "list", "junk") or any(map(mail.header, _BULK_HEADERS))


# ---------------------------------------------------------------------- findings


def _phrases(found: Sequence[_Found], rules: Rules, silent: str) -> list[Finding]:
    """A finding for every hit of a trigger's phrases, counted or not."""
    known = {t.name: t for t in rules.triggers if t.mode is not Mode.OFF}
    return [_finding(f.spot, hit, rules, silent) for f in found for hit in f.hits if hit.rule.trigger in known]


def _finding(spot: Spot, hit: Hit, rules: Rules, silent: str) -> Finding:
    rule = hit.rule
    against = hit.spoilt or spot.mute
    if not against and spot.zone.value not in rules.zones[rule.trigger]:
        against = f"this trigger does not count in: {spot.zone.value}"
    if not against and not (silent == _BULK and rule.bulk):
        against = silent
    words = spot.reading.quote(hit.start, hit.end)
    major = rule.major and not against
    return Finding(rule.trigger, not against, words, spot.zone.value, against or rule.name, major, rule.phrase)


def _muted(findings: Iterable[Finding], silent: str) -> list[Finding]:
    return [replace(f, fired=False, because=silent) if silent and f.fired else f for f in findings]


def _money(found: Sequence[_Found], rules: Rules) -> tuple[Loss | None, list[Finding]]:
    """The sum that is at stake, and what was made of every other."""
    trigger = rules.trigger(loss.TRIGGER)
    if trigger is None or trigger.mode is Mode.OFF:
        return None, []
    counted = [f for f in found if not f.spot.mute and f.spot.zone.value in rules.zones[loss.TRIGGER]]
    claimed = next((h for f in counted for h in f.hits if h.rule.trigger == _CLAIM and not h.spoilt), None)
    judged = [
        (verdict, f.spot.reading.quote(verdict.sum.start, verdict.sum.end), f.spot.zone.value)
        for f in counted
        for verdict in loss.judge(f.spot.reading, f.sums, f.hits, claimed)
    ]
    return loss.decide(judged, rules.amounts)


def _vip(sender: Sender, rules: Rules) -> list[Finding]:
    because = rules.vip.because(sender.address)
    listed = [t.name for t in rules.triggers if t.kind == "vip" and t.mode is not Mode.OFF] if because else []
    return [Finding(name, True, sender.address.address, "sender", because) for name in listed]


# ---------------------------------------------------------------------- what follows


def _summed(findings: Sequence[Finding], rules: Rules, said: Triage) -> Triage:
    """Findings in the order of the matrix, the triggers that fired, those that act, and how fast."""
    order = {t.name: i for i, t in enumerate(rules.triggers)}
    fired = {f.trigger for f in findings if f.fired}
    major = {f.trigger for f in findings if f.major}
    triggers = [t for t in rules.triggers if t.name in fired]
    acting = [t for t in triggers if t.escalates and rules.mode is Mode.ON and (not t.only_major or t.name in major)]
    return replace(
        said,
        findings=tuple(sorted(findings, key=lambda f: (not f.fired, order[f.trigger]))),
        triggers=tuple(t.name for t in triggers),
        escalates=tuple(t.name for t in acting),
        urgency=_urgency(acting, [t for t in triggers if t.only_major and t not in acting], said.sentiment),
    )


def _urgency(acting: Sequence[Trigger], tags: Sequence[Trigger], sentiment: Sentiment) -> Urgency:
    """The most urgent trigger; a failure's tag and anger each raise it by one, to high at most."""
    urgency = max((t.urgency for t in acting), key=lambda u: u.rank, default=Urgency.MEDIUM)
    raised = bool(tags) or sentiment is Sentiment.ANGRY
    return Urgency.HIGH if raised and urgency is Urgency.MEDIUM else urgency
