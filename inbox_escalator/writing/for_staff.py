"""The variables of mails to staff: the fields of the requirement's internal message, and what stands around them."""

from __future__ import annotations

from inbox_escalator.casework.beyond import limit_of
from inbox_escalator.casework.case import Escalation, Whose
from inbox_escalator.casework.decision import Text, Voice
from inbox_escalator.casework.request import Pending, money
from inbox_escalator.triage.trigger import Finding
from inbox_escalator.writing import for_customers
from inbox_escalator.writing.clean import one_line, short
from inbox_escalator.writing.facts import Facts, author, plain
from inbox_escalator.writing.history import conversation, last_when, last_who, last_words, timeline
from inbox_escalator.writing.known import Row
from inbox_escalator.writing.passages import excerpt, found_in, lead_in
from inbox_escalator.writing.taps import TAPS, tap

ISSUE_LETTERS = 130
STEP_LETTERS = 100
FILES_SHOWN = 10
FILE_NAME_LETTERS = 80
MOODS_SHOWN = 3
EVIDENCE_SHOWN = 12
MEMBERS_SHOWN = 30
MARGIN = 80
"""Letters around the exact words of an evidence."""


# ---------------------------------------------------------------------- the eight fields


def level(facts: Facts) -> str:
    """The level that is called: `L3`."""
    return facts.escalation.target if facts.escalation else facts.case.level


def levels(facts: Facts) -> str:
    """`L1 → L3`."""
    running = facts.escalation
    return f"{running.source} → {running.target}" if running else facts.case.level


def urgency(facts: Facts) -> str:
    """`medium`, `high` or `critical`."""
    return (facts.escalation.urgency if facts.escalation else facts.case.urgency).value


def customer_name(facts: Facts) -> str:
    """The customer's name, or the address where there is none."""
    return facts.untagged(one_line(facts.case.customer.name)) or facts.case.customer.address


def customer_address(facts: Facts) -> str:
    """The customer's address."""
    return facts.case.customer.address


def customer_notes(facts: Facts) -> str:
    """What else is known of the customer: VIP, money at stake, an earlier case, a sender that is not proven."""
    case = facts.case
    known = ["VIP"] if "vip" in case.tags else []
    if case.loss is not None:
        perhaps = "" if case.loss.sure else "perhaps "
        known.append(f"{perhaps}{case.loss.amount:,} {case.loss.currency} at stake")
    if case.previous:
        known.append(f"continues {case.previous}")
    if len(case.messages) > 1:
        known.append(f"{len(case.messages)} mails on this case")
    if case.unverified:
        known.append("sender NOT verified")
    return " · ".join(known)


def issue(facts: Facts) -> str:
    """The issue in the customer's words, on one line, around the words that decided."""
    words = [one_line(t.words) for t in facts.customer_texts]
    for finding in _evidence(facts):
        for said in reversed(words):
            start = found_in(said, finding.words)
            if start >= 0:
                return excerpt(said, start, start + len(finding.words), ISSUE_LETTERS)
    return short(words[0], ISSUE_LETTERS) if words else ""


def steps_taken(facts: Facts) -> str:
    """What was tried so far, newest first: answers that the customer has received, and notes of colleagues."""
    tried = [t for t in facts.texts if t.voice in (Voice.STAFF, Voice.NOTE) and not facts.unsaid(t)]
    if tried:
        told = (_step(facts, t).rstrip(".") for t in reversed(tried[-2:]))
        more = f"; {len(tried) - 2} more below" if len(tried) > 2 else ""
        return "; ".join(told) + more
    automatic = [t for t in facts.texts if t.voice is Voice.AUTOMATIC]
    return f"none yet; automatic mail went out {facts.say(automatic[-1].at)}" if automatic else "none yet"


def _step(facts: Facts, text: Text) -> str:
    return f"{facts.say(text.at)} {author(text)}: {short(one_line(text.words), STEP_LETTERS)}"


def sentiment(facts: Facts) -> str:
    """`angry (“ridiculous”, “a disgrace”), before: calm, frustrated`; `calm (says Anna Berg), before: angry`."""
    case = facts.case
    words = ", ".join(f"“{one_line(w)}”" for w in case.sentiment_words[:3])
    if case.moods and case.moods[-1].by:
        words = f"says {facts.person(case.moods[-1].by)}"
    now = f"{case.sentiment} ({words})" if words else case.sentiment.value
    before = [felt.sentiment.value for felt in case.moods[:-1]]
    changed = [mood for at, mood in enumerate(before) if not at or mood != before[at - 1]][-MOODS_SHOWN:]
    return now if set(changed) <= {case.sentiment.value} else f"{now}, before: {', '.join(changed)}"


def action(facts: Facts) -> str:
    """Required action, from the triggers that fired."""
    running = facts.escalation
    found = facts.policy.known(running.triggers) if running else ()
    wanted = tuple(dict.fromkeys(t.action for t in found if t.action))
    first, *second = wanted[:2] or ("Answer the customer",)
    return (" " if first.endswith(".") else "; ").join((first, *second))


def deadline(facts: Facts) -> str:
    """`Mon 10:10 = 2 business hours from Fri 16:40; closed Sat, Sun`; may be empty."""
    due = facts.deadline
    if due is None:
        return ""
    said = due.text(facts.policy.hours, facts.at).removeprefix("Due ")
    return f"{said}; promised to the customer" if facts.is_promise else said


# ---------------------------------------------------------------------- time and reason


def by(facts: Facts) -> str:
    """Time of the escalation for its subject, the same in all mails of the thread: `15:00`, `Mon 10:10`."""
    running = facts.escalation
    if running is not None:
        return facts.clock(running.answer_by or running.due.at, running.at)
    return facts.clock(facts.deadline.at, facts.at) if facts.deadline else ""


def due(facts: Facts) -> str:
    """The time that counts now: `15:00` today, else `Mon 10:10`; may be empty."""
    return facts.clock(facts.deadline.at, facts.at) if facts.deadline else ""


def overdue(facts: Facts) -> str:
    """`yes` where that time is over; else empty."""
    return "yes" if facts.deadline and facts.deadline.at <= facts.at else ""


def promised(facts: Facts) -> str:
    """The time that the customer was promised; empty where none runs."""
    return facts.clock(facts.case.promised.at, facts.at) if facts.case.promised else ""


def reason(facts: Facts) -> str:
    """Why it escalated, shortly: `legal threat (“my lawyer”)`, `no answer on L2; VIP (“jane@…”)`; may be empty."""
    running, spoken = facts.escalation, _with_evidence(facts)
    if running is None:
        return ""
    here = _in_few_words(running)
    return here if spoken is None or spoken is running else f"{here}; {_in_few_words(spoken)}"


def _in_few_words(step: Escalation) -> str:
    silent = {"no_response": f"no answer on {step.source}", "unresolved": f"unresolved on {step.source}"}
    words = {f.trigger: f"{plain(f.trigger)} (“{short(one_line(f.words), 40)}”)" for f in reversed(step.evidence)}
    return " and ".join(words.get(t) or silent.get(t) or plain(t) for t in step.triggers[:2])


def asks(facts: Facts) -> str:
    """What a colleague may not decide: `Anna Berg asks to refund 900 EUR (limit 500 EUR)`; empty where nobody asks."""
    wanted = facts.case.request
    if wanted is None:
        return ""
    limit = limit_of(facts.policy, wanted.contact)
    bound = f" (limit {money(*limit)})" if limit else ""
    return f"{facts.person(wanted.contact)} asks to refund {wanted}{bound}"


def because(facts: Facts) -> str:
    """Why it escalated, as the log has it; may be empty."""
    return one_line(facts.plainly(facts.escalation.because)) if facts.escalation else ""


def why_now(facts: Facts) -> str:
    """Said where a critical mail leaves outside hours; else empty."""
    outside = facts.notice.critical and not facts.policy.hours.is_open(facts.at)
    return "Critical: sent at once, outside working hours." if outside else ""


def members(facts: Facts) -> list[Row]:
    """The other reports of an incident, rows with `reference`, `who`, `words`; empty where the case leads none."""
    incident = facts.case.leads
    found = incident.members[-MEMBERS_SHOWN:] if incident else ()
    return [{"reference": m.case, "who": one_line(m.who), "words": one_line(m.words)} for m in found]


# ---------------------------------------------------------------------- evidence


def evidence(facts: Facts) -> list[Row]:
    """Rows with `trigger`, `before`, `words`, `after` (the exact words amid what stood there), `zone`, `because`."""
    texts = [one_line(t.words) for t in reversed(facts.customer_texts)] + [one_line(facts.case.subject)]
    return [_shown(finding, texts) for finding in _evidence(facts)[:EVIDENCE_SHOWN]]


def _evidence(facts: Facts) -> tuple[Finding, ...]:
    spoken = _with_evidence(facts)
    return tuple(f for f in spoken.evidence if f.fired and f.words) if spoken else ()


def _with_evidence(facts: Facts) -> Escalation | None:
    """The escalation that the mail speaks of; where it rests on no words of the customer, the last before it that does:
    whoever is called next wants to know what it is about."""
    running = facts.escalation
    steps = [e for e in facts.case.escalations if running and e.number <= running.number and e.evidence]
    return steps[-1] if steps else None


def _shown(finding: Finding, texts: list[str]) -> Row:
    before, words, after = "", one_line(finding.words), ""
    for said in texts:
        start = found_in(said, words)
        if start >= 0:
            end = start + len(words)
            before, words, after = lead_in(said, start, MARGIN), said[start:end], short(said[end:], MARGIN)
            break
    return {
        "trigger": plain(finding.trigger),
        "before": before,
        "words": words,
        "after": after,
        "zone": _ZONES.get(finding.zone, finding.zone),
        "because": one_line(finding.because),
    }


_ZONES = {
    "subject": "in the subject",
    "new": "in the customer’s own words",
    "quoted": "in quoted words",
    "signature": "in the signature",
    "footer": "in the footer",
    "forwarded": "in the forwarded message",
    "sender": "by the sender",
}


# ---------------------------------------------------------------------- people


def contact_name(facts: Facts) -> str:
    """Who the mail is for."""
    return facts.person(facts.notice.to)


def handler_name(facts: Facts) -> str:
    """Who has the case; empty while nobody took it."""
    return facts.handler.name if facts.handler else ""


def handler_phone(facts: Facts) -> str:
    """Telephone of who has the case; may be empty."""
    return facts.handler.phone if facts.handler else ""


def handler_call(facts: Facts) -> str:
    """Target of a link that calls the handler; empty without a number."""
    return _tel(handler_phone(facts))


def called(facts: Facts) -> list[Row]:
    """Who was called so far: rows with `when`, `who`, `phone`, `call` (target of a link)."""
    calls = facts.escalation.calls if facts.escalation else ()
    rows: list[Row] = []
    for call in (c for c in calls if c.notice):
        contact = facts.policy.contact(call.contact)
        phone = contact.phone if contact else ""
        rows.append(
            {"when": facts.say(call.at), "who": facts.person(call.contact), "phone": phone, "call": _tel(phone)}
        )
    return rows


def skipped(facts: Facts) -> list[Row]:
    """Who was passed over: rows with `who`, `why`."""
    found = facts.escalation.skipped if facts.escalation else ()
    return [{"who": facts.person(who), "why": one_line(why)} for who, why in found]


def _tel(phone: str) -> str:
    number = "".join(c for c in phone if c in "+0123456789")
    return f"tel:{number}" if number else ""


# ---------------------------------------------------------------------- what the notice itself says


def text(facts: Facts) -> str:
    """The words of the notice: the line of a receipt, the reason of a refusal; may be empty."""
    return facts.plainly(facts.notice.text.strip())


def lines(facts: Facts) -> list[Row]:
    """Further lines of the notice: rows with `text`, and with links where a line begins with `[CASE-1042]`."""
    return [_line(facts, one_line(line)) for line in facts.notice.lines]


def _line(facts: Facts, text: str) -> Row:
    """The links of a line of a folded mail speak of its own case; the mail itself speaks of none."""
    reference = text[1:].partition("]")[0] if text.startswith("[") else ""
    return {
        "text": text,
        "tap_ok": tap(facts, "ok", case=reference) if reference else "",
        "tap_status": tap(facts, "status", case=reference) if reference else "",
    }


def status(facts: Facts) -> str:
    """`open, our turn` and the like."""
    return f"{facts.case.status}, {'our' if facts.case.whose is Whose.OURS else 'the customer’s'} turn"


def code(facts: Facts) -> str:
    """The one-time code that a command waits for."""
    waiting = _waiting(facts)
    who, event = (waiting.contact, waiting.event) if waiting else (facts.notice.to, facts.notice.event)
    return facts.seal.code(facts.notice.case, who, event)


def code_until(facts: Facts) -> str:
    """How long the code is good; may be empty."""
    waiting = _waiting(facts)
    return facts.clock(waiting.until, facts.at) if waiting else ""


def _waiting(facts: Facts) -> Pending | None:
    """That of the contact, or of the colleague at that address who is none."""
    return next((p for p in facts.case.pending if p.contact in (facts.notice.to, facts.notice.address)), None)


def problems(facts: Facts) -> list[Row]:
    """What was wrong with the customer's mails: rows with `text`."""
    return [{"text": one_line(p)} for p in facts.case.problems[:10]]


def files(facts: Facts) -> list[Row]:
    """Files of the customer, which lie in the mailbox: rows with `name`, `type`, `size` (`120 KB`)."""
    found = facts.case.files
    rows = [_file(one_line(f.name), f.type, _octets(f.size)) for f in found[:FILES_SHOWN]]
    if len(found) > FILES_SHOWN:
        rows.append(_file(f"{len(found) - FILES_SHOWN} more", "see the mailbox", ""))
    return rows


def _file(name: str, kind: str, size: str) -> Row:
    return {"name": short(name, FILE_NAME_LETTERS) or "without a name", "type": kind, "size": size}


def _octets(size: int) -> str:
    for unit, many in (("MB", 1_000_000), ("KB", 1_000)):
        if size >= many:
            return f"{size / many:.3g} {unit}"
    return f"{size} bytes"


def facts(facts: Facts) -> list[Row]:
    """What was missing as the case escalated: rows with `name`, `answer` (empty as long as nobody has said it)."""
    return [{"name": one_line(f.name), "answer": one_line(f.answer)} for f in facts.case.facts]


def missing(facts: Facts) -> list[Row]:
    """Facts that this mail asks for: rows with `name`."""
    return [{"name": one_line(f.name)} for f in facts.case.facts if f.notice == facts.notice.number]


VARIABLES = (
    for_customers.desk_name, for_customers.desk_address, for_customers.reference, for_customers.subject,
    level, levels, urgency, customer_name, customer_address, customer_notes, issue, steps_taken, sentiment, action,
    deadline, by, due, overdue, promised, reason, asks, because, why_now, members, evidence, contact_name, handler_name,
    handler_phone, handler_call, called, skipped, text, lines, status, code, code_until, problems, files,
    facts, missing,
    last_words, last_who, last_when, timeline, conversation,
    *TAPS,
)  # fmt: skip
