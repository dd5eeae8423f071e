"""A terminal, a log file and a spreadsheet obey what is written into them; a stranger's words must not get there."""

from __future__ import annotations

import csv
import io
import json
import logging
import re
from pathlib import Path

import pytest

from inbox_escalator.casework.decision import Event
from inbox_escalator.cli import main
from inbox_escalator.cli.speaking import Speaker, _Handler
from inbox_escalator.demo.timeline import Timeline
from inbox_escalator.reporting.log import as_csv, escalation_log
from inbox_escalator.store.store import Quarantined
from tests.attacks.ground import LAWYER, MANAGER, Ground
from tests.cli.conftest import CONFIG

ESCAPES = (
    "\x1b[2J\x1b[31mred\x1b[0m", "\x1b]0;owned\x07", "\x9b31m", "\x90payload\x9c", "a\rCASE-9999 closed", "x\ny\nz",
    "\u202eevil\u202c", "\x08\x08\x08", "\u2028next\u2029", "\x85next", "\u200bz\u2066", "\x0c\x0b",
)  # fmt: skip
ALL = " ".join(ESCAPES)

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u200b\u202a-\u202e\u2066-\u2069]")
"""What a terminal or a log reader would obey; the end of a line is looked at apart."""


def hostile(ground: Ground) -> None:
    """A case whose every field is full of it."""
    raw = (
        f"Received: from a by mx.acme.example; Mon, 23 Nov 2026 09:00:00 +0000\r\nFrom: \"{ALL_IN_HEADER}\" <eve@evil.example>\r\n"
        f"To: support@acme.example\r\nSubject: {ALL_IN_HEADER} =?utf-8?q?=1B[2J=0D=0Anext?=\r\n"
        f"Date: Mon, 23 Nov 2026 09:00:00 +0000\r\nMessage-ID: <{ALL_IN_HEADER}@x>\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
        f"{ALL}\r\n{LAWYER} {ALL} {MANAGER}\r\nI {ESCAPES[0]} will {ESCAPES[1]} sue {ESCAPES[2]} you\r\n"
    )
    ground.takes(raw.encode())


ALL_IN_HEADER = ALL.replace("\r", "").replace("\n", "").replace("\x0c", "").replace("\x0b", "")


def harmless(text: str) -> None:
    found = OBEYED.search(text)
    assert found is None, f"{found[0]!r} in {text[max(found.start() - 30, 0) : found.end() + 30]!r}"


def test_explain_says_it_in_plain_letters(tmp_path: Path, ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    hostile(ground)
    file = tmp_path / "mail.eml"
    file.write_bytes(ground.last_raw)
    (tmp_path / "config.toml").write_text(CONFIG, "utf-8")
    for words in (["explain", str(file)], ["explain", "--all", str(file)]):
        assert main(["--config", str(tmp_path / "config.toml"), *words]) == 0
        harmless(capsys.readouterr().out)


@pytest.mark.parametrize("words", [["show", "1001"], ["cases", "--all"], ["log"], ["log", "--csv"], ["outbox", "--all"], ["quarantine"]])
def test_reading_commands_say_it_in_plain_letters(ground: Ground, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    hostile(ground)
    with ground.store.turn() as turn:
        turn.put_quarantined(Quarantined("k", ground.clock.now(), f"ValueError: {ALL}", ALL, ALL))
    ground.store.close()
    (ground.folder.parent / "config.toml").write_text(CONFIG, "utf-8")
    assert main(["--config", str(ground.folder.parent / "config.toml"), *words]) == 0
    shown = capsys.readouterr().out
    assert "evil" in shown or words == ["outbox", "--all"]
    harmless(shown.replace("\r\n", "\n") if "--csv" in words else shown)


@pytest.mark.parametrize("machine", [True, False], ids=["json", "text"])
def test_a_log_line_is_one_line_of_plain_letters(machine: bool) -> None:
    out = io.StringIO()
    speaker = Speaker(out, machine=machine)
    speaker.line("warning", f"refused: {ALL}", problem=ALL)
    log = logging.getLogger("inbox_escalator.attack")
    log.handlers, log.propagate = [_Handler(speaker)], False
    log.error("message %s set aside", ALL)
    try:
        raise ValueError(ALL)
    except ValueError:
        log.exception("message %s set aside", ALL)
    lines = out.getvalue().split("\n")
    assert len(lines) == 4
    for line in lines[:3]:
        harmless(line)
        if machine:
            assert "text" in json.loads(line)


def test_what_the_worker_logs_of_a_broken_mail_is_one_line(ground: Ground, monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.StringIO()
    log = logging.getLogger("inbox_escalator")
    monkeypatch.setattr(log, "handlers", [_Handler(Speaker(out, machine=False))])
    monkeypatch.setattr(log, "propagate", False)
    monkeypatch.setattr("inbox_escalator.beats.taking_in.decide", _fails)
    hostile(ground)
    assert "set aside" in out.getvalue()
    for line in out.getvalue().split("\n"):
        harmless(line)
    [item] = ground.store.quarantined()
    harmless(item.reason)


def _fails(*_: object) -> None:
    raise ValueError(f"cannot read {ALL}")


def test_the_demos_timeline_is_plain(ground: Ground, capsys: pytest.CaptureFixture[str]) -> None:
    hostile(ground)
    timeline = Timeline(ground.store)
    timeline.tell()
    timeline._line(Event("CASE-1001", 99, ground.clock.now(), "escalated", "customer", ALL, "L1", "L3"))
    harmless(capsys.readouterr().out)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t=", "\r=", "\n=", "＝", "＋", "－", "＠", '"=', "'=", " =", "|", "%", "\u200b=", "\u00a0="])
def test_no_cell_of_the_log_is_a_formula(ground: Ground, start: str) -> None:
    formula = f"{start}HYPERLINK(\"http://evil.example\";\"x\")"
    ground.sends([f"From: =?utf-8?q?{encoded(formula)}?= <eve@evil.example>", f"Subject: =?utf-8?q?{encoded(formula)}?="], MANAGER)
    rows = list(csv.reader(io.StringIO(as_csv(escalation_log(ground.store.cases(), ground.policy), ground.policy.hours.zone))))
    assert len(rows) == 2
    for cell in rows[1]:
        assert not cell.lstrip("\"' \u200b\u00a0\t\r\n").startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠", "|", "%")) or cell.startswith("'"), cell


def encoded(words: str) -> str:
    return "".join(f"={b:02X}" for b in words.encode())
