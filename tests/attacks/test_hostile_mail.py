"""The hostile set, taken in by the whole worker: nothing crashes, nothing is slow, nothing grows, no mail is spoilt."""

from __future__ import annotations

import logging
import resource
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.attacks.ground import ANNA, Ground
from tests.attacks.test_injection import unharmed

SHARED = Path(__file__).parents[3] / "shared"
GENERATOR = SHARED / "tools" / "gen_hostile.py"
CORPUS = SHARED / "corpora" / "mail"

SLOWEST = 2.0
"""Seconds of CPU for one message."""

MOST_MEMORY = 400
"""MB for the process, a 50 MB message included."""

pytestmark = [pytest.mark.shared, pytest.mark.skipif(not GENERATOR.exists(), reason="needs ../shared")]


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    logging.getLogger("inbox_escalator").setLevel(logging.CRITICAL)
    yield
    logging.getLogger("inbox_escalator").setLevel(logging.NOTSET)


def take(ground: Ground, files: list[Path], *, sums: bool = True) -> None:
    """One message a pass; then all that left is looked at."""
    for file in files:
        ground.deliver(file.read_bytes())
        began = time.process_time()
        ground.worker.beat()
        took = time.process_time() - began
        assert took < SLOWEST, f"{file.name} took {took:.1f} s"
        ground.worker.deliver()
        ground.clock.set(ground.clock.now() + timedelta(seconds=30))
        ground.server.folders["INBOX"].messages.clear()
    for letter in ground.letters():
        if letter.to.isascii() and letter.to.count("@") == 1 and "\\" not in letter.to:
            unharmed(letter.raw, letter.to, sums=sums)
    broken = [item.reason for item in ground.store.quarantined() if "could not deliver" not in item.reason]
    assert not broken
    assert not [m for m in ground.rows() if m.to not in ("customer", "desk", *(c.id for c in ground.policy.contacts))]


def test_the_hostile_set_goes_through_the_whole_worker(ground: Ground, tmp_path: Path) -> None:
    folder = tmp_path / "hostile"
    subprocess.run([sys.executable, str(GENERATOR), str(folder)], check=True, capture_output=True)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    take(ground, sorted(folder.rglob("*.eml")))
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    assert after - before < MOST_MEMORY
    ground.writes(ANNA, "status", answers=next(m.message_id for m in ground.rows("anna") if m.case != "DESK-0"))
    assert "status" in [m.template for m in ground.rows("anna")], "and then the work goes on"


@pytest.mark.slow
def test_every_mail_of_the_corpus_goes_through_the_whole_worker(ground: Ground) -> None:
    take(ground, sorted(CORPUS.rglob("*.eml")), sums=False)  # people write 49 there
