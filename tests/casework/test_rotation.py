"""Who is called first: by knowledge, by turns, by the file; and the calendars that turns are read from."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from inbox_escalator.casework.availability import choose, in_order
from inbox_escalator.casework.rotation import Rotation, Shift
from inbox_escalator.config.build.rotation import named
from inbox_escalator.config.shifts import shifts
from tests.casework import bench

BERLIN = ZoneInfo("Europe/Berlin")
MONDAY = bench.MONDAY


def event(*lines: str) -> str:
    return "\r\n".join(("BEGIN:VCALENDAR", "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""))


def test_the_turn_changes_on_monday_at_midnight_where_the_desk_is() -> None:
    turns = Rotation("L2", BERLIN, ("anna", "ben"))
    sunday = datetime(2026, 11, 22, 22, 59, tzinfo=UTC)  # 23:59 in Berlin
    assert turns.first(sunday) != turns.first(sunday + timedelta(minutes=1))
    assert turns.first(sunday) == turns.first(sunday - timedelta(days=6))


def test_no_turn_is_lost_at_the_turn_of_the_year() -> None:
    turns = Rotation("L2", BERLIN, ("anna", "ben", "olivia"))
    weeks = [turns.first(MONDAY + timedelta(weeks=n)) for n in range(120)]
    assert all(len({*weeks[n : n + 3]}) == 3 for n in range(117))


def test_a_shift_stands_before_the_week() -> None:
    shift = Shift("olivia", MONDAY, MONDAY + timedelta(hours=8))
    turns = Rotation("L2", BERLIN, ("anna",), (shift,))
    assert [turns.first(MONDAY + timedelta(hours=h)) for h in (-1, 0, 7, 8)] == ["anna", "olivia", "olivia", "anna"]
    assert replace(turns, weeks=()).first(MONDAY - timedelta(hours=1)) == ""


def test_knowledge_then_turn_then_file() -> None:
    policy = bench.policy(rotation=Rotation("L2", BERLIN, ("ben",)))
    assert [c.id for c in in_order(policy, "L2", MONDAY, ())] == ["ben", "anna"]
    knows = replace(policy.contacts[0], expertise=("vip",))
    policy = replace(policy, contacts=(knows, *policy.contacts[1:]))
    assert [c.id for c in in_order(policy, "L2", MONDAY, ("vip",))] == ["anna", "ben"]
    assert [c.id for c in in_order(policy, "L2", MONDAY, ("legal_threat",))] == ["ben", "anna"]
    assert [c.id for c in in_order(policy, "L3", MONDAY, ("vip",))] == ["olivia"]
    chosen = choose(policy, policy.level("L2"), MONDAY, {}, critical=False, tags=("vip",))
    assert chosen.contacts == ("anna", "ben")


@pytest.mark.parametrize(
    ("lines", "since", "until"),
    [
        (("DTSTART;VALUE=DATE:20261123", "DTEND;VALUE=DATE:20261130"), "2026-11-23 00:00", "2026-11-30 00:00"),
        (("DTSTART;VALUE=DATE:20261123",), "2026-11-23 00:00", "2026-11-24 00:00"),
        (("DTSTART:20261123T080000Z", "DTEND:20261123T160000Z"), "2026-11-23 09:00", "2026-11-23 17:00"),
        (("DTSTART:20261123T080000", "DTEND:20261123T160000"), "2026-11-23 08:00", "2026-11-23 16:00"),
        (
            ("DTSTART;TZID=America/New_York:20261123T030000", "DTEND;TZID=America/New_York:20261123T110000"),
            "2026-11-23 09:00",
            "2026-11-23 17:00",
        ),
    ],
)
def test_the_times_of_an_event(lines: tuple[str, ...], since: str, until: str) -> None:
    expected = tuple(datetime.fromisoformat(said).replace(tzinfo=BERLIN).astimezone(UTC) for said in (since, until))
    assert shifts(event("SUMMARY:Anna\\, on call", *lines), BERLIN) == ((*expected, "Anna, on call"),)


def test_a_weekly_event_keeps_its_hour_in_summer_and_in_winter() -> None:
    lines = ("DTSTART;TZID=Europe/Berlin:20261012T090000", "DTEND;TZID=Europe/Berlin:20261012T170000")
    found = shifts(event("SUMMARY:Ben", *lines, "RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=3;BYDAY=MO"), BERLIN)
    assert [f"{since.astimezone(BERLIN):%m-%d %H:%M}" for since, _, _ in found] == [
        "10-12 09:00",
        "10-26 09:00",
        "11-09 09:00",
    ]
    until = shifts(event("SUMMARY:Ben", *lines, "RRULE:FREQ=DAILY;UNTIL=20261014T070000Z"), BERLIN)
    assert len(until) == 3


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (("DTSTART:yesterday",), 'DTSTART "yesterday"'),
        (("DTSTART;TZID=Mars/Base:20261123T080000",), "is no time"),
        (("DTSTART:20261123", "DTEND:20261122"), "ends before it begins"),
        (("DTSTART:20261123", "RRULE:FREQ=MONTHLY"), "only daily and weekly"),
        (("DTSTART:20261123", "RRULE:FREQ=WEEKLY;BYDAY=MO,TU"), "only daily and weekly"),
    ],
)
def test_an_event_that_cannot_be_read_is_told(lines: tuple[str, ...], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        shifts(event("SUMMARY:Anna", *lines), BERLIN)


@pytest.mark.parametrize(
    ("summary", "who"),
    [
        ("anna", "anna"), ("On call: Anna Berg", "anna"), ("(BEN) late shift", "ben"), ("Anna Berg, then ben", ""),
        ("Christmas party", ""), ("benches", ""), ("", ""),
    ],
)  # fmt: skip
def test_whom_a_summary_names(summary: str, who: str) -> None:
    assert named(summary, (("anna", "Anna Berg"), ("ben", "Ben Cole"))) == who
