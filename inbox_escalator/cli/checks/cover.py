"""Working hours of the desk in which a level has nobody."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from inbox_escalator.casework.policy import Level, Policy

STEP = timedelta(minutes=15)
WEEK = timedelta(days=7)
A_MONDAY = datetime(2026, 6, 1, tzinfo=UTC)
"""Of a week without a change of the clocks; holidays are another matter."""


def uncovered(policy: Policy, level: Level) -> Iterator[str]:
    """`Mon 12:00 to 13:00`, in the desk's time, to a quarter of an hour. None where a contact has the desk's hours."""
    contacts = policy.on_level(level.name)
    if not contacts or any(contact.hours is None for contact in contacts):
        return
    since: datetime | None = None
    moment = A_MONDAY - timedelta(days=1)
    while moment <= A_MONDAY + WEEK:
        alone = policy.hours.is_open(moment) and not any(c.hours.is_open(moment) for c in contacts if c.hours)
        if alone and since is None:
            since = moment
        elif not alone and since is not None:
            if since >= A_MONDAY:
                until = policy.hours.say(moment, moment).split()[-1]
                yield f"{policy.hours.say(since, since)} to {until}"
            since = None
        moment += STEP
