"""What goes over the wire for one mail: two or three addresses, and the text with its dots doubled."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from inbox_escalator.delivery.courier import Answer, Later, Never
from inbox_escalator.delivery.replies import one_line
from inbox_escalator.writing.outbound import OutboundMail

_LONE_END = re.compile(rb"\r\n|\r|\n")
_FORBIDDEN = frozenset("<> ")


class NotMailable(Exception):  # noqa: N818  (an answer on its way up, no fault of the program)
    """This mail cannot be put on a wire; carries the answer that says why."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(answer)
        self.answer = answer


@dataclass(frozen=True, slots=True)
class Envelope:
    """Addresses without brackets, as bytes; the text ends in CRLF, its leading dots are doubled (RFC 5321 4.5.2)."""

    sender: bytes
    addressee: bytes
    copy: bytes
    """Our own mailbox as second recipient, b'' for none."""
    text: bytes = field(repr=False)
    utf8: bool
    """An address is not ASCII: the server must know SMTPUTF8 (RFC 6531)."""
    size: int
    """Octets of the message as RFC 1870 counts them."""


def envelope(mail: OutboundMail, copy_to: str = "") -> Envelope:
    """NotMailable where an address or the text can go over no wire."""
    sender = _address(mail.sender)
    addressee = _address(mail.address)
    copy = _address(copy_to) if copy_to else b""
    if addressee is None:
        raise NotMailable(Never(one_line(f"5.1.3 not an address: {mail.address!r}")))
    if sender is None or copy is None:
        bad = mail.sender if sender is None else copy_to
        raise NotMailable(Later(one_line(f"not an address: {bad!r}; correct the desk's address"), alarm=True))
    text = _text(mail)
    every = sender + addressee + copy
    return Envelope(sender, addressee, copy, _stuffed(text), not every.isascii(), len(text))


def _address(address: str) -> bytes | None:
    """As bytes, its domain in ASCII; None where it could break out of its place in a command."""
    local, at, domain = address.rpartition("@")
    if not at or not local or not domain or not address.isprintable() or not _FORBIDDEN.isdisjoint(address):
        return None
    if domain.isascii():
        return address.encode()
    try:
        return local.encode() + b"@" + domain.encode("idna")
    except UnicodeError:
        return None


def _text(mail: OutboundMail) -> bytes:
    try:
        raw = mail.raw.encode("ascii")
    except UnicodeEncodeError:
        raise NotMailable(Later(f"the text of {mail.message_id} is not ASCII; report this", alarm=True)) from None
    if not raw:
        raise NotMailable(Later(f"the text of {mail.message_id} is empty; report this", alarm=True))
    ends = raw.count(b"\r\n")
    if raw.count(b"\n") != ends or raw.count(b"\r") != ends:
        # A lone line end could be read as the end of the mail by one server and not by the next.
        raw = _LONE_END.sub(b"\r\n", raw)
    return raw if raw.endswith(b"\r\n") else raw + b"\r\n"


def _stuffed(text: bytes) -> bytes:
    if b"\n." in text:
        text = text.replace(b"\n.", b"\n..")
    return b"." + text if text.startswith(b".") else text
