"""The arguments of commands: each is the whole rest of the line, or it is none."""

from __future__ import annotations

import re
from functools import cache

from inbox_escalator.intake.verbs import Argument

_LONGEST = 200
_CURRENCY = r"(?:usd|eur|gbp|chf|brl|cad|aud|jpy|sek|nok|dkk|pln|r\$|[$€£¥])"
_NUMBER = r"\d{1,3}(?:[ ,.']\d{3})+(?:[.,]\d{1,2})?|\d{1,12}(?:[.,]\d{1,2})?"
_AMOUNT = re.compile(rf"(?:refund(?:ed)? )?({_CURRENCY}? ?(?:{_NUMBER}) ?{_CURRENCY}?)", re.IGNORECASE)
_SPAN = re.compile(r"(?:in )?(\d{1,4}(?:\.\d{1,2})?) ?(bh|bd|[smhd]|mins?|minutes?|hours?|days?)")
_CLOCK = r"(?:at )?(?:(?:[01]?\d|2[0-4])[:.][0-5]\d(?: ?[ap]m)?|1?\d ?[ap]m|noon|midnight)"
_WEEKDAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?"
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]{0,6}\.?"
_NTH = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = (
    r"\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[./]\d{1,2}(?:[./](?:\d{4}|\d{2})?)?"
    rf"|{_NTH} (?:of )?{_MONTH}(?: \d{{4}})?|{_MONTH} {_NTH}(?:,? \d{{4}})?"
)
_DAY = (
    r"today|tonight|tomorrow|next week|end of (?:the )?(?:day|week|month)"
    rf"|(?:next |on )?{_WEEKDAY}(?:,? (?:{_DATE}))?|(?:on )?(?:{_DATE})"
)
_ADDRESS = re.compile(r"[^\s@<>,;]{0,64}@[a-z0-9-]{1,63}(?:\.[a-z0-9-]{1,63})+")
_NAME = re.compile(r"[^\W\d_][\w.'-]{0,63}")


@cache
def _moment() -> re.Pattern[str]:
    """Compiled with the first time that somebody names: it costs as much as several modules."""
    return re.compile(rf"(?:{_DAY})(?:,? {_CLOCK})?|{_CLOCK}")


def read(kind: Argument, said: str, contacts: tuple[tuple[str, tuple[str, ...]], ...], prefix: str) -> str:
    """The argument in `said` (lower case, the rest of the line) as it is handed on; '' where it is none."""
    if not said or len(said) > _LONGEST:
        return ""
    match kind:
        case Argument.AMOUNT:
            found = _AMOUNT.fullmatch(said)
            return found[1].strip() if found else ""
        case Argument.TIME:
            return span(said) or when(said)
        case Argument.DATE:
            return when(said)
        case Argument.CONTACT:
            return contact(said, contacts)
        case Argument.CASE:
            return reference(said, prefix)
        case Argument.ADDRESS:
            found = _ADDRESS.fullmatch(said.strip("<>"))
            return found[0] if found else ""
        case Argument.MOOD:
            return said if said in ("calm", "frustrated", "angry") else ""
        case Argument.SENDER:
            return said if said == "sender" else ""
        case Argument.NONE:
            return ""


def span(said: str) -> str:
    """`2h`, `2 hours`, `in 30 minutes` → `2h`, `2h`, `30m`; '' for anything else."""
    found = _SPAN.fullmatch(said)
    if found is None:
        return ""
    unit = found[2] if found[2] in ("bh", "bd") else found[2][0]
    return f"{found[1]}{unit}"


def when(said: str) -> str:
    """A day, a clock, or both: `friday`, `15 march`, `fri 9:00`, as it was said; '' for anything else."""
    return said if _moment().fullmatch(said) else ""


def contact(said: str, contacts: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
    """The id of the contact with that id, name, first name or address. One word that nobody is called comes back as it
    is, so that the answer can name those who are there; '' for more words, and for a name that two have."""
    said = said.removeprefix("to ").strip(" @<>")
    called = [id for id, names in contacts if said == id.lower() or said in (name.lower() for name in names)]  # noqa: A001
    if not called:
        called = [id for id, names in contacts if any(said == name.lower().split(" ")[0] for name in names if name)]  # noqa: A001
    if len(set(called)) == 1:
        return called[0]
    return said if _NAME.fullmatch(said) else ""


def reference(said: str, prefix: str) -> str:
    """`case-1040`, `[CASE-1040]` or `1040` → `CASE-1040`; '' for anything else."""
    found = re.fullmatch(rf"(?:{re.escape(prefix.lower())}-)?([0-9]{{1,12}})", said.strip("[]"), re.ASCII)
    return f"{prefix}-{int(found[1])}" if found else ""
