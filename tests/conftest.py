"""For all tests."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest


@pytest.fixture(autouse=True)
def _own_log() -> Iterator[None]:
    """A command that was tried leaves no log behind whose stream is closed."""
    ours = logging.getLogger("inbox_escalator")
    before = (ours.handlers, ours.level, ours.propagate)
    yield
    ours.handlers, ours.propagate = before[0], before[2]
    ours.setLevel(before[1])
