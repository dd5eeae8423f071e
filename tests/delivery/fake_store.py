"""The part of a CaseStore that the post uses, in memory: what is durable, and a disk that can be full."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from inbox_escalator.store.store import StoreError
from inbox_escalator.writing.outbound import OutboundMail, State


class FakeTurn:
    def __init__(self, rows: dict[str, OutboundMail]) -> None:
        self.rows = dict(rows)

    def outbound(self, message_id: str) -> OutboundMail | None:
        found = self.rows.get(message_id)
        return found or next((row for row in self.rows.values() if message_id == row.alias), None)

    def put_mail(self, mail: OutboundMail) -> None:
        known = self.rows.get(mail.message_id)
        if known is None or known.state is not State.SENT or mail.state is State.SENT:
            self.rows[mail.message_id] = mail


class FakeStore:
    def __init__(self, *mails: OutboundMail) -> None:
        self.durable = {mail.message_id: mail for mail in mails}
        self.commits = 0
        self.full = False
        self.read = 0
        """Rows that `mail_due` gave out."""

    @contextmanager
    def turn(self) -> Iterator[FakeTurn]:
        turn = FakeTurn(self.durable)
        yield turn
        if self.full:
            raise StoreError("data: no space left on the device")
        self.durable, self.commits = turn.rows, self.commits + 1

    def mail_due(self, now: datetime, limit: int = 0) -> list[OutboundMail]:
        due = [m for m in self.durable.values() if m.state is State.NEW and m.leaves <= now and (m.next_try or now) <= now]
        first = sorted(due, key=lambda m: (not m.critical, m.leaves))[: limit or None]
        self.read += len(first)
        return first

    def mail_trying(self) -> list[OutboundMail]:
        return [m for m in self.durable.values() if m.state is State.TRYING]

    def next_mail(self) -> datetime | None:
        return min((max(m.leaves, m.next_try or m.leaves) for m in self.durable.values() if m.state is State.NEW), default=None)

    def row(self, mail: OutboundMail) -> OutboundMail:
        return self.durable[mail.message_id]
