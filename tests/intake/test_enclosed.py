"""Files are found again in the message in which they were named, and come out byte for byte."""

from __future__ import annotations

import time
from email.message import EmailMessage

import pytest

from inbox_escalator.intake.enclosed import files_in
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.mail import Attachment

LARGE = bytes(range(256)) * 2000
LOGO = b"\x89PNG logo"


def letter() -> bytes:
    """Words with a logo in them, a small file, a large one, and one with letters of another alphabet."""
    message = EmailMessage()
    message["From"], message["Message-ID"] = "jane@customer.example", "<1@customer.example>"
    message.set_content("See below.")
    message.add_alternative('<p>See below. <img src="cid:logo@here"></p>', "html")
    message.add_attachment(b"%PDF", "application", "pdf", filename="small.pdf")
    message.add_attachment(LARGE, "application", "zip", filename="large.zip")
    message.add_attachment("grüße\n".encode(), "text", "csv", filename="Aufträge.csv")
    message.add_attachment(LOGO, "image", "png", filename="logo.png", cid="<logo@here>", disposition="inline")
    return message.as_bytes(policy=message.policy.clone(linesep="\r\n"))


def test_every_file_that_was_named_comes_out_as_it_was_sent() -> None:
    named = read_mail(letter()).attachments
    found = files_in(letter(), named)
    assert [(file.name, found[file]) for file in named] == [
        ("small.pdf", b"%PDF"),
        ("large.zip", LARGE),
        ("Aufträge.csv", "grüße\n".encode()),
        ("logo.png", LOGO),
    ]


def test_a_picture_that_the_words_show_is_known_as_such() -> None:
    assert [file.name for file in read_mail(letter()).attachments if file.inline] == ["logo.png"]


def test_what_was_not_asked_for_stays_where_it_is() -> None:
    (one,) = (file for file in read_mail(letter()).attachments if file.name == "small.pdf")
    other = Attachment("other.pdf", "application/pdf", 4, "0" * 64)
    assert files_in(letter(), [one, other]) == {one: b"%PDF"}


@pytest.mark.parametrize("raw", [b"", b"From: x\r\n\r\n", letter()[:700], b"\r\n--x" * 5000])
def test_a_message_that_is_none_holds_nothing(raw: bytes) -> None:
    missing = Attachment("a.pdf", "application/pdf", 4000, "0" * 64)
    assert files_in(raw, [missing]) == {}


def test_many_lines_in_many_containers_are_not_parsed() -> None:
    """The parser looks at each line once for each open container: files of such a message are named, not fetched."""
    heads = "".join(f'Content-Type: multipart/mixed; boundary="{n}"\r\n\r\n--{n}\r\n' for n in range(300))
    raw = heads.encode() + b"Content-Type: application/pdf\r\n\r\n" + b"x\r\n" * 200_000
    began = time.perf_counter()
    assert files_in(raw, [Attachment("a.pdf", "application/pdf", 600_000)]) == {}
    assert time.perf_counter() - began < 2
