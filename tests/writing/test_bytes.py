"""The bytes that go onto the wire: short ASCII lines, headers as they must be, the same every time."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import replace
from datetime import timedelta

import pytest

from inbox_escalator.casework.decision import HOUSE, Notice, Route
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.writing import example
from inbox_escalator.writing.compose import Composer
from inbox_escalator.writing.mime import Letter, deliverable, encoded_words, to_wire
from inbox_escalator.writing.outbound import State
from inbox_escalator.writing.templates import CUSTOMER_MAILS, STAFF_MAILS, Templates
from tests.writing.conftest import Desk, html, plain, read

ALL = (*CUSTOMER_MAILS, *STAFF_MAILS)


@pytest.mark.parametrize("name", ALL)
def test_every_mail_is_whole(desk: Desk, name: str) -> None:
    mail = desk.mail(name)
    found = read(mail)
    assert mail.raw.isascii()
    assert all(len(line) <= 76 for line in mail.raw.split("\r\n"))
    assert "\n" not in mail.raw.replace("\r\n", "")
    assert mail.raw.endswith("--\r\n")
    assert found.get_content_type() == "multipart/alternative"
    assert [p.get_content_type() for p in found.iter_parts()] == ["text/plain", "text/html"]
    assert str(found["Subject"]) == mail.subject
    assert str(found["Message-ID"]) == str(found["X-Inbox-Escalator"]) == mail.message_id
    assert str(found["From"]) == "Acme Support <support@acme.example>"
    assert str(found["MIME-Version"]) == "1.0"
    assert found["Date"].datetime == example.NOW
    assert plain(mail).strip()
    assert "acme support" in plain(mail).lower()
    assert html(mail).startswith("<!DOCTYPE html>")
    assert len(set(found.keys())) == len(found.keys()), "a header stands twice"


@pytest.mark.parametrize("name", ALL)
def test_the_same_notice_gives_the_same_bytes(desk: Desk, name: str) -> None:
    fresh = Composer(Templates(), example.SEAL, example.policy())
    again = fresh.compose(example.notice(name), example.case(), example.texts(), example.events(), example.NOW)
    assert desk.mail(name) == again


def test_the_id_is_the_seals(desk: Desk) -> None:
    mail = desk.mail("escalation")
    assert mail.message_id == example.SEAL.message_id("CASE-1042", "olivia", "4")
    mark = example.SEAL.marks(mail.message_id, ["olivia", "ben"])[0]
    assert (mark.case, mark.notice, mark.contact, mark.verb) == ("CASE-1042", "4", "olivia", "")


@pytest.mark.parametrize("name", CUSTOMER_MAILS)
def test_customers_mail_says_that_it_is_automatic(desk: Desk, name: str) -> None:
    found = read(desk.mail(name))
    human = name == "message"
    assert str(found["Auto-Submitted"]) == ("no" if human else "auto-replied")
    assert ("X-Auto-Response-Suppress" in found) is not human
    assert "Importance" not in found
    assert str(found["To"]) == "Jane Roe <jane@roe.example>"
    assert str(found["In-Reply-To"]) == "<second@roe.example>"
    assert str(found["References"]) == "<first@roe.example> <second@roe.example>"
    assert str(found["Subject"]) == "Re: Invoices gone after your update [CASE-1042]"


@pytest.mark.parametrize("name", STAFF_MAILS)
def test_staffs_mail_may_be_answered_by_a_vacation_program(desk: Desk, name: str) -> None:
    found = read(desk.mail(name))
    assert not {"Auto-Submitted", "X-Auto-Response-Suppress", "Precedence", "Reply-To"} & set(found.keys())


def test_importance_is_for_critical_escalations(desk: Desk) -> None:
    found = read(desk.mail("escalation"))
    assert (str(found["Importance"]), str(found["X-Priority"])) == ("high", "1")
    calm = read(desk.mail(replace(example.notice("escalation"), critical=False)))
    assert not {"Importance", "X-Priority"} & set(calm.keys())
    assert "Importance" not in read(desk.mail("reminder"))


def test_later_mails_continue_the_thread(desk: Desk) -> None:
    first = desk.mail("escalation")
    for name in ("reminder", "customer_wrote", "missed", "took_over", "receipt"):
        found = read(desk.mail(name))
        assert str(found["In-Reply-To"]) == str(found["References"]) == first.message_id
        assert str(found["Subject"]) == f"Re: {first.subject}"


def test_the_front_lines_notice_stands_in_the_customers_thread(desk: Desk) -> None:
    mail = desk.mail("l1_reminder")
    found = read(mail)
    assert str(found["In-Reply-To"]) == "<second@roe.example>"
    assert str(found["Subject"]) == "Re: Invoices gone after your update [CASE-1042]"
    assert mail.to == DESK
    assert str(found["To"]) == "Acme Support <support@acme.example>"


def test_many_messages_are_referred_to_by_the_first_and_the_last(desk: Desk) -> None:
    case = replace(example.case(), messages=tuple(f"<m{n}@roe.example>" for n in range(50)))
    found = read(desk.mail("handoff", case))
    references = str(found["References"]).split()
    assert references[0] == "<m0@roe.example>"
    assert references[-1] == "<m49@roe.example>"
    assert len(references) == 10


def test_a_hostile_message_id_is_not_referred_to(desk: Desk) -> None:
    bad = ("<a b@x>", "<a>\r\nBcc: x@y.example", "no frame", "<>", "<ä@x.example>", "<" + "a" * 900 + "@x>")
    found = read(desk.mail("handoff", replace(example.case(), messages=bad)))
    assert "References" not in found
    assert "Bcc" not in found


def test_plus_addresses_only_where_they_work() -> None:
    composer = Composer(Templates(), example.SEAL, example.policy(), plus=True)
    args = (example.case(), example.texts(), example.events(), example.NOW)
    staff, customer, front = (
        composer.compose(example.notice(n), *args) for n in ("escalation", "handoff", "l1_reminder")
    )
    bare = staff.message_id[1:].partition("@")[0]
    assert str(read(staff)["Reply-To"]) == f"Acme Support <support+{bare}@acme.example>"
    assert staff.sender == f"support+b-{bare}@acme.example"
    assert "Reply-To" not in read(customer)
    assert "Reply-To" not in read(front)
    assert example.SEAL.marks(staff.sender, ["olivia"])[0].contact == "olivia"


def test_without_plus_the_desk_is_the_envelope_sender(desk: Desk) -> None:
    assert desk.mail("escalation").sender == "support@acme.example"


def test_the_row_of_the_outbox(desk: Desk) -> None:
    later = example.NOW + timedelta(hours=3)
    notice = replace(example.notice("escalation"), leaves=later, slot=2, route=Route.INBOX)
    mail = desk.mail(notice)
    assert (mail.case, mail.event, mail.template, mail.to) == ("CASE-1042", 4, "escalation", "olivia")
    assert (mail.created, mail.leaves, mail.route, mail.state) == (example.NOW, later, Route.INBOX, State.NEW)
    assert (mail.critical, mail.escalation, mail.address) == (True, 1, "olivia@acme.example")
    assert ".4-2." in mail.message_id
    assert read(mail)["Date"].datetime == later
    assert desk.mail(replace(notice, hold=True)).state is State.HELD
    assert desk.mail(replace(notice, leaves=example.NOW - timedelta(days=1))).leaves == example.NOW


def test_a_mail_about_no_case() -> None:
    composer = Composer(Templates(), example.SEAL, example.policy())
    for name in ("problem", "backlog", "help", "receipt", "explain_refusal", "code", "status"):
        notice = Notice(name, "olivia", "olivia@acme.example", HOUSE, 7, text="something happened")
        mail = composer.compose(notice, None, (), (), example.NOW)
        assert mail.case == HOUSE
        assert "Acme Support" in mail.subject
        assert plain(mail)


# ---------------------------------------------------------------------- subjects


@pytest.mark.parametrize("length", [1, 8, 20, 40, 200])
def test_an_escalations_subject_has_sixty_letters_and_cuts_the_name_first(desk: Desk, length: int) -> None:
    name = "Ann" + "a" * length
    case = replace(example.case(), customer=replace(example.case().customer, name=name))
    subject = desk.mail("escalation", case).subject
    assert len(subject) <= 60
    assert subject.startswith("ESCALATION L3 critical · Ann")
    assert subject.endswith(" · by 15:02 [CASE-1042]")
    reminder = desk.mail("reminder", case).subject
    assert reminder == f"Re: {subject}"


def test_the_time_in_the_subject_is_the_same_on_another_day(desk: Desk) -> None:
    first = desk.mail("escalation").subject
    late = desk.composer.compose(
        example.notice("reminder"), example.case(), example.texts(), example.events(), example.NOW + timedelta(days=9)
    )
    assert late.subject == f"Re: {first}"


@pytest.mark.parametrize(
    ("theirs", "ours"),
    [
        ("Hello", "Re: Hello [CASE-1042]"),
        ("Re: AW: Fwd: Hello", "Re: Hello [CASE-1042]"),
        ("RE : Hello [CASE-1042]", "Re: Hello [CASE-1042]"),
        ("[CASE-1042]", "Re: your message [CASE-1042]"),
        ("", "Re: your message [CASE-1042]"),
        ("Rechnung: falsch", "Re: Rechnung: falsch [CASE-1042]"),
    ],
)
def test_customers_subject(desk: Desk, theirs: str, ours: str) -> None:
    assert desk.mail("acknowledgement", replace(example.case(), subject=theirs)).subject == ours


def test_a_reminder_to_the_front_line_says_re_once(desk: Desk) -> None:
    case = replace(example.case(), subject="Re: AW: Hello [CASE-1042]")
    assert desk.mail("l1_reminder", case).subject == "Re: Hello [CASE-1042]"


def test_a_long_subject_keeps_the_reference(desk: Desk) -> None:
    subject = desk.mail("acknowledgement", replace(example.case(), subject="word " * 300)).subject
    assert len(subject) <= 150
    assert subject.endswith("… [CASE-1042]")


# ---------------------------------------------------------------------- by hand


def letter(**fields: object) -> Letter:
    plain_one = Letter(
        "<a.1.b@acme.example>", "Fri, 21 Nov 2025 14:02:00 +0100", "hi", ("Acme", "support@acme.example"),
        ("Jane", "jane@roe.example"), "text", "<p>html</p>",
    )  # fmt: skip
    return replace(plain_one, **fields)  # type: ignore[arg-type]


def parsed(one: Letter) -> email.message.EmailMessage:
    found = email.message_from_string(to_wire(one), policy=email.policy.default)
    assert isinstance(found, email.message.EmailMessage)
    return found


@pytest.mark.parametrize(
    "subject",
    [
        "plain",
        "a" * 200,
        "word " * 40 + "end",
        "Grüße · 日本語 " * 10,
        "=?utf-8?Q?no?=",
        "👩‍👩‍👧" * 30,
        "a\tb",
        "tail ",
        "x",
    ],
)
def test_subjects_come_back_as_they_were(subject: str) -> None:
    wire = to_wire(letter(subject=subject))
    assert all(len(line) <= 76 for line in wire.split("\r\n"))
    assert str(parsed(letter(subject=subject))["Subject"]).rstrip() == subject.rstrip()


@pytest.mark.parametrize(
    "name",
    [
        "Jane Roe",
        "Roe, Jane",
        'Jane "JR" Roe',
        "back\\slash",
        "Zoë",
        "evil <evil@x.example>",
        "a@b.example, c",
        "日本 太郎",
        "=?x?",
    ],
)
def test_names_come_back_as_they_were(name: str) -> None:
    to = parsed(letter(to=(name, "jane@roe.example")))["To"].addresses
    assert [(a.display_name, a.addr_spec) for a in to] == [(name, "jane@roe.example")]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "a b@x.example",
        "a@x.example\r\nBcc: y@z.example",
        "<a@b.example>",
        "a,b@x.example",
        "ä@x.example",
        "a@x y",
    ],
)
def test_an_address_that_cannot_stand_in_a_header_does_not(address: str) -> None:
    assert not deliverable(address)
    wire = to_wire(letter(to=("Jane", address)))
    assert "\r\nTo: undisclosed-recipients:;\r\n" in wire
    assert "Bcc" not in wire


def test_a_domain_of_other_letters_is_written_in_those_of_the_wire() -> None:
    assert "<jane@xn--bcher-kva.example>" in to_wire(letter(to=("Jane", "jane@bücher.example")))


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("short\nlines", "7bit"),
        ("é" + "a" * 300, "quoted-printable"),
        ("a" * 300, "quoted-printable"),
        ("日本語" * 200, "base64"),
    ],
)
def test_the_mildest_encoding(text: str, encoding: str) -> None:
    part = parsed(letter(text=text)).get_body(("plain",))
    assert part is not None
    assert part["Content-Transfer-Encoding"] == encoding
    assert part.get_content() == text.replace("\n", "\r\n") + "\r\n"
    assert all(len(line) <= 76 for line in to_wire(letter(text=text)).split("\r\n"))


def test_spaces_and_dots_survive() -> None:
    text = "trailing  \n.\n..\nFrom here\n" + "x" * 74 + " \n=3D"
    content = parsed(letter(text=text)).get_body(("plain",)).get_content()
    assert content == text.replace("\n", "\r\n") + "\r\n"


def test_encoded_words_are_cut_between_letters() -> None:
    for word in encoded_words("日本語" * 60):
        assert len(word) <= 75
        assert re.fullmatch(r"=\?utf-8\?B\?[A-Za-z0-9+/=]+\?=", word)


def test_customer_is_not_a_contact(desk: Desk) -> None:
    assert desk.mail("handoff").to == CUSTOMER
    assert desk.mail("handoff").for_customer
