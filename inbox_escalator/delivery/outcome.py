"""What becomes of a mail: by the answer it got, or by the lack of one. Pure: same row, same answer, same row again."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from inbox_escalator.casework.decision import Route
from inbox_escalator.delivery.courier import Answer, Later, Never, Sent, Unsure
from inbox_escalator.store.store import Channel
from inbox_escalator.writing.outbound import OutboundMail, State

COPY = "copy"
"""Name of the channel that is a copy to our own mailbox."""

FILED = "sent"
"""Name of the channel that is the provider's own Sent folder."""

NO_CHANNEL = "none"

GIVEN_UP = "given up after"
"""How the reason of a mail begins that was never refused for good, but tried for too long."""

DOUBLINGS = 10
"""Enough to reach every longest pause."""


@dataclass(frozen=True, slots=True)
class PostRules:
    """The patience of the post."""

    desk: str
    """The desk's own address: where evidence copies go."""
    give_up: timedelta = timedelta(hours=48)
    """Counted from the moment at which the mail was to leave."""
    grace: timedelta = timedelta(minutes=15)
    """How long evidence is waited for; never under three times the longest delay seen."""
    inbox_grace: timedelta = timedelta(minutes=1)
    """The same for a notice put into INBOX: there a search answers at once."""
    first_retry: timedelta = timedelta(minutes=1)
    longest_retry: timedelta = timedelta(hours=1)
    urgent_retry: timedelta = timedelta(minutes=5)
    """Longest pause of a critical mail, and of all while no server can be reached: they leave soon after it is back."""
    alarm_retry: timedelta = timedelta(minutes=10)
    """First pause after quota, policy or a refused log-in: trying harder makes these worse. Longest one of a critical
    mail."""
    tell_after: timedelta = timedelta(minutes=15)
    """A mail that is late by so much is an alarm, whatever the reason."""
    stale_after: timedelta = timedelta(minutes=10)
    """A mail that leaves later than this is composed anew, if no attempt is in doubt."""
    in_flight: int = 16
    """So many mails at most are TRYING at once: after a crash each of them is a doubt."""

    def patience(self, channel: Channel) -> timedelta:
        """The grace time with this channel."""
        return max(self.grace, timedelta(seconds=3 * channel.slowest))


def tried(mail: OutboundMail, now: datetime, copy_to: str) -> OutboundMail:
    """The intent: this row is durable before the server hears a word of the mail."""
    count = mail.attempts + 1
    return replace(mail, state=State.TRYING, attempts=count, tried_at=now, next_try=None, copied=bool(copy_to))


def accepted(mail: OutboundMail, at: datetime) -> OutboundMail:
    """Its bytes are out; the store need not keep them."""
    return replace(mail, state=State.SENT, sent_at=at, raw="", notice=None, because="", next_try=None)


def proven(mail: OutboundMail, at: datetime, alias: str = "") -> OutboundMail:
    """The row after our own mail was found in the mailbox, arrived there `at`: SENT, whatever was decided meanwhile.

    `alias`: the Message-ID that the server gave it instead of ours.
    """
    known = mail if mail.state is State.SENT else replace(accepted(mail, at), because="found in the mailbox")
    return replace(known, alias=alias or known.alias)


def withdrawn(mail: OutboundMail, because: str) -> OutboundMail:
    return replace(mail, state=State.WITHDRAWN, because=because, next_try=None)


def answered(mail: OutboundMail, answer: Answer, now: datetime, rules: PostRules) -> OutboundMail:
    """The row after this answer; the same row where the answer changes nothing.

    A yes is always true. Everything else counts only while the mail is TRYING: what was proven, dropped or withdrawn
    meanwhile is not brought back.
    """
    if isinstance(answer, Sent):
        return replace(accepted(mail, now), queue_id=answer.queue_id, copied=answer.copied)
    if mail.state is not State.TRYING:
        return mail
    if isinstance(answer, Unsure):
        return replace(mail, because=answer.reason, copied=answer.copied, doubted=True)
    if isinstance(answer, Never):
        return replace(mail, state=State.FAILED, because=answer.reason, copied=False)
    if now - mail.leaves >= rules.give_up:
        return _given_up(mail, answer.reason, rules)
    return replace(
        mail, state=State.NEW, because=answer.reason, copied=False, kept_back=not answer.session,
        next_try=now + retry_after(mail, answer, rules),
    )  # fmt: skip


def retry_after(mail: OutboundMail, later: Later, rules: PostRules) -> timedelta:
    """Doubling pauses. The same mail always gets the same ones, and no two mails quite the same."""
    first, longest = rules.first_retry, rules.longest_retry
    if later.alarm:
        soon = later.session or mail.critical
        first, longest = rules.alarm_retry, rules.alarm_retry if soon else rules.longest_retry
    elif later.session or mail.critical or mail.route is Route.INBOX:
        longest = rules.urgent_retry
    pause = min(first * _doubled(mail), longest)
    share = zlib.crc32(f"{mail.message_id} {mail.attempts}".encode()) / 2**32
    return pause * (0.9 + 0.2 * share)


def unanswered(
    mail: OutboundMail, now: datetime, channel: Channel, seen_everything: bool, rules: PostRules
) -> OutboundMail:
    """The row of a TRYING mail whose answer was lost; the same row as long as it must wait.

    Where a channel works, no evidence after the grace time means: not accepted, send again. Where none does, one of
    ours may come twice; a customer's mail is held, for staff to say.
    """
    if mail.route is Route.INBOX:
        return mail if _waited(mail, now) < rules.inbox_grace else _again(mail)
    works = channel.name == FILED or (channel.name == COPY and mail.copied)
    silent = channel.name == NO_CHANNEL
    if _waited(mail, now) < rules.patience(channel) or not (seen_everything or silent):
        return mail
    if works:
        return _again(mail)
    return _unproven(mail, now, channel, rules)


def _unproven(mail: OutboundMail, now: datetime, channel: Channel, rules: PostRules) -> OutboundMail:
    if mail.for_customer:
        why = mail.because or "we were stopped in the middle of it"
        return replace(mail, state=State.HELD, doubted=True, because=f"nobody knows whether it was accepted: {why}")
    if now - mail.leaves >= rules.give_up:
        return _given_up(mail, mail.because or "its answer was lost", rules)
    # A server that takes the mail and loses every answer must not fill the contact's mailbox: twice as long each time.
    pause = rules.patience(channel) * _doubled(mail)
    return mail if _waited(mail, now) < pause else _again(mail)


def _again(mail: OutboundMail) -> OutboundMail:
    """Same bytes, same id."""
    return replace(mail, state=State.NEW, doubted=True, next_try=None)


def _given_up(mail: OutboundMail, reason: str, rules: PostRules) -> OutboundMail:
    hours = rules.give_up.total_seconds() / 3600
    return replace(mail, state=State.FAILED, because=f"{GIVEN_UP} {hours:g} h: {reason}", next_try=None)


def _doubled(mail: OutboundMail) -> int:
    """1 after the first attempt, then 2, 4, …"""
    return 1 << min(max(mail.attempts - 1, 0), DOUBLINGS)


def _waited(mail: OutboundMail, now: datetime) -> timedelta:
    return now - (mail.tried_at or mail.created)
