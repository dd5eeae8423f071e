"""The mail host of the demo: an IMAP and an SMTP server that know each other, on loopback, gone with the block."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from secrets import token_urlsafe
from types import TracebackType

from inbox_escalator.demo.imap_server import ImapServer
from inbox_escalator.demo.letters import DESK
from inbox_escalator.demo.smtp_server import SmtpServer


class Servers:
    """One mailbox, and a door to the world behind which nobody is. Any number can run at once."""

    def __init__(self) -> None:
        self.password = token_urlsafe(16)
        self._stack = ExitStack()

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
        """(recipient, bytes) of what went out since the last call; copies to the desk itself lie in INBOX now."""
        out: list[tuple[str, bytes]] = []
        for accepted in self._smtp.collect():
            for recipient in accepted.recipients:
                if recipient.lower() == DESK:
                    self._imap.deliver(accepted.raw, now)
                else:
                    out.append((recipient.lower(), accepted.raw))
        return out
