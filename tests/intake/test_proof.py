"""The DMARC verdict: whose word counts, and how it is spelled."""

import pytest

from inbox_escalator.intake.mail import Address, InboundMail
from inbox_escalator.intake.proof import verdict
from inbox_escalator.intake.sender import Dmarc

OURS = "Received: from a by mx.acme.example with ESMTP"
INSIDE = "Received: from mx by localhost with LMTP"
FOREIGN = "Received: from b by out.evil.example with ESMTP"
PASS = "Authentication-Results: mx.acme.example; dmarc=pass header.from=acme.example"
FAIL = "Authentication-Results: mx.acme.example; dmarc=fail header.from=acme.example"


def mail(*lines: str, sender: str = "anna@acme.example") -> InboundMail:
    headers = tuple((name.lower(), value.strip()) for name, _, value in (line.partition(":") for line in lines))
    return InboundMail("k", senders=(Address(sender),), headers=headers)


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ([], Dmarc.NONE),
        ([OURS, PASS], Dmarc.PASS),
        ([PASS, OURS], Dmarc.PASS),
        ([INSIDE, OURS, PASS], Dmarc.PASS),
        ([OURS, PASS, FOREIGN], Dmarc.PASS),
        ([OURS, FOREIGN, PASS], Dmarc.NONE),  # written by others
        ([FOREIGN, PASS], Dmarc.NONE),
        ([OURS, FAIL, PASS], Dmarc.FAIL),
        ([OURS, PASS, FAIL], Dmarc.FAIL),
        ([OURS, "Authentication-Results: mx.evil.example; dmarc=pass header.from=acme.example"], Dmarc.NONE),
        ([OURS, "ARC-Authentication-Results: i=1; mx.acme.example; dmarc=pass header.from=acme.example"], Dmarc.NONE),
        ([OURS, "Authentication-Results: mx.acme.example.evil.example; dmarc=pass"], Dmarc.NONE),
    ],
)
def test_only_our_servers_word_above_the_first_foreign_hop_counts(lines: list[str], said: Dmarc) -> None:
    assert verdict(mail(*lines), "mx.acme.example") is said


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("mx.acme.example; dmarc=pass", Dmarc.PASS),
        ("MX.Acme.Example 1; DMARC=Pass", Dmarc.PASS),
        ('"mx.acme.example"; dmarc=pass', Dmarc.PASS),
        ("mx.acme.example (a; dmarc=fail (nested)) ; dmarc = pass (p=REJECT sp=REJECT)", Dmarc.PASS),
        ("mx.acme.example; spf=pass smtp.mailfrom=a@b; dkim=fail; dmarc=none", Dmarc.NONE),
        ("mx.acme.example; dkim=pass header.i=@acme.example; dmarc=fail (p=NONE)", Dmarc.FAIL),
        ("mx.acme.example; dmarc=temperror", Dmarc.NONE),
        ("mx.acme.example; dmarc=bestguesspass", Dmarc.NONE),
        ("mx.acme.example; none", Dmarc.NONE),
        ("mx.acme.example", Dmarc.NONE),
        ("mx.acme.example; dmarc=pass header.from=evil.example", Dmarc.NONE),  # passed, but for somebody else
        ('mx.acme.example; spf=pass reason="x; dmarc=pass"', Dmarc.NONE),
        ("mx.acme.example; spf=pass smtp.mailfrom=dmarc=pass", Dmarc.NONE),
        ("(" * 5000, Dmarc.NONE),
        ("", Dmarc.NONE),
    ],
)
def test_how_it_is_spelled(value: str, said: Dmarc) -> None:
    assert verdict(mail(f"Authentication-Results: {value}"), "mx.acme.example") is said


def test_a_subdomain_may_pass_for_its_organisation_only() -> None:
    lines = (OURS, PASS)
    assert verdict(mail(*lines, sender="a@shop.acme.example"), "mx.acme.example") is Dmarc.PASS
    assert verdict(mail(*lines, sender="a@notacme.example"), "mx.acme.example") is Dmarc.NONE


def test_microsoft_leaves_the_id_out() -> None:
    line = (
        "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=acme.example; dkim=pass;"
        "dmarc=pass action=none header.from=acme.example;compauth=pass reason=100"
    )
    assert verdict(mail(line), "", microsoft=True) is Dmarc.PASS
    assert verdict(mail(line), "") is Dmarc.NONE
    assert verdict(mail(line), "mx.acme.example") is Dmarc.NONE
    assert verdict(mail(line.replace("dmarc=pass", "dmarc=fail")), "", microsoft=True) is Dmarc.FAIL


def test_nobody_is_believed_where_no_server_is_named() -> None:
    assert verdict(mail(OURS, PASS), "") is Dmarc.NONE


def test_a_server_at_a_country_domain_does_not_make_its_neighbours_ours() -> None:
    line = "Authentication-Results: acme.co.uk; dmarc=pass header.from=acme.example"
    assert verdict(mail("Received: from x by evil.co.uk with SMTP", line), "acme.co.uk") is Dmarc.NONE
