"""The whole file, table by table."""

from __future__ import annotations

from pathlib import Path

from inbox_escalator.config.reading import DeskTables, FileTables
from inbox_escalator.config.sense import desk as desk_sense
from inbox_escalator.config.sense import people, rest
from inbox_escalator.config.sense.facts import facts
from inbox_escalator.config.sense.hours import hours
from inbox_escalator.config.sense.triggers import triggers
from inbox_escalator.config.tables.desk import Desk
from inbox_escalator.config.tables.people import ContactKeys
from inbox_escalator.config.tables.rest import File


def check_sense(file: FileTables, folder: Path) -> None:
    """Notes what is wrong between the values. `folder`: that of the file; other files are looked for there."""
    for tables in file.desks:
        _people(tables, folder)
        _desk(tables, folder)
        _rest(tables, folder)
    log, store = file.installation.get(File.log), file.installation.get(File.store)
    if log is not None:
        rest.log(log, folder)
    if store is not None:
        rest.store(store)


def _people(tables: DeskTables, folder: Path) -> None:
    levels = tables.rest.get(File.level) or ()
    names = people.level_names(levels)
    people.levels(levels)
    contacts = tables.rest.get(File.contact)
    if contacts is not None and names:
        people.contacts(contacts, names, tables.desk.tell)
    for contact in contacts or ():
        own = contact.get(ContactKeys.hours)
        if own is not None:
            hours(own, folder)
    triggers(tables.rest.get(File.trigger) or (), names)


def _desk(tables: DeskTables, folder: Path) -> None:
    desk_sense.desk(tables.desk, people.contact_ids(tables.rest.get(File.contact) or ()))
    imap, smtp = tables.desk.get(Desk.imap), tables.desk.get(Desk.smtp)
    if imap is not None:
        desk_sense.imap(imap)
    if smtp is not None:
        desk_sense.smtp(smtp)
    alarm = tables.desk.get(Desk.alarm_smtp)
    if alarm is not None:
        desk_sense.alarm_smtp(alarm)
    open_hours = tables.desk.get(Desk.hours)
    if open_hours is not None:
        hours(open_hours, folder)


def _rest(tables: DeskTables, folder: Path) -> None:
    values = tables.rest
    contacts = people.contact_ids(values.get(File.contact) or ())
    for key in (File.vip, File.ignore):
        listed = values.get(key)
        if listed is not None:
            rest.senders(listed, folder)
    ignore = values.get(File.ignore)
    if ignore is not None:
        rest.ignored(ignore, _own_addresses(tables))
    rotation = values.get(File.rotation)
    if rotation is not None:
        levels = people.level_names(values.get(File.level) or ())
        rest.rotation(rotation, levels, values.get(File.contact) or (), folder)
    facts(values.get(File.fact) or (), values.get(File.trigger) or ())
    review, breach = values.get(File.review), values.get(File.breach)
    if review is not None:
        rest.review(review, contacts)
    if breach is not None:
        rest.breach(breach)
    limits, templates = values.get(File.limits), values.get(File.templates)
    if limits is not None:
        rest.limits(limits)
    if templates is not None:
        rest.templates(templates, folder)


def _own_addresses(tables: DeskTables) -> tuple[str, ...]:
    contacts = tables.rest.get(File.contact) or ()
    found = (tables.desk.get(Desk.address), *(contact.get(ContactKeys.address) for contact in contacts))
    return tuple(address for address in found if address)
