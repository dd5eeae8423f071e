"""The composer of a worker that has perhaps nothing to write: the room of writing is entered with the first mail."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Event, Notice, Text
from inbox_escalator.casework.policy import Policy
from inbox_escalator.identity import Seal
from inbox_escalator.writing.outbound import OutboundMail
from inbox_escalator.writing.templates import Templates

if TYPE_CHECKING:
    from inbox_escalator.writing.compose import Composer

EVENTS_SHOWN = 30
"""Of a case, in a mail about it."""


class LateComposer:
    """A `Composer` that is made when it is first asked for a mail."""

    def __init__(self, templates: Templates, seal: Seal, policy: Policy, *, plus: bool = False) -> None:
        self._templates, self._seal, self._policy, self._plus = templates, seal, policy, plus
        self._made: Composer | None = None

    def compose(
        self, notice: Notice, case: Case | None, texts: Sequence[Text], events: Sequence[Event], now: datetime
    ) -> OutboundMail:
        """As `Composer.compose`."""
        if self._made is None:
            from inbox_escalator.writing.compose import Composer

            self._made = Composer(self._templates, self._seal, self._policy, plus=self._plus)
        return self._made.compose(notice, case, texts, events, now)
