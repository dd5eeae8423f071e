"""Durations that the opening hours can hold: four business hours in a desk that opens a minute a week take years."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

from inbox_escalator.casework.hours import Span
from inbox_escalator.casework.policy import Policy
from inbox_escalator.config.schema import Values


def spans(policy: Policy, desk: Values) -> None:
    """Tries every duration once, in open hours as the worker counts it; what fails there would fail on every mail."""
    now = datetime.now(UTC)
    for name, span in _all(policy):
        try:
            policy.hours.window(now, span, business=True)
        except ValueError:
            desk.tell(f"{name} = {span} takes more than three years in these opening hours", "")
            return


def _all(policy: Policy) -> Iterator[tuple[str, Span]]:
    for level in policy.levels:
        yield f"{level.name} respond", level.respond
        yield f"{level.name} repeat", level.repeat
        if level.resolve is not None:
            yield f"{level.name} resolve", level.resolve
    yield "customer waiting", policy.customer.waiting
