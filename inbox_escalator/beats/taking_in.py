"""One message, one turn: bytes → InboundMail → Sender → Findings | Command → Situation → Decision → record."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from inbox_escalator.beats import alike
from inbox_escalator.beats.absences import fall_over_elsewhere
from inbox_escalator.beats.of_the_house import of_the_house
from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import ONE_DAY, finish, situation_of
from inbox_escalator.beats.taken import OwnMail, Place, Taken
from inbox_escalator.casework.afterwards import leaves_closed
from inbox_escalator.casework.case import Case, Status
from inbox_escalator.casework.decide import decide
from inbox_escalator.casework.decision import NOTHING, Decision, Situation, Text
from inbox_escalator.casework.hours import Span
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.limits import CASES_A_DAY
from inbox_escalator.identity import DESK, HOUSE, Seal, tapped
from inbox_escalator.intake.brought import Brought, brought_in
from inbox_escalator.intake.command import Code, Command, read_command
from inbox_escalator.intake.desk import Desk, matches
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.judge import FOREIGN, judge
from inbox_escalator.intake.mail import InboundMail, StoredCopy, Zone
from inbox_escalator.intake.own import own_mail
from inbox_escalator.intake.sender import Dmarc, Kind, Sender
from inbox_escalator.store.store import Bookmark, Customer, Inbound, Turn
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.trigger import Triage

log = logging.getLogger(__name__)

UNJUDGED = "its words could not be judged, by a fault of ours: read it yourself"

SAME_LINES = 0.8

CROWDED = f"the address opened {CASES_A_DAY} cases in 24 hours: this one joins the last of them"

LEFT = "left in junk "
"""Before the key of a mail that was only looked at there: once it lies in another folder it counts like any other."""

FOR_ALL = frozenset({"all", "yes", "undo", "delegate", "done", "approve"})
"""Words that may speak of every case of an incident."""

ANOTHERS = "an answer to a mail of another inbox-escalator"

WORDS_COUNT = frozenset({Kind.CUSTOMER, Kind.NOTICE})
"""Kinds of mail whose words may pull a trigger."""


def take_in(parts: Parts, turn: Turn, copy: StoredCopy, place: Place, now: datetime, first_start: datetime) -> Taken:
    """Reads, judges, decides and records one message. Called again with the same message it changes nothing."""
    bookmark = Bookmark(copy.account, copy.folder, copy.uidvalidity, copy.uid)
    if (ours := own_mail(copy.raw, parts.desk, parts.limits)) is not None:
        return _take_in_own(turn, copy, *ours, now, bookmark)
    mail = _answers_ours(turn, read_mail(copy.raw, parts.limits, partial=copy.partial))
    sender = judge(mail, parts.desk, in_sent=place.in_sent, in_junk=place.in_junk, flags=copy.flags)
    if sender.kind is Kind.OWN:
        return _take_in_own(turn, copy, mail, sender, now, bookmark)
    if sender.foreign:
        log.warning("%s is %s: is a second worker running on this mailbox?", mail.message_id or "a message", FOREIGN)
    mail, sender, brought = brought_in(mail, sender, parts.desk)
    sender = _unless_anothers(turn, mail, sender, parts) if brought is None else sender
    sender, brought = _unless_ignored(turn, sender, brought)
    before = turn.known(mail.key) or _silent_copy(turn, mail)
    if before is not None:
        turn.record(NOTHING, (), _inbound(copy, mail, sender, now, before.case), bookmark)
        return Taken(sender.kind, before.case)
    if place.in_junk and turn.known(f"{LEFT}{mail.key}") is not None:
        turn.record(NOTHING, (), _left(_inbound(copy, mail, sender, now, "")), bookmark)
        return Taken(sender.kind)
    incoming = replace(_incoming(parts, mail, sender, copy, place, now, turn.vips()), brought=brought)
    situation = _situation(parts, turn, incoming, now, first_start)
    found = alike.look(parts, turn, incoming, situation)
    incoming = alike.with_incident(incoming, found, parts.policy)
    decision = alike.as_incident(turn, decide(incoming, situation, parts.policy), found)
    inbound = _inbound(copy, mail, sender, now, decision.case.reference if decision.case else "")
    if place.in_junk and decision.case is None and sender.kind in WORDS_COUNT:
        inbound = _left(inbound)
    finish(parts, turn, decision, now, inbound, bookmark)
    alike.go_on(parts, turn, incoming, decision, found, now)
    fall_over_elsewhere(parts, turn, decision, now)
    return _taken(incoming, decision)


def _take_in_own(
    turn: Turn, copy: StoredCopy, mail: InboundMail, sender: Sender, now: datetime, bookmark: Bookmark
) -> Taken:
    """Evidence, and on no case."""
    turn.record(NOTHING, (), _inbound(copy, mail, sender, now, ""), bookmark)
    return Taken(Kind.OWN, own=_own(mail))


def _answers_ours(turn: Turn, mail: InboundMail) -> InboundMail:
    """An answer to a mail of ours names the Message-ID that the server gave it instead of ours, token and all."""
    known = {claimed: turn.outbound(claimed) for claimed in mail.thread_ids}
    ours = {claimed: row.message_id for claimed, row in known.items() if row is not None and row.message_id != claimed}
    if not ours:
        return mail
    return replace(
        mail,
        in_reply_to=tuple(ours.get(claimed, claimed) for claimed in mail.in_reply_to),
        references=tuple(ours.get(claimed, claimed) for claimed in mail.references),
    )


def _unless_anothers(turn: Turn, mail: InboundMail, sender: Sender, parts: Parts) -> Sender:
    """A colleague answers a mail of another worker on this mailbox: meant for that one, whatever case the tag names."""
    if sender.marks:
        return sender
    commands = sender.kind is Kind.COMMAND
    if not (_answers_another(turn, mail, parts.seal) if commands else _taps_another(mail, sender, parts.desk)):
        return sender
    log.warning("%s is %s: is a second worker running on this mailbox?", mail.message_id or "a message", ANOTHERS)
    return replace(sender, kind=Kind.IGNORED, because=ANOTHERS)


def _answers_another(turn: Turn, mail: InboundMail, seal: Seal) -> bool:
    """The nearest mail of its thread that anything is known of is no mail of ours, but reads like one."""
    for answered in mail.thread_ids:
        if turn.outbound(answered) is not None or turn.case_of((answered,)):
            return False
        if seal.resembles(answered):
            return True
    return False


def _taps_another(mail: InboundMail, sender: Sender, desk: Desk) -> bool:
    """The prepared answer of a one-tap link that is none of ours. Anybody can write its subject: the words are those
    of a command, or are read like all others."""
    verb = tapped(mail.subject.strip())
    if not verb or not sender.staff or not sender.agreed or sender.dmarc is Dmarc.FAIL:
        return False
    said = read_command(mail.new_words, prefix=desk.prefix)
    return isinstance(said, Command) and said.verb == verb


def _unless_ignored(turn: Turn, sender: Sender, brought: Brought | None) -> tuple[Sender, Brought | None]:
    """Staff said `ignore sender`: from then on mail of that address is recorded, and nothing else; whoever sends it on
    for that person hears so."""
    if sender.kind not in WORDS_COUNT:
        return sender, brought
    ignored, waits = turn.ignored(), brought.waits_for if brought else None
    found = next((a.address for a in (sender.address, waits) if a and matches(a.address, ignored)), "")
    if not found:
        return sender, brought
    because = f"{found} is ignored: staff said so"
    brought = replace(brought, waits_for=None, why_not=because) if brought else None
    return replace(sender, kind=Kind.IGNORED, because=because) if found == sender.address.address else sender, brought


def _taken(incoming: Incoming, decision: Decision) -> Taken:
    case = decision.case
    return Taken(
        incoming.sender.kind,
        case.reference if case else "",
        escalated=any(e.what == "escalated" for e in decision.events),
        answered=any(e.what == "answered" for e in decision.events) or _answers_the_desk(incoming),
        unjudged=any(problem.startswith(UNJUDGED) for problem in incoming.mail.problems),
    )


def _answers_the_desk(incoming: Incoming) -> bool:
    """The test answer that `check --sent` asks for."""
    return any(mark.case == HOUSE and mark.contact == DESK for mark in incoming.sender.marks)


def _own(mail: InboundMail) -> OwnMail:
    """Our id stands in a header of our own too, for some servers replace the Message-ID on submission."""
    ours = mail.header("x-inbox-escalator") or mail.message_id
    return OwnMail(ours, mail.message_id if mail.message_id != ours else "")


def _inbound(copy: StoredCopy, mail: InboundMail, sender: Sender, now: datetime, case: str) -> Inbound:
    return Inbound(
        copy.key, mail.key, mail.message_id, mail.sender.address, now, case, sender.kind.value, sender.because
    )


def _left(inbound: Inbound) -> Inbound:
    return replace(inbound, mail_key=f"{LEFT}{inbound.mail_key}", message_id="")


def _silent_copy(turn: Turn, mail: InboundMail) -> Inbound | None:
    """Same Message-ID and From with a little more or less in it: a list's footer, another alias. It joins the first
    one's case. Other words under the same id are another mail: web forms and broken programs use one id for all."""
    if not mail.message_id or not mail.sender.address:
        return None
    first = turn.same_sender(mail.message_id, mail.sender.address)
    if first is None or first.kind not in WORDS_COUNT:
        return first
    before = [t.words for t in turn.texts(first.case) if t.message_id == mail.message_id] if first.case else []
    return first if any(_says_the_same(words, mail.words(Zone.NEW, Zone.FORWARDED)) for words in before) else None


def _says_the_same(one: str, other: str) -> bool:
    """Four of five lines of the shorter one stand in the longer one."""
    few, many = sorted(({line.strip() for line in said.splitlines() if line.strip()} for said in (one, other)), key=len)
    return len(few & many) >= SAME_LINES * len(few)


def _incoming(
    parts: Parts,
    mail: InboundMail,
    sender: Sender,
    copy: StoredCopy,
    place: Place,
    now: datetime,
    vips: tuple[str, ...],
) -> Incoming:
    said = None
    if sender.kind is Kind.COMMAND:
        names = tuple((c.id, (c.name, *c.addresses)) for c in parts.policy.contacts)
        said = read_command(mail.new_words, contacts=names, prefix=parts.policy.prefix)
    mail, words = _triaged(parts, mail, sender, vips)
    if sender.by_words and words.escalates:
        # Only its words look like a vacation program's, and one of them is a trigger: a person may have written it.
        sender = replace(sender, kind=Kind.CUSTOMER)
    return Incoming(mail, sender, min(copy.arrived, now), words, said, place.in_sent, place.in_junk)


def _triaged(parts: Parts, mail: InboundMail, sender: Sender, vips: tuple[str, ...]) -> tuple[InboundMail, Triage]:
    """What the words ask for. Where that cannot be found out the case opens all the same, and says so: a mail that is
    set aside waits for whoever looks there, and a fault in the rules would set every mail aside."""
    if sender.kind not in WORDS_COUNT and not sender.by_words:
        return mail, Triage()
    try:
        return mail, triage(mail, sender, parts.rules.with_vips(vips) if vips else parts.rules)
    except Exception as fault:
        log.exception("the words of %s could not be judged", mail.message_id or "a message")
        return replace(mail, problems=(*mail.problems, f"{UNJUDGED} ({type(fault).__name__})")), Triage()


# ---------------------------------------------------------------------- which case


def _situation(parts: Parts, turn: Turn, incoming: Incoming, now: datetime, first_start: datetime) -> Situation:
    case = turn.case(_reference(turn, incoming))
    customer = turn.customer(incoming.sender.address.address)
    if incoming.sender.kind is Kind.COMMAND:
        texts = turn.texts(case.reference) if case else ()
        return situation_of(
            parts, turn, now, case, texts=texts, explained_at=customer.explained_at, warned_at=customer.warned_at,
            house_events=turn.house_events(), named=(named := _named(turn, incoming)),
            lead=turn.case(named.incident) if named else None, beside=_beside(turn, case, incoming),
            ignored=_ignored(parts, turn, case), vips=turn.vips(),
            **of_the_house(parts, incoming.said, now, case),
        )  # fmt: skip
    previous, crowded = None, False
    if case is None and incoming.sender.kind in WORDS_COUNT:
        case = _crowded(turn, customer, now, foreign=incoming.sender.foreign)
        crowded = case is not None
    closed = case is not None and case.status is Status.CLOSED and incoming.sender.kind in WORDS_COUNT
    if case is not None and closed and not leaves_closed(case, incoming):
        case, previous = None, case
    arrived = _arrived_first(incoming)
    more = {} if case else {"mailed_today": sum(now - at < ONE_DAY for at in customer.automatic)}
    if incoming.sender.kind is Kind.NOTICE or incoming.brought is not None:
        more["house_events"] = turn.house_events()
    return situation_of(
        parts,
        turn,
        now,
        case,
        **more,
        texts=turn.texts(case.reference) if case else (),
        reference=turn.next_reference(parts.policy.prefix) if case is None else "",
        previous=previous,
        acknowledged_at=customer.acknowledged_at,
        earlier_cases=customer.cases,
        joins_because=FOREIGN if crowded and incoming.sender.foreign else CROWDED if crowded else "",
        unseen_answer=case is not None and _answers_unseen(turn, incoming.mail),
        ignored=_ignored(parts, turn, case),
        history_only=arrived < first_start,
        importing=_imported_from(parts.reading.start, first_start) <= arrived < first_start,
    )


def _ignored(parts: Parts, turn: Turn, case: Case | None) -> tuple[str, ...]:
    """Read where a code may bring somebody in."""
    return (*parts.desk.ignore, *turn.ignored()) if case is not None and case.pending else ()


def _named(turn: Turn, incoming: Incoming) -> Case | None:
    """The other case that a command speaks of: `merge CASE-1040`."""
    said = incoming.said
    return turn.case(said.argument) if isinstance(said, Command) and said.argument else None


def _beside(turn: Turn, case: Case | None, incoming: Incoming) -> tuple[tuple[Case, tuple[Text, ...]], ...]:
    """The cases whose customers hear what is said here; read only for the words that may tell them, or their code."""
    said = incoming.said
    for_all = isinstance(said, Code) or (isinstance(said, Command) and said.verb in FOR_ALL)
    if case is None or case.leads is None or not for_all:
        return ()
    members = (turn.case(member.case) for member in case.leads.members)
    return tuple((member, turn.texts(member.reference)) for member in members if member is not None)


def _answers_unseen(turn: Turn, mail: InboundMail) -> bool:
    """The mail that it answers is not known here, though others of its thread are."""
    nearest = mail.in_reply_to[:1]
    return bool(nearest) and not turn.case_of(nearest) and bool(turn.case_of(mail.references))


def _crowded(turn: Turn, customer: Customer, now: datetime, *, foreign: bool) -> Case | None:
    """The open case that a further mail of this address joins after so many first mails in a day: a flood, or a machine
    in a loop. Every mail is kept and read for triggers, but not each one calls somebody anew. Of another worker's mails
    the first one is enough; what a web form opened in the desk's name is another matter."""
    case, opened = turn.case(customer.latest), sum(now - at < ONE_DAY for at in customer.opened)
    enough = opened >= CASES_A_DAY or (foreign and opened and case is not None and case.machine)
    return case if enough and case is not None and case.status is not Status.CLOSED else None


def _imported_from(start: str, first_start: datetime) -> datetime:
    """The moment from which history is imported; the first start itself where none is."""
    if start == "all":
        return datetime.min.replace(tzinfo=UTC)
    if start == "now":
        return first_start
    return first_start - timedelta(seconds=Span.parse(start).seconds)


def _arrived_first(incoming: Incoming) -> datetime:
    """The earlier of INTERNALDATE and the topmost Received: moving an old mail does not make it new."""
    received = incoming.mail.received
    return min(incoming.arrived, received) if received else incoming.arrived


def _reference(turn: Turn, incoming: Incoming) -> str:
    """By our ids, by the ids of messages on a case, by the tag if the sender takes part. Never by subject alone."""
    sender, mail = incoming.sender, incoming.mail
    marked = next((m.case for m in sender.marks if turn.case(m.case)), "")
    if marked:
        return marked
    if found := turn.case_of(mail.thread_ids):
        return found
    tagged = turn.case(sender.tag) if sender.tag else None
    if tagged is not None and (_takes_part(tagged, sender) or sender.kind is Kind.COMMAND or _to_it(tagged, incoming)):
        return tagged.reference
    return ""


def _to_it(case: Case, incoming: Incoming) -> bool:
    """A proven colleague writes to somebody who takes part in the case, and names it."""
    mail = incoming.mail
    return incoming.sender.kind is Kind.STAFF and any(a.address in case.participants for a in (*mail.to, *mail.cc))


def _takes_part(case: Case, sender: Sender) -> bool:
    address = sender.address.address
    return bool(address) and address in case.participants and sender.dmarc is not Dmarc.FAIL
