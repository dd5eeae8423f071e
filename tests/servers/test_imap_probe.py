"""What `check` is told about a mail server."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from inbox_escalator.intake.imap import ImapSettings
from inbox_escalator.intake.imap_probe import Probe, probe
from tests.servers.dovecot_desk import USERS, dovecot, free_user, message, settings
from tests.servers.fake_imap import HANG_UP, STALL, FakeImap
from tests.servers.fake_mailbox import READ_SECONDS
from tests.servers.fake_mailbox import settings as fake_settings
from tests.servers.mailhost import MailHost


def probed(it: ImapSettings) -> dict[str, Probe]:
    facts = probe(it)
    for fact in facts:
        assert fact.ok == (not fact.remedy)
        assert fact.fact.isprintable()
    assert len({fact.name for fact in facts}) == len(facts)
    return {fact.name: fact for fact in facts}


@pytest.fixture(scope="module")
def host() -> Iterator[MailHost]:
    with dovecot(*USERS) as host:
        yield host


@pytest.mark.servers
@pytest.mark.xdist_group("imap")
def test_a_good_server(host: MailHost) -> None:
    user = free_user()
    host.fill(user, [message(1)])
    facts = probed(settings(host, user))
    assert all(fact.ok for fact in facts.values())
    assert facts["INBOX"].fact == "1 message"
    assert facts["Sent"].fact == "Sent"
    assert "Dovecot" in facts["connection"].fact
    assert "CAPABILITY" not in facts["connection"].fact


@pytest.mark.servers
@pytest.mark.xdist_group("imap")
def test_a_sent_folder_that_is_not_there(host: MailHost) -> None:
    sent = probed(settings(host, free_user(), sent="Gesendet"))["Sent"]
    assert not sent.ok
    assert sent.fact == "there is no folder Gesendet"
    assert "Archive" in sent.remedy


def test_a_server_that_tells_special_uses_only_when_asked() -> None:
    def folders(args: str) -> list[bytes]:
        mark = b"\\Sent" if "SPECIAL-USE" in args else b""
        return [b'* LIST () "/" INBOX\r\n', b"* LIST (" + mark + b') "/" Korrespondenz\r\n', b"TAG OK done\r\n"]

    with FakeImap(capability="IMAP4rev1 SPECIAL-USE LIST-EXTENDED", LIST=folders) as server:
        assert probed(fake_settings(server))["Sent"].fact == "Korrespondenz"
    with FakeImap(capability="IMAP4rev1 SPECIAL-USE", LIST=folders) as server:
        assert not probed(fake_settings(server))["Sent"].ok


def test_a_poor_server() -> None:
    with FakeImap(capability="IMAP4rev1", LIST=lambda _: [b'* LIST () "/" INBOX\r\n', b"TAG OK done\r\n"]) as server:
        server.permanent = rb"\Seen"
        facts = probed(fake_settings(server))
    assert {name for name, fact in facts.items() if not fact.ok} == {"IDLE", "UIDPLUS", "keywords", "Sent", "Junk"}
    assert 'mark = "flag"' in facts["keywords"].remedy
    assert not any(fact.fatal for fact in facts.values())


@pytest.mark.parametrize("answer", [HANG_UP, STALL])
def test_a_server_that_breaks_off(answer: bytes) -> None:
    with FakeImap(LIST=lambda _: [answer]) as server:
        facts = probed(fake_settings(server, read_seconds=READ_SECONDS))
    assert facts["connection"].fatal
    assert "while listing the folders" in facts["connection"].fact


def test_a_refused_login_and_no_server() -> None:
    with FakeImap(LOGIN=lambda _: [b"TAG NO [AUTHENTICATIONFAILED] no\r\n"]) as server:
        facts = probed(fake_settings(server))
        assert facts["connection"].ok
        assert facts["log-in"].fatal
        assert "app password" in facts["log-in"].remedy
    facts = probed(fake_settings(server))
    assert list(facts) == ["connection"]
    assert facts["connection"].fatal
