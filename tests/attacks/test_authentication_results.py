"""A DMARC pass that our server did not write is none; a mail with such a line commands nothing."""

from __future__ import annotations

import pytest

from tests.attacks.ground import ANNA, FAIL, JANE, MANAGER, PASS, Ground

OURS = "Received: from mail.acme.example by mx.acme.example with ESMTPS; Mon, 23 Nov 2026 09:00:00 +0000"
FOREIGN = "Received: from laptop by out.evil.example with ESMTPSA; Mon, 23 Nov 2026 08:59:59 +0000"
FORGED = "Authentication-Results: mx.acme.example; dmarc=pass header.from=acme.example"
SPF_ONLY = "Authentication-Results: mx.acme.example; spf=softfail smtp.mailfrom=evil.example"

NOT_PROVEN = {
    "other authserv-id": ["MX", "Authentication-Results: mx.evil.example; dmarc=pass header.from=acme.example"],
    "the id is a prefix of theirs": ["MX", "Authentication-Results: mx.acme.example.evil.example; dmarc=pass"],
    "theirs is a prefix of the id": ["MX", "Authentication-Results: mx.acme; dmarc=pass"],
    "the id behind another word": ["MX", "Authentication-Results: evil mx.acme.example; dmarc=pass"],
    "the id in a comment": ["MX", "Authentication-Results: (mx.acme.example) evil.example; dmarc=pass"],
    "the id with a trailing dot": ["MX", "Authentication-Results: mx.acme.example.; dmarc=pass"],
    "below a foreign hop": ["MX", FOREIGN, FORGED],
    "below a foreign hop that is folded": ["MX", "Received: from laptop\r\n\tby out.evil.example\r\n\twith SMTP; x", FORGED],
    "in a comment": ["MX", "Authentication-Results: mx.acme.example; none (dmarc=pass)"],
    "in a comment across folds": ["MX", "Authentication-Results: mx.acme.example;\r\n (\r\n ; dmarc=pass\r\n ) none"],
    "in a quoted string": ["MX", 'Authentication-Results: mx.acme.example; spf=pass reason="a; dmarc=pass"'],
    "behind an escaped quote": ["MX", 'Authentication-Results: mx.acme.example; spf=pass reason="\\"; dmarc=pass"'],
    "in a mailbox name": ["MX", 'Authentication-Results: mx.acme.example; spf=pass smtp.mailfrom="x; dmarc=pass"@evil.example'],
    "ARC": ["MX", "ARC-Authentication-Results: i=1; mx.acme.example; dmarc=pass header.from=acme.example"],
    "X-": ["MX", "X-Authentication-Results: mx.acme.example; dmarc=pass header.from=acme.example"],
    "Original-": ["MX", "Original-Authentication-Results: mx.acme.example; dmarc=pass header.from=acme.example"],
    "Received-SPF": ["MX", "Received-SPF: pass (mx.acme.example; dmarc=pass)"],
    "passed for another domain": ["MX", "Authentication-Results: mx.acme.example; dmarc=pass header.from=evil.example"],
    "passed for a name that ends alike": ["MX", "Authentication-Results: mx.acme.example; dmarc=pass header.from=me.example"],
    "only DKIM and SPF passed": ["MX", "Authentication-Results: mx.acme.example; dkim=pass header.d=acme.example; spf=pass"],
    "another method that ends in dmarc": ["MX", "Authentication-Results: mx.acme.example; x-dmarc=pass; dmarc-arc=pass"],
    "dmarc as a property": ["MX", "Authentication-Results: mx.acme.example; spf=pass policy.dmarc=pass"],
    "bestguesspass": ["MX", "Authentication-Results: mx.acme.example; dmarc=bestguesspass header.from=acme.example"],
    "two results in one line": ["MX", "Authentication-Results: mx.acme.example; dmarc=pass; dmarc=none"],
    "two results in one line, turned round": ["MX", "Authentication-Results: mx.acme.example; dmarc=none; dmarc=pass"],
    "two results in one entry": ["MX", "Authentication-Results: mx.acme.example; dmarc=none dmarc=pass"],
    "below the server's own none": ["Authentication-Results: mx.acme.example; dmarc=none", "MX", FORGED],
    "below our server's line without DMARC": [SPF_ONLY, "MX", FORGED],
    "below our server's line, with hops of ours forged": [SPF_ONLY, "MX", FORGED, OURS],
    "two hops of ours forged around it": [SPF_ONLY, "MX", OURS, FORGED, OURS],
    "in the body": ["MX", "", FORGED],
}  # fmt: skip


def told(ground: Ground) -> tuple[str, str]:
    """A case for anna, and her mail about it."""
    ground.writes(JANE, MANAGER)
    return ground.case.reference, next(m.message_id for m in ground.rows("anna"))


@pytest.mark.parametrize("how", NOT_PROVEN)
def test_a_forged_verdict_is_none(ground: Ground, how: str) -> None:
    lines = NOT_PROVEN[how]
    at = lines.index("MX") + 1
    reference, _ = told(ground)
    ground.sends([*lines[:at], f"From: {ANNA}", f"Subject: Re: [{reference}]", *lines[at:]])
    assert ground.store.case(reference).handler == ""  # type: ignore[union-attr]
    assert "refused" in [e.what for e in ground.events(reference)]


FAILED = {
    "fail": ["MX", ": ".join(FAIL)],
    "fail above, pass below": [": ".join(FAIL), "MX", FORGED],
    "pass above, fail below": ["MX", FORGED, ": ".join(FAIL)],
    "fail and pass in one line": ["MX", "Authentication-Results: mx.acme.example; dmarc=fail; dmarc=pass"],
    "fail and pass in one entry": ["MX", "Authentication-Results: mx.acme.example; dmarc=fail dmarc=pass"],
    "pass and fail in one entry": ["MX", "Authentication-Results: mx.acme.example; dmarc=pass dmarc=fail"],
    "FAIL": ["MX", "AUTHENTICATION-RESULTS: MX.ACME.EXAMPLE; DMARC=FAIL HEADER.FROM=ACME.EXAMPLE"],
    "folded": ["MX", "Authentication-Results: mx.acme.example;\r\n\tspf=pass;\r\n\tdmarc=fail\r\n\t (p=NONE)"],
}


@pytest.mark.parametrize("how", FAILED)
def test_one_fail_is_a_fail_even_with_the_token(ground: Ground, how: str) -> None:
    lines = FAILED[how]
    reference, token = told(ground)
    ground.sends([*lines, f"From: {ANNA}", f"Subject: Re: [{reference}]", f"In-Reply-To: {token}"])
    assert ground.store.case(reference).handler == ""  # type: ignore[union-attr]
    assert [m.template for m in ground.rows("anna")][1:] == ["stranger"], "she hears of it at her own address"


@pytest.mark.parametrize(
    "line",
    [
        ": ".join(PASS),
        "Authentication-Results: MX.Acme.Example 1; DMARC=PASS header.from=ACME.example",
        "Authentication-Results: mx.acme.example;\r\n\tspf=pass smtp.mailfrom=anna@acme.example;\r\n\tdmarc=pass (p=REJECT)\r\n\t header.from=acme.example",
        'Authentication-Results: "mx.acme.example" (our own); dmarc = pass header.from=acme.example',
    ],
)
def test_the_real_one_is_believed(ground: Ground, line: str) -> None:
    reference, _ = told(ground)
    ground.sends([line, "MX", f"From: {ANNA}", f"Subject: Re: [{reference}]"])
    assert ground.store.case(reference).handler == "anna"  # type: ignore[union-attr]


def test_two_lines_of_our_server_side_by_side_are_both_read(ground: Ground) -> None:
    """Some servers write DKIM and DMARC into a line each."""
    reference, _ = told(ground)
    ground.sends([SPF_ONLY, ": ".join(PASS), "MX", f"From: {ANNA}", f"Subject: Re: [{reference}]"])
    assert ground.store.case(reference).handler == "anna"  # type: ignore[union-attr]
