"""Files that go along with a mail: fetched from the mailbox as it leaves, by Message-ID with PEEK, and never kept."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import finish, situation_of
from inbox_escalator.casework.decision import Enclosed
from inbox_escalator.casework.enclosing import PROGRAM, on_files_gone, shown
from inbox_escalator.delivery.courier import Later
from inbox_escalator.delivery.parcel import Parcel
from inbox_escalator.identity import CUSTOMER
from inbox_escalator.intake.mail import Attachment
from inbox_escalator.intake.mailbox import Mailbox, MailboxError, MailboxRefusal
from inbox_escalator.store.store import StoreError, Turn
from inbox_escalator.writing.outbound import OutboundMail
from inbox_escalator.writing.parcel import File, with_files

log = logging.getLogger(__name__)

GONE = "its message is not in the mailbox any more"
TOO_LARGE = "its message is too large to be read"
FAULT = "a fault of ours"
NOT_TAKEN = "the mail server did not take the mail with it"

FOLDERS = 50
"""So many folders are looked into, for people file their mail."""

TRIES = 3
"""A mail that is refused so often goes without its files: its words matter more."""

TOO_BIG = ("552", "5.3.4", "5.2.3")
"""Replies that say that a mail is too large (RFC 5321, 4.2.3; RFC 3463, 3.3 and 3.4): once is enough."""

_STARTS = (b"MZ", b"\x7fELF", b"#!", b"\xca\xfe\xba\xbe", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe")
"""How programs and scripts begin, whatever they are called: Windows, Linux, scripts, Java and macOS."""


@dataclass(frozen=True, slots=True)
class Packer:
    """Packs mails. `mailbox`: the open connection; MailboxError where there is none now."""

    parts: Parts
    mailbox: Callable[[], Mailbox]

    def pack(self, mail: OutboundMail) -> Parcel | Later:
        """The mail with its files, and what it goes without; Later where the mailbox cannot be read now."""
        wanted = mail.notice.enclosed if mail.notice else None
        if wanted is None:
            return Parcel(mail, mail)
        try:
            return self._packed(mail, wanted)
        except MailboxError as problem:
            return Later(f"its files cannot be fetched: {problem}", session=True)
        except Exception:  # its words matter more than its files
            log.exception("%s: its files cannot be put in", mail.message_id)
            return _parcel(mail, wanted, {}, dict.fromkeys(wanted.files, FAULT))

    def _packed(self, mail: OutboundMail, wanted: Enclosed) -> Parcel:
        found: dict[Attachment, bytes] = {}
        if _refused_for_them(mail):
            missing = dict.fromkeys(wanted.files, NOT_TAKEN)
        else:
            found, large = self._fetched(wanted)
            missing = {file: TOO_LARGE if large else GONE for file in wanted.files if file not in found}
        programs = {file: PROGRAM for file, octets in found.items() if octets.startswith(_STARTS)}
        return _parcel(mail, wanted, found, missing | programs)

    def _fetched(self, wanted: Enclosed) -> tuple[dict[Attachment, bytes], bool]:
        """What was found; and whether one of the messages is larger than what is read."""
        from inbox_escalator.intake.enclosed import files_in  # most mails have none

        mailbox, found, large = self.mailbox(), dict[Attachment, bytes](), False
        for message_id in filter(_can_be_sought, wanted.messages):
            left = [file for file in wanted.files if file not in found]
            if not left:
                break
            for raw, partial in self._copies(mailbox, message_id):
                large = large or partial
                found |= files_in(raw, left, self.parts.limits)
        return found, large

    def _copies(self, mailbox: Mailbox, message_id: str) -> Iterator[tuple[bytes, bool]]:
        """The first folder in which it lies; where people keep their mail is looked at before the rest."""
        names = mailbox.folders()
        usual = (*self.parts.reading.folders, self.parts.reading.sent or names.sent, names.junk)
        for folder in tuple(dict.fromkeys((*filter(None, usual), *names.all)))[:FOLDERS]:
            try:
                uids = mailbox.find(folder, message_id)
            except MailboxRefusal:
                continue  # a folder that cannot be opened
            copies = list(mailbox.fetch(uids[:1], self.parts.reading.max_bytes))
            if copies:
                yield from ((copy.raw, copy.partial) for copy in copies)
                return


def _refused_for_them(mail: OutboundMail) -> bool:
    too_big = any(code in mail.because for code in TOO_BIG)
    return mail.kept_back and mail.attempts > (1 if too_big else TRIES)


def _can_be_sought(message_id: str) -> bool:
    return message_id.isascii() and message_id.isprintable() and len(message_id) > 2


def _parcel(
    mail: OutboundMail, wanted: Enclosed, found: dict[Attachment, bytes], missing: dict[Attachment, str]
) -> Parcel:
    goes = [file for file in wanted.files if file in found and file not in missing]
    lines = tuple(f"{shown(file)} ({why})" for file, why in missing.items())
    note = "" if mail.to == CUSTOMER or not lines else "Not attached: " + "; ".join(lines) + ".\n"
    files = [File(file.name, file.type, found[file]) for file in goes]
    raw = with_files(mail.raw, files, note) if files or note else mail.raw
    row = mail
    if lines and not note and mail.notice is not None:  # its sender is told once, and it is not looked for again
        row = replace(mail, notice=replace(mail.notice, enclosed=replace(wanted, files=tuple(goes))))
    return Parcel(row, replace(row, raw=raw), lines)


def tell_missing(parts: Parts, turn: Turn, mail: OutboundMail, missing: Sequence[str], now: datetime) -> None:
    """Whoever sent files to the customer that do not go along hears of it, in the commit that lets the mail go."""
    try:
        case = turn.case(mail.case)
        by = mail.notice.enclosed.by if mail.notice and mail.notice.enclosed else ""
        situation = situation_of(parts, turn, now, case)
        finish(parts, turn, on_files_gone(mail.posted(), by, tuple(missing), situation, parts.policy), now)
    except StoreError:
        raise
    except Exception:  # the mail goes all the same
        log.exception("%s: nobody could be told that files are missing", mail.message_id)
