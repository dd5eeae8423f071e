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
    """Nothing proves the colleague, and a code may: whose mail it is then. None: it is that person's already."""
    subject: str = ""
    """Of the mail that was sent on."""


def brought_in(mail: InboundMail, sender: Sender, desk: Desk) -> tuple[InboundMail, Sender, Brought | None]:
    """The mail as its writer's, and who sent it on; as they came, and None, for any other mail.

    Only a colleague whom DMARC proves can bring something in, and only to the desk. Without that proof the mail is
    taken like every unproven one of a colleague; that of a contact says whose it is once a code has come back.
    """
    word = _word(mail, desk) if _to_us_alone(mail, sender, desk) else None
    customer, subject, words = _sent_on(mail) if word is not None else (None, "", "")
    if word is None or customer is None or desk.is_colleague(customer.address):
        return mail, sender, None
    said = "\n".join(filter(None, (word.text, word.below)))
    brought = Brought(sender.address, sender.contact, word.verb == "up", said, subject=subject)
    ignored = matches(customer.address, desk.ignore)
    if sender.dmarc is not Dmarc.PASS:
        waits = sender.dmarc is Dmarc.NONE and sender.contact and not ignored and not desk.strict
        return mail, sender, replace(brought, waits_for=customer) if waits else None
    inner = replace(mail, subject=subject, body_text=words, body_html="", passages=cut(words, subject))
    because = f"sent on by {sender.address.address}, DMARC passed"
    kind = Kind.IGNORED if ignored else Kind.CUSTOMER
    return inner, Sender(kind, because, customer, dmarc=Dmarc.PASS, marks=sender.marks), brought


def _to_us_alone(mail: InboundMail, sender: Sender, desk: Desk) -> bool:
    """The desk's own address proves nobody: many may write as it."""
    if sender.kind is not Kind.CUSTOMER:
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
