"""The trigger matrix: the packaged one, overridden key by key by the owner's, every mistake told at once."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property
from pathlib import Path

from inbox_escalator.triage.library import PACKAGED, Library, OwnPhrases
from inbox_escalator.triage.people import Vip
from inbox_escalator.triage.trigger import Mode, Told, Trigger, Urgency

KINDS = ("phrases", "amount", "vip", "clock", "staff", "incident", "tag")
ZONES = ("subject", "new", "forwarded")
"""Where words count. Quoted history, signatures and footers never do."""
_KEYS = frozenset(
    "name kind phrases unless zones from to within urgency amount action customer mode test "
    "issue_area legal_hold only_major".split()
)
_WITHIN = re.compile(r"[0-9]+(?:\.[0-9]+)?(?:s|m|h|d|bh|bd)", re.ASCII)
_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)
_SUM = re.compile(r"([0-9]+(?:\.[0-9]+)?)(?: ?([A-Z]{3}))?", re.ASCII)
_DEFAULT = Path(__file__).parent / "matrix.toml"


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing wrong in the owner's `[[trigger]]` tables."""

    table: int
    """Which of them, from 0."""
    key: str
    message: str
    """What is wrong, and a good example."""


class BadRules(ValueError):  # noqa: N818  (it carries all mistakes; the configuration prints them)
    """The owner's triggers do not make sense; `mistakes` says where, all of them."""

    def __init__(self, mistakes: Sequence[Mistake]) -> None:
        super().__init__("; ".join(f"trigger {m.table + 1}, {m.key}: {m.message}" for m in mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True, slots=True)
class Example:
    """One `[[trigger.test]]`: words, and whether they must fire the trigger."""

    trigger: str
    words: str
    fires: bool


@dataclass(frozen=True)
class Rules:
    """All that triage needs to know; built once."""

    triggers: tuple[Trigger, ...]
    """In the order of the matrix."""
    library: Library
    zones: Mapping[str, tuple[str, ...]]
    """Trigger → zones in which its words count."""
    amounts: Mapping[str, Decimal]
    """Currency (ISO 4217) → the sum from which a loss escalates; others never do."""
    vip: Vip = field(default_factory=Vip)
    mode: Mode = Mode.ON
    """`observe` for all: computed, nothing escalates."""
    language: str = "en"
    """The desk's: taken where a mail does not show its own."""
    currency: str = "USD"
    """What a bare sum means on this desk."""
    tests: tuple[Example, ...] = ()

    @cached_property
    def sought(self) -> frozenset[str]:
        """Names of the triggers that are not switched off."""
        return frozenset(t.name for t in self.triggers if t.mode is not Mode.OFF)

    @cached_property
    def order(self) -> Mapping[str, int]:
        """The place of each trigger in the matrix."""
        return {t.name: place for place, t in enumerate(self.triggers)}

    def with_vips(self, entries: Sequence[str]) -> Rules:
        """The same with these addresses and domains on the list, too."""
        addresses = frozenset(e for e in entries if "@" in e)
        listed = Vip(self.vip.addresses | addresses, self.vip.domains | (frozenset(entries) - addresses))
        return replace(self, vip=listed)

    def trigger(self, name: str) -> Trigger | None:
        return next((t for t in self.triggers if t.name == name), None)


def load_rules(
    user: Sequence[Mapping[str, object]] = (),
    *,
    vip: Vip | None = None,
    mode: Mode = Mode.ON,
    language: str = "en",
    currency: str = "USD",
) -> Rules:
    """The packaged matrix with the owner's `[[trigger]]` tables laid over it. BadRules with every mistake."""
    mistakes = [m for i, table in enumerate(user) for m in _mistakes(i, table)]
    if mistakes:
        raise BadRules(mistakes)
    packaged = _packaged()
    tables: dict[str, dict[str, object]] = {str(t["name"]): dict(t) for t in packaged}
    for given in user:
        tables[str(given["name"])] = _laid_over(tables.get(str(given["name"]), {"kind": "phrases"}), given)
    lacking = [
        Mistake(i, key, f"a new trigger needs it, such as {example}")
        for i, given in enumerate(user)
        for key, example in (("to", 'to = "L2"'), ("phrases", 'phrases = ["cancel my contract"]'))
        if key not in tables[str(given["name"])] and str(given["name"]) not in {str(t["name"]) for t in packaged}
    ]
    if lacking:
        raise BadRules(lacking)
    return Rules(
        triggers=tuple(_trigger(t) for t in tables.values()),
        library=Library([_own_phrases(t) for t in tables.values() if "phrases" in t or "unless" in t]),
        zones={name: tuple(_strings(t.get("zones", ZONES))) for name, t in tables.items()},
        amounts=_amounts(tables["financial_loss"].get("amount")),
        vip=vip or Vip(),
        mode=mode,
        language=language,
        currency=currency,
        tests=tuple(e for given in user for e in _examples(given)),
    )


@cache
def _packaged() -> tuple[Mapping[str, object], ...]:
    """A check of the owner's words, and then the rules themselves, are made of it in one start."""
    return tuple(tomllib.loads(_DEFAULT.read_text("utf-8"))["trigger"])


@cache
def packaged_actions() -> frozenset[str]:
    """The required actions in our own words, which every desk has until its owner writes others."""
    return frozenset(str(t["action"]) for t in _packaged() if "action" in t)


def _laid_over(below: Mapping[str, object], above: Mapping[str, object]) -> dict[str, object]:
    laid = {**below, **above}
    if isinstance(below.get("amount"), Mapping) and "amount" in above:
        laid["amount"] = {**_amounts(below["amount"]), **_amounts(above["amount"])}
    return laid


def _trigger(table: Mapping[str, object]) -> Trigger:
    return Trigger(
        name=str(table["name"]),
        kind=str(table["kind"]),
        sources=tuple(_strings(table.get("from", ("any",)))),
        target=str(table["to"]),
        within=str(table.get("within", "0m")),
        urgency=Urgency(str(table.get("urgency", "medium"))),
        action=str(table.get("action", "")),
        told=Told(str(table.get("customer", "handoff"))),
        mode=Mode(str(table.get("mode", "on"))),
        legal_hold=bool(table.get("legal_hold", False)),
        only_major=bool(table.get("only_major", False)),
        issue_area=str(table.get("issue_area", "requests like yours")),
    )


def _own_phrases(table: Mapping[str, object]) -> OwnPhrases:
    phrases = tuple(_strings(table["phrases"])) if "phrases" in table else None
    return OwnPhrases(str(table["name"]), phrases, tuple(_strings(table.get("unless", ()))))


def _examples(table: Mapping[str, object]) -> list[Example]:
    tests = table.get("test", ())
    given = [t for t in tests if isinstance(t, Mapping)] if isinstance(tests, list | tuple) else []
    return [Example(str(table["name"]), str(t["words"]), bool(t.get("fires", True))) for t in given]


def _amounts(given: object) -> dict[str, Decimal]:
    """`500` for the five currencies of the house, `"900 SEK"`, or `{ USD = 500, … }`."""
    if isinstance(given, Mapping):
        return {str(k): Decimal(str(v)) for k, v in given.items()}
    found = _SUM.fullmatch(str(given))
    if found is None:
        raise InvalidOperation(str(given))
    currencies = [found[2]] if found[2] else ["USD", "EUR", "GBP", "CHF", "BRL"]
    return {c: Decimal(found[1]) for c in currencies}


def _strings(given: object) -> list[str]:
    return [given] if isinstance(given, str) else [str(g) for g in given] if isinstance(given, list | tuple) else []


def _mistakes(i: int, table: Mapping[str, object]) -> list[Mistake]:
    name = table.get("name")
    if not isinstance(name, str) or not re.fullmatch(r"[a-z][a-z0-9_]{0,40}", name):
        return [
            Mistake(
                i, "name", 'every trigger needs a name of small letters, digits and _, such as name = "cancellation"'
            )
        ]
    found = [Mistake(i, key, _unknown(key)) for key in table if key not in _KEYS]
    found += [Mistake(i, key, why) for key, why in _bad_words(table)]
    found += [Mistake(i, key, why) for key in ("phrases", "unless") for why in _bad_phrases(table.get(key, ()))]
    found += [Mistake(i, "amount", why) for why in _bad_amount(table)]
    return found + [Mistake(i, "test", why) for why in _bad_tests(table.get("test", ()))]


def _unknown(key: str) -> str:
    import difflib  # only where something is wrong

    near = difflib.get_close_matches(key, sorted(_KEYS), 1)
    return f'unknown key; did you mean "{near[0]}"?' if near else f"unknown key; known are {', '.join(sorted(_KEYS))}"


_CHOICES: Mapping[str, tuple[str, ...]] = {
    "kind": KINDS,
    "urgency": tuple(Urgency),
    "customer": tuple(Told),
    "mode": tuple(Mode),
}


def _bad_words(table: Mapping[str, object]) -> list[tuple[str, str]]:
    found = [
        (key, f'"{table[key]}" is none of {", ".join(known)}')
        for key, known in _CHOICES.items()
        if key in table and table[key] not in known
    ]
    found += [
        (key, "has to be text in quotes")
        for key in ("to", "action", "issue_area")
        if not isinstance(table.get(key, ""), str)
    ]
    found += [
        (key, "has to be true or false")
        for key in ("legal_hold", "only_major")
        if not isinstance(table.get(key, True), bool)
    ]
    if not _WITHIN.fullmatch(str(table.get("within", "0m"))):
        found.append(("within", f'"{table["within"]}" is no duration: give a number and a unit, such as "30m" or "1h"'))
    zones = table.get("zones", ZONES)
    if not isinstance(zones, list | tuple) or not zones or any(z not in ZONES for z in zones):
        found.append(("zones", f'a list out of {", ".join(ZONES)}, such as zones = ["subject", "new"]'))
    sources = table.get("from", "any")
    if not isinstance(sources, str | list | tuple) or not sources:
        found.append(("from", 'the levels it escalates from, such as from = ["L1"], or "any"'))
    return found


def _bad_phrases(given: object) -> list[str]:
    if not isinstance(given, list | tuple) or not all(isinstance(p, str) for p in given):
        return ['a list of phrases, such as ["(cancel|end) .. my contract"]']
    if not given:
        return []
    from inbox_escalator.triage.pattern import wrong_with  # few owners have phrases of their own

    return [why for phrase in given if phrase != PACKAGED and (why := wrong_with(phrase))]


def _bad_amount(table: Mapping[str, object]) -> list[str]:
    if "amount" not in table:
        return []
    example = 'such as amount = 500, amount = "5000 SEK" or amount = { USD = 500, SEK = 5000 }'
    try:
        amounts = _amounts(table["amount"])
    except InvalidOperation:
        return [f"{table['amount']!r} is no sum, {example}"]
    wrong = [c for c, a in amounts.items() if not _CURRENCY.fullmatch(c) or not a.is_finite() or a <= 0]
    return [f"{', '.join(wrong)}: a currency has three capitals and a sum above zero, {example}"] if wrong else []


def _bad_tests(given: object) -> list[str]:
    good = '[[trigger.test]] takes words = "…" and fires = true or false'
    if not isinstance(given, list | tuple):
        return [good]
    return [
        good
        for t in given
        if not (isinstance(t, Mapping) and isinstance(t.get("words"), str) and set(t) <= {"words", "fires"})
    ]
