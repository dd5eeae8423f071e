"""`[[level]]`, `[[contact]]` and `[[trigger]]`."""

# One key, one line: it reads as the table that it is.
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from inbox_escalator.config.kinds import (
    choice,
    duration,
    email,
    filled,
    flag,
    listed,
    maybe,
    money,
    one_or_many,
    optional_table,
    prose,
    tables,
    text,
    word,
)
from inbox_escalator.config.kinds_more import amount, trigger_name
from inbox_escalator.config.schema import Key, Section
from inbox_escalator.config.tables.desk import HOURS


class LevelKeys:
    name = Key("name", word, None, "Its name; levels stand in their order, the front line first.", '"L2"')
    scope = Key("scope", text, '""', "What it is for, in a sentence; `check` shows it.", '"Complex and technical problems"')
    respond = Key("respond", duration, None, "Time until the customer has a human answer; all contacts of the level share it.", '"2bh"')
    resolve = Key("resolve", maybe(duration), "", "Time until the case should be resolved; never unless given.", '"2bd"')
    update_every = Key("update_every", maybe(duration), "", "How often the customer hears how things stand; never unless given.", '"24h"')
    repeat = Key("repeat", duration, '"15m"', "At the top: how often everybody is called again until somebody takes the case.")
    authority = Key("authority", maybe(money), "", "The largest amount that the level may decide on; no limit unless given.", '"500 USD"')


LEVEL = Section(
    (
        LevelKeys.name, LevelKeys.scope, LevelKeys.respond, LevelKeys.resolve, LevelKeys.update_every, LevelKeys.repeat,
        LevelKeys.authority,
    ),
    "A level of support. Without any, there are three: L1, L2 and L3; with one, yours replace them all.",
)


class ContactKeys:
    id = Key("id", word, None, "Short name of the contact, used in commands and on the log.", '"olivia"')
    name = Key("name", filled, None, "The name that customers and colleagues read.", '"Olivia Owner"')
    address = Key("address", email, None, "Where escalations go; may be the desk's own address.", '"olivia@acme.example"')
    levels = Key("levels", listed(word), "[]", "The levels on which the contact is called; the order of the file is the order of calling.", '["L2", "L3"]')
    aliases = Key("aliases", listed(email), "[]", "Other addresses that the contact writes from.", '["olivia@home.example"]')
    members = Key("members", listed(email), "[]", "Makes the contact a group: an answer of any of these counts as the contact's.", '["anna@acme.example", "ben@acme.example"]')
    phone = Key("phone", text, '""', "Telephone number, international; a link to tap in mails that ask for a call.", '"+1 555 0100"')
    role = Key("role", text, '""', 'What customers are told the contact is: "our billing specialist".', '"our billing specialist"')
    expertise = Key("expertise", listed(word), "[]", "Triggers or tags for which this contact is called first.", '["financial_loss"]')
    notify = Key("notify", listed(email), "[]", "More addresses for a short notice, such as a mail-to-text gateway.", '["15550100@sms.example"]')
    hours = optional_table("hours", HOURS, "Own working hours; the desk's unless given.")


CONTACT = Section(
    (
        ContactKeys.id, ContactKeys.name, ContactKeys.address, ContactKeys.levels, ContactKeys.aliases, ContactKeys.members,
        ContactKeys.phone, ContactKeys.role, ContactKeys.expertise, ContactKeys.notify, ContactKeys.hours,
    ),
    "A person, or a group, who is called on one or more levels.",
)


class TestKeys:
    __test__ = False
    words = Key("words", prose, None, "Words of a customer.", '"I will call my lawyer."')
    fires = Key("fires", flag, "true", "Whether the trigger must fire on them.")


TRIGGER_TEST = Section((TestKeys.words, TestKeys.fires), "A test of the trigger, run by `check`; a trigger whose test fails does not load.")

TRIGGER_KINDS = ("phrases", "amount", "vip", "clock", "staff", "incident", "tag")
TRIGGER_ZONES = ("subject", "new", "forwarded")


class TriggerKeys:
    name = Key("name", trigger_name, None, "Its name; that of a packaged trigger changes that one, key by key.", '"press"')
    kind = Key("kind", choice(*TRIGGER_KINDS), '"phrases"', "What pulls it: phrases, an amount, a VIP, the clock, staff, an incident; a tag never escalates.")
    phrases = Key("phrases", listed(filled), "[]", 'Words that pull it, instead of those of the package; "<packaged>" among them keeps those too.', '["press conference"]')
    unless = Key("unless", listed(filled), "[]", "Words around a phrase that make it not count.", '["press the button"]')
    zones = Key("zones", listed(choice(*TRIGGER_ZONES)), '["subject", "new", "forwarded"]', "Where in a mail the words count; quoted history, signature and footer never do.")
    source = Key("from", one_or_many(word), '"any"', 'The levels it escalates from, or "any".')
    target = Key("to", text, '""', 'The level it escalates to, or "next"; nothing makes it a tag.', '"L2"')
    within = Key("within", duration, '"0m"', "By when the escalation has left: it leaves at once, and what has not left by then is told to the administrator.")
    urgency = Key("urgency", choice("medium", "high", "critical"), '"medium"', "How urgent it makes a case; critical mails leave at any hour.")
    amount = Key("amount", amount, "500", "For kind amount: from how much on. A number counts for USD, EUR, GBP, CHF and BRL.", '{ USD = 500, SEK = 5000 }')
    action = Key("action", text, '""', "What the person who is called must do.", '"Call the customer today; do not admit fault."')
    customer = Key("customer", choice("handoff", "neutral", "none"), '"handoff"', "What the customer is told: the hand-off, neutral words, or nothing.")
    mode = Key("mode", choice("on", "observe", "off"), '"on"', '"observe" computes and logs, sends nothing, and the owner has it by mail each morning; "off" is off.')
    issue_area = Key("issue_area", text, '""', 'What the customer is told that the colleague knows about: "billing".', '"billing"')
    legal_hold = Key("legal_hold", flag, "false", "Cases with it want more proof to be closed.")
    only_major = Key("only_major", flag, "false", "A tag, unless the words say that a whole company or all users stand still.")
    test = tables("test", TRIGGER_TEST, "[]")


TRIGGER = Section(
    (
        TriggerKeys.name, TriggerKeys.kind, TriggerKeys.phrases, TriggerKeys.unless, TriggerKeys.zones, TriggerKeys.source,
        TriggerKeys.target, TriggerKeys.within, TriggerKeys.urgency, TriggerKeys.amount, TriggerKeys.action,
        TriggerKeys.customer, TriggerKeys.mode, TriggerKeys.issue_area, TriggerKeys.legal_hold,
        TriggerKeys.only_major, TriggerKeys.test,
    ),
    "A named reason to escalate.",
)
