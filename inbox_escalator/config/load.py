"""`load(path)`: the settings of the desk, or every mistake of the file at once."""

from __future__ import annotations

import os
from pathlib import Path

from inbox_escalator.casework.policy import Policy, Trust
from inbox_escalator.config.build.people import policy
from inbox_escalator.config.build.procedure import procedure
from inbox_escalator.config.build.senders import senders
from inbox_escalator.config.build.servers import alarm_smtp, imap, smtp
from inbox_escalator.config.build.triggers import rules as matrix
from inbox_escalator.config.problem import ConfigError, Problem
from inbox_escalator.config.reading import DeskTables, FileTables, read_file
from inbox_escalator.config.schema import Values
from inbox_escalator.config.secret import GOOD
from inbox_escalator.config.sense.later import later
from inbox_escalator.config.sense.spans import spans
from inbox_escalator.config.sense.triggers import unreached
from inbox_escalator.config.sense.whole import check_sense
from inbox_escalator.config.settings import MEGABYTE, Bounds, LogSettings, MailboxRules, Senders, Settings
from inbox_escalator.config.tables.desk import AlarmSmtp, Desk, Imap, Smtp
from inbox_escalator.config.tables.people import LevelKeys, TriggerKeys
from inbox_escalator.config.tables.rest import File, LimitsKeys, LogKeys, StoreKeys, TemplatesKeys, TrustKeys
from inbox_escalator.identity import Seal
from inbox_escalator.intake.bounds import Limits
from inbox_escalator.intake.desk import Desk as IntakeDesk


def load(path: Path) -> Settings:
    """The one desk of this file. ConfigError names every mistake, several desks included: this version runs one."""
    return settings_of(path, read_file(path))


def settings_of(path: Path, file: FileTables) -> Settings:
    """The same of a file that was read already. ConfigError."""
    _check(path, file)
    if len(file.desks) > 1:
        second = file.desks[1].desk.tell
        second("is a second desk; this version runs one desk, so give each its own file and its own worker", "")
        raise ConfigError(path, tuple(file.notes.problems))
    return _settings(path, file, file.desks[0])


def load_all(path: Path) -> tuple[Settings, ...]:
    """Every desk of this file. ConfigError names every mistake."""
    file = read_file(path)
    _check(path, file)
    return tuple(_settings(path, file, tables) for tables in file.desks)


def _check(path: Path, file: FileTables) -> None:
    check_sense(file, path.parent)
    _not_yet(file)
    _refuse(path, file)
    later(file)


def _refuse(path: Path, file: FileTables) -> None:
    if file.notes.problems:
        raise ConfigError(path, tuple(sorted(set(file.notes.problems))))


def _not_yet(file: FileTables) -> None:
    """What is understood and checked, but needs a later version to work."""
    for tables in file.desks:
        for values, oauth, password in (
            (tables.desk.get(Desk.imap), Imap.oauth, Imap.password),
            (tables.desk.get(Desk.smtp), Smtp.oauth, Smtp.password),
            (tables.desk.get(Desk.alarm_smtp), AlarmSmtp.oauth, AlarmSmtp.password),
        ):
            if values is not None and values.get(oauth) is not None and values.get(password) is None:
                values.at(oauth)("OAuth2 is not part of this version; use a password made for programs", GOOD)


def _settings(path: Path, file: FileTables, tables: DeskTables) -> Settings:
    folder = path.parent
    desk, rest = tables.desk, tables.rest
    levels = tuple(level[LevelKeys.name] for level in rest[File.level])
    vip, ignore = senders(rest[File.vip], folder), senders(rest[File.ignore], folder)
    triage = matrix(desk, rest[File.trigger], levels, vip)
    if any(trigger[TriggerKeys.test] for trigger in rest[File.trigger]):
        from inbox_escalator.config.sense.trials import trials  # the whole of triage, and few have tests

        trials(rest[File.trigger], triage)
        _refuse(path, file)
    rules = policy(tables, triage.triggers, folder)
    spans(rules, desk)
    _refuse(path, file)
    for level in unreached(triage.triggers, levels):
        own = rest[File.level][levels.index(level)] if rest.gives(File.level) else desk
        own.tell.warn(f"no trigger leads to {level}", "")
    return Settings(
        path=path,
        name=desk[Desk.name],
        address=desk[Desk.address],
        aliases=desk[Desk.aliases],
        language=desk[Desk.language],
        policy=rules,
        desk=_intake_desk(desk, rest[File.trust], rules, ignore),
        limits=_limits(rest[File.limits], desk[Desk.imap]),
        mailbox=_mailbox(desk[Desk.imap]),
        imap=imap(desk[Desk.imap], desk[Desk.address], folder),
        smtp=smtp(desk[Desk.smtp], desk[Desk.imap], desk[Desk.address], folder),
        alarm_smtp=alarm_smtp(desk[Desk.alarm_smtp], folder),
        give_up=desk[Desk.smtp][Smtp.give_up],
        rules=triage,
        ignore=ignore,
        store=folder / Path(file.installation[File.store][StoreKeys.url].partition(":")[2]).expanduser(),
        templates=_templates(rest[File.templates], folder),
        log=_log(file.installation[File.log], folder),
        bounds=_bounds(rest[File.limits]),
        procedure=procedure(tables),
        warnings=tuple(sorted(set(file.notes.warnings))),
    )


def _intake_desk(desk: Values, trust: Values, rules: Policy, ignore: Senders) -> IntakeDesk:
    address = desk[Desk.address]
    return IntakeDesk(
        address=address,
        seal=Seal(os.urandom(32), address.rpartition("@")[2]),
        aliases=desk[Desk.aliases],
        prefix=desk[Desk.prefix],
        contacts=tuple((contact.id, contact.addresses) for contact in rules.contacts),
        staff=desk[Desk.staff],
        forms=desk[Desk.forms],
        lists=desk[Desk.lists],
        ignore=ignore.patterns,
        authserv_id=trust[TrustKeys.authserv_id],
        microsoft=trust[TrustKeys.microsoft],
        strict=rules.trust is Trust.STRICT,
    )


def _mailbox(values: Values) -> MailboxRules:
    return MailboxRules(
        folders=values[Imap.folders],
        start=values[Imap.start],
        poll=values[Imap.poll].seconds,
        mark=values[Imap.mark],
        command_folders=values[Imap.command_folders],
    )


def _limits(values: Values, mailbox: Values) -> Limits:
    return Limits(
        message_bytes=mailbox[Imap.max_message_mb] * MEGABYTE,
        header_bytes=values[LimitsKeys.header_kb] * 1024,
        header_lines=values[LimitsKeys.header_lines],
        parts=values[LimitsKeys.parts],
        depth=values[LimitsKeys.depth],
    )


def _bounds(values: Values) -> Bounds:
    return Bounds(
        contact_per_hour=values[LimitsKeys.contact_per_hour],
        automatic_sender=values[LimitsKeys.automatic_sender],
        text_bytes=values[LimitsKeys.text_kb] * 1024,
        case_bytes=values[LimitsKeys.case_kb] * 1024,
    )


def _templates(values: Values, folder: Path) -> Path | None:
    found = folder / Path(values[TemplatesKeys.folder]).expanduser()
    return found if values[TemplatesKeys.folder] and os.path.isdir(found) else None


def _log(values: Values, folder: Path) -> LogSettings:
    said = values[LogKeys.file]
    file = folder / Path(said).expanduser() if said else None
    return LogSettings(values[LogKeys.level], file, values[LogKeys.format])


__all__ = ["ConfigError", "Problem", "Settings", "load", "load_all"]
