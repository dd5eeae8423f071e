"""What the server may see of us: no credential on a wire that is not proven, and no password in any error."""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from inbox_escalator.intake.imap import ImapMailbox, ImapSettings
from inbox_escalator.intake.imap_errors import not_connected
from inbox_escalator.intake.mailbox import LoginRefused, MailboxError
from tests.servers.fake_imap import CAPABILITY, HANG_UP, READ, FakeImap

CERTIFICATES = Path(__file__).parent.parent / "delivery" / "certificates"
PASSWORD = "s3cret-word"


class Secret:
    """Counts how often it was asked for: a secret that nobody obtained cannot have leaked."""

    def __init__(self, word: str = PASSWORD) -> None:
        self.word, self.asked = word, 0

    def __call__(self) -> str:
        self.asked += 1
        return self.word


def settings(server: FakeImap, secret: Secret, tls: str = "tls", **more: object) -> ImapSettings:
    return ImapSettings(
        "localhost", "support@acme.example", secret, port=server.port, tls=tls,
        connect_seconds=2, read_seconds=2, **{"cafile": str(CERTIFICATES / "authority.pem"), **more},
    )  # fmt: skip


@contextmanager
def opened(server: FakeImap, secret: Secret, tls: str = "tls") -> Iterator[ImapMailbox]:
    mailbox = ImapMailbox(settings(server, secret, tls))
    try:
        yield mailbox
    finally:
        mailbox.close()


def refused(server: FakeImap, secret: Secret, tls: str) -> str:
    """The one line of the error, after proof that nothing secret was sent."""
    with pytest.raises(MailboxError) as error:
        ImapMailbox(settings(server, secret, tls))
    line = str(error.value)
    assert not isinstance(error.value, LoginRefused)
    assert secret.asked == 0
    assert PASSWORD.encode() not in server.heard
    assert b"LOGIN" not in server.heard
    assert b"AUTHENTICATE" not in server.heard
    assert "\n" not in line
    return line


def test_stripped_starttls_sends_no_credential() -> None:
    with FakeImap() as server:
        line = refused(server, Secret(), "starttls")
        assert server.heard, "it talked to the server"
        assert "offers no STARTTLS" in line


def test_refused_starttls_sends_no_credential() -> None:
    with FakeImap(capability=CAPABILITY + " STARTTLS", STARTTLS=lambda _: [b"TAG NO not today\r\n"]) as server:
        refused(server, Secret(), "starttls")


def test_what_was_slipped_in_before_the_handshake_is_not_believed() -> None:
    """Anybody on the way can append to the clear `OK` of STARTTLS."""
    stolen = b"* CAPABILITY IMAP4rev1 AUTH=XSTOLEN\r\n"
    slipped = [stolen, b"TAG OK go\r\n" + stolen + b"* OK [ALERT] hi\r\n"]
    with FakeImap(capability=CAPABILITY + " STARTTLS", STARTTLS=lambda _: slipped) as server:
        server.offer_tls(CERTIFICATES / "good.pem", CERTIFICATES / "good.key", at_once=False)
        with opened(server, Secret(), "starttls") as mailbox:
            assert "AUTH=XSTOLEN" not in mailbox.capabilities()
            assert "IDLE" in mailbox.capabilities()


def test_a_greeting_that_claims_we_are_logged_in_sends_no_credential() -> None:
    with FakeImap(capability=CAPABILITY + " STARTTLS") as server:
        server.greeting = b"* PREAUTH welcome\r\n"
        refused(server, Secret(), "starttls")


@pytest.mark.parametrize("certificate", ["otherhost", "expired", "selfsigned"])
@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_certificate_that_proves_nothing_sends_no_credential(certificate: str, tls: str) -> None:
    pem, key = CERTIFICATES / f"{certificate}.pem", CERTIFICATES / f"{certificate}.key"
    with FakeImap(capability=CAPABILITY + " STARTTLS") as server:
        server.offer_tls(pem, key, at_once=tls == "tls")
        line = refused(server, Secret(), tls)
        assert "certificate is not accepted" in line


@pytest.mark.parametrize("tls", ["tls", "starttls"])
def test_a_proven_server_gets_the_password_inside_tls(tls: str) -> None:
    secret = Secret()
    with FakeImap(capability=CAPABILITY + " STARTTLS") as server:
        server.offer_tls(CERTIFICATES / "good.pem", CERTIFICATES / "good.key", at_once=tls == "tls")
        with opened(server, secret, tls) as mailbox:
            assert mailbox.select("INBOX").uidvalidity == 7
        assert secret.asked == 1
        assert PASSWORD.encode() in server.heard
        assert PASSWORD.encode() not in server.heard_in_clear


def test_tls_on_a_port_without_it_is_said_with_the_remedy() -> None:
    with FakeImap() as server:
        assert 'tls = "starttls"' in refused(server, Secret(), "tls")


def test_a_cafile_that_is_missing_is_named_and_no_server_asked() -> None:
    settings = ImapSettings("localhost", "support", Secret(), port=9, cafile="/nowhere/ca")
    with pytest.raises(MailboxError, match="localhost:9: cannot use cafile /nowhere/ca: No such file or directory"):
        ImapMailbox(settings)


def test_starttls_on_a_port_for_tls_is_said_with_the_remedy() -> None:
    settings = ImapSettings("localhost", "support", Secret(), tls="starttls")
    assert 'set tls = "tls"' in not_connected(settings, TimeoutError())


@pytest.mark.parametrize("host", ["imap.acme.example", "192.0.2.1", "localhost.acme.example"])
def test_no_tls_is_refused_but_for_this_machine(host: str) -> None:
    with pytest.raises(ValueError, match="in clear"):
        ImapSettings(host, "support", Secret(), tls="none")
    assert ImapSettings("127.0.0.1", "support", Secret(), tls="none").tls == "none"


def test_settings_show_no_secret() -> None:
    assert PASSWORD not in repr(ImapSettings("localhost", "u", lambda word=PASSWORD: word))
    with pytest.raises(ValueError, match="either"):
        ImapSettings("localhost", "u")
    with pytest.raises(ValueError, match="either"):
        ImapSettings("localhost", "u", Secret(), Secret())


# -- the log-in --------------------------------------------------------------------------------------------------------


def test_a_refused_login_is_one_line_without_the_password() -> None:
    echo = f'[AUTHENTICATIONFAILED] bad "{PASSWORD}"\x07'.encode()
    with FakeImap(LOGIN=lambda _: [b"TAG NO " + echo + b"\r\n"]) as server:
        with pytest.raises(LoginRefused) as error:
            ImapMailbox(settings(server, Secret(), "none"))
        line = str(error.value)
        assert PASSWORD not in line
        assert line.isprintable()
        assert "support@acme.example" in line
        assert "AUTHENTICATIONFAILED" in line


@pytest.mark.parametrize("answer", [[b"TAG NO [UNAVAILABLE] try later\r\n"], [b"* BYE maintenance\r\n"], [HANG_UP]])
def test_a_server_that_cannot_say_is_no_refused_login(answer: list[bytes]) -> None:
    """Nobody is to be told that the password is wrong, when the server is only unwell."""
    with FakeImap(LOGIN=lambda _: answer) as server:
        with pytest.raises(MailboxError) as error:
            ImapMailbox(settings(server, Secret(), "none"))
        assert not isinstance(error.value, LoginRefused)


def test_a_server_that_takes_no_password_here_gets_none() -> None:
    with FakeImap(capability="IMAP4rev1 LOGINDISABLED") as server:
        with pytest.raises(LoginRefused, match="takes no password on this connection"):
            ImapMailbox(settings(server, Secret(), "none"))
        assert PASSWORD.encode() not in server.heard


@pytest.mark.parametrize("word", ["", "line\nbreak", "nul\0"])
def test_a_secret_that_cannot_be_one_is_not_sent(word: str) -> None:
    with FakeImap() as server:
        with pytest.raises(LoginRefused, match="empty or has a line break"):
            ImapMailbox(settings(server, Secret(word), "none"))
        assert not re.search(rb"LOGIN |AUTHENTICATE", server.heard)


def test_a_secret_that_cannot_be_had_is_said() -> None:
    def fails() -> str:
        raise OSError("no such file: /run/secrets/imap")

    with FakeImap() as server, pytest.raises(LoginRefused, match="no such file: /run/secrets/imap"):
        ImapMailbox(ImapSettings("localhost", "u", fails, port=server.port, tls="none"))


def test_quotes_in_user_and_password_reach_the_server_whole() -> None:
    with FakeImap() as server:
        it = ImapSettings("localhost", 'sup "port', Secret('pa"ss\\word'), port=server.port, tls="none")
        ImapMailbox(it).close()
        assert 'LOGIN "sup \\"port" "pa\\"ss\\\\word"' in server.commands


def test_letters_beyond_ascii_go_by_authenticate_plain() -> None:
    with FakeImap(AUTHENTICATE=lambda _: [b"+ \r\n", READ, b"TAG OK in\r\n"]) as server:
        ImapMailbox(settings(server, Secret("pässwörd"), "none")).close()
        said = server.commands[server.commands.index("AUTHENTICATE PLAIN") + 1]
        assert base64.b64decode(said).decode() == "\0support@acme.example\0pässwörd"
    with FakeImap(capability="IMAP4rev1") as server, pytest.raises(LoginRefused, match="only ASCII"):
        ImapMailbox(settings(server, Secret("pässwörd"), "none"))
