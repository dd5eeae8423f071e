"""One mail in; everything that its words say out: findings, what would escalate, mood, language, money."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass, replace
from itertools import islice

from inbox_escalator.intake.mail import InboundMail, Zone
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.triage import balance, likeness, loss, stake
from inbox_escalator.triage.language import Guess, guess
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.triage.money import MOST_WHOLE, Sum, in_one_word, sums, whole
from inbox_escalator.triage.mood import mood
from inbox_escalator.triage.page import WRITTEN_EARLIER, Page, other_parts, own_parts, page_of
from inbox_escalator.triage.phrases import Hit, without_overlaps
from inbox_escalator.triage.reading import read, words
from inbox_escalator.triage.thanks import only_thanks
from inbox_escalator.triage.trigger import Finding, Mode, Sentiment, Triage, Trigger, Urgency
from inbox_escalator.triage.whole import in_view_of_the_whole

_POINTER = "see_subject"
"""Rule by which the new words send the reader to the subject."""
_GRIEVANCES = frozenset(
    {"legal_threat", "manager_request", "public_review", "security_incident", "service_failure", "angry", "frustrated"}
)
"""Rules whose words show that the mail complains of something."""
_ERRANDS = frozenset({"errand", "other_case", "ordinary"})
"""Rules whose words show that the mail has an ordinary purpose; then a grievance is only a word of it."""
_COMPLAINTS = frozenset({"grievance", "angry"})
_READING = "not_a_report"
"""Rule by which the new words say that a forward is only something to read."""
_ONLY_READING = "forwarded as something to read, not as a report"
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
    """What the rules found on a page. `mutes`: why the words of each part do not count, or ''."""

    page: Page
    mutes: tuple[str, ...]
    hits: tuple[tuple[Hit, int], ...] = ()
    """Each with the number of its part."""
    sums: tuple[Sum, ...] = ()

    def counted(self) -> list[Hit]:
        return [hit for hit, part in self.hits if not self.mutes[part]]

    def where(self, zones: Sequence[str]) -> list[bool]:
        """Of each part, whether its words count for a trigger of these zones."""
        parts = zip(self.page.parts, self.mutes, strict=True)
        return [not mute and part.zone.value in zones for part, mute in parts]

    def own_text(self) -> str:
        """The original of the parts that count."""
        return "\n\n".join(p.text for p, mute in zip(self.page.parts, self.mutes, strict=True) if not mute)

    def own_words(self) -> Sequence[bytes]:
        """Folded, in their order, of the parts that count."""
        return words(read(self.own_text())) if any(self.mutes) else self.page.words


def triage(mail: InboundMail, sender: Sender, rules: Rules, *, everywhere: bool = False) -> Triage:
    """All that the words of `mail` say. `everywhere`: also list what quoted history, signatures and footers hold.

    An auto-reply that is known by its words alone (`sender.by_words`) is read like a person's mail.
    """
    page = page_of(own_parts(mail))
    told = guess(page.said, rules.language)
    found = _searched(page, told, rules)
    # What no person wrote is left to the rules alone.
    on_the_scales = balance.put_on(found.own_words() if sender.kind is not Kind.NOTICE else [])
    money = _money(found, rules, on_the_scales)
    silent = _silence(mail, sender)
    findings = [*_phrases(found, rules, silent), *_muted(money.findings, silent), *_muted(_vip(sender, rules), silent)]
    counted, struck = found.counted(), set[str]()
    if sender.kind is not Kind.NOTICE:
        meant = rules.library.worded | ({stake.TRIGGER} if money.plain else frozenset())
        before, findings = findings, _in_all(findings, found, on_the_scales, rules, silent, meant)
        struck = {f.trigger for f in before if f.fired} - {f.trigger for f in findings if f.fired}
        counted = [hit for hit in counted if hit.rule.trigger not in struck]
    if everywhere:
        findings += _phrases(_elsewhere(mail, told, rules), rules, silent)
    text = found.own_text() if any(found.mutes) else page.reading.original
    feeling = balance.felt(mood(found.page.reading, counted, text), on_the_scales)
    said = Triage(
        language=told.language,
        sentiment=feeling.sentiment,
        sentiment_words=feeling.words,
        loss=None if stake.TRIGGER in struck else money.loss,
        issues_like=likeness.terms(words(read(text)) if any(found.mutes) else page.said),
        thanks_only=only_thanks(mail.new_words, rules.library.language(told.language)),
    )
    return _summed(findings, rules, said)


def _in_all(
    findings: Sequence[Finding],
    found: _Found,
    mail: balance.OnTheScales,
    rules: Rules,
    silent: str,
    meant: Set[str],
) -> list[Finding]:
    """The findings in view of all other words of the mail. `meant`: triggers that these do not strike out."""
    page, hits = found.page, found.counted()
    kept = in_view_of_the_whole(findings, hits, page.reading.folded)
    kept = balance.still_meant(findings, kept, mail)
    kept = balance.everyday(kept, mail, page.reading.folded, hits, meant)
    # Neither what fires anyway, nor what was struck out just now.
    fired, doubted = {f.trigger for f in (*findings, *kept) if f.fired}, {hit.rule.trigger for hit in hits}
    places = {t: found.where(rules.zones[t]) for t in rules.sought - rules.library.owners - fired}
    return kept + _muted(balance.certain(mail, page, places, doubted), silent)


def _searched(page: Page, told: Guess, rules: Rules) -> _Found:
    """The sums, and the hits of the mail's language; of every possible language where that is not sure."""
    own = rules.library.language(told.language)
    page = page.corrected(own.spelling)
    money = tuple(sums(page.reading, own.numbers, rules.currency))
    # Without a sum nobody needs to know which words would tell what it is.
    hits = _hits(page, told, rules, frozenset() if money else loss.CUES)
    return _Found(page, _mutes(page, hits), hits, money)


def _hits(page: Page, told: Guess, rules: Rules, skip: frozenset[str] = frozenset()) -> tuple[tuple[Hit, int], ...]:
    books = [rules.library.language(code).book for code in told.possible]
    text = in_one_word(page.reading.folded)
    found = (hit for book in books for hit in book.hits(text, skip))
    return tuple((hit, page.part_at(hit.start)) for hit in without_overlaps(found))


def _elsewhere(mail: InboundMail, told: Guess, rules: Rules) -> _Found:
    """What stands where it never counts."""
    page = page_of(other_parts(mail))
    return _Found(page, tuple(part.mute for part in page.parts), _hits(page, told, rules, loss.CUES))


def _mutes(page: Page, hits: Sequence[tuple[Hit, int]]) -> tuple[str, ...]:
    """Why each part does not count: an answer's subject does where the new words point at it, or where there are
    none; a forward that the new words give as something to read is nobody's report."""
    mutes = [part.mute for part in page.parts]
    if len(mutes) == 1 and not mutes[0]:
        return ("",)
    zones = [part.zone for part in page.parts]
    rules = {(hit.rule.trigger, zones[part]) for hit, part in hits if hit.rule.trigger in (_POINTER, _READING)}
    said = {Zone.NEW, Zone.FORWARDED} & set(zones)
    if not said or any((_POINTER, zone) in rules for zone in said):
        mutes = ["" if mute == WRITTEN_EARLIER else mute for mute in mutes]
    if (_READING, Zone.NEW) in rules:
        mutes = [_ONLY_READING if zone is Zone.FORWARDED else mute for zone, mute in zip(zones, mutes, strict=True)]
    return tuple(mutes)


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


def _phrases(found: _Found, rules: Rules, silent: str) -> list[Finding]:
    """A finding for every hit of a trigger's phrases, counted or not."""
    return [
        _finding(found.page, hit, number, found.mutes[number], rules, silent)
        for hit, number in found.hits
        if hit.rule.trigger in rules.sought
    ]


def _finding(page: Page, hit: Hit, number: int, mute: str, rules: Rules, silent: str) -> Finding:
    rule, zone = hit.rule, page.parts[number].zone.value
    against = hit.spoilt or mute
    if not against and zone not in rules.zones[rule.trigger]:
        against = f"this trigger does not count in: {zone}"
    if not against and not (silent == _BULK and rule.bulk):
        against = silent
    quote = page.reading.quote(hit.start, hit.end)
    major = rule.major and not against
    return Finding(rule.trigger, not against, quote, zone, against or rule.name, major, rule.phrase)


def _muted(findings: Iterable[Finding], silent: str) -> list[Finding]:
    if not silent:
        return list(findings)
    return [replace(f, fired=False, because=silent) if f.fired else f for f in findings]


def _money(found: _Found, rules: Rules, mail: balance.OnTheScales) -> stake.Stake:
    """The sum that is at stake, and what was made of every other."""
    if stake.TRIGGER not in rules.sought:
        return stake.Stake()
    odds = mail.odds(stake.LOST)
    page, counts = found.page, found.where(rules.zones[stake.TRIGGER])
    named = [s for s in found.sums if counts[page.part_at(s.start)]]
    # Numbers without a currency are sums only where the mail speaks of money anyway.
    numbers = whole(page.reading.folded, named, rules.currency) if named or (odds or 0.0) > 0.0 else iter(())
    numbers = islice((s for s in numbers if counts[page.part_at(s.start)]), MOST_WHOLE)
    verdicts = _by_rules(found, named, counts, mail.leaning(stake.LOST))
    verdicts += [loss.Verdict(s, False, loss.BARE, number=True) for s in numbers]
    judged = [_judged(page, v) for v in sorted(verdicts, key=lambda v: v.sum.start)]
    return stake.decide(page.reading.folded, judged, rules.amounts, odds)


def _judged(page: Page, v: loss.Verdict) -> stake.Judged:
    zone = page.parts[page.part_at(v.sum.start)].zone.value
    return stake.Judged(v, page.reading.quote(v.sum.start, v.sum.end), zone)


def _by_rules(found: _Found, named: Sequence[Sum], counts: Sequence[bool], leaning: int) -> list[loss.Verdict]:
    """`leaning`: see `loss.judge`."""
    if not named:
        return []
    hits = [hit for hit, part in found.hits if counts[part]]
    aggrieved = _is_aggrieved({h.rule.trigger for h in found.counted() if not h.spoilt})
    return loss.judge(found.page.reading, named, hits, aggrieved=aggrieved, leaning=leaning)


def _is_aggrieved(said: Set[str]) -> bool:
    """Whether the mail complains of something. `said`: the triggers of all rules whose words count in it."""
    on_an_errand = bool(said & _ERRANDS) and not said & _COMPLAINTS
    return bool(said & _GRIEVANCES) and not on_an_errand


def _vip(sender: Sender, rules: Rules) -> list[Finding]:
    because = rules.vip.because(sender.address)
    listed = [t.name for t in rules.triggers if t.kind == "vip" and t.mode is not Mode.OFF] if because else []
    return [Finding(name, True, sender.address.address, "sender", because) for name in listed]


# ---------------------------------------------------------------------- what follows


def _summed(findings: Sequence[Finding], rules: Rules, said: Triage) -> Triage:
    """Findings in the order of the matrix, the triggers that fired, those that act, and how fast."""
    order = rules.order
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
