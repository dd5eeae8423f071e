"""The command line itself: help, names, errors, ends."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inbox_escalator import __version__
from inbox_escalator.cli import commands, main
from inbox_escalator.cli.commands import COMMANDS
from inbox_escalator.cli.exits import Exit
from inbox_escalator.intake.mailbox import MailboxError
from inbox_escalator.store.store import StoreDamaged
from tests.cli.conftest import CONFIG, Desk

HEAVY = {
    "aiosmtplib", "asyncio", "dataclasses", "holidays", "imapclient", "jinja2", "logging", "mailparser", "msgspec", "re2",
    "schedule", "ssl", "tinydb", "tomllib",
}  # fmt: skip


def test_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--help"]) == Exit.OK
    out = capsys.readouterr().out
    assert all(f"  {name} " in out for name in COMMANDS)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == Exit.OK
    assert capsys.readouterr().out == f"inbox-escalator {__version__}\n"


@pytest.mark.parametrize("there", ["config.toml", "data"])
def test_the_demo_writes_over_no_desk(there: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / there).mkdir()
    assert main(["demo", "--seconds", "0", "--out", str(tmp_path)]) == Exit.USAGE
    assert "holds a desk already" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == [there]


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([name, "--help"]) == Exit.OK
    assert f"inbox-escalator {name}" in capsys.readouterr().out


def test_help_imports_nothing_heavy() -> None:
    code = "import sys; from inbox_escalator.cli import main; main(['--help']); print(*sys.modules, file=sys.stderr)"
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    without = subprocess.run(
        [sys.executable, "-c", "import sys; print(*sys.modules)"], capture_output=True, text=True, check=True
    )
    loaded = set(ran.stderr.split()) - set(without.stdout.split())
    assert not loaded & HEAVY


def test_no_command_prints_the_help_and_is_a_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == Exit.USAGE
    assert "commands:" in capsys.readouterr().err


def test_an_unknown_command_names_the_nearest(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["chek"]) == Exit.USAGE
    err = capsys.readouterr().err
    assert err.startswith('inbox-escalator: there is no command "chek"; did you mean "check"?')
    assert err.count("\n") == 1


@pytest.mark.parametrize("words", [["--nonsense"], ["cases", "--nonsense"], ["show"], ["cases", "--config", "x"]])
def test_a_wrong_command_line_is_a_usage_error(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == Exit.USAGE
    assert "Traceback" not in capsys.readouterr().err


def test_config_goes_before_the_command(capsys: pytest.CaptureFixture[str]) -> None:
    main(["cases", "--config=x.toml"])
    assert "--config goes before the command: inbox-escalator --config FILE cases" in capsys.readouterr().err


def test_config_may_be_given_with_an_equals_sign(config: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([f"--config={config}", "health"]) == Exit.UNHEALTHY


# -- where the configuration is -------------------------------------------------------------------------------------


def test_without_any_configuration_the_remedy_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    assert main(["cases"]) == Exit.USAGE
    err = capsys.readouterr().err
    assert "no configuration: neither ./config.toml nor" in err
    assert err.count("\n") == 1


@pytest.mark.parametrize("place", ["config.toml", "xdg/inbox-escalator/config.toml"])
def test_the_configuration_is_found(place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "xdg"))
    (tmp_path / place).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / place).write_text(CONFIG)
    assert main(["health"]) == Exit.UNHEALTHY


def test_the_mistakes_of_the_configuration_are_printed(config: Path, cli: Desk) -> None:
    config.write_text(CONFIG.replace("port = 9", 'port = "x"'))
    answer = cli("cases")
    assert answer.code == Exit.USAGE
    assert answer.err.splitlines()[0].endswith("config.toml: 2 mistakes")
    assert "Traceback" not in answer.err


# -- how a command ends ---------------------------------------------------------------------------------------------


class Failing:
    """A command that ends with this error."""

    def __init__(self, error: BaseException) -> None:
        self._error = error

    def register(self, parser: object) -> None:
        pass

    def run(self, args: object) -> int:
        raise self._error


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (StoreDamaged("cases.journal: a record at 17 is damaged"), Exit.STORE),
        (OSError(28, "No space left on device"), Exit.STORE),
        (MailboxError("imap.acme.example: no answer"), Exit.UNREACHABLE),
        (FileNotFoundError(2, "No such file or directory", "x.eml"), Exit.USAGE),
    ],
)
def test_an_error_is_one_line_and_its_code(
    error: Exception, code: Exit, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(commands, "import_module", lambda _: Failing(error))
    assert main(["cases"]) == code
    err = capsys.readouterr().err
    assert err.startswith("inbox-escalator: ")
    assert err.count("\n") == 1


def test_ctrl_c_is_quiet(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr(commands, "import_module", lambda _: Failing(KeyboardInterrupt()))
    assert main(["cases"]) == Exit.INTERRUPTED
    assert capsys.readouterr() == ("", "")


def test_a_fault_of_ours_keeps_its_traceback(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(commands, "import_module", lambda _: Failing(ZeroDivisionError()))
    with pytest.raises(ZeroDivisionError):
        main(["cases"])


def test_a_reader_that_goes_away_is_no_error(config: Path) -> None:
    code = (
        "import sys; from inbox_escalator.cli import commands; sys.stdout.reconfigure(line_buffering=True)\n"
        "class Talker:\n register = staticmethod(lambda parser: None)\n @staticmethod\n def run(args):\n"
        "  while True: print('word')\n"
        "commands.import_module = lambda _: Talker\n"
        "raise SystemExit(commands.run(['cases']))"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as talker:
        assert talker.stdout is not None
        assert talker.stderr is not None
        talker.stdout.readline()
        talker.stdout.close()
        err = talker.stderr.read()
        assert talker.wait(20) == Exit.NO_READER
    assert err == b""


def test_an_alphabet_that_the_terminal_lacks_is_escaped() -> None:
    code = "from inbox_escalator.cli import commands; commands._speak_plainly(); print('naïve → ok')"
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, env={"PYTHONIOENCODING": "ascii", "PATH": ""}
    )
    assert ran.stdout == b"na\\xefve \\u2192 ok\n"


def test_a_file_that_is_not_there_is_named_without_a_number(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", "gone.eml"]) == Exit.USAGE
    assert capsys.readouterr().err == "inbox-escalator: gone.eml: no such file or directory\n"
