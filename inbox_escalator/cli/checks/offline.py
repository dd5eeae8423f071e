"""What can be looked at without a network: the file, templates, contacts, the store."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

from inbox_escalator.casework.policy import Level, Policy
from inbox_escalator.casework.rotation import Rotation
from inbox_escalator.cli.checks.cover import uncovered
from inbox_escalator.cli.checks.finding import Finding, note, ok, wrong
from inbox_escalator.config.settings import Settings
from inbox_escalator.store.store import StoreError
from inbox_escalator.store.tiny import open_reader
from inbox_escalator.triage.trigger import Mode
from inbox_escalator.writing.templates import TemplateError, Templates

IMAP_PASSWORD, SMTP_PASSWORD = "IMAP password", "SMTP password"


def offline(settings: Settings) -> Iterator[Finding]:
    yield from _configuration(settings)
    yield from _passwords(settings)
    yield from _templates(settings)
    yield from _people(settings)
    yield _store(settings)


def _configuration(settings: Settings) -> Iterator[Finding]:
    policy = settings.policy
    numbers = (len(policy.levels), "level"), (len(policy.contacts), "contact"), (len(policy.triggers), "trigger")
    counts = ", ".join(f"{number} {what}{'s' * (number != 1)}" for number, what in numbers)
    yield ok("configuration", f"{settings.path}: {settings.address}, {counts}, time zone {policy.hours.zone}")
    for warning in settings.warnings:
        yield note("configuration", str(warning))
    if tests := len(settings.rules.tests):
        # One that comes out otherwise is a mistake of the file, and nothing loads.
        yield ok("trigger tests", f"{tests} of {tests} come out as the file says")
    yield from _observed(settings)


def _observed(settings: Settings) -> Iterator[Finding]:
    """Nobody shall wonder why nothing is sent."""
    policy = settings.policy
    names = [t.name for t in policy.triggers if t.mode is Mode.OBSERVE]
    if policy.mode is Mode.OBSERVE:
        yield note("mode", 'observe: nothing is sent but the owner\'s daily mail', 'set mode = "on" in [desk]')
    elif names:
        yield note("mode", f"only observed: {', '.join(names)}", 'set mode = "on" in the [[trigger]]')


def _passwords(settings: Settings) -> Iterator[Finding]:
    complaints: set[str] = set()
    for what, secret in ((IMAP_PASSWORD, settings.imap.password), (SMTP_PASSWORD, settings.smtp.password)):
        if secret is None:
            continue
        try:
            secret()
        except (OSError, ValueError) as error:
            if str(error) not in complaints:  # most desks have one password for both
                yield wrong(what, f"cannot be had: {error}", "see Passwords in docs/configuration.md")
            complaints.add(str(error))
        else:
            yield ok(what, "found")


def _templates(settings: Settings) -> Iterator[Finding]:
    try:
        templates = Templates(settings.templates)
    except (TemplateError, OSError) as error:
        yield wrong("templates", str(error), "install the package anew")
        return
    for problem in templates.problems():
        yield wrong("templates", problem, "mend the file, or take it away")
    if not templates.problems():
        own = f"your own in {settings.templates}, then " if settings.templates else ""
        yield ok("templates", f"{own}the packaged ones")


def _people(settings: Settings) -> Iterator[Finding]:
    policy = settings.policy
    for level in policy.levels:
        names = [contact.name for contact in policy.on_level(level.name)]
        if names:
            yield ok(f"level {level.name}", f"{', '.join(names)}; {_of(level)}")
        elif policy.rank(level.name) == 0:
            yield ok(f"level {level.name}", f"the shared mailbox; {_of(level)}")
        else:
            yield note(f"level {level.name}", "has no contact, so its mails go into the shared mailbox")
        for gap in uncovered(policy, level):
            yield note(f"level {level.name}", f"nobody is there {gap}", "critical mails are sent all the same")
    if policy.rotation is not None:
        yield _turns(policy, policy.rotation)


def _turns(policy: Policy, rotation: Rotation) -> Finding:
    """Who is first now and in a week: a wrong turn is seen before it matters."""
    now = datetime.now(UTC)
    first = [_named(policy, rotation.first(at)) for at in (now, now + timedelta(weeks=1))]
    return ok("rotation", f"{first[0]} is first on {rotation.level} now, {first[1]} in a week")


def _named(policy: Policy, id_: str) -> str:
    contact = policy.contact(id_)
    return contact.name if contact else "nobody in particular"


def _of(level: Level) -> str:
    scope = f"; for: {level.scope}" if level.scope else ""
    return f"answer within {level.respond}{scope}"


def _store(settings: Settings) -> Finding:
    folder = settings.store
    nearest = next((path for path in (folder, *folder.absolute().parents) if path.exists()), folder)
    if not nearest.is_dir():
        return wrong("store", f"{nearest} is no folder", "give another one under [store]")
    if not os.access(nearest, os.W_OK):
        return wrong("store", f"{nearest} cannot be written", f"let the user of the worker write {folder}")
    if not any(folder.glob("cases.*")):
        return ok("store", f"{folder}, made at the first start")
    try:
        open_reader(folder).close()
    except StoreError as error:
        return wrong("store", str(error), "see docs/configuration.md, Store")
    return ok("store", str(folder))
