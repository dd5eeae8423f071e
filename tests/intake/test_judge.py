"""What a message is, and who wrote it."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from inbox_escalator.identity import CUSTOMER, Mark
from inbox_escalator.identity import DESK as FRONT
from inbox_escalator.intake.judge import judge, tag_of
from inbox_escalator.intake.mail import Address, InboundMail, Passage, Zone
from inbox_escalator.intake.sender import Dmarc, Kind, Sender
from inbox_escalator.intake.sender_json import as_json
from tests.intake.letters import DESK, FAILED, PASSED, SEAL, letter, ours

ANNA = "Anna Smith <anna@acme.example>"
SUPPORT = "Acme Support <support@acme.example>"
JANE = "Jane Roe <jane@customer.example>"


def kind(mail: InboundMail, **known: bool) -> Kind:
    return judge(mail, DESK, **known).kind


# ---------------------------------------------------------------------- own


def test_our_own_mail_is_known_by_its_message_id() -> None:
    sender = judge(letter("…", f"Message-ID: {ours('anna')}", sender=SUPPORT, to=ANNA), DESK)
    assert (sender.kind, sender.own) == (Kind.OWN, Mark("CASE-1042", "17", "anna"))


def test_our_own_mail_is_known_by_our_header_where_the_server_replaced_the_message_id() -> None:
    sender = judge(letter("…", f"X-Inbox-Escalator: {ours(CUSTOMER)}", sender=SUPPORT, to=JANE), DESK)
    assert (sender.kind, sender.own) == (Kind.OWN, Mark("CASE-1042", "17", CUSTOMER))


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        (f"Message-ID: {ours('anna')}", JANE),  # not from the desk
        (f"Message-ID: {ours('anna')[:-20]}xx@acme.example>", SUPPORT),  # a broken token
        (f"In-Reply-To: {ours('anna')}", SUPPORT),
        (f"References: {ours('anna')}", SUPPORT),
        (f"Message-ID: <re.{ours('anna')[1:-1]}>", SUPPORT),  # made from ours by somebody else
        (f"X-Inbox-Escalator: forwarded {ours('anna')}", SUPPORT),
    ],
)
def test_our_ids_elsewhere_never_make_a_mail_own(header: str, sender: str) -> None:
    assert kind(letter("…", header, sender=sender)) is not Kind.OWN


def test_our_ids_in_the_body_or_in_an_attached_message_never_make_a_mail_own() -> None:
    quoted = f"My lawyer will write.\n> Message-ID: {ours(CUSTOMER)}\n> X-Inbox-Escalator: {ours(CUSTOMER)}"
    assert kind(letter(quoted)) is Kind.CUSTOMER


# ---------------------------------------------------------------------- bounces and auto-replies

REPORT = """--b
Content-Type: text/plain

This is the mail system. Your message could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mx.other.example

Final-Recipient: rfc822; anna@acme.example
Action: failed
Status: 5.1.1
--b
Content-Type: text/rfc822-headers

From: support@acme.example
Message-ID: {id}
--b--
"""


def test_a_bounce_carries_the_id_of_the_mail_that_came_back() -> None:
    headers = ('Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "MIME-Version: 1.0")
    mail = letter(REPORT.format(id=ours("anna")), *headers, sender="MAILER-DAEMON@other.example", subject="Undelivered")
    sender = judge(mail, DESK)
    assert sender.kind is Kind.BOUNCE
    assert sender.bounce is not None
    assert (sender.bounce.recipients, sender.bounce.hard) == (("anna@acme.example",), True)
    assert sender.marks == (Mark("CASE-1042", "17", "anna"),)


def test_a_bounce_without_our_id_is_a_bounce_all_the_same() -> None:
    headers = ('Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "MIME-Version: 1.0")
    mail = letter(REPORT.format(id="<x@y>"), *headers, sender="MAILER-DAEMON@other.example", subject="Undelivered")
    assert (kind(mail), judge(mail, DESK).marks) == (Kind.BOUNCE, ())


def test_a_vacation_answer_of_a_contact_says_until_when() -> None:
    mail = letter(
        "I am out of the office until Friday 15 March.",
        "Auto-Submitted: auto-replied",
        f"In-Reply-To: {ours('anna')}",
        sender=ANNA,
        subject="Automatic reply: ESCALATION",
    )
    sender = judge(mail, DESK)
    assert (sender.kind, sender.contact, sender.by_words) == (Kind.AUTO_REPLY, "anna", False)
    assert sender.marks == (Mark("CASE-1042", "17", "anna"),)
    assert sender.away_until == datetime(2024, 3, 16, tzinfo=UTC)


def test_vacation_words_alone_count_only_in_an_answer_to_us() -> None:
    words = "I am out of the office until Friday."
    answer = judge(letter(words, f"In-Reply-To: {ours('anna')}", sender=ANNA, subject="Re: x"), DESK)
    assert (answer.kind, answer.by_words) == (Kind.AUTO_REPLY, True)
    assert kind(letter(words)) is Kind.CUSTOMER


def test_a_command_above_vacation_words_is_a_command() -> None:
    mail = letter("ok\n\nI am out of the office from Friday.", f"In-Reply-To: {ours('anna')}", sender=ANNA)
    assert kind(mail) is Kind.COMMAND


def test_a_vacation_answer_that_quotes_our_id_only_in_its_body_counts() -> None:
    mail = letter(f"Away.\n\n> Message-ID: {ours('anna')}", "X-Autoreply: yes", sender=ANNA)
    assert judge(mail, DESK).marks == (Mark("CASE-1042", "17", "anna"),)


def test_a_read_receipt_is_only_recorded() -> None:
    headers = (
        'Content-Type: multipart/report; report-type=disposition-notification; boundary="b"',
        "MIME-Version: 1.0",
    )
    body = "--b\nContent-Type: text/plain\n\nYour message was displayed.\n--b--\n"
    assert kind(letter(body, *headers, f"In-Reply-To: {ours('anna')}", sender=ANNA)) is Kind.IGNORED


# ---------------------------------------------------------------------- ignored


@pytest.mark.parametrize("sender", ["x@spam.example", "bad@customer.example", "Bad <BAD@Customer.Example>"])
def test_ignored_senders_are_recorded(sender: str) -> None:
    assert kind(letter(sender=sender)) is Kind.IGNORED


def test_what_the_server_calls_spam_is_recorded() -> None:
    assert kind(letter("x", "X-Spam-Flag: YES")) is Kind.IGNORED
    assert judge(letter(), DESK, flags=("\\Seen", "$Junk")).kind is Kind.IGNORED
    assert kind(letter("x", "X-Spam-Flag: NO")) is Kind.CUSTOMER


def test_junk_is_looked_at_and_shown_as_unverified() -> None:
    sender = judge(letter("x", "X-Spam-Flag: YES"), DESK, in_junk=True)
    assert (sender.kind, sender.unverified) == (Kind.CUSTOMER, True)


# ---------------------------------------------------------------------- staff


@pytest.mark.parametrize("header", [f"In-Reply-To: {ours('anna')}", f"References: <a@b> {ours('anna')} <c@d>"])
@pytest.mark.parametrize("verdict", [PASSED, "X-Nothing: here", FAILED])
def test_an_answer_to_an_internal_mail_is_a_command_and_casework_weighs_the_proof(header: str, verdict: str) -> None:
    sender = judge(letter("ok", verdict, header, sender=ANNA), DESK)
    assert (sender.kind, sender.contact, sender.staff, sender.agreed) == (Kind.COMMAND, "anna", True, True)
    assert sender.marks == (Mark("CASE-1042", "17", "anna"),)
    assert sender.dmarc is {PASSED: Dmarc.PASS, FAILED: Dmarc.FAIL}.get(verdict, Dmarc.NONE)


@pytest.mark.parametrize(
    "to",
    [
        f"support+b-{ours('anna')[1:].partition('@')[0]}@acme.example",
        f"support+{ours('anna')[1:].partition('@')[0]}@acme.example",
    ],
)
def test_the_id_may_come_in_the_address(to: str) -> None:
    assert judge(letter("ok", sender=ANNA, to=to), DESK).marks == (Mark("CASE-1042", "17", "anna"),)


def test_a_one_tap_link_carries_its_verb_in_the_subject() -> None:
    sender = judge(letter("ok", sender=ANNA, subject=f"ok {SEAL.tap('CASE-1042', 'anna', '17', 'ok')}"), DESK)
    assert (sender.kind, sender.marks) == (Kind.COMMAND, (Mark("CASE-1042", "17", "anna", "ok"),))


def test_the_nearest_id_decides() -> None:
    far, near = ours("anna", notice="3"), ours(CUSTOMER, notice="9")
    mail = letter(
        "Dear Jane",
        PASSED,
        f"References: {far} {near}",
        f"In-Reply-To: {near}",
        sender=ANNA,
        to=f"{JANE}, support@acme.example",
    )
    assert kind(mail) is Kind.STAFF
    assert [m.notice for m in judge(mail, DESK).marks] == ["9", "3"]


def test_a_colleague_may_name_the_case_in_the_subject() -> None:
    sender = judge(letter("up", PASSED, sender=ANNA, subject="Re: [CASE-1042] Parcel"), DESK)
    assert (sender.kind, sender.tag, sender.dmarc) == (Kind.COMMAND, "CASE-1042", Dmarc.PASS)
    assert kind(letter("up", sender=ANNA, subject="Re: [CASE-1042] Parcel")) is Kind.COMMAND  # casework explains
    assert kind(letter("up", FAILED, sender=ANNA, subject="Re: [CASE-1042] Parcel")) is Kind.CUSTOMER


def test_an_answer_to_the_customer_counts_when_dmarc_passed() -> None:
    headers = ("Cc: support@acme.example",)
    assert kind(letter("Dear Jane", PASSED, *headers, sender=ANNA, to=JANE, subject="Re: [CASE-1042]")) is Kind.STAFF
    unproven = judge(letter("Dear Jane", *headers, sender=ANNA, to=JANE, subject="Re: [CASE-1042]"), DESK)
    assert (unproven.kind, unproven.unverified) == (Kind.CUSTOMER, True)


def test_what_lies_in_sent_is_proven_by_the_mailbox() -> None:
    answer = letter("Dear Jane", sender=SUPPORT, to=JANE, subject="Re: Parcel")
    assert judge(answer, DESK, in_sent=True).kind is Kind.STAFF
    from_annas_address = letter("Dear Jane", sender=ANNA, to=JANE)
    assert judge(from_annas_address, DESK, in_sent=True).contact == "anna"
    inside = letter("Lunch?", sender=SUPPORT, to=ANNA)
    assert judge(inside, DESK, in_sent=True).kind is Kind.IGNORED
    to_us = letter("ok", f"In-Reply-To: {ours(FRONT)}", sender=SUPPORT, to=SUPPORT)
    assert judge(to_us, DESK, in_sent=True).kind is Kind.COMMAND


@pytest.mark.parametrize(
    "mail",
    [
        letter("My lawyer will sue you.", sender=ANNA),
        letter("My lawyer will sue you.", PASSED, sender=ANNA),
        letter("My lawyer will sue you.", FAILED, sender=ANNA),
        letter("My lawyer will sue you.", sender=SUPPORT),
        letter("up", "From: anna@acme.example", sender=JANE),  # two From
        letter("up", sender="anna@acme.example <evil@customer.example>, x@acme.example"),
    ],
)
def test_a_colleagues_address_without_proof_or_command_is_taken_as_a_customers(mail: InboundMail) -> None:
    sender = judge(mail, DESK)
    assert sender.kind is Kind.CUSTOMER
    assert sender.unverified or not sender.staff


def test_a_name_that_looks_like_a_colleague_is_nobody() -> None:
    sender = judge(
        letter("ok", f"In-Reply-To: {ours(CUSTOMER)}", sender='"anna@acme.example" <evil@customer.example>'), DESK
    )
    assert (sender.kind, sender.contact, sender.staff) == (Kind.CUSTOMER, "", False)


def test_somebody_else_with_a_contacts_token_is_left_to_casework() -> None:
    mail = letter("ok", f"In-Reply-To: {ours('anna')}", sender="lawyer@elsewhere.example")
    sender = judge(mail, DESK)
    assert (sender.kind, sender.contact, sender.staff) == (Kind.COMMAND, "", False)


def test_a_customer_in_a_thread_that_held_an_internal_mail_stays_a_customer() -> None:
    mail = letter("I will sue", f"References: {ours('anna')} <x@acme.example>", "In-Reply-To: <x@acme.example>")
    assert kind(mail) is Kind.CUSTOMER


def test_a_forged_id_proves_nothing() -> None:
    forged = "<CASE-1042.17.aaaaaaaaaaaaaaaa@acme.example>"
    sender = judge(letter("done", f"In-Reply-To: {forged}", sender=ANNA), DESK)
    assert (sender.kind, sender.marks, sender.unverified) == (Kind.CUSTOMER, (), True)


# ---------------------------------------------------------------------- forms, lists, notices, customers


def test_behind_a_web_form_stands_a_customer() -> None:
    sender = judge(
        letter("Help", f"Reply-To: {JANE}", "Auto-Submitted: auto-generated", sender="form@webforms.example"), DESK
    )
    assert (sender.kind, sender.address) == (Kind.CUSTOMER, Address("jane@customer.example", "Jane Roe"))
    assert kind(letter("Help", sender="form@webforms.example")) is Kind.NOTICE


def test_nobody_commands_through_a_web_form() -> None:
    mail = letter(
        "up", f"Reply-To: {ANNA}", f"In-Reply-To: {ours('anna')}", sender="form@webforms.example", subject="[CASE-1042]"
    )
    sender = judge(mail, DESK)
    assert (sender.kind, sender.unverified, sender.agreed) == (Kind.CUSTOMER, True, False)


@pytest.mark.parametrize(
    "listed", ["List-Id: Support <support-list.acme.example>", "List-Post: <mailto:support-list@acme.example>"]
)
def test_the_desks_own_list_is_transparent(listed: str) -> None:
    assert kind(letter("Help", listed, "Precedence: list", "List-Unsubscribe: <mailto:x@y.example>")) is Kind.CUSTOMER


def test_the_desks_own_list_may_put_itself_into_from() -> None:
    mail = letter(
        "Help", f"Reply-To: {JANE}", "Precedence: list", sender='"Jane via Support" <support-list@acme.example>'
    )
    sender = judge(mail, DESK)
    assert (sender.kind, sender.address.address, sender.agreed) == (Kind.CUSTOMER, "jane@customer.example", False)


@pytest.mark.parametrize(
    ("header", "sender"),
    [
        ("Precedence: bulk", JANE),
        ("List-Id: <news.shop.example>", JANE),
        ("List-Unsubscribe: <mailto:x@y.example>", JANE),
        ("Auto-Submitted: auto-generated", JANE),
        ("X-Nothing: here", "noreply@shop.example"),
        ("X-Nothing: here", "do-not-reply@shop.example"),
        ("X-Nothing: here", "reviews@email.trustpilot.com"),
        ("X-Nothing: here", "newsletter@shop.example"),
    ],
)
def test_machines_write_notices(header: str, sender: str) -> None:
    assert kind(letter("A new review: 1 star", header, sender=sender)) is Kind.NOTICE


@pytest.mark.parametrize(
    "subject",
    ["[Ticket 60412] We hebben uw bericht ontvangen", "Your request has been received (#81)", "Eingangsbestätigung: 4711"],
)
def test_another_desks_receipt_is_an_automatic_answer(subject: str) -> None:
    machine = letter("To report an incident, call us.", "Auto-Submitted: auto-generated", subject=subject)
    assert kind(machine) is Kind.AUTO_REPLY
    person = letter("You wrote that, and then nothing came.", subject=subject)
    assert kind(person) is Kind.CUSTOMER


@pytest.mark.parametrize(
    ("header", "subject"),
    [
        ("X-Auto-Response-Suppress: DR, OOF, AutoReply", "Parcel"),
        ("Auto-Submitted: no", "Parcel"),
        ("X-Autoreply: no", "Parcel"),
        ("X-Nothing: here", "Out of office hours you are never there"),
        ("X-Nothing: here", "Re: Automatic reply: Parcel"),
        ("X-Nothing: here", "Vacation rental: payment lost"),
    ],
)
def test_people_are_not_taken_for_machines(header: str, subject: str) -> None:
    assert kind(letter("Where is it?", header, subject=subject)) is Kind.CUSTOMER


def test_a_persons_subject_with_a_vacation_word_and_a_colon_is_by_words_only() -> None:
    sender = judge(letter("Where is it?", subject="Vacation: payment lost"), DESK)
    assert sender.kind is Kind.CUSTOMER or sender.by_words


@pytest.mark.parametrize(
    ("subject", "tag"),
    [("Re: [CASE-1042] x", "CASE-1042"), ("[case-7]", "CASE-7"), ("CASE-1042", ""), ("[CASE-]", ""), ("[XCASE-1]", "")],
)
def test_the_tag_in_the_subject(subject: str, tag: str) -> None:
    assert tag_of(subject, "CASE") == tag


def test_flags_for_scripts() -> None:
    said = as_json(judge(letter("x", "Precedence: bulk"), DESK))
    assert (said["kind"], said["is_list_or_bulk"], said["is_bounce"], said["bounced_recipient"]) == (
        "notice",
        True,
        False,
        [],
    )


# ---------------------------------------------------------------------- whatever comes

HEADER = st.tuples(
    st.sampled_from(
        [
            "auto-submitted",
            "return-path",
            "content-type",
            "received",
            "authentication-results",
            "x-failed-recipients",
            "list-id",
            "x-original-from",
        ]
    ),
    st.text(max_size=60),
)
WORDS = st.one_of(
    st.text(max_size=200),
    st.sampled_from(
        ["Final-Recipient: rfc822; a@b\nStatus: 5.1.1", "until 31.02.", "until 99/99/9999", ours("anna"), "<@>"]
    ),
)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(HEADER, max_size=5),
    WORDS,
    WORDS,
    st.sampled_from(["mailer-daemon@x.example", "anna@acme.example", "", "@", "a+b"]),
    st.booleans(),
)
def test_no_mail_is_too_strange(
    headers: list[tuple[str, str]], subject: str, body: str, sender: str, in_sent: bool
) -> None:
    mail = InboundMail(
        "k",
        senders=(Address(sender),),
        agreed_sender=sender,
        date=datetime(2024, 3, 11, tzinfo=UTC),
        subject=subject,
        body_text=body,
        passages=(Passage(Zone.NEW, body),),
        headers=tuple(headers),
        reports=(body,),
    )
    assert isinstance(judge(mail, DESK, in_sent=in_sent), Sender)
