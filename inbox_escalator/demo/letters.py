"""Mails of people who do not exist, as their mail programs would have written them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime

DESK = "support@acme.example"


@dataclass(frozen=True, slots=True)
class Letter:
    """One mail of the day."""

    at: str
    """`HH:MM` of the demo's day."""
    sender: str
    subject: str
    words: str
    html: str = ""
    """The whole body where the mail has no text part."""
    answers: str = ""
    """Whose last mail it answers: the sender's own (`self`), or the last one from the desk (`desk`)."""
    headers: tuple[tuple[str, str], ...] = ()
    charset: str = "utf-8"
    attachment: str = ""
    cc: str = ""
    note: str = ""
    """What the timeline says of it, where that is not plain."""


@dataclass(slots=True)
class Thread:
    """What the writers remember of each other's mails."""

    count: int = 0
    own: dict[str, str] = field(default_factory=dict)
    """Last Message-ID of each sender."""
    from_desk: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Last mail of the desk to each address: Message-ID, subject, text."""


def address_of(sender: str) -> str:
    return sender.rpartition("<")[2].strip("<> ").lower()


def write(letter: Letter, moment: datetime, thread: Thread) -> bytes:
    """The bytes as they arrive in the mailbox."""
    thread.count += 1
    who = address_of(letter.sender)
    domain = who.rpartition("@")[2]
    message = EmailMessage()
    message["Received"] = f"from mail.{domain} by mx.acme.example with ESMTPS; {format_datetime(moment)}"
    for name, value in letter.headers:
        message[name] = value
    message["From"], message["To"] = letter.sender, f"Acme Support <{DESK}>"
    if letter.cc:
        message["Cc"] = letter.cc
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<demo-{thread.count}@{domain}>"
    subject, quoted = _thread_headers(message, letter, thread, who)
    message["Subject"] = subject
    _fill(message, letter, quoted)
    thread.own[who] = str(message["Message-ID"])
    thread.own[address_of(str(message.get("Reply-To", who)))] = str(message["Message-ID"])  # the person behind a form
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")


def _thread_headers(message: EmailMessage, letter: Letter, thread: Thread, who: str) -> tuple[str, str]:
    """Sets In-Reply-To and References; returns the subject and the quoted text."""
    if letter.answers == "self" and who in thread.own:
        message["In-Reply-To"] = message["References"] = thread.own[who]
    if letter.answers != "desk" or who not in thread.from_desk:
        return letter.subject, ""
    answered, subject, text = thread.from_desk[who]
    message["In-Reply-To"] = message["References"] = answered
    subject = letter.subject or (subject if subject.lower().startswith("re:") else f"Re: {subject}")
    quoted = "".join(f"> {line}\n" for line in text.splitlines()[:60])
    return subject, f"\n\nOn that day, Acme Support wrote:\n{quoted}"


def _fill(message: EmailMessage, letter: Letter, quoted: str) -> None:
    if letter.html:
        message.set_content(letter.html, subtype="html", cte="quoted-printable")
        return
    message.set_content(letter.words + quoted, charset=letter.charset, cte="quoted-printable")
    if letter.attachment:
        message.add_attachment(b"\x89PNG demo", "image", "png", filename=letter.attachment)


def bounce(moment: datetime, recipient: str, message_id: str, thread: Thread) -> bytes:
    """A delivery report (RFC 3464): that mailbox does not exist any more."""
    thread.count += 1
    lines = (
        "From: Mail Delivery System <mailer-daemon@acme.example>", f"To: {DESK}",
        "Subject: Undelivered Mail Returned to Sender", f"Date: {format_datetime(moment)}",
        f"Message-ID: <demo-{thread.count}@acme.example>", "Auto-Submitted: auto-replied", "MIME-Version: 1.0",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="=_dsn"', "",
        "--=_dsn", "Content-Type: text/plain; charset=us-ascii", "",
        f"<{recipient}>: host mx.acme.example said: 550 5.1.1 no such user", "",
        "--=_dsn", "Content-Type: message/delivery-status", "", "Reporting-MTA: dns; mail.acme.example", "",
        f"Final-Recipient: rfc822; {recipient}", "Action: failed", "Status: 5.1.1", "",
        "--=_dsn", "Content-Type: text/rfc822-headers", "", f"Message-ID: {message_id}", "", "--=_dsn--", "",
    )  # fmt: skip
    return "\r\n".join(lines).encode()


def sent_by_desk(moment: datetime, to: str, subject: str, words: str, answers: str, thread: Thread) -> bytes:
    """A colleague's ordinary answer, as it lies in Sent."""
    thread.count += 1
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = f"Acme Support <{DESK}>", to, subject
    message["Date"] = format_datetime(moment)
    message["Message-ID"] = f"<demo-{thread.count}@acme.example>"
    message["In-Reply-To"] = message["References"] = answers
    message.set_content(words)
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
