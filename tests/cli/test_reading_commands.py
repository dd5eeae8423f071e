"""cases, show, log, outbox, quarantine, health: what they say, and that nothing in it is obeyed."""

from __future__ import annotations

import csv
import io
import json
import os
import unicodedata
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inbox_escalator.casework.case import Alarm
from inbox_escalator.casework.what_for import WHAT_FOR
from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.health import ailment
from inbox_escalator.cli.terminal import cells, fitted, table, wrapped
from inbox_escalator.reporting.log import COLUMNS
from inbox_escalator.reporting.status import FILE, Status, read_status, write_status
from tests.cli.conftest import NOW, Desk

CASE_KEYS = [
    "reference", "customer", "subject", "level", "status", "turn", "tags", "triggers", "handler", "respond_by",
    "resolve_by", "message_ids",
]  # fmt: skip
READING = (("cases",), ("cases", "--all"), ("show", "CASE-1004"), ("log",), ("log", "--csv"), ("outbox", "--all"), ("quarantine",))


def _harmful(text: str) -> list[str]:
    return [letter for letter in text if letter not in "\n\r" and unicodedata.category(letter) in ("Cc", "Cs", "Cf")]


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_nothing_that_a_customer_wrote_reaches_the_terminal_as_a_control(desk: Desk, words: tuple[str, ...]) -> None:
    answer = desk(*words)
    assert answer.code == Exit.OK
    assert answer.out
    assert not _harmful(answer.out)


@pytest.mark.parametrize("words", READING, ids=" ".join)
def test_json_is_json(desk: Desk, words: tuple[str, ...]) -> None:
    plain = [word for word in words if word not in ("--csv", "--all")]
    answer = desk(*plain, "--json")
    assert answer.code == Exit.OK
    assert json.loads(answer.out)


@pytest.mark.parametrize("words", [("cases",), ("log",), ("outbox",), ("quarantine",), ("show", "1")])
def test_a_store_that_is_not_there_is_said_in_one_line(cli: Desk, words: tuple[str, ...]) -> None:
    answer = cli(*words)
    assert answer.code == Exit.STORE
    assert answer.err.count("\n") == 1
    assert "inbox-escalator run" in answer.err


def test_a_damaged_store_is_said_in_one_line(desk: Desk, config: Path) -> None:
    (config.parent / "data" / "cases.json").write_text("{ not json")
    for journal in (config.parent / "data").glob("cases.journal*"):
        journal.write_bytes(b"x" * 400)
    answer = desk("cases")
    assert answer.code == Exit.STORE
    assert answer.err.count("\n") == 1


# -- cases ----------------------------------------------------------------------------------------------------------


def test_cases_json_has_exactly_the_promised_keys(desk: Desk) -> None:
    cases = json.loads(desk("cases", "--json").out)
    assert [list(case) for case in cases] == [CASE_KEYS] * 4
    first = cases[0]
    assert (first["reference"], first["customer"], first["turn"]) == ("CASE-1001", "jane@x.example", "ours")
    assert (first["handler"], first["triggers"], first["tags"]) == ("olivia", ["manager_request"], ["manager_request"])
    assert (first["respond_by"], first["resolve_by"]) == ("2026-03-02T12:00:00Z", "2026-03-04T10:00:00Z")
    assert first["message_ids"] == ["<1@x.example>", "<2@x.example>"]


def test_while_it_is_the_customers_turn_nobody_has_to_respond(desk: Desk) -> None:
    waiting = json.loads(desk("cases", "--json").out)[1]
    assert (waiting["turn"], waiting["respond_by"]) == ("customer", None)


def test_closed_cases_are_shown_when_asked_for(desk: Desk) -> None:
    assert "CASE-1003" not in desk("cases").out
    assert "CASE-1003" in desk("cases", "--all").out


# -- show -----------------------------------------------------------------------------------------------------------


def test_show_tells_who_what_when_and_why(desk: Desk) -> None:
    out = desk("show", "CASE-1001").out
    for said in (
        "CASE-1001 · L2 · open · our turn", "Invoice wrong again", "handler: Olivia Owner", "promised answer",
        "= 2 business hours from Mon 10:00", "Escalation 1: L1 → L2", 'manager_request: "speak to your manager"',
        "in time", "Timeline", "I want to speak to your manager.",
    ):  # fmt: skip
        assert said in out


def test_show_tells_the_past_in_sentences_and_scripts_as_it_stands_in_the_log(desk: Desk) -> None:
    past = desk("show", "CASE-1001").out.partition("Timeline")[2]
    assert [line.rpartition("10:00")[2].strip() for line in past.split("\n")[1:5]] == [
        'new case: "Invoice wrong again"', "a customer wrote", "Jane Roe: a note", "a customer wrote",
    ]  # fmt: skip
    found = json.loads(desk("show", "1001", "--json").out)
    assert [event["what"] for event in found["timeline"]] == ["opened", "noted", "noted"]


def test_show_reads_well_in_sixty_columns(desk: Desk) -> None:
    assert all(cells(line) <= 60 for line in desk("show", "CASE-1001").out.splitlines())


@pytest.mark.parametrize("said", ["1001", "[CASE-1001]", "CASE-1001"])
def test_a_case_is_found_by_what_a_person_types(desk: Desk, said: str) -> None:
    assert "CASE-1001" in desk("show", said).out


def test_a_case_that_is_not_there(desk: Desk) -> None:
    answer = desk("show", "CASE-9\x1b[2J")
    assert (answer.code, answer.out) == (Exit.FOUND, "")
    assert "there is no CASE-9" in answer.err
    assert not _harmful(answer.err)


def test_show_json_has_the_whole_case(desk: Desk) -> None:
    found = json.loads(desk("show", "1001", "--json").out)
    assert list(found) == ["case", "deadlines", "escalations", "timeline", "conversation"]
    assert [deadline["alarm"] for deadline in found["deadlines"]] == ["promise", "resolve"]


# -- log ------------------------------------------------------------------------------------------------------------


def test_the_log_begins_with_the_columns_of_the_requirements(desk: Desk) -> None:
    rows = list(csv.reader(io.StringIO(desk("log", "--csv").out)))
    assert rows[0] == list(COLUMNS)
    assert rows[0][:8] == [
        "Date", "Customer", "Issue", "Level", "Trigger", "Response time", "Resolution time", "Resolved?",
    ]  # fmt: skip
    assert rows[1] == [
        "2026-03-02 10:00", "Jane Roe <jane@x.example>", "Invoice wrong again", "L1 → L2", "manager_request", "1:05", "",
        "no", "CASE-1001", "Olivia Owner", "2026-03-02 10:05", "yes", "",
    ]  # fmt: skip


def test_no_cell_of_the_csv_is_a_formula(desk: Desk) -> None:
    rows = list(csv.reader(io.StringIO(desk("log", "--csv").out)))[1:]
    hostile = next(row for row in rows if "CASE-1004" in row)
    assert hostile[2].startswith("'=cmd")
    assert hostile[12] == "'-2+3"
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@\t\r" and cell]


def test_the_log_as_json_counts_in_seconds(desk: Desk) -> None:
    row = json.loads(desk("log", "--json").out)[0]
    assert (row["response_seconds"], row["resolution_seconds"], row["resolved"]) == (3900.0, None, False)


def test_csv_and_json_at_once_is_a_usage_error(desk: Desk) -> None:
    assert desk("log", "--csv", "--json").code == Exit.USAGE


# -- outbox and quarantine ------------------------------------------------------------------------------------------


def test_the_outbox_says_what_waits_and_why(desk: Desk) -> None:
    out = desk("outbox").out
    assert "ESCALATION L2 high" in out
    assert "451 later" in out
    assert "1001.3" not in out
    assert "1001.3" in desk("outbox", "--all").out


def test_every_alarm_has_words_for_a_person() -> None:
    assert set(WHAT_FOR) == set(Alarm)


def test_the_quarantine_says_where_the_message_is(desk: Desk) -> None:
    out = desk("quarantine").out
    assert "cannot be read: no end" in out
    assert "me/INBOX/7/4" in out


# -- health ---------------------------------------------------------------------------------------------------------


def _status(**more: object) -> Status:
    words: dict[str, object] = {"at": NOW, "pid": os.getpid(), "last_pass": NOW, "last_listing": NOW, **more}
    return Status(**words)  # type: ignore[arg-type]


def test_a_status_comes_back_as_it_was_written(tmp_path: Path) -> None:
    write_status(tmp_path, _status(problem="naïve"))
    assert read_status(tmp_path) == _status(problem="naïve")
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_a_status_that_cannot_be_read_is_none(tmp_path: Path) -> None:
    assert read_status(tmp_path) is None
    (tmp_path / FILE).write_text("{")
    assert read_status(tmp_path) is None


def test_a_disk_that_refuses_leaves_no_half_file(tmp_path: Path) -> None:
    (tmp_path / FILE).mkdir()
    with pytest.raises(OSError, match="irectory"):
        write_status(tmp_path, _status())
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


@pytest.mark.parametrize(
    ("status", "later", "said"),
    [
        (_status(), timedelta(minutes=1), ""),
        (_status(), timedelta(minutes=6), "no pass ended since 2026-03-02 10:00 UTC"),
        (_status(poll=600.0), timedelta(minutes=6), ""),
        (_status(last_pass=NOW + timedelta(minutes=20)), timedelta(minutes=21), "the mailbox was last read at"),
        (_status(problem="imap.acme.example: log-in refused"), timedelta(), "imap.acme.example: log-in refused"),
        (_status(pid=2**22 + 1), timedelta(), "is gone"),
        (None, timedelta(), "was never started here"),
    ],
)
def test_what_ails_the_worker(status: Status | None, later: timedelta, said: str) -> None:
    found = ailment(status, NOW + later)
    assert said in found
    assert bool(found) == bool(said)


def test_health_has_an_exit_code_for_a_supervisor(config: Path, cli: Desk) -> None:
    folder = config.parent / "data"
    folder.mkdir()
    now = datetime.now(UTC)
    write_status(folder, _status(at=now, last_pass=now, last_listing=now))
    assert cli("health")[:2] == (Exit.OK, "healthy\n")
    write_status(folder, _status(at=now, last_pass=now, last_listing=now, problem="cannot log in"))
    assert cli("health")[:2] == (Exit.UNHEALTHY, "cannot log in\n")
    assert json.loads(cli("health", "--json").out)["healthy"] is False


# -- words in columns -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["short", "a longer text", "日本語のテキスト", "e\u0301e\u0301e\u0301e\u0301e\u0301e\u0301"])
@pytest.mark.parametrize("columns", [5, 8, 30])
def test_a_cell_is_as_wide_as_it_should_be(text: str, columns: int) -> None:
    assert columns - 1 <= cells(fitted(text, columns)) <= columns


def test_a_table_gives_way_where_it_may() -> None:
    lines = table(("A", "Long"), [("x" * 10, "y" * 100)], elastic=(1,), columns=40)
    assert max(cells(line) for line in lines) == 40
    assert lines[1].startswith("x" * 10 + "  y")


def test_long_words_and_blank_lines_are_broken() -> None:
    assert wrapped("a\n\n\n\n" + "b" * 25 + " c", 12, "  ") == ["  a", "", "  " + "b" * 10, "  " + "b" * 10, "  bbbbb c"]


def test_the_quarantine_can_be_tried_again(desk: Desk) -> None:
    answer = desk("quarantine", "retry")
    assert answer.code == 0
    assert "in its next pass" in answer.out
    assert "inbox-escalator once" in answer.out
