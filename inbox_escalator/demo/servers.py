"""The mail host of the demo: an IMAP and an SMTP server that know each other, on loopback, gone with the block."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from email.parser import BytesHeaderParser
from secrets import token_urlsafe
from types import TracebackType

from inbox_escalator.demo.imap_server import ImapServer
from inbox_escalator.demo.letters import DESK, address_of
from inbox_escalator.demo.smtp_server import SmtpServer
from inbox_escalator.writing.compose import OWN_HEADER


class Servers:
    """One mailbox, and a door to the world behind which nobody is. Any number can run at once."""

    def __init__(self) -> None:
        self.password = token_urlsafe(16)
        self._stack = ExitStack()
        self._seen = 0
        """The last UID in INBOX that was looked at for notices."""

    def __enter__(self) -> Servers:
        with ExitStack() as stack:
            self._imap = stack.enter_context(ImapServer(DESK, self.password))
            self._smtp = stack.enter_context(SmtpServer(DESK, self.password))
            self._stack = stack.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._stack.close()

    @property
    def imap_port(self) -> int:
        return self._imap.port

    @property
    def smtp_port(self) -> int:
        return self._smtp.port

    def deliver(self, raw: bytes, at: datetime, folder: str = "INBOX") -> None:
        """Puts a message into the mailbox as having arrived `at`."""
        self._imap.deliver(raw, at, folder)

    def collect(self, now: datetime) -> list[tuple[str, bytes]]:
        """(recipient, bytes) of what went out since the last call, notices that the worker put into the mailbox among
        it; copies to the desk itself lie in INBOX now."""
        out: list[tuple[str, bytes]] = []
        notices = [(DESK, raw) for raw in self._notices()]
        for accepted in self._smtp.collect():
            for recipient in accepted.recipients:
                if recipient.lower() == DESK:
                    self._imap.deliver(accepted.raw, now)
                else:
                    out.append((recipient.lower(), accepted.raw))
        return [*out, *notices]

    def _notices(self) -> Iterator[bytes]:
        """New mails of the worker in INBOX that are for the front line, and no copies of what others got."""
        for uid, raw in self._imap.read(after=self._seen).items():
            self._seen = max(self._seen, uid)
            head = BytesHeaderParser().parsebytes(raw, headersonly=True)
            if head[OWN_HEADER] and address_of(str(head["To"])) == DESK:
                yield raw
