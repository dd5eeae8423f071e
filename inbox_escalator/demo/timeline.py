"""What the terminal shows while the day goes by: one line for whatever a person would tell another."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from inbox_escalator.casework.decision import Event
from inbox_escalator.reporting.timeline import coloured, cut, happened

if TYPE_CHECKING:
    from inbox_escalator.store.tiny import TinyStore

ZONE = ZoneInfo("Europe/London")
LONGEST = 110


class Timeline:
    """Prints what is new in the log since the last look."""

    def __init__(self, store: TinyStore) -> None:
        self._store = store
        self._news = store.news()
        self._colour = sys.stdout.isatty()
        self._columns = min(shutil.get_terminal_size((LONGEST, 24)).columns, LONGEST)

    def tell(self) -> None:
        for event in self._news():
            self._line(event)

    def _line(self, event: Event) -> None:
        words = happened(event, self._store.case(event.case))
        if words:
            text = cut(f"{event.at.astimezone(ZONE):%H:%M}  {event.case:9}  {words}", self._columns)
            print(coloured(event, text) if self._colour else text, flush=True)
