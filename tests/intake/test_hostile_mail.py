"""Whatever comes in is a mail with single-line headers."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_escalator.intake.explain import as_json
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.mail import InboundMail
from inbox_escalator.intake.zones import cut

SHARED = Path(__file__).resolve().parents[3] / "shared" / "corpora" / "mail"
UNSAFE = re.compile(r"[\x00-\x08\x0a-\x1f\x7f\u2028\u2029\ud800-\udfff]")
BODY_UNSAFE = re.compile(r"[\x00\ud800-\udfff]")

PIECES = st.sampled_from(
    [
        b"From: ", b"To: ", b"Subject: ", b"Date: ", b"Message-ID: ", b"Received: ", b"References: ", b"Content-Type: ",
        b"multipart/mixed; boundary=b", b"multipart/alternative; boundary=b", b"multipart/report; boundary=b",
        b"message/rfc822", b"message/delivery-status", b"text/html; charset=", b"text/plain; name*0*=", b"utf-16", b"\0",
        b"Content-Transfer-Encoding: base64", b"Content-Transfer-Encoding: quoted-printable", b"x-uuencode",
        b"Content-Disposition: attachment; filename=", b"\r\n", b"\r\n\r\n", b"\n", b"\r", b"\r\n--b\r\n", b"\r\n--b--\r\n",
        b"=?utf-8?q?=0D=0A?=", b"=?utf-8?b?w7w?=", b"<a@b.example>", b'"', b"<", b">", b",", b"(", b"=", b"=C3", b"\xff\xfe", b" ",
        b"> ", b"-- ", b"On Mon, Jun 3, 2024 at 10:15 Ann <a@b.example> wrote:", b"<blockquote>", b"<p style='display:none'>",
        b"&#1;", b"&#xd800;", "ü\u2028".encode(), b"begin 644 a",
    ]
)  # fmt: skip
HOSTILE = st.lists(st.one_of(PIECES, PIECES, PIECES, st.binary(max_size=12)), max_size=60).map(b"".join)


def values(mail: InboundMail) -> list[str]:
    """Everything that came out of headers."""
    people = (*mail.senders, *mail.to, *mail.cc, *mail.reply_to)
    files = [text for a in mail.attachments for text in (a.name, a.type)]
    headers = [text for line in mail.headers for text in line]
    return [
        mail.subject, mail.message_id, *mail.in_reply_to, *mail.references, *mail.delivered_to, mail.agreed_sender,
        *(text for p in people for text in (p.address, p.name)), *files, *headers, *mail.problems,
    ]  # fmt: skip


def assert_safe(mail: InboundMail) -> None:
    assert [v for v in values(mail) if UNSAFE.search(v)] == []
    texts = (mail.body_text, mail.body_html, *(p.text for p in mail.passages), *mail.reports)
    assert not any(BODY_UNSAFE.search(t) for t in texts)
    json.dumps(as_json(mail, "x"), ensure_ascii=False).encode()


@given(HOSTILE)
@settings(max_examples=300, deadline=None)
def test_no_bytes_raise_and_every_header_value_is_one_line(raw: bytes) -> None:
    assert_safe(read_mail(raw))


@pytest.mark.slow
@given(st.one_of(HOSTILE, st.binary(max_size=4000)))
@settings(max_examples=30_000, deadline=None)
def test_no_bytes_raise_for_a_long_time(raw: bytes) -> None:
    assert_safe(read_mail(raw))


@given(st.binary(max_size=400))
@settings(max_examples=100, deadline=None)
def test_no_noise_raises(raw: bytes) -> None:
    assert_safe(read_mail(raw))


@given(st.text(alphabet=st.sampled_from("ab \n>:-_.,@<3Ü\t"), max_size=200))
@settings(max_examples=200, deadline=None)
def test_no_line_of_a_text_gets_lost(text: str) -> None:
    kept = [line.strip() for p in cut(text) for line in p.text.split("\n") if line.strip()]
    assert kept == [line.strip() for line in text.split("\n") if line.strip()]


@given(HOSTILE)
@settings(max_examples=50, deadline=None)
def test_the_same_bytes_are_the_same_mail(raw: bytes) -> None:
    assert read_mail(raw) == read_mail(raw)


@pytest.mark.shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder ../shared is not here")
def test_nothing_in_the_corpora_is_unsafe_or_raises() -> None:
    files = sorted(SHARED.glob("*/*.eml"))
    assert len(files) > 1000
    for file in files:
        assert_safe(read_mail(file.read_bytes()))
