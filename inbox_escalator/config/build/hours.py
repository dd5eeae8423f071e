"""Opening hours, and the time zone of this machine."""

from __future__ import annotations

import os
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from inbox_escalator.casework.hours import Hours
from inbox_escalator.config.calendars import calendar_days, region_days
from inbox_escalator.config.kinds_more import Holidays
from inbox_escalator.config.schema import Values
from inbox_escalator.config.tables.desk import DAYS, HoursKeys

YEARS_AHEAD = 3
"""Holidays of a region are reckoned from last year on so far; the worker starts anew more often than that."""


def hours(values: Values, folder: Path, default: Hours | None = None) -> Hours:
    """`default`: the desk's own hours, whose zone and holidays a contact's hours take over where they do not say.
    ValueError where nobody would ever be there."""
    zone = values[HoursKeys.timezone] or (default.zone if default else machine_zone())
    window = tuple(zip(values[HoursKeys.open], values[HoursKeys.close], strict=True))
    open_days = values[HoursKeys.days]
    windows = tuple(window if day in open_days else () for day in DAYS)
    if default is not None and not values.gives(HoursKeys.holidays):
        return Hours(zone, windows, default.holidays)
    return Hours(zone, windows, _days_off(values[HoursKeys.holidays], folder))


def _days_off(off: Holidays, folder: Path) -> tuple[tuple[date, str], ...]:
    if off.region:
        this = datetime.now(UTC).year
        return region_days(off.region, range(this - 1, this + YEARS_AHEAD))
    if off.file:
        return calendar_days((folder / Path(off.file).expanduser()).read_text("utf-8", "replace"))
    return tuple((day, "holiday") for day in sorted(set(off.dates)))


def machine_zone() -> ZoneInfo:
    """From TZ, /etc/timezone or /etc/localtime; UTC where none of them says."""
    for name in _candidates():
        try:
            return ZoneInfo(name)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def _candidates() -> list[str]:
    names = [os.environ.get("TZ", "").removeprefix(":")]
    with suppress(OSError, UnicodeDecodeError):
        names.append(Path("/etc/timezone").read_text("ascii").strip())
    names.append(str(Path("/etc/localtime").resolve()).partition("/zoneinfo/")[2])
    return [name for name in names if name]
