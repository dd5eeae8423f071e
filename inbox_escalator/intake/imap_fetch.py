"""Reads the selected folder: sizes first, bodies in bounded batches; one bad message never stops the rest."""

from __future__ import annotations

import imaplib
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeVar

from inbox_escalator.intake import imap_partial, imap_sizes
from inbox_escalator.intake.imap_settings import ImapSettings
from inbox_escalator.intake.mail import StoredCopy

SIZES_AT_ONCE = 500
"""Messages in the command that asks for sizes; keeps its line under 8,000 characters (RFC 2683, section 3.2.1.5)."""

STRIKES = 3
"""So many connections may die of a message asked for alone, before only its headers and text are asked for."""

LAST_STRIKE = 5
"""And so many before it is taken for one that the server cannot deliver."""

_HOPELESS = 4
"""So many refusals in a row, and nothing that came: it is not the messages."""

Attributes = Mapping[bytes, object]
Ask = Callable[[Sequence[int], Sequence[str]], Mapping[int, Attributes]]
"""FETCH of these UIDs and items. `Malformed` for an answer that breaks the grammar, imaplib.error for NO and BAD,
imaplib.abort or OSError where the connection broke."""

Got = TypeVar("Got")


class Malformed(Exception):  # noqa: N818
    """The answer to a FETCH cannot be read; the connection is still in step."""


@dataclass(slots=True)
class Suspects:
    """Messages that a connection died of, kept from one connection to the next: fetched in ever smaller batches."""

    _most: dict[str, int] = field(default_factory=dict)
    _deaths: dict[str, int] = field(default_factory=dict)

    def most(self, key: str) -> int:
        """Largest batch that this copy may be part of."""
        return self._most.get(key, 1_000_000)

    def strikes(self, key: str) -> int:
        """Connections that died while this copy alone was asked for."""
        return self._deaths.get(key, 0)

    def died_of(self, keys: Sequence[str]) -> None:
        for key in keys:
            self._most[key] = max(1, len(keys) // 8)
            if len(keys) == 1:
                self._deaths[key] = self._deaths.get(key, 0) + 1

    def cleared(self, keys: Sequence[str]) -> None:
        """These came: nothing is wrong with them."""
        if self._most:
            for key in keys:
                self._most.pop(key, None)
                self._deaths.pop(key, None)


@dataclass(frozen=True, slots=True)
class Reader:
    """One reading of one folder."""

    settings: ImapSettings
    folder: str
    uidvalidity: int
    max_bytes: int
    suspects: Suspects
    ask: Ask
    exist: Callable[[Sequence[int]], list[int]]
    """Those of the UIDs that are still there."""

    def copies(self, uids: Sequence[int]) -> Iterator[StoredCopy]:
        """As `Mailbox.fetch`: in the order of `uids`, each batch fetched when it is asked for."""
        unsized = deque(uids)
        while unsized:
            waiting = deque(self._sizes(unsized))
            while waiting:
                yield from self._next(waiting)

    def _next(self, waiting: deque[StoredCopy]) -> Iterator[StoredCopy]:
        copy = waiting[0]
        strikes = self.suspects.strikes(copy.key) + (STRIKES if copy.size < 0 else 0)
        if strikes >= LAST_STRIKE:
            yield _with(waiting.popleft(), b"")
        elif strikes >= STRIKES or copy.size > self.max_bytes:
            yield from self._part(waiting.popleft())
        else:
            yield from self._whole(self._batch(waiting))

    def _batch(self, waiting: deque[StoredCopy]) -> list[StoredCopy]:
        """As many of the first as one FETCH may bring."""
        batch: list[StoredCopy] = []
        room, most = self.settings.batch_bytes, self.settings.batch
        while waiting and len(batch) < most:
            copy = waiting[0]
            most = min(most, self.suspects.most(copy.key))
            fits = 0 <= copy.size <= min(room, self.max_bytes) and len(batch) < most
            if batch and not fits:
                break
            batch.append(waiting.popleft())
            room -= copy.size
        return batch

    # -- sizes -----------------------------------------------------------------------------------------------------

    def _sizes(self, unsized: deque[int]) -> list[StoredCopy]:
        """The next copies, without their bytes. There are servers that break off at the mere size of a damaged file."""
        uids = self._some(unsized)
        keys = [self._size_key(uid) for uid in uids]
        hopeless = any(self.suspects.strikes(key) >= STRIKES for key in keys)
        told = {} if hopeless else self._guarded(keys, lambda: self._gather(uids, imap_sizes.ITEMS))
        silent = [uid for uid in uids if b"RFC822.SIZE" not in told.get(uid, {})]
        there = set(uids).difference(silent).union(self.exist(silent) if silent else ())
        return [self._copy(uid, told.get(uid, {})) for uid in uids if uid in there]

    def _some(self, unsized: deque[int]) -> list[int]:
        uids: list[int] = []
        most = SIZES_AT_ONCE
        while unsized and len(uids) < (most := min(most, self.suspects.most(self._size_key(unsized[0])))):
            uids.append(unsized.popleft())
        return uids

    def _size_key(self, uid: int) -> str:
        return f"{self.settings.account}/{self.folder}/{self.uidvalidity}/{uid}/size"

    def _copy(self, uid: int, told: Attributes) -> StoredCopy:
        """The copy without its bytes; size -1 where the server cannot tell it."""
        size, arrived, flags = told.get(b"RFC822.SIZE"), told.get(b"INTERNALDATE"), told.get(b"FLAGS")
        return StoredCopy(
            account=self.settings.account,
            folder=self.folder,
            uidvalidity=self.uidvalidity,
            uid=uid,
            arrived=_utc(arrived) if isinstance(arrived, datetime) else datetime.now(UTC),
            size=size if isinstance(size, int) else -1,
            flags=tuple(_text(flag) for flag in flags) if isinstance(flags, tuple) else (),
        )

    # -- whole messages --------------------------------------------------------------------------------------------

    def _whole(self, batch: Sequence[StoredCopy]) -> Iterator[StoredCopy]:
        bodies = self._guarded([copy.key for copy in batch], lambda: self._bodies([copy.uid for copy in batch]))
        for copy in batch:
            if copy.uid in bodies:
                # Taken out of the batch at once: what was handed on is no longer held here.
                yield _with(copy, bodies.pop(copy.uid))

    def _bodies(self, uids: Sequence[int]) -> dict[int, bytes]:
        """Bytes by UID, b'' where the server cannot deliver them; without those that vanished."""
        told = self._gather(uids, ["BODY.PEEK[]"])
        bodies = {uid: raw for uid, said in told.items() if (raw := _bytes(said.get(b"BODY[]")))}
        missing = [uid for uid in uids if uid not in bodies]  # vanished, or empty, or beyond this server
        return {**bodies, **dict.fromkeys(self.exist(missing) if missing else (), b"")}

    def _gather(self, uids: Sequence[int], items: Sequence[str]) -> dict[int, Attributes]:
        """FETCH, in halves where it fails, so that it fails for single messages only: those have no attributes.

        Where nothing at all could be had the fault is the server's, and its refusal is raised.
        """
        told: dict[int, Attributes] = {}
        unread: list[int] = []
        refusal: imaplib.IMAP4.error | None = None
        parts = [list(uids)]
        while parts:
            part = parts.pop()
            try:
                told.update(self.ask(part, items))
                continue
            except imaplib.IMAP4.abort:
                raise
            except (imaplib.IMAP4.error, Malformed) as error:
                if len(part) > 1:
                    parts += [part[len(part) // 2 :], part[: len(part) // 2]]
                elif "EXPUNGEISSUED" not in str(error):
                    unread += part
                    refusal = error if isinstance(error, imaplib.IMAP4.error) else refusal
            if refusal and not told and (not parts or len(unread) > _HOPELESS):
                raise refusal
        return {**told, **{uid: {} for uid in unread}}

    # -- large messages --------------------------------------------------------------------------------------------

    def _part(self, copy: StoredCopy) -> Iterator[StoredCopy]:
        raw = self._guarded([copy.key], lambda: self._headers_and_text(copy.uid))
        if raw or self.exist([copy.uid]):
            yield _with(copy, raw, partial=True)

    def _headers_and_text(self, uid: int) -> bytes:
        head = f"BODY.PEEK[HEADER]<0.{imap_partial.HEADER_BYTES}>"
        try:
            told = self._gather([uid], [head, "BODYSTRUCTURE"]).get(uid, {})
        except imaplib.IMAP4.abort:
            raise
        except imaplib.IMAP4.error:
            told = {}
        header = _bytes(told.get(b"BODY[HEADER]<0>"))
        if not header:
            return self._beginning(uid)
        part = imap_partial.first_text(told.get(b"BODYSTRUCTURE"))
        if part is None:
            return imap_partial.assemble(header, b"", b"")
        where = part.section or "TEXT"
        items = [f"BODY.PEEK[{where}]<0.{imap_partial.TEXT_BYTES}>"]
        if part.section:
            items.append(f"BODY.PEEK[{where}.MIME]<0.{imap_partial.HEADER_BYTES}>")
        said = self._gather([uid], items).get(uid, {})
        mime = _bytes(said.get(f"BODY[{where}.MIME]<0>".encode())) if part.section else header
        return imap_partial.assemble(header, mime, _bytes(said.get(f"BODY[{where}]<0>".encode())))

    def _beginning(self, uid: int) -> bytes:
        """Where even the structure comes malformed: the first bytes, as they stand."""
        most = imap_partial.TEXT_BYTES
        return _bytes(self._gather([uid], [f"BODY.PEEK[]<0.{most}>"]).get(uid, {}).get(b"BODY[]<0>"))

    def _guarded(self, keys: Sequence[str], fetched: Callable[[], Got]) -> Got:
        try:
            got = fetched()
        except Exception:
            self.suspects.died_of(keys)
            raise
        self.suspects.cleared(keys)
        return got


def _with(copy: StoredCopy, raw: bytes, partial: bool = False) -> StoredCopy:
    """The copy with its bytes; servers have been seen to tell sizes that are not those of the bytes."""
    size = len(raw) if raw and not partial else max(0, copy.size)
    return replace(copy, raw=raw, size=size, partial=partial)


def _utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def _text(flag: object) -> str:
    return flag.decode("ascii", "replace") if isinstance(flag, bytes) else str(flag)


def _bytes(value: object) -> bytes:
    if isinstance(value, bytes):
        return value
    return str(value).encode() if isinstance(value, int) else b""
