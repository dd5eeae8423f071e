"""What happened, in words: on a terminal, and in mails to staff."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import inbox_escalator
from inbox_escalator.casework.back import OUTCOMES
from inbox_escalator.casework.decision import HOUSE, Event
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.writing import example
from inbox_escalator.writing.sentences import IN_FULL, SAID, told
from tests.writing.conftest import Desk, plain

CASEWORK = Path(inbox_escalator.__file__).parent / "casework"


def _happenings() -> Iterator[str]:
    """The first argument of each `draft.event(…)`, where it is written there."""
    for file in CASEWORK.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "event":
                on_a_case = isinstance(node.func.value, ast.Name) and node.func.value.id == "draft"
                if on_a_case and node.args and isinstance(node.args[0], ast.Constant):
                    yield str(node.args[0].value)


OTHERS = {
    "opened",
    "customer wrote",
    "joined",
    "imported",
    "bounced",
    "delayed",
    "decided",
    "asked the customer",
    "sent",
    "dropped",
}
"""Those that are handed on as an argument."""


@pytest.mark.parametrize("what", sorted({*_happenings(), *OTHERS, *OUTCOMES.values()}))
def test_everything_that_happens_to_a_case_has_a_sentence(what: str) -> None:
    assert what == "called" or (what in SAID) != (what in IN_FULL)


def _said(what: str, by: str = "system", because: str = "a reason", source: str = "", target: str = "") -> str:
    event = Event("CASE-1042", 5, example.NOW, what, by, because, source, target)
    return " | ".join(told(event, subject="Invoice", customer="Jane Roe", name=lambda who: who.upper() or "NOBODY"))


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (("escalated", CUSTOMER, 'legal_threat: "sue"', "L1", "L3"), 'ESCALATED L1 → L3 | legal_threat: "sue"'),
        (("escalated", "anna", "too big", "L2", "L3"), "ESCALATED L2 → L3 by ANNA | too big"),
        (("called", "system", "L2, escalation", "", "ben"), "BEN gets an ESCALATION | "),
        (("called", "system", "L2, customer_wrote", "", "ben"), "BEN is told that Jane Roe wrote | "),
        (
            ("called", "system", "nobody on L3 can be reached: 550", "", DESK),
            "DESK is called | nobody on L3 can be reached: 550",
        ),
        (
            ("reminded", "clock", "the customer is silent", "", CUSTOMER),
            "Jane Roe is reminded | the customer is silent",
        ),
        (("reminded", "clock", "the regulator's clock"), "NOBODY is reminded | the regulator's clock"),
        (("resolved", "clock", "the customer is silent"), "resolved | the customer is silent"),
        (("resolved", "anna", "said done"), "resolved by ANNA | said done"),
        (("held", "anna", "nothing of it is erased"), "nothing of it is erased, says ANNA | "),
        (("held", "system", "handoff: no answer"), "a mail is held | handoff: no answer"),
        (("noted", "system", "Carol answered; nothing was obeyed"), "Carol answered; nothing was obeyed | "),
        (("reopened", CUSTOMER, "the customer wrote again"), "reopened | "),
        (("reopened", "anna", "said reopen"), "ANNA opens it again | "),
        (("waits", "clock", "with CASE-1001, which is on L2"), "waits with CASE-1001, which is on L2 | "),
        (("feedback", CUSTOMER, "5"), "Jane Roe says how it went | 5"),
        (("never heard of", "system", "why"), "never heard of | why"),
        (("noted", "anna", "{by} {0}"), "ANNA: a note | "),
    ],
)
def test_what_is_told(event: tuple[str, ...], said: str) -> None:
    assert _said(*event) == said


@pytest.mark.parametrize("name", ["escalation", "status", "why", "came_back"])
def test_mails_tell_it_in_the_same_sentences(desk: Desk, name: str) -> None:
    events = (
        *example.events(),
        Event(example.REFERENCE, 5, example.NOW, "reminded", "clock", "75% of the time is over", target=DESK),
        Event(example.REFERENCE, 6, example.NOW, "not mailed", "system", "update: the sender is not verified"),
        Event(
            HOUSE, 7, example.NOW, "escalated", "customer", 'legal_threat: "1 EUR"; legal_threat: "jane"', "L1", "L2"
        ),
    )
    text = plain(desk.mail(name, events=events)).partition("== Timeline ==")[2]
    assert "- Fri 14:02 the front line is reminded: 75% of the time is over\n" in text
    assert "- Fri 14:02 no mail went out: update: the sender is not verified\n" in text
    assert "_" not in text.partition("== Whole")[0]
