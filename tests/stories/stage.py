"""The stage of a story: the world around the real worker, its people, and what each of them has got."""

from __future__ import annotations

from datetime import datetime, timedelta
from email.utils import parseaddr
from pathlib import Path

from inbox_escalator.beats.parts import ReadingRules
from inbox_escalator.delivery.courier import Answer, Unsure
from inbox_escalator.intake.mail import Address
from inbox_escalator.store.disk import Disk
from inbox_escalator.store.lock import KEY, KEY_BYTES
from inbox_escalator.store.store import CaseStore
from inbox_escalator.writing.outbound import OutboundMail
from tests.stories.givens import Givens, customer
from tests.stories.letters import Letter, Pile, Written, opened
from tests.world import DESK, VirtualCourier, World

FRONT_LINE = "the front line"
RETRY = timedelta(minutes=5)
"""While something is down the worker looks at least so often."""


class StoryError(AssertionError):
    """What the story says and what happened."""


class QuietDisk(Disk):
    """No power cut comes in a story, so nothing waits for the disk."""

    def sync(self, fd: int) -> None:
        return None

    datasync = sync

    def sync_folder(self, path: Path) -> None:
        return None


class StoryWorld(World):
    """The world of tests/world.py, furnished as the story is given."""

    loses = ""
    """What the mail server loses: `answers` (the mail arrives all the same), or `mail and answers`."""

    def __init__(self, folder: Path, givens: Givens, start: datetime) -> None:
        self._givens = givens
        folder.mkdir(parents=True, exist_ok=True)
        (folder / KEY).write_bytes(bytes(KEY_BYTES))  # the same ids, and the same pauses between two tries, each time
        reading = ReadingRules("support@acme.example@test", command_folders=givens.folders)
        super().__init__(folder, givens.policy(), givens.rules, start=start, reading=reading)

    def open(self) -> None:
        self.ignore, self.staff, self.forms = self._givens.ignored, self._givens.staff, self._givens.forms
        super().open()

    def make_disk(self) -> Disk:
        return QuietDisk()

    def make_courier(self) -> VirtualCourier:
        return ForgetfulCourier(self)


class ForgetfulCourier(VirtualCourier):
    """Delivers as the world says; may lose the answer to the final dot, and the mail with it."""

    def __init__(self, world: StoryWorld) -> None:
        super().__init__(world.server, world.clock)
        self._world = world

    async def deliver(self, mail: OutboundMail, copy_to: str = "") -> Answer:
        if not self._world.loses:
            return await super().deliver(mail, copy_to)
        if self._world.loses == "answers":
            self.accept(mail, copy_to)
        return Unsure("the connection was cut after the final dot", copied=bool(copy_to))


class Stage:
    """People and mails. Nothing here judges."""

    def __init__(self, folder: Path, givens: Givens, start: datetime) -> None:
        self.world = StoryWorld(folder, givens, start)
        self.world.server.copies = givens.copies
        self.behind = timedelta(0)
        """How far the clock on the wall was set back."""
        self.off = False
        """The worker does not run."""
        self.last_of: dict[str, tuple[str, str]] = {}
        """Message-ID and subject of the last mail that each person wrote, or was written by the front line."""
        self._posted = 0
        self._piles: dict[str, Pile] = {}
        self.breaks_smtp(None)
        self.beat()

    # ---------------------------------------------------------------- time

    @property
    def now(self) -> datetime:
        return self.world.clock.now()

    @property
    def store(self) -> CaseStore:
        return self.world.store

    def beat(self) -> None:
        if not self.off:
            self.world.beat()

    def goes_on(self, until: datetime) -> None:
        """The worker beats whenever something may be due; at least every hour, and often while something is down."""
        self.beat()
        while self.now < until:
            self.world.clock.set(min(until, self._next(until)))
            self.beat()

    def _next(self, until: datetime) -> datetime:
        if self.off:
            return until
        moments = [m - self.behind for m in (self.store.next_timer(), self.store.next_mail()) if m is not None]
        known = [m for m in moments if m > self.now]
        broken = self.world.server.imap_down or self.world.server.smtp is not _accept
        nearest = min([*known, self.now + (RETRY if broken else timedelta(hours=1))])
        return max(nearest, self.now + timedelta(seconds=1)) if nearest <= until else until

    def breaks_smtp(self, answer: Answer | None) -> None:
        self.world.server.smtp = (lambda _: answer) if answer else _accept

    # ---------------------------------------------------------------- people

    def address(self, who: str) -> str:
        """`Anna Berg <anna@acme.example>`."""
        if "@" in who:
            return who
        if who == FRONT_LINE:
            return f"Acme Support <{DESK}>"
        contact = self.world.policy.contact(who)
        if contact is not None:
            return f"{contact.name} <{contact.address}>"
        return str(Address(customer(who), f"{who.title()} Roe"))

    def _name(self, address: str) -> str:
        for contact in self.world.policy.contacts:
            if address.lower() in contact.addresses:
                return contact.id
        if address == DESK:
            return FRONT_LINE
        name = address.partition("@")[0]
        return name if address == customer(name) else address

    # ---------------------------------------------------------------- mails

    def post(self, written: Written) -> None:
        """It lies in the mailbox (a copy in each of its folders), and the worker hears of it."""
        self._posted += 1
        raw = written.raw(self.now, self._posted)
        self.last_of[written.who] = written.message_id(self._posted), written.subject
        for folder in written.folders:
            self.world.deliver(raw, folder)
        self.beat()

    def moves(self, message_id: str, folder: str) -> bool:
        """The mail program moves the message with that id out of INBOX, or out of Sent."""
        folders = self.world.server.folders
        for where in (folders["INBOX"], folders["Sent"]):
            for uid, stored in where.messages.items():
                if b"\r\nMessage-ID: " + message_id.encode() in stored.raw.split(b"\r\n\r\n")[0]:
                    folders[folder].take(where.messages.pop(uid))
                    self.beat()
                    return True
        return False

    def drop_in(self, raw: bytes) -> None:
        self.world.deliver(raw)
        self.beat()

    def piles(self) -> dict[str, Pile]:
        """Everybody who ever got a mail from us, with what came; in the order of arrival."""
        for pile in self._piles.values():
            pile.letters = []
        for letter in self.letters():
            pile = self._piles.setdefault(self._name(letter.to), Pile())
            pile.letters = [*pile.letters, letter]
        return self._piles

    def pile(self, who: str) -> Pile:
        if who == FRONT_LINE:
            who = self._name(DESK)
        return self.piles().get(who) or self._piles.setdefault(who, Pile())

    def letters(self) -> list[Letter]:
        """All mails that left, and the notices that were put into the shared mailbox."""
        sent = [opened(d.raw, d.to, d.at) for d in self.world.server.accepted]
        stored = self.world.server.folders["INBOX"].messages.values()
        inside = [opened(m.raw, DESK, m.arrived) for m in stored if _put_inside(m.raw)]
        return sorted((*sent, *inside), key=lambda letter: letter.at)


def _put_inside(raw: bytes) -> bool:
    """A notice to the shared mailbox, and no copy of a mail to somebody else."""
    head = raw.split(b"\r\n\r\n")[0].decode("ascii", "replace").replace("\r\n ", " ").split("\r\n")
    fields = {name.lower(): value for name, _, value in (line.partition(": ") for line in head)}
    return "x-inbox-escalator" in fields and parseaddr(fields.get("to", ""))[1] == DESK


def _accept(_: object) -> None:
    return None
