"""Kinds of values that only one table has."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from inbox_escalator.casework.hours import Span
from inbox_escalator.config.kinds import duration, filled
from inbox_escalator.config.schema import Tell
from inbox_escalator.config.secret import Secret, secret


@dataclass(frozen=True, slots=True)
class Start:
    """Where the first start begins. `back` None and not `all`: now."""

    all: bool = False
    back: Span | None = None


def beginning(value: object, tell: Tell) -> Start | None:
    if value == "now":
        return Start()
    if value == "all":
        return Start(all=True)
    back = duration(value, tell)
    if back is not None and back.business:
        tell(f"{back} counts business time; the past is counted by the clock", 'start = "7d"')
        return None
    return None if back is None else Start(back=back)


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
