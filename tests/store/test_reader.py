"""A reading command beside a worker that folds its journal in all the time."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from inbox_escalator.store.chain import verify
from inbox_escalator.store.loading import JOURNAL, SNAPSHOT, load
from inbox_escalator.store.store import StoreDamaged, StoreError
from inbox_escalator.store.tiny import open_reader, open_store
from tests.store.disks import NoSync
from tests.store.making import bookmark, opened

WRITER = """
import sys
from pathlib import Path
from inbox_escalator.store.tiny import open_store
from tests.store.disks import NoSync
from tests.store.making import opened, bookmark
store = open_store(Path(sys.argv[1]), disk=NoSync(), compact_at=4000)
for number in range(1001, 2500):
    with store.turn() as turn:
        turn.record(opened(f"CASE-{number}"), bookmark=bookmark(number))
    if number == 1010:
        print("started", flush=True)
"""


def test_every_reading_is_whole_and_never_older_than_the_one_before(tmp_path: Path) -> None:
    last, readings = 1000, 0
    refusals: list[str] = []
    with subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path)], stdout=subprocess.PIPE, text=True) as writer:
        assert writer.stdout is not None
        assert writer.stdout.readline() == "started\n"
        while writer.poll() is None or last < 2499:
            try:
                reader = open_reader(tmp_path)
            except StoreError as error:
                refusals.append(str(error))
                continue
            numbers = [int(case.reference[5:]) for case in reader.cases()]
            assert numbers == list(range(1001, 1001 + len(numbers)))
            assert reader.bookmark("me", "INBOX") == bookmark(numbers[-1])
            assert numbers[-1] >= last
            assert len(reader.events()) == len(numbers)
            last, readings = numbers[-1], readings + 1
    assert verify(open_reader(tmp_path)) == ()
    assert readings > 3
    # Twenty snapshots in a row while one was read: only a writer like this one does that.
    assert all("faster than it can be read" in line for line in refusals)


class Meanwhile(NoSync):
    """Does something else between the reading of the snapshot and that of the journal."""

    def __init__(self, act, times: int = 1) -> None:
        self.act, self.times = act, times

    def read(self, path: Path, most: int = -1) -> bytes:
        if path.name == JOURNAL and self.times:
            self.times -= 1
            self.act()
        return super().read(path, most)


def test_a_snapshot_between_the_two_reads_is_noticed(tmp_path: Path) -> None:
    with open_store(tmp_path, disk=NoSync()) as store:

        def act() -> None:
            with store.turn() as turn:
                turn.record(opened(turn.next_reference("CASE")))
            store.compact()

        for times in (1, 2, 5):
            before = len(list(store.cases()))
            reader = open_reader(tmp_path, disk=Meanwhile(act, times))
            assert len(list(reader.cases())) == before + times
        # Without a second look at the head the cases of that turn would be gone.
        (stale,) = [load(tmp_path, Meanwhile(act))]
        assert stale is not None
        assert len(stale.tables["cases"]) == len(list(store.cases())) - 1
        with pytest.raises(StoreError, match="faster than it can be read"):
            open_reader(tmp_path, disk=Meanwhile(act, 1000))


def test_a_record_that_is_being_written_is_not_seen(tmp_path: Path) -> None:
    with open_store(tmp_path, disk=NoSync()) as store:
        for number in (1001, 1002):
            with store.turn() as turn:
                turn.record(opened(f"CASE-{number}"))
        whole = (tmp_path / JOURNAL).read_bytes()
        with (tmp_path / JOURNAL).open("ab") as journal:
            journal.write(whole[: len(whole) // 4])
        assert len(list(open_reader(tmp_path).cases())) == 2


def test_a_damaged_store_is_said_to_a_reader_too(tmp_path: Path) -> None:
    with open_store(tmp_path, disk=NoSync()) as store, store.turn() as turn:
        turn.record(opened())
    content = bytearray((tmp_path / SNAPSHOT).read_bytes())
    content[-5] ^= 1
    (tmp_path / SNAPSHOT).write_bytes(content)
    with pytest.raises(StoreDamaged):
        open_reader(tmp_path)
