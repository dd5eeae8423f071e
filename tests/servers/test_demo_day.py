"""The demo's day, played once as fast as it can: what a newcomer reads on the terminal, and on the page at its end."""

from __future__ import annotations

import contextlib
import io
import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from inbox_escalator.cli.demo import PASSWORD, play_day
from inbox_escalator.demo.servers import Servers


@dataclass(frozen=True, slots=True)
class Day:
    said: str
    page: str
    mails: list[bytes]


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    out, said = tmp_path_factory.mktemp("demo"), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, contextlib.redirect_stdout(said), Servers() as servers:
        patch.setenv(PASSWORD, "")
        patch.setenv("COLUMNS", "110")
        play_day(servers, out, 0)
    page = (out / "sent" / "index.html").read_text("utf-8")
    return Day(said.getvalue(), page, [path.read_bytes() for path in _mails(out)])


def _mails(out: Path) -> list[Path]:
    return sorted((out / "sent").glob("*.eml"))


def test_the_front_line_fills_in_a_form_and_whoever_has_the_case_reads_it(day: Day) -> None:
    assert "the front line is asked for: Account or order number, What was tried" in day.said
    assert "the front line answers: Account or order number, What was tried" in day.said
    told = [raw for raw in day.mails if b"To: Olivia" in raw and b"RG-40117" in raw and b"The front line on" in raw]
    assert len(told) == 1
    receipt = [raw for raw in day.mails if b"noted on the case; Olivia Owner was" in raw]
    assert len(receipt) == 1
    assert not [raw for raw in day.mails if b"internal words" in raw], "what the note says is in nobody's answer"


def test_a_line_of_the_day_fits_on_a_terminal(day: Day) -> None:
    timeline = [line for line in day.said.splitlines() if re.match(r"\d\d:\d\d  ", line)]
    assert len(timeline) > 90
    assert max(map(len, timeline)) <= 110


def test_the_page_begins_with_mails_and_not_with_addresses(day: Day) -> None:
    body = day.page.partition("</head>")[2]
    assert body.index("<iframe") < body.index("<nav")
    before = re.sub(r"<[^>]+>", " ", body[: body.index("<figure")])
    assert len(before.split()) < 30
    assert "ESCALATION L3 critical · Jane Roe" in body[: body.index("<iframe")]


def test_the_page_leads_to_every_reader(day: Day) -> None:
    places = re.findall(r'<h2 id="(p\d+)"', day.page)
    assert places
    assert re.findall(r'<a href="#(p\d+)"', day.page) == places
    assert day.page.count("<figure") == len(day.mails)
