"""What we lean on in TinyDB, its private names included, and what it finds in our file."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest
from tinydb import Query, TinyDB, where
from tinydb.operations import increment
from tinydb.table import Document

from inbox_escalator.store.loading import JOURNAL, SNAPSHOT
from inbox_escalator.store.storage import JournalStorage
from inbox_escalator.store.store import StoreError
from inbox_escalator.store.table import CaseDB
from inbox_escalator.store.tiny import open_reader, open_store
from tests.store.disks import Failing, NoSync
from tests.store.making import mail, opened


@pytest.fixture
def db(tmp_path: Path):
    with CaseDB(JournalStorage(tmp_path, NoSync())) as db:
        yield db


def again(db: CaseDB, tmp_path: Path) -> CaseDB:
    db.close()
    return CaseDB(JournalStorage(tmp_path, NoSync()))


def test_a_plain_tinydb_opens_the_snapshot(tmp_path: Path) -> None:
    with open_store(tmp_path) as store, store.turn() as turn:
        turn.record(opened("CASE-1042"), [mail("1042.1", "CASE-1042")])
    assert (tmp_path / JOURNAL).read_bytes() == b""
    with TinyDB(tmp_path / SNAPSHOT) as plain:
        assert {"cases", "events", "texts", "outbox"} <= plain.tables()
        (found,) = plain.table("cases").search(Query().customer.name == "Carla")
        assert (found.doc_id, found["reference"]) == (1042, "CASE-1042")
        assert plain.table("outbox").get(where("case") == "CASE-1042")["to"] == "olivia"
        assert plain.table("events").get(doc_id=1042000000001)["what"] == "opened"


def test_tinydb_asks_our_tables_like_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        with store.turn() as turn:
            turn.record(opened("CASE-1001"))
            turn.record(opened("CASE-1002"))
        assert len(store.db.table("cases")) == 2
        assert store.db.table("cases").count(where("level") == "L1") == 2
        assert open_reader(tmp_path).db.table("cases").contains(where("reference") == "CASE-1002")  # type: ignore[attr-defined]


def test_every_change_of_tinydb_works_and_lasts(db: CaseDB, tmp_path: Path) -> None:
    plain = TinyDB(tmp_path / "plain.json")
    for each in (db, plain):
        table = each.table("people")
        assert table.insert({"name": "anna", "n": 1}) == 1
        assert table.insert_multiple([{"name": "ben", "n": 2}, {"name": "eve", "n": 3}, {"name": "kim"}]) == [2, 3, 4]
        table.update(increment("n"), where("name") == "ben")
        table.update({"away": True}, doc_ids=[1])
        table.update_multiple([({"n": 9}, where("name") == "eve")])
        table.upsert({"name": "lou", "n": 5}, where("name") == "lou")
        table.upsert(Document({"n": 6}, doc_id=5))
        table.remove(where("name") == "kim")
        table.remove(doc_ids=[3])
        table.insert(Document({"name": "zoe"}, doc_id=40))
        assert table.insert({"name": "max"}) == 41
        with pytest.raises(ValueError):
            table.insert(Document({}, doc_id=40))
        each.table("gone").insert({})
        each.drop_table("gone")
        each.table("emptied").insert({})
        each.table("emptied").truncate()
    expected = {d.doc_id: dict(d) for d in plain.table("people")}
    assert {d.doc_id: dict(d) for d in db.table("people")} == expected
    db = again(db, tmp_path)
    assert {d.doc_id: dict(d) for d in db.table("people")} == expected
    assert len(db.table("gone")) == len(db.table("emptied")) == 0
    db.drop_tables()
    assert all(len(db.table(name)) == 0 for name in db.tables())
    db.close()
    plain.close()


def test_a_document_shares_nothing_with_the_store(db: CaseDB) -> None:
    db.table("t").insert({"list": [1]})
    found = db.table("t").get(doc_id=1)
    assert isinstance(found, Document)
    found["list"].append(2)
    assert db.table("t").get(doc_id=1) == {"list": [1]}


def test_ids_do_not_collide_with_rows_written_below_tinydb(db: CaseDB) -> None:
    table = db.table("t")
    assert table.insert({}) == 1
    with db.storage.transaction():  # type: ignore[attr-defined]
        table.put(2, b"{}")  # type: ignore[attr-defined]
    assert table.insert({}) == 3


def test_a_change_that_cannot_be_written_leaves_the_table_as_it_was(tmp_path: Path) -> None:
    disk = Failing(1 << 60, errno.ENOSPC, lasting=True)
    db = CaseDB(JournalStorage(tmp_path, disk))
    db.table("t").insert({"n": 1})
    disk.left = 1
    for act in (lambda: db.table("t").insert({}), lambda: db.table("t").update({"n": 2}), db.table("t").truncate):
        with pytest.raises(StoreError):
            act()
    assert [dict(d) for d in db.table("t")] == [{"n": 1}]
    disk.mend()
    db.table("t").update({"n": 2})
    db.close()
    with TinyDB(tmp_path / SNAPSHOT) as plain:
        assert [dict(d) for d in plain.table("t")] == [{"n": 2}]


def test_a_reader_cannot_write(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    db = open_reader(tmp_path).db  # type: ignore[attr-defined]
    for act in (lambda: db.table("cases").insert({}), db.drop_tables):
        with pytest.raises(StoreError, match="reading only"):
            act()


def test_the_private_names_mean_what_they_meant() -> None:
    """`_update_table(updater)` is the only way to a change, `_read_table()` the only one to a row; `_next_id` counts."""
    import inspect

    from tinydb.table import Table

    written = inspect.getsource(Table)
    assert written.count("self._update_table(") == 10
    assert written.count("self._storage.write(") == 1
    assert written.count("self._storage.read(") == 2
    assert "self._next_id = None" in inspect.getsource(Table.__init__)
    assert "if self._next_id is not None" in inspect.getsource(Table._get_next_id)
