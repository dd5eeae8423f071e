"""Cutting into zones and triage, by the whole packaged rule set: beside mail-parser's own time on the same messages.

Half of them are mailgen's, whose words are few and soon known by heart. Half carry the written messages of tests/triage
in seven languages, as a large provider delivers mail: signed headers, text and HTML, some with quoted history.
"""

from __future__ import annotations

import random
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache, partial
from html import escape

import mailparser

from benchmarks.child import ROOT
from benchmarks.desk import letters
from benchmarks.figure import Figure, interleaved
from inbox_escalator.identity import Seal
from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.judge import judge
from inbox_escalator.intake.mail import InboundMail
from inbox_escalator.intake.sender import Sender
from inbox_escalator.intake.zones import cut
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.matrix import Rules, load_rules

MESSAGES = 300
ROUNDS = 5
LONG = 10
LENGTHENED = 10

Judged = tuple[InboundMail, Sender]


def figures() -> Iterator[Figure]:
    rules = load_rules()
    raws = [*letters(MESSAGES // 2), *written(MESSAGES - MESSAGES // 2)]
    mails = [_judged(raw) for raw in raws]
    short, long = (_lengthened(mails, times) for times in (LONG, LONG * LONG))
    sides = (
        partial(_mail_parser, raws),
        partial(_each, mails, _zones),
        partial(_each, mails, partial(_both, rules)),
        partial(_each, short, partial(_both, rules)),
        partial(_each, long, partial(_both, rules)),
    )
    for side in sides:
        side()  # what is only made once
    parser, zones, both, some, many = interleaved(ROUNDS, *sides)
    yield Figure(
        "zones and triage, beside mail-parser", both / parser, 0.4,
        f"{both * 1e3:.2f} ({zones * 1e3:.2f} of it zones) and {parser * 1e3:.2f} ms a message",
    )  # fmt: skip
    yield Figure(
        f"zones and triage at {LONG} times the length", many / some, 11,
        f"{many * 1e3:.1f} and {some * 1e3:.1f} ms a message",
    )  # fmt: skip


def _mail_parser(raws: Sequence[bytes]) -> float:
    """CPU seconds a message."""
    began = time.process_time()
    for raw in raws:
        mail = mailparser.parse_from_bytes(raw)
        _ = mail.subject, mail.from_, mail.text_plain
    return (time.process_time() - began) / len(raws)


def _each(mails: Sequence[Judged], work: Callable[[InboundMail, Sender], object]) -> float:
    """CPU seconds a message."""
    began = time.process_time()
    for mail, sender in mails:
        work(mail, sender)
    return (time.process_time() - began) / len(mails)


def _zones(mail: InboundMail, _: Sender) -> object:
    return cut(mail.body_text, mail.subject)


def _both(rules: Rules, mail: InboundMail, sender: Sender) -> object:
    return triage(replace(mail, passages=cut(mail.body_text, mail.subject)), sender, rules)


def _lengthened(mails: Sequence[Judged], times: int) -> list[Judged]:
    """Some of them with the new words of so many: what is repeated, or stands below a quote, would cost less."""
    words = [mail.new_words for mail, _ in mails] * 2
    starts = range(0, len(mails), len(mails) // LENGTHENED)
    return [(replace(mails[at][0], body_text="\n\n".join(words[at : at + times])), mails[at][1]) for at in starts]


def _judged(raw: bytes) -> Judged:
    mail = read_mail(raw)
    return mail, judge(mail, _desk())


@cache
def _desk() -> Desk:
    return Desk(address="support@example.test", seal=Seal(bytes(16), "example.test"))


# ---------------------------------------------------------------------- mails in words that people use

_HEADER = """Return-Path: <anna{n}@client.example>
Delivered-To: support@example.test
Received: by 2002:a05:7208:{n}:b0:9f:1a2b:3c4d with SMTP id {id:x}csp{n}; {date}
X-Received: by 2002:a17:906:{n}:b0:a55 with SMTP id {id:x}mr{n}.4; {date}
ARC-Seal: i=1; a=rsa-sha256; t=1741075964; cv=none; d=provider.example; s=arc-20240605;
        b={hash}{hash}
         {hash}{hash}==
ARC-Message-Signature: i=1; a=rsa-sha256; c=relaxed/relaxed; d=provider.example; s=arc-20240605;
        h=to:subject:message-id:date:from:mime-version:dkim-signature; bh={hash};
        b={hash}{hash}==
ARC-Authentication-Results: i=1; mx.provider.example; dkim=pass header.i=@client.example header.s=2023 header.b={n};
       spf=pass (provider.example: domain of anna{n}@client.example designates 192.0.2.{n} as permitted sender)
       smtp.mailfrom=anna{n}@client.example; dmarc=pass (p=QUARANTINE sp=QUARANTINE dis=NONE) header.from=client.example
Received: from mx{n}.client.example (mx{n}.client.example. [192.0.2.{n}]) by mail.example.test with ESMTPS
 id {id:010X} for <support@example.test> (version=TLS1_3 cipher=TLS_AES_256_GCM_SHA384 bits=256/256); {date}
Authentication-Results: mail.example.test; dkim=pass header.d=client.example; spf=pass; dmarc=pass
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=client.example; s=2023; t=1741075964; x=1741680764;
        h=to:subject:message-id:date:from:mime-version:from:to:cc:subject:date:message-id:reply-to; bh={hash};
        b={hash}{hash}
         {hash}==
X-Message-State: AOJu0Y{hash}
Received: from [10.0.0.{n}] by mx{n}.client.example with ESMTPSA id {id:08x}; {date}
From: Anna Client <anna{n}@client.example>
To: Acme Support <support@example.test>
Subject: {subject}
Date: {date}
Message-ID: <{id}@client.example>
MIME-Version: 1.0
Content-Type: multipart/alternative; boundary="000000000000{id:x}"

"""
_PARTS = """--000000000000{id:x}
Content-Type: text/plain; charset="UTF-8"
Content-Transfer-Encoding: 8bit

{text}
--000000000000{id:x}
Content-Type: text/html; charset="UTF-8"
Content-Transfer-Encoding: 8bit

<div dir="ltr">{html}</div>

--000000000000{id:x}--
"""
_DATE = "Wed, 04 Mar 2026 09:12:44 +0100"


def written(count: int) -> list[bytes]:
    """Mails of one to three written messages, some with an earlier one quoted below. The same each time."""
    table = tomllib.loads((ROOT / "tests" / "triage" / "messages.toml").read_text("utf-8"))["message"]
    chance = random.Random(1)
    return [_written(table, chance) for _ in range(count)]


def _written(table: Sequence[dict[str, str]], chance: random.Random) -> bytes:
    said = chance.sample(table, chance.randint(1, 3))
    body = "\n\n".join(message["text"].strip() for message in said) + "\n\nKind regards\nAnna Client\n"
    if chance.random() < 0.4:
        quoted = "\n".join(f"> {line}" for line in chance.choice(table)["text"].strip().splitlines())
        body += f"\nOn Tue, 3 Mar 2026 at 17:02, Acme Support <support@example.test> wrote:\n{quoted}\n"
    subject = said[0].get("subject", "My order 4471")
    number, hash = chance.getrandbits(40), f"{chance.getrandbits(300):075x}"  # noqa: A001  (what it is)
    head = _HEADER.format(n=chance.randint(1, 250), id=number, date=_DATE, subject=subject, hash=hash)
    html = "".join(f"<div>{escape(line) or '<br>'}</div>" for line in body.splitlines())
    parts = _PARTS.format(id=number, text=body, html=html)
    return (head + parts).replace("\n", "\r\n").encode()
