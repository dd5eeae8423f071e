"""What a backtest came to, for 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from inbox_escalator.cli.terminal import table, wrapped
from inbox_escalator.config.settings import Settings
from inbox_escalator.reporting.backtest import STORM, Backtest, Counted, Example, shown_examples
from inbox_escalator.triage.trigger import Mode
from inbox_escalator.writing.clean import one_line, short

COLUMNS = 80
WEEKS_SHOWN = 30


def told(
    test: Backtest, names: list[str], since: datetime | None, settings: Settings, rules: str | None
) -> Iterator[str]:
    yield from _head(test, names, since, settings, rules)
    yield ""
    yield from _triggers(test, settings)
    yield ""
    yield from _weeks(test)
    yield from _storms(test)
    for new in (True, False):
        yield from _examples(test, settings, new=new)
    yield from _broken(test)


def _head(
    test: Backtest, names: list[str], since: datetime | None, settings: Settings, rules: str | None
) -> Iterator[str]:
    period = _period(test, settings)
    yield from wrapped(f"{_messages(test.read)} of {', '.join(names)}{period}", COLUMNS)
    kinds = ", ".join(f"{count} {kind.replace('_', ' ')}" for kind, count in test.kinds.most_common())
    if kinds:
        yield from wrapped(f"{kinds}. Only customers and machines' notices can escalate.", COLUMNS)
    left_out = [
        f"{test.older:,} older than --since" if test.older else "",
        f"{test.undated} without a date, in no week" if test.undated else "",
        f"{test.broken_count} could not be judged" if test.broken_count else "",
    ]
    if any(left_out):
        yield from wrapped(f"Left out: {', '.join(filter(None, left_out))}.", COLUMNS)
    if rules:
        yield from wrapped(f"Rules: {settings.path} (in force) against {rules} laid over it (changed).", COLUMNS)
    elif since is None:
        yield from wrapped(f"Rules: {settings.path}. Try others: --rules FILE.", COLUMNS)


def _period(test: Backtest, settings: Settings) -> str:
    if test.first is None or test.last is None:
        return ""
    zone = settings.policy.hours.zone
    return f", {test.first.astimezone(zone):%-d %b %Y} to {test.last.astimezone(zone):%-d %b %Y}"


def _messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count:,} messages"


def _triggers(test: Backtest, settings: Settings) -> Iterator[str]:
    observed = {t.name for t in settings.rules.triggers if t.mode is Mode.OBSERVE}
    fired = {n: c for n, c in test.triggers.items() if c.in_force or c.changed}
    force, changed = test.escalations
    everything = settings.rules.mode is Mode.OBSERVE
    names = {n: f"{n} (observed)" if n in observed or everything else n for n in fired}
    rows: list[tuple[str, ...]]
    if test.compares:
        rows = [(names[n], str(c.in_force), str(c.changed), _more(c.new), _less(c)) for n, c in fired.items()]
        rows.append(("conversations escalated", str(force), str(changed), "", ""))
        yield from table(("Messages that fire", "in force", "changed", "new", "gone"), rows, (0,), COLUMNS)
    else:
        rows = [(names[n], str(c.in_force)) for n, c in fired.items()]
        rows.append(("conversations escalated", str(force)))
        yield from table(("Messages that fire", "in force"), rows, (0,), COLUMNS)


def _more(count: int) -> str:
    return f"+{count}" if count else "-"


def _less(counted: Counted) -> str:
    return f"-{counted.gone}" if counted.gone else "-"


def _weeks(test: Backtest) -> Iterator[str]:
    weeks = test.weeks()
    if not weeks:
        return
    levels = test.levels[1:]
    rows = [
        (f"{week:%-d %b %Y}", *(_pair(found.get(level, (0, 0)), compares=test.compares) for level in levels))
        for week, found in weeks[-WEEKS_SHOWN:]
    ]
    yield from table(("Escalations, week of", *levels), rows, (0,), COLUMNS)
    if len(weeks) > WEEKS_SHOWN:
        yield f"(the last {WEEKS_SHOWN} weeks of {len(weeks)}; --json has all)"


def _pair(counts: tuple[int, int], *, compares: bool) -> str:
    force, changed = counts
    if compares and force != changed:
        return f"{force} → {changed}"
    return str(force or "-")


def _storms(test: Backtest) -> Iterator[str]:
    found = test.storms()
    if not found:
        return
    yield ""
    usual = found[0].usual
    yield f"Storm days, at least {STORM} times the usual ({usual:g} a day):"
    for storm in found:
        yield f"  {storm.day:%a %-d %b %Y}  {storm.escalations} escalations"


def _examples(test: Backtest, settings: Settings, *, new: bool) -> Iterator[str]:
    for trigger, examples in shown_examples(test.examples, new=new).items():
        counted = test.triggers[trigger]
        count = counted.new if new else counted.gone
        yield ""
        title = f"New, {trigger}" if new else f"Gone, {trigger}"
        yield f"{title}:" if count <= len(examples) else f"{title}, {len(examples)} of {count}:"
        for example in examples:
            yield from _example(example, settings)


def _example(example: Example, settings: Settings) -> Iterator[str]:
    at = f"{example.at.astimezone(settings.policy.hours.zone):%-d %b %Y}, " if example.at else ""
    yield from wrapped(f"{at}{example.sender}: {one_line(example.subject)}", COLUMNS, "  ")
    yield from wrapped(f"“{_around(example)}”", COLUMNS, "    ")
    yield from wrapped(f"“{one_line(example.words)}”: {example.because}", COLUMNS, "    ")
    yield from wrapped(example.name, COLUMNS, "    ")


def _around(example: Example) -> str:
    """The sentence, shortened around the words."""
    sentence, words = one_line(example.sentence), one_line(example.words)
    at = max(0, sentence.casefold().find(words.casefold()))
    begin = max(0, at - 80)
    return ("…" if begin else "") + short(sentence[begin:], 200)


def _broken(test: Backtest) -> Iterator[str]:
    if not test.broken:
        return
    yield ""
    yield "Could not be judged:"
    reasons = dict.fromkeys(why for _, why in test.broken)
    for reason in reasons:
        names = [name for name, why in test.broken if why == reason]
        more = f" and {len(names) - 1} more" if len(names) > 1 else ""
        yield from wrapped(f"{reason}: {names[0]}{more}", COLUMNS, "  ")
    if test.broken_count > len(test.broken):
        yield f"  {test.broken_count - len(test.broken)} further ones are only counted"
