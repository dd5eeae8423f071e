"""What a server sees that is not the one we mean: never a byte of a credential, never a word of a mail."""

from __future__ import annotations

import asyncio
import base64
from typing import Any

import pytest

from inbox_escalator.delivery.courier import Answer, Later, Sent
from inbox_escalator.delivery.settings import SmtpSettings, Waits
from inbox_escalator.delivery.smtp import SmtpCourier
from inbox_escalator.delivery.tls import Tls, loopback
from tests.delivery.letters import letter
from tests.delivery.scripted import AUTHORITY, CLOSE, HANG, ScriptedServer

USER, PASSWORD = "support@acme.example", "correct horse battery"
SECRETS = [
    PASSWORD.encode(),
    base64.b64encode(PASSWORD.encode()),
    base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()),
    base64.b64encode(USER.encode()),
    b"AUTH",
    b"MAIL",
    b"olivia",
    b"ESCALATION",
]


def talk(server: ScriptedServer, **changed: Any) -> Answer:
    async def conversation() -> Answer:
        async with server.running():
            plain: dict[str, Any] = {
                "host": "localhost", "port": server.port, "user": USER, "password": lambda: PASSWORD,
                "cafile": AUTHORITY, "waits": Waits(10, 10, 10, 10), "pause": 0.0,
            }  # fmt: skip
            courier = SmtpCourier(SmtpSettings(**{**plain, **changed}))
            try:
                return await courier.deliver(letter())
            finally:
                await courier.close()

    return asyncio.run(conversation())


def nothing_secret(seen: bytes) -> None:
    for secret in SECRETS:
        assert secret not in seen, (secret, seen)


@pytest.mark.parametrize("implicit", [True, False])
def test_a_good_certificate_is_taken_and_everything_after_it_is_encrypted(implicit: bool) -> None:
    server = ScriptedServer(starttls=True, implicit=implicit)
    assert talk(server, tls=Tls.TLS if implicit else Tls.STARTTLS) == Sent("4F1A2B")
    assert base64.b64encode(f"\0{USER}\0{PASSWORD}".encode()).decode() in " ".join(server.commands)
    nothing_secret(bytes(server.in_clear))
    assert server.in_clear == (b"" if implicit else b"EHLO acme.example\r\nSTARTTLS\r\n")


def test_a_stripped_starttls_gets_nothing() -> None:
    server = ScriptedServer(starttls=False)
    answer = talk(server)
    assert isinstance(answer, Later)
    assert (answer.alarm, answer.session) == (True, True)
    assert answer.reason.startswith(f"localhost:{server.port}: no STARTTLS offered; nothing was sent")
    assert server.in_clear == b"EHLO acme.example\r\n"


@pytest.mark.parametrize("reply", ["454 4.7.0 not now", "502 5.5.1 unknown", CLOSE, HANG])
def test_a_refused_starttls_gets_nothing(reply: str) -> None:
    server = ScriptedServer(starttls=True).say("STARTTLS", reply)
    answer = talk(server, waits=Waits(0.2, 0.2, 0.2, 0.2))
    assert isinstance(answer, Later)
    assert answer.session
    assert server.in_clear == b"EHLO acme.example\r\nSTARTTLS\r\n"


@pytest.mark.parametrize(
    ("certificate", "why"),
    [("expired", "certificate has expired"), ("otherhost", "Hostname mismatch"), ("selfsigned", "self-signed certificate")],
)
@pytest.mark.parametrize("implicit", [True, False])
def test_a_wrong_certificate_gets_nothing(certificate: str, why: str, implicit: bool) -> None:
    server = ScriptedServer(certificate=certificate, starttls=True, implicit=implicit)
    answer = talk(server, tls=Tls.TLS if implicit else Tls.STARTTLS)
    assert isinstance(answer, Later)
    assert (answer.alarm, answer.session) == (True, True)
    assert why in answer.reason
    assert answer.reason.startswith(f"localhost:{server.port}: certificate refused: ")
    assert "\n" not in answer.reason
    nothing_secret(bytes(server.in_clear))
    assert server.commands == ([] if implicit else ["EHLO acme.example", "STARTTLS"])


def test_an_authority_that_we_do_not_trust_gets_nothing() -> None:
    server = ScriptedServer(starttls=True)
    answer = talk(server, cafile="")
    assert isinstance(answer, Later)
    assert "certificate refused" in answer.reason
    assert server.commands == ["EHLO acme.example", "STARTTLS"]


def test_tls_to_a_port_that_speaks_starttls_is_said() -> None:
    server = ScriptedServer(starttls=True)
    answer = talk(server, tls=Tls.TLS)
    assert isinstance(answer, Later)
    assert "no TLS" in answer.reason
    nothing_secret(bytes(server.in_clear))


def test_words_slipped_in_before_tls_are_forgotten() -> None:
    server = ScriptedServer(starttls=True).say("STARTTLS", "220 go ahead\r\n250-evil\r\n250 AUTH PLAIN")
    answer = talk(server)
    assert isinstance(answer, Sent | Later)
    nothing_secret(bytes(server.in_clear))


@pytest.mark.parametrize("reply", ["535 5.7.8 wrong password", "534 5.7.9 use an app password", "530 5.7.0 first"])
def test_a_refused_log_in_is_tried_once_and_alarms(reply: str) -> None:
    server = ScriptedServer(starttls=True).say("AUTH", reply)
    answer = talk(server)
    said = f"localhost:{server.port}: log-in of {USER} refused: {reply}; check user and password"
    assert answer == Later(said, alarm=True, session=True)
    assert server.verbs().count("AUTH") == 1


def test_a_log_in_that_fails_for_now_is_no_alarm() -> None:
    answer = talk(ScriptedServer(starttls=True).say("AUTH", "454 4.7.0 temporary failure"))
    assert isinstance(answer, Later)
    assert (answer.alarm, answer.session) == (False, True)


def test_a_wrong_password_is_tried_once_for_all_mails_that_wait() -> None:
    async def scene() -> None:
        server = ScriptedServer(implicit=True).say("AUTH", *["535 5.7.8 no"] * 20)
        async with server.running():
            courier = SmtpCourier(SmtpSettings(
                "localhost", server.port, Tls.TLS, USER, lambda: PASSWORD, cafile=AUTHORITY, connections=4,
            ))  # fmt: skip
            answers = await asyncio.gather(*(courier.deliver(letter(n)) for n in range(12)))
            await courier.close()
            assert {type(answer) for answer in answers} == {Later}
            assert server.verbs().count("AUTH") == 1

    asyncio.run(scene())


def test_an_access_token_goes_by_xoauth2() -> None:
    server = ScriptedServer(starttls=True, capabilities=("AUTH XOAUTH2 PLAIN",))
    assert talk(server, password=None, token=lambda: "T0KEN") == Sent("4F1A2B")
    blob = base64.b64encode(f"user={USER}\x01auth=Bearer T0KEN\x01\x01".encode()).decode()
    assert f"AUTH XOAUTH2 {blob}" in server.commands


def test_a_server_without_the_log_in_that_we_have_is_named() -> None:
    for offer, changed in (("AUTH PLAIN", {"password": None, "token": lambda: "T"}), ("AUTH GSSAPI", {}), ("SIZE 1", {})):
        server = ScriptedServer(starttls=True, capabilities=(offer,))
        answer = talk(server, **changed)
        assert isinstance(answer, Later)
        assert answer.alarm
        assert "AUTH" not in server.verbs()


def test_a_password_that_cannot_be_had_is_one_line_and_no_mail() -> None:
    def broken() -> str:
        raise OSError("command `pass show x`\nexited with 1")

    answer = talk(ScriptedServer(starttls=True), password=broken)
    assert isinstance(answer, Later)
    assert answer.alarm
    assert answer.reason.endswith("no password for support@acme.example: command `pass show x` exited with 1")


def test_a_missing_cafile_is_named() -> None:
    answer = talk(ScriptedServer(starttls=True), cafile="/nowhere/ca.pem")
    assert answer == Later(
        f"{answer.reason.partition(' ')[0]} cannot use cafile /nowhere/ca.pem: No such file or directory", True, True
    )


def test_no_secret_in_what_can_be_printed() -> None:
    settings = SmtpSettings("smtp.acme.example", user=USER, password=lambda: PASSWORD)
    assert PASSWORD not in repr(settings)
    assert "lambda" not in repr(settings)


def test_clear_text_is_for_this_machine_only() -> None:
    with pytest.raises(ValueError, match='"none" is for this machine only'):
        SmtpSettings("smtp.acme.example", tls=Tls.NONE)
    assert SmtpSettings("127.0.0.1", tls=Tls.NONE).server == "127.0.0.1:587"


@pytest.mark.parametrize(
    ("host", "here"),
    [
        ("localhost", True), ("LOCALHOST", True), ("mail.localhost", True), ("127.8.9.1", True), ("::1", True), ("[::1]", True),
        ("localhost.example.com", False), ("notlocalhost", False), ("10.0.0.1", False), ("0.0.0.0", False), ("", False),
    ],
)  # fmt: skip
def test_what_counts_as_this_machine(host: str, here: bool) -> None:
    assert loopback(host) is here
