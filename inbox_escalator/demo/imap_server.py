"""A real IMAP server on loopback, in memory: pymap with keywords that stay and folders that say what they are for."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType

from proxyprotocol.reader import ProxyProtocolReader
from proxyprotocol.version import ProxyProtocolVersion
from pymap.backend.dict import Config, Login
from pymap.backend.dict.filter import FilterSet
from pymap.backend.dict.mailbox import MailboxData, MailboxSet
from pymap.concurrent import Subsystem
from pymap.imap import IMAPServer
from pymap.listtree import ListEntry, ListTree
from pymap.parsing.message import AppendMessage
from pymap.parsing.specials import FetchRequirement, ObjectId
from pymap.parsing.specials.flag import Flag, Wildcard
from pymap.user import UserMetadata
from pysasl.hashing import Cleartext

from inbox_escalator.clock import aware
from inbox_escalator.demo.loop import LoopThread

SPECIAL_USE: Mapping[str, bytes] = {"Sent": b"Sent", "Junk": b"Junk"}
"""Folders besides INBOX, and what LIST says that they are for (RFC 6154)."""


class ImapServer:
    """One user with INBOX, Sent and Junk. Up when this returns, gone after `close`; any number can run at once."""

    host = "127.0.0.1"

    def __init__(self, user: str, password: str) -> None:
        self._loop = LoopThread("demo-imap")
        try:
            self._boxes, self._server = self._loop.run(_serve(user, password, self.host))
        except BaseException:
            self._loop.close()
            raise
        self.port: int = self._server.sockets[0].getsockname()[1]

    def deliver(self, raw: bytes, at: datetime, folder: str = "INBOX", flags: Iterable[str] = ()) -> None:
        """Puts a message into the folder, with that INTERNALDATE; who is in IDLE hears of it. KeyError: no folder."""
        message = AppendMessage(raw, aware(at), frozenset(Flag(flag.encode()) for flag in flags))
        self._loop.run(_append(self._boxes, folder, message))

    def messages(self, folder: str = "INBOX") -> dict[int, tuple[str, ...]]:
        """UIDs in the folder and the flags and keywords that each carries."""
        return self._loop.run(_flags(self._boxes, folder))

    def read(self, folder: str = "INBOX", after: int = 0) -> dict[int, bytes]:
        """The messages in the folder with a greater UID than `after`, as they came."""
        return self._loop.run(_contents(self._boxes, folder, after))

    def close(self) -> None:
        """Hangs up on every client and stops."""
        self._loop.close(self._server)

    def __enter__(self) -> ImapServer:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self.close()


async def _serve(user: str, password: str, host: str) -> tuple[_Boxes, asyncio.Server]:
    config = _Config(
        Namespace(passlib_cfg=None, proxy_protocol=None), host=host, port=0, demo_data=False, demo_user=user,
        demo_password=password, tls_enabled=False, hash_context=Cleartext(), reject_dnsbl=False,
        # pymap would start threads for its password hashes, which outlive the server.
        cpu_subsystem=Subsystem.for_asyncio(),
    )  # fmt: skip
    config.apply_context()
    login = Login(config)
    login.users_dict[user] = UserMetadata(config, user, password=password)
    boxes = _Boxes()
    for name in SPECIAL_USE:
        await boxes.add_mailbox(name)
    config.set_cache[user] = (boxes, FilterSet())
    reader = ProxyProtocolReader(ProxyProtocolVersion.get(None))
    return boxes, await asyncio.start_server(reader.get_callback(IMAPServer(login, config)), host, 0)


async def _append(boxes: _Boxes, folder: str, message: AppendMessage) -> None:
    await (await boxes.get_mailbox(folder)).append(message, recent=True)


async def _flags(boxes: _Boxes, folder: str) -> dict[int, tuple[str, ...]]:
    box = await boxes.get_mailbox(folder)
    return {m.uid: tuple(sorted(bytes(f).decode() for f in m.permanent_flags)) async for m in box.messages()}


async def _contents(boxes: _Boxes, folder: str, after: int) -> dict[int, bytes]:
    box = await boxes.get_mailbox(folder)
    found = [m async for m in box.messages() if m.uid > after]
    return {m.uid: bytes((await m.load_content(FetchRequirement.CONTENT)).get_body()) for m in found}


class _Config(Config):
    """pymap's settings; its greeting would look this machine up in the DNS, which can take seconds."""

    @property
    def greeting(self) -> bytes:
        return b"demo ready"


class _Folder(MailboxData):
    """A folder that keeps keywords; pymap's own drops all but the system flags."""

    @property
    def permanent_flags(self) -> frozenset[Flag]:
        return super().permanent_flags | {Wildcard}


class _Boxes(MailboxSet):
    """Folders of ours."""

    def __init__(self) -> None:
        super().__init__()
        self._inbox = _Folder(self._content_cache, self._thread_cache)

    async def add_mailbox(self, name: str) -> ObjectId:
        if name in self._set:
            raise ValueError(name)
        self._set[name] = folder = _Folder(self._content_cache, self._thread_cache)
        return folder.mailbox_id

    async def list_mailboxes(self) -> ListTree:
        return _Tree(self.delimiter).update("INBOX", *self._set)


class _Tree(ListTree):
    def list(self) -> Iterable[ListEntry]:
        return (_Entry(e.name, e.exists, e.marked, e.has_children) for e in super().list())


@dataclass(frozen=True)
class _Entry(ListEntry):
    @property
    def attributes(self) -> Sequence[bytes]:
        use = SPECIAL_USE.get(self.name)
        return [*super().attributes, *([use] if use else [])]
