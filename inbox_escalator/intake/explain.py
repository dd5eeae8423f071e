"""What the parser made of a message, as plain values for people and scripts to read (`explain`)."""

from __future__ import annotations

from collections.abc import Iterable

from inbox_escalator.intake.mail import Address, Attachment, InboundMail, Zone

Value = str | list[str] | list[dict[str, str | int]]


def as_json(mail: InboundMail, id: str) -> dict[str, Value]:  # noqa: A002  (the key's name)
    """The keys of `explain --json` that the message alone can answer; `id` is the file name without its ending."""
    return {
        "id": id,
        "subject": mail.subject,
        "from": mail.sender.address,
        "from_name": mail.sender.name,
        "to": _plain(mail.to),
        "cc": _plain(mail.cc),
        "reply_to": _plain(mail.reply_to),
        "message_id": mail.message_id,
        "in_reply_to": "".join(mail.in_reply_to[:1]),
        "references": list(mail.references),
        "body_text": mail.body_text,
        "body_html": mail.body_html,
        "attachments": [_file(a) for a in mail.attachments],
        "reply_text": mail.new_words or mail.words(Zone.FORWARDED),
        "problems": list(mail.problems),
    }


def _plain(people: Iterable[Address]) -> list[str]:
    return [person.address for person in people]


def _file(file: Attachment) -> dict[str, str | int]:
    return {"name": file.name, "type": file.type, "size": file.size}
