"""Business time, against tables; test_hours_slowly.py walks minute by minute."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from inbox_escalator.casework.hours import END_OF_DAY, OFFICE, Deadline, Hours, Span, Unit

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")
CHRISTMAS = ((date(2024, 12, 25), "Christmas Day"), (date(2024, 12, 26), "Boxing Day"))
DESK = Hours(BERLIN, OFFICE, CHRISTMAS)


def local(said: str, zone: ZoneInfo = BERLIN, fold: int = 0) -> datetime:
    return datetime.fromisoformat(said).replace(tzinfo=zone, fold=fold).astimezone(UTC)


@pytest.mark.parametrize(
    ("start", "span", "due", "because"),
    [
        ("2024-03-15 16:40", "2bh", "2024-03-18 10:40", "2 business hours from Fri 16:40; closed Sat, Sun"),
        ("2024-03-15 16:00", "1bh", "2024-03-15 17:00", "1 business hour from Fri 16:00"),
        ("2024-03-15 09:00", "1.5bh", "2024-03-15 10:30", "1.5 business hours from Fri 09:00"),
        ("2024-03-14 12:00", "1bd", "2024-03-15 12:00", "1 business day from Thu 12:00"),
        ("2024-03-15 12:00", "1bd", "2024-03-18 12:00", "1 business day from Fri 12:00; closed Sat, Sun"),
        (
            "2024-03-16 11:00",
            "1bd",
            "2024-03-19 09:00",
            "1 business day from the opening Mon 09:00 (after Sat 11:00); closed Sat, Sun",
        ),
        (
            "2024-12-24 16:00",
            "2bh",
            "2024-12-27 10:00",
            "2 business hours from Tue 16:00; closed Wed (Christmas Day), Thu (Boxing Day)",
        ),
        (
            "2024-12-24 12:00",
            "3bd",
            "2024-12-31 12:00",
            "3 business days from Tue 12:00; closed Wed 25 Dec (Christmas Day), Thu 26 Dec (Boxing Day), Sat, Sun",
        ),
        ("2024-03-15 16:40", "90s", "2024-03-15 16:41:30", "90 seconds from Fri 16:40"),
        ("2024-03-15 16:40", "30m", "2024-03-15 17:10", "30 minutes from Fri 16:40"),
        ("2024-03-30 12:00", "24h", "2024-03-31 13:00", "24 hours from Sat 12:00"),  # a night of 23 hours
        ("2024-03-30 12:00", "1d", "2024-03-31 13:00", "1 day from Sat 12:00"),
        ("2024-03-29 12:00", "1bd", "2024-04-01 12:00", "1 business day from Fri 12:00; closed Sat, Sun"),
    ],
)
def test_the_unit_decides_the_clock(start: str, span: str, due: str, because: str) -> None:
    assert DESK.add(local(start), Span.parse(span)) == Deadline(local(due), local(start), because)


@pytest.mark.parametrize(
    ("span", "business", "due", "because"),
    [
        ("1h", True, "2024-03-18 09:40", "1 hour of business time from Fri 16:40; closed Sat, Sun"),
        ("30m", True, "2024-03-18 09:10", "30 minutes of business time from Fri 16:40; closed Sat, Sun"),
        ("1d", True, "2024-03-18 16:40", "1 business day from Fri 16:40; closed Sat, Sun"),
        ("4bh", True, "2024-03-18 12:40", "4 business hours from Fri 16:40; closed Sat, Sun"),
        ("4bh", False, "2024-03-15 20:40", "4 hours from Fri 16:40"),
        ("2bd", False, "2024-03-17 16:40", "2 days from Fri 16:40"),
        ("1h", False, "2024-03-15 17:40", "1 hour from Fri 16:40"),
    ],
)
def test_a_window_may_be_forced_onto_the_other_clock(span: str, business: bool, due: str, because: str) -> None:
    start = local("2024-03-15 16:40")
    assert DESK.window(start, Span.parse(span), business=business) == Deadline(local(due), start, because)


def test_the_sum_is_printed_with_the_deadline() -> None:
    start = local("2024-03-15 16:10")
    assert DESK.add(start, Span.parse("2bh")).text(DESK) == (
        "Due Mon 10:10 = 2 business hours from Fri 16:10; closed Sat, Sun"
    )


@pytest.mark.parametrize(
    ("moment", "said"),
    [
        ("2024-03-15 09:05", "Fri 09:05"),
        ("2024-03-21 23:59", "Thu 23:59"),
        ("2024-03-22 00:00", "Fri 22 Mar 00:00"),
        ("2024-03-09 23:59", "Sat 23:59"),
        ("2024-03-08 23:59", "Fri 8 Mar 23:59"),
        ("2025-03-15 12:00", "Sat 15 Mar 2025 12:00"),
    ],
)
def test_the_date_is_said_where_the_weekday_is_not_enough(moment: str, said: str) -> None:
    assert DESK.say(local(moment), local("2024-03-15 12:00")) == said


def test_a_window_until_midnight_has_its_last_minute() -> None:
    late = Hours(BERLIN, (((time(20), END_OF_DAY),),) * 7)
    assert late.is_open(local("2024-03-15 23:59:59"))
    assert not late.is_open(local("2024-03-16 00:00"))
    assert late.seconds_between(local("2024-03-15 12:00"), local("2024-03-16 12:00")) == 4 * 3600
    assert late.plus(local("2024-03-15 23:00"), 3600) == local("2024-03-16 00:00")


def test_always_is_always() -> None:
    always = Hours.always(BERLIN)
    for night in ("2024-03-30 00:00", "2024-10-26 00:00", "2024-02-28 00:00"):
        start = local(night)
        assert always.seconds_between(start, start + timedelta(days=3)) == 3 * 86400
        assert always.plus(start, 86400.5) == start + timedelta(seconds=86400.5)
        assert always.opening(start) == start


@pytest.mark.parametrize(
    ("night", "opens", "closes", "hours"),
    [
        ("2024-03-31", time(1), time(4), 2),  # 02:00 to 03:00 is skipped
        ("2024-03-31", time(2), time(3), 0),
        ("2024-10-27", time(1), time(4), 4),  # 02:00 to 03:00 comes twice
        ("2024-10-27", time(2), time(3), 2),
        ("2024-10-28", time(2), time(3), 1),
    ],
)
def test_both_nights_of_daylight_saving(night: str, opens: time, closes: time, hours: float) -> None:
    desk = Hours(BERLIN, (((opens, closes),),) * 7)
    day = local(f"{night} 00:00")
    end = local(f"{date.fromisoformat(night) + timedelta(days=1)} 00:00")
    assert desk.seconds_between(day, end) == hours * 3600


def test_a_business_day_that_ends_in_the_skipped_hour_or_in_the_one_that_comes_twice() -> None:
    nights = Hours(BERLIN, (((time(1), time(5)),),) * 7)
    assert nights.add(local("2024-03-30 02:30"), Span.parse("1bd")).at == local("2024-03-31 03:30")
    assert nights.add(local("2024-10-26 02:30"), Span.parse("1bd")).at == local("2024-10-27 02:30", fold=0)
    assert nights.add(local("2024-10-27 02:30", fold=1), Span.parse("1bd")).at == local("2024-10-28 02:30")


def test_a_day_that_never_was_and_a_midnight_that_comes_twice() -> None:
    apia = Hours.always(ZoneInfo("Pacific/Apia"))  # went over the date line: no 30 December 2011
    start = datetime(2011, 12, 29, tzinfo=UTC)
    assert apia.seconds_between(start, start + timedelta(days=3)) == 3 * 86400
    office = Hours(ZoneInfo("Pacific/Apia"), OFFICE)
    eve = datetime(2011, 12, 29, 20, tzinfo=UTC)  # Thursday 10:00; the next business day is Monday
    assert office.add(eve, Span.parse("1bd")).at == datetime(2012, 1, 1, 20, tzinfo=UTC)
    santiago = Hours.always(ZoneInfo("America/Santiago"))  # changes the clock at midnight
    start = datetime(2024, 9, 7, tzinfo=UTC)
    assert santiago.seconds_between(start, start + timedelta(days=3)) == 3 * 86400
    havana = Hours(ZoneInfo("America/Havana"), (((time(0), time(1)),),) * 7)
    start = datetime(2024, 11, 3, 4, tzinfo=UTC)
    assert havana.seconds_between(start, start + timedelta(hours=3)) == 7200


@pytest.mark.parametrize(
    ("windows", "holidays", "says"),
    [
        (((),) * 7, (), "without any open minute"),
        ((), (), "0 days"),
        ((((time(17), time(9)),),) * 7, (), "24:00"),
        ((((time(9), time(9)),),) * 7, (), "closes before"),
        ((((time(9), time(12)), (time(11), time(13))),) * 7, (), "overlap"),
        (OFFICE, tuple((date(2024, 1, 1) + timedelta(days=n), "") for n in range(500)), "fewer holidays"),
    ],
)
def test_hours_in_which_nobody_is_there_are_refused(windows: tuple, holidays: tuple, says: str) -> None:
    with pytest.raises(ValueError, match=says):
        Hours(BERLIN, windows, holidays)


def test_the_walk_ends() -> None:
    for span in ("99999bh", "9999bd", "9999d", "999999999h"):
        with pytest.raises(ValueError, match="three years"):
            DESK.add(local("2024-03-15 12:00"), Span.parse(span))


def test_back_from_a_closed_moment() -> None:
    """Fri 17:00 is the end of the week."""
    sunday = datetime(2026, 11, 29, 12, tzinfo=UTC)
    assert DESK.minus(sunday, 0) == sunday
    assert DESK.seconds_between(DESK.minus(sunday, 3600), sunday) == 3600
    assert DESK.minus(sunday, 3600).weekday() == 4


def test_a_naive_moment_is_refused() -> None:
    with pytest.raises(ValueError, match="timezone"):
        DESK.is_open(datetime(2024, 3, 15))


@pytest.mark.parametrize(
    "said", ["4", "", "bh", "4 bh", "-1h", "1.5d", "0.5bd", "4w", "1e3h", "٤h", "nan", "4hh", "1h30m"]
)
def test_what_is_no_duration_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match="no duration"):
        Span.parse(said)


@pytest.mark.parametrize(
    ("said", "span"),
    [("4bh", Span(4, Unit.BUSINESS_HOUR)), (" 1.5h ", Span(1.5, Unit.HOUR)), ("0s", Span(0, Unit.SECOND))],
)
def test_a_duration_is_a_number_and_a_unit(said: str, span: Span) -> None:
    assert Span.parse(said) == span
    assert Span.parse(str(span)) == span
