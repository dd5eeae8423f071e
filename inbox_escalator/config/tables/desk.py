"""`[desk]`, its mailbox, its outgoing mail and its hours."""

# One key, one line: it reads as the table that it is.
# ruff: noqa: E501
# fmt: off

from __future__ import annotations

from inbox_escalator.config.kinds import (
    address_or_domain,
    choice,
    clock,
    duration,
    email,
    filled,
    flag,
    listed,
    maybe,
    one_or_many,
    optional_table,
    table,
    text,
    whole,
    word,
    zone,
)
from inbox_escalator.config.kinds_more import beginning, currency, days_off, oauth2
from inbox_escalator.config.schema import Key, Section
from inbox_escalator.config.secret import secret

TLS = choice("tls", "starttls", "none")
KEPT_ELSEWHERE = '{ env = "SUPPORT_PASSWORD" }'
OAUTH_EXAMPLE = '{ provider = "google", client_id = "acme.apps.example", client_secret = { env = "OAUTH_SECRET" } }'


class Imap:
    host = Key("host", filled, None, "The IMAP server.", '"imap.acme.example"')
    port = Key("port", whole(1, 65535), "993", "Its port.")
    tls = Key("tls", TLS, '"tls"', 'How it is encrypted: "tls", "starttls", or "none" on this machine only.')
    user = Key("user", maybe(filled), "", "The log-in name; the desk's address unless given.", '"support@acme.example"')
    password = Key("password", maybe(secret), "", "Where the password is: env, file, command or keyring.", KEPT_ELSEWHERE)
    oauth = Key("oauth", maybe(oauth2), "", "OAuth2 instead of a password; refused by this version.", OAUTH_EXAMPLE)
    folders = Key("folders", listed(filled), '["INBOX"]', "The folders in which customers' mail arrives.")
    sent = Key("sent", text, '""', "The folder of sent mail; found by its special use unless given.", '"Sent"')
    junk = Key("junk", text, '""', "The folder of junk; found by its special use unless given.", '"Junk"')
    start = Key("start", beginning, '"now"', 'Where the first start begins: "now", a time back such as "7d", or "all"; past mail is history.')
    poll = Key("poll", duration, '"60s"', "Time between two looks at the mailbox; IDLE tells sooner where the server has it.")
    mark = Key("mark", choice("keywords", "flag", "labels", "none"), '"keywords"', "How messages are marked: IMAP keywords, the star, Gmail labels, or not at all.")
    command_folders = Key("command_folders", flag, "false", "Folders below Escalator are commands: a message moved there is obeyed and put back; made where they are missing.")
    max_message_mb = Key("max_message_mb", whole(1, 1000), "25", "Of larger messages only the headers and the first text part are read.")
    cafile = Key("cafile", text, '""', "Certificates (PEM) that are trusted instead of the machine's: for a server of your own.", '"/etc/ssl/own-ca.pem"')


IMAP = Section(
    (
        Imap.host, Imap.port, Imap.tls, Imap.user, Imap.password, Imap.oauth, Imap.folders, Imap.sent, Imap.junk,
        Imap.start, Imap.poll, Imap.mark, Imap.command_folders, Imap.max_message_mb, Imap.cafile,
    ),
    "The mailbox that customers write to.",
)


class Smtp:
    host = Key("host", filled, None, "The outgoing mail server.", '"smtp.acme.example"')
    port = Key("port", whole(1, 65535), "587", "Its port.")
    tls = Key("tls", maybe(TLS), "", '"starttls", "tls", or "none" on this machine only; "starttls" unless given, "tls" on port 465.', '"starttls"')
    user = Key("user", maybe(text), "", 'The log-in name; that of imap unless given, "" for no log-in at all.', '"support@acme.example"')
    password = Key("password", maybe(secret), "", "Where the password is; that of imap unless given.", KEPT_ELSEWHERE)
    oauth = Key("oauth", maybe(oauth2), "", "OAuth2 instead of a password; refused by this version.", OAUTH_EXAMPLE)
    cafile = Key("cafile", text, '""', "Certificates (PEM) that are trusted instead of the machine's.", '"/etc/ssl/own-ca.pem"')
    give_up = Key("give_up", duration, '"48h"', "A mail that could not be sent for so long is given up, and told.")


SMTP = Section(
    (Smtp.host, Smtp.port, Smtp.tls, Smtp.user, Smtp.password, Smtp.oauth, Smtp.give_up, Smtp.cafile), "Where mail goes out."
)


class AlarmSmtp:
    host = Key("host", filled, None, "Another outgoing mail server.", '"smtp.other.example"')
    port = Smtp.port
    tls = Smtp.tls
    user = Key("user", maybe(filled), "", "The log-in name there.", '"alarm@other.example"')
    password = Key("password", maybe(secret), "", "Where that password is.", '{ env = "ALARM_PASSWORD" }')
    oauth = Key("oauth", maybe(oauth2), "", "OAuth2 instead of a password; refused by this version.", OAUTH_EXAMPLE)
    cafile = Smtp.cafile


ALARM_SMTP = Section(
    (AlarmSmtp.host, AlarmSmtp.port, AlarmSmtp.tls, AlarmSmtp.user, AlarmSmtp.password, AlarmSmtp.oauth, AlarmSmtp.cafile),
    "A second way out, for the news that the first is broken.",
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


class HoursKeys:
    timezone = Key("timezone", maybe(zone), "", "Time zone of the desk; the machine's unless given.", '"America/New_York"')
    days = Key("days", listed(choice(*DAYS)), '["mon", "tue", "wed", "thu", "fri"]', "The days on which somebody is there.")
    open = Key("open", one_or_many(clock), '"09:00"', "When the day begins; a list for several windows a day.")
    close = Key("close", one_or_many(clock), '"17:00"', 'When it ends; "24:00" is the end of the day.')
    holidays = Key("holidays", days_off, "[]", 'Days off: a country and region such as "US-CA", a list of dates, or an iCal file.', '"US-CA"')


HOURS = Section(
    (HoursKeys.timezone, HoursKeys.days, HoursKeys.open, HoursKeys.close, HoursKeys.holidays),
    "When somebody is there; durations in `bh` and `bd` count these hours only.",
)


class Desk:
    name = Key("name", filled, None, "The desk's name, as customers read it.", '"Acme Support"')
    address = Key("address", email, None, "The support address.", '"support@acme.example"')
    aliases = Key("aliases", listed(email), "[]", "Other addresses of the same mailbox.", '["help@acme.example"]')
    prefix = Key("prefix", word, '"CASE"', "What case references begin with: CASE-1042.")
    staff = Key("staff", listed(address_or_domain), "[]", "Addresses, or whole domains, that are colleagues and never customers.", '["@acme.example"]')
    forms = Key("forms", listed(email), "[]", "Addresses that web forms send from; the customer is in Reply-To.", '["web@acme.example"]')
    lists = Key("lists", listed(email), "[]", "Mailing lists through which customers' mail comes to the desk.", '["team@acme.example"]')
    owner = Key("owner", text, '""', "Contact who owns the desk; the first contact of the top level unless given.", '"olivia"')
    administrator = Key("administrator", text, '""', "Contact who is told of technical problems; the owner unless given.", '"olivia"')
    escalation_manager = Key("escalation_manager", text, '""', "Contact who is told when nobody takes a case; the owner unless given.", '"olivia"')
    inform = Key("inform", listed(word), "[]", "Contacts who get a short copy of every escalation.", '["olivia"]')
    language = Key("language", choice("en", "de", "fr", "es", "nl", "pt", "it"), '"en"', "Language of mails where a customer's is not known.")
    currency = Key("currency", currency, '"USD"', "What a sum without a currency means on this desk.")
    mode = Key("mode", choice("on", "observe"), '"on"', '"observe" computes and logs everything and sends nothing but a daily mail to the owner.')
    imap = table("imap", IMAP, None)
    smtp = table("smtp", SMTP, None)
    alarm_smtp = optional_table("alarm_smtp", ALARM_SMTP)
    hours = table("hours", HOURS, "{}")


DESK = Section(
    (
        Desk.name, Desk.address, Desk.aliases, Desk.prefix, Desk.staff, Desk.forms, Desk.lists, Desk.owner, Desk.administrator,
        Desk.escalation_manager, Desk.inform, Desk.language, Desk.currency, Desk.mode, Desk.imap, Desk.smtp, Desk.alarm_smtp, Desk.hours,
    ),
    "One support address.",
)
