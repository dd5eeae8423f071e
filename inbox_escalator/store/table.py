"""TinyDB with tables whose cost does not grow: a change writes the rows that changed, and nothing else.

Three private names of TinyDB are leaned on, `_update_table`, `_read_table` and `_next_id`; tests/store/test_tinydb.py
pins what they mean in 4.9.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast

import msgspec
from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from inbox_escalator.store.snapshot import Rows
from inbox_escalator.store.storage import Documents, RowStorage


class Draft(dict[int, Any]):
    """What an updater of TinyDB sees: a table that it may change, of which only what it touches is decoded."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self._rows = rows
        self.gone: set[int] = set()

    def __missing__(self, number: int) -> dict[str, Any]:
        if number in self.gone:
            raise KeyError(number)
        document = cast("dict[str, Any]", msgspec.json.decode(self._rows[number]))
        super().__setitem__(number, document)
        return document

    def __contains__(self, number: object) -> bool:
        return super().__contains__(number) or (number in self._rows and number not in self.gone)

    def __setitem__(self, number: int, document: dict[str, Any]) -> None:
        self.gone.discard(number)
        super().__setitem__(number, document)

    def __delitem__(self, number: int) -> None:
        if number not in self:
            raise KeyError(number)
        super().pop(number, None)
        self.gone.add(number)

    def pop(self, number: int, default: Any = None) -> Any:
        """Unlike a dict's it never looks at what goes away."""
        del self[number]
        return default

    def clear(self) -> None:
        self.gone.update(self._rows)
        super().clear()

    def keys(self) -> Any:
        return list(self)

    def __iter__(self) -> Iterator[int]:
        yield from (number for number in self._rows if number not in self.gone)
        yield from (number for number in self.changed() if number not in self._rows)

    def changed(self) -> list[int]:
        """What was looked at or set."""
        return list(super().keys())


class JournalTable(Table):
    """A table of the store. TinyDB's own methods work, each a commit of its own unless a transaction is open."""

    def __init__(self, storage: Storage, name: str, cache_size: int = 0, persist_empty: bool = False) -> None:
        """Without a cache of queries: rows change below the table, where it would not notice."""
        self._rows_of = cast("RowStorage", storage)
        self.rows: Rows = self._rows_of.rows(name)
        """Live, and not to be changed but by `put`."""
        super().__init__(storage, name, cache_size, persist_empty)

    def row(self, number: int) -> bytes | None:
        return self.rows.get(number)

    def put(self, number: int, document: bytes | None) -> None:
        """JSON of one document, in the open transaction; None takes it away."""
        self._rows_of.put(self.name, number, document)

    def _read_table(self) -> dict[str, Mapping[str, Any]]:
        return cast("dict[str, Mapping[str, Any]]", Documents(self.rows))

    def _update_table(self, updater: Callable[[dict[int, Mapping[str, Any]]], None]) -> None:
        draft = Draft(self.rows)
        updater(draft)
        with self._rows_of.transaction():
            for number in draft.gone:
                self.put(number, None)
            for number in draft.changed():
                self.put(number, msgspec.json.encode(draft[number]))
        # TinyDB counts ids in memory; rows written below it would not be counted.
        self._next_id = None


class CaseDB(TinyDB):
    """TinyDB over rows: `CaseDB(storage=…)` takes a storage that is open already."""

    table_class = JournalTable

    def __init__(self, storage: RowStorage) -> None:
        super().__init__(storage=lambda: storage)
