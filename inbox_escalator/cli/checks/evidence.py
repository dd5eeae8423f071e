"""A test mail to the desk itself: does it go out, does it come back, how fast, and what becomes of it on the way?"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.parser import BytesHeaderParser
from email.utils import format_datetime

from inbox_escalator.casework.decision import HOUSE
from inbox_escalator.cli.checks.finding import Finding, note, ok, wrong
from inbox_escalator.config.settings import Settings
from inbox_escalator.delivery.courier import Answer, Sent
from inbox_escalator.identity import DESK, Seal
from inbox_escalator.intake.mail import StoredCopy
from inbox_escalator.intake.mailbox import Mailbox
from inbox_escalator.writing.outbound import OutboundMail

PATIENCE = 60.0
"""Seconds in which a mail to ourselves has to come back."""
LOOK_EVERY = 2.0
HEADER_BYTES = 65_536

TAKES_ITSELF_AWAY = "inbox-escalator check: this mail takes itself away"
NOTHING_TO_DO = "`inbox-escalator check` looks whether its mail goes out and comes back. Nothing is to be done."

Deliver = Callable[[OutboundMail], Answer]


@dataclass(frozen=True, slots=True)
class Learned:
    """Facts for the store; None where nothing was learned."""

    channel: str = ""
    """`sent`, `copy` or `none`."""
    seconds: float = 0.0
    message_id_kept: bool | None = None
    authserv_id: str = ""
    plus: bool | None = None

    def facts(self) -> dict[str, str]:
        """Names and values as the worker reads them."""
        found = {"channel": f"{self.channel} {self.seconds:.1f}"} if self.channel else {}
        if self.message_id_kept is not None:
            found["message_id_kept"] = _yes(self.message_id_kept)
        if self.authserv_id:
            found["authserv_id"] = self.authserv_id
        if self.plus is not None:
            found["plus"] = _yes(self.plus)
        return found


def _yes(said: bool) -> str:
    return "yes" if said else "no"


@dataclass(frozen=True, slots=True)
class Found:
    """A copy of a test mail."""

    folder: str
    uid: int
    seconds: float


def letter(
    settings: Settings,
    seal: Seal,
    notice: str,
    *,
    address: str = "",
    subject: str = TAKES_ITSELF_AWAY,
    words: str = NOTHING_TO_DO,
    headers: tuple[str, ...] = (),
) -> OutboundMail:
    """A test mail from the desk to itself, or to `address`. All of it ASCII; `headers`: whole lines."""
    message_id = seal.message_id(HOUSE, DESK, notice)
    now, to = datetime.now(UTC), address or settings.address
    lines = (
        f"From: <{settings.address}>",
        f"To: <{to}>",
        f"Subject: {subject}",
        f"Date: {format_datetime(now)}",
        f"Message-ID: {message_id}",
        f"X-Inbox-Escalator: {message_id}",
        *headers,
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=us-ascii",
        "",
        words,
        "",
    )
    return OutboundMail(
        message_id=message_id, case=HOUSE, event=0, template="check", to=DESK, address=to, sender=settings.address,
        subject=subject, raw="\r\n".join(lines), created=now, leaves=now,
    )  # fmt: skip


class Trial:
    """Sends two test mails, one to a plus-address, and looks for them. Takes them out of the mailbox again."""

    def __init__(
        self,
        settings: Settings,
        seal: Seal,
        box: Mailbox,
        deliver: Deliver,
        monotonic: Callable[[], float] = time.monotonic,
        patience: float = PATIENCE,
    ) -> None:
        self._settings = settings
        self._seal = seal
        self._box = box
        self._deliver = deliver
        self._monotonic = monotonic
        self._patience = patience
        self.learned = Learned()

    def run(self) -> Iterator[Finding]:
        """The findings; afterwards `learned` has what the worker should know. MailboxError where the mailbox fails."""
        sent = self._box.folders().sent
        number = int(datetime.now(UTC).timestamp()) % 100_000_000
        plain = letter(self._settings, self._seal, str(number))
        tagged = letter(self._settings, self._seal, f"{number}-2", address=_plus(self._settings.address))
        began = self._monotonic()
        answer = self._deliver(plain)
        if not isinstance(answer, Sent):
            yield smtp_refused(answer.reason)
            return
        yield ok("SMTP", f"a test mail to {plain.address} was accepted by {self._settings.smtp.host}")
        tagged_accepted = isinstance(self._deliver(tagged), Sent)
        folders = [folder for folder in ("INBOX", sent) if folder]
        wanted = {plain.message_id: folders, tagged.message_id: ["INBOX"] if tagged_accepted else []}
        found = self._look_for(wanted, began, sent)
        yield from self._judge(found.get(plain.message_id, []), sent, plain.message_id)
        yield self._judge_plus(bool(found.get(tagged.message_id)))
        self._take_out([copy for copies in found.values() for copy in copies])

    def _look_for(self, wanted: dict[str, list[str]], began: float, sent: str) -> dict[str, list[Found]]:
        """Looks until each mail was found in each of its folders, or patience is over. What the provider files in Sent
        may come at any moment, so once INBOX has its copy Sent is given a few looks more only."""
        found: dict[str, list[Found]] = {key: [] for key in wanted}
        looks_after = 0
        while True:
            for message_id, folders in wanted.items():
                for folder in folders:
                    if not any(copy.folder == folder for copy in found[message_id]):
                        uids = self._box.find(folder, message_id)
                        took = self._monotonic() - began
                        found[message_id].extend(Found(folder, uid, took) for uid in uids)
            missing = {f for key, folders in wanted.items() for f in folders if not _in(found[key], f)}
            looks_after += missing <= {sent}
            if not missing or looks_after > 2 or self._monotonic() - began > self._patience:
                return found
            self._box.wait(LOOK_EVERY)

    def _judge(self, copies: list[Found], sent: str, message_id: str) -> Iterator[Finding]:
        if not copies:
            self._learn(channel="none", seconds=self._patience)
            yield wrong(
                "evidence",
                f"the test mail was accepted and did not come back within {self._patience:g} s",
                "send a mail to the desk by hand; look into junk and at the provider's rules",
            )
            return
        filed = next((copy for copy in copies if copy.folder == sent), None)
        best = filed or copies[0]
        self._learn(channel="sent" if filed else "copy", seconds=best.seconds)
        where = f"the provider files it in {sent}" if filed else "a copy comes back into INBOX"
        yield ok("evidence", f"{where} after {best.seconds:.1f} s")
        yield from self._headers(copies, message_id)

    def _headers(self, copies: list[Found], message_id: str) -> Iterator[Finding]:
        arrived = next((copy for copy in copies if copy.folder == "INBOX"), copies[0])
        headers = headers_of(self._box, arrived.folder, arrived.uid)
        if headers is None:
            return
        kept = headers.get("message-id", "").strip() == message_id
        self._learn(message_id_kept=kept)
        if kept:
            yield ok("Message-ID", "kept by the server")
        else:
            yield note("Message-ID", "the server writes its own; answers are known by the copy's, which is learned")
        authserv_id = _authserv_id(headers.get("authentication-results", ""))
        if authserv_id:
            self._learn(authserv_id=authserv_id)
            yield ok("authserv-id", authserv_id)
        elif not self._settings.desk.authserv_id and not self._settings.desk.microsoft:
            remedy = "name it in [trust] authserv_id if your server judges mail from outside"
            yield note("authserv-id", "the server does not say whether senders are proven", remedy)

    def _judge_plus(self, came: bool) -> Finding:
        self._learn(plus=came)
        if came:
            return ok("plus-addresses", f"{_plus(self._settings.address)} reaches the desk")
        return note("plus-addresses", "do not reach the desk; answers are known by their headers alone")

    def _learn(self, **more: object) -> None:
        from dataclasses import replace

        self.learned = replace(self.learned, **more)  # type: ignore[arg-type]

    def _take_out(self, copies: list[Found]) -> None:
        for folder in {copy.folder for copy in copies}:
            self._box.select(folder)
            self._box.remove_own([copy.uid for copy in copies if copy.folder == folder])


def headers_of(box: Mailbox, folder: str, uid: int) -> dict[str, str] | None:
    """The first of each header of that message, names in lower case; None where it is gone."""
    box.select(folder)
    copy: StoredCopy | None = next(iter(box.fetch([uid], HEADER_BYTES)), None)
    if copy is None or not copy.raw:
        return None
    headers: dict[str, str] = {}
    for name, value in BytesHeaderParser().parsebytes(copy.raw).items():
        headers.setdefault(name.lower(), str(value))
    return headers


def smtp_refused(reason: str) -> Finding:
    return wrong("SMTP", f"the test mail was refused: {reason}", _smtp_remedy(reason))


def _in(copies: list[Found], folder: str) -> bool:
    return any(copy.folder == folder for copy in copies)


def _plus(address: str) -> str:
    local, _, domain = address.rpartition("@")
    return f"{local}+check@{domain}"


def _authserv_id(line: str) -> str:
    """RFC 8601, section 2.2: the first word. A server that leaves it out begins with a method."""
    word = " ".join(line.split()).partition(";")[0].split(" ")[0]
    return word.lower() if word and "=" not in word and len(word) < 255 and word.isascii() else ""


def _smtp_remedy(reason: str) -> str:
    said = reason.lower()
    if "certificate" in said:
        return "correct host in [desk.smtp], or name the server's own certificate with cafile"
    if "auth" in said or "5.7.8" in said or "535" in said or "password" in said or "log-in" in said:
        return "correct user and password in [desk.smtp]; many providers want a password made for programs"
    if "starttls" in said or "tls" in said:
        return 'correct tls and port in [desk.smtp]: "starttls" with 587, "tls" with 465'
    if "cannot connect" in said:
        return "correct host and port in [desk.smtp], or look at the network and the server"
    return "correct [desk.smtp], or ask the provider what its answer means"
