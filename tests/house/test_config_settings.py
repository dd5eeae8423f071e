"""What a right configuration comes to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from decimal import Decimal
from pathlib import Path

import pytest

from inbox_escalator.casework.hours import END_OF_DAY, Span
from inbox_escalator.config.build.hours import machine_zone
from inbox_escalator.config.calendars import calendar_days
from inbox_escalator.config.load import ConfigError, load, load_all
from inbox_escalator.config.secret import SecretError
from inbox_escalator.config.settings import Settings
from inbox_escalator.delivery.tls import Tls
from inbox_escalator.triage.trigger import Mode
from tests.house.test_config_described import SMALLEST

Write = Callable[[str], Settings]
IMAP = '[desk.imap]\nhost     = "imap.acme.example"'


@pytest.fixture
def written(tmp_path: Path) -> Write:
    """Writes a file and loads it."""

    def write(text: str) -> Settings:
        path = tmp_path / "config.toml"
        path.write_text(text, "utf-8")
        return load(path)

    return write


def spans(settings: Settings) -> list[tuple[str, str, str, str]]:
    return [
        (level.name, str(level.respond), str(level.resolve), str(level.update_every)) for level in settings.policy.levels
    ]


def test_without_levels_there_are_three(written: Write) -> None:
    assert spans(written(SMALLEST)) == [
        ("L1", "4bh", "1bd", "None"),
        ("L2", "2bh", "2bd", "None"),
        ("L3", "1h", "24h", "24h"),
    ]


def test_roles_fall_to_the_first_contact_of_the_top_level(written: Write) -> None:
    policy = written(
        SMALLEST + '[[contact]]\nid = "anna"\nname = "Anna"\naddress = "anna@acme.example"\nlevels = ["L1"]\n'
    ).policy
    assert (policy.owner, policy.administrator, policy.escalation_manager) == ("olivia", "olivia", "olivia")


def test_smtp_takes_user_and_password_from_imap(written: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SUPPORT_PASSWORD", "s3cret")
    settings = written(SMALLEST)
    assert settings.smtp.user == settings.imap.user == "support@acme.example"
    assert settings.smtp.password() == settings.imap.password() == "s3cret"


def test_an_empty_user_sends_without_a_log_in(written: Write) -> None:
    smtp = written(SMALLEST.replace('host = "smtp.acme.example"', 'host = "127.0.0.1"\ntls = "none"\nuser = ""')).smtp
    assert (smtp.user, smtp.password, smtp.tls) == ("", None, Tls.NONE)


@pytest.mark.parametrize(("port", "tls"), [(465, Tls.TLS), (587, Tls.STARTTLS), (2525, Tls.STARTTLS)])
def test_the_port_decides_on_tls(written: Write, port: int, tls: Tls) -> None:
    text = SMALLEST.replace('host = "smtp.acme.example"', f'host = "smtp.acme.example"\nport = {port}')
    assert written(text).smtp.tls is tls


def test_own_hours_take_over_zone_and_holidays_of_the_desk(written: Write) -> None:
    text = SMALLEST + (
        'hours = { days = ["sat"], open = "10:00", close = "24:00" }\n'
        '[desk.hours]\ntimezone = "Europe/Berlin"\nopen = ["08:00", "13:00"]\nclose = ["12:00", "16:30"]\n'
        'holidays = ["2026-12-25", 2026-01-01]\n'
    )
    policy = written(text).policy
    own = policy.contacts[0].hours
    assert own is not None
    assert policy.hours.windows[0] == ((time(8), time(12)), (time(13), time(16, 30)))
    assert policy.hours.windows[5] == ()
    assert [day for day, _ in policy.hours.holidays] == [date(2026, 1, 1), date(2026, 12, 25)]
    assert own.windows[5] == ((time(10), END_OF_DAY),)
    assert (own.zone, own.holidays) == (policy.hours.zone, policy.hours.holidays)


def test_holidays_of_a_region(written: Write) -> None:
    pytest.importorskip("holidays")
    names = dict(written(SMALLEST + '[desk.hours]\nholidays = "US-CA"\n').policy.hours.holidays).values()
    assert "Thanksgiving Day" in names


def test_holidays_of_a_calendar_beside_the_file(written: Write, tmp_path: Path) -> None:
    (tmp_path / "off.ics").write_text(
        "BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261227\r\n"
        "SUMMARY:Christmas\\, at\r\n  home\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
    days = written(SMALLEST + '[desk.hours]\nholidays = "off.ics"\n').policy.hours.holidays
    assert days == tuple((date(2026, 12, day), "Christmas, at home") for day in (24, 25, 26))


@pytest.mark.parametrize("text", ["", "END:VEVENT", "BEGIN:VEVENT\nDTSTART:nonsense\nEND:VEVENT", "BEGIN:VEVENT\n"])
def test_a_crooked_calendar_has_no_days(text: str) -> None:
    assert calendar_days(text) == ()


def test_a_packaged_trigger_is_changed_key_by_key(written: Write) -> None:
    rules = written(
        SMALLEST + '[[trigger]]\nname = "manager_request"\naction = "Call."\n'
        '[[trigger]]\nname = "financial_loss"\namount = "900 SEK"\n'
        '[[trigger]]\nname = "vip"\nmode = "observe"\n'
    ).rules
    manager = rules.trigger("manager_request")
    assert manager is not None
    assert (manager.action, manager.target, manager.sources) == ("Call.", "L2", ("L1",))
    assert (rules.amounts["SEK"], rules.amounts["USD"]) == (Decimal(900), Decimal(500))
    assert rules.trigger("vip").mode is Mode.OBSERVE


def test_packaged_triggers_follow_levels_of_other_names(written: Write) -> None:
    text = SMALLEST.replace('["L2", "L3"]', '["Boss"]') + (
        '[[level]]\nname = "Front"\nrespond = "4bh"\n[[level]]\nname = "Boss"\nrespond = "1h"\n'
    )
    policy = written(text).policy
    legal, manager = policy.trigger("legal_threat"), policy.trigger("manager_request")
    assert (legal.target, manager.sources, manager.target) == ("Boss", ("Front",), "Boss")


def test_a_level_that_no_trigger_reaches_is_named(written: Write) -> None:
    names = ("legal_threat", "security_incident", "service_failure", "beyond_authority", "unresolved", "no_response")
    off = "".join(f'[[trigger]]\nname = "{name}"\nmode = "off"\n' for name in names)
    assert [warning.what for warning in written(SMALLEST + off).warnings] == ["no trigger leads to L3"]


def test_lists_of_vips_come_from_the_file_too(written: Write, tmp_path: Path) -> None:
    (tmp_path / "vip.txt").write_text("# the big ones\nJane@Big.example  # since 2019\n@huge.example\nvast.example\n\n?\n")
    vip = written(SMALLEST + '[vip]\naddresses = ["Roe@X.example"]\nfile = "vip.txt"\n').rules.vip
    assert vip.addresses == {"roe@x.example", "jane@big.example"}
    assert vip.domains == {"huge.example", "vast.example"}


def test_solo_with_the_desks_own_address(written: Write) -> None:
    policy = written(SMALLEST.replace("olivia@acme.example", "support@acme.example")).policy
    assert policy.own_mailbox(policy.contacts[0])


def test_paths_are_relative_to_the_file(written: Write, tmp_path: Path) -> None:
    (tmp_path / "words").mkdir()
    settings = written(SMALLEST + '[store]\nurl = "tiny:cases"\n[templates]\nfolder = "words"\n')
    assert (settings.store, settings.templates) == (tmp_path / "cases", tmp_path / "words")
    assert written(SMALLEST).templates is None


def test_durations_and_bounds_reach_the_rooms(written: Write) -> None:
    settings = written(
        SMALLEST.replace(IMAP, IMAP + '\npoll = "2m"\nstart = "7d"\nmax_message_mb = 3')
        + '[customer]\nwaiting = "3bd"\n[limits]\nparts = 50\n'
    )
    assert (settings.mailbox.poll, settings.mailbox.start) == (120.0, "7d")
    assert (settings.limits.message_bytes, settings.limits.parts) == (3 * 1024 * 1024, 50)
    assert settings.policy.customer.waiting == Span.parse("3bd")


def test_the_tables_of_a_desk_may_stand_below_it(tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    text = SMALLEST.replace("[desk]", "[[desk]]").replace("[[contact]]", "[[desk.contact]]")
    path.write_text(text + "[desk.customer]\nacknowledge = false\n")
    assert load(path).policy.customer.acknowledge is False
    second = text.replace("support@", "sales@")
    path.write_text(text + second)
    assert [settings.address for settings in load_all(path)] == ["support@acme.example", "sales@acme.example"]
    with pytest.raises(ConfigError, match="this version runs one desk"):
        load(path)


# -- passwords ----------------------------------------------------------------------------------------------------


def _password(text: str) -> str:
    return SMALLEST.replace('{ env = "SUPPORT_PASSWORD" }', text)


def test_a_plain_password_is_warned_of(written: Write) -> None:
    settings = written(_password('"hunter2"'))
    assert settings.imap.password() == "hunter2"
    assert "in plain words" in str(settings.warnings[0])
    assert "hunter2" not in repr(settings) + str(settings.warnings)


def test_a_password_from_a_file_beside_the_configuration(written: Write, tmp_path: Path) -> None:
    (tmp_path / "pw").write_text("two words \n")
    assert written(_password('{ file = "pw" }')).imap.password() == "two words "


@pytest.mark.parametrize("command", ['["printf", "line\\nmore"]', '"printf line"'])
def test_a_password_from_a_command(written: Write, command: str) -> None:
    assert written(_password(f"{{ command = {command} }}")).imap.password() == "line"


@pytest.mark.parametrize(
    ("place", "said"),
    [
        ('{ env = "NOT_SET_ANYWHERE" }', "environment variable NOT_SET_ANYWHERE is not set"),
        ('{ file = "nowhere" }', "nowhere: No such file"),
        ('{ command = ["false"] }', "the password command false ended with code 1"),
        ('{ command = ["no-such-program-here"] }', "No such file"),
        ('{ command = ["true"] }', "is empty"),
    ],
)
def test_a_password_that_cannot_be_had_is_one_line(written: Write, place: str, said: str) -> None:
    with pytest.raises(SecretError) as caught:
        written(_password(place)).imap.password()
    assert said in str(caught.value)
    assert "\n" not in str(caught.value)


# -- the machine's time zone ----------------------------------------------------------------------------------------


def test_the_time_zone_of_the_machine_comes_from_tz(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Asia/Kolkata")
    assert machine_zone().key == "Asia/Kolkata"


def test_nonsense_in_tz_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "../../etc/passwd")
    assert machine_zone().key
