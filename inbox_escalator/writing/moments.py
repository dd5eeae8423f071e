"""A moment in the plain words of the customer's language, with its timezone."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Tongue:
    """How a language says a day and a time. Patterns are filled by `str.format` with our own values only."""

    days: tuple[str, ...]
    months: tuple[str, ...]
    date: str
    clock: str
    today: str
    other: str


def _names(said: str) -> tuple[str, ...]:
    return tuple(said.split())


ENGLISH = Tongue(
    _names("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
    _names("January February March April May June July August September October November December"),
    "{weekday} {day} {month}",
    "{hour:02d}:{minute:02d} ({zone})",
    "today, {date}, {clock}",
    "{date}, {clock}",
)

TONGUES = {
    "en": ENGLISH,
    "de": Tongue(
        _names("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
        _names("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
        "{weekday}, {day}. {month}",
        "{hour:02d}:{minute:02d} Uhr ({zone})",
        "heute, {date}, {clock}",
        "{date}, {clock}",
    ),
    "fr": Tongue(
        _names("lundi mardi mercredi jeudi vendredi samedi dimanche"),
        _names("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
        "{weekday} {day} {month}",
        "{hour:02d} h {minute:02d} ({zone})",
        "aujourd’hui {date}, {clock}",
        "{date}, {clock}",
    ),
    "es": Tongue(
        _names("lunes martes miércoles jueves viernes sábado domingo"),
        _names("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
        "{weekday} {day} de {month}",
        "{hour:02d}:{minute:02d} ({zone})",
        "hoy, {date}, {clock}",
        "{date}, {clock}",
    ),
    "nl": Tongue(
        _names("maandag dinsdag woensdag donderdag vrijdag zaterdag zondag"),
        _names("januari februari maart april mei juni juli augustus september oktober november december"),
        "{weekday} {day} {month}",
        "{hour:02d}.{minute:02d} uur ({zone})",
        "vandaag, {date}, {clock}",
        "{date}, {clock}",
    ),
    "pt": Tongue(
        _names("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo"),
        _names("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro"),
        "{weekday}, {day} de {month}",
        "{hour:02d}:{minute:02d} ({zone})",
        "hoje, {date}, {clock}",
        "{date}, {clock}",
    ),
    "it": Tongue(
        _names("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
        _names("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
        "{weekday} {day} {month}",
        "{hour:02d}:{minute:02d} ({zone})",
        "oggi, {date}, {clock}",
        "{date}, {clock}",
    ),
}
"""Languages whose days and months are known; any other is told in English."""


def in_words(moment: datetime, reference: datetime, zone: ZoneInfo, language: str) -> str:
    """`today, Friday 21 November, 15:00 (CET)`; `reference` decides what is today. Both aware."""
    tongue = TONGUES.get(language, ENGLISH)
    local, there = moment.astimezone(zone), reference.astimezone(zone)
    date = tongue.date.format(weekday=tongue.days[local.weekday()], day=local.day, month=tongue.months[local.month - 1])
    if local.year != there.year:
        date += f" {local.year}"
    clock = tongue.clock.format(hour=local.hour, minute=local.minute, zone=zone_name(local))
    pattern = tongue.today if local.date() == there.date() else tongue.other
    return pattern.format(date=date, clock=clock)


def zone_name(local: datetime) -> str:
    """`CET`, or `UTC+03` where the zone has no letters of its own."""
    name = local.tzname() or ""
    return name if name.isalpha() else f"UTC{name or '+00'}"


_DAYS = _names("Mon Tue Wed Thu Fri Sat Sun")
_MONTHS = _names("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec")


def date_header(moment: datetime, zone: ZoneInfo) -> str:
    """For the Date header (RFC 5322, section 3.3), in the desk's own time."""
    local = moment.astimezone(zone)
    return (
        f"{_DAYS[local.weekday()]}, {local.day:02d} {_MONTHS[local.month - 1]} {local.year} {local:%H:%M:%S} {local:%z}"
    )
