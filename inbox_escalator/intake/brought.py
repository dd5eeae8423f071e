"""A customer's mail that never came to the mailbox: a colleague sends it on, with `new:` or `up:` on top."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from inbox_escalator.intake.command import Command, read_command
from inbox_escalator.intake.desk import Desk, matches
from inbox_escalator.intake.mail import Address, InboundMail, Zone
from inbox_escalator.intake.quote_heads import header_lines
from inbox_escalator.intake.sender import Dmarc, Kind, Sender
from inbox_escalator.intake.zone_words import FORWARD_SUBJECTS
from inbox_escalator.intake.zones import cut

_VERBS = frozenset({"new", "up"})
_LONGEST = 500
_ADDRESS = re.compile(r"[^\s<>\"',;:()\[\]]{1,64}@[^\s<>\"',;:()\[\]@]{1,255}")
_PREFIXES = 4

UNPROVEN = 'nothing proves that you sent it on, and trust.level = "strict" wants DMARC for that'


@dataclass(frozen=True, slots=True)
class Brought:
    """What the colleague said who sent it on."""

    by: Address
    contact: str
    """Contact id; '' for one of `staff`."""
    up: bool
    said: str
    """Behind the colon, and below: the reason, or a note."""
    waits_for: Address | None = None
    """Nothing proves the colleague, and a code may: whose mail it is then."""
    subject: str = ""
    """Of the mail that was sent on."""
    why_not: str = ""
    """Why it is not brought in, and no code does that. '' without `waits_for` either: it is the customer's."""

    @property
    def done(self) -> bool:
        """It is the customer's mail already."""
        return self.waits_for is None and not self.why_not


def brought_in(mail: InboundMail, sender: Sender, desk: Desk) -> tuple[InboundMail, Sender, Brought | None]:
    """The mail as its writer's, and who sent it on; as they came, and None, for any other mail.

    Only a colleague whom DMARC proves can bring something in, and only to the desk. Without that proof the mail is
    taken like every unproven one of a colleague, and says whose it is once a code has come back.
    """
    word = _word(mail, desk) if _to_us_alone(mail, sender, desk) else None
    if word is None:
        return mail, sender, None
    customer, subject, words = _sent_on(mail)
    said = "\n".join(filter(None, (word.text, word.below)))
    brought = Brought(sender.address, sender.contact, word.verb == "up", said, subject=subject)
    if customer is None or desk.is_colleague(customer.address):
        why_not = f"{customer.address} is a colleague" if customer else "no address of a customer was found in it"
        return mail, sender, replace(brought, why_not=why_not)
    ignored = f"{customer.address} is ignored" if matches(customer.address, desk.ignore) else ""
    if sender.dmarc is not Dmarc.PASS:
        why_not = ignored or (UNPROVEN if desk.strict else "")
        return mail, sender, replace(brought, waits_for=None if why_not else customer, why_not=why_not)
    inner = replace(mail, subject=subject, body_text=words, body_html="", passages=cut(words, subject))
    because = f"sent on by {sender.address.address}, DMARC passed"
    kind = Kind.IGNORED if ignored else Kind.CUSTOMER
    brought = replace(brought, why_not=ignored)
    return inner, Sender(kind, because, customer, dmarc=Dmarc.PASS, marks=sender.marks), brought


def _to_us_alone(mail: InboundMail, sender: Sender, desk: Desk) -> bool:
    """The desk's own address proves nobody: many may write as it. What DMARC refutes is nobody's word."""
    if sender.kind is not Kind.CUSTOMER or sender.dmarc is Dmarc.FAIL:
        return False
    inside = all(desk.is_colleague(a.address) for a in (*mail.to, *mail.cc) if a.address)
    return inside and sender.staff and sender.agreed and not desk.is_desk(mail.sender.address)


def _word(mail: InboundMail, desk: Desk) -> Command | None:
    said = read_command(mail.new_words, prefix=desk.prefix)
    return said if isinstance(said, Command) and said.verb in _VERBS else None


def _sent_on(mail: InboundMail) -> tuple[Address | None, str, str]:
    """Writer, subject and words of what is sent on, in the text or as an attached message; None without a writer."""
    lines = mail.words(Zone.FORWARDED).split("\n")
    if any(line.startswith(">") for line in lines) and all(line.startswith(">") for line in lines[2:] if line.strip()):
        lines = [line.removeprefix(">").removeprefix(" ") for line in lines]  # as Apple Mail marks it
    head, end = header_lines(lines)
    subject = head.get("subject", "") or mail.subject
    return _address(head.get("from", "")), _bare(subject), "\n".join(lines[end:]).strip()


def _address(said: str) -> Address | None:
    """`Jane Roe <jane@customer.example>`, and Outlook's `Jane Roe [mailto:jane@customer.example]`."""
    found = _ADDRESS.search(said[:_LONGEST])
    if found is None:
        return None
    name = said[: found.start()].partition("mailto")[0].strip(" \t\"'<[(*")
    return Address(found[0].lower().rstrip("."), name[:120])


def _bare(subject: str) -> str:
    """Without the marks of whoever sent it on."""
    for _ in range(_PREFIXES):
        low = subject.lower()
        mark = next((m for m in FORWARD_SUBJECTS if low.startswith(m)), "")
        if not mark:
            break
        subject = subject[len(mark) :].lstrip()
    return subject
