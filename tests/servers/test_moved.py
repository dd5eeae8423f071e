"""Messages that get new numbers, are copied and moved by hand: each stays one message, and old mail stays old."""

from __future__ import annotations

import imaplib
import re
import time
from collections import Counter
from email.utils import formatdate
from pathlib import Path

import pytest

from tests.servers.installation import Installation

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("installations")]

THREAT = "I want my money back. My lawyer will take legal action this week."
FOLDERS = 'folders = ["INBOX", "Work"]'


def senders(desk: Installation) -> Counter[str]:
    """Of the cases."""
    with desk.reading() as reader:
        return Counter(case.customer.address for case in reader.cases())


def number_anew(desk: Installation) -> None:
    """Dovecot forgets what it knew of INBOX: another UIDVALIDITY, other UIDs."""
    before = uidvalidity(desk)
    base = Path(desk.host.maildir(desk.desk))
    for path in (*base.glob("dovecot-uid*"), *base.glob("dovecot.index*")):
        path.unlink()
    base.joinpath("dovecot-uidlist").write_text(f"3 V{before + 7} N1\n")
    assert uidvalidity(desk) == before + 7


def uidvalidity(desk: Installation) -> int:
    with desk.host.imap(desk.desk) as person:
        told = person.status("INBOX", "(UIDVALIDITY)")[1][0]
    found = re.search(rb"UIDVALIDITY (\d+)", told)
    assert found
    return int(found[1])


def test_after_a_change_of_uidvalidity_nothing_is_taken_twice(desk: Installation) -> None:
    for name in ("jane", "ann", "bob"):
        desk.write(f"{name}@customer.test", "Nothing works", THREAT)
    desk.once()
    desk.once()
    mails = desk.accepted()
    number_anew(desk)
    assert len(desk.look()) == 4
    desk.write("kim@customer.test", "New since then", THREAT)
    program = desk.once()
    assert any("UIDVALIDITY changed" in line for line in program.lines()), program
    desk.once()
    everybody = ("early", "jane", "ann", "bob", "kim")
    assert senders(desk) == Counter(f"{name}@customer.test" for name in everybody)
    assert len(desk.accepted()) == len(mails) + 2
    assert set(desk.accepted().values()) == {1}
    assert not desk.own_copies()
    assert desk.problems() == ()


def carry(desk: Installation, source: str, target: str, verb: str = "MOVE") -> None:
    """As a person does it in a mail program: everything from one folder into another."""
    with desk.host.imap(desk.desk) as person:
        person.create(target)
        person.select(source)
        assert person.uid(verb, "1:*", target)[0] == "OK"


def test_copied_and_moved_by_hand_and_back_it_stays_one_message(new_desk: Installation) -> None:
    desk = new_desk.configure(folders=FOLDERS)
    with desk.host.imap(desk.desk) as person:
        person.create("Work")
    desk.begin()
    desk.write("jane@customer.test", "Nothing works", THREAT)
    desk.once()
    desk.once()
    before = (senders(desk), desk.accepted())
    for verb, source, target in (("COPY", "INBOX", "Work"), ("MOVE", "INBOX", "Trash"), ("MOVE", "Work", "INBOX")):
        carry(desk, source, target, verb)
        desk.once()
        assert (senders(desk), desk.accepted()) == before
    with desk.running() as program:
        program.at_work()
        carry(desk, "Trash", "INBOX")
        program.await_line("2 read")
        program.stop()
    assert (senders(desk), desk.accepted()) == before
    assert desk.problems() == ()


def test_mail_of_last_year_that_comes_into_inbox_opens_nothing(desk: Installation) -> None:
    last_year = time.time() - 365 * 86400
    by_date = b"From: jane@customer.test\r\nSubject: From before\r\nMessage-ID: <1@customer.test>\r\n\r\n%s\r\n"
    received = f"Received: from mx.customer.test by mail.example.test; {formatdate(last_year)}\r\n".encode()
    with desk.host.imap(desk.desk) as person:
        # Moved by a program that keeps the date of arrival, and copied by one that does not.
        person.append("Archive", None, imaplib.Time2Internaldate(last_year), by_date % THREAT.encode())
        person.append("INBOX", None, None, received + by_date.replace(b"jane", b"joan") % THREAT.encode())
    carry(desk, "Archive", "INBOX")
    desk.write("ann@customer.test", "From now on", THREAT)
    desk.once()
    desk.once()
    assert senders(desk) == Counter(["early@customer.test", "ann@customer.test"])
    assert not desk.transactions_to("jane@customer.test")
    assert not desk.transactions_to("joan@customer.test")
