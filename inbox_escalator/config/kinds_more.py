"""Kinds of values that only one table has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from inbox_escalator.config.kinds import duration, filled, money, text
from inbox_escalator.config.schema import Tell
from inbox_escalator.config.secret import Secret, secret


def beginning(value: object, tell: Tell) -> str | None:
    """`now`, `all`, or how far back by the clock."""
    if value in ("now", "all"):
        return str(value)
    back = duration(value, tell)
    if back is not None and back.business:
        tell(f"{back} counts business time; the past is counted by the clock", 'start = "7d"')
        return None
    return None if back is None else str(back)


@dataclass(frozen=True, slots=True)
class Holidays:
    """Days off as the file gives them: dates, a region such as `US-CA`, or an iCal file."""

    dates: tuple[date, ...] = ()
    region: str = ""
    file: str = ""


_REGION = re.compile(r"[A-Z]{2,3}(?:-[A-Za-z0-9]{1,8})?", re.ASCII)


def days_off(value: object, tell: Tell) -> Holidays | None:
    if isinstance(value, list):
        return _dates(value, tell)
    said = filled(value, tell)
    if said is None:
        return None
    if _REGION.fullmatch(said):
        return Holidays(region=said)
    if said.lower().endswith((".ics", ".ical")):
        return Holidays(file=said)
    tell(f'"{said}" is no region and no iCal file', 'holidays = "US-CA"')
    return None


def _dates(value: list[object], tell: Tell) -> Holidays | None:
    good: list[date] = []
    for index, element in enumerate(value):
        day = _date(element)
        if day is None:
            tell.at(index)(f'"{element}" is no date; it is year-month-day', 'holidays = ["2026-12-25"]')
        else:
            good.append(day)
    return Holidays(tuple(good)) if len(good) == len(value) else None


def _date(element: object) -> date | None:
    if type(element) is date:
        return element
    try:
        return date.fromisoformat(element) if isinstance(element, str) else None
    except ValueError:
        return None


@dataclass(frozen=True, slots=True)
class OAuth:
    """OAuth2 for IMAP and SMTP (RFC 7628, and Google's XOAUTH2)."""

    provider: str
    client_id: str
    client_secret: Secret | None = None
    tenant: str = ""


_OAUTH_KEYS = ("provider", "client_id", "client_secret", "tenant")


_TRIGGER = re.compile(r"[a-z][a-z0-9_]{0,40}", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def trigger_name(value: object, tell: Tell) -> str | None:
    said = text(value, tell)
    if said is not None and not _TRIGGER.fullmatch(said):
        tell(f'"{said}" is no name of a trigger: small letters, digits and _, at most 41')
        return None
    return said


def currency(value: object, tell: Tell) -> str | None:
    """ISO 4217."""
    said = text(value, tell)
    if said is not None and not _CURRENCY.fullmatch(said):
        tell(f'"{said}" is no currency; it is three capital letters')
        return None
    return said


def amount(value: object, tell: Tell) -> Mapping[str, Decimal] | None:
    """A number for the five currencies of the product, `"5000 SEK"`, or `{ USD = 500, SEK = 5000 }`."""
    if isinstance(value, Mapping):
        read = {code: _sum(said, tell.at(code)) for code, said in value.items() if currency(code, tell) is not None}
        good = {code: said for code, said in read.items() if said is not None}
        return good if good and len(good) == len(value) else None
    if isinstance(value, str):
        one = money(value, tell)
        return None if one is None else {one[1]: one[0]}
    said = _sum(value, tell)
    return None if said is None else dict.fromkeys(("USD", "EUR", "GBP", "CHF", "BRL"), said)


def _sum(value: object, tell: Tell) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 < value < 10**12:
        tell("is no sum above zero")
        return None
    return Decimal(str(value))


def oauth2(value: object, tell: Tell) -> OAuth | None:
    if not isinstance(value, Mapping):
        tell("is a table with provider and client_id")
        return None
    before = len(tell.notes.problems)
    given: Mapping[str, object] = MappingProxyType(dict(value))
    for key in given:
        if key not in _OAUTH_KEYS:
            tell.at(key)(f'unknown key "{key}"; it has {", ".join(_OAUTH_KEYS)}')
    if given.get("provider") not in ("google", "microsoft"):
        tell('wants provider = "google" or "microsoft"')
    client_id = filled(given.get("client_id", ""), tell.at("client_id"))
    tenant = given.get("tenant", "")
    if not isinstance(tenant, str):
        tell.at("tenant")("is no text; put it in quotes")
    hidden = secret(given["client_secret"], tell.at("client_secret")) if "client_secret" in given else None
    if len(tell.notes.problems) > before or client_id is None:
        return None
    return OAuth(str(given["provider"]), client_id, hidden, str(tenant))
