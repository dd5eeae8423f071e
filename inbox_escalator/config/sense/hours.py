"""Opening hours that open before they close."""

from __future__ import annotations

from datetime import time
from itertools import pairwise
from pathlib import Path

from inbox_escalator.config.build.hours import hours as build
from inbox_escalator.config.calendars import calendar_days, region_days
from inbox_escalator.config.kinds_more import Holidays
from inbox_escalator.config.schema import MissingError, Values
from inbox_escalator.config.tables.desk import HoursKeys

_GOOD = 'open = ["09:00", "13:00"] and close = ["12:00", "17:00"]'


def hours(values: Values, folder: Path) -> None:
    """`folder`: that of the configuration; a calendar file is looked for there."""
    before = len(values.tell.notes.problems)
    if values.get(HoursKeys.days) == ():
        values.at(HoursKeys.days)("is empty; nobody would ever be there")
    opens, closes = values.get(HoursKeys.open), values.get(HoursKeys.close)
    if opens is not None and closes is not None:
        _windows(values, opens, closes)
    off = values.get(HoursKeys.holidays)
    if off is not None:
        _holidays(values, off, folder)
    if len(values.tell.notes.problems) == before:
        _somebody_is_there(values, folder)


def _somebody_is_there(values: Values, folder: Path) -> None:
    try:
        build(values, folder)
    except MissingError:
        return  # told before
    except ValueError as error:
        values.tell(str(error), "")


def _windows(values: Values, opens: tuple[time, ...], closes: tuple[time, ...]) -> None:
    tell = values.at(HoursKeys.close)
    if not opens or len(opens) != len(closes):
        tell(
            f"has {len(closes)} times and open has {len(opens)}; each window opens once and closes once",
            _GOOD,
        )
        return
    for start, end in zip(opens, closes, strict=True):
        if end <= start:
            tell(f"{_said(end)} is not after open, {_said(start)}; hours over midnight are two windows", _GOOD)
            return
    for (_, end), (start, _) in pairwise(zip(opens, closes, strict=True)):
        if start < end:
            values.at(HoursKeys.open)(f"{_said(start)} is before the window before it has closed, {_said(end)}", _GOOD)
            return


def _said(moment: time) -> str:
    return "24:00" if moment == time.max else moment.strftime("%H:%M")


def _holidays(values: Values, off: Holidays, folder: Path) -> None:
    tell = values.at(HoursKeys.holidays)
    if off.region:
        try:
            region_days(off.region, range(2024, 2025))
        except ImportError:
            tell("holidays of a region need one more package: pip install 'inbox-escalator[holidays]'", "")
        except KeyError:
            tell(f'the region "{off.region}" is not known', 'holidays = "US-CA"')
    if off.file:
        try:
            found = calendar_days((folder / Path(off.file).expanduser()).read_text("utf-8", "replace"))
        except OSError as error:
            tell(f'"{off.file}" cannot be read: {error.strerror}', "")
        else:
            if not found:
                tell(f'"{off.file}" has no whole-day event in it', "")
