"""The date that a vacation answer names."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from inbox_escalator.intake.absence import away_until

MONDAY = datetime(2024, 3, 11, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("I am out of the office until Friday 15 March.", "2024-03-16"),
        ("I will be back on March 18th.", "2024-03-18"),
        ("I am away from 4 March to 20 March.", "2024-03-21"),
        ("Out until Friday", "2024-03-16"),
        ("AUTO: Anna is out of the office (returning 03/25/2024)", "2024-03-25"),
        ("until 2024-04-01", "2024-04-02"),
        ("on leave until January 6", "2025-01-07"),
        ("until 05/04", "2024-04-06"),  # two readings: the earlier
        ("Ich bin bis zum 15.03. nicht im Büro.", "2024-03-16"),
        ("Wieder erreichbar ab Montag, 18. März", "2024-03-18"),
        ("absent jusqu'au vendredi 22 mars inclus", "2024-03-23"),
        ("de retour le 2 avril", "2024-04-02"),
        ("hasta el 20 de marzo de 2024", "2024-03-21"),
        ("tot en met 15 maart", "2024-03-16"),
        ("até 20/03", "2024-03-21"),
        ("fino al 3 aprile", "2024-04-04"),
        ("Away until 12 March, back on 14 March", "2024-03-14"),
    ],
)
def test_seven_languages(words: str, back: str) -> None:
    assert away_until(words, MONDAY) == datetime.combine(date.fromisoformat(back), datetime.min.time(), UTC)


@pytest.mark.parametrize(
    "words",
    [
        "I am away.",
        "",
        "until further notice",
        "until 99/99",
        "until 31.02.2024",
        "until 31/12/9999",
        "since 3 March",
        "until ²³ March",
        "back at 5",
    ],
)
def test_no_date_is_none(words: str) -> None:
    assert away_until(words, MONDAY) is None


@given(st.text(st.sampled_from("until back 0123456789./- march friday "), max_size=80))
def test_whatever_is_written_the_day_lies_ahead(words: str) -> None:
    back = away_until(words, MONDAY)
    assert back is None or back > MONDAY
