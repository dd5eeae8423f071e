"""Every story in this folder, told to the real worker."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.stories.teller import Teller

STORIES = sorted(Path(__file__).parent.glob("*.story"))


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_story(story: Path, tmp_path: Path) -> None:
    Teller(story, tmp_path).tell()


def test_there_are_stories() -> None:
    assert len(STORIES) >= 20
