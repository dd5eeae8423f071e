"""Our own mail, come back into the mailbox: known by its header, so that what we wrote ourselves is not read again."""

from __future__ import annotations

import hashlib

from inbox_escalator.intake.automatic import OWN_HEADER, own_mark
from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.bulk import header_end
from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.header import headers_of, ids
from inbox_escalator.intake.mail import InboundMail
from inbox_escalator.intake.people import People
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.intake.tree import header

_CARRIES = OWN_HEADER.encode()


def own_mail(raw: bytes, desk: Desk, limits: Limits) -> tuple[InboundMail, Sender] | None:
    """The header of a mail of ours, and that it is one; None for any other mail, and for a header that is not plain.

    `read_mail` and `judge` say the same of it, at three times the price. The key is that of the header alone.
    """
    head = raw[: header_end(raw)[0]]
    if len(head) > limits.header_bytes or head.count(b"\n") > limits.header_lines or _CARRIES not in head.lower():
        return None
    mail = _read(head, limits)
    mark = own_mark(mail, desk) if mail is not None else None
    if mail is None or mark is None:
        return None
    because = f"our own mail {mark.case}.{mark.notice}"
    return mail, Sender(Kind.OWN, because, mail.sender, own=mark)


def _read(head: bytes, limits: Limits) -> InboundMail | None:
    message = header(head)
    if message is None:
        return None
    headers, people = headers_of(message, limits), People(message, limits)
    return InboundMail(
        key=hashlib.sha256(head).hexdigest(),
        senders=people.of("from"),
        message_id="".join(ids(headers.first("message-id"), limits.ids)[:1]),
        subject=headers.first("subject"),
        headers=headers.lines,
        size=len(head),
    )
