"""One test answer: does what staff answer lie in Sent, where the worker sees it?

The test mail goes from the desk to itself. So an answer to it comes into INBOX wherever the provider files it, and one
that is filed elsewhere can be told from one that was never written.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from inbox_escalator.cli.checks.evidence import LOOK_EVERY, PATIENCE, Deliver, headers_of, letter, smtp_refused
from inbox_escalator.cli.checks.finding import Finding, note, ok, wrong
from inbox_escalator.config.settings import Settings
from inbox_escalator.delivery.courier import Sent
from inbox_escalator.identity import HOUSE, Seal
from inbox_escalator.intake.mailbox import MailboxRefusal, Searchable
from inbox_escalator.writing.outbound import OutboundMail

HEADER = "X-Inbox-Escalator-Check"
"""By it a later call finds the test mail that still waits for its answer."""

SUBJECT = "inbox-escalator check: please answer this mail"
WORDS = (
    "Please answer this mail from the shared mailbox, as you always answer a customer: any word will do.\r\n"
    "`inbox-escalator check --sent` then looks whether your answer lies in the folder of sent mail, where it is\r\n"
    "seen when a customer was answered."
)
INBOX = "INBOX"
ELSEWHERE_LOOKS = 3
"""After the answer came into INBOX the other folders are looked through so many times: filing may take a moment."""

EXCHANGE = (
    "Exchange files it with whoever wrote it; let an administrator run Set-Mailbox DESK "
    "-MessageCopyForSentAsEnabled $true -MessageCopyForSendOnBehalfEnabled $true"
)
GMAIL = "Gmail files what is written with \"send mail as\" in the writer's own account; answer from the desk's account"
ANY = "answer from the desk's own account, or let its mail program keep copies in the desk's Sent"
COPY = "; or put the desk into Cc of every answer, which counts where DMARC passes ([trust] authserv_id)"


class SentTrial:
    """Sends the test mail, unless one waits already, and looks for the answer to it."""

    def __init__(
        self,
        settings: Settings,
        seal: Seal,
        box: Searchable,
        deliver: Deliver,
        *,
        wait: float,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        """wait: seconds in which somebody has to answer; 0 looks once."""
        self._settings = settings
        self._seal = seal
        self._box = box
        self._deliver = deliver
        self._wait = wait
        self._monotonic = monotonic
        self.seen = False
        """The answer lies in Sent."""

    def run(self) -> Iterator[Finding]:
        """The findings. MailboxError where the mailbox fails."""
        names = self._box.folders()
        if not names.sent:
            return  # said already, with its remedy
        test = self._waiting_one()
        if test is None:
            answer = self._deliver(self._letter())
            if not isinstance(answer, Sent):
                yield smtp_refused(answer.reason)
                return
            test = self._arrived()
        if test is None:
            yield wrong("test mail", f"it did not come into INBOX within {PATIENCE:g} s", "see what `check` says")
            return
        uid, message_id = test
        yield note("test mail", f'it lies in INBOX: "{SUBJECT}"', "answer it as you always answer a customer")
        # Gmail's other folders show what lies in INBOX once more; elsewhere the answer may lie in any of them.
        others = () if self._gmail() else tuple(folder for folder in names.all if folder not in (INBOX, names.sent))
        folder = self._look_for(message_id, names.sent, others)
        self.seen = folder == names.sent
        yield self._judge(folder, names.sent)
        if folder:
            self._box.select(INBOX)
            self._box.remove_own([uid])

    def _letter(self) -> OutboundMail:
        number = int(datetime.now(UTC).timestamp()) % 100_000_000
        return letter(
            self._settings, self._seal, f"{number}-3", subject=SUBJECT, words=WORDS, headers=(f"{HEADER}: sent",)
        )

    def _waiting_one(self) -> tuple[int, str] | None:
        """UID and Message-ID, as the server keeps it, of the last test mail of this desk in INBOX."""
        for uid in reversed(self._box.holding(INBOX, HEADER, "sent")):
            headers = headers_of(self._box, INBOX, uid) or {}
            ours = self._seal.marks(headers.get("x-inbox-escalator", ""), ())
            if ours and ours[0].case == HOUSE and headers.get("message-id"):
                return uid, headers["message-id"].strip()
        return None

    def _arrived(self) -> tuple[int, str] | None:
        began = self._monotonic()
        while True:
            found = self._waiting_one()
            if found is not None or self._monotonic() - began > PATIENCE:
                return found
            self._box.wait(LOOK_EVERY)

    def _look_for(self, message_id: str, sent: str, others: tuple[str, ...]) -> str:
        """The folder that holds the answer, Sent before others before INBOX; '' where there is none in time."""
        began, looks = self._monotonic(), 0
        while True:
            if self._answered_in(sent, message_id):
                return sent
            if self._answered_in(INBOX, message_id):
                looks += 1
                if looks >= ELSEWHERE_LOOKS:
                    return next((folder for folder in others if self._answered_in(folder, message_id)), INBOX)
            elif self._monotonic() - began >= self._wait:
                # Not even in INBOX: some providers drop what somebody writes to himself.
                return next((folder for folder in others if self._answered_in(folder, message_id)), "")
            self._box.wait(LOOK_EVERY)

    def _answered_in(self, folder: str, message_id: str) -> bool:
        try:
            return any(self._box.holding(folder, header, message_id) for header in ("In-Reply-To", "References"))
        except MailboxRefusal:
            return False  # a folder that cannot be opened holds no answer that the worker could see

    def _judge(self, folder: str, sent: str) -> Finding:
        if folder == sent:
            return ok("Sent", f"your answer lies in {sent}: the worker sees when a customer is answered")
        if not folder:
            said = "no answer to the test mail was found"
            return wrong("Sent", said, f"answer it and call `check --sent` again; if you did: {self._remedy()}")
        if folder == INBOX:
            said = f"your answer came, and no folder of this mailbox keeps it; {sent} does not"
            return wrong("Sent", said, self._remedy())
        return wrong("Sent", f"your answer lies in {folder}, not in {sent}", f'set sent = "{folder}" in [desk.imap]')

    def _gmail(self) -> bool:
        host = self._settings.imap.host.lower()
        return "gmail" in host or "google" in host

    def _remedy(self) -> str:
        host = self._settings.imap.host.lower()
        if any(name in host for name in ("office365", "outlook", "exchange")):
            return EXCHANGE.replace("DESK", self._settings.address) + COPY
        if self._gmail():
            return GMAIL + COPY
        return ANY + COPY
