"""Every trap that mail parsers fall into, as a small mail of its own."""

from __future__ import annotations

import base64
import hashlib
from datetime import UTC, datetime

import pytest

from inbox_escalator.intake.explain import as_json
from inbox_escalator.intake.inbound import Limits, read_mail
from inbox_escalator.intake.mail import Address, InboundMail, Zone

HEAD = (
    b"Received: from a by b; Mon, 03 Jun 2024 10:00:05 +0000\r\n"
    b"From: Ann Lee <Ann@Example.com>\r\nTo: support@example.net\r\nSubject: hello\r\n"
    b"Date: Mon, 03 Jun 2024 12:00:00 +0200\r\nMessage-ID: <1@example.com>\r\nMIME-Version: 1.0\r\n"
)


def mail(body: bytes = b"hi\r\n", extra: bytes = b"", head: bytes = HEAD) -> InboundMail:
    return read_mail(head + extra + b"\r\n" + body)


def mixed(*parts: bytes, kind: bytes = b"mixed") -> bytes:
    return (
        b"Content-Type: multipart/" + kind + b"; boundary=b\r\n\r\n"
        + b"".join(b"--b\r\n" + p + b"\r\n" for p in parts) + b"--b--\r\n"
    )  # fmt: skip


def read(*parts: bytes, kind: bytes = b"mixed") -> InboundMail:
    return read_mail(HEAD + mixed(*parts, kind=kind))


PLAIN = b"Content-Type: text/plain\r\n\r\nplain words\r\n"
HTML = b"Content-Type: text/html\r\n\r\n<p>html <b>words</b></p>\r\n"


def test_an_ordinary_mail() -> None:
    got = mail(b"Please help.\r\n\r\n-- \r\nAnn\r\n", b"Cc: Bob <b@example.com>, c@example.com\r\nReply-To: r@example.com\r\n")
    assert got.senders == (Address("ann@example.com", "Ann Lee"),)
    assert got.agreed_sender == "ann@example.com"
    assert got.to == (Address("support@example.net"),)
    assert [a.address for a in got.cc] == ["b@example.com", "c@example.com"]
    assert got.reply_to == (Address("r@example.com"),)
    assert (got.subject, got.message_id) == ("hello", "<1@example.com>")
    assert got.date == datetime(2024, 6, 3, 10, tzinfo=UTC)
    assert got.received == datetime(2024, 6, 3, 10, 0, 5, tzinfo=UTC)
    assert (got.new_words, got.words(Zone.SIGNATURE)) == ("Please help.", "--\nAnn")
    assert got.problems == ()
    assert got.size > 0


def test_ids_and_delivered_to() -> None:
    got = mail(
        extra=b"In-Reply-To: <a@x>\r\nReferences: <r@x>\r\n <a@x>\r\nDelivered-To: S@example.net\r\nX-Original-To: t@example.net\r\n"
    )
    assert got.in_reply_to == ("<a@x>",)
    assert got.references == ("<r@x>", "<a@x>")
    assert got.thread_ids == ("<a@x>", "<r@x>")
    assert got.delivered_to == ("s@example.net", "t@example.net")


# --- who it is from

AGREED = [
    (b"ann@example.com", "ann@example.com"),
    (b"Ann <ANN@example.com>", "ann@example.com"),
    (b'"Lee, Ann" <ann@example.com>', "ann@example.com"),
    (b"=?utf-8?q?Ann_L=C3=A9e?= <ann@example.com>", "ann@example.com"),
    (b"staff@corp.example <evil@example.com>", ""),
    (b"<evil@example.com> staff@corp.example", ""),
    (b"ann@example.com, evil@example.com", ""),
    (b"Group: a@example.com, b@example.com;", ""),
    (b"undisclosed-recipients:;", ""),
    (b"no-at-sign", ""),
    (b"<>", ""),
    (b"", ""),
    (b"a@b@c", ""),
    (b"ann@example.com\x00evil", ""),
    ("ü <sta\0ff@corp.example>".encode(), ""),
]


@pytest.mark.parametrize(("value", "agreed"), AGREED)
def test_a_sender_is_agreed_on_where_both_parsers_read_the_same_one(value: bytes, agreed: str) -> None:
    assert read_mail(b"From: " + value + b"\r\nSubject: s\r\n\r\nhi\r\n").agreed_sender == agreed


def test_of_two_senders_none_is_agreed_on() -> None:
    got = read_mail(b"From: staff@corp.example\r\nFrom: evil@example.com\r\n\r\nhi\r\n")
    assert [a.address for a in got.senders] == ["staff@corp.example", "evil@example.com"]
    assert got.agreed_sender == ""
    assert "more than one From" in " ".join(got.problems)


def test_a_sender_in_a_header_that_had_to_be_cut_is_not_agreed_on() -> None:
    padding = b"x" * 70_000
    for value in (b"evil@example.com, " + padding + b", <staff@corp.example>", padding + b" <staff@corp.example>"):
        assert read_mail(b"From: " + value + b"\r\n\r\nhi\r\n").agreed_sender == ""
    assert read_mail(b"From: staff@corp.example\r\nX-Junk: " + padding + b"\r\n\r\nhi\r\n").agreed_sender == ""


def test_the_address_in_angle_brackets_is_shown_as_the_sender() -> None:
    assert read_mail(b"From: ceo@corp.example <evil@example.com>\r\n\r\nhi").sender.address == "evil@example.com"
    assert read_mail(b'From: "ceo@corp.example" <evil@example.com>\r\n\r\nhi').sender.address == "evil@example.com"


# --- header values



def word(text: str) -> bytes:
    """`text` as an RFC 2047 word."""
    return b"=?utf-8?b?" + base64.b64encode(text.encode()) + b"?="


VALUES = [
    (b"a\r\n b", "a b"),
    (b"=?utf-8?q?K=C3=BCndigung?=", "Kündigung"),
    (b"=?utf-8?b?w7w=?= =?utf-8?b?w7w=?=", "üü"),
    (b"=?utf-8?q?=C3?= =?utf-8?q?=BC?=", "ü"),
    (b"=?iso-8859-1?q?a_b?= c =?utf-8?q?d?=", "a b c d"),
    (b"=?utf-8?q?a?=\r\n =?utf-8?q?b?=", "ab"),
    (b"=?utf-8*en?q?language?=", "language"),
    (b"=?x-unknown?q?hello?=", "hello"),
    (b"=?utf-8?x?hello?=", "=?utf-8?x?hello?="),
    (b"=?utf-8?q?a=0D=0ABcc:_v@example.org?=", "a Bcc: v@example.org"),
    (word("Re: order\r\nBcc: victim@example.org\r\n\r\nbody"), "Re: order Bcc: victim@example.org body"),
    (word("a\u2028b\u0085c\u202ed"), "a b cd"),
    ("Kündigung".encode(), "Kündigung"),
    ("Kündigung".encode("latin-1"), "Kündigung"),
    (b"he\x00llo\x1b[0m", "hello[0m"),
]


@pytest.mark.parametrize(("value", "line"), VALUES)
def test_a_header_value_is_one_clean_line(value: bytes, line: str) -> None:
    got = read_mail(b"From: a@example.com\r\nSubject: " + value + b"\r\nX-Own: " + value + b"\r\n\r\nhi\r\n")
    assert got.header("x-own") == got.subject
    assert got.subject.replace(" ", "") == line.replace(" ", "")


NAMES = [
    (b"../../etc/passwd", "passwd"),
    (b"C:\\Windows\\x.exe", "x.exe"),
    (b"a\x00.exe", "a .exe"),
    (b"..", ""),
    (b"", ""),
    ("invoice\u202efdp.exe".encode(), "invoicefdp.exe"),
    ("Rechnung für Ann.pdf".encode(), "Rechnung für Ann.pdf"),
    (b"=?utf-8?q?f=C3=BCr=2Epdf?=", "für.pdf"),
    (b"=?utf-8?q?a=0D=0AX-Evil=3A_1.pdf?=", "a X-Evil: 1.pdf"),
    (b"x" * 3000 + b".pdf", "x" * 196 + ".pdf"),
]


@pytest.mark.parametrize(("given", "name"), NAMES)
def test_a_file_name_is_safe(given: bytes, name: str) -> None:
    part = b'Content-Type: application/x\r\nContent-Disposition: attachment; filename="' + given + b'"\r\n\r\nx\r\n'
    assert [a.name for a in read(PLAIN, part).attachments] == [name]


def test_a_file_name_in_pieces() -> None:
    part = b"Content-Type: application/x;\r\n name*0*=utf-8''f%C3%BC;\r\n name*1=r.pdf\r\n\r\nx\r\n"
    assert read(PLAIN, part).attachments[0].name == "für.pdf"
    gap = b"Content-Type: application/x; name*0*=utf-8''a; name*99999999999999999999*=b\r\n\r\nx\r\n"
    assert len(read(PLAIN, gap).attachments) == 1


# --- text

CHARSETS = [
    (b"unknown-8bit", "für".encode("latin-1"), "für"),
    (b"us-ascii", "überfällig".encode(), "überfällig"),
    (b"utf-8", "Kündigung".encode("cp1252"), "Kündigung"),
    (b"iso-8859-1", "it’s €5".encode("cp1252"), "it’s €5"),
    (b"iso-8859-1", "später".encode(), "später"),
    (b"shift_jis", "①契約".encode("cp932"), "①契約"),
    (b"gb2312", "律师函镕".encode("gb18030"), "律师函镕"),
    (b"koi8-r", "Спасибо".encode("koi8-r"), "Спасибо"),
    (b"utf-16", "lawyer".encode("utf-16"), "lawyer"),
    (b"rot13", b"lawyer", "lawyer"),
    (b"undefined", b"lawyer", "lawyer"),
    (b"unicode_escape", b"lawyer \\ud800", "lawyer \\ud800"),
    (b"../../etc/passwd", b"lawyer", "lawyer"),
    (b"utf-8\x00", "für".encode(), "für"),
    (b"", "für".encode(), "für"),
    (b"x" * 100_000, b"lawyer", "lawyer"),
]


@pytest.mark.parametrize(("charset", "body", "text"), CHARSETS)
def test_a_lying_charset_loses_no_words(charset: bytes, body: bytes, text: str) -> None:
    got = mail(body, b"Content-Type: text/plain; charset=" + charset + b"\r\nContent-Transfer-Encoding: 8bit\r\n")
    assert got.body_text.strip() == text


ENCODINGS = [
    (b"quoted-printable", b"I will s=\r\nue y=\r\nou", "I will sue you"),
    (b"quoted-printable", b"100=% sure =E2=82=AC500", "100=% sure €500"),
    (b"base64", base64.b64encode(b"I want a refund")[:-1], "I want a refun"),
    (b"base64", base64.b64encode(b"I want a refund!") + b"\r\n\r\n--\r\nA footer, not base64!\r\n", "I want a refund!"),
    (b"BASE64 ", base64.b64encode(b"refund"), "refund"),
    (b"x-foo", b"please cancel", "please cancel"),
    (b"x-uuencode", b"begin 644 a.txt\r\n#0V%T\r\n`\r\nend\r\n", "Cat"),
    (b"x-uuencode", b"not at all uuencoded", "not at all uuencoded"),
    (b"8bit", b"please\x00 cancel\x07", "please cancel"),
]


@pytest.mark.parametrize(("encoding", "body", "text"), ENCODINGS)
def test_transfer_encodings(encoding: bytes, body: bytes, text: str) -> None:
    got = mail(body, b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: " + encoding + b"\r\n")
    assert text in got.body_text


BROKEN = [
    b"Content-Type: multipart/mixed\r\n\r\nplease cancel\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\nplease cancel\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nplease cancel\r\n",
    b"Content-Type: multipart/mixed; boundary=b\r\nContent-Transfer-Encoding: base64\r\n\r\n--b\r\n\r\nplease cancel\r\n--b--",
    b"Content-Type: text\r\n\r\nplease cancel\r\n",
    b"Content-Type: ;;;///\"\r\n\r\nplease cancel\r\n",
    b"Content-Type: text/plain\r\nContent-Type: multipart/mixed; boundary=q\r\n\r\nplease cancel\r\n",
    b"Content-Disposition: attachment\r\n\r\nplease cancel\r\n",
    b"Content-Disposition: =?utf-8?q?bad?=\r\n\r\nplease cancel\r\n",
]


@pytest.mark.parametrize("rest", BROKEN)
def test_a_broken_structure_loses_no_words(rest: bytes) -> None:
    assert "please cancel" in read_mail(HEAD + rest).new_words


# --- parts

def test_of_alternatives_the_plain_text_is_read_and_the_html_kept() -> None:
    got = read(PLAIN, HTML, kind=b"alternative")
    assert got.body_text.strip() == "plain words"
    assert "html" in got.body_html


def test_a_blank_plain_text_gives_way_to_the_html() -> None:
    got = read(b"Content-Type: text/plain\r\n\r\n  \r\n", HTML, kind=b"alternative")
    assert got.body_text.strip() == "html words"


def test_html_alone_is_read_as_text() -> None:
    assert read_mail(HEAD + HTML).new_words == "html words"


def test_html_that_says_again_what_the_text_says_is_left_out() -> None:
    twice = read(PLAIN, b"Content-Type: text/html\r\n\r\n<p>plain words</p>\r\n")
    assert twice.body_text.strip() == "plain words"
    assert "html words" in read(PLAIN, HTML).body_text


def test_a_file_is_measured_and_not_read_as_words() -> None:
    log = b"Content-Type: text/plain; name=app.log\r\nContent-Disposition: attachment\r\n\r\nI will sue"
    got = read(PLAIN, log)
    assert got.new_words == "plain words"
    (file,) = got.attachments
    assert (file.name, file.type, file.size) == ("app.log", "text/plain", 10)
    assert file.sha256 == hashlib.sha256(b"I will sue").hexdigest()


def test_an_attached_message_is_forwarded_and_not_the_senders_words() -> None:
    inner = b"Content-Type: message/rfc822\r\n\r\nFrom: Carl <c@example.org>\r\nSubject: claim\r\n\r\nI will sue you\r\n"
    got = read(PLAIN, inner)
    assert got.new_words == "plain words"
    assert "I will sue you" not in got.body_text
    assert got.words(Zone.FORWARDED) == "From: Carl <c@example.org>\nSubject: claim\n\nI will sue you"
    assert [a.type for a in got.attachments] == ["message/rfc822"]


def test_a_delivery_report_is_read_apart() -> None:
    got = read(
        b"Content-Type: text/plain\r\n\r\nIt failed.\r\n",
        b"Content-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mx\r\n\r\nFinal-Recipient: rfc822; x@y\r\nStatus: 5.1.1\r\n",
        b"Content-Type: message/rfc822\r\n\r\nMessage-ID: <ours@example.net>\r\n\r\nI will sue you\r\n",
        kind=b"report; report-type=delivery-status",
    )
    assert got.new_words == "It failed."
    assert "sue" not in "".join(p.text for p in got.passages)
    reports = "\n".join(got.reports)
    for words in ("Final-Recipient: rfc822; x@y", "Status: 5.1.1", "Message-ID: <ours@example.net>", "I will sue you"):
        assert words in reports


# --- the content key

def test_the_key_holds_however_the_mail_came() -> None:
    one = read_mail(HEAD + b"Content-Transfer-Encoding: 8bit\r\n\r\nLine one\r\nLine two\r\n")
    other = read_mail(
        b"Delivered-To: x@y\r\n" + HEAD.replace(b"by b;", b"by other;")
        + b"Content-Transfer-Encoding: quoted-printable\r\n\r\nLine =6Fne\r\nLine t=\r\nwo\r\n"
    )  # fmt: skip
    assert one.key == other.key


@pytest.mark.parametrize(
    ("old", "new"),
    [(b"<1@", b"<2@"), (b"Ann@", b"Bob@"), (b": hello", b": hallo"), (b"12:00", b"12:01"), (b"plain", b"other"), (b"xyz", b"xya")],
)
def test_the_key_changes_with_what_is_said(old: bytes, new: bytes) -> None:
    raw = HEAD + mixed(PLAIN, b"Content-Type: application/x\r\n\r\nxyz\r\n")
    assert old in raw
    assert read_mail(raw).key != read_mail(raw.replace(old, new)).key


# --- bounds

def test_of_a_large_file_only_size_and_hash_are_kept() -> None:
    blob = bytes(range(256)) * 4000
    part = (
        b"Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(blob)
    )
    (file,) = read(PLAIN, part).attachments
    assert (file.name, file.size, file.sha256) == ("a.zip", len(blob), hashlib.sha256(blob).hexdigest())


def test_a_large_file_has_the_same_hash_whether_taken_out_or_not() -> None:
    blob = b"row;1;2;3\r\n" * 20_000
    raw = HEAD + mixed(PLAIN, b"Content-Disposition: attachment; filename=a.csv\r\n\r\n" + blob)
    small = read_mail(raw, Limits(bulk_bytes=1 << 30))
    assert read_mail(raw).attachments == small.attachments
    assert read_mail(raw).key == small.key


@pytest.mark.parametrize(
    ("raw", "limits", "says"),
    [
        (HEAD + b"\r\n" + b"words " * 1000, Limits(message_bytes=2000), "larger than 2,000 bytes"),
        (b"X-Junk: " + b"x" * 70_000 + b"\r\n" + HEAD + b"\r\nhi", Limits(), "header is too large"),
        (b"X-Junk: x\r\n" * 2000 + HEAD + b"\r\nhi", Limits(), "header is too large"),
        (HEAD + mixed(*[PLAIN] * 30), Limits(parts=20), "more than 20 parts"),
        (HEAD + b"\r\n" + b"word\r\n" * 50_000, Limits(text_bytes=140_000), "text is longer"),
        (HEAD + b"To: " + b"a@example.com," * 900 + b"\r\n\r\nhi", Limits(), "more than 500 addresses"),
    ],
)
def test_what_is_cut_is_said(raw: bytes, limits: Limits, says: str) -> None:
    got = read_mail(raw, limits)
    assert says in " ".join(got.problems)
    assert got.subject == "hello"
    assert got.sender.address == "ann@example.com"
    assert got.body_text


def nested(depth: int) -> bytes:
    opened = b"".join(b'Content-Type: multipart/mixed; boundary="b%d"\r\n\r\n--b%d\r\n' % (i, i) for i in range(depth))
    return HEAD + opened + b"Content-Type: text/plain\r\n\r\nI will sue you\r\n"


def test_nesting_is_read_up_to_a_depth_and_said_beyond() -> None:
    assert read_mail(nested(40)).new_words == "I will sue you"
    for depth in (100, 400, 3000):
        assert read_mail(nested(depth)).problems


def test_what_no_parser_may_read_takes_the_raw_text_path() -> None:
    got = read_mail(nested(450))
    assert "I will sue you" in got.new_words
    assert (got.sender.address, got.subject) == ("ann@example.com", "hello")


def test_a_partial_message_says_so() -> None:
    assert "first text" in read_mail(HEAD + b"\r\nhi", partial=True).problems[0]
    assert read_mail(HEAD + b"\r\nhi", partial=True).new_words == "hi"


@pytest.mark.parametrize("raw", [b"", b"\n", b"\r", b"\x00" * 1000, b"no header at all", b"\r\nonly a body\r\n", b":", b"--"])
def test_any_bytes_are_a_mail(raw: bytes) -> None:
    assert len(read_mail(raw).key) == 64


def test_odd_beginnings() -> None:
    assert read_mail(b"\xef\xbb\xbf" + HEAD + b"\r\nhi").subject == "hello"
    assert read_mail(b"\r\n\r\n" + HEAD + b"\r\nhi").subject == "hello"
    assert read_mail((HEAD + b"\r\nhi").replace(b"\r\n", b"\r")).subject == "hello"
    assert read_mail(b"From ann@example.com Mon Jun  3 10:00:00 2024\r\n" + HEAD + b"\r\nhi").subject == "hello"
    assert read_mail(b"\r\nonly a body\r\n").new_words == "only a body"


@pytest.mark.parametrize(
    "value", [b"garbage", b"", b"Mon, 03 Jun 99999999999 10:00:00 +0000", b"Mon, 31 Feb 2024 25:61:61", b"1" * 9999, b"(" * 5000]
)
def test_a_senseless_date_is_none(value: bytes) -> None:
    assert read_mail(b"From: a@example.com\r\nDate: " + value + b"\r\n\r\nhi").date is None


def test_as_json_has_the_keys_of_the_message() -> None:
    got = as_json(read(PLAIN, b"Content-Type: image/png; name=a.png\r\n\r\nx"), "m1")
    assert (got["id"], got["from"], got["from_name"], got["subject"]) == ("m1", "ann@example.com", "Ann Lee", "hello")
    assert got["reply_text"] == "plain words"
    assert got["attachments"] == [{"name": "a.png", "type": "image/png", "size": 1}]
