"""Files around a mail that is written: every reader of RFC 2046 finds the words, the files and their names."""

from __future__ import annotations

import email
import email.policy
from email.message import EmailMessage

import pytest

from inbox_escalator.writing.mime import Letter, to_wire
from inbox_escalator.writing.parcel import File, with_files

LETTER = Letter(
    "<CASE-1.17.abc@acme.example>", "Mon, 23 Nov 2026 10:00:00 +0000", "Your invoice", ("Acme", "support@acme.example"),
    ("Jane", "jane@customer.example"), "Words.", "<p>Words.</p>",
)  # fmt: skip
NAMES = (
    "a.pdf", "", 'with "quotes" and \\.pdf', "Aufträge für März.csv", "発注書.xlsx", "x" * 190 + ".pdf",
    "ä" * 90 + ".pdf", "a;b=c.pdf", "%41.pdf", "it's.txt",
)  # fmt: skip


def read(raw: str) -> EmailMessage:
    message = email.message_from_bytes(raw.encode("ascii"), policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert not any(part.defects for part in message.walk())
    return message


@pytest.mark.parametrize("name", NAMES)
def test_any_name_and_all_bytes_come_through(name: str) -> None:
    octets = bytes(range(256)) * 30
    raw = with_files(to_wire(LETTER), [File(name, "application/pdf", octets)])
    (part,) = read(raw).iter_attachments()
    assert (part.get_filename(), part.get_content()) == (name or "file", octets)
    assert max(map(len, raw.split("\r\n"))) <= 90
    assert raw.count("\n") == raw.count("\r\n")


def test_the_words_and_the_headers_stay_as_they_were() -> None:
    plain, packed = read(to_wire(LETTER)), read(with_files(to_wire(LETTER), [File("a.pdf", "application/pdf", b"x")]))
    for kind in ("plain", "html"):
        before, after = plain.get_body((kind,)), packed.get_body((kind,))
        assert before is not None
        assert after is not None
        assert before.get_content() == after.get_content()
    assert [h for h in plain.items() if h[0] != "Content-Type"] == [h for h in packed.items() if h[0] != "Content-Type"]


@pytest.mark.parametrize("kind", ["message/rfc822", "multipart/mixed", "x\r\nBcc: a/b", "pdf", "/", "a/b; name=x"])
def test_a_type_that_cannot_stand_there_is_none(kind: str) -> None:
    (part,) = read(with_files(to_wire(LETTER), [File("a", kind, b"x")])).iter_attachments()
    assert part.get_content_type() == "application/octet-stream"


def test_a_note_is_a_text_below_the_files() -> None:
    last = list(read(with_files(to_wire(LETTER), [], "Not attached: ärger.pdf\n")).iter_parts())[-1]
    assert (last.get_content_type(), last.get_content()) == ("text/plain", "Not attached: ärger.pdf\n")


def test_what_is_no_mail_of_ours_is_refused() -> None:
    with pytest.raises(ValueError, match="multipart/alternative"):
        with_files("Subject: x\r\n\r\nwords", [])
