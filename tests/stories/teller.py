"""Tells a story to the real worker. The grammar is in tests/stories/README.md; stories are for support leads to read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from tests.stories import happenings
from tests.stories.expectations import nothing_unread
from tests.stories.givens import Givens, given
from tests.stories.sentences import MOMENT, moment, say
from tests.stories.stage import Stage, StoryError

__all__ = ["StoryError", "Teller", "happenings"]


class Teller:
    """One story, one world."""

    def __init__(self, name: str, text: str, folder: Path) -> None:
        self._name = name
        self._text = text
        self._folder = folder
        self._givens = Givens()
        self._stage: Stage | None = None
        self._place = ""

    def tell(self) -> None:
        """StoryError with the line, what happened instead, and the whole timeline."""
        try:
            for number, said in spoken(self._text):
                self._place = f"{self._name}:{number}: {said.splitlines()[0]}"
                self._sentence(said)
            self._place = f"{self._name}: at the end"
            if self._stage is None:
                raise StoryError("nothing happened; a story begins with: at Mon 10:00")
            nothing_unread(self._stage)
        except StoryError as wrong:
            raise StoryError(f"\n{self._place}\n  {wrong}\n{self._timeline()}") from None
        finally:
            if self._stage is not None:
                self._stage.world.close()

    def _sentence(self, said: str) -> None:
        if said.startswith("given "):
            self._give(said.removeprefix("given "))
            return
        begins = re.fullmatch(f"at {MOMENT}", said)
        if self._stage is None:
            if begins is None:
                raise StoryError("first comes a moment: at Mon 10:00")
            self._raise_the_curtain(moment(begins["day"], begins["clock"], begins["week"]))
        if begins is not None:
            nothing_unread(self._on_stage)
        say(self._on_stage, said)

    def _give(self, said: str) -> None:
        givens = given(self._givens, said)
        if givens is None or self._stage is not None:
            raise StoryError("no such given; they stand at the beginning, and tests/stories/README.md lists them")
        self._givens = givens

    def _raise_the_curtain(self, first: datetime) -> None:
        """The worker starts a minute before the story, so that the story's mail is new."""
        self._stage = Stage(self._folder, self._givens, first - timedelta(minutes=1))

    @property
    def _on_stage(self) -> Stage:
        assert self._stage is not None
        return self._stage

    def _timeline(self) -> str:
        if self._stage is None:
            return ""
        lines = [
            (e.at, f"{e.case} {e.what} by {e.by}{' ' + e.source if e.source else ''}{' → ' + e.target if e.target else ''}"
             f" ({e.because[:100]})")
            for e in self._stage.store.events()
        ]  # fmt: skip
        lines += [(item.at, f"set aside: {item.reason}") for item in self._stage.store.quarantined()]
        lines += [(letter.at, f"  → {letter.to}: {letter.subject}") for letter in self._stage.letters()]
        return "\n".join(f"  {at:%a %H:%M} {line}" for at, line in sorted(lines, key=lambda line: line[0]))


def spoken(text: str) -> Iterator[tuple[int, str]]:
    """The sentences with their line numbers: no title, no comments; lines with a bar belong to the one above."""
    number, said = 0, ""
    for at, line in enumerate(text.splitlines(), 1):
        words = re.split(r"(?:^|\s)#\s", line)[0].strip()
        if at == 1 or not words:
            continue
        if words.startswith("|"):
            said = f"{said}\n{words[1:].removeprefix(' ')}" if not said.endswith(":") else f"{said} {words[1:].strip()}"
            continue
        if said:
            yield number, said
        number, said = at, words
    if said:
        yield number, said
