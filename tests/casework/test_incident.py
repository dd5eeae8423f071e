"""Who counts as one customer of an incident."""

from __future__ import annotations

import pytest

from inbox_escalator.casework.incident import person
from inbox_escalator.casework.policy import SameIssue

ONCE = SameIssue(company_counts_once=True)


@pytest.mark.parametrize(
    ("one", "other", "rules", "same"),
    [
        ("Jane@acme.example", "jane@ACME.example", SameIssue(), True),
        ("jane@acme.example", "paul@acme.example", SameIssue(), False),
        ("jane@acme.example", "paul@acme.example", ONCE, True),
        ("jane@gmail.com", "paul@gmail.com", ONCE, False),
        ("jane@yahoo.co.uk", "paul@yahoo.co.uk", ONCE, False),
        ("jane@acme.example", "jane@roe.example", ONCE, False),
    ],
)
def test_a_person_counts_by_address_and_a_company_once_where_the_owner_says_so(
    one: str, other: str, rules: SameIssue, same: bool
) -> None:
    assert (person(one, rules) == person(other, rules)) is same
