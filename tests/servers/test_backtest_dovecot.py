"""`backtest` over a real mailbox: it reads what arrived since, and leaves everything as it was."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from inbox_escalator.cli import main
from inbox_escalator.cli.exits import Exit
from inbox_escalator.intake.imap import ImapMailbox
from inbox_escalator.intake.mailbox import MailboxError
from tests.servers.dovecot_desk import CONFIG, USERS, dovecot, everything, free_user, opened, settings
from tests.servers.mailhost import MailHost
from tests.world import mail

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("imap")]


@pytest.fixture(scope="module")
def host() -> Iterator[MailHost]:
    with dovecot(*USERS) as host:
        yield host


def _filled(host: MailHost, user: str) -> list[tuple[int, tuple[str, ...]]]:
    """Two new messages and one of half a year ago; what the mailbox says of each."""
    now = datetime.now(UTC)
    with opened(host, user) as mailbox:
        for number, (days, words) in enumerate(
            ((180, "I want your manager."), (3, "My lawyer will write."), (1, "Hi")), 1
        ):
            at = now - timedelta(days=days)
            mailbox.append("INBOX", mail(f"jane{number}@customer.test", words, at=at, number=number), at)
    return _state(host, user)


def _state(host: MailHost, user: str) -> list[tuple[int, tuple[str, ...]]]:
    """With EXAMINE, so that `\\Recent` says whether anybody has opened the folder otherwise."""
    mailbox = ImapMailbox(settings(host, user), only_read=True)
    try:
        return [(copy.uid, copy.flags) for copy in everything(mailbox)]
    finally:
        mailbox.close()


def test_it_reads_what_arrived_since_and_changes_nothing(
    host: MailHost, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    user = free_user()
    before = _filled(host, user)
    monkeypatch.setenv("SUPPORT_PASSWORD", "secret")
    config = tmp_path / "config.toml"
    words = {"user": user, "imap": host.imaps_port, "cafile": host.cafile, "smtp_host": "localhost", "smtp": 587}
    config.write_text(CONFIG.format(**words))
    assert main(["--config", str(config), "backtest", "--json"]) == Exit.OK
    found = json.loads(capsys.readouterr().out)
    assert (found["messages"], found["kinds"]) == (2, {"customer": 2})
    assert main(["--config", str(config), "backtest", "--since", "365d", "--json"]) == Exit.OK
    assert json.loads(capsys.readouterr().out)["messages"] == 3
    assert _state(host, user) == before
    assert not (tmp_path / "data").exists(), "a desk that never ran has no store afterwards either"


def test_the_server_itself_refuses_a_change(host: MailHost) -> None:
    user = free_user()
    (uid, _), *_ = _filled(host, user)
    mailbox = ImapMailbox(settings(host, user), only_read=True)
    mailbox.select("INBOX")
    assert len(mailbox.uids_since(date.today() - timedelta(days=30))) == 2
    with pytest.raises(MailboxError):
        mailbox.mark([uid], "\\Flagged")
    mailbox.close()
