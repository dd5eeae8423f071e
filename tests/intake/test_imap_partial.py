"""The part of a large message that is read: its headers, and its first text."""

from __future__ import annotations

import email
import email.policy

import pytest

from inbox_escalator.intake.imap_partial import TEXT_BYTES, TextPart, assemble, first_text

PLAIN = (b"TEXT", b"PLAIN", (b"CHARSET", b"utf-8"), None, None, b"7BIT", 12, 1, None, None, None, None)
HTML = (b"text", b"html", None, None, None, b"7bit", 12, 1, None, None, None, None)
LOG = (b"text", b"plain", None, None, None, b"7bit", 12, 1, None, (b"attachment", (b"FILENAME", b"a.log")), None, None)
IMAGE = (b"image", b"png", None, None, None, b"base64", 9999, None, None, None, None)
FORWARDED = (b"message", b"rfc822", None, None, None, b"7bit", 99, (), PLAIN, 3)


@pytest.mark.parametrize(
    ("structure", "part"),
    [
        (PLAIN, TextPart("", "plain")),
        (([HTML, PLAIN], b"alternative"), TextPart("2", "plain")),
        (([IMAGE, ([HTML, PLAIN], b"alternative")], b"mixed"), TextPart("2.2", "plain")),
        (([LOG, HTML], b"mixed"), TextPart("2", "html")),
        (([FORWARDED, IMAGE], b"mixed"), None),
        (IMAGE, None),
        ((), None),
        (None, None),
        (b"nonsense", None),
        ((b"text",), TextPart("", "")),
    ],
)
def test_the_first_text_that_is_no_file(structure: object, part: TextPart | None) -> None:
    assert first_text(structure) == part


def test_a_structure_without_a_floor_is_given_up() -> None:
    deep: object = PLAIN
    for _ in range(500):
        deep = ([deep], b"mixed")
    assert first_text(deep) is None


def test_the_parts_own_fields_take_the_place_of_the_whole_ones() -> None:
    header = b"Subject: a\r\n folded\r\nContent-Type: multipart/mixed;\r\n boundary=x\r\nMIME-Version: 1.0\r\nTo: b@c\r\n\r\n"
    mime = b"Content-Type: text/plain; charset=utf-8\r\nX-Other: 1\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    message = email.message_from_bytes(assemble(header, mime, b"R3LDvMOfZQ=="), policy=email.policy.default)
    assert message.keys() == ["Subject", "To", "MIME-Version", "Content-Type", "Content-Transfer-Encoding"]
    assert message["Subject"] == "a folded"
    assert message.get_content() == "Grüße"


def test_a_lone_carriage_return_makes_no_field() -> None:
    """`Subject: x<CR>From: boss` is one field on the server; it must not become two in our hands."""
    raw = assemble(b"Subject: x\rFrom: boss@acme.example\r\nTo: b@c\r\n\r\n", b"", b"")
    assert raw == b"Subject: x\rFrom: boss@acme.example\r\nTo: b@c\r\nMIME-Version: 1.0\r\n\r\n"


def test_base64_that_is_cut_ends_at_a_whole_group() -> None:
    assert TEXT_BYTES % 4 == 0
