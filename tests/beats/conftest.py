"""A desk in virtual time for the tests of the beats."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.attacks.ground import Ground


@pytest.fixture
def ground(tmp_path: Path) -> Iterator[Ground]:
    place = Ground(tmp_path / "data")
    yield place
    place.close()
