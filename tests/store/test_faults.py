"""The disk refuses, at every call that writes; the power goes, at every call. What was acknowledged stays."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path

import pytest

from inbox_escalator.store.disk import Disk
from inbox_escalator.store.loading import JOURNAL, SNAPSHOT
from inbox_escalator.store.lock import LOCK
from inbox_escalator.store.store import StoreError
from inbox_escalator.store.tiny import TinyStore, open_reader, open_store
from tests.store.disks import Failing, NoSync, Plugged, PowerCut, Recorder
from tests.store.making import NOW, bookmark, inbound, mail, opened

CODES = {errno.ENOSPC: "disk is full", errno.EIO: "reports an error", errno.EROFS: "read-only"}
TURNS = 6
_AFTER_THE_RENAME = (f"truncate {JOURNAL}", f"sync {JOURNAL}")


def work(folder: Path, disk: Disk, acknowledged: list[int], said: list[str]) -> None:
    """Six cases, the last three in a group, the journal folded in after each second; every refusal is tried again once."""
    store = tried_again(lambda: open_store(folder, disk=disk, compact_at=1500), said)
    try:
        for number in range(1001, 1004):
            tried_again(lambda n=number: take(store, n), said)
            acknowledged.append(number)
        tried_again(lambda: take_all(store, range(1004, 1007)), said)
        acknowledged += range(1004, 1007)
        if store.trouble:
            said.append(store.trouble)
    finally:
        tried_again(store.close, said)


def tried_again(act, said: list[str]):
    try:
        return act()
    except StoreError as error:
        said.append(str(error))
        return act()


def take(store: TinyStore, number: int) -> None:
    reference, before = f"CASE-{number}", list(store.cases())
    try:
        with store.turn() as turn:
            turn.record(opened(reference), [mail(reference, reference)], inbound(str(number)), bookmark(number))
    except StoreError:
        # In memory too nothing is left of it.
        assert list(store.cases()) == before
        assert len(store.mail_due(NOW)) == len(before)
        raise


def take_all(store: TinyStore, numbers: range) -> None:
    before = list(store.cases())
    try:
        with store.group():
            for number in numbers:
                take(store, number)
    except StoreError:
        assert list(store.cases()) == before
        raise


def cases_in(folder: Path, disk: Disk | None = None) -> list[int]:
    store = open_store(folder, disk=disk or NoSync())
    try:
        numbers = [int(case.reference[5:]) for case in store.cases()]
        assert sorted(m.case for m in store.mail_due(NOW)) == [f"CASE-{n}" for n in numbers]
        for number in numbers:
            with store.turn() as turn:
                assert turn.handled(inbound(str(number)).copy_key)
        assert store.bookmark("me", "INBOX") == (bookmark(numbers[-1]) if numbers else None)
        return numbers
    finally:
        store.close()


def calls() -> int:
    return sum(1 for _ in recorded(Path("/desk"), Plugged()))


def recorded(folder: Path, inner: Disk) -> list[tuple[str, str]]:
    recorder = Recorder()
    recorder._inner = inner
    work(folder, recorder, [], [])
    return recorder.calls


@pytest.mark.parametrize(("code", "half"), [(errno.ENOSPC, True), (errno.EIO, False), (errno.EROFS, False)])
def test_one_refusal_at_any_call_loses_nothing_and_is_said(tmp_path: Path, code: int, half: bool) -> None:
    for nth in range(1, calls() + 1):
        folder, disk = tmp_path / str(nth), Failing(nth, code, lasting=False, half=half)
        acknowledged: list[int] = []
        said: list[str] = []
        work(folder, disk, acknowledged, said)
        assert acknowledged == list(range(1001, 1001 + TURNS))
        assert cases_in(folder) == acknowledged, disk.refused[0]
        assert all(str(folder) in line and "\n" not in line for line in said)
        assert any(CODES[code] in line for line in said) or not_worth_a_word(disk.refused[0]), disk.refused[0]


def not_worth_a_word(call: str) -> bool:
    """The pid in the lock; or a snapshot that failed once, and was written by the next turn before anybody asked."""
    return LOCK in call or SNAPSHOT in call or call.startswith("sync_folder") or call in _AFTER_THE_RENAME


@pytest.mark.parametrize("code", CODES)
def test_a_disk_that_stays_full_keeps_what_was_acknowledged(tmp_path: Path, code: int) -> None:
    for nth in range(1, calls() + 1):
        folder, disk = tmp_path / str(nth), Failing(nth, code, lasting=True, half=True)
        acknowledged: list[int] = []
        said: list[str] = []
        try:
            work(folder, disk, acknowledged, said)
        except StoreError as error:
            said.append(str(error))
        first = disk.refused[0]
        disk.mend()
        assert any(CODES[code] in line for line in said), first
        found = cases_in(folder)
        assert found[: len(acknowledged)] == acknowledged, disk.refused[0]
        # A commit that was written but neither synced nor cut off again may stay, as after a crash at that moment.
        assert found == acknowledged or first.startswith(f"datasync {JOURNAL}"), first


def test_a_store_starts_on_a_full_disk_and_takes_cases_when_there_is_room(tmp_path: Path) -> None:
    with open_store(tmp_path) as store:
        take(store, 1001)

    class Full(NoSync):
        full = True

        def write(self, fd: int, some: bytes | memoryview, offset: int) -> int:
            if self.full:
                raise OSError(errno.ENOSPC, "full")
            return super().write(fd, some, offset)

    with open_store(tmp_path, disk=(disk := Full())) as store:
        assert len(store.mail_due(NOW)) == 1
        with pytest.raises(StoreError):
            take(store, 1002)
        disk.full = False
        take(store, 1002)


def test_the_store_goes_on_by_itself_when_the_disk_does(tmp_path: Path) -> None:
    disk = Failing(1 << 60, errno.ENOSPC, lasting=True, half=True)
    with open_store(tmp_path, disk=disk) as store:
        take(store, 1001)
        disk.left = 1
        for _ in range(3):
            with pytest.raises(StoreError, match=r"cases\.journal: the disk is full: free some space"):
                take(store, 1002)
        assert [case.reference for case in open_reader(tmp_path).cases()] == ["CASE-1001"]
        disk.mend()
        take(store, 1002)
    assert cases_in(tmp_path) == [1001, 1002]


def test_what_could_not_be_cut_off_is_cut_off_before_the_next_commit(tmp_path: Path) -> None:
    class NoSyncNoCut(NoSync):
        broken = False

        def datasync(self, fd: int) -> None:
            if self.broken:
                raise OSError(errno.EIO, "broken")

        def truncate(self, fd: int, size: int) -> None:
            self.datasync(fd)
            super().truncate(fd, size)

    store = open_store(tmp_path, disk=(disk := NoSyncNoCut()))
    disk.broken = True
    with pytest.raises(StoreError):
        take(store, 1001)
    disk.broken = False
    with store.turn() as turn:
        turn.put_bookmark(bookmark(7))
    found = open_reader(tmp_path)
    assert found.bookmark("me", "INBOX") == bookmark(7)
    assert list(found.cases()) == []
    store.close()


def test_a_snapshot_that_cannot_be_written_is_said_and_the_journal_goes_on(tmp_path: Path) -> None:
    class FullForSnapshots(NoSync):
        full = True

        def open(self, path: Path, *, fresh: bool = False) -> int:
            if fresh and self.full:
                raise OSError(errno.ENOSPC, "full")
            return super().open(path, fresh=fresh)

    open_store(tmp_path).close()
    disk = FullForSnapshots()
    store = open_store(tmp_path, disk=disk, compact_at=1)
    take(store, 1001)
    assert "cases.json: the disk is full" in store.trouble
    take(store, 1002)
    with pytest.raises(StoreError, match=r"everything is safe in cases\.journal"):
        store.close()
    assert cases_in(tmp_path) == [1001, 1002]


# Order of calls


def test_content_is_synced_before_a_rename_and_the_folder_after_it(tmp_path: Path) -> None:
    made = recorded(tmp_path / "desk", NoSync())
    renames = [place for place, (call, _) in enumerate(made) if call == "rename"]
    assert len(renames) >= 3
    for place in renames:
        assert made[place - 1] == ("sync", "cases.json.new")
        assert made[place + 1] == ("sync_folder", "desk")
        # Only then may the journal be emptied.
        emptied = next((n for n in range(place, len(made)) if made[n] == ("truncate", JOURNAL)), len(made))
        assert emptied > place + 1


def test_each_commit_ends_with_a_sync(tmp_path: Path) -> None:
    made = [call for call in recorded(tmp_path / "desk", NoSync()) if call[1] == JOURNAL]
    writes = [place for place, (call, _) in enumerate(made) if call == "write"]
    assert len(writes) == 4, "three turns and one group"
    for place in writes:
        assert made[place + 1] == ("datasync", JOURNAL)


def test_a_new_journal_has_its_name_synced_before_the_first_commit(tmp_path: Path) -> None:
    made = recorded(tmp_path / "desk", NoSync())
    created = made.index(("open", JOURNAL))
    assert ("sync_folder", "desk") in made[created : made.index(("write", JOURNAL))]


# The plug is pulled


@pytest.mark.parametrize("survives", ["old", "new", "short", "hole"])
@pytest.mark.parametrize("renamed", [False, True], ids=["names-lost", "names-kept"])
def test_a_power_cut_at_any_call_keeps_what_was_acknowledged(survives: str, renamed: bool) -> None:
    folder = Path("/desk")
    for cut_at in range(1, calls() + 2):
        disk = Plugged(cut_at)
        acknowledged: list[int] = []
        with suppress(PowerCut):
            work(folder, disk, acknowledged, [])
        found = cases_in(folder, disk.after_the_cut(survives, renamed=renamed))
        assert found[: len(acknowledged)] == acknowledged, cut_at
        assert len(found) in (0, 1, 2, 3, 6), "a group is whole or not there"


def test_only_the_owner_may_look(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    with open_store(folder) as store:
        take(store, 1001)
        store.compact()
        assert folder.stat().st_mode & 0o777 == 0o700
        for name in (SNAPSHOT, JOURNAL, LOCK):
            assert (folder / name).stat().st_mode & 0o777 == 0o600
