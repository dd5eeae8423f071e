"""`explain`: text for a person, JSON with every key for a script, a line out for each path in."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from inbox_escalator.cli.commands import run
from tests.cli.conftest import CONFIG

KEYS = (
    "id subject from from_name to cc reply_to message_id in_reply_to references body_text body_html attachments kind is_auto_reply is_bounce "
    "is_list_or_bulk bounced_recipient bounce_status bounce_temporary bounce_hard reply_text language triggers escalates findings sentiment "
    "urgency loss issues_like problems"
).split()
MAIL = b"""From: Anna Client <anna@client.example>
To: support@acme.example
Subject: Order 55
Message-ID: <m1@client.example>
Content-Type: text/plain; charset=utf-8

You charged me $640.00 twice. I am not going to sue, but I want a manager.

On Mon, 2 Jun 2025 at 10:00, Support <support@acme.example> wrote:
> Our lawyer says hello.
"""


@pytest.fixture
def letter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    file = tmp_path / "m1.eml"
    file.write_bytes(MAIL)
    return file


def test_for_a_person(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", str(letter)]) == 0
    told = capsys.readouterr().out
    assert "Escalates  manager_request → L2 (high); financial_loss → L2 (high)" in told
    assert "At stake   640.00 USD" in told
    assert "  manager_request, in the new words: “want a manager”\n    why: wants to speak to somebody above\n" in told
    assert '  legal_threat, in the new words: “to sue”\n    why not: negated ("not going")\n' in told
    assert "    “I am not going to sue, but I want a manager." in told
    assert max(map(len, told.splitlines())) <= 80
    assert "hello" not in told


def test_nothing_found_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "m.eml").write_text("From: a@client.example\nSubject: Hi\n\nWhere do I find my invoice?\n")
    assert run(["explain", str(tmp_path / "m.eml")]) == 0
    assert "No phrase of any trigger stands in it." in capsys.readouterr().out


def test_long_words_are_wrapped_and_inert(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = "I want to speak to your manager \x1b[2J" + "very " * 60 + "soon."
    (tmp_path / "m.eml").write_text(f"From: a@client.example\nSubject: {'long ' * 40}\n\n{words}\n")
    assert run(["explain", str(tmp_path / "m.eml")]) == 0
    told = capsys.readouterr().out
    assert max(map(len, told.splitlines())) <= 80
    assert "\x1b" not in told


def test_an_own_phrase_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    config = tmp_path / "config.toml"
    config.write_text(
        CONFIG + '[[trigger]]\nname = "press"\nto = "L2"\nmode = "observe"\nphrases = ["press .. conference"]\n'
    )
    (tmp_path / "m.eml").write_text("From: a@client.example\nSubject: Hi\n\nI will hold a press conference today.\n")
    assert run(["--config", str(config), "explain", str(tmp_path / "m.eml")]) == 0
    told = capsys.readouterr().out
    assert "why: your phrase: press .. conference" in told
    assert "Observed   press: logged, and nothing is sent" in told
    assert "Escalates  no" in told


def test_elsewhere_too(letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "--all", str(letter), str(letter)]) == 0
    told = capsys.readouterr().out
    assert told.count("Subject    Order 55") == 2


def test_json_has_every_key(letter: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(["explain", "--json", str(letter)]) == 0
    told = json.loads(capsysbinary.readouterr().out)
    assert sorted(told) == sorted(KEYS)
    assert told["id"] == "m1"
    assert told["loss"] == {"amount": 640.0, "currency": "USD", "sure": True}
    assert told["escalates"] == ["manager_request", "financial_loss"]
    assert {"trigger", "fired", "words", "zone", "because"} == set(told["findings"][0])


def test_lines(letter: Path, capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{letter}\n\n{letter.parent / 'gone.eml'}\n"))
    assert run(["explain", "--jsonl"]) == 1
    first, second = map(json.loads, capsysbinary.readouterr().out.splitlines())
    assert first["triggers"] == ["manager_request", "financial_loss"]
    assert second["id"] == "gone"
    assert "No such file" in second["problems"][0]


def test_a_line_comes_out_before_the_next_goes_in(letter: Path) -> None:
    command = [sys.executable, "-m", "inbox_escalator", "explain", "--jsonl"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as asked:
        assert asked.stdin is not None
        assert asked.stdout is not None
        for _ in range(2):
            asked.stdin.write(f"{letter}\n")
            asked.stdin.flush()
            assert json.loads(asked.stdout.readline())["id"] == "m1"
        asked.stdin.close()
        assert asked.wait(30) == 0


@pytest.mark.parametrize("arguments", [[], ["--jsonl", "x.eml"], ["--json", "a.eml", "b.eml"]])
def test_wrong_use(arguments: list[str], letter: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", *arguments]) == 2
    assert "name the mail to explain" in capsys.readouterr().err


def test_a_mail_of_nothing(tmp_path: Path, letter: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    (tmp_path / "empty.eml").write_bytes(b"")
    assert run(["explain", "--json", "empty.eml"]) == 0
    assert json.loads(capsysbinary.readouterr().out)["triggers"] == []
