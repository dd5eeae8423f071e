"""A notice becomes a mail: its final bytes, its addressee, its subject and its place in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from inbox_escalator.casework.case import Case, Escalation
from inbox_escalator.casework.decision import HOUSE, Event, Notice, Text
from inbox_escalator.casework.draft import ALERT
from inbox_escalator.casework.policy import Policy
from inbox_escalator.clock import aware
from inbox_escalator.identity import CUSTOMER, DESK, Seal
from inbox_escalator.writing import for_customers, markup
from inbox_escalator.writing.clean import ELLIPSIS, one_line
from inbox_escalator.writing.facts import Facts, no_case
from inbox_escalator.writing.html_part import to_html
from inbox_escalator.writing.known import View
from inbox_escalator.writing.mime import Letter, to_wire
from inbox_escalator.writing.moments import date_header
from inbox_escalator.writing.outbound import OutboundMail, State
from inbox_escalator.writing.templates import FALLBACK, Template, TemplateError, Templates
from inbox_escalator.writing.text_part import to_text
from inbox_escalator.writing.view import THREAD_SUBJECT, view

STAFF_SUBJECT = 60
"""Letters of a staff mail's subject: more does not fit on a phone. `Re: ` comes on top."""

CUSTOMER_SUBJECT = 150

HUMAN = "message"
"""The one customer mail whose words are a person's own."""

OWN_HEADER = "X-Inbox-Escalator"

_LONGEST_ID = 250
_REFERENCES = 10
_LOCAL_PART = 64  # RFC 5321, section 4.5.3.1.1


class Composer:
    """Writes the mails of one desk. The same notice, case and words give the same bytes."""

    def __init__(self, templates: Templates, seal: Seal, policy: Policy, *, plus: bool = False) -> None:
        self._templates = templates
        self._seal = seal
        self._policy = policy
        self._plus = plus
        """Mail to `support+anything@` was found to arrive."""

    def compose(
        self, notice: Notice, case: Case | None, texts: Sequence[Text], events: Sequence[Event], now: datetime
    ) -> OutboundMail:
        """The mail for that notice. KeyError where no mail has the notice's name.

        `case` is the case as the decision leaves it; `texts` and `events` are all of its own, the new ones included.
        """
        now = aware(now)
        leaves = max(now, aware(notice.leaves)) if notice.leaves else now
        known = case or no_case(notice.case, self._policy, now)
        facts = Facts(notice, known, texts, events, self._policy, self._seal, leaves)
        subject, text, html = self._write(facts)
        # A further address is another hand, and so is a colleague who is no contact: their token commands nothing.
        holder = CUSTOMER if notice.template == ALERT or self._is_passed_on(notice) else notice.to
        message_id = self._seal.message_id(notice.case, holder, notice.number)
        letter = self._letter(facts, message_id, subject, text, html)
        return OutboundMail(
            message_id=message_id,
            case=notice.case,
            event=notice.event,
            template=notice.template,
            to=notice.to,
            address=notice.address,
            sender=self._plus_address(f"b-{_bare(message_id)}") or self._policy.desk_address,
            subject=subject,
            raw=to_wire(letter),
            created=now,
            leaves=leaves,
            route=notice.route,
            critical=notice.critical,
            escalation=notice.escalation,
            state=State.HELD if notice.hold else State.NEW,
            notice=notice,
        )

    # ------------------------------------------------------------------ words

    def _write(self, facts: Facts) -> tuple[str, str, str]:
        """Subject, text part and HTML part; a template of the owner's that fails gives way to ours."""
        name = facts.notice.template
        choices = list(self._templates.choices(name, facts.case.language))
        for template in choices:
            try:
                return self._write_by(template, replace(facts, language=template.language))
            except TemplateError as error:
                if template is choices[-1]:
                    raise
                self._templates.withdraw(template, str(error))
        raise TemplateError(f"{name}: the packaged template is missing; install inbox-escalator again")

    def _write_by(self, template: Template, facts: Facts) -> tuple[str, str, str]:
        values = markup.Values()
        known = dict(view(template.name, template.needs, facts))
        if THREAD_SUBJECT in template.needs:
            known[THREAD_SUBJECT] = self._thread_subject(facts)
        subject = _subject(template.title(known, values), values, known, for_customer=facts.notice.to == CUSTOMER)
        found = markup.blocks(template.text(known, values))
        html = to_html(found, values, title=subject, language=template.language)
        return subject, to_text(found, values), html

    def _thread_subject(self, facts: Facts) -> str:
        """Subject of the escalation's own mail, written once more; the customer's where there is none."""
        running = _of_thread(facts)
        if facts.case.reference == HOUSE:
            return one_line(self._policy.desk_name)
        if running is None or facts.notice.to == DESK:
            return _of_customer(facts)
        notice = replace(facts.notice, template="escalation", escalation=running.number)
        return self._title("escalation", replace(facts, notice=notice, language=FALLBACK))

    def _title(self, name: str, facts: Facts) -> str:
        for template in self._templates.choices(name):
            known, values = view(name, template.subject.needs, facts), markup.Values()
            # An owner's subject that fails is withdrawn when its own mail is written.
            with suppress(TemplateError):
                return _subject(template.title(known, values), values, known, for_customer=False)
        raise TemplateError(f"{name}: the packaged template is missing; install inbox-escalator again")

    # ------------------------------------------------------------------ headers

    def _letter(self, facts: Facts, message_id: str, subject: str, text: str, html: str) -> Letter:
        notice, policy = facts.notice, self._policy
        answered, references = self._thread(facts)
        return Letter(
            message_id=message_id,
            date=date_header(facts.at, policy.hours.zone),
            subject=subject,
            sender=(one_line(policy.desk_name), policy.desk_address),
            to=(self._addressee(facts), notice.address),
            reply_to=self._plus_address(_bare(message_id)) if notice.to not in (CUSTOMER, DESK) else "",
            in_reply_to=answered,
            references=references,
            extra=_extra_headers(notice, message_id),
            text=text,
            html=html,
        )

    def _addressee(self, facts: Facts) -> str:
        if facts.notice.to == CUSTOMER:
            return one_line(facts.case.customer.name)
        if self._is_passed_on(facts.notice):
            return ""
        return one_line(facts.person(facts.notice.to))

    def _is_passed_on(self, notice: Notice) -> bool:
        """It stands for the desk, and goes to a colleague who is no contact."""
        return notice.to == DESK and notice.address != self._policy.desk_address

    def _thread(self, facts: Facts) -> tuple[str, tuple[str, ...]]:
        """What it answers, and the ids above it, oldest first (RFC 5322, section 3.6.4)."""
        notice = facts.notice
        ids: list[str] = []
        if notice.to in (CUSTOMER, DESK):
            ids = [m for m in facts.case.messages if _plain_id(m)]
            ids = ids if len(ids) <= _REFERENCES else [ids[0], *ids[1 - _REFERENCES :]]
        if notice.thread and notice.to != CUSTOMER:
            ids.append(self._seal.message_id(notice.case, notice.to, notice.thread))
        return (ids[-1], tuple(ids)) if ids else ("", ())

    def _plus_address(self, detail: str) -> str:
        """`support+DETAIL@acme.example` where such mail arrives; else ''."""
        local, _, domain = self._policy.desk_address.rpartition("@")
        long = f"{local}+{detail}"
        return f"{long}@{domain}" if self._plus and len(long) <= _LOCAL_PART else ""


def _of_thread(facts: Facts) -> Escalation | None:
    """The escalation by whose mail the thread began."""
    thread, to = facts.notice.thread, facts.notice.to
    for running in facts.case.escalations:
        if thread and any(c.contact == to and c.notice == thread for c in running.calls):
            return running
    return facts.escalation


def _of_customer(facts: Facts) -> str:
    words = for_customers.subject(facts)
    said = f"{words} [{facts.case.reference}]".strip()
    return said if len(said) <= STAFF_SUBJECT else _cut(said, words, STAFF_SUBJECT)


def _extra_headers(notice: Notice, message_id: str) -> tuple[tuple[str, str], ...]:
    """Customers' mails say that they are automatic (RFC 3834). Staff's do not: else no vacation program would answer,
    and that answer tells us that a contact is away."""
    own = ((OWN_HEADER, message_id),)
    if notice.to == CUSTOMER:
        if notice.template == HUMAN:
            return (*own, ("Auto-Submitted", "no"))
        return (*own, ("Auto-Submitted", "auto-replied"), ("X-Auto-Response-Suppress", "All"))
    if notice.critical and notice.template == "escalation":
        return (*own, ("Importance", "high"), ("X-Priority", "1"))
    return own


def _subject(skeleton: str, values: markup.Values, known: View, *, for_customer: bool) -> str:
    """One line, short enough: the customer's own words are cut first."""
    said = one_line(values.plain(skeleton))
    room = CUSTOMER_SUBJECT if for_customer else STAFF_SUBJECT + (4 if said.startswith("Re: ") else 0)
    if len(said) <= room:
        return said
    foreign = "subject" if for_customer else "customer_name"
    words = known.get(foreign, "")
    return _cut(said, one_line(words) if isinstance(words, str) else "", room)


def _cut(said: str, words: str, room: int) -> str:
    """Shortens those words within the line; then the line itself, but never the reference at its end."""
    over = len(said) - room
    if words and words in said:
        kept = max(1, len(words) - over - 1)
        said = said.replace(words, words[:kept].rstrip() + ELLIPSIS, 1)
    if len(said) <= room:
        return said
    head, bracket, tail = said.rpartition(" [")
    if not bracket or len(tail) > room // 2:
        return said[: room - 1] + ELLIPSIS
    return head[: room - len(tail) - 3].rstrip() + ELLIPSIS + bracket + tail


def _bare(message_id: str) -> str:
    """`CASE-1042.17.token` out of `<CASE-1042.17.token@acme.example>`."""
    return message_id[1:].rpartition("@")[0]


def _plain_id(message_id: str) -> bool:
    """A customer's id that may stand in a header of ours."""
    inner = message_id[1:-1]
    framed = message_id[:1] == "<" and message_id[-1:] == ">"
    return framed and 0 < len(inner) <= _LONGEST_ID and all("!" <= c <= "~" and c not in "<>" for c in inner)
