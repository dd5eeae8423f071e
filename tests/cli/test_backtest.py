"""`backtest`: past mail of every kind, changed rules against those in force, and nothing that stops it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inbox_escalator.cli import past
from inbox_escalator.cli.exits import Exit
from tests.cli.conftest import Answer, Desk
from tests.world import mail

MONDAY = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
LAWYER = "My lawyer will take legal action against you."
MANAGER = "I want to speak to your manager."
JOB = "I want to speak to your manager about the job you advertised."
JOB_RULES = '[[trigger]]\nname = "manager_request"\nunless = ["job .. advertised"]\n'


def _letters(folder: Path) -> Path:
    folder.mkdir()
    said = (LAWYER, MANAGER, JOB, "Where do I find my invoice?")
    for number, words in enumerate(said, 1):
        raw = mail(f"jane{number}@customer.example", words, at=MONDAY + timedelta(days=number), number=number)
        (folder / f"{number}.eml").write_bytes(raw)
    return folder


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    return _letters(tmp_path / "past")


def _figures(answer: Answer) -> dict[str, dict[str, int]]:
    return {row["trigger"]: row for row in json.loads(answer.out)["triggers"]}


def test_what_fires_is_counted_by_trigger_week_and_level(cli: Desk, letters: Path) -> None:
    answer = cli("backtest", str(letters), "--json")
    assert answer.code == Exit.OK
    found = json.loads(answer.out)
    assert (found["messages"], found["kinds"]) == (4, {"customer": 4})
    assert _figures(answer)["legal_threat"]["in_force"] == 1
    assert _figures(answer)["manager_request"]["in_force"] == 2
    one_week = {"L3": {"in_force": 1, "changed": 1}, "L2": {"in_force": 2, "changed": 2}}
    assert found["weeks"] == [{"week": "2026-03-02", "levels": one_week}]


def test_changed_rules_are_shown_against_those_in_force(cli: Desk, letters: Path, tmp_path: Path) -> None:
    rules = tmp_path / "mended.toml"
    rules.write_text(JOB_RULES + '[[trigger]]\nname = "invoice"\nto = "L2"\nphrases = ["my invoice"]\n')
    answer = cli("backtest", str(letters), "--rules", str(rules), "--json")
    manager, invoice = _figures(answer)["manager_request"], _figures(answer)["invoice"]
    assert (manager["in_force"], manager["changed"], manager["gone"], manager["new"]) == (2, 1, 1, 0)
    assert (invoice["in_force"], invoice["changed"], invoice["new"]) == (0, 1, 1)
    gone = next(e for e in json.loads(answer.out)["examples"] if not e["new"])
    assert gone["sentence"] == JOB
    assert gone["because"] == 'your rule says unless ("job you advertised")'
    assert gone["name"].endswith("3.eml")


def test_it_reads_well_in_80_columns(cli: Desk, letters: Path, tmp_path: Path) -> None:
    (tmp_path / "mended.toml").write_text(JOB_RULES)
    answer = cli("backtest", str(letters), "--rules", str(tmp_path / "mended.toml"))
    assert answer.code == Exit.OK
    assert "manager_request          2         1        -    -1" in answer.out
    assert "Gone, manager_request:" in answer.out
    assert "2 Mar 2026 2 → 1 1" in " ".join(answer.out.split())
    assert not [line for line in answer.out.splitlines() if len(line) > 80 and "/" not in line]


def test_a_whole_configuration_stands_alone(cli: Desk, letters: Path, config: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.toml"
    other.write_text(config.read_text() + '[[trigger]]\nname = "legal_threat"\nmode = "off"\n')
    answer = cli("backtest", str(letters), "--rules", str(other), "--json")
    assert _figures(answer)["legal_threat"]["gone"] == 1


def test_rules_are_laid_over_those_of_the_configuration(cli: Desk, letters: Path, config: Path, tmp_path: Path) -> None:
    config.write_text(config.read_text() + JOB_RULES)
    (tmp_path / "more.toml").write_text('[[trigger]]\nname = "manager_request"\nurgency = "medium"\n')
    answer = cli("backtest", str(letters), "--rules", str(tmp_path / "more.toml"), "--json")
    row = _figures(answer)["manager_request"]
    assert (row["in_force"], row["changed"]) == (1, 1), "its unless is still there"


@pytest.mark.parametrize(
    ("rules", "said"),
    [
        ('[desk.imap]\nhost = "x"\n', "mistakes"),
        ('[[contact]]\nid = "x"\n', "does not belong into a file of rules"),
        ('[[trigger]]\nname = "legal_threat"\nunles = ["x"]\n', "line 3"),
        ('[[trigger]]\nname = "new"\nto = "L9"\nphrases = ["x y"]\n', "L9"),
        ("", "there is no [[trigger]]"),
        (f'{JOB_RULES}[[trigger.test]]\nwords = "{JOB}"\n', "a test of manager_request fails"),
    ],
)
def test_wrong_rules_are_told_and_nothing_is_tried(
    cli: Desk, letters: Path, tmp_path: Path, rules: str, said: str
) -> None:
    (tmp_path / "wrong.toml").write_text(rules)
    answer = cli("backtest", str(letters), "--rules", str(tmp_path / "wrong.toml"))
    assert answer.code == Exit.USAGE
    assert "wrong.toml" in answer.err
    assert said in answer.err
    assert not answer.out


def test_a_file_of_rules_that_is_missing_is_no_configuration_that_is_missing(cli: Desk, letters: Path) -> None:
    answer = cli("backtest", str(letters), "--rules", "nowhere.toml")
    assert "nowhere.toml: there is no such file; it holds a [[trigger]]" in answer.err


def test_a_conversation_is_escalated_once_a_level(cli: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "thread"
    folder.mkdir()
    for number, words in enumerate((MANAGER, MANAGER, LAWYER), 1):
        raw = mail(
            "jane@customer.example", words, at=MONDAY, number=number, answers="<1@customer.example>" * (number > 1)
        )
        (folder / f"{number}.eml").write_bytes(raw)
    found = json.loads(cli("backtest", str(folder), "--json").out)
    assert found["escalations"] == {"in_force": 2, "changed": 2}


def test_a_day_with_far_more_than_usual_is_a_storm(cli: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "storm"
    folder.mkdir()
    for number in range(20):
        day = timedelta(days=number % 10 if number < 10 else 3)
        raw = mail(f"jane{number}@customer.example", MANAGER, at=MONDAY + day, number=number)
        (folder / f"{number}.eml").write_bytes(raw)
    storms = json.loads(cli("backtest", str(folder), "--json").out)["storms"]
    assert storms == [{"day": "2026-03-05", "escalations": 11, "usual": 1.0}]
    assert "Thu 5 Mar 2026  11 escalations" in cli("backtest", str(folder)).out


def test_what_is_only_observed_counts_as_if_it_were_on(cli: Desk, letters: Path, config: Path) -> None:
    config.write_text(config.read_text() + '[[trigger]]\nname = "legal_threat"\nmode = "observe"\n')
    assert _figures(cli("backtest", str(letters), "--json"))["legal_threat"]["in_force"] == 1
    assert "legal_threat (observed)" in cli("backtest", str(letters)).out


# ---------------------------------------------------------------------- where the mail lies


def _spool(letters: Path, path: Path) -> Path:
    with path.open("wb") as file:
        for letter in sorted(letters.iterdir()):
            body = letter.read_bytes().replace(b"\r\n", b"\n").replace(b"\nFrom ", b"\n>From ")
            file.write(b"From jane@customer.example Mon Mar  2 10:00:00 2026\n" + body + b"\n")
    return path


def test_an_mbox_is_cut_into_its_messages(cli: Desk, letters: Path, tmp_path: Path) -> None:
    answer = cli("backtest", str(_spool(letters, tmp_path / "archive")), "--json")
    assert json.loads(answer.out)["messages"] == 4
    assert _figures(answer)["manager_request"]["in_force"] == 2


def test_a_sentence_that_begins_with_from_is_no_message(tmp_path: Path) -> None:
    spool = tmp_path / "archive"
    begin = b"From jane@customer.example Mon Mar  2 10:00:00 2026\n"
    spool.write_bytes(
        begin + b"Subject: one\n\nHello\n\nFrom now on I wait.\n\n>From here, too.\n\n" + begin + b"\ntwo\n"
    )
    first, second = past.mbox(spool, 1000)
    assert first.raw == b"Subject: one\n\nHello\n\nFrom now on I wait.\n\nFrom here, too.\n\n"
    assert (second.raw, second.name, second.partial) == (b"\ntwo\n", f"{spool} 2", False)


def test_a_message_over_the_bound_is_cut_and_the_next_one_found(tmp_path: Path) -> None:
    spool = tmp_path / "archive"
    begin = b"From jane@customer.example Mon Mar  2 10:00:00 2026\n"
    spool.write_bytes(begin + b"\n" + b"x" * 500_000 + b"\n\n" + begin + b"\ntwo\n")
    first, second = past.mbox(spool, 100_000)
    assert first.partial
    assert len(first.raw) <= 100_000
    assert second.raw == b"\ntwo\n"


def test_a_maildir_is_read_with_what_nobody_has_looked_at(cli: Desk, letters: Path, tmp_path: Path) -> None:
    box = tmp_path / "Maildir"
    for part in ("cur", "new", "tmp"):
        (box / part).mkdir(parents=True)
    for at, letter in enumerate(sorted(letters.iterdir())):
        (box / ("cur" if at % 2 else "new") / f"{at}.host:2,S").write_bytes(letter.read_bytes())
    (box / "tmp" / "half").write_bytes(b"never whole")
    before = sorted(p.relative_to(box) for p in box.rglob("*"))
    assert json.loads(cli("backtest", str(box), "--json").out)["messages"] == 4
    assert sorted(p.relative_to(box) for p in box.rglob("*")) == before


def test_a_folder_without_mail_is_said(cli: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    answer = cli("backtest", str(tmp_path / "empty"))
    assert answer.code == Exit.USAGE
    assert "no mail in it" in answer.err
    assert cli("backtest", str(tmp_path / "nowhere")).code == Exit.USAGE


def test_a_mailbox_that_cannot_be_reached_is_said_in_one_line(cli: Desk) -> None:
    answer = cli("backtest")
    assert answer.code == Exit.UNREACHABLE
    assert answer.err.count("\n") == 1


@pytest.mark.parametrize("said", ["90", "3bd", "soon"])
def test_since_wants_a_unit(cli: Desk, letters: Path, said: str) -> None:
    assert "--since" in cli("backtest", str(letters), "--since", said).err


def test_since_leaves_out_what_is_older(cli: Desk, letters: Path) -> None:
    raw = mail("new@customer.example", LAWYER, at=datetime.now(UTC), number=99)
    (letters / "new.eml").write_bytes(raw)
    found = json.loads(cli("backtest", str(letters), "--since", "2d", "--json").out)
    assert (found["messages"], found["older"], found["kinds"]) == (5, 4, {"customer": 1})


# ---------------------------------------------------------------------- what goes wrong


def test_a_bad_message_stops_nothing(cli: Desk, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (letters / "empty.eml").write_bytes(b"")
    (letters / "noise.eml").write_bytes(bytes(range(256)) * 40)
    from inbox_escalator.reporting import backtest

    def fails(mail: object, sender: object, rules: object) -> object:
        raise ZeroDivisionError("a fault of ours")

    real = backtest.triage
    monkeypatch.setattr(backtest, "triage", lambda m, s, r: (fails if "job" in m.body_text else real)(m, s, r))
    answer = cli("backtest", str(letters))
    assert answer.code == Exit.OK
    assert "2 could not be judged" in answer.out
    assert "ZeroDivisionError: a fault of ours" in answer.out
    assert "legal_threat" in answer.out


def test_ctrl_c_shows_what_was_read_until_then(cli: Desk, letters: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = past._files

    def stopped(paths: list[Path], most: int) -> Iterator[past.Past]:
        yield from list(real(paths, most))[:2]
        raise KeyboardInterrupt

    monkeypatch.setattr(past, "_files", stopped)
    answer = cli("backtest", str(letters))
    assert answer.code == Exit.INTERRUPTED
    assert "legal_threat" in answer.out
    assert "stopped after 2 messages" in answer.err
    assert "Traceback" not in answer.err
