"""What the rules make of a mail, for a person: what, where, why and why not, in 80 columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from inbox_escalator.cli.terminal import wrapped
from inbox_escalator.intake.mail import InboundMail, Zone
from inbox_escalator.intake.sender import Sender
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.triage.sentences import around
from inbox_escalator.triage.trigger import TOGETHER, YOURS, Finding, Mode, Triage
from inbox_escalator.writing.clean import one_line, short

COLUMNS = 80
NAMES = 11
"""Columns of what stands before the values."""
SENTENCE = 240
LEAD_IN = 90
"""Letters of a sentence that are shown, and of them before the words."""

"""Reason of every rule of the owner: which one is said besides."""

WHERE = {
    "subject": "in the subject",
    "new": "in the new words",
    "forwarded": "in the forwarded message",
    "quoted": "in quoted history",
    "signature": "in the signature",
    "footer": "in a footer",
    "sender": "by the sender",
}


def told(mail: InboundMail, sender: Sender, found: Triage, rules: Rules) -> Iterator[str]:
    yield from _line("Subject", mail.subject or "(none)")
    yield from _line("From", str(mail.sender) or "(nobody)")
    yield from _line("Kind", f"{sender.kind}: {sender.because}")
    yield from _line("Language", found.language)
    yield from _line("Mood", f"{found.sentiment}{_quoted(found.sentiment_words)}")
    yield from _line("Urgency", found.urgency)
    if found.loss:
        perhaps = "" if found.loss.sure else "perhaps "
        yield from _line("At stake", f"{perhaps}{found.loss.amount:f} {found.loss.currency}")
    yield from _line("Escalates", _escalates(found, rules))
    if observed := _observed(found, rules):
        yield from _line("Observed", f"{', '.join(observed)}: logged, and nothing is sent")
    if tags := [t for t in found.triggers if t not in found.escalates and t not in observed]:
        yield from _line("Tags", ", ".join(tags))
    yield from _listed("What counted", [f for f in found.findings if f.fired], mail)
    yield from _listed("What did not count", [f for f in found.findings if not f.fired], mail)
    if not found.findings:
        yield ""
        yield "No phrase of any trigger stands in it."
    for problem in mail.problems:
        yield from _line("Problem", problem)


def _line(name: str, value: str) -> Iterator[str]:
    """The value beside its name, further lines below it."""
    first, *more = wrapped(one_line(value), COLUMNS - NAMES) or [""]
    yield f"{name:{NAMES}}{first}".rstrip()
    yield from (" " * NAMES + line for line in more)


def _quoted(words: Sequence[str]) -> str:
    return ": " + ", ".join(f"“{w}”" for w in words) if words else ""


def _escalates(found: Triage, rules: Rules) -> str:
    acting = [t for name in found.escalates if (t := rules.trigger(name))]
    return "; ".join(f"{t.name} → {t.target} ({t.urgency})" for t in acting) or "no"


def _observed(found: Triage, rules: Rules) -> list[str]:
    fired = [t for name in found.triggers if (t := rules.trigger(name)) and t.target]
    return [t.name for t in fired if t.mode is Mode.OBSERVE or (rules.mode is Mode.OBSERVE and not t.only_major)]


def _listed(title: str, findings: Sequence[Finding], mail: InboundMail) -> Iterator[str]:
    if findings:
        yield ""
        yield f"{title}:"
    for finding in findings:
        yield from _finding(finding, mail)


def _finding(finding: Finding, mail: InboundMail) -> Iterator[str]:
    where = WHERE.get(finding.zone, f"in {finding.zone}")
    yield f"  {finding.trigger}, {where}: “{short(one_line(finding.words), 60)}”"
    phrase = f": {finding.phrase}" if finding.because in (YOURS, TOGETHER) else ""
    why = f"{'why:' if finding.fired else 'why not:'} {one_line(finding.because + phrase)}"
    yield from wrapped(why, COLUMNS, "    ")
    if sentence := _sentence(finding, mail):
        yield from wrapped(f"“{sentence}”", COLUMNS, "    ")


def _sentence(finding: Finding, mail: InboundMail) -> str:
    """What stands around the words, where it is more than they."""
    texts = [p.text for p in mail.passages if p.zone == finding.zone]
    if finding.zone == Zone.SUBJECT:
        texts = [mail.subject]
    found = next((s for text in texts for s in around(finding.words, text)), "")
    words = one_line(finding.words)
    at = found.casefold().find(words.casefold())
    if at < 0 or len(found) <= len(words) + 1:
        return ""
    begin = 0 if at <= LEAD_IN else found.find(" ", at - LEAD_IN) + 1
    return ("…" if begin else "") + short(found[begin:], SENTENCE)
