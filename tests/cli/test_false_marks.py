"""Learning from `false`: how right each phrase is, an exclusion, and what it would have lost."""

from __future__ import annotations

import json
import tomllib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from inbox_escalator.casework.case import Case, Escalation, Returned
from inbox_escalator.casework.decision import Decision, Event, Text, Voice
from inbox_escalator.casework.hours import Deadline
from inbox_escalator.cli.exits import Exit
from inbox_escalator.reporting.marks import Mark, exclusions, precision
from inbox_escalator.store.tiny import open_store
from inbox_escalator.triage.trigger import Finding, Urgency
from tests.cli.conftest import NOW, Desk
from tests.store import making

FOUND = "speak to your manager"
WANTS = "wants to speak to somebody above"
FALSE = (
    "I want to speak to your manager, now, about the job you advertised.",
    "Hello. May I speak to your manager about a job in your shop?",
)
RIGHT = ("This is the third time. I want to speak to your manager.", "I want to speak to your manager, now!")


def _case(number: int, words: str, *, false: bool) -> tuple[Case, tuple[Event, ...], Text]:
    reference = f"CASE-{number}"
    at = NOW + timedelta(days=number - 1001)
    escalation = Escalation(
        number=1, source="L1", target="L2", at=at, triggers=("manager_request",), because="", urgency=Urgency.HIGH,
        due=Deadline(at, at, ""), evidence=(Finding("manager_request", True, FOUND, "new", WANTS),),
        returned=Returned.FALSE if false else Returned.NO,
    )  # fmt: skip
    case = replace(making.case(reference, events=2), escalations=(escalation,), messages=(f"<{number}@x.example>",))
    said = "false alarm" if false else "noted"
    events = (
        Event(reference, 1, at, "opened", "customer", ""),
        Event(reference, 2, at, said, "olivia", "looks for work"),
    )
    return case, events, Text(reference, 1, at, Voice.CUSTOMER, "Jane", words, f"<{number}@x.example>")


@pytest.fixture
def marked(config: Path, cli: Desk) -> Desk:
    """Two false alarms and two right ones."""
    store = open_store(config.parent / "data")
    for number, words in enumerate((*FALSE, *RIGHT), 1001):
        case, events, text = _case(number, words, false=words in FALSE)
        with store.turn() as turn:
            turn.record(Decision(case=case, events=events, texts=(text,)))
    store.close()
    return cli


def test_precision_and_a_proposal_with_what_it_would_have_done(marked: Desk) -> None:
    answer = marked("backtest", "--false", "--json")
    assert answer.code == Exit.OK
    found = json.loads(answer.out)
    (rule,) = found["phrases"]
    assert (rule["reason"], rule["fired"], rule["false"], rule["right"]) == (WANTS, 4, 2, 0.5)
    (proposal,) = found["proposals"]
    assert proposal["exclusions"][0]["phrase"] == "job"
    assert proposal["trial"]["lost"] == 0
    assert proposal["trial"]["kept"] == 2
    assert found["false"][0]["said"] == "olivia: looks for work"


def test_the_proposal_can_be_pasted_and_tried(marked: Desk, config: Path, tmp_path: Path) -> None:
    out = marked("backtest", "--false").out
    toml = out[out.index("[[trigger]]") :]
    assert tomllib.loads(toml)["trigger"][0]["unless"] == ["job"]
    rules, letter = tmp_path / "mended.toml", tmp_path / "mail.eml"
    rules.write_text(toml)
    letter.write_text(f"From: jane@x.example\nTo: support@acme.example\n\n{FALSE[0]}\n")
    tried = json.loads(marked("backtest", str(letter), "--rules", str(rules), "--json").out)
    assert next(t for t in tried["triggers"] if t["trigger"] == "manager_request")["gone"] == 1
    config.write_text(config.read_text() + toml)
    assert "manager_request" not in json.loads(marked("explain", "--json", str(letter)).out)["triggers"]


def test_what_the_file_has_already_stays_in_the_proposal(marked: Desk, config: Path) -> None:
    own = '[[trigger]]\nname = "manager_request"\nunless = ["bank manager"]\n[[trigger.test]]\nwords = "Your manager, now!"\n'
    config.write_text(config.read_text() + own)
    out = marked("backtest", "--false").out
    assert 'words = "Your manager, now!"' in out
    assert 'unless = ["bank manager", "job"]' in out
    assert "In your [[trigger]] manager_request set" in out


def test_it_reads_well_in_80_columns(marked: Desk) -> None:
    out = marked("backtest", "--false").out
    head = out[: out.index("[[trigger]]")]
    assert not [line for line in head.splitlines() if len(line) > 80]
    assert "4      2      50%" in head
    assert "0 right ones lost, 2 kept" in " ".join(head.split())


def test_without_marks_it_says_how_to_make_one(desk: Desk) -> None:
    assert "Staff mark one by answering its mail: false" in desk("backtest", "--false").out


def _mark(sentence: str, *, false: bool, words: str = "my lawyer") -> Mark:
    return Mark("CASE-1001", NOW, "legal_threat", "lawyer", "", words, sentence, false)


def test_nothing_is_proposed_where_no_words_tell_them_apart() -> None:
    assert (
        exclusions([_mark("My lawyer.", false=True), _mark("My lawyer will write.", false=False)], "legal_threat") == []
    )


def test_words_that_stand_in_right_ones_are_not_proposed() -> None:
    found = [
        _mark("My lawyer friend says your shop is nice.", false=True),
        _mark("My lawyer says your shop will pay.", false=False),
    ]
    (best,) = exclusions(found, "legal_threat")
    assert "friend" in best.phrase
    assert "shop will" not in best.phrase


def test_several_exclusions_where_one_does_not_hold_them_all() -> None:
    found = [
        _mark("My lawyer friend likes it.", false=True),
        _mark("I am moving in with my lawyer daughter.", false=True),
        _mark("Her friend, my lawyer, likes it.", false=True),
    ]
    chosen = exclusions(found, "legal_threat")
    assert [e.false for e in chosen] == [2, 1]


def test_the_least_right_rule_comes_first() -> None:
    found = [_mark("a", false=False), replace(_mark("b", false=True), reason="sue")]
    assert [(p.reason, p.right) for p in precision(found)] == [("sue", 0.0), ("lawyer", 1.0)]
