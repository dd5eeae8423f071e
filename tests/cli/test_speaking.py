"""What `run` says of what happens: all of it on a terminal, no word of a customer in a log."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from inbox_escalator.beats.reading import Listing
from inbox_escalator.casework.decision import Event
from inbox_escalator.cli.speaking import Speaker
from inbox_escalator.intake.mail import Address
from inbox_escalator.reporting.timeline import LOUD, SAID, happened
from inbox_escalator.store.agenda import News
from inbox_escalator.worker import Beat
from inbox_escalator.writing import example
from tests.store import making

NOW = datetime(2026, 11, 21, 21, 6, tzinfo=UTC)
CASE = replace(making.case("CASE-1042"), subject="Third time broken", customer=Address("jane@x.example", "Jane Roe"))
ESCALATED = Event("CASE-1042", 2, NOW, "escalated", "customer", 'legal_threat: "sue you"', "L1", "L3")


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_a_terminal_hears_the_words() -> None:
    out = Terminal()
    Speaker(out, machine=False).event(ESCALATED, CASE)
    said = out.getvalue()
    assert "CASE-1042  Jane Roe          ESCALATED L1 → L3: legal_threat" in said
    assert "\x1b[31m" in said
    assert said.count("\n") == 1


def test_a_log_holds_no_word_of_a_customer() -> None:
    for machine in (True, False):
        out = io.StringIO()
        Speaker(out, machine=machine).event(ESCALATED, CASE)
        assert "CASE-1042: escalated" in out.getvalue()
        assert not any(word in out.getvalue() for word in ("Jane", "jane", "sue you"))


def test_a_machine_hears_which_case_and_what() -> None:
    out = io.StringIO()
    Speaker(out, machine=True).event(ESCALATED, CASE)
    said = json.loads(out.getvalue())
    assert (said["what"], said["case"], said["event"], said["target"]) == ("event", "CASE-1042", "escalated", "L3")


def test_what_nobody_need_be_told_is_no_line() -> None:
    out = Terminal()
    Speaker(out, machine=False).event(replace(ESCALATED, what="asked"), CASE)
    assert out.getvalue() == ""


def test_words_that_speak_to_the_terminal_or_to_python_are_shown_inert() -> None:
    said = happened(replace(ESCALATED, because="\x1b]0;evil\x07\n{by}"), CASE)
    assert "\x1b" not in said
    assert "\n" not in said
    assert "{by}" in said


def test_a_call_that_waits_for_working_hours_is_not_told_as_made() -> None:
    case = example.case()
    (escalation,) = case.escalations
    (call,) = escalation.calls
    called = Event(case.reference, 5, call.at, "called", "system", "L3, escalation", target=call.contact)
    assert happened(called, case).endswith("olivia gets an ESCALATION")
    asleep = replace(called, at=call.at - timedelta(hours=10))
    assert happened(asleep, case).endswith("olivia gets an ESCALATION in working hours")


def test_one_pass_is_summed_up_in_good_english() -> None:
    out = io.StringIO()
    Speaker(out, machine=False).summary(Beat(Listing(finished=True, messages=1), moved=0, sent=2, at=NOW), 3)
    assert out.getvalue().endswith("1 message read, 0 deadlines, 2 mails sent, 3 waiting\n")


def test_a_person_reads_the_time_of_the_desk() -> None:
    out = io.StringIO()
    Speaker(out, machine=False, zone=ZoneInfo("Asia/Kolkata"))._show(NOW, "watching")
    assert out.getvalue() == "02:36:00  watching\n"


def test_the_front_line_has_its_name() -> None:
    assert "the front line is reminded" in happened(replace(ESCALATED, what="reminded", target="desk"), CASE)


def test_every_loud_event_is_one_that_is_told() -> None:
    assert LOUD.keys() <= SAID.keys()


def test_news_are_told_once_and_not_what_was_taken_back() -> None:
    news = News()
    news.changed(1, b"a")
    news.changed(2, b"b")
    news.changed(2, None)
    assert news.taken() == (b"a",)
    assert news.taken() == ()


def test_a_log_on_a_full_disk_stops_nothing_and_a_reader_that_went_away_does() -> None:
    class Refusing(io.StringIO):
        error: type[OSError] = OSError

        def write(self, _: str) -> int:
            raise self.error(28, "No space left on device")

    out = Refusing()
    Speaker(out, machine=True).line("pass", "3 read")
    out.error = BrokenPipeError
    with pytest.raises(BrokenPipeError):
        Speaker(out, machine=True).line("pass", "3 read")
