"""Reports of one issue find each other: the figures that docs/triage.md gives, and the properties behind them."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from inbox_escalator.cli.commands import UsageError
from inbox_escalator.cli.similar import grouped
from inbox_escalator.triage.issues.index import REMEMBERED, Index, Report
from inbox_escalator.triage.likeness import terms
from inbox_escalator.triage.reading import read, words
from tests.triage.similar_mail import DESKS, Figures, figures, held_back, mail_of

DAY = timedelta(hours=24)
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
GIVEN = Path(__file__).parents[3] / "shared" / "corpora" / "similar"
FIRST = "The Kestrel tent pole snapped at the joint"
AGAIN = "a pole of my kestrel broke, the joint is cracked"


def report(id: str, said: str, at: datetime = NOON) -> Report:  # noqa: A002  (the field's name)
    return Report(id, at, terms(words(read(said))))


def judged(desk: str) -> Figures:
    letters = mail_of(desk)
    lines = [{"id": m.id, "received": m.received.timestamp(), "subject": m.subject, "body": m.body} for m in letters]
    said = grouped("\n".join(map(json.dumps, lines)).encode())
    return figures({m.id: m.incident for m in letters}, {line["id"]: line["group"] for line in said})


@pytest.mark.parametrize("desk", DESKS)
def test_the_incidents_of_a_desk_are_found(desk: str) -> None:
    found = judged(desk)
    assert found.f1 >= 0.75, found
    assert found.noticed >= found.incidents - 1, found.missed
    assert found.false_alarms == 0


def test_a_third_of_the_mail_is_held_back() -> None:
    back = sum(len(mail_of(desk)) for desk in DESKS if held_back(desk))
    assert 0.3 <= back / sum(len(mail_of(desk)) for desk in DESKS) <= 0.4


@pytest.mark.shared
@pytest.mark.skipif(not GIVEN.exists(), reason="../shared is not here")
def test_the_given_incidents_are_found() -> None:
    labels = [json.loads(line) for line in (GIVEN / "labels.jsonl").read_text("utf-8").splitlines()]
    said = {line["id"]: line["group"] for line in grouped((GIVEN / "messages.jsonl").read_bytes())}
    found = figures({row["id"]: row["group"] or "" for row in labels}, said)
    assert (found.f1 >= 0.75, found.noticed >= 17, found.false_alarms <= 1) == (True, True, True), found


def test_other_words_and_another_language_match_and_the_shared_terms_are_told() -> None:
    index = Index(DAY)
    index.file(report("a", FIRST), "a")
    match = index.nearest(report("b", AGAIN))
    assert match is not None
    assert match.issue == "a"
    assert {"kestrel", "=pole"} <= set(match.shared)
    assert index.nearest(report("c", "Eine Zeltstange vom Kestrel ist gebrochen")) is not None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Where is my refund? I am waiting since Monday.", "Please refund my last order, it came too late."),
        ("Hello, thank you for your help! Best regards", "Hello, I am very angry! Best regards"),
        ("The fee on my bill is wrong", "I paid the bill and the fee"),
        ("ok", "ok"),
    ],
)
def test_a_theme_in_common_is_no_issue(one: str, other: str) -> None:
    index = Index(DAY)
    index.file(report("a", one), "a")
    assert index.nearest(report("b", other)) is None


def test_the_window_slides_and_looks_back_only() -> None:
    index = Index(DAY)
    index.file(report("a", FIRST), "a")
    assert index.nearest(report("b", AGAIN, NOON + DAY)) is not None
    assert index.nearest(report("c", AGAIN, NOON + DAY + timedelta(seconds=1))) is None


def test_what_is_taken_out_is_compared_no_more() -> None:
    index = Index(DAY)
    index.file(report("a", FIRST), "a")
    index.take_out("a", "a")
    assert index.nearest(report("b", AGAIN)) is None


def test_words_that_stand_in_much_of_the_mail_of_the_desk_stop_counting() -> None:
    index = Index(DAY)
    for number in range(1000):
        index.learn(terms(words(read(f"Kestrel tent pole snapped joint w{number}x"))))
    index.file(report("a", FIRST), "a")
    assert index.nearest(report("b", AGAIN)) is None


def test_the_name_of_the_desk_tells_nothing() -> None:
    index = Index(DAY, ours=("kestrel",))
    index.file(report("a", "Kestrel, where are you?"), "a")
    assert index.nearest(report("b", "Kestrel, where are you?")) is None


def test_what_is_learned_is_bounded() -> None:
    index = Index(DAY)
    for number in range(REMEMBERED * 2):
        index.learn((f"word{number}", "often"))
    assert len(index._known) <= REMEMBERED + 1


def test_a_bad_line_is_named() -> None:
    with pytest.raises(UsageError, match="line 2"):
        list(grouped(b'{"id": "a", "received": 1}\n{"id": 3}\n'))
