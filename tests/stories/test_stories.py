"""Every story in this folder, told to the real worker."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.stories.teller import StoryError, Teller

HERE = Path(__file__).parent
STORIES = sorted(HERE.glob("*.story"))

EXAMPLE = """The example
at Mon 10:00
  jane writes "Broken": My lawyer will take legal action against you.
  expect olivia gets "ESCALATION L3 critical"
  expect jane gets "you will hear from us"
"""


@pytest.mark.parametrize("story", STORIES, ids=lambda path: path.stem)
def test_story(story: Path, tmp_path: Path) -> None:
    Teller(story.name, story.read_text("utf-8"), tmp_path).tell()


def test_there_are_stories() -> None:
    assert len(STORIES) >= 20


def test_the_example_in_the_readme_is_a_story(tmp_path: Path) -> None:
    example = re.search(r"```story\n(.*?)```", (HERE / "README.md").read_text("utf-8"), re.DOTALL)
    assert example is not None
    Teller("README.md", example[1], tmp_path).tell()


# ---------------------------------------------------------------- the teller is strict


def test_the_example_holds(tmp_path: Path) -> None:
    Teller("example", EXAMPLE, tmp_path).tell()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("expect anna gets nothing\nexpect nobody gets anything\nexpect 2 cases", "there are 1"),
        ('expect ben gets "ESCALATION"', "ben got no mail"),
        ("expect the case level L2", "the level is L3, not L2"),
        ("expect the case colour red", "a case has no colour"),
        ('expect olivia was never told "my lawyer"', "olivia was told so"),
        ("jane sings", "no such sentence"),
        ('jane writes, on paper, "Hi": hello', "nobody writes"),
        ("at Mon 09:00", "it is Mon 10:00 already"),
        ("given the VIP jane", "no such given"),
        ("at Mon 10:50", "olivia got a mail that the story does not speak of"),
        ('at Mon 10:46\nexpect olivia gets at 10:46 "Re: ESCALATION"', "olivia got it at Mon 10:45"),
        ("ben answers: ok", "ben has no mail to answer"),
    ],
)
def test_what_does_not_hold_is_said(tmp_path: Path, line: str, said: str) -> None:
    with pytest.raises(StoryError) as wrong:
        Teller("example", EXAMPLE + line, tmp_path).tell()
    assert said in str(wrong.value)
    assert "example:" in str(wrong.value)


def test_a_mail_that_nobody_expected_at_the_end_is_said(tmp_path: Path) -> None:
    with pytest.raises(StoryError, match="jane got a mail that the story does not speak of"):
        Teller("example", "\n".join(EXAMPLE.splitlines()[:-1]), tmp_path).tell()
