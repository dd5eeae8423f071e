"""The moment that a colleague names."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from inbox_escalator.casework.hours import Hours
from inbox_escalator.casework.moments import moment_of

HOURS = Hours(ZoneInfo("Europe/Berlin"))
NOW = datetime(2026, 11, 23, 10, 0, tzinfo=UTC)
"""A Monday, 11:00 in Berlin."""


@pytest.mark.parametrize(
    ("said", "moment"),
    [
        ("2h", "2026-11-23 13:00"),
        ("1bd", "2026-11-24 11:00"),
        ("9:00", "2026-11-24 09:00"),
        ("noon", "2026-11-23 12:00"),
        ("24:00", "2026-11-24 00:00"),
        ("fri 24:00", "2026-11-28 00:00"),
        ("fri 9am", "2026-11-27 09:00"),
        ("friday", "2026-11-27 09:00"),
        ("mon", "2026-11-30 09:00"),
        ("next week", "2026-11-30 09:00"),
        ("saturday", "2026-11-30 09:00"),
        ("end of day", "2026-11-23 17:00"),
        ("tonight", "2026-11-23 18:00"),
        ("15 march", "2027-03-15 09:00"),
        ("31.12.", "2026-12-31 09:00"),
    ],
)
def test_a_moment(said: str, moment: str) -> None:
    found = moment_of(said, NOW, HOURS)
    assert found is not None
    assert f"{found.astimezone(HOURS.zone):%Y-%m-%d %H:%M}" == moment


@pytest.mark.parametrize(
    "said", ["", "soon", "0h", "9999d", "9999bd", "9999bh", "99:99", "31 feb", "2026-02-31", "2020-01-01", "today 9:00"]
)
def test_no_moment_ahead(said: str) -> None:
    assert moment_of(said, NOW, HOURS) is None
