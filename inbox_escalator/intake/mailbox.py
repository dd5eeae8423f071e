"""The mailbox as the rest of the house sees it; `imap.py` is the real one, tests bring their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from inbox_escalator.intake.mail import StoredCopy


class MailboxError(Exception):
    """The mailbox cannot be used now; the message is one line for a person. Try again later, for ever."""


class LoginRefused(MailboxError):  # noqa: N818
    """The server refused user or password: back off, and alarm."""


class MailboxRefusal(MailboxError):  # noqa: N818
    """The server said no to this one request (no such folder, no keywords here). The connection lives: go on."""


@dataclass(frozen=True, slots=True)
class FolderState:
    """What SELECT said."""

    name: str
    uidvalidity: int
    uidnext: int
    exists: int


@dataclass(frozen=True, slots=True)
class Folders:
    """Names on this server, by special use (RFC 6154)."""

    sent: str = ""
    junk: str = ""
    all: tuple[str, ...] = ()


class Mailbox(Protocol):
    """One connection to one account. Every call is bounded in time and raises MailboxError.

    After a MailboxError that is no MailboxRefusal the connection is dead: every further call raises at once. Close it
    and make a new one.
    """

    def folders(self) -> Folders: ...

    def select(self, folder: str) -> FolderState:
        """Opens the folder (read-write, or read-only where no more is allowed); MailboxRefusal if there is none."""
        ...

    def uids_after(self, uid: int) -> list[int]:
        """UIDs of the selected folder greater than `uid`, ascending."""
        ...

    def fetch(self, uids: Sequence[int], max_bytes: int) -> Iterator[StoredCopy]:
        """Copies with PEEK, in batches, sizes first; over `max_bytes` only headers and the first text part (`partial`).
        A UID that vanished meanwhile is left out; one that the server cannot deliver comes with `raw` empty."""
        ...

    def mark(self, uids: Sequence[int], keyword: str) -> None:
        """Adds a keyword, or the flag for `\\Flagged`. Repeatable; failure is harmless and only raised as MailboxError.
        Where the folder keeps no keywords the first call raises MailboxRefusal, and further ones do nothing."""
        ...

    def find(self, folder: str, message_id: str) -> list[int]:
        """UIDs in `folder` whose Message-ID, or own id header (`X-Inbox-Escalator`), is this. Selects the folder."""
        ...

    def append(self, folder: str, raw: bytes, at: datetime) -> None:
        """Puts one of our own notices into the folder, unseen."""
        ...

    def remove_own(self, uids: Sequence[int]) -> None:
        """Takes our own evidence copies out of the selected folder: UID EXPUNGE, else moved to `Escalator/Own`."""
        ...

    def command_folders(self, names: Sequence[str]) -> tuple[str, ...]:
        """Full names of `Escalator/NAME` on this server, in that order; those that are missing are made and shown."""
        ...

    def move(self, uids: Sequence[int], folder: str) -> None:
        """Moves messages out of the selected folder: MOVE (RFC 6851), else COPY and UID EXPUNGE. Where the server has
        neither they stay marked as deleted, which every mail program hides."""
        ...

    def wait(self, seconds: float, wake: int = -1) -> bool:
        """Waits in INBOX for news (IDLE where the server has it), for readability of the file descriptor `wake`, or for
        the time to pass. True when there may be news in the mailbox."""
        ...

    def close(self) -> None: ...


class Searchable(Mailbox, Protocol):
    """A mailbox that can be asked for more than our own ids; what `check` wants of it."""

    def holding(self, folder: str, header: str, words: str) -> list[int]:
        """UIDs in `folder` of messages, drafts left out, with such a header that holds `words` (ASCII). Selects it."""
        ...
