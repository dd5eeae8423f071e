"""`check`: each finding with its remedy; the wires are the tests' own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from email.parser import BytesHeaderParser
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from inbox_escalator.casework.hours import Hours
from inbox_escalator.cli.check import Wanted, World, findings
from inbox_escalator.cli.checks.cover import uncovered
from inbox_escalator.cli.checks.evidence import Trial
from inbox_escalator.cli.checks.finding import Finding, Grade
from inbox_escalator.cli.exits import Exit
from inbox_escalator.config.load import load
from inbox_escalator.config.settings import Settings
from inbox_escalator.delivery.courier import Answer, Later, Never, Sent
from inbox_escalator.identity import Seal
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.intake.mailbox import Folders, FolderState, LoginRefused, MailboxError, Searchable
from inbox_escalator.store.tiny import open_reader, open_store
from inbox_escalator.writing.outbound import OutboundMail
from tests.cli.conftest import Desk

ABLE = frozenset({"IDLE", "UIDPLUS", "MOVE"})


class Box:
    """A mailbox in which mail arrives as the test says."""

    def __init__(self, sent: str = "Sent") -> None:
        self.sent = sent
        self.mails: dict[str, dict[int, bytes]] = {"INBOX": {}, "Sent": {}}
        self.selected = ""
        self.removed: list[tuple[str, int]] = []
        self.closed = False
        self.now = 0.0

    def put(self, folder: str, raw: bytes) -> None:
        self.mails[folder][len(self.mails[folder]) + 1] = raw

    def folders(self) -> Folders:
        return Folders(sent=self.sent)

    def select(self, folder: str) -> FolderState:
        if folder not in self.mails:
            raise MailboxError(f"opening {folder}: there is no such folder")
        self.selected = folder
        return FolderState(folder, 1, 1, len(self.mails[folder]))

    def find(self, folder: str, message_id: str) -> list[int]:
        self.select(folder)
        return [uid for uid, raw in self.mails[folder].items() if message_id.encode() in raw]

    def holding(self, folder: str, header: str, words: str) -> list[int]:
        self.select(folder)
        found = []
        for uid, raw in self.mails[folder].items():
            said = BytesHeaderParser().parsebytes(raw).get(header, "")
            if words in str(said):
                found.append(uid)
        return found

    def fetch(self, uids: Sequence[int], max_bytes: int) -> Iterator[StoredCopy]:
        for uid in uids:
            raw = self.mails[self.selected][uid]
            yield StoredCopy("me", self.selected, 1, uid, datetime.now(UTC), len(raw), raw=raw)

    def remove_own(self, uids: Sequence[int]) -> None:
        self.removed.extend((self.selected, uid) for uid in uids)

    def wait(self, seconds: float, wake: int = -1) -> bool:
        self.now += seconds
        return False

    def close(self) -> None:
        self.closed = True

    # What `check` never does.
    def uids_after(self, uid: int) -> list[int]:
        raise AssertionError

    def mark(self, uids: Sequence[int], keyword: str) -> None:
        raise AssertionError

    def append(self, folder: str, raw: bytes, at: datetime) -> None:
        raise AssertionError


@pytest.fixture
def settings(config: Path) -> Settings:
    return load(config)


def _post(
    box: Box, *, plus: bool = True, filed: bool = False, rewritten: bool = False, judged: str = ""
) -> Callable[[Settings, OutboundMail], Answer]:
    """An outgoing server that delivers into `box`."""

    def deliver(settings: Settings, mail: OutboundMail) -> Answer:
        if "+" in mail.address and not plus:
            return Never("5.1.1 no such user")
        raw = mail.raw
        if rewritten:
            raw = raw.replace(f"Message-ID: {mail.message_id}", "Message-ID: <new@provider.example>")
        box.put("INBOX", (judged + raw).encode("ascii"))
        if filed:
            box.put("Sent", raw.encode("ascii"))
        return Sent("1")

    return deliver


def _world(box: Box, deliver: Callable[[Settings, OutboundMail], Answer] | None = None) -> World:
    return World(lambda host, port: "127.0.0.1", lambda settings: (box, ABLE), deliver or _post(box))


def _wrong(found: list[Finding]) -> list[str]:
    return [finding.what for finding in found if finding.grade is Grade.WRONG]


def _facts(settings: Settings, *names: str) -> list[str]:
    reader = open_reader(settings.store)
    try:
        return [reader.fact(name) for name in names]
    finally:
        reader.close()


def test_where_all_is_well_nothing_is_wrong(settings: Settings) -> None:
    box = Box()
    found = list(findings(settings, _world(box)))
    assert not _wrong(found)
    assert box.closed
    assert {"configuration", "templates", "store", "IMAP log-in", "IDLE", "Sent", "SMTP", "evidence"} <= {
        finding.what for finding in found
    }


def test_what_was_learned_is_kept_for_the_worker(settings: Settings) -> None:
    box = Box()
    judged = "Authentication-Results: mx.acme.example; dmarc=pass\r\n"
    list(findings(settings, _world(box, _post(box, judged=judged))))
    channel, *facts = _facts(settings, "channel", "message_id_kept", "authserv_id", "plus")
    assert channel.startswith("copy ")
    assert facts == ["yes", "mx.acme.example", "yes"]


def test_what_the_provider_files_itself_is_the_better_channel(settings: Settings) -> None:
    box = Box()
    list(findings(settings, _world(box, _post(box, filed=True, plus=False, rewritten=True))))
    channel, kept, plus = _facts(settings, "channel", "message_id_kept", "plus")
    assert channel.startswith("sent ")
    assert (kept, plus) == ("no", "no")


def test_the_test_mails_take_themselves_away(settings: Settings) -> None:
    box = Box()
    list(findings(settings, _world(box, _post(box, filed=True))))
    assert sorted(box.removed) == [("INBOX", 1), ("INBOX", 2), ("Sent", 1)]


def test_the_test_mail_is_known_as_our_own(settings: Settings) -> None:
    sent: list[OutboundMail] = []
    box = Box()

    def deliver(settings: Settings, mail: OutboundMail) -> Answer:
        sent.append(mail)
        return _post(box)(settings, mail)

    list(findings(settings, _world(box, deliver)))
    seal = settings.seal((settings.store / "desk.key").read_bytes())
    assert len({mail.message_id for mail in sent}) == 2
    assert all(seal.marks(mail.raw, ()) for mail in sent)
    assert all(mail.raw.isascii() and "\r\n\r\n" in mail.raw for mail in sent)


def test_a_running_worker_keeps_its_store(settings: Settings) -> None:
    store = open_store(settings.store)
    try:
        found = list(findings(settings, _world(Box())))
    finally:
        store.close()
    assert not _wrong(found)
    assert found[-1].what == "learned"
    assert "the worker is running" in found[-1].said


def test_a_mail_that_does_not_come_back_is_wrong(settings: Settings) -> None:
    box = Box()
    trial = Trial(
        settings, Seal(bytes(32), "acme.example"), box, lambda mail: Sent("1"), lambda: box.now, patience=60.0
    )
    found = list(trial.run())
    assert _wrong(found) == ["evidence"]
    assert 60 <= box.now < 70
    assert trial.learned.channel == "none"


def test_a_refused_mail_names_the_remedy(settings: Settings) -> None:
    refused = Later("127.0.0.1:9: log-in of support@acme.example refused: 535 5.7.8 no", alarm=True)
    found = list(findings(settings, _world(Box(), lambda settings, mail: refused)))
    assert _wrong(found) == ["SMTP"]
    assert "user and password in [desk.smtp]" in found[-2].remedy + found[-1].remedy


def test_an_outgoing_server_that_is_not_there_is_no_matter_for_the_provider(settings: Settings) -> None:
    away = Later("smtp.acme.example:587: cannot connect: Connection refused")
    found = list(findings(settings, _world(Box(), lambda settings, mail: away)))
    assert "host and port in [desk.smtp]" in found[-2].remedy + found[-1].remedy


@pytest.mark.parametrize(
    ("error", "remedy"),
    [
        (LoginRefused("imap: log-in of x refused: no"), "user and password in [desk.imap]"),
        (MailboxError("imap: certificate refused: self-signed certificate"), "cafile"),
        (MailboxError("imap: cannot use cafile own.pem: No such file or directory"), "correct cafile in [desk.imap]"),
        (MailboxError("imap: offers no STARTTLS"), "tls and port in [desk.imap]"),
        (MailboxError("imap: connection refused"), "host and port in [desk.imap]"),
    ],
)
def test_a_mailbox_that_cannot_be_opened(settings: Settings, error: MailboxError, remedy: str) -> None:
    def connect(settings: Settings) -> tuple[Searchable, frozenset[str]]:
        raise error

    found = list(findings(settings, World(lambda host, port: "127.0.0.1", connect, _post(Box()))))
    assert _wrong(found) == ["IMAP"]
    assert remedy in found[-2].remedy
    assert str(found[-1]).startswith("note  SMTP: not tried, ")


def test_a_name_that_is_not_known(settings: Settings) -> None:
    def resolve(host: str, port: int) -> str:
        raise OSError("Name or service not known")

    found = list(findings(settings, World(resolve, lambda settings: (Box(), ABLE), _post(Box()))))
    assert _wrong(found) == ["name"], "once, for both are the same host"
    assert str(found[-1]).startswith("note  IMAP, SMTP: not tried, ")


def test_folders_that_are_not_there(settings: Settings) -> None:
    wanting = replace(settings, mailbox=replace(settings.mailbox, folders=("INBOX", "Support")))
    box = Box(sent="")
    found = list(findings(wanting, _world(box), Wanted(mail=False)))
    assert _wrong(found) == ["folder", "Sent"]


def test_a_server_that_can_little_is_noted(settings: Settings) -> None:
    world = World(lambda host, port: "127.0.0.1", lambda settings: (Box(), frozenset()), _post(Box()))
    found = list(findings(settings, world, Wanted(mail=False)))
    assert not _wrong(found)
    assert {"IDLE", "UIDPLUS"} <= {finding.what for finding in found if finding.grade is Grade.NOTE}


def test_offline_touches_no_wire(settings: Settings) -> None:
    def never(*words: object) -> None:
        raise AssertionError

    found = list(findings(settings, World(never, never, never), Wanted(network=False)))  # type: ignore[arg-type]
    assert not _wrong(found)


def test_a_password_that_is_not_set_is_wrong(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUPPORT_PASSWORD")
    found = list(findings(settings, _world(Box())))
    assert _wrong(found) == ["IMAP password"], "once, and no log-in is tried without it"
    assert (
        str(found[-1])
        == "note  IMAP, SMTP: not tried, for what they need is missing -> mend what is wrong above, and call check again"
    )


def test_without_test_mails_nobody_believes_that_mail_goes_out(settings: Settings) -> None:
    found = [str(finding) for finding in findings(settings, _world(Box()), Wanted(mail=False))]
    assert found[-1].startswith("note  SMTP: not tried, for no test mail was to be sent")


def test_a_store_in_a_file_is_wrong(config: Path) -> None:
    (config.parent / "data").write_text("x")
    assert _wrong(list(findings(load(config), _world(Box()), Wanted(network=False)))) == ["store"]


def test_a_broken_template_is_wrong(config: Path) -> None:
    folder = config.parent / "templates"
    (folder / "staff").mkdir(parents=True)
    (folder / "staff" / "escalation.txt").write_text("{{ nothing_like_this")
    found = list(findings(load(config), _world(Box()), Wanted(network=False)))
    assert _wrong(found) == ["templates"]


# -- hours in which nobody is there ---------------------------------------------------------------------------------

UTC_ZONE = ZoneInfo("UTC")


def _contact_hours(settings: Settings, *windows: tuple[time, time]) -> Settings:
    day = tuple(windows)
    own = Hours(UTC_ZONE, (day, day, day, day, (), (), ()))
    contact = replace(settings.policy.contacts[0], hours=own)
    return replace(settings, policy=replace(settings.policy, contacts=(contact,)))


def test_hours_in_which_a_level_has_nobody_are_named(settings: Settings) -> None:
    policy = _contact_hours(settings, (time(9), time(12)), (time(13, 30), time(18))).policy
    assert list(uncovered(policy, policy.level("L2"))) == [
        *(f"{day} 12:00 to 13:30" for day in ("Mon", "Tue", "Wed", "Thu")),
        "Fri 09:00 to 17:00",
    ]


def test_a_contact_with_the_desks_hours_covers_them(settings: Settings) -> None:
    assert not list(uncovered(settings.policy, settings.policy.level("L2")))


# -- the command ----------------------------------------------------------------------------------------------------


def test_the_command_prints_a_line_a_finding(cli: Desk) -> None:
    answer = cli("check", "--offline")
    assert answer.code == Exit.OK
    assert all(line.split()[0] in ("ok", "note", "wrong") for line in answer.out.splitlines())


PASSING = """
[[trigger]]
name = "manager_request"
unless = ["about [a|the] job"]
mode = "observe"

[[trigger.test]]
words = "I want to speak to your manager about the job."
fires = false

[[trigger.test]]
words = "I want to speak to your manager."
"""


def test_the_tests_of_triggers_are_run(cli: Desk, config: Path) -> None:
    config.write_text(config.read_text() + PASSING)
    answer = cli("check", "--offline")
    assert answer.code == Exit.OK
    assert "ok    trigger tests: 2 of 2 come out as the file says" in answer.out
    assert "note  mode: only observed: manager_request" in answer.out


def test_a_trigger_whose_test_fails_does_not_load(cli: Desk, config: Path) -> None:
    config.write_text(config.read_text() + PASSING.replace("fires = false", "fires = true"))
    for command in (("check", "--offline"), ("once",), ("cases",)):
        answer = cli(*command)
        assert answer.code == Exit.USAGE
        assert 'a test of manager_request fails: it does not fire: "want to speak to your manager"' in answer.err
        assert 'your rule says unless ("about the job")' in answer.err


def test_the_command_fails_where_something_is_wrong(cli: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SUPPORT_PASSWORD")
    answer = cli("check", "--offline", "--json")
    assert answer.code == Exit.FOUND
    wrong = [finding for finding in json.loads(answer.out) if finding["grade"] == "wrong"]
    assert all(finding["remedy"] for finding in wrong)
    assert len(wrong) == 1


def test_a_server_that_is_not_there_is_a_finding(cli: Desk) -> None:
    answer = cli("check")
    assert answer.code == Exit.FOUND
    assert "wrong IMAP: 127.0.0.1" in answer.out
    assert "Traceback" not in answer.err


def test_whose_turn_it_is_is_said(config: Path, cli: Desk) -> None:
    config.write_text(config.read_text("utf-8") + '\n[rotation]\nlevel = "L2"\nweeks = ["olivia"]\n', "utf-8")
    assert "Olivia Owner is first on L2 now, Olivia Owner in a week" in cli("check", "--offline").out


def test_a_calendar_that_names_nobody_is_told(config: Path, cli: Desk) -> None:
    (config.parent / "oncall.ics").write_text("BEGIN:VEVENT\nSUMMARY:Max\nDTSTART:20260101\nEND:VEVENT\n", "utf-8")
    config.write_text(config.read_text("utf-8") + '\n[rotation]\nlevel = "L2"\nfile = "oncall.ics"\n', "utf-8")
    said = " ".join(cli("check", "--offline").out.split())
    assert 'the event "Max" names nobody who is on the level' in said
    assert "nobody in particular is first on L2 now" in said
