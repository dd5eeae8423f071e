"""Folders as commands on a real Dovecot: made, obeyed once, and the message is put back."""

from __future__ import annotations

import imaplib

import pytest

from tests.servers.installation import Installation

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("installations")]

QUESTION = "How do I change the address on my invoice?"


def sought(person: imaplib.IMAP4, subject: str) -> list[str]:
    """UIDs of the customer's message in the open folder, and not of our notices about it."""
    told = person.uid("SEARCH", "SUBJECT", f'"{subject}"', "NOT", "HEADER", "X-Inbox-Escalator", '""')[1][0]
    return str(told, "ascii").split()


def move(desk: Installation, subject: str, target: str) -> None:
    """As a person does it in a mail program."""
    with desk.host.imap(desk.desk) as person:
        person.select("INBOX")
        (uid,) = sought(person, subject)
        assert person.uid("MOVE", uid, f'"{target}"')[0] == "OK"


def lying(desk: Installation, subject: str) -> list[str]:
    """Folders in which the customer's message lies."""
    found = []
    with desk.host.imap(desk.desk) as person:
        for folder in ("INBOX", "Escalator/Escalate", "Escalator/Resolved", "Escalator/Waiting"):
            assert person.select(f'"{folder}"')[0] == "OK"
            found += [folder] * len(sought(person, subject))
    return found


def log(desk: Installation, what: str) -> list[str]:
    with desk.reading() as reader:
        return [f"{e.case} {e.by}" for e in reader.events() if e.what == what]


def test_a_folder_is_a_command_and_the_message_comes_back(new_desk: Installation) -> None:
    desk = new_desk.configure(folders="command_folders = true")
    desk.begin()
    desk.write("jane@customer.test", "Address", QUESTION)
    desk.write("kim@customer.test", "Opening hours", QUESTION)
    desk.once()
    move(desk, "Address", "Escalator/Escalate")
    move(desk, "Opening hours", "Escalator/Resolved")
    desk.once()
    assert lying(desk, "Address") == lying(desk, "Opening hours") == ["INBOX"]
    assert len(log(desk, "escalated")) == 1
    assert [line.rpartition(" ")[2] for line in log(desk, "resolved")] == ["desk"]
    desk.once()
    assert len(log(desk, "escalated")) == len(log(desk, "resolved")) == 1
    with desk.reading() as reader:
        assert len(list(reader.cases())) == 3  # with the one that every desk begins with
    assert desk.problems() == ()


def test_without_the_key_no_folder_is_made(new_desk: Installation) -> None:
    new_desk.begin()
    with new_desk.host.imap(new_desk.desk) as person:
        assert not any(b"Escalator" in line for line in person.list()[1] if isinstance(line, bytes))
