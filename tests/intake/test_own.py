"""Our own mail is known by its header, and what the short way says of it is what the long way says."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_escalator.identity import CUSTOMER
from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.judge import judge
from inbox_escalator.intake.own import own_mail
from inbox_escalator.intake.sender import Kind
from tests.intake.letters import DESK, ours

SUPPORT = b"From: Acme Support <support@acme.example>"
ALTERNATIVE = b'Content-Type: multipart/alternative;\r\n boundary="b"\r\nMIME-Version: 1.0'
BODY = b'--b\r\nContent-Type: text/plain\r\n\r\nok\r\n--b\r\nContent-Type: text/html\r\n\r\n<p>ok</p>\r\n--b--\r\n'


def written(*lines: bytes, body: bytes = BODY) -> bytes:
    return b"\r\n".join((*lines, b"", body))


def by_id(contact: str) -> bytes:
    return b"Message-ID: " + ours(contact).encode()


def by_header(contact: str) -> bytes:
    return b"X-Inbox-Escalator: " + ours(contact).encode()


def is_the_same(raw: bytes) -> bool:
    """Whether it is ours; what is short agrees with what is long wherever the short way says anything."""
    known = own_mail(raw, DESK, Limits())
    if known is None:
        return False
    mail, sender = known
    long = read_mail(raw)
    judged = judge(long, DESK)
    assert (sender.kind, sender.own, sender.because) == (judged.kind, judged.own, judged.because)
    assert (mail.message_id, mail.sender, mail.subject) == (long.message_id, long.sender, long.subject)
    assert mail.header("x-inbox-escalator") == long.header("x-inbox-escalator")
    return True


@pytest.mark.parametrize("contact", ["anna", CUSTOMER])
def test_what_we_sent_is_known_by_its_header(contact: str) -> None:
    assert is_the_same(written(SUPPORT, by_id(contact), by_header(contact), b"Subject: =?utf-8?q?=E2=80=9EA?=", ALTERNATIVE))
    assert is_the_same(written(SUPPORT, b"Message-ID: <new@server.example>", by_header(contact), ALTERNATIVE))
    assert is_the_same(written(ALTERNATIVE, SUPPORT, by_id(contact), b"X-Inbox-Escalator:\r\n " + ours(contact).encode()))


@pytest.mark.parametrize(
    "lines",
    [
        (b"From: Eve <eve@evil.example>", by_header("anna")),
        (SUPPORT, SUPPORT.replace(b"support", b"eve"), by_header("anna")),
        (SUPPORT, by_header("anna")[:-24] + b"xx@acme.example>"),
        (SUPPORT, b"X-Inbox-Escalator: see " + ours("anna").encode()),
        (SUPPORT, b"In-Reply-To: " + ours("anna").encode()),
        (SUPPORT, b"Subject: x-inbox-escalator"),
    ],
)
def test_what_is_not_ours_takes_the_long_way(lines: tuple[bytes, ...]) -> None:
    assert not is_the_same(written(*lines, ALTERNATIVE))
    assert judge(read_mail(written(*lines, ALTERNATIVE)), DESK).kind is not Kind.OWN


def test_our_header_in_the_body_is_no_header() -> None:
    assert not is_the_same(written(SUPPORT, b"Subject: x", body=by_header("anna") + b"\r\n\r\n" + BODY))


def test_a_header_beyond_the_bounds_takes_the_long_way() -> None:
    raw = written(SUPPORT, by_header("anna"), *(b"X-Hop: %d" % n for n in range(Limits().header_lines)))
    assert not is_the_same(raw)


PIECES = st.sampled_from(
    [
        SUPPORT, b"From: eve@evil.example", by_id("anna"), by_header("anna"), by_header(CUSTOMER), b"Content-Type: message/rfc822",
        ALTERNATIVE, b" folded", b"\tfolded", b"From : eve@evil.example", b"From eve@evil.example", b"", b"X-Inbox-Escalator:",
        b"Content-Type: text/plain", b"\rX: y", b"\nSubject: lone", b"\x00: \xff", b"no header at all", b"Mime-Version: 1.0",
        b"Content-", b"--b", b'Content-Disposition: attachment; filename="x"',
    ]
)  # fmt: skip


@given(st.lists(PIECES, max_size=12), st.sampled_from([b"\r\n", b"\n"]))
@settings(max_examples=400, deadline=None)
def test_both_ways_agree_on_any_header(lines: list[bytes], end: bytes) -> None:
    is_the_same(end.join((*lines, b"", BODY)))
