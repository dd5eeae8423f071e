"""A fresh ground for each test, and the log as it was."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.ground import Ground


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    place = Ground(tmp_path / "data")
    yield place
    place.close()


@pytest.fixture(autouse=True)
def _log_as_it_was() -> Iterator[None]:
    """`once` and `run` take the log over; the next test wants its own."""
    log = logging.getLogger("inbox_escalator")
    before = (list(log.handlers), log.propagate, log.level)
    yield
    log.handlers, log.propagate = before[0], before[1]
    log.setLevel(before[2])
