"""One worker a folder, and its secret."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from inbox_escalator.store.lock import KEY, load_key
from inbox_escalator.store.store import StoreDamaged, StoreError, StoreLocked
from inbox_escalator.store.tiny import open_reader, open_store
from tests.store.disks import Failing, NoSync, Recorder

HOLD = """
import sys
from contextlib import suppress
from pathlib import Path
from inbox_escalator.store.tiny import open_store
store = open_store(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def test_the_refusal_names_the_holder_and_the_folder(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(StoreLocked) as refused:
            open_store(tmp_path)
        assert f"{tmp_path} is held by another worker (pid {holder.pid})" in str(refused.value)
        assert "\n" not in str(refused.value)
        open_reader(tmp_path).close()
        holder.kill()
    open_store(tmp_path).close()


def test_a_folder_without_a_store_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="there is no store yet"):
        open_reader(tmp_path / "nothing")
    (tmp_path / "file").write_text("")
    with pytest.raises(StoreError, match="file"):
        open_store(tmp_path / "file" / "desk")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_may_not_be_written_is_said(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreError, match="not allowed"):
        open_store(tmp_path)


def test_the_key_is_made_once(tmp_path: Path) -> None:
    key = load_key(tmp_path / "desk")
    assert len(key) == 32
    assert load_key(tmp_path / "desk") == key != load_key(tmp_path / "other")
    assert (tmp_path / "desk" / KEY).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in (tmp_path / "desk").iterdir()] == [KEY]


def test_a_key_is_durable_before_it_is_used(tmp_path: Path) -> None:
    disk = Recorder()
    load_key(tmp_path, disk=disk)
    made = [call for call, _ in disk.calls]
    assert made.index("write") < made.index("sync") < made.index("link") < made.index("sync_folder")


def test_a_key_that_is_not_whole_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / KEY).write_bytes(b"short")
    with pytest.raises(StoreDamaged, match=r"desk\.key has 5 bytes instead of 32"):
        load_key(tmp_path)
    assert (tmp_path / KEY).read_bytes() == b"short"


def test_no_refusal_leaves_half_a_key(tmp_path: Path) -> None:
    nth = 0
    while True:
        nth += 1
        folder = tmp_path / str(nth)
        disk = Failing(nth, errno.ENOSPC, lasting=True, half=True)
        with suppress(StoreError):
            load_key(folder, disk=disk)
        if not disk.refused:
            break
        assert load_key(folder) == load_key(folder)
    assert nth > 5


def test_of_two_that_start_at_once_the_first_key_wins(tmp_path: Path) -> None:
    class Rival(NoSync):
        def link(self, source: Path, target: Path) -> None:
            target.write_bytes(b"f" * 32)
            super().link(source, target)

    assert load_key(tmp_path, disk=Rival()) == b"f" * 32 == load_key(tmp_path)
