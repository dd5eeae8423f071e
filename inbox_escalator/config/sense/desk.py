"""`[desk]`, its mailbox, its outgoing mail."""

from __future__ import annotations

from inbox_escalator.config.kinds_more import OAuth
from inbox_escalator.config.schema import Key, Values
from inbox_escalator.config.secret import Secret
from inbox_escalator.config.sense.names import must_be_one_of
from inbox_escalator.config.tables.desk import AlarmSmtp, Desk, Imap, Smtp
from inbox_escalator.intake.imap_settings import is_loopback

ROLES = (Desk.owner, Desk.administrator, Desk.escalation_manager)


def desk(values: Values, contacts: tuple[str, ...]) -> None:
    """Roles name contacts; the desk is no web form of its own."""
    for role in ROLES:
        said = values.get(role)
        if said:
            must_be_one_of(said, contacts, "contact", values.at(role))
    for index, said in enumerate(values.get(Desk.inform) or ()):
        must_be_one_of(said, contacts, "contact", values.at(Desk.inform).at(index))
    own = {values.get(Desk.address), *(values.get(Desk.aliases) or ())}
    for key in (Desk.forms, Desk.lists):
        for index, address in enumerate(values.get(key) or ()):
            if address in own:
                values.at(key).at(index)(f"{address} is the desk itself; customers write to it directly", "")


def imap(values: Values) -> None:
    _one_proof(values, Imap.password, Imap.oauth, needed=True)
    _no_clear_text(values, Imap.host, values.get(Imap.tls), Imap.tls, "tls")
    _by_the_clock(values, Imap.poll)
    if values.get(Imap.folders) == ():
        values.at(Imap.folders)("is empty; at least one folder is read", 'folders = ["INBOX"]')
    poll = values.get(Imap.poll)
    if poll is not None and not poll.business and poll.amount == 0:
        values.at(Imap.poll)("is zero; at least a second", 'poll = "60s"')


def smtp(values: Values) -> None:
    _one_proof(values, Smtp.password, Smtp.oauth, needed=False)
    _no_clear_text(values, Smtp.host, values.get(Smtp.tls), Smtp.tls, "starttls")
    _by_the_clock(values, Smtp.give_up)


def alarm_smtp(values: Values) -> None:
    _one_proof(values, AlarmSmtp.password, AlarmSmtp.oauth, needed=False)
    if values.get(AlarmSmtp.user) and not values.gives(AlarmSmtp.password) and not values.gives(AlarmSmtp.oauth):
        values.tell("password is missing", AlarmSmtp.password.good)
    _no_clear_text(values, AlarmSmtp.host, values.get(AlarmSmtp.tls), AlarmSmtp.tls, "starttls")


def _one_proof(values: Values, password: Key[Secret | None], oauth: Key[OAuth | None], *, needed: bool) -> None:
    if values.gives(password) and values.gives(oauth):
        values.at(oauth)("stands beside a password; keep one of them", "")
    elif needed and not values.gives(password) and not values.gives(oauth):
        values.tell("password is missing", password.good)


def _no_clear_text(values: Values, host: Key[str], tls: str | None, key: Key[object], good: str) -> None:
    said = values.get(host)
    if tls == "none" and said is not None and not is_loopback(said):
        values.at(key)(f'"none" would send the password to {said} in clear words', f'tls = "{good}"')


def _by_the_clock(values: Values, key: Key[object]) -> None:
    span = values.get(key)
    if getattr(span, "business", False):
        values.at(key)(f"{span} counts business time; this runs day and night", key.good)
