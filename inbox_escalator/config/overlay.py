"""Other rules tried on the same desk: a file of `[[trigger]]` tables, laid over the configuration in force."""

from __future__ import annotations

from pathlib import Path

from inbox_escalator.config.lines import lines_of
from inbox_escalator.config.load import load, settings_of
from inbox_escalator.config.problem import ConfigError
from inbox_escalator.config.reading import FileTables, desks_of, installation_of, text_of, toml_of
from inbox_escalator.config.schema import Notebook, Tell
from inbox_escalator.config.settings import Settings
from inbox_escalator.config.tables.rest import File

EXAMPLE = 'a [[trigger]] with name = "legal_threat", or a whole configuration'


def load_changed(path: Path, rules: Path) -> Settings:
    """The desk of `path` with the triggers of `rules` laid over its own, key by key. A whole configuration in `rules`
    stands alone. ConfigError names what is wrong in either."""
    text = text_of(rules, f"; it holds {EXAMPLE}")
    return load(rules) if "desk" in toml_of(rules, text) else changed_by(path, rules, text)


def own_trigger(path: Path, name: str) -> dict[str, object]:
    """The `[[trigger]]` of that name as the configuration itself has it; empty where it has none."""
    raw = toml_of(path, text_of(path))
    return next((table for table in _tables(_home(raw).get(File.trigger.name)) if table.get("name") == name), {})


def changed_by(path: Path, rules: Path, text: str) -> Settings:
    """The desk of `path` with the `[[trigger]]` tables of `text` laid over its own. ConfigError names `rules`."""
    changed = toml_of(rules, text)
    _only_triggers(rules, text, changed)
    raw = _laid_over(toml_of(path, text_of(path)), changed)
    notes = Notebook({}, [], [])
    file = FileTables(desks_of(raw, Tell(notes)), installation_of(raw, Tell(notes)), notes)
    try:
        return settings_of(path, file)
    except ConfigError as wrong:
        raise ConfigError(rules, wrong.problems) from None


def _only_triggers(path: Path, text: str, raw: dict[str, object]) -> None:
    """What can be said of the file by itself is said with its lines."""
    notes = Notebook(lines_of(text), [], [])
    tell = Tell(notes)
    for name in raw:
        if name != File.trigger.name:
            tell.inside(name)("does not belong into a file of rules", EXAMPLE)
    if File.trigger.name in raw:
        File.trigger.kind(raw[File.trigger.name], tell.at(File.trigger.name))
    else:
        tell("there is no [[trigger]]", EXAMPLE)
    if notes.problems:
        raise ConfigError(path, tuple(sorted(set(notes.problems))))


def _laid_over(raw: dict[str, object], changed: dict[str, object]) -> dict[str, object]:
    home = _home(raw)
    merged = _merged(_tables(home.get(File.trigger.name)), _tables(changed[File.trigger.name]))
    if home is not raw:
        return {**raw, "desk": {**home, File.trigger.name: merged}}
    return {**raw, File.trigger.name: merged}


def _home(raw: dict[str, object]) -> dict[str, object]:
    """The table in which the triggers stand: below `[desk]`, or beside it."""
    desk = raw.get("desk")
    return desk if isinstance(desk, dict) and File.trigger.name in desk else raw


def _merged(below: list[dict[str, object]], above: list[dict[str, object]]) -> list[dict[str, object]]:
    """Of one name, key by key; a test that stands in both is run once."""
    tables = {str(table.get("name")): table for table in below}
    for table in above:
        name = str(table.get("name"))
        tables[name] = {**tables.get(name, {}), **table}
    return list(tables.values())


def _tables(given: object) -> list[dict[str, object]]:
    return [table for table in given if isinstance(table, dict)] if isinstance(given, list) else []
