"""Delivery reports as the common servers write them."""

import pytest

from inbox_escalator.intake.bounce import read_bounce
from inbox_escalator.intake.sender import Bounce
from tests.intake.letters import letter

DAEMON = "Mail Delivery System <MAILER-DAEMON@mx.other.example>"
REPORT = ('Content-Type: multipart/report; report-type=delivery-status; boundary="b"', "MIME-Version: 1.0")


def status(fields: str, words: str = "Your message could not be delivered.") -> str:
    return (
        f"--b\nContent-Type: text/plain\n\n{words}\n--b\nContent-Type: message/delivery-status\n\n"
        f"Reporting-MTA: dns; mx.other.example\n\n{fields}\n--b--\n"
    )


def bounce(
    body: str, *headers: str, subject: str = "Undelivered Mail Returned to Sender", sender: str = DAEMON
) -> Bounce:
    found = read_bounce(letter(body, *headers, sender=sender, subject=subject))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("fields", "recipients", "statuses", "temporary", "hard"),
    [
        (
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1",
            ("a@x.example",),
            ("5.1.1",),
            False,
            True,
        ),
        (
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.2.1",
            ("a@x.example",),
            ("5.2.1",),
            False,
            True,
        ),
        (
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.2.2",
            ("a@x.example",),
            ("5.2.2",),
            False,
            False,
        ),
        (
            "Final-Recipient: rfc822; a@x.example\nAction: delayed\nStatus: 4.4.1",
            ("a@x.example",),
            ("4.4.1",),
            True,
            False,
        ),
        (
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 4.4.7",
            ("a@x.example",),
            ("4.4.7",),
            False,
            False,
        ),
        (
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.8",
            ("a@x.example",),
            ("5.1.8",),
            False,
            False,
        ),
        # the address that we wrote to, not the one that it was forwarded to
        (
            "Original-Recipient: rfc822; A@x.example\nFinal-Recipient: rfc822; b@y.example\nAction: failed\nStatus: 5.1.1",
            ("a@x.example",),
            ("5.1.1",),
            False,
            True,
        ),
        # a general code gives way to the special one in the server's own words
        (
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp; 550 5.1.1 no",
            ("a@x.example",),
            ("5.1.1",),
            False,
            True,
        ),
        # or to words
        (
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.0.0\nDiagnostic-Code: smtp;\n 550 User unknown",
            ("a@x.example",),
            ("5.0.0",),
            False,
            True,
        ),
        # unwelcome is not unknown
        (
            "Final-Recipient: rfc822; a@x.example\nAction: failed\nStatus: 5.1.1\nDiagnostic-Code: smtp; 550 blocked as spam",
            ("a@x.example",),
            ("5.1.1",),
            False,
            False,
        ),
        # one reached, one not
        (
            "Final-Recipient: rfc822; a@x.example\nAction: delivered\nStatus: 2.0.0\n\n"
            "Final-Recipient: rfc822; b@x.example\nAction: failed\nStatus: 5.7.1",
            ("b@x.example",),
            ("5.7.1",),
            False,
            False,
        ),
    ],
)
def test_rfc_3464(fields: str, recipients: tuple, statuses: tuple, temporary: bool, hard: bool) -> None:
    found = bounce(status(fields), *REPORT)
    assert (found.recipients, found.statuses, found.temporary, found.hard) == (recipients, statuses, temporary, hard)


@pytest.mark.parametrize(
    ("subject", "body", "recipient", "hard"),
    [
        (
            "Mail delivery failed: returning message to sender",
            "This message was created automatically by mail delivery software.\n\nA message that you sent could not be "
            "delivered to one or more of its\nrecipients. The following address(es) failed:\n\n  a@x.example\n"
            "    host mx.x.example: 550 5.1.1 unknown user\n\n------ This is a copy of the message ------\n\nTo: b@y.example\n",
            "a@x.example",
            True,
        ),
        (
            "failure notice",
            "Hi. This is the qmail-send program at y.example.\nI'm afraid I wasn't able to deliver your message to the "
            "following addresses.\n\n<a@x.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n"
            "--- Below this line is a copy of the message.\n\n<c@z.example>\n",
            "a@x.example",
            True,
        ),
        (
            "Undeliverable: Parcel",
            "Delivery has failed to these recipients or groups:\n\na@x.example\nThe recipient's mailbox is full.\n",
            "a@x.example",
            False,
        ),
        (
            "Unzustellbar: Paket",
            "Die Nachricht konnte nicht zugestellt werden:\n\n<a@x.example>\n",
            "a@x.example",
            False,
        ),
    ],
)
def test_reports_of_servers_that_never_read_it(subject: str, body: str, recipient: str, hard: bool) -> None:
    found = bounce(body, subject=subject)
    assert (found.recipients, found.hard) == ((recipient,), hard)


def test_a_header_may_say_it_all() -> None:
    found = bounce("Something.", "X-Failed-Recipients: a@x.example, b@x.example", sender="x@y.example", subject="Hm")
    assert found.recipients == ("a@x.example", "b@x.example")


def test_a_warning_is_a_delay() -> None:
    words = "THIS IS A WARNING MESSAGE ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.\n\n<a@x.example>\n"
    found = bounce(words, subject="Warning: could not send message for past 4 hours")
    assert (found.temporary, found.hard) == (True, False)


def test_why_it_is_taken_for_a_bounce_is_said() -> None:
    assert "RFC 3464" in bounce(status("Final-Recipient: rfc822; a@x.example\nAction: failed"), *REPORT).because


@pytest.mark.parametrize(
    ("subject", "body"),
    [
        ("Undeliverable: my parcel", "Your courier says that my address is undeliverable. Why?"),
        ("Fwd: Undelivered Mail Returned to Sender", "I get this when I write to you. Is your mailbox full?"),
        ("Re: failure notice", "What does this failure notice mean? It could not be delivered, it says."),
        ("Delivery failed", "The driver rang at the wrong door and the delivery failed. I want my money back."),
    ],
)
def test_a_person_who_speaks_of_delivery_has_not_bounced(subject: str, body: str) -> None:
    assert read_bounce(letter(body, subject=subject)) is None


def test_a_read_receipt_is_no_bounce() -> None:
    headers = (
        'Content-Type: multipart/report; report-type=disposition-notification; boundary="b"',
        "MIME-Version: 1.0",
    )
    assert (
        read_bounce(letter("--b\nContent-Type: text/plain\n\nRead.\n--b--\n", *headers, subject="Read: Parcel")) is None
    )


@pytest.mark.parametrize("body", ["@" * 200_000, "<" * 200_000, ("a@" + "." * 997 + "x\n") * 300, "1.1.1." * 30_000])
def test_hostile_reports_cost_little(body: str) -> None:
    assert read_bounce(letter(body, "X-Failed-Recipients: (none)", sender=DAEMON)) is not None
