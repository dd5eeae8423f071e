"""Third beat: deliver the post. The postman keeps the order of work; what he reports becomes decisions."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from inbox_escalator.beats.absences import fall_over_elsewhere
from inbox_escalator.beats.evidence import channel_of
from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import finish, situation_of
from inbox_escalator.casework.decision import HOUSE, Decision, Posted, Situation
from inbox_escalator.casework.policy import Policy
from inbox_escalator.casework.relevance import no_longer_needed
from inbox_escalator.delivery.courier import Answer, Later, Sent
from inbox_escalator.delivery.outcome import GIVEN_UP, withdrawn
from inbox_escalator.intake.mailbox import Mailbox, MailboxError
from inbox_escalator.store.store import Channel, StoreError, Turn
from inbox_escalator.writing.outbound import OutboundMail, State

log = logging.getLogger(__name__)

ALARM_AGAIN_AFTER = timedelta(hours=1)

INBOX = "INBOX"


class Alarms:
    """Troubles, each said once as it begins and once when it is over; the administrator is mailed hourly at most."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._told: dict[str, datetime] = {}
        self._said: dict[str, str] = {}

    def say(self, kind: str, line: str) -> None:
        """One line when it begins or changes, however often it is met. `kind` names the trouble."""
        if self._said.get(kind) != line:
            self._said[kind] = line
            log.warning("%s", line)

    def over(self, kind: str, line: str) -> None:
        """Says so, if there was such a trouble."""
        if self._said.pop(kind, None) is not None:
            log.info("%s", line)

    def all_over(self, prefix: str, line: str) -> None:
        """The same for all kinds that begin so: one line for them together."""
        kinds = [kind for kind in self._said if kind.startswith(prefix)]
        for kind in kinds[1:]:
            del self._said[kind]
        if kinds:
            self.over(kinds[0], line)

    def raise_(self, kind: str, line: str, now: datetime, *, news: bool = False) -> None:
        """Said, and mailed to the administrator; a second one of a kind within the hour is only said, if it is no
        `news`. One that has not left yet is replaced: after an outage nobody wants to read all of it."""
        self.say(kind, line)
        last = self._told.get(kind)
        if last is not None and now - last < ALARM_AGAIN_AFTER and not news:
            return
        self._told[kind] = now
        try:
            self._mail(kind, line, now)
        except StoreError:
            raise
        except Exception:  # it was said; the work goes on
            log.exception("the administrator cannot be told")

    def _mail(self, kind: str, line: str, now: datetime) -> None:
        from inbox_escalator.casework.house import on_problem  # as in tail.py

        with self._parts.store.turn() as turn:
            situation = Situation(now=now, house_events=turn.house_events())
            mails = finish(self._parts, turn, on_problem(line, situation, self._parts.policy), now)
            before = turn.outbound(turn.fact(f"alarm {kind}"))
            if before is not None and before.state is State.NEW:
                turn.put_mail(withdrawn(before, "a newer one says how things are now"))
            if mails:
                turn.put_fact(f"alarm {kind}", mails[0].message_id)


def last_look(parts: Parts, mail: OutboundMail) -> str:
    """Why this mail is not needed any more; '' where it is."""
    if mail.case == HOUSE:
        return ""
    try:
        return no_longer_needed(mail.posted(), parts.store.case(mail.case), parts.policy)
    except StoreError:
        raise
    except Exception:  # when in doubt it is sent: a mail too many is better than one that blocks those behind it
        log.exception("%s: nobody can tell whether it is still needed", mail.message_id)
        return ""


def not_again(turn: Turn, mail: OutboundMail) -> str:
    """Why a mail that came back is not tried once more; '' where it is."""
    from inbox_escalator.casework.reminding import gives_way

    return gives_way(mail.posted(), (other.posted() for other in turn.outbox_of(mail.case)))


def channel(parts: Parts) -> Channel:
    return channel_of(parts.store.fact("channel"))


def follow(parts: Parts, turn: Turn, mail: OutboundMail, now: datetime) -> None:
    """What follows from a mail that was refused for good, given up or held, in the commit that makes it so."""
    if mail.case == HOUSE:
        return
    try:
        situation = situation_of(parts, turn, now, turn.case(mail.case))
        decision = _occasion(mail)(mail.posted(), mail.because, situation, parts.policy)
        finish(parts, turn, decision, now)
        fall_over_elsewhere(parts, turn, decision, now)
    except StoreError:
        raise
    except Exception:  # its fate is committed all the same; else its answer would come again with every pass
        log.exception("%s: nothing could follow from %s", mail.case, mail.because)


def _occasion(mail: OutboundMail) -> Callable[[Posted, str, Situation, Policy], Decision]:
    from inbox_escalator.casework.machine import on_given_up, on_held, on_refused

    if mail.state is State.HELD:
        return on_held
    return on_given_up if mail.because.startswith(GIVEN_UP) else on_refused


class Inbox:
    """Puts notices into the shared mailbox: delivered like mail, looked for before a second try."""

    def __init__(self, mailbox: Callable[[], Mailbox]) -> None:
        self._mailbox = mailbox

    def append(self, mail: OutboundMail, now: datetime) -> Answer:
        """A connection that breaks before APPEND is Later; in the midst of it, nobody knows (MailboxError)."""
        try:
            mailbox = self._mailbox()
        except MailboxError as problem:
            return Later(str(problem))
        mailbox.append(INBOX, mail.raw.encode("ascii"), now)
        return Sent("APPEND")

    def has(self, mail: OutboundMail) -> bool:
        """It lies there already. Raises MailboxError where that cannot be found out now."""
        return bool(self._mailbox().find(INBOX, mail.message_id))
