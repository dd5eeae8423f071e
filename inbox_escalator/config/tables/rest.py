"""The smaller tables, and the whole file."""

# One key, one line: it reads as the table that it is.
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from inbox_escalator.config.kinds import (
    choice,
    clock,
    domain,
    duration,
    email,
    filled,
    flag,
    listed,
    maybe,
    optional_table,
    prose,
    table,
    tables,
    text,
    whole,
    word,
)
from inbox_escalator.config.schema import Key, Section
from inbox_escalator.config.tables.people import CONTACT, LEVEL, TRIGGER


class CustomerKeys:
    acknowledge = Key("acknowledge", flag, "true", "Whether a first mail is acknowledged.")
    resolved = Key("resolved", choice("escalated", "all", "none"), '"escalated"', "Which customers are told that their case is resolved.")
    followup = Key("followup", duration, '"2bd"', "How long after that we ask whether it is, and how we did.")
    waiting = Key("waiting", duration, '"5bd"', "How long we wait for the customer before the case is reminded of, or closed.")
    reopen = Key("reopen", duration, '"14d"', "How long a message on a resolved case reopens it; longer while a reminder is ahead (`next`, `breach`).")
    max_per_day = Key("max_per_day", whole(1, 100), "6", "Automatic mails to one customer in 24 hours, at most.")


CUSTOMER = Section(
    (
        CustomerKeys.acknowledge, CustomerKeys.resolved, CustomerKeys.followup, CustomerKeys.waiting, CustomerKeys.reopen,
        CustomerKeys.max_per_day,
    ),
    "Automatic mails to customers.",
)


class SenderKeys:
    addresses = Key("addresses", listed(email), "[]", "Addresses.", '["jane@bigcustomer.example"]')
    domains = Key("domains", listed(domain), "[]", "Domains, all their addresses.", '["bigcustomer.example"]')
    file = Key("file", text, '""', "A file with one address or @domain a line, read at start.", '"vip.txt"')


VIP = Section((SenderKeys.addresses, SenderKeys.domains, SenderKeys.file), "Customers whose every issue escalates.")
IGNORE = Section((SenderKeys.addresses, SenderKeys.domains, SenderKeys.file), "Senders whose mail is recorded and nothing else.")


class SameIssueKeys:
    customers = Key("customers", whole(2, 1000), "3", "So many customers with the same issue make an incident.")
    window = Key("window", duration, '"24h"', "Within this time.")
    company_counts_once = Key("company_counts_once", flag, "false", "Whether two people of one company count as one customer.")


SAME_ISSUE = Section((SameIssueKeys.customers, SameIssueKeys.window, SameIssueKeys.company_counts_once), "When reports become an incident.")


class BreachKeys:
    regulator = Key("regulator", duration, '"72h"', "How long there is to tell the regulator of a confirmed breach.")
    remind = Key("remind", listed(duration), '["24h", "48h", "66h"]', "When the handler is reminded of that.")


BREACH = Section((BreachKeys.regulator, BreachKeys.remind), "The regulator's clock, started by the command `breach`.")


class CanaryKeys:
    at = Key("at", maybe(clock), "", "When a mail runs the whole way once a day; off unless given.", '"07:30"')


CANARY = Section((CanaryKeys.at,), "A daily mail that proves the whole way.")


class RotationKeys:
    level = Key("level", word, None, "The level whose first contact changes.", '"L2"')
    weeks = Key("weeks", listed(word), "[]", "Contacts in turn, a week each.", '["anna", "ben"]')
    file = Key("file", text, '""', "Or an iCal file whose events name the contact.", '"oncall.ics"')


ROTATION = Section((RotationKeys.level, RotationKeys.weeks, RotationKeys.file), "Who is first on a level, week by week; off unless given.")


class FactKeys:
    name = Key("name", filled, None, "As it is asked for: 60 letters at most, without a colon, and no word that is a command.", '"Account number"')
    known_by = Key("known_by", choice("number", "steps", "nothing"), '"nothing"', 'What shows that nobody need be asked: "number", a number of five digits or more in the subject or the customer\'s words (letters may stand with it; no day, no sum that was lost); "steps", an answer or a note; "nothing": it is asked each time.')
    triggers = Key("triggers", listed(word), "[]", "Only where one of these triggers fired; on every escalation unless given.", '["financial_loss"]')


FACT = Section(
    (FactKeys.name, FactKeys.known_by, FactKeys.triggers),
    "What the front line is asked for where an escalation goes without it. Ten at most. Without any, there are two; "
    "`fact = []` above the first table asks nothing.",
)

DEFAULT_FACTS = """[
    { name = "Account or order number", known_by = "number" },
    { name = "What was tried", known_by = "steps" },
]"""


class ProcedureKeys:
    company = Key("company", text, '""', "The company's name.", '"Acme Inc."')
    department = Key("department", text, '"Escalation Management Department"', "Who answers for escalations.")
    prepared_by = Key("prepared_by", text, '""', "Who wrote the procedure.", '"Olivia Owner"')
    channels = Key("channels", listed(filled), '["email"]', "Where issues come in.")
    issue_types = Key("issue_types", listed(filled), "[]", "What issues there are.", '["billing", "technical"]')
    today = Key("today", prose, '""', "What happens now when an issue is too complex or urgent.", '"Whoever sees it calls Olivia."')
    external = Key("external", listed(filled), "[]", "Specialists outside: lawyer, accountant, host.", '["Lee Lawyer, +1 555 0199"]')


PROCEDURE = Section(
    (
        ProcedureKeys.company, ProcedureKeys.department, ProcedureKeys.prepared_by, ProcedureKeys.channels,
        ProcedureKeys.issue_types, ProcedureKeys.today, ProcedureKeys.external,
    ),
    "What the printed procedure says besides.",
)


class TrustKeys:
    level = Key("level", choice("token", "token-all", "strict"), '"token"', "How much proof a command wants: docs/configuration.md, Trust.")
    authserv_id = Key("authserv_id", text, '""', "The name under which your server writes Authentication-Results; learned by `check` unless given.", '"mx.acme.example"')
    microsoft = Key("microsoft", flag, "false", "The server leaves that name out, as Microsoft's does.")


TRUST = Section((TrustKeys.level, TrustKeys.authserv_id, TrustKeys.microsoft), "Whose commands are obeyed.")


class TemplatesKeys:
    folder = Key("folder", text, '"templates"', "Your own templates; a file there stands before the packaged one of the same name.")


TEMPLATES = Section((TemplatesKeys.folder,), "The words of our mails.")


class ReviewKeys:
    day = Key("day", whole(1, 28), "1", "Day of the month on which the review is mailed.")
    to = Key("to", listed(word), "[]", "Contacts who get it; the owner unless given.", '["olivia"]')
    by_contact = Key("by_contact", flag, "false", "Whether figures are shown by contact; escalating is not failure.")


REVIEW = Section((ReviewKeys.day, ReviewKeys.to, ReviewKeys.by_contact), "The monthly review.")


class RetentionKeys:
    after = Key("after", maybe(duration), "", "Words and addresses of closed cases are erased after this time; never unless given.", '"730d"')


RETENTION = Section((RetentionKeys.after,), "How long customers' words are kept.")


class LimitsKeys:
    contact_per_hour = Key("contact_per_hour", whole(1, 1000), "20", "When more mails than this are due to one contact in an hour, they are folded into one.")
    automatic_sender = Key("automatic_sender", whole(0, 100), "3", "Automatic mails in a day to an address that answers automatically, at most.")
    header_kb = Key("header_kb", whole(8, 1024), "64", "Header bytes of a message that are read.")
    header_lines = Key("header_lines", whole(100, 10000), "1000", "Header lines of a message that are read.")
    parts = Key("parts", whole(10, 5000), "500", "Parts of a message that are read.")
    depth = Key("depth", whole(5, 100), "50", "How deep parts may be nested.")
    text_kb = Key("text_kb", whole(1, 256), "16", "Words of one message that a case keeps.")
    case_kb = Key("case_kb", whole(4, 1024), "64", "Words that a case keeps in all.")


LIMITS = Section(
    (
        LimitsKeys.contact_per_hour, LimitsKeys.automatic_sender, LimitsKeys.header_kb, LimitsKeys.header_lines,
        LimitsKeys.parts, LimitsKeys.depth, LimitsKeys.text_kb, LimitsKeys.case_kb,
    ),
    "Bounds. A bound folds, cuts or holds, and is reported; it never drops an escalation.",
)


class LogKeys:
    level = Key("level", choice("debug", "info", "warning", "error"), '"info"', "How much is told while it runs.")
    file = Key("file", text, '""', "A file for it; the terminal unless given.", '"/var/log/inbox-escalator.log"')
    format = Key("format", choice("auto", "text", "json"), '"auto"', '"auto": lines for a person in a terminal, JSON lines elsewhere.')


LOG = Section((LogKeys.level, LogKeys.file, LogKeys.format), "What `run` and `once` tell.")


class StoreKeys:
    url = Key("url", filled, '"tiny:data"', "Where cases are kept: `tiny:` and a folder, relative to this file.")


STORE = Section((StoreKeys.url,), "The store.")

DEFAULT_LEVELS = """[
    { name = "L1", scope = "Standard questions, known issues, documented solutions", respond = "4bh", resolve = "1bd" },
    { name = "L2", scope = "Complex issues, unresolved L1 issues, technical problems", respond = "2bh", resolve = "2bd" },
    { name = "L3", scope = "Critical incidents, legal threats, data breaches, major service failures", respond = "1h", resolve = "24h", update_every = "24h" },
]"""


class File:
    """Tables of a desk: bare for a single one, else below `[[desk]]`."""

    level = tables("level", LEVEL, DEFAULT_LEVELS)
    contact = tables("contact", CONTACT, "[]")
    trigger = tables("trigger", TRIGGER, "[]")
    customer = table("customer", CUSTOMER, "{}")
    vip = table("vip", VIP, "{}")
    ignore = table("ignore", IGNORE, "{}")
    same_issue = table("same_issue", SAME_ISSUE, "{}")
    breach = table("breach", BREACH, "{}")
    canary = table("canary", CANARY, "{}")
    rotation = optional_table("rotation", ROTATION)
    fact = tables("fact", FACT, DEFAULT_FACTS)
    procedure = table("procedure", PROCEDURE, "{}")
    trust = table("trust", TRUST, "{}")
    templates = table("templates", TEMPLATES, "{}")
    review = table("review", REVIEW, "{}")
    retention = table("retention", RETENTION, "{}")
    limits = table("limits", LIMITS, "{}")
    log = table("log", LOG, "{}")
    store = table("store", STORE, "{}")


OF_A_DESK = (
    File.level, File.contact, File.trigger, File.customer, File.vip, File.ignore, File.same_issue, File.breach, File.canary,
    File.rotation, File.fact, File.procedure, File.trust, File.templates, File.review, File.retention, File.limits,
)
OF_THE_INSTALLATION = (File.log, File.store)
