"""A whole world around the real worker: virtual time, a mailbox and a mail server in memory, a real store on a real disk.

Nothing of the worker is faked but what stands behind its own protocols: Clock, Mailbox, Courier.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cache
from pathlib import Path

from inbox_escalator.beats.parts import Parts, ReadingRules
from inbox_escalator.casework.policy import Policy
from inbox_escalator.delivery.courier import Answer, Sent
from inbox_escalator.delivery.dispatch import InlineDispatch
from inbox_escalator.identity import Seal
from inbox_escalator.intake.desk import Desk
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.intake.mailbox import Folders, FolderState, MailboxError
from inbox_escalator.store.disk import Disk
from inbox_escalator.store.storage import COMPACT_AT
from inbox_escalator.store.store import CaseStore
from inbox_escalator.store.tiny import load_key, open_store
from inbox_escalator.triage.matrix import Rules
from inbox_escalator.wiring import furnish
from inbox_escalator.worker import Worker
from inbox_escalator.writing.compose import Composer
from inbox_escalator.writing.outbound import OutboundMail
from inbox_escalator.writing.templates import Templates

MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
DESK = "support@acme.example"


class VirtualClock:
    """Stands still until it is told to go on."""

    def __init__(self, now: datetime = MONDAY) -> None:
        self._now = now
        self._started = now

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._started).total_seconds()

    def set(self, moment: datetime) -> None:
        self._now = moment

    def set_back(self, by: timedelta) -> None:
        """Only the wall clock: monotonic time knows nothing of it."""
        self._now -= by
        self._started -= by


@dataclass
class Stored:
    raw: bytes
    arrived: datetime
    flags: set[str] = field(default_factory=set)


@dataclass
class Folder:
    uidvalidity: int = 1
    uidnext: int = 1
    messages: dict[int, Stored] = field(default_factory=dict)

    def put(self, raw: bytes, arrived: datetime) -> int:
        return self.take(Stored(raw, arrived))

    def take(self, stored: Stored) -> int:
        """A message that was moved keeps its arrival and flags, and gets a new UID."""
        uid, self.uidnext = self.uidnext, self.uidnext + 1
        self.messages[uid] = stored
        return uid


@dataclass
class Delivered:
    """One mail that the mail server accepted from us."""

    at: datetime
    to: str
    raw: bytes
    message_id: str


@dataclass
class MailServer:
    """Mailboxes of the desk, and everything that was accepted for anybody."""

    folders: dict[str, Folder] = field(default_factory=lambda: {n: Folder() for n in ("INBOX", "Sent", "Junk")})
    accepted: list[Delivered] = field(default_factory=list)
    imap_down: str = ""
    """Why nobody can connect; '' when all is well."""
    smtp: Callable[[OutboundMail], Answer | None] = lambda mail: None
    """Answers instead of accepting, where it returns something."""
    copies: bool = True
    """Copies to our own mailbox arrive."""
    copy_delay: timedelta = timedelta(0)
    on_the_way: list[tuple[datetime, bytes]] = field(default_factory=list)
    before: Callable[[str], None] = lambda step: None
    """Called before every step on the wire; may raise."""


    def arrive(self, now: datetime) -> None:
        """What is on its way to our own mailbox and due by now lies there."""
        for due, raw in [c for c in self.on_the_way if c[0] <= now]:
            self.on_the_way.remove((due, raw))
            self.folders["INBOX"].put(raw, due)


class VirtualMailbox:
    """One connection to the desk's mailbox."""

    def __init__(self, server: MailServer, account: str) -> None:
        self._server = server
        self._account = account
        self._folder = ""
        self._step("connect")

    def _step(self, what: str) -> None:
        if self._server.imap_down:
            raise MailboxError(self._server.imap_down)
        self._server.before(what)

    def folders(self) -> Folders:
        self._step("folders")
        names = tuple(self._server.folders)
        return Folders("Sent" if "Sent" in names else "", "Junk" if "Junk" in names else "", names)

    def select(self, folder: str) -> FolderState:
        self._step("select")
        self._folder = folder
        found = self._server.folders[folder]
        return FolderState(folder, found.uidvalidity, found.uidnext, len(found.messages))

    def uids_after(self, uid: int) -> list[int]:
        self._step("search")
        return [u for u in sorted(self._here.messages) if u > uid]

    def fetch(self, uids: Sequence[int], max_bytes: int) -> Iterator[StoredCopy]:
        for uid in uids:
            self._step("fetch")
            stored = self._here.messages.get(uid)
            if stored is not None:
                yield StoredCopy(
                    self._account, self._folder, self._here.uidvalidity, uid, stored.arrived, len(stored.raw),
                    tuple(stored.flags), stored.raw,
                )  # fmt: skip

    def mark(self, uids: Sequence[int], keyword: str) -> None:
        self._step("mark")
        for uid in uids:
            self._here.messages[uid].flags.add(keyword)

    def find(self, folder: str, message_id: str) -> list[int]:
        self._step("find")
        self._folder = folder
        return [u for u, m in self._here.messages.items() if message_id.encode() in m.raw.split(b"\r\n\r\n")[0]]

    def append(self, folder: str, raw: bytes, at: datetime) -> None:
        self._step("append")
        self._server.folders[folder].put(raw, at)
        self._server.before("appended")

    def remove_own(self, uids: Sequence[int]) -> None:
        self._step("remove")
        for uid in uids:
            self._here.messages.pop(uid, None)

    def command_folders(self, names: Sequence[str]) -> tuple[str, ...]:
        self._step("make")
        for name in names:
            self._server.folders.setdefault(f"Escalator/{name}", Folder())
        return tuple(f"Escalator/{name}" for name in names)

    def move(self, uids: Sequence[int], folder: str) -> None:
        self._step("move")
        for uid in uids:
            if (stored := self._here.messages.pop(uid, None)) is not None:
                self._server.folders[folder].take(stored)
        self._server.before("moved")

    def wait(self, seconds: float, wake: int = -1) -> bool:
        return False

    def close(self) -> None:
        self._folder = ""

    @property
    def _here(self) -> Folder:
        return self._server.folders[self._folder]


class VirtualCourier:
    """The mail server's other door: accepts mail, and files the copy for our own mailbox."""

    def __init__(self, server: MailServer, clock: VirtualClock) -> None:
        self._server = server
        self._clock = clock

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        answer = self._server.smtp(mail)
        if answer is not None:
            return answer
        return self.accept(mail, copy_to)

    def accept(self, mail: OutboundMail, copy_to: str) -> Sent:
        raw, now = mail.raw.encode("ascii"), self._clock.now()
        self._server.accepted.append(Delivered(now, mail.address, raw, mail.message_id))
        copied = bool(copy_to) and self._server.copies
        if copied:
            self._server.on_the_way.append((now + self._server.copy_delay, raw))
            self._server.arrive(now)
        return Sent(f"Q{len(self._server.accepted)}", copied)

    async def close(self) -> None:
        return None


@cache
def packaged_templates() -> Templates:
    """Compiled once for all worlds."""
    return Templates()


class World:
    """The worker in its world. `folder` is the data directory; the world outlives the worker."""

    compact_at = COMPACT_AT

    def __init__(
        self, folder: Path, policy: Policy, rules: Rules, *, start: datetime = MONDAY, reading: ReadingRules | None = None
    ) -> None:
        self.folder = folder
        self.policy = policy
        self.rules = rules
        self.clock = VirtualClock(start)
        self.server = MailServer()
        self.reading = reading or ReadingRules("support@acme.example@test")
        self.ignore: tuple[str, ...] = ()
        self.staff: tuple[str, ...] = ()
        self.forms: tuple[str, ...] = ()
        self.store: CaseStore
        self.worker: Worker
        self.templates = packaged_templates()
        self.open()

    # ---------------------------------------------------------------- the worker

    def open(self) -> None:
        """Starts the worker: a new process on the same disk."""
        self.seal = Seal(load_key(self.folder), "acme.example")
        store = open_store(self.folder, seal_digest=self.seal.digest, disk=self.make_disk(), compact_at=self.compact_at)
        self.store = store
        desk = Desk(
            address=self.policy.desk_address,
            seal=self.seal,
            prefix=self.policy.prefix,
            contacts=tuple((c.id, c.addresses) for c in self.policy.contacts),
            staff=self.staff,
            forms=self.forms,
            ignore=self.ignore,
            authserv_id="mx.acme.example",
        )
        self.parts = Parts(
            self.policy, desk, self.rules, self.reading, self.seal, store,
            Composer(self.templates, self.seal, self.policy), self.clock,
            lambda: VirtualMailbox(self.server, self.reading.account), self._retry_asked,
        )  # fmt: skip
        self.worker = furnish(self.parts, InlineDispatch(self.make_courier()))

    retry = False
    """Somebody asks for the quarantine to be tried again."""

    def _retry_asked(self) -> bool:
        asked, self.retry = self.retry, False
        return asked

    def make_disk(self) -> Disk:
        return Disk()

    def make_courier(self) -> VirtualCourier:
        return VirtualCourier(self.server, self.clock)

    def close(self) -> None:
        self.store.close()

    def restart(self) -> None:
        """An orderly stop and a new start."""
        self.worker.close()
        self.store.close()
        self.open()

    def beat(self) -> None:
        """One pass, and the answers of the mails that it sent."""
        self.server.arrive(self.clock.now())
        self.worker.beat()
        self.worker.deliver()

    def goes_on(self, until: datetime, step: timedelta = timedelta(minutes=1)) -> None:
        """Time passes; the worker beats at every moment at which something may be due, and at least every hour."""
        self.beat()
        while self.clock.now() < until:
            known = [m for m in (self.store.next_timer(), self.store.next_mail()) if m is not None]
            nearest = min([m for m in known if m > self.clock.now()], default=until)
            self.clock.set(min(until, max(nearest, self.clock.now() + timedelta(seconds=1)), self.clock.now() + timedelta(hours=1)))
            self.beat()

    # ---------------------------------------------------------------- mail

    def deliver(self, raw: bytes, folder: str = "INBOX") -> int:
        return self.server.folders[folder].put(raw, self.clock.now())

    def mails_to(self, address: str) -> list[Delivered]:
        return [d for d in self.server.accepted if d.to == address]


def mail(
    sender: str,
    words: str,
    *,
    at: datetime,
    number: int,
    to: str = DESK,
    subject: str = "Broken",
    answers: str = "",
    headers: Sequence[tuple[str, str]] = (),
    cc: str = "",
    files: Sequence[str] = (),
) -> bytes:
    """A plain mail as it arrives, with the Message-ID `<n@sender's domain>`; `files`: names of PDF attachments."""
    message = EmailMessage()
    domain = sender.rpartition("@")[2].strip("> ")
    message["Received"] = f"from mx.{domain} by mx.acme.example with ESMTPS; {format_datetime(at)}"
    for name, value in headers:
        message[name] = value
    message["From"], message["To"], message["Subject"] = sender, to, subject
    if cc:
        message["Cc"] = cc
    message["Date"], message["Message-ID"] = format_datetime(at), f"<{number}@{domain}>"
    if answers:
        message["In-Reply-To"] = message["References"] = answers
    message.set_content(words)
    for name in files:
        message.add_attachment(f"%PDF {name}".encode(), "application", "pdf", filename=name)
    return message.as_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n")
