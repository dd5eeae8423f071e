"""`backtest --false`: what staff marked as a false alarm, how right each phrase is, and a change to try."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import cache

from inbox_escalator.casework.case import Case
from inbox_escalator.cli.exits import Exit
from inbox_escalator.cli.opening import reader_of
from inbox_escalator.cli.output import print_json
from inbox_escalator.cli.terminal import table, wrapped
from inbox_escalator.config.overlay import changed_by, own_trigger
from inbox_escalator.config.problem import ConfigError
from inbox_escalator.config.settings import Settings
from inbox_escalator.reporting.backtest import armed
from inbox_escalator.reporting.marks import (
    Exclusion,
    Mark,
    TextsOf,
    Trial,
    exclusions,
    marks,
    precision,
    runs_of,
    trial,
    wordings,
)
from inbox_escalator.store.store import CaseReader
from inbox_escalator.writing.clean import one_line, short

COLUMNS = 80
TESTS = 3
"""Sentences that become tests of the proposed change."""
SHOWN = 20
"""False alarms that are listed."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A change of one trigger, and what it would have done."""

    trigger: str
    exclusions: tuple[Exclusion, ...]
    trial: Trial
    toml: str
    """To be pasted into the configuration."""


def tell_marks(settings: Settings, *, as_json: bool) -> Exit:
    with reader_of(settings) as reader:
        cases = list(reader.cases())
        texts_of = cache(reader.texts)
        found = marks(cases, texts_of)
        proposals = [p for t in _marked(found, settings) if (p := _proposal(settings, cases, texts_of, found, t))]
        reasons = {m.case: _said(reader, m.case) for m in found if m.false}
    if as_json:
        print_json(_json(found, proposals, reasons))
    else:
        print("\n".join(_told(found, proposals, reasons, settings)))
    return Exit.OK


def _marked(found: Sequence[Mark], settings: Settings) -> list[str]:
    """Triggers of phrases with a false alarm: words exclude nothing from an amount or an address."""
    names = dict.fromkeys(m.trigger for m in found if m.false)
    return [name for name in names if (t := settings.rules.trigger(name)) is not None and t.kind == "phrases"]


def _proposal(
    settings: Settings, cases: Sequence[Case], texts_of: TextsOf, found: Sequence[Mark], trigger: str
) -> Proposal | None:
    chosen = exclusions(found, trigger)
    if not chosen:
        return None
    head, sentences = _head(settings, trigger, chosen), _sentences(found, trigger, chosen)
    while True:
        toml = "\n".join([*head, *(line for words, fires in sentences for line in _test(words, fires=fires))]) + "\n"
        try:
            changed = changed_by(settings.path, settings.path, toml).rules
        except ConfigError:
            if not sentences:
                return None  # the words are none that a phrase may consist of
            sentences = sentences[:-1]  # another phrase still finds it: no test of this change
            continue
        tried = trial(trigger, cases, texts_of, armed(settings.rules), armed(changed))
        return Proposal(trigger, tuple(chosen), tried, toml)


def _head(settings: Settings, trigger: str, chosen: Sequence[Exclusion]) -> list[str]:
    """The whole of the key that changes: what the file has already, and the new. Its own tests stay."""
    own = own_trigger(settings.path, trigger)
    kept, tests = own.get("unless"), own.get("test")
    unless = [*(map(str, kept) if isinstance(kept, list) else ()), *(e.phrase for e in chosen)]
    lines = ["[[trigger]]", f"name   = {_quoted(trigger)}", f"unless = [{', '.join(map(_quoted, unless))}]"]
    for test in tests if isinstance(tests, list) else ():
        lines += _test(str(test.get("words", "")), fires=bool(test.get("fires", True)))
    return lines


def _sentences(found: Sequence[Mark], trigger: str, chosen: Sequence[Exclusion]) -> list[tuple[str, bool]]:
    """False alarms that the change would have spared, as tests that they fire no more."""
    false = {m.sentence: m.words for m in found if m.false and m.trigger == trigger and m.sentence}
    spared = (s for s, words in false.items() if any(e.phrase in runs_of(s, words) for e in chosen))
    return [(one_line(sentence), False) for sentence in spared][:TESTS]


def _test(words: str, *, fires: bool) -> list[str]:
    return ["", "[[trigger.test]]", f"words = {_quoted(words)}", *([] if fires else ["fires = false"])]


def _quoted(words: str) -> str:
    """A TOML string; JSON escapes the same way, but for DEL."""
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")


def _said(reader: CaseReader, reference: str) -> str:
    """Who marked it, and why."""
    marked = [e for e in reader.events(reference) if e.what == "false alarm"]
    return f"{marked[-1].by}: {marked[-1].because}" if marked else ""


# ---------------------------------------------------------------------- for a person


def _told(
    found: Sequence[Mark], proposals: Sequence[Proposal], reasons: dict[str, str], settings: Settings
) -> Iterator[str]:
    if not any(m.false for m in found):
        yield f"No false alarm is marked, of {len(found)} findings that escalated a case."
        yield "Staff mark one by answering its mail: false, or false: REASON"
        return
    yield from _precisions(found)
    yield ""
    yield from _alarms(found, reasons, settings)
    for proposal in proposals:
        yield ""
        yield from _proposed(proposal, settings)
    helpless = [name for name in _marked(found, settings) if name not in {p.trigger for p in proposals}]
    for name in helpless:
        yield ""
        yield from wrapped(f"{name}: no words tell its false alarms from the right ones; nothing is proposed.", COLUMNS)


def _precisions(found: Sequence[Mark]) -> Iterator[str]:
    rows: list[tuple[str, ...]] = []
    for rule in precision(found):
        rows.append((f"{rule.trigger}: {rule.reason}", str(rule.fired), str(rule.false), f"{rule.right:.0%}"))
        rows += [
            (f"· “{short(one_line(one.words), 60)}”", str(one.fired), str(one.false), f"{one.right:.0%}")
            for one in wordings(found, rule)
            if rule.false
        ]
    yield from table(("Trigger: reason", "fired", "false", "right"), rows, (0,), COLUMNS)


def _alarms(found: Sequence[Mark], reasons: dict[str, str], settings: Settings) -> Iterator[str]:
    false = [m for m in found if m.false]
    yield "False alarms:"
    for mark in false[-SHOWN:]:
        at = mark.at.astimezone(settings.policy.hours.zone)
        yield from wrapped(f"{mark.case}, {at:%-d %b %Y}, {mark.trigger}; {reasons[mark.case]}", COLUMNS, "  ")
        yield from wrapped(f"“{short(one_line(mark.sentence or mark.words), 300)}”", COLUMNS, "    ")
    if len(false) > SHOWN:
        yield f"  and {len(false) - SHOWN} older ones; --json has all"


def _proposed(proposal: Proposal, settings: Settings) -> Iterator[str]:
    yield f"Proposal for {proposal.trigger}:"
    for one in proposal.exclusions:
        said = f'unless "{one.phrase}": it stands in {one.false} of {one.of} false alarms and in {one.right} right ones'
        yield from wrapped(said, COLUMNS, "  ")
    tried = proposal.trial
    yield from wrapped(
        f"Tried on the {tried.mails} mails of customers that the cases keep: {tried.gone} false alarms gone, "
        f"{tried.still} still there; {tried.lost} right ones lost, {tried.kept} kept.", COLUMNS, "  ",
    )  # fmt: skip
    there = bool(own_trigger(settings.path, proposal.trigger))
    where = f"In your [[trigger]] {proposal.trigger} set" if there else f"Paste into {settings.path.name}"
    yield from wrapped(f"{where}, or try it on past mail first: backtest --rules FILE", COLUMNS, "  ")
    yield ""
    yield from proposal.toml.rstrip("\n").split("\n")


def _json(found: Sequence[Mark], proposals: Sequence[Proposal], reasons: dict[str, str]) -> dict[str, object]:
    rules = precision(found)
    return {
        "phrases": [
            {**asdict(r), "right": r.right, "wordings": [asdict(w) for w in wordings(found, r)]} for r in rules
        ],
        "false": [{**asdict(m), "said": reasons[m.case]} for m in found if m.false],
        "proposals": [asdict(p) for p in proposals],
    }
