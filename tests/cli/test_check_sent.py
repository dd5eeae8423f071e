"""`check --sent`: one test answer, and where it lies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from email.parser import BytesHeaderParser
from pathlib import Path

import pytest

from inbox_escalator.cli.checks.finding import Finding, Grade
from inbox_escalator.cli.checks.sent import SentTrial
from inbox_escalator.config.load import load
from inbox_escalator.config.settings import Settings
from inbox_escalator.delivery.courier import Answer, Later, Sent
from inbox_escalator.identity import Seal
from inbox_escalator.intake.mailbox import Folders
from inbox_escalator.writing.outbound import OutboundMail
from tests.cli.test_check import Box

SEAL = Seal(bytes(32), "acme.example")
TEN_MINUTES = 600.0


class Desk(Box):
    """Somebody may answer the test mail after a while; the provider files the answer where it likes."""

    def __init__(self, *filed: str, after: float = 30.0, folders: tuple[str, ...] = ()) -> None:
        super().__init__()
        self.mails |= {folder: {} for folder in folders}
        self.filed = filed
        self.after = after
        self.sends = 0
        self.answered = False

    def folders(self) -> Folders:
        return Folders(sent="Sent", all=tuple(self.mails))

    def wait(self, seconds: float, wake: int = -1) -> bool:
        super().wait(seconds, wake)
        if self.filed and not self.answered and self.now >= self.after:
            self.answered = True
            test = BytesHeaderParser().parsebytes(self.mails["INBOX"][1])
            answer = f"Message-ID: <a@x>\r\nIn-Reply-To: {test['Message-ID']}\r\n\r\nhello\r\n".encode()
            for folder in self.filed:
                self.put(folder, answer)
        return False

    def deliver(self, mail: OutboundMail) -> Answer:
        self.sends += 1
        self.put("INBOX", mail.raw.replace(mail.message_id, "<rewritten@provider>", 1).encode())
        return Sent("1")


@pytest.fixture
def settings(config: Path) -> Settings:
    return load(config)


@pytest.fixture
def ask(settings: Settings) -> Callable[..., tuple[Finding, SentTrial]]:
    def ask(desk: Desk, host: str = "imap.acme.example", wait: float = TEN_MINUTES) -> tuple[Finding, SentTrial]:
        there = replace(settings, imap=replace(settings.imap, host=host, tls="tls"))
        trial = SentTrial(there, SEAL, desk, desk.deliver, wait=wait, monotonic=lambda: desk.now)
        return list(trial.run())[-1], trial

    return ask


def test_an_answer_in_sent_is_what_we_want(ask: Callable[..., tuple[Finding, SentTrial]]) -> None:
    desk = Desk("INBOX", "Sent")
    said, trial = ask(desk)
    assert (said.grade, trial.seen) == (Grade.OK, True)
    assert desk.removed == [("INBOX", 1)], "the test mail goes, the answer stays"
    assert desk.now < 60


def test_it_says_first_what_is_to_be_done(settings: Settings) -> None:
    desk = Desk("Sent")
    trial = SentTrial(settings, SEAL, desk, desk.deliver, wait=TEN_MINUTES, monotonic=lambda: desk.now)
    first = next(trial.run())
    assert "answer it as you always answer a customer" in first.remedy
    assert "please answer this mail" in first.said


def test_an_answer_that_is_filed_nowhere_names_the_remedy(ask: Callable[..., tuple[Finding, SentTrial]]) -> None:
    said, trial = ask(Desk("INBOX"), "outlook.office365.com")
    assert (said.grade, trial.seen) == (Grade.WRONG, False)
    assert "Set-Mailbox support@acme.example -MessageCopyForSentAsEnabled $true" in said.remedy
    assert "Cc" in said.remedy


def test_gmail_has_a_remedy_of_its_own(ask: Callable[..., tuple[Finding, SentTrial]]) -> None:
    said, _ = ask(Desk("INBOX", "[Gmail]/All Mail", folders=("[Gmail]/All Mail",)), "imap.gmail.com")
    assert "send mail as" in said.remedy


def test_another_folder_is_named(ask: Callable[..., tuple[Finding, SentTrial]]) -> None:
    said, _ = ask(Desk("INBOX", "Gesendet 2", folders=("Gesendet 2",)))
    assert said.remedy == 'set sent = "Gesendet 2" in [desk.imap]'


def test_without_an_answer_the_mail_stays_and_a_second_call_sends_none(
    ask: Callable[..., tuple[Finding, SentTrial]],
) -> None:
    desk = Desk("INBOX", "Sent", after=700.0)
    said, _ = ask(desk)
    assert "call `check --sent` again" in said.remedy
    assert 600 <= desk.now < 610
    assert not desk.removed
    desk.now = 699.0
    said, trial = ask(desk)
    assert trial.seen
    assert desk.sends == 1


def test_a_second_call_that_shall_not_wait_looks_once(ask: Callable[..., tuple[Finding, SentTrial]]) -> None:
    desk = Desk()
    ask(desk, wait=0)
    assert desk.now == 0


def test_a_foreign_test_mail_is_not_ours(ask: Callable[..., tuple[Finding, SentTrial]]) -> None:
    desk = Desk("Sent")
    desk.put("Sent", b"X-Inbox-Escalator-Check: sent\r\n\r\n")
    desk.mails["INBOX"][1] = b"Message-ID: <x@y>\r\nX-Inbox-Escalator-Check: sent\r\n\r\nhello\r\n"
    ask(desk, wait=0)
    assert desk.sends == 1


def test_a_refused_test_mail_is_said(settings: Settings) -> None:
    trial = SentTrial(settings, SEAL, Desk(), lambda mail: Later("535 5.7.8 log-in refused"), wait=0)
    assert [finding.what for finding in trial.run()] == ["SMTP"]
