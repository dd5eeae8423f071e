"""First beat: read the mail. list → fetch → decide → COMMIT → mark → evidence, in this order and no other."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import islice

from inbox_escalator import __version__
from inbox_escalator.beats import evidence
from inbox_escalator.beats.parts import BATCH, Parts
from inbox_escalator.beats.taken import Place, Taken
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.intake.mailbox import FolderState, LoginRefused, Mailbox, MailboxError, MailboxRefusal
from inbox_escalator.store.store import Bookmark, Quarantined, StoreError, Turn

log = logging.getLogger(__name__)

MARK = "Escalated"
"""IMAP keyword on messages that escalated: mail programs show it as a label."""

STAR = "\\Flagged"

VERSION = "version"
"""Fact: the version that read the mailbox last."""

FIRST_LISTING = "first_listing"
"""Fact: every folder of this installation has been read to its end once."""


@dataclass(slots=True)
class Listing:
    """What one pass over the mailbox brought."""

    finished: bool = False
    """Every folder was read to its end: only then may deadlines be judged."""
    messages: int = 0
    cases: int = 0
    quarantined: int = 0
    unjudged: int = 0
    """Taken in without a look for triggers: triage itself failed."""
    problem: str = ""
    refused: bool = False
    """User or password are not taken: that does not mend itself."""
    folders: list[str] = field(default_factory=list)


class Reader:
    """Reads every folder from its bookmark on. Holds the connection; a dead one is thrown away and made anew."""

    def __init__(self, parts: Parts, progress: Callable[[int], None] = lambda _: None) -> None:
        self._parts = parts
        self._progress = progress
        self._mailbox: Mailbox | None = None
        self._sent = parts.reading.sent
        self._junk = ""
        self._commands: Mapping[str, str] = {}
        """Folders that are commands: full name → name below `Escalator`."""
        self._tidied: set[str] = set()

    @property
    def mailbox(self) -> Mailbox:
        """The open connection; a new one where there is none. Raises MailboxError."""
        if self._mailbox is None:
            self._mailbox = self._parts.connect()
            self._tidied.clear()
            self._learn_names(self._mailbox)
            self._make_command_folders(self._mailbox)
        return self._mailbox

    def _learn_names(self, mailbox: Mailbox) -> None:
        names, reading = mailbox.folders(), self._parts.reading
        self._sent = reading.sent or names.sent
        self._junk = names.junk if reading.junk else ""

    def _make_command_folders(self, mailbox: Mailbox) -> None:
        if self._parts.reading.command_folders:
            from inbox_escalator.beats.foldered import command_folders

            self._commands = command_folders(mailbox)

    def drop(self) -> None:
        """Throws the connection away; the next use makes a new one."""
        if self._mailbox is not None:
            self._mailbox.close()
            self._mailbox = None

    def read(self, stopped: Callable[[], bool] = lambda: False) -> Listing:
        """One pass. A connection that fails, or `stopped`, asked after each batch, ends it early; what was committed
        stays, the rest comes next time."""
        listing = Listing()
        try:
            self._try_again(listing)
            for folder, place in self._folders():
                self._read_folder(folder, place, listing, stopped)
                listing.folders.append(folder)
            self._obey_folders(listing, stopped)
            listing.finished = not stopped()
            if listing.finished:
                self._remember_first_listing()
        except MailboxError as problem:
            listing.problem, listing.refused = str(problem), isinstance(problem, LoginRefused)
            self.drop()
        return listing

    def _obey_folders(self, listing: Listing, stopped: Callable[[], bool]) -> None:
        """After the mail, so that a message which was moved at once is put back behind it."""
        if self._commands and not stopped():
            from inbox_escalator.beats.foldered import obey_folders

            homes = (*self._parts.reading.folders, *((self._sent,) if self._sent else ()))
            listing.messages += obey_folders(self._parts, self.mailbox, self._commands, homes)

    def _folders(self) -> Iterator[tuple[str, Place]]:
        names, known = self._parts.reading.folders, self._mailbox is not None
        mailbox = self.mailbox  # a new connection learns the names of Sent and Junk
        if known and not (self._sent and (self._junk or not self._parts.reading.junk)):
            self._learn_names(mailbox)  # mail programs make them for the first answer, servers for the first spam
        for folder in names:
            yield folder, Place()
        if self._sent and self._sent not in names:
            yield self._sent, Place(in_sent=True)
        if self._junk and self._junk not in names:
            yield self._junk, Place(in_junk=True)

    # ------------------------------------------------------------------ one folder

    def _read_folder(self, folder: str, place: Place, listing: Listing, stopped: Callable[[], bool]) -> None:
        state = self.mailbox.select(folder)
        self._take_out_what_lies(state)
        bookmark = self._bookmark(state, place)
        if state.uidnext and state.uidnext <= bookmark.uid + 1:
            return
        uids = self.mailbox.uids_after(bookmark.uid)
        copies = self.mailbox.fetch(uids, self._parts.reading.max_bytes)
        while not stopped() and (batch := list(islice(copies, BATCH))):
            self._take_in_batch(batch, place, listing)
            self._progress(listing.messages)

    def _bookmark(self, state: FolderState, place: Place) -> Bookmark:
        """Where to go on. A changed UIDVALIDITY (RFC 3501, 2.3.1.1) forgets the bookmark, never the seen keys."""
        account, store = self._parts.reading.account, self._parts.store
        known = store.bookmark(account, state.name)
        if known is not None and known.uidvalidity == state.uidvalidity:
            return known
        fresh = Bookmark(account, state.name, state.uidvalidity, 0)
        if known is None and self._parts.reading.start == "now" and self._was_there(place):
            fresh = Bookmark(account, state.name, state.uidvalidity, max(state.uidnext - 1, 0))
            with store.turn() as turn:
                turn.put_bookmark(fresh)
        if known is not None:
            log.warning("%s: UIDVALIDITY changed, read again from its beginning; nothing is taken twice", state.name)
        return fresh

    def _was_there(self, place: Place) -> bool:
        """A folder seen for the first time held its mail before we came. Not so Sent and Junk after the first listing:
        they were made meanwhile, by the very answer that we wait for."""
        return not (place.in_sent or place.in_junk) or not self._parts.store.fact(FIRST_LISTING)

    def _remember_first_listing(self) -> None:
        if not self._parts.store.fact(FIRST_LISTING):
            with self._parts.store.turn() as turn:
                turn.put_fact(FIRST_LISTING, "done")
                turn.put_fact(VERSION, __version__)

    def _take_in_batch(self, batch: Sequence[StoredCopy], place: Place, listing: Listing) -> None:
        escalated: list[int] = []
        ours: list[int] = []
        with self._parts.store.group():
            for copy in batch:
                taken = self._one(copy, place, listing)
                if taken is not None and taken.escalated:
                    escalated.append(copy.uid)
                if taken is not None and taken.take_out:
                    ours.append(copy.uid)
            if ours:
                with self._parts.store.turn() as turn:
                    evidence.to_take_out(turn, batch[0].folder, batch[0].uidvalidity, ours)
        # Only now is it durable; everything below may fail and be done again.
        self._mark(escalated)
        if ours:
            self.mailbox.remove_own(ours)

    def _one(self, copy: StoredCopy, place: Place, listing: Listing) -> Taken | None:
        """A message that cannot be taken in is set aside with its reason, and the post goes on."""
        listing.messages += 1
        now = self._parts.clock.now()
        try:
            with self._parts.store.turn() as turn:
                taken = None if turn.handled(copy.key) else self._take_in(turn, copy, place, now)
        except (MailboxError, StoreError):
            raise
        except Exception as reason:  # whatever it is, it must not stop the mail behind it
            from inbox_escalator.beats.set_aside import set_aside

            log.exception("message %s set aside", copy.key)
            set_aside(self._parts, copy, place, f"{type(reason).__name__}: {reason}", now)
            listing.quarantined += 1
            return None
        if taken is not None:
            listing.cases += bool(taken.case)
            listing.unjudged += taken.unjudged
        return taken

    def _take_in(self, turn: Turn, copy: StoredCopy, place: Place, now: datetime) -> Taken:
        # Loaded with the first message: it brings the parser, the phrases and most of the thinking.
        from inbox_escalator.beats.taking_in import take_in

        if not copy.raw:
            raise ValueError("the server could not deliver this message")
        start = datetime.fromisoformat(turn.fact("first_start"))
        taken = take_in(self._parts, turn, copy, place, now, start)
        if taken.own is not None and evidence.note(self._parts, turn, taken.own, copy, place, now):
            taken = replace(taken, take_out=True)
        if taken.answered and place.in_sent and turn.fact("answers_seen") != "yes":
            turn.put_fact("answers_seen", "yes")
        return taken

    # ------------------------------------------------------------------ what was set aside

    def _try_again(self, listing: Listing) -> None:
        """What was set aside: where somebody asks for it, and once after an upgrade, for it may have been our fault."""
        store = self._parts.store
        upgraded = bool(store.fact(FIRST_LISTING)) and store.fact(VERSION) != __version__
        if not (self._parts.retry_asked() or upgraded):
            return
        for item in tuple(store.quarantined()):
            self._once_more(item, listing)
        if upgraded:
            with store.turn() as turn:
                turn.put_fact(VERSION, __version__)

    def _once_more(self, item: Quarantined, listing: Listing) -> None:
        from inbox_escalator.beats.set_aside import let_go, place_of

        where = place_of(item, self._parts.reading.account)
        if where is None:
            return
        folder, uidvalidity, uid = where
        try:
            numbered_anew = self.mailbox.select(folder).uidvalidity != uidvalidity
        except MailboxRefusal:
            return  # the folder is gone, and the message with it
        if numbered_anew:
            return  # it was read again then, under its new number
        place, now = Place(in_sent=folder == self._sent, in_junk=folder == self._junk), self._parts.clock.now()
        for copy in self.mailbox.fetch([uid], self._parts.reading.max_bytes):
            try:
                with self._parts.store.turn() as turn:
                    bookmark = self._parts.store.bookmark(copy.account, folder)
                    taken = self._take_in(turn, copy, place, now)
                    let_go(turn, copy, bookmark)
            except (MailboxError, StoreError):
                raise
            except Exception as reason:  # it stays where it is, and was told
                log.warning("%s cannot be taken in: %s: %s", copy.key, type(reason).__name__, reason)
            else:
                listing.messages += 1
                listing.cases += bool(taken.case)

    def _mark(self, uids: list[int]) -> None:
        """Keywords are a kindness to staff: a failure stops nothing."""
        if not uids or self._parts.reading.mark == "none":
            return
        try:
            self.mailbox.mark(uids, STAR if self._parts.reading.mark == "flag" else MARK)
        except MailboxError as problem:
            log.warning("a message stays unmarked: %s", problem)

    def _take_out_what_lies(self, state: FolderState) -> None:
        """Once a connection: copies of ours that a crash or a lost connection left lying."""
        if state.name in self._tidied:
            return
        left = evidence.left_lying(self._parts.store.fact(f"take out of {state.name}"), state.uidvalidity)
        if left:
            self.mailbox.remove_own(left)
        self._tidied.add(state.name)
