"""The sentences that a story may use: a table of patterns, filled by `@sentence` in happenings.py and expectations.py."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.stories.stage import Stage, StoryError
from tests.world import MONDAY

DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

WHO = r"(?P<who>the front line|[a-z][a-z0-9-]*(?:@[a-z.-]+)?)"
MAIL = r'(?P<how>(?:,? (?!")[^":]+?)?)(?: "(?P<subject>[^"]*)")?: (?P<words>.+)'
MOMENT = r"(?P<day>Mon|Tue|Wed|Thu|Fri|Sat|Sun) (?P<clock>\d\d:\d\d)(?: in week (?P<week>\d))?"

Act = Callable[..., None]

SENTENCES: list[tuple[re.Pattern[str], Act]] = []


def sentence(pattern: str) -> Callable[[Act], Act]:
    """This pattern is a sentence of the grammar; its named groups are the act's arguments."""

    def known(act: Act) -> Act:
        SENTENCES.append((re.compile(pattern, re.DOTALL), act))
        return act

    return known


def say(stage: Stage, said: str) -> None:
    """Does what the sentence says. StoryError where it is none, or where what it expects did not happen."""
    for pattern, act in SENTENCES:
        if found := pattern.fullmatch(said):
            act(stage, **found.groupdict())
            return
    raise StoryError("no such sentence; tests/stories/README.md lists them")


def moment(day: str, clock: str, week: str | None) -> datetime:
    """Week 1 begins on Monday, 23 November 2026."""
    hour, minute = map(int, clock.split(":"))
    ahead = timedelta(days=DAYS.index(day), weeks=int(week or 1) - 1)
    return MONDAY.replace(hour=hour, minute=minute) + ahead


def on_clock(at: datetime, said: str) -> bool:
    """`10:46` or `Tue 09:00`: is that this moment?"""
    day, _, clock = said.rpartition(" ")
    return f"{at:%H:%M}" == clock and day in ("", f"{at:%a}")
