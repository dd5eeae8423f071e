"""What is this message, and who wrote it? The order of product section 3, each answer with its reason."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from inbox_escalator.identity import CUSTOMER, DESK, HOUSE, Mark
from inbox_escalator.intake.absence import away_until
from inbox_escalator.intake.automatic import OWN_HEADER, auto_reply, auto_reply_by_words, notice, own_mark, transparent
from inbox_escalator.intake.bounce import is_receipt, read_bounce
from inbox_escalator.intake.command import Code, Command, read_command
from inbox_escalator.intake.desk import Desk, matches
from inbox_escalator.intake.mail import Address, InboundMail, Zone
from inbox_escalator.intake.proof import verdict
from inbox_escalator.intake.sender import Dmarc, Kind, Sender
from inbox_escalator.intake.verbs import WITHOUT_CASE

_QUOTED_LONGEST = 65_536
_NAME_BELOW = 8
"""Words under a lone first line: a closing and a name. With more of them it is a mail as any other."""
_HOUSE_PREFIX = HOUSE.partition("-")[0]
FOREIGN = "in the desk's own name, under the seal of another inbox-escalator"
_SPAM_HEADERS = (("x-spam-flag", "yes"), ("x-spam-status", "yes"))
_SPAM_FLAGS = frozenset({"$junk", "junk"})


def judge(
    mail: InboundMail, desk: Desk, *, in_sent: bool = False, flags: tuple[str, ...] = (), in_junk: bool = False
) -> Sender:
    """The pure facts about `mail`; casework judges them together with the case. Never raises on any mail."""
    look = _Look(mail, desk, _facts(mail, desk, in_sent=in_sent, in_junk=in_junk), in_sent, in_junk, flags)
    for step in (_own, _bounce, _answered_by_itself, _receipt, _ignored, _foreign, _sent, _form, _staff, _notice):
        if (found := step(look)) is not None:
            return found
    facts = look.facts
    # Whom a forged From names wrote nothing, and must not be written to.
    doubtful = facts.unverified or facts.dmarc is Dmarc.FAIL
    return replace(facts, because="no sign of a machine or a colleague", unverified=doubtful)


@dataclass(frozen=True, slots=True)
class _Look:
    """A mail and what is known of its sender, whatever kind it turns out to be."""

    mail: InboundMail
    desk: Desk
    facts: Sender
    in_sent: bool
    in_junk: bool
    flags: tuple[str, ...]

    def sender(self, kind: Kind, because: str) -> Sender:
        return replace(self.facts, kind=kind, because=because)


def _facts(mail: InboundMail, desk: Desk, *, in_sent: bool, in_junk: bool) -> Sender:
    """Proof A, B and D, before anything is concluded from them. The mailbox itself proves what lies in Sent."""
    agreed = len(mail.senders) == 1 and bool(mail.agreed_sender)
    writer = _writer(mail, desk)
    rewritten = writer != mail.sender
    address = mail.agreed_sender if agreed and not rewritten else writer.address
    return Sender(
        kind=Kind.CUSTOMER,
        because="",
        address=writer,
        contact=desk.contact_of(address),
        staff=desk.is_colleague(address),
        agreed=agreed and not rewritten,
        dmarc=Dmarc.NONE if in_sent else verdict(mail, desk.authserv_id, microsoft=desk.microsoft),
        marks=marks_of(mail, desk),
        tag=tag_of(mail.subject, desk.prefix),
        unverified=in_junk,
    )


# ---------------------------------------------------------------------- ids of ours


def marks_of(mail: InboundMail, desk: Desk) -> tuple[Mark, ...]:
    """Our valid ids in what it answers (nearest first), in the addresses it came to and in its subject."""
    tagged = [a for a in (*(r.address for r in (*mail.to, *mail.cc)), *mail.delivered_to) if "+" in a]
    return _marks("\n".join((*mail.thread_ids, *tagged, mail.subject)), desk)


def marks_anywhere(mail: InboundMail, desk: Desk) -> tuple[Mark, ...]:
    """As `marks_of`, and those in other headers, returned messages and quoted words: for what machines answer."""
    text = "\n".join((*(value for _, value in mail.headers), *mail.reports, mail.body_text))[:_QUOTED_LONGEST]
    return tuple(dict.fromkeys((*marks_of(mail, desk), *_marks(text, desk))))


def _marks(text: str, desk: Desk) -> tuple[Mark, ...]:
    """Our valid ids in `text`. Addresses come in lower case, and the token is over the reference as we write it."""
    low = text.lower()
    prefixes = [prefix for prefix in (desk.prefix, _HOUSE_PREFIX) if f"{prefix}-".lower() in low]
    for prefix in prefixes:
        text = re.sub(rf"{re.escape(prefix)}-(?=[0-9])", f"{prefix}-", text, flags=re.IGNORECASE)
    return desk.seal.marks(text, desk.recipients) if prefixes else ()


def tag_of(subject: str, prefix: str) -> str:
    """`CASE-1042` out of the last `[CASE-1042]` in a subject, or ''. Ours stands at its end; what stands before it may
    be a customer's words."""
    found = re.findall(rf"\[{re.escape(prefix)}-([0-9]{{1,12}})\]", subject, re.ASCII | re.IGNORECASE)
    return f"{prefix}-{int(found[-1])}" if found else ""


# ---------------------------------------------------------------------- who wrote


def _writer(mail: InboundMail, desk: Desk) -> Address:
    """The From; behind a web form the Reply-To; behind a list that put its own address into From, who wrote to it."""
    if matches(mail.sender.address, desk.forms):
        return _first_outside(mail.reply_to, desk) or mail.sender
    entry = transparent(mail, desk)
    if entry and (mail.sender.address == entry or desk.is_desk(mail.sender.address)):
        named = mail.header("x-original-from") or mail.header("x-original-sender")
        original = re.search(r"[^\s<>\"',;]{1,64}@[^\s<>\"',;]{1,255}", named)
        writer = _first_outside(mail.reply_to, desk)
        if writer is None and original:
            writer = Address(original[0].lower())
        return writer or mail.sender
    return mail.sender


def _first_outside(addresses: tuple[Address, ...], desk: Desk) -> Address | None:
    return next((a for a in addresses if a.address and not desk.is_desk(a.address)), None)


def _recipients(mail: InboundMail) -> Iterator[str]:
    yield from (a.address for a in (*mail.to, *mail.cc) if a.address)


def _goes_outside(look: _Look) -> bool:
    """Somebody who is no colleague gets it, too."""
    return any(not look.desk.is_colleague(address) for address in _recipients(look.mail))


# ---------------------------------------------------------------------- what it is, in order


def _own(look: _Look) -> Sender | None:
    mark = own_mark(look.mail, look.desk)
    if mark is None:
        return None
    return replace(look.sender(Kind.OWN, f"our own mail {mark.case}.{mark.notice}"), own=mark)


def _bounce(look: _Look) -> Sender | None:
    if look.in_sent:
        return None
    bounce = read_bounce(look.mail)
    if bounce is None:
        return None
    sender = look.sender(Kind.BOUNCE, bounce.because)
    return replace(sender, bounce=bounce, marks=marks_anywhere(look.mail, look.desk))


def _answered_by_itself(look: _Look) -> Sender | None:
    """An auto-reply. A person who answers us with a command may well speak of a holiday below it."""
    mail, desk = look.mail, look.desk
    if look.in_sent or matches(mail.sender.address, desk.forms):
        return None
    marks = marks_anywhere(mail, desk)
    because, by_words = auto_reply(mail, answers_us=bool(marks)), False
    if not because:
        because, by_words = auto_reply_by_words(mail, answers_us=bool(marks)), True
    if not because or (by_words and isinstance(read_command(mail.new_words, prefix=desk.prefix), Command)):
        return None
    sent = mail.received or mail.date
    words = f"{mail.subject}\n{mail.words(Zone.NEW) or mail.body_text}"
    until = away_until(words, sent) if sent else None
    sender = look.sender(Kind.AUTO_REPLY, because)
    return replace(sender, by_words=by_words, away_until=until, marks=marks)


def _receipt(look: _Look) -> Sender | None:
    return look.sender(Kind.IGNORED, "a read receipt (RFC 8098)") if is_receipt(look.mail) else None


def _ignored(look: _Look) -> Sender | None:
    if look.in_sent:
        return None
    mail = look.mail
    if matches(_writer(mail, look.desk).address, look.desk.ignore):
        return look.sender(Kind.IGNORED, f"{mail.sender.address} is ignored")
    if look.in_junk:
        return None
    if _SPAM_FLAGS.intersection(f.lower() for f in look.flags):
        return look.sender(Kind.IGNORED, "marked as spam")
    for name, value in _SPAM_HEADERS:
        if mail.header(name).strip().lower().startswith(value):
            return look.sender(Kind.IGNORED, f"marked as spam by the server ({name})")
    return None


def _foreign(look: _Look) -> Sender | None:
    """Another worker on this mailbox has a key of its own. Its mails are nobody's answer and no customer's; but anybody
    can write that header, so what looks like one is read for triggers. In Sent nobody forges anything."""
    mail = look.mail
    if not mail.header(OWN_HEADER) or len(mail.senders) != 1 or not look.desk.is_desk(mail.sender.address):
        return None
    kind = Kind.IGNORED if look.in_sent else Kind.NOTICE
    return replace(look.sender(kind, FOREIGN), foreign=True, unverified=True)


def _sent(look: _Look) -> Sender | None:
    """Found in Sent: the mailbox itself proves that it is ours."""
    if not look.in_sent:
        return None
    sender = look.sender(Kind.STAFF, "found in Sent")
    if _commands(look, sender):
        return replace(sender, kind=Kind.COMMAND, because="found in Sent, an answer to a mail of ours")
    if _goes_outside(look):
        return sender
    if sender.tag:
        return replace(sender, kind=Kind.COMMAND, because=f"found in Sent, and names {sender.tag}")
    if _word_without_case(look):
        return replace(sender, kind=Kind.COMMAND, because="found in Sent, a word that is about no case")
    return replace(sender, kind=Kind.IGNORED, because="found in Sent, between colleagues")


def _form(look: _Look) -> Sender | None:
    """A web form: the customer is a person, and nobody's words there are commands."""
    if not matches(look.mail.sender.address, look.desk.forms):
        return None
    sender = look.sender(Kind.CUSTOMER, f"the web form {look.mail.sender.address}")
    if sender.address == look.mail.sender:
        return replace(sender, kind=Kind.NOTICE, because=f"{sender.because}, without a Reply-To")
    return replace(sender, unverified=sender.unverified or sender.staff)


def _staff(look: _Look) -> Sender | None:
    if not look.facts.staff:
        return _with_borrowed_token(look)
    sender = look.sender(Kind.COMMAND, "an answer to a mail of ours")
    if sender.agreed and not look.in_junk:
        if _commands(look, sender):
            return sender
        proven = sender.dmarc is Dmarc.PASS
        believed = sender.dmarc is not Dmarc.FAIL and (proven or not look.desk.strict)
        if believed and (_word_without_case(look) or _code_without_case(look)):
            return replace(sender, because="a colleague's word that is about no case")
        if _goes_outside(look):
            if proven:
                return replace(sender, kind=Kind.STAFF, because="a colleague's answer, DMARC passed")
        elif sender.contact and sender.tag and sender.dmarc is not Dmarc.FAIL and (proven or not look.desk.strict):
            return replace(sender, because=f"a colleague names {sender.tag}")
    return replace(sender, kind=Kind.CUSTOMER, because=f"a colleague's address, {_lacks(sender)}", unverified=True)


def _with_borrowed_token(look: _Look) -> Sender | None:
    """Somebody else answers a contact's mail directly: casework makes it a note and tells the contact.

    Only what stands nearest counts. A customer's answer in a thread that once held an internal mail stays a customer's.
    """
    direct = "\n".join((*look.mail.in_reply_to, *(a for a in _recipients(look.mail) if "+" in a)))
    marks = _marks(direct, look.desk)
    if not marks or marks[0].contact in (CUSTOMER, DESK):
        return None
    return look.sender(Kind.COMMAND, f"an answer to our mail to {marks[0].contact}, from somebody else")


def _commands(look: _Look, sender: Sender) -> bool:
    """It answers an internal mail of ours, and was sent to us or to colleagues only."""
    if not sender.marks or sender.marks[0].contact == CUSTOMER:
        return False
    return not _goes_outside(look) or any(look.desk.is_desk(a.address) for a in look.mail.to)


def _word_without_case(look: _Look) -> bool:
    """A colleague's mail of their own to the desk alone, whose first line is `away`, `here` or `list`."""
    mail, desk = look.mail, look.desk
    somebody = look.facts.contact or (look.facts.staff and not desk.is_desk(mail.sender.address))
    if not somebody or mail.thread_ids or look.facts.tag or _goes_outside(look):
        return False
    said = read_command(mail.new_words, prefix=desk.prefix)
    if not isinstance(said, Command) or said.verb not in WITHOUT_CASE:
        return False
    return len(said.below.split()) <= _NAME_BELOW


def _code_without_case(look: _Look) -> bool:
    """Six digits, in an answer to a mail that speaks of no case and went to a colleague who is no contact."""
    marks = look.facts.marks[:1]
    asked = any(m.case == HOUSE and m.contact == CUSTOMER for m in marks) and not look.facts.contact
    return asked and isinstance(read_command(look.mail.new_words, prefix=look.desk.prefix), Code)


def _lacks(sender: Sender) -> str:
    if not sender.agreed:
        return "but its From is not beyond doubt"
    if sender.dmarc is Dmarc.FAIL:
        return "but DMARC failed"
    return "and neither a command nor a proven answer"


def _notice(look: _Look) -> Sender | None:
    because = notice(look.mail, look.desk)
    return look.sender(Kind.NOTICE, because) if because else None
