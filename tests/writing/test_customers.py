"""What a customer reads: the hand-off of the requirement, times in plain words, and nothing internal ever."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from inbox_escalator.casework.decision import Text, Voice
from inbox_escalator.triage.trigger import Told
from inbox_escalator.writing import example
from inbox_escalator.writing.compose import Composer
from inbox_escalator.writing.moments import TONGUES, date_header, in_words
from inbox_escalator.writing.templates import CUSTOMER_MAILS, Templates
from tests.writing.conftest import Desk, html, plain

LANGUAGES = ("en", "de", "fr", "es", "nl", "pt", "it")


def test_the_hand_off_says_what_the_requirement_says(desk: Desk) -> None:
    assert plain(desk.mail("handoff")) == (
        "Hi Jane Roe,\n\n"
        "I want to make sure you get the best possible help on this. "
        "I am bringing in our director, who has more expertise in requests like yours.\n\n"
        "They will reach out to you by today, Friday 21 November, 15:02 (CET). "
        "In the meantime, here is what we have done so far:\n\n"
        "> Ben Bauer, today, Friday 21 November, 11:40 (CET): “We restored the price lists from the backup. "
        "The invoices are harder; I have asked our database team.”\n\n"
        "You do not need to repeat anything: everything you wrote has been passed on.\n\n"
        "You are in good hands. I will stay looped in to make sure this gets resolved.\n\n"
        "Acme Support\n"
    )


def test_what_was_done_is_left_out_where_the_customer_received_nothing(desk: Desk) -> None:
    note = Text("CASE-1042", 2, example.NOW, Voice.NOTE, "Ben Bauer", "he is right, our fault")
    automatic = replace(note, voice=Voice.AUTOMATIC, words="thank you")
    text = plain(desk.mail("handoff", texts=(example.texts()[0], note, automatic)))
    assert "done so far" not in text
    assert ">" not in text
    assert "15:02 (CET).\n\nYou do not need" in text


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CUSTOMER_MAILS)
def test_nothing_internal_reaches_a_customer(desk: Desk, name: str, language: str) -> None:
    note = Text("CASE-1042", 3, example.NOW, Voice.NOTE, "Ben Bauer", "zebra: our fault, offer 500")
    case = replace(example.case(), language=language)
    mail = desk.mail(name, case, (*example.texts(), note))
    for said in (mail.raw, plain(mail), html(mail)):
        for internal in ("zebra", "legal", "L3", "critical", "angry", "escalat", "do not admit", "olivia@", "555 0100"):
            assert internal.lower() not in said.lower().replace("x-inbox-escalator", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_neutral_words_name_nothing(desk: Desk, language: str) -> None:
    text = plain(desk.mail("handoff_neutral", replace(example.case(), language=language)))
    for said in (
        "sorry",
        "Leid",
        "désol",
        "disculpa",
        "specialist",
        "director",
        "Olivia",
        "Ben",
        "invoice",
        "restored",
    ):
        assert said not in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_missed_promise_is_apologised_for_but_where_words_are_weighed(language: str) -> None:
    sorry = {
        "en": "We apologise", "de": "Das tut uns leid", "fr": "excuser", "es": "disculpas", "nl": "excuses",
        "pt": "desculpa", "it": "scusiamo",
    }[language]  # fmt: skip
    case = replace(example.case(), language=language, missed=True)
    args = (example.notice("update"), case, example.texts(), example.events(), example.NOW)
    policy = example.policy()
    assert sorry in plain(Composer(Templates(), example.SEAL, policy).compose(*args))
    on_time = (args[0], replace(case, missed=False), *args[2:])
    assert sorry not in plain(Composer(Templates(), example.SEAL, policy).compose(*on_time))
    careful = replace(policy, triggers=(replace(policy.triggers[0], told=Told.NEUTRAL),))
    assert sorry not in plain(Composer(Templates(), example.SEAL, careful).compose(*args))


def test_a_colleagues_text_goes_out_as_it_was_written(desk: Desk) -> None:
    said = "Dear Jane,\n\nyour **invoices** are <back>:\n- all of them\n\nOlivia"
    mail = desk.mail(replace(example.notice("message"), text=said))
    assert plain(mail) == f"{said}\n\nAcme Support\nCASE-1042\n"
    assert "your **invoices** are &lt;back&gt;:<br>\n- all of them" in html(mail)


def test_the_outcome_is_told_where_there_is_one(desk: Desk) -> None:
    assert "Your invoices are back." in plain(desk.mail("resolved"))
    assert "your matter is resolved" in plain(desk.mail(replace(example.notice("resolved"), text="")))


def test_the_introduction_names_who_took_it(desk: Desk) -> None:
    notice = replace(example.notice("introduction"), text="olivia")
    assert "Olivia Owner, our director, is looking after this for you now" in plain(desk.mail(notice))
    assert "olivia\n" not in plain(desk.mail(notice))


def test_without_a_name_nobody_is_called_by_one(desk: Desk) -> None:
    case = replace(example.case(), customer=replace(example.case().customer, name=""))
    assert plain(desk.mail("handoff", case)).startswith("Hi,\n")
    assert plain(desk.mail("acknowledgement", case)).startswith("Hello,\n")


@pytest.mark.parametrize("name", ["handoff", "handoff_neutral", "acknowledgement", "update", "introduction"])
def test_a_time_that_is_over_is_not_promised(desk: Desk, name: str) -> None:
    args = (example.case(), example.texts()[:1], example.events(), example.NOW + timedelta(hours=3))
    assert "15:02" not in plain(desk.composer.compose(example.notice(name), *args))


# ---------------------------------------------------------------------- times


BERLIN = ZoneInfo("Europe/Berlin")
FRIDAY = datetime(2025, 11, 21, 13, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("moment", "language", "said"),
    [
        (datetime(2025, 11, 21, 14, 5, tzinfo=UTC), "en", "today, Friday 21 November, 15:05 (CET)"),
        (datetime(2025, 11, 24, 9, 10, tzinfo=UTC), "en", "Monday 24 November, 10:10 (CET)"),
        (datetime(2026, 1, 2, 9, 0, tzinfo=UTC), "en", "Friday 2 January 2026, 10:00 (CET)"),
        (datetime(2025, 11, 21, 23, 30, tzinfo=UTC), "en", "Saturday 22 November, 00:30 (CET)"),
        (datetime(2025, 11, 24, 9, 10, tzinfo=UTC), "de", "Montag, 24. November, 10:10 Uhr (CET)"),
        (datetime(2025, 11, 24, 9, 10, tzinfo=UTC), "fr", "lundi 24 novembre, 10 h 10 (CET)"),
        (datetime(2025, 11, 24, 9, 10, tzinfo=UTC), "es", "lunes 24 de noviembre, 10:10 (CET)"),
        (datetime(2025, 11, 24, 9, 10, tzinfo=UTC), "xx", "Monday 24 November, 10:10 (CET)"),
    ],
)
def test_a_moment_in_words(moment: datetime, language: str, said: str) -> None:
    assert in_words(moment, FRIDAY, BERLIN, language) == said


def test_a_zone_without_letters_is_told_by_its_offset() -> None:
    said = in_words(FRIDAY, FRIDAY, ZoneInfo("America/Sao_Paulo"), "en")
    assert said == "today, Friday 21 November, 10:00 (UTC-03)"
    assert in_words(FRIDAY, FRIDAY, ZoneInfo("UTC"), "en").endswith("13:00 (UTC)")


def test_every_language_knows_its_days_and_months() -> None:
    for tongue in TONGUES.values():
        assert len(set(tongue.days)) == 7
        assert len(set(tongue.months)) == 12


def test_the_date_header() -> None:
    assert date_header(FRIDAY, BERLIN) == "Fri, 21 Nov 2025 14:00:00 +0100"
    assert date_header(datetime(2025, 7, 1, 1, 2, 3, tzinfo=UTC), ZoneInfo("UTC")) == "Tue, 01 Jul 2025 01:02:03 +0000"
