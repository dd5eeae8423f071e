"""The whole ladder on a real server and by the real clock, with windows of seconds."""

from __future__ import annotations

import email
import email.policy
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.servers.dovecot_desk import dovecot_with
from tests.servers.installation import STAFF, Installation, until
from tests.servers.mailhost import MAIL_UID

pytestmark = [pytest.mark.servers, pytest.mark.xdist_group("installations")]

DESK, LENA, BOSS = "desk1@example.test", *STAFF
MANAGER = "I want to speak to your manager."
LEVELS = """
[[level]]
name = "L1"
scope = "everything"
respond = "30m"
resolve = "1d"

[[level]]
name = "L2"
scope = "what the front line cannot"
respond = "6s"
resolve = "1d"

[[level]]
name = "L3"
scope = "the rest"
respond = "3s"
resolve = "1d"
repeat = "2s"
"""
VACATION = 'require ["vacation"];\nvacation :days 1 :subject "Out of office" "I am away until further notice.";\n'


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Installation]:
    with dovecot_with(DESK, *STAFF, sieve=True) as host:
        yield Installation(tmp_path, host, DESK).configure(more=LEVELS).begin()


def got(desk: Installation, address: str, words: str) -> Callable[[], list[str]]:
    """Message-IDs of the mails to that address with these words in the subject or the text."""

    def found() -> list[str]:
        return [str(m["Message-ID"]) for m in mails(desk, address) if words in f"{m['Subject']} {text(m)}"]

    return found


def mails(desk: Installation, address: str) -> list[Any]:
    folder = Path(desk.host.maildir(address))
    files = [path for place in ("new", "cur") for path in sorted((folder / place).glob("*"))]
    return [email.message_from_bytes(path.read_bytes(), policy=email.policy.default) for path in files]


def text(message: Any) -> str:
    body = message.get_body(("plain",))
    return body.get_content() if body is not None else ""


def test_the_whole_ladder(desk: Installation) -> None:
    with desk.running() as program:
        desk.write("jane@customer.test", "Broken", MANAGER)
        until(got(desk, LENA, "ESCALATION L2"), program)
        until(got(desk, LENA, "Still open"), program)
        until(got(desk, BOSS, "ESCALATION L3"), program)
        until(lambda: len(got(desk, BOSS, "Overdue since")()) >= 2, program)  # the top is called again and again
        (called,) = got(desk, BOSS, "ESCALATION L3")()[:1]
        desk.write(BOSS, "Re: ESCALATION", "ok", In_Reply_To=called)
        until(got(desk, BOSS, "you have it"), program)
        program.stop()
    with desk.reading() as reader:
        case = reader.case("CASE-1002")
        assert case is not None
        assert (case.level, case.handler) == ("L3", "boss")
        what = [event.what for event in reader.events("CASE-1002")]
        assert [w for w in what if w in ("escalated", "reminded", "repeated", "taken")][:4] == [
            "escalated", "reminded", "escalated", "reminded",
        ]  # fmt: skip
        assert what.index("repeated") < what.index("taken")


def test_a_vacation_answer_fails_over_at_once(desk: Installation) -> None:
    desk.configure(more=LEVELS.replace('"6s"', '"30m"'))
    script = Path(desk.host.maildir(LENA)).parent / ".dovecot.sieve"
    script.parent.mkdir(parents=True, exist_ok=True)
    script.write_text(VACATION, "utf-8")
    if os.getuid() == 0:
        for path in (script.parent, script):
            os.chown(path, MAIL_UID, MAIL_UID)
    with desk.running() as program:
        desk.write("jane@customer.test", "Broken", MANAGER)
        until(got(desk, LENA, "ESCALATION L2"), program)
        answers = Path(desk.host.dir) / "answers"
        until(lambda: list(answers.glob("*.eml")), program)
        (answer,) = answers.glob("*.eml")
        raw = answer.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
        assert b"auto-replied" in raw
        desk.deliver("", raw)
        until(got(desk, BOSS, "ESCALATION L3"), program)
        program.stop()
    with desk.reading() as reader:
        said = [f"{event.what} {event.because}" for event in reader.events("CASE-1002")]
        assert any(line.startswith("away out-of-office answer") for line in said), said
