"""A byte that is missing or wrong is always found; at most an append that nobody was told of is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from inbox_escalator.store.journal import encode, records
from inbox_escalator.store.loading import JOURNAL, SNAPSHOT, load
from inbox_escalator.store.snapshot import HEAD_BYTES
from inbox_escalator.store.store import StoreDamaged
from inbox_escalator.store.tiny import open_reader, open_store
from tests.store.disks import Disk, NoSync, Plugged
from tests.store.making import opened, step

HERE = Path("/desk")


def small_store(*, snapshot: bool) -> tuple[bytes, bytes]:
    """Content of snapshot and journal after four commits; with `snapshot`, the first two are folded in."""
    disk = Plugged()
    store = open_store(HERE, disk=disk)
    for number in (1001, 1002, 1003):
        if snapshot and number == 1003:
            store.compact()
        with store.turn() as turn:
            turn.record(opened(f"CASE-{number}"))
    with store.turn() as turn:
        turn.record(step(turn, "CASE-1003"))
    return disk.read(HERE / SNAPSHOT), disk.read(HERE / JOURNAL)


def disk_with(snapshot: bytes, journal: bytes) -> Disk:
    disk = Plugged()
    for name, content in ((SNAPSHOT, snapshot), (JOURNAL, journal)):
        disk.write(disk.open(HERE / name), content, 0)
    return disk


def commits_in(snapshot: bytes, journal: bytes) -> int:
    state = load(HERE, disk_with(snapshot, journal))
    assert state is not None
    return state.serial


@pytest.mark.parametrize("folded", [False, True])
def test_a_journal_cut_at_any_byte_loses_at_most_the_record_that_was_cut(folded: bool) -> None:
    snapshot, journal = small_store(snapshot=folded)
    whole = [record.end for record in records(journal, HERE)]
    before = 4 - len(whole)
    for cut in range(len(journal) + 1):
        assert commits_in(snapshot, journal[:cut]) == before + sum(end <= cut for end in whole), cut


def test_after_a_cut_the_store_goes_on() -> None:
    snapshot, journal = small_store(snapshot=False)
    store = open_store(HERE, disk=(disk := disk_with(snapshot, journal[:-7])))
    assert store.cut > 0
    assert [case.events for case in store.cases()] == [1, 1, 1]
    with store.turn() as turn:
        turn.record(step(turn, "CASE-1003", "again"))
    state = load(HERE, disk)
    assert state is not None
    assert (state.serial, state.cut) == (4, 0)


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80, 0xFF])
def test_every_flipped_byte_of_the_journal_is_found(flip: int) -> None:
    snapshot, journal = small_store(snapshot=True)
    whole = [0, *(record.end for record in records(journal, HERE))]
    for at in range(len(journal)):
        wrong = bytearray(journal)
        wrong[at] ^= flip
        start = max(end for end in whole if end <= at)
        try:
            left = commits_in(snapshot, bytes(wrong))
        except StoreDamaged as found:
            said = str(found)
        else:
            said = ""
        if said:
            assert f"{HERE / JOURNAL}: the record at byte {start} does not" in said, at
        else:
            # An append without its last byte is the same as one that was cut short there.
            assert (at, left) == (len(journal) - 1, 3)


def test_every_byte_of_the_journal_turned_to_zero_is_found() -> None:
    snapshot, journal = small_store(snapshot=False)
    for at in range(len(journal) - 1):
        with pytest.raises(StoreDamaged):
            commits_in(snapshot, journal[:at] + b"\0" + journal[at + 1 :])


def test_a_last_append_with_a_hole_was_never_acknowledged() -> None:
    snapshot, journal = small_store(snapshot=False)
    *_, start, _ = (record.end for record in records(journal, HERE))
    block = (start // 512 + 1) * 512
    assert commits_in(snapshot, journal[:start] + bytes(block - start) + journal[block:]) == 3
    with pytest.raises(StoreDamaged):
        commits_in(snapshot, journal[:start] + bytes(block - start - 1) + journal[block - 1 :])


@pytest.mark.parametrize("flip", [0x01, 0x20, 0x80])
def test_every_flipped_byte_of_the_snapshot_is_found(flip: int) -> None:
    snapshot, journal = small_store(snapshot=True)
    for at in range(len(snapshot)):
        wrong = bytearray(snapshot)
        wrong[at] ^= flip
        with pytest.raises(StoreDamaged) as found:
            commits_in(bytes(wrong), journal)
        assert str(HERE / SNAPSHOT) in str(found.value)
        assert f"bytes {0 if at < HEAD_BYTES else HEAD_BYTES} to" in str(found.value) or at < HEAD_BYTES


def test_a_snapshot_cut_at_any_byte_is_found() -> None:
    snapshot, journal = small_store(snapshot=True)
    for cut in range(len(snapshot)):
        with pytest.raises(StoreDamaged):
            commits_in(snapshot[:cut], journal)


def test_a_record_that_is_missing_or_twice_is_found() -> None:
    snapshot, journal = small_store(snapshot=False)
    first, second, third, fourth = journal.splitlines(keepends=True)
    for wrong in (second + third, first + third, first + second + second + third, second + first, third + fourth):
        with pytest.raises(StoreDamaged):
            commits_in(snapshot, wrong)


def test_a_snapshot_older_than_the_journal_is_found() -> None:
    empty = open_store(HERE, disk=(disk := Plugged()))
    empty.close()
    _, journal = small_store(snapshot=True)
    with pytest.raises(StoreDamaged):
        commits_in(disk.read(HERE / SNAPSHOT), journal)


def test_a_journal_that_the_snapshot_holds_already_is_read_twice_without_harm() -> None:
    _, journal = small_store(snapshot=False)
    snapshot, rest = small_store(snapshot=True)
    assert commits_in(snapshot, journal) == commits_in(snapshot, rest) == 4
    assert load(HERE, disk_with(snapshot, journal)).tables == load(HERE, disk_with(snapshot, rest)).tables  # type: ignore[union-attr]


@pytest.mark.parametrize("name", [SNAPSHOT, JOURNAL])
def test_a_missing_file_is_damage_and_no_beginning(tmp_path: Path, name: str) -> None:
    with open_store(tmp_path, disk=NoSync()) as store:
        with store.turn() as turn:
            turn.record(opened())
        store.compact()
    (tmp_path / name).unlink()
    with pytest.raises(StoreDamaged, match=f"{name} is missing"):
        open_store(tmp_path)
    with pytest.raises(StoreDamaged, match=f"{name} is missing"):
        open_reader(tmp_path)


def test_a_damaged_store_lets_go_of_its_lock(tmp_path: Path) -> None:
    open_store(tmp_path).close()
    (tmp_path / SNAPSHOT).write_bytes(b"{}")
    for _ in range(2):
        with pytest.raises(StoreDamaged):
            open_store(tmp_path)


def test_a_record_whose_checksum_is_right_but_whose_content_is_not_ours_is_damage() -> None:
    body = encode(1, [("cases", 1, b"{}")])
    assert len(list(records(body, HERE))) == 1
    for foreign in (encode(1, [("cases", 1, b"{")]), encode(3, []) + encode(3, [])):
        with pytest.raises(StoreDamaged):
            list(records(foreign, HERE))
