"""The mailbox on a real server. Reads with PEEK only; changes nothing but marks and our own messages."""

from __future__ import annotations

import imaplib
import re
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime

from imapclient.exceptions import ProtocolError
from imapclient.response_parser import parse_fetch_response

from inbox_escalator.clock import aware
from inbox_escalator.intake import imap_errors, imap_folders, imap_sizes
from inbox_escalator.intake.imap_fetch import Attributes, Malformed, Reader, Suspects
from inbox_escalator.intake.imap_opening import GOODBYE_SECONDS, ODD, connect
from inbox_escalator.intake.imap_settings import ImapSettings
from inbox_escalator.intake.imap_wire import LARGEST
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.intake.mailbox import Folders, FolderState, MailboxError, MailboxRefusal

__all__ = ["ImapMailbox", "ImapSettings", "Suspects"]

WINDOW = 80_000
"""Messages in one SEARCH: the answer stays under imaplib's megabyte a line, even with UIDs of ten digits."""

RENEW_SECONDS = 28 * 60
"""IDLE is renewed before 29 minutes (RFC 2177)."""

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_EXPUNGES = {b"UIDPLUS", b"IMAP4REV2"}
"""Servers that can UID EXPUNGE (RFC 4315)."""


class ImapMailbox:
    """One connection to one account, as `Mailbox` promises; opened, secured and logged in when this returns.

    MailboxError where the server cannot be reached, LoginRefused where it wants neither user nor password.
    `only_read` opens folders with EXAMINE: the server itself refuses every change (RFC 3501, section 6.3.2).
    `suspects` outlives the connection: pass the same one to the next, so that a message on which a server breaks the
    connection is found, and does not stop the mail behind it.
    """

    def __init__(self, settings: ImapSettings, suspects: Suspects | None = None, *, only_read: bool = False) -> None:
        self._settings = settings
        self._only_read = only_read
        self._suspects = suspects if suspects is not None else Suspects()
        self._dead = ""
        self._state: FolderState | None = None
        self._permanent: frozenset[bytes] | None = None
        self._news = False
        self._known: dict[str, int] = {}  # by folder, the UID before which the caller has been told of everything
        self._told: set[str] = set()
        self._client = connect(settings)

    # -- folders ---------------------------------------------------------------------------------------------------

    def folders(self) -> Folders:
        with self._doing("listing the folders"):
            listed = imap_folders.listing(self._client)
            return imap_folders.choose(listed, self._settings.sent, self._settings.junk)

    def path(self, *parts: str) -> str:
        """Name of a folder of ours on this server: `path("Escalator", "Own")`, with its own delimiter."""
        with self._doing("listing the folders"):
            return imap_folders.path(imap_folders.listing(self._client), *parts)

    def select(self, folder: str) -> FolderState:
        state = self._open(folder)
        self._known[folder] = state.uidnext
        return state

    def _open(self, folder: str) -> FolderState:
        with self._doing(f"opening {folder}"):
            self._state = None
            told = self._select(folder)
            self._client.wire.untagged_responses.clear()
            self._news = False
            permanent = told.get(b"PERMANENTFLAGS")
            self._permanent = frozenset(f.lower() for f in permanent) if isinstance(permanent, tuple) else None
            uidvalidity, uidnext, exists = (_number(told.get(n)) for n in (b"UIDVALIDITY", b"UIDNEXT", b"EXISTS"))
            self._state = FolderState(folder, uidvalidity, uidnext, exists)
            return self._state

    def _select(self, folder: str) -> Mapping[bytes, object]:
        if self._only_read:
            return {**self._client.select_folder(folder, readonly=True), b"PERMANENTFLAGS": ()}
        try:
            told: Mapping[bytes, object] = self._client.select_folder(folder)
        except imaplib.IMAP4.readonly:
            # A mailbox that may only be read is better than none: marks will be refused, nothing is missed.
            told = {**self._client.select_folder(folder, readonly=True), b"PERMANENTFLAGS": ()}
        return told

    # -- reading ---------------------------------------------------------------------------------------------------

    def uids_after(self, uid: int) -> list[int]:
        state = self._here()
        with self._doing(f"looking for mail in {state.name}"):
            self._news = False
            found = sorted(self._later(uid, state.exists))
        self._known[state.name] = max(state.uidnext, found[-1] + 1 if found else 0)
        return found

    def uids_since(self, day: date) -> list[int]:
        """UIDs of the selected folder that arrived on that day of the server's or later, ascending."""
        state = self._here()
        with self._doing(f"looking for mail in {state.name}"):
            found: set[int] = set()
            for low in range(1, state.exists + 1, WINDOW):
                window = [f"{low}:{min(low + WINDOW - 1, state.exists)}"] if state.exists > WINDOW else []
                found.update(self._search([*window, "SINCE", f"{day.day}-{_MONTHS[day.month - 1]}-{day.year}"]))
            return sorted(found)

    def _later(self, uid: int, exists: int) -> set[int]:
        """UIDs above `uid`, from the newest window of sequence numbers down to the first that holds none."""
        found: set[int] = set()
        high, low = "*", max(1, exists - WINDOW + 1)
        while True:
            window = [f"{low}:{high}"] if low > 1 or high != "*" else []
            # `n:*` always names the last message too, even where its UID is smaller (RFC 3501, section 6.4.8).
            some = [u for u in self._search([*window, "UID", f"{uid + 1}:*"]) if u > uid]
            found.update(some)
            if low == 1 or not some:
                return found
            high, low = str(low - 1), max(1, low - WINDOW)

    def fetch(self, uids: Sequence[int], max_bytes: int) -> Iterator[StoredCopy]:
        state = self._here()
        self._client.wire.largest = max(LARGEST, 2 * max_bytes)
        copies = Reader(
            self._settings, state.name, state.uidvalidity, max_bytes, self._suspects,
            ask=lambda some, items: self._ask(state, some, items),
            exist=lambda some: self._exist(state, some),
        ).copies(uids)  # fmt: skip
        while True:
            with self._doing(f"reading {state.name}", fatal=True):
                copy = next(copies, None)
            if copy is None:
                return
            yield copy
            copy = None  # or two large messages would be held at once

    def _ask(self, state: FolderState, uids: Sequence[int], items: Sequence[str]) -> Mapping[int, Attributes]:
        self._return_to(state)
        self._fresh()
        try:
            told: Mapping[int, Attributes]
            told = self._sizes(uids) if items == imap_sizes.ITEMS else self._client.fetch(uids, items)
        except imaplib.IMAP4.abort:
            raise
        except (ProtocolError, *ODD) as error:
            raise Malformed(imap_errors.reason(error)) from error
        return told

    def _sizes(self, uids: Sequence[int]) -> Mapping[int, Attributes]:
        told, lines = self._client.wire.uid("FETCH", ",".join(map(str, uids)), f"({' '.join(imap_sizes.ITEMS)})")
        if told != "OK":
            raise imaplib.IMAP4.error(f"fetch failed: {lines[-1]!r}")
        said = [] if lines == [None] else lines
        asked = imap_sizes.quick(said)
        if asked is None:
            asked = parse_fetch_response(said, normalise_times=False)
        return {uid: asked[uid] for uid in uids if uid in asked}

    def _exist(self, state: FolderState, uids: Sequence[int]) -> list[int]:
        self._return_to(state)
        self._fresh()
        return self._search(["UID", ",".join(map(str, uids))])

    def _return_to(self, state: FolderState) -> None:
        """UIDs mean something in their own folder only, and the caller may have opened another between two batches."""
        here = self._here()
        if (here.name, here.uidvalidity) == (state.name, state.uidvalidity):
            return
        if self._open(state.name).uidvalidity != state.uidvalidity:
            raise imaplib.IMAP4.abort(f"{state.name} was made anew")

    def find(self, folder: str, message_id: str) -> list[int]:
        if not message_id.isascii() or not message_id.isprintable():
            raise ValueError(f"no Message-ID: {message_id!r}")
        self._open(folder)
        with self._doing(f"looking for our mail in {folder}"):
            sought = ["OR", "HEADER", "Message-ID", message_id, "HEADER", "X-Inbox-Escalator", message_id]
            return sorted(self._search(sought))

    def holding(self, folder: str, header: str, words: str) -> list[int]:
        if not words.isascii() or not words.isprintable():
            raise ValueError(f"no words to look for: {words!r}")
        self._open(folder)
        with self._doing(f"looking for a mail in {folder}"):
            return sorted(self._search(["UNDRAFT", "HEADER", header, words]))

    def _search(self, criteria: Sequence[str]) -> list[int]:
        return list(self._client.search(list(criteria)))

    # -- changing --------------------------------------------------------------------------------------------------

    def mark(self, uids: Sequence[int], keyword: str) -> None:
        state = self._here()
        if not _is_flag(keyword):
            raise ValueError(f"no IMAP keyword: {keyword!r}")
        labels = self._settings.labels and not keyword.startswith("\\")
        if not labels and not self.keeps(keyword):
            self._refuse_once(state.name, f"{state.name}: the server keeps no {keyword} here; set another mark")
            return
        for some in self._batches(uids):
            with self._doing(f"marking mail in {state.name}"):
                if labels:
                    self._client.add_gmail_labels(some, [keyword], silent=True)
                else:
                    self._client.add_flags(some, [keyword], silent=True)

    def keeps(self, keyword: str) -> bool:
        """Whether the open folder's PERMANENTFLAGS allow it; where there are none, all are (RFC 3501, section 7.1)."""
        if self._permanent is None or keyword.lower().encode() in self._permanent:
            return True
        return not keyword.startswith("\\") and b"\\*" in self._permanent

    def _refuse_once(self, folder: str, line: str) -> None:
        if folder not in self._told:
            self._told.add(folder)
            raise MailboxRefusal(f"{self._settings.host}: {line}")

    def append(self, folder: str, raw: bytes, at: datetime) -> None:
        with self._doing(f"putting a notice into {folder}"):
            self._client.append(folder, raw, (), aware(at))

    def remove_own(self, uids: Sequence[int]) -> None:
        state = self._here()
        can = set(self._client.capabilities())
        if not _EXPUNGES & can:
            self.move(uids, self._own_folder())
            return
        for some in self._batches(uids):
            with self._doing(f"taking our copies out of {state.name}"):
                self._client.add_flags(some, [r"\Deleted"], silent=True)
                self._client.uid_expunge(some)

    def move(self, uids: Sequence[int], folder: str) -> None:
        state = self._here()
        can = set(self._client.capabilities())
        for some in self._batches(uids):
            with self._doing(f"moving mail from {state.name} to {folder}"):
                if b"MOVE" in can:
                    self._client.move(some, folder)
                    continue
                self._client.copy(some, folder)
                self._client.add_flags(some, [r"\Deleted"], silent=True)
                # Without UIDPLUS they are hidden by every mail program, and gone with the next person's EXPUNGE: a
                # plain one of ours would also take what others have marked.
                if _EXPUNGES & can:
                    self._client.uid_expunge(some)

    def command_folders(self, names: Sequence[str]) -> tuple[str, ...]:
        with self._doing("making the folders of commands"):
            listed = imap_folders.listing(self._client)
            wanted = tuple(imap_folders.path(listed, "Escalator", name) for name in names)
            for folder in set(wanted).difference(f.name for f in listed):
                self._client.create_folder(folder)
                self._client.subscribe_folder(folder)  # or mail programs do not show it
            return wanted

    def _own_folder(self) -> str:
        own = self.path("Escalator", "Own")
        with self._doing(f"making {own}"):
            if not self._client.folder_exists(own):
                self._client.create_folder(own)
        return own

    def _batches(self, uids: Sequence[int]) -> Iterator[Sequence[int]]:
        return (uids[n : n + self._settings.batch] for n in range(0, len(uids), self._settings.batch))

    # -- waiting ---------------------------------------------------------------------------------------------------

    def wait(self, seconds: float, wake: int = -1) -> bool:
        end = time.monotonic() + seconds
        if self._news_before_waiting():
            return True
        with self._doing("waiting for mail"):
            return self._idle(end, wake) if self._client.has_capability("IDLE") else self._poll(end, wake)

    def _news_before_waiting(self) -> bool:
        """Whether INBOX holds mail that the caller was not told of. Each is told once, or a wait would never be one."""
        state = self._state if self._state and self._state.name == "INBOX" else self._open("INBOX")
        known = self._known.get("INBOX", state.uidnext)
        self._known["INBOX"] = max(known, state.uidnext)
        return self._has_news() or state.uidnext > known

    def _idle(self, end: float, wake: int) -> bool:
        """The answer to DONE is also the proof that the connection is not half-open."""
        while True:
            left = max(0.0, end - time.monotonic())
            news = self._client.wire.idle_until(min(left, RENEW_SECONDS), wake)
            if news or left <= RENEW_SECONDS:
                return news
            self._fresh()

    def _poll(self, end: float, wake: int) -> bool:
        self._client.wire.await_bytes(max(0.0, end - time.monotonic()), wake)
        self._fresh()
        self._client.noop()
        return self._has_news()

    def _has_news(self) -> bool:
        self._fresh()
        news, self._news = self._news, False
        return news

    # -- the connection --------------------------------------------------------------------------------------------

    def capabilities(self) -> frozenset[str]:
        """What the server can do, in capitals."""
        with self._doing("asking for capabilities"):
            return frozenset(word.decode("ascii", "replace") for word in self._client.capabilities())

    @property
    def greeting(self) -> str:
        """The first line that the server said."""
        words = bytes(self._client.welcome or b"").decode("ascii", "replace").removeprefix("* OK ")
        return imap_errors.one_line(re.sub(r"^\[CAPABILITY [^\]]*\] ?", "", words))

    def close(self) -> None:
        if self._dead:
            return
        self._dead = f"{self._settings.host}: the connection was closed"
        self._client.wire.leave(GOODBYE_SECONDS)

    def _here(self) -> FolderState:
        if self._dead:
            raise MailboxError(self._dead)
        if self._state is None:
            raise MailboxRefusal(f"{self._settings.host}: no folder is open")
        return self._state

    def _fresh(self) -> None:
        """Before a command: what came unasked is taken note of and forgotten, or it would mix with the answer."""
        untagged = self._client.wire.untagged_responses
        self._news = self._news or "EXISTS" in untagged or "RECENT" in untagged
        untagged.clear()

    @contextmanager
    def _doing(self, what: str, fatal: bool = False) -> Iterator[None]:
        """Every failure comes out as a MailboxError of one line; but after a plain NO or BAD the wire is dropped."""
        if self._dead:
            raise MailboxError(self._dead)
        self._fresh()
        try:
            yield
        except MailboxError:
            raise
        except (OSError, imaplib.IMAP4.error, *ODD) as error:
            line = imap_errors.broke(self._settings, error, what)
            if isinstance(error, imaplib.IMAP4.error) and not isinstance(error, imaplib.IMAP4.abort) and not fatal:
                raise MailboxRefusal(line) from error
            self._dead = line
            self._client.wire.drop()
            raise MailboxError(line) from error


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def _is_flag(keyword: str) -> bool:
    """An atom, or a system flag (RFC 3501, section 9)."""
    name = keyword.removeprefix("\\")
    return bool(name) and name.isascii() and name.isprintable() and not set(name) & set(' (){%*"\\]')
