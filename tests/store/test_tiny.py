"""TinyDB keeps the promises of every store."""

from __future__ import annotations

from pathlib import Path

from inbox_escalator.store.store import CaseReader, CaseStore
from inbox_escalator.store.tiny import open_reader, open_store
from tests.store.contract import StoreContract


class TestTiny(StoreContract):
    def open(self, where: Path) -> CaseStore:
        return open_store(where)

    def reader(self, where: Path) -> CaseReader:
        return open_reader(where)
