"""The smaller tables."""

from __future__ import annotations

import os
from pathlib import Path
from zoneinfo import ZoneInfo

from inbox_escalator.config.build.rotation import calendar_text, named
from inbox_escalator.config.schema import Key, Values
from inbox_escalator.config.sense.names import must_be_one_of
from inbox_escalator.config.shifts import shifts
from inbox_escalator.config.tables.people import ContactKeys
from inbox_escalator.config.tables.rest import (
    BreachKeys,
    LimitsKeys,
    LogKeys,
    ReviewKeys,
    RotationKeys,
    SenderKeys,
    StoreKeys,
    TemplatesKeys,
)


def senders(values: Values, folder: Path) -> None:
    """`[vip]` and `[ignore]`: the file is there."""
    said = values.get(SenderKeys.file)
    if said:
        _readable(values, SenderKeys.file, said, folder)


def ignored(values: Values, own: tuple[str, ...]) -> None:
    """Nobody silences a colleague by mistake. `own`: the addresses of desk and contacts."""
    for index, address in enumerate(values.get(SenderKeys.addresses) or ()):
        if address in own:
            values.at(SenderKeys.addresses).at(index)(f"{address} is one of ours and would never be heard", "")
    for index, domain in enumerate(values.get(SenderKeys.domains) or ()):
        hit = next((a for a in own if a.endswith(f"@{domain}")), None)
        if hit:
            values.at(SenderKeys.domains).at(index)(f"{domain} is the domain of {hit}, who would never be heard", "")


def rotation(values: Values, levels: tuple[str, ...], contacts: tuple[Values, ...], folder: Path) -> None:
    """`contacts`: the tables. Whoever takes turns is on the level, and the calendar can be read."""
    level = values.get(RotationKeys.level)
    if level is not None:
        must_be_one_of(level, levels, "level", values.at(RotationKeys.level))
    on_level = {c.get(ContactKeys.id): level in (c.get(ContactKeys.levels) or ()) for c in contacts}
    for index, said in enumerate(values.get(RotationKeys.weeks) or ()):
        tell = values.at(RotationKeys.weeks).at(index)
        must_be_one_of(said, tuple(id_ for id_ in on_level if id_), "contact", tell)
        if level in levels and not on_level.get(said, True):
            tell(f"{said} is not on {level}, and would never be called there", "")
    if values.get(RotationKeys.weeks) == () and values.get(RotationKeys.file) == "":
        values.tell("names neither weeks nor a file", 'weeks = ["anna", "ben"]')
    if values.get(RotationKeys.file):
        _readable(values, RotationKeys.file, values[RotationKeys.file], folder)
        _shifts(values, [c for c in contacts if on_level.get(c.get(ContactKeys.id))], folder)


def _shifts(values: Values, on_level: list[Values], folder: Path) -> None:
    """The events of the calendar, and who they name."""
    people = tuple((c.get(ContactKeys.id) or "", c.get(ContactKeys.name) or "") for c in on_level)
    tell = values.at(RotationKeys.file)
    try:
        found = shifts(calendar_text(folder, values[RotationKeys.file]), ZoneInfo("UTC"))
    except OSError:
        return  # told already
    except ValueError as error:
        tell(str(error), "")
        return
    nobody = tuple(dict.fromkeys(summary for _, _, summary in found if not named(summary, people)))
    if not found:
        tell("the calendar holds no event", "")
    elif nobody:
        more = f" and {len(nobody) - 1} more" if len(nobody) > 1 else ""
        tell.warn(f'the event "{nobody[0]}"{more} names nobody who is on the level', "")


def review(values: Values, contacts: tuple[str, ...]) -> None:
    for index, said in enumerate(values.get(ReviewKeys.to) or ()):
        must_be_one_of(said, contacts, "contact", values.at(ReviewKeys.to).at(index))


def breach(values: Values) -> None:
    """The regulator's clock runs day and night, and reminders come before its end."""
    regulator = values.get(BreachKeys.regulator)
    if regulator is not None and regulator.business:
        values.at(BreachKeys.regulator)(f"{regulator} counts business time; the law counts by the clock")
        return
    for index, span in enumerate(values.get(BreachKeys.remind) or ()):
        tell = values.at(BreachKeys.remind).at(index)
        if span.business:
            tell(f"{span} counts business time; the law counts by the clock")
        elif regulator is not None and span.seconds >= regulator.seconds:
            tell(f"{span} is not before the end, {regulator}")


def limits(values: Values) -> None:
    text, case = values.get(LimitsKeys.text_kb), values.get(LimitsKeys.case_kb)
    if text is not None and case is not None and case < text:
        values.at(LimitsKeys.case_kb)(f"{case} is less than one message may have, text_kb = {text}")


def templates(values: Values, folder: Path) -> None:
    said = values.get(TemplatesKeys.folder)
    if said and values.gives(TemplatesKeys.folder) and not os.path.isdir(folder / Path(said).expanduser()):
        values.at(TemplatesKeys.folder)(f'there is no folder "{said}"; make it, or leave the key out', "")


def log(values: Values, folder: Path) -> None:
    said = values.get(LogKeys.file)
    if said and not os.path.isdir((folder / Path(said).expanduser()).parent):
        values.at(LogKeys.file)(f'there is no folder for "{said}"; make it first', "")


def store(values: Values) -> None:
    url = values.get(StoreKeys.url)
    if url is None:
        return
    scheme, _, rest = url.partition(":")
    if scheme in ("postgresql", "postgres"):
        values.at(StoreKeys.url)("PostgreSQL is not part of this version", StoreKeys.url.good)
    elif scheme != "tiny" or not rest:
        values.at(StoreKeys.url)(f'"{url}" is no store; it is tiny: and a folder', StoreKeys.url.good)


def _readable(values: Values, key: Key[object], said: str, folder: Path) -> None:
    try:
        (folder / Path(said).expanduser()).open("rb").close()
    except OSError as error:
        values.at(key)(f'"{said}" cannot be read: {error.strerror}', "")
