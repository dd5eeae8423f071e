"""Bytes to InboundMail: parsed once, inside bounds, never refused."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime
from email.message import Message

from inbox_escalator.intake.bounds import Bounded, Limits, bound
from inbox_escalator.intake.header import Headers, headers_of, ids, moment, one_line
from inbox_escalator.intake.mail import InboundMail, Passage, Zone
from inbox_escalator.intake.parts import Gathered, gather
from inbox_escalator.intake.people import People
from inbox_escalator.intake.raw_text import raw_parts
from inbox_escalator.intake.tree import tree
from inbox_escalator.intake.zones import cut

__all__ = ["Limits", "read_mail"]


def read_mail(raw: bytes, limits: Limits | None = None, *, partial: bool = False) -> InboundMail:
    """The mail in `raw` (RFC 5322, MIME), whatever is wrong with it: nothing raises, `b""` included.

    `partial`: `raw` holds only the headers and the first text part. What was wrong, or cut, stands in `problems`.
    """
    limits = limits or Limits()
    bounded = bound(raw, limits)
    problems = list(bounded.problems)
    if partial:
        problems.append("The message is too large: only its headers and first text were read.")
    message, found = _parsed(bounded, limits, problems)
    headers = headers_of(message, limits)
    people = People(message, limits)
    text = found.text()[: limits.text_chars]
    subject = headers.first("subject")
    return InboundMail(
        key=_key(headers, found),
        senders=people.of("from"),
        agreed_sender=people.agreed() if bounded.whole_header else "",
        message_id="".join(ids(headers.first("message-id"), limits.ids)[:1]),
        in_reply_to=ids(headers.first("in-reply-to"), limits.ids),
        references=ids(headers.first("references"), limits.ids),
        reply_to=people.of("reply-to"),
        to=people.of("to"),
        cc=people.of("cc"),
        delivered_to=_delivered_to(headers),
        subject=subject,
        date=moment(headers.first("date")),
        received=_received(headers),
        body_text=text,
        body_html="\n".join(found.html)[: limits.text_chars],
        passages=_passages(text, subject, found.forwarded),
        attachments=tuple(found.files),
        headers=headers.lines,
        reports=tuple(r[: limits.report_chars] for r in found.reports if r),
        problems=tuple(dict.fromkeys((*problems, *found.problems, *people.problems))),
        size=len(raw),
    )


def _parsed(bounded: Bounded, limits: Limits, problems: list[str]) -> tuple[Message, Gathered]:
    """The tree of parts and what it holds; by the raw-text path where the tree cannot be had."""
    if bounded.parsable:
        try:
            message = tree(bounded.raw)
            found = gather(message, limits, bounded.bulk)
            if found.problems and not found.words:  # what could be read is not in the parts that were looked into
                found.words += raw_parts(bounded.raw, limits)[1].words
            return message, found
        except Exception as reason:  # whatever a parser may raise on hostile bytes: the mail is read all the same
            problems.append(f"The message could not be parsed ({one_line(str(reason)) or type(reason).__name__}).")
    return raw_parts(bounded.raw, limits)


def _delivered_to(headers: Headers) -> tuple[str, ...]:
    values = (v.strip("<> ").lower() for v in (*headers.all("delivered-to"), *headers.all("x-original-to")))
    return tuple(dict.fromkeys(v for v in values if "@" in v))


def _received(headers: Headers) -> datetime | None:
    """The date behind the last semicolon of the topmost Received (RFC 5321, 4.4)."""
    return moment(headers.first("received").rpartition(";")[2])


def _passages(text: str, subject: str, forwarded: Iterable[str]) -> tuple[Passage, ...]:
    attached = (Passage(Zone.FORWARDED, f) for f in forwarded if f.strip())
    return (*cut(text, subject), *attached)


def _key(headers: Headers, found: Gathered) -> str:
    """`sha256(Message-ID, From, Date, Subject, decoded bodies, attachment hashes)`: the same mail, however it came."""
    said = [headers.first(name) for name in ("message-id", "from", "date", "subject")]
    said += [body.strip() for body in found.bodies]
    said += [file.sha256 for file in found.files]
    return hashlib.sha256("\0".join(said).encode("utf-8", "replace")).hexdigest()
