"""Part of the first beat: messages that staff moved into a folder that is a command. COMMIT what it says, then move.

The stored copy is marked as handled in the commit that obeys it, so that a message that still lies there is only put
back. Without MOVE on the server a crash between COPY and EXPUNGE leaves it in both places; it is never lost.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from itertools import islice

from inbox_escalator.beats.parts import BATCH, Parts
from inbox_escalator.beats.set_aside import folder_of, set_aside
from inbox_escalator.beats.tail import finish, situation_of
from inbox_escalator.beats.taken import Place
from inbox_escalator.beats.taking_in import take_in
from inbox_escalator.casework.foldered import FOLDERS, OPENS, on_folder, on_unknown
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.judge import judge
from inbox_escalator.intake.mail import InboundMail, StoredCopy
from inbox_escalator.intake.mailbox import Mailbox, MailboxError, MailboxRefusal
from inbox_escalator.store.store import Inbound, StoreError, Turn

log = logging.getLogger(__name__)

KIND = "folder"
"""Kind of the row that marks a moved copy as handled."""

_DELETED = "\\Deleted"


def command_folders(mailbox: Mailbox) -> Mapping[str, str]:
    """Full name on this server → name below `Escalator`; made where they are missing. None where the server refuses:
    the mail is read all the same."""
    try:
        return dict(zip(mailbox.command_folders(tuple(FOLDERS)), FOLDERS, strict=True))
    except MailboxRefusal as problem:
        log.warning("there are no folders as commands: %s", problem)
        return {}


def obey_folders(parts: Parts, mailbox: Mailbox, folders: Mapping[str, str], homes: tuple[str, ...]) -> int:
    """All messages that lie in those folders; returns how many. `homes`: where a message may be put back, the first one
    where nobody knows better."""
    return sum(_obey_folder(parts, mailbox, folder, name, homes) for folder, name in folders.items())


def _obey_folder(parts: Parts, mailbox: Mailbox, folder: str, name: str, homes: tuple[str, ...]) -> int:
    try:
        if not mailbox.select(folder).exists:
            return 0
        copies = mailbox.fetch(mailbox.uids_after(0)[:BATCH], parts.reading.max_bytes)
        # What staff took out again by COPY is still here, marked as deleted, on servers without MOVE.
        back = [(_obey(parts, copy, name, homes), copy.uid) for copy in islice(copies, BATCH) if _is_here(copy)]
        for home in dict.fromkeys(home for home, _ in back):
            mailbox.move([uid for where, uid in back if where == home], home)
    except MailboxRefusal as problem:
        log.warning("%s: %s", folder, problem)
        return 0
    return len(back)


def _is_here(copy: StoredCopy) -> bool:
    return _DELETED not in copy.flags


def _obey(parts: Parts, copy: StoredCopy, name: str, homes: tuple[str, ...]) -> str:
    """One turn; returns the folder that the message goes back to."""
    now = parts.clock.now()
    try:
        mail = read_mail(copy.raw, parts.limits, partial=copy.partial)
        with parts.store.turn() as turn:
            home = _home(turn, mail, parts.reading.account, homes)
            if not turn.handled(copy.key):
                _obey_once(parts, turn, copy, mail, name, now)
    except (MailboxError, StoreError):
        raise
    except Exception as reason:  # the message goes back all the same, and somebody is told where to look
        log.exception("message %s could not be obeyed", copy.key)
        set_aside(parts, copy, Place(), f"{type(reason).__name__}: {reason}", now)
        return homes[0]
    return home


def _home(turn: Turn, mail: InboundMail, account: str, homes: tuple[str, ...]) -> str:
    before = turn.known(mail.key)
    known = folder_of(before.copy_key, account) if before is not None else ""
    return known if known in homes else homes[0]


def _obey_once(parts: Parts, turn: Turn, copy: StoredCopy, mail: InboundMail, name: str, now: datetime) -> None:
    before = turn.known(mail.key)
    if before is None:  # staff were quicker than we: first it is taken in like any other
        taken = take_in(parts, turn, copy, Place(), now, datetime.fromisoformat(turn.fact("first_start")))
        reference = taken.case
    else:
        reference = before.case
    reference = reference or turn.case_of((mail.header("x-inbox-escalator"), mail.message_id))
    if not reference and FOLDERS[name] in OPENS:
        reference = _open(parts, turn, copy, mail, now)
    seen = Inbound(copy.key, mail.key, mail.message_id, mail.sender.address, now, reference, KIND, f"Escalator/{name}")
    case = turn.case(reference) if reference else None
    texts = turn.texts(reference) if case is not None else ()
    situation = situation_of(parts, turn, now, case, texts=texts)
    finish(parts, turn, on_folder(name, situation, parts.policy), now, seen)


def _open(parts: Parts, turn: Turn, copy: StoredCopy, mail: InboundMail, now: datetime) -> str:
    incoming = Incoming(mail, judge(mail, parts.desk, flags=copy.flags), now)
    situation = situation_of(
        parts, turn, now, None, reference=turn.next_reference(parts.policy.prefix),
        acknowledged_at=turn.customer(incoming.sender.address.address).acknowledged_at,
    )  # fmt: skip
    decision = on_unknown(incoming, situation, parts.policy)
    finish(parts, turn, decision, now)
    return decision.case.reference if decision.case else ""
