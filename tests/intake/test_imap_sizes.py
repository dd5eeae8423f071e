"""Sizes, times and flags: the quick reading says what imapclient's says, and leaves to it whatever is not plain."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from imapclient.response_parser import parse_fetch_response

from inbox_escalator.intake.imap_sizes import quick

PLAIN = [
    rb'12 (UID 5 RFC822.SIZE 1234 INTERNALDATE "17-Jul-1996 02:44:25 -0700" FLAGS (\Seen $Escalated))',
    rb'1 (FLAGS () INTERNALDATE " 1-Feb-2026 23:59:59 +0530" RFC822.SIZE 0 UID 4294967295)',
    rb'3 (UID 7 RFC822.SIZE 9 INTERNALDATE "31-Dec-1999 23:59:59 +0000" FLAGS (\Recent NonJunk [x] a.b))',
]
ODD = [
    b'3 (UID 7 RFC822.SIZE 9 FLAGS ("quoted"))',
    b"3 (UID 7 RFC822.SIZE 9 ENVELOPE NIL)",
    b"3 (UID 7 RFC822.SIZE 9 FLAGS ())(",
    b"x (UID 7 RFC822.SIZE 9)",
    b"3 (UID 7  RFC822.SIZE 9)",
    b"3 (UID 7 RFC822.SIZE 9",
    b"3 UID 7",
    b"",
    None,
    (b"3 (UID 7 BODY[] {3}", b"abc"),
]


@pytest.mark.parametrize("line", PLAIN)
def test_it_says_what_imapclient_says(line: bytes) -> None:
    said = {uid: dict(words) for uid, words in parse_fetch_response([line], normalise_times=False).items()}
    for words in said.values():
        words.pop(b"SEQ")
    assert quick([line]) == said


def test_the_time_is_in_utc() -> None:
    told = quick(PLAIN[:1])
    assert told is not None
    assert told[5][b"INTERNALDATE"] == datetime(1996, 7, 17, 9, 44, 25, tzinfo=UTC)


@pytest.mark.parametrize("line", ODD)
def test_anything_else_is_left_to_imapclient(line: object) -> None:
    assert quick([*PLAIN, line]) is None


def test_flags_that_come_unasked_are_not_another_messages() -> None:
    assert quick([b"5 (FLAGS (x))", b"9 (UID 5 RFC822.SIZE 1)"]) == {5: {b"RFC822.SIZE": 1}}
    assert quick([b"9 (UID 5 RFC822.SIZE 1)", b"9 (UID 5 FLAGS (x))"]) == {5: {b"RFC822.SIZE": 1, b"FLAGS": (b"x",)}}


@pytest.mark.parametrize("date", [b"", b"32-Jul-1996 02:44:25 -0700", b"17-Foo-1996 02:44:25 -0700", b"01-Jan-0001 02:44:25 +0700"])
def test_a_date_that_is_none(date: bytes) -> None:
    assert quick([b'1 (UID 5 INTERNALDATE "' + date + b'")']) == {5: {b"INTERNALDATE": None}}
