"""Levels, contacts, the policy of casework."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from inbox_escalator.casework.fact import KnownBy, Wanted
from inbox_escalator.casework.hours import Hours
from inbox_escalator.casework.policy import Breach, Contact, CustomerRules, Level, Policy, SameIssue, Trust
from inbox_escalator.config.build.hours import hours
from inbox_escalator.config.build.rotation import rotation
from inbox_escalator.config.reading import DeskTables
from inbox_escalator.config.schema import Values
from inbox_escalator.config.tables.desk import Desk
from inbox_escalator.config.tables.people import ContactKeys, LevelKeys
from inbox_escalator.config.tables.rest import (
    BreachKeys,
    CustomerKeys,
    FactKeys,
    File,
    ProcedureKeys,
    SameIssueKeys,
    TrustKeys,
)
from inbox_escalator.triage.trigger import Mode, Trigger


def policy(tables: DeskTables, triggers: tuple[Trigger, ...], folder: Path) -> Policy:
    """Roles that nobody was given fall to the first contact of the top level, and from the owner to the others."""
    desk, rest = tables.desk, tables.rest
    open_hours = hours(desk[Desk.hours], folder)
    levels = tuple(_level(values) for values in rest[File.level])
    contacts = tuple(_contact(values, open_hours, folder) for values in rest[File.contact])
    owner = desk[Desk.owner] or _first_at_the_top(levels, contacts)
    return Policy(
        desk_name=desk[Desk.name],
        desk_address=desk[Desk.address],
        desk_aliases=desk[Desk.aliases],
        levels=levels,
        contacts=contacts,
        triggers=triggers,
        hours=open_hours,
        customer=_customer(rest[File.customer]),
        prefix=desk[Desk.prefix],
        owner=owner,
        administrator=desk[Desk.administrator] or owner,
        escalation_manager=desk[Desk.escalation_manager] or owner,
        inform=desk[Desk.inform],
        currency=desk[Desk.currency],
        trust=Trust(rest[File.trust][TrustKeys.level]),
        mode=Mode(desk[Desk.mode]),
        same_issue=_same_issue(rest[File.same_issue]),
        facts=tuple(map(_fact, rest[File.fact])),
        external=rest[File.procedure][ProcedureKeys.external],
        rotation=rotation(rest.get(File.rotation), contacts, open_hours.zone, folder),
        breach=Breach(rest[File.breach][BreachKeys.regulator], tuple(rest[File.breach][BreachKeys.remind])),
    )


def _fact(values: Values) -> Wanted:
    return Wanted(values[FactKeys.name], KnownBy(values[FactKeys.known_by]), values[FactKeys.triggers])


def _same_issue(values: Values) -> SameIssue:
    return SameIssue(
        values[SameIssueKeys.customers],
        timedelta(seconds=values[SameIssueKeys.window].seconds),
        values[SameIssueKeys.company_counts_once],
    )


def _first_at_the_top(levels: tuple[Level, ...], contacts: tuple[Contact, ...]) -> str:
    """The first contact of the highest level that has one."""
    for level in reversed(levels):
        for contact in contacts:
            if level.name in contact.levels:
                return contact.id
    return ""


def _level(values: Values) -> Level:
    return Level(
        name=values[LevelKeys.name],
        scope=values[LevelKeys.scope],
        respond=values[LevelKeys.respond],
        resolve=values[LevelKeys.resolve],
        update_every=values[LevelKeys.update_every],
        repeat=values[LevelKeys.repeat],
        authority=values[LevelKeys.authority],
    )


def _contact(values: Values, desk_hours: Hours, folder: Path) -> Contact:
    own = values[ContactKeys.hours]
    return Contact(
        id=values[ContactKeys.id],
        name=values[ContactKeys.name],
        address=values[ContactKeys.address],
        levels=values[ContactKeys.levels],
        aliases=values[ContactKeys.aliases],
        members=values[ContactKeys.members],
        phone=values[ContactKeys.phone],
        role=values[ContactKeys.role],
        expertise=values[ContactKeys.expertise],
        notify=values[ContactKeys.notify],
        hours=hours(own, folder, desk_hours) if own is not None else None,
    )


def _customer(values: Values) -> CustomerRules:
    return CustomerRules(
        acknowledge=values[CustomerKeys.acknowledge],
        resolved=values[CustomerKeys.resolved],
        followup=values[CustomerKeys.followup],
        waiting=values[CustomerKeys.waiting],
        reopen=values[CustomerKeys.reopen],
        max_per_day=values[CustomerKeys.max_per_day],
    )
