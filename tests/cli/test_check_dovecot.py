"""`check` against a real IMAP server and a real SMTP server."""

from __future__ import annotations

import os
import shutil
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest

from inbox_escalator.cli import main
from inbox_escalator.cli.exits import Exit
from tests.servers.dovecot_desk import CONFIG
from tests.servers.mailhost import MailHost

pytestmark = [
    pytest.mark.servers,
    pytest.mark.xdist_group("imap"),
    pytest.mark.skipif(not shutil.which("dovecot", path=os.environ["PATH"] + ":/usr/sbin"), reason="no Dovecot here"),
]

USER = "support@example.test"


@pytest.fixture(scope="module")
def host() -> Iterator[MailHost]:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)  # mailhost leaves the closing of its log to the interpreter
        host = MailHost(users={USER: "secret", "boss@example.test": "secret"}, no_fsync=True).start()
    try:
        yield host
    finally:
        host.stop()


def _config(tmp_path: Path, host: MailHost, **more: object) -> str:
    path = tmp_path / "config.toml"
    words: dict[str, object] = {
        "user": USER, "imap": host.imaps_port, "smtp": host.smtp_port, "cafile": host.cafile, "smtp_host": "localhost",
        **more,
    }  # fmt: skip
    path.write_text(CONFIG.format(**words))
    return str(path)


def test_all_is_well_and_the_mailbox_is_as_it_was(
    host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUPPORT_PASSWORD", "secret")
    assert main(["--config", _config(tmp_path, host), "check"]) == Exit.OK, capsys.readouterr().out
    out = capsys.readouterr().out
    for said in ("ok    IDLE", "ok    Sent: Sent", "ok    evidence: a copy comes back into INBOX", "ok    plus-addresses"):
        assert said in out
    assert "wrong" not in out
    assert host.maildir_count(USER) == 0


def test_a_wrong_password_is_said_and_not_shown(
    host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUPPORT_PASSWORD", "hunter2")
    assert main(["--config", _config(tmp_path, host), "check"]) == Exit.FOUND
    out = "".join(capsys.readouterr())
    assert "log-in of support@example.test refused" in out
    assert "correct user and password in [desk.imap]" in out
    assert "hunter2" not in out


def test_a_certificate_that_is_not_trusted_is_said(
    host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUPPORT_PASSWORD", "secret")
    assert main(["--config", _config(tmp_path, host, cafile=""), "check"]) == Exit.FOUND
    assert "name the server's own certificate with cafile" in capsys.readouterr().out


def test_smtp_at_the_wrong_port_is_said(
    host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUPPORT_PASSWORD", "secret")
    assert main(["--config", _config(tmp_path, host, smtp=9), "check"]) == Exit.FOUND
    assert "wrong SMTP" in capsys.readouterr().out


def test_one_test_answer_is_looked_for_in_sent(
    host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SUPPORT_PASSWORD", "secret")
    config = _config(tmp_path, host)
    assert main(["--config", config, "check", "--sent", "--wait", "0s"]) == Exit.FOUND, "nobody answered yet"
    assert "answer it and call `check --sent` again" in capsys.readouterr().out
    with host.imap(USER) as mailbox:
        mailbox.select("INBOX")
        _, found = mailbox.fetch("1", "(BODY.PEEK[HEADER.FIELDS (MESSAGE-ID)])")
        asked = found[0][1].decode().split()[1]
        answer = f"From: <{USER}>\r\nTo: <{USER}>\r\nMessage-ID: <a@x>\r\nIn-Reply-To: {asked}\r\n\r\nhello\r\n".encode()
        mailbox.append("Sent", "\\Seen", None, answer)
    assert main(["--config", config, "check", "--sent", "--wait", "0s"]) == Exit.OK
    out = capsys.readouterr().out
    assert "ok    Sent: your answer lies in Sent" in out
    assert "ok    learned: kept for the worker" in out
    with host.imap(USER) as mailbox:
        assert mailbox.select("INBOX")[1] == [b"0"]
        mailbox.select("Sent")
        mailbox.store("1", "+FLAGS", "\\Deleted")
        mailbox.expunge()
