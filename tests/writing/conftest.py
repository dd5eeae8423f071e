from __future__ import annotations

import email
import email.policy
from dataclasses import dataclass, replace
from email.message import EmailMessage

import pytest

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Event, Notice, Text
from inbox_escalator.writing import example
from inbox_escalator.writing.compose import Composer
from inbox_escalator.writing.outbound import OutboundMail
from inbox_escalator.writing.templates import Templates


@dataclass
class Desk:
    """Composes mails of the example case, and reads them as a mail program would."""

    composer: Composer

    def mail(
        self,
        name: str | Notice,
        case: Case | None = None,
        texts: tuple[Text, ...] | None = None,
        events: tuple[Event, ...] | None = None,
    ) -> OutboundMail:
        notice = example.notice(name) if isinstance(name, str) else name
        return self.composer.compose(
            notice,
            example.case() if case is None else case,
            example.texts() if texts is None else texts,
            example.events() if events is None else events,
            example.NOW,
        )


@pytest.fixture(scope="session")
def templates() -> Templates:
    return Templates()


@pytest.fixture
def desk(templates: Templates) -> Desk:
    return Desk(Composer(templates, example.SEAL, example.policy()))


def read(mail: OutboundMail) -> EmailMessage:
    found = email.message_from_bytes(mail.raw.encode("ascii"), policy=email.policy.default)
    assert isinstance(found, EmailMessage)
    assert not found.defects
    return found


def plain(mail: OutboundMail) -> str:
    return str(read(mail).get_body(("plain",)).get_content()).replace("\r\n", "\n")


def html(mail: OutboundMail) -> str:
    return str(read(mail).get_body(("html",)).get_content()).replace("\r\n", "\n")


def customer_says(
    words: str, *, name: str = "Jane Roe", subject: str = "Invoices gone"
) -> tuple[Case, tuple[Text, ...]]:
    """The example case, with a customer who chose these words for everything that is theirs."""
    case = example.case()
    running = case.escalations[0]
    found = replace(running.evidence[0], words=words, because=words)
    case = replace(
        case,
        subject=subject,
        customer=replace(case.customer, name=name),
        sentiment_words=(words,),
        escalations=(replace(running, evidence=(found,), because=words),),
        problems=(words,),
    )
    texts = tuple(replace(t, words=words, author=f"{name} <jane@roe.example>") for t in example.texts())
    return case, texts
