"""The ground on which attackers and the real worker meet: tests/world.py, and mails written byte by byte."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.decision import Decision, Event
from inbox_escalator.casework.policy import Policy
from inbox_escalator.intake.desk import Desk
from inbox_escalator.store.disk import Disk
from inbox_escalator.triage.matrix import Rules, load_rules
from inbox_escalator.writing.outbound import OutboundMail
from tests.casework import bench
from tests.world import DESK, World, mail

RULES = load_rules()

JANE = "Jane Roe <jane@customer.example>"
FORWARD = """new: she wrote to my own address

---------- Forwarded message ---------
From: Jane Roe <jane@customer.example>
Date: Mon, Nov 23, 2026 at 9:00 AM
Subject: Invoice
To: <anna@acme.example>

The invoice is wrong.
"""
"""What Gmail makes of a mail that a colleague sends on."""
ANNA = "Anna Berg <anna@acme.example>"
EVIL = "Eve Black <eve@evil.example>"

MANAGER = "I want to speak to your manager now."
LAWYER = "My lawyer will take legal action against you."

PASS = ("Authentication-Results", "mx.acme.example; dmarc=pass header.from=acme.example")
FAIL = ("Authentication-Results", "mx.acme.example; dmarc=fail header.from=acme.example")


class QuietDisk(Disk):
    """No power cut comes here, so nothing waits for the disk."""

    def sync(self, fd: int) -> None:
        return None

    datasync = sync

    def sync_folder(self, path: Path) -> None:
        return None


@dataclass(frozen=True, slots=True)
class Opened:
    """A mail that left, as its reader sees it."""

    to: str
    template: str
    subject: str
    text: str
    message_id: str
    raw: bytes


class Ground(World):
    """Anna and Ben are L2, Olivia is L3 and the owner; Monday 09:00."""

    def __init__(self, folder: Path, policy: Policy | None = None, rules: Rules = RULES) -> None:
        self._number = 0
        self.last_raw = b""
        self.handed_over = 0
        super().__init__(folder, policy or bench.policy(triggers=rules.triggers), rules)
        self.beat()

    def make_disk(self) -> Disk:
        return QuietDisk()

    # ---------------------------------------------------------------- writing

    def writes(
        self, sender: str, words: str, *, answers: str = "", subject: str = "Broken",
        headers: Sequence[tuple[str, str]] = (), to: str = DESK, cc: str = "", folder: str = "INBOX",
    ) -> str:  # fmt: skip
        """A mail arrives and is read; returns its Message-ID."""
        raw = mail(
            sender, words, at=self.clock.now(), number=self.next_number(), to=to, subject=subject, answers=answers,
            headers=headers, cc=cc,
        )  # fmt: skip
        return self.takes(raw, folder)

    def sends(self, lines: Sequence[str], body: str = "ok", *, folder: str = "INBOX") -> str:
        """The same, header by header: below what our server writes on top. `MX` stands for our server's Received."""
        received = f"Received: from a.b by mx.acme.example with ESMTPS; {format_datetime(self.clock.now())}"
        lines = [received if line == "MX" else line for line in (lines if "MX" in lines else ["MX", *lines])]
        named = {line.partition(":")[0].strip().lower() for line in lines}
        if "date" not in named:
            lines.append(f"Date: {format_datetime(self.clock.now())}")
        if "message-id" not in named:
            lines.append(f"Message-ID: <{self.next_number()}@made.example>")
        if "to" not in named:
            lines.append(f"To: {DESK}")
        return self.takes("\r\n".join((*lines, "", body, "")).encode("utf-8", "surrogateescape"), folder)

    def takes(self, raw: bytes, folder: str = "INBOX") -> str:
        """These very bytes arrive and are read."""
        self.last_raw = raw
        self.deliver(raw, folder)
        self.beat()
        found = re.search(rb"(?im)^message-id:\s*(<[^>]*>)", raw)
        return found[1].decode("utf-8", "replace") if found else ""

    def next_number(self) -> int:
        self._number += 1
        return self._number

    def passes(self, **span: float) -> None:
        self.goes_on(self.clock.now() + timedelta(**span))

    # ---------------------------------------------------------------- looking

    @property
    def cases(self) -> list[Case]:
        return list(self.store.cases())

    @property
    def case(self) -> Case:
        """The newest one."""
        return self.cases[-1]

    def events(self, reference: str = "") -> tuple[Event, ...]:
        return self.store.events(reference or self.case.reference)

    def is_back(self, who: str) -> None:
        """Whatever a command said before, that contact is there."""
        with self.store.turn() as turn:
            turn.record(Decision(present=(who,)))

    def rows(self, to: str = "") -> list[OutboundMail]:
        """Everything that was ever owed, to one recipient (contact id, `customer`, `desk`) or to all."""
        return [m for m in self.store.outbox() if not to or m.to == to]

    def letters(self, to: str = "") -> list[Opened]:
        """Everything that left by SMTP or was put into INBOX, by address."""
        rows = {m.message_id: m for m in self.store.outbox()}
        accepted = [(d.to, d.raw) for d in self.server.accepted]
        inside = [(DESK, m.raw) for m in self.server.folders["INBOX"].messages.values() if _put_inside(m.raw)]
        return [opened(at, raw, rows) for at, raw in (*accepted, *inside) if not to or at == to]

    def state(self, reference: str) -> Case | None:
        """The case without what every mail may leave on it: its log, whom it warned, and what waits for their word."""
        case = self.store.case(reference)
        return replace(case, events=0, undo=None, threads=(), answered=(), offered=()) if case else None


def opened(to: str, raw: bytes, rows: dict[str, OutboundMail]) -> Opened:
    message = email.message_from_bytes(raw, policy=email.policy.default)
    plain = message.get_body(("plain",))
    number = str(message["Message-ID"])
    template = rows[number].template if number in rows else ""
    text = plain.get_content() if plain is not None else ""
    return Opened(to, template, str(message["Subject"]), text, number, raw)


def _put_inside(raw: bytes) -> bool:
    head = raw.partition(b"\r\n\r\n")[0].replace(b"\r\n ", b" ")
    return b"X-Inbox-Escalator:" in head and re.search(rb"(?m)^To: .*<support@acme\.example>", head) is not None


def desk_of(ground: Ground) -> Desk:
    return ground.parts.desk


def token_of(message_id: str) -> str:
    """`abcdefghijklmnop` out of `<CASE-1001.2.abcdefghijklmnop@acme.example>`."""
    return message_id.partition("@")[0].rpartition(".")[2]
