"""Until when is somebody away? The date that a vacation answer names, in seven languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

_LONGEST = 4000
_TOKEN = re.compile(r"[0-9]{1,4}[./-][0-9]{1,2}(?:[./-][0-9]{0,4})?|[0-9]{1,4}|[^\W\d_]{1,40}")
_YEARS = 5
"""Nobody names a date farther away."""
_NEAR = 6
"""Words between "until" and its date."""

_UNTIL = frozenset("until till til through thru bis jusqu hasta tot até fino sino al au to inclusive".split())
"""The last day away."""
_BACK = frozenset(
    """back return returning returns zurück wieder ab retour vuelta regreso terug weer volta retorno ritorno rientro
    rientrerò""".split()
)
"""The first day there again."""

_MONTHS = (
    "january januar jänner janvier enero januari janeiro gennaio jan janv ene gen",
    "february februar février fevrier febrero februari fevereiro febbraio feb févr fev",
    "march märz maerz mars marzo maart março marco mar mär mrz mrt",
    "april avril abril aprile apr avr abr",
    "may mai mayo mei maio maggio mag",
    "june juni juin junio junho giugno jun giu",
    "july juli juillet julio julho luglio jul juil lug",
    "august août aout agosto augustus aug ago",
    "september septembre septiembre setembro settembre sep sept set",
    "october oktober octobre octubre outubro ottobre oct okt out ott",
    "november novembre noviembre novembro nov",
    "december dezember décembre decembre diciembre dezembro dicembre dec dez déc dic",
)
_WEEKDAYS = (
    "monday montag lundi lunes maandag segunda lunedì mon mo",
    "tuesday dienstag mardi martes dinsdag terça martedì tue tues di",
    "wednesday mittwoch mercredi miércoles woensdag quarta mercoledì wed mi",
    "thursday donnerstag jeudi jueves donderdag quinta giovedì thu thurs",
    "friday freitag vendredi viernes vrijdag sexta venerdì fri fr",
    "saturday samstag sonnabend samedi sábado zaterdag sabato sat",
    "sunday sonntag dimanche domingo zondag domenica sun",
)
_MONTH = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WEEKDAY = {name: number for number, names in enumerate(_WEEKDAYS) for name in names.split()}
_ENDINGS = ("st", "nd", "rd", "th", "er", "º")


def away_until(text: str, sent: datetime) -> datetime | None:
    """The moment from which the writer is there again: midnight UTC, after `sent`; None where no date is named.

    Where a date may be read in two ways (03/05), the earlier day to come counts: calling too early costs less.
    """
    tokens = _TOKEN.findall(text[:_LONGEST].lower())
    today = sent.date()
    days = [day for day in _named(tokens, today) if day > today]
    if not days:
        return None
    return datetime.combine(max(days), datetime.min.time(), UTC)


def day_named(words: str, today: date) -> date | None:
    """The coming day that `friday`, `15 march` or `15.3.` names; None where none is named."""
    return _first_date(_TOKEN.findall(words[:_LONGEST].lower()), today)


def _named(tokens: list[str], today: date) -> Iterator[date]:
    """The first day of presence after each "until" and "back"."""
    for number, token in enumerate(tokens):
        if token not in _UNTIL and token not in _BACK:
            continue
        day = _first_date(tokens[number + 1 : number + 1 + _NEAR], today)
        if day is not None:
            yield day + timedelta(days=token in _UNTIL)


def _first_date(tokens: list[str], today: date) -> date | None:
    """The first date among these words. A weekday counts only where no date follows ("Friday, 15 March")."""
    weekday: date | None = None
    for number, token in enumerate(tokens):
        if token in _UNTIL or token in _BACK:
            break
        if day := _numeric(token, today) or _with_month(tokens[number : number + 4], today):
            return day
        if token in _WEEKDAY and weekday is None:
            weekday = today + timedelta(days=(_WEEKDAY[token] - today.weekday() - 1) % 7 + 1)
    return weekday


def _numeric(token: str, today: date) -> date | None:
    """`2024-03-15`, `15.03.`, `15/3/24`, `3/15/2024`."""
    parts = [int(p) for p in re.split(r"[./-]", token) if p.isdecimal()]
    if len(parts) < 2:
        return None
    if parts[0] > 31:
        return _day(parts[0], parts[1], parts[2] if len(parts) > 2 else 1, today)
    year = parts[2] if len(parts) > 2 else 0
    readings = [_day(year, parts[1], parts[0], today)]
    if "." not in token:
        readings.append(_day(year, parts[0], parts[1], today))
    coming = [day for day in readings if day is not None and day > today]
    return min(coming, default=None)


def _with_month(tokens: list[str], today: date) -> date | None:
    """`15 March 2024`, `15th of March`, `March 15th`, `15 de marzo de 2024`."""
    words = [t for t in tokens if t not in _ENDINGS and t not in ("of", "de", "den", "the")]
    for first, second in ((0, 1), (1, 0)):
        if len(words) > 1 and words[first].isdecimal() and words[second] in _MONTH:
            year = int(words[2]) if len(words) > 2 and words[2].isdecimal() and len(words[2]) == 4 else 0
            return _day(year, _MONTH[words[second]], int(words[first]), today)
    return None


def _day(year: int, month: int, day: int, today: date) -> date | None:
    """A year that is not given is the one in which the day lies ahead, or only just behind."""
    if 0 < year < 100:
        year += 2000
    if year and abs(year - today.year) > _YEARS:
        return None
    try:
        if year:
            return date(year, month, day)
        found = date(today.year, month, day)
        return found if (today - found).days < 60 else date(today.year + 1, month, day)
    except ValueError:
        return None
