"""A message that cannot be taken in: kept by name, looked through for what cannot wait, tried again later."""

from __future__ import annotations

import logging
from datetime import datetime

from inbox_escalator.beats.parts import Parts
from inbox_escalator.beats.tail import finish
from inbox_escalator.beats.taken import Place
from inbox_escalator.casework.decision import NOTHING, Situation
from inbox_escalator.casework.house import on_set_aside
from inbox_escalator.intake.inbound import read_mail
from inbox_escalator.intake.mail import InboundMail, Passage, StoredCopy, Zone
from inbox_escalator.intake.sender import Kind, Sender
from inbox_escalator.store.store import Bookmark, Inbound, Quarantined, StoreError, Turn
from inbox_escalator.triage.classify import triage
from inbox_escalator.triage.trigger import Finding, Urgency
from inbox_escalator.writing.clean import one_line

log = logging.getLogger(__name__)

RAW_LETTERS = 65_536
"""So much of a message that not even the raw-text path can read is looked through for critical words."""


def set_aside(parts: Parts, copy: StoredCopy, place: Place, reason: str, now: datetime) -> None:
    """COMMIT its name and bookmark, and a mail to those who must know at once where its words are critical."""
    mail = _glimpse(copy)
    item = Quarantined(copy.key, now, one_line(reason)[:500], mail.subject[:200], str(mail.sender)[:200])
    found = () if place.in_sent else _critical(parts, mail)
    try:
        _commit(parts, copy, item, found, now)
    except StoreError:
        raise
    except Exception:
        if not found:
            raise
        log.exception("nobody can be told of the words of %s", copy.key)
        _commit(parts, copy, item, (), now)


def _commit(parts: Parts, copy: StoredCopy, item: Quarantined, found: tuple[Finding, ...], now: datetime) -> None:
    with parts.store.turn() as turn:
        turn.put_quarantined(item)
        bookmark = Bookmark(copy.account, copy.folder, copy.uidvalidity, copy.uid)
        turn.record(NOTHING, (), Inbound(copy.key, copy.key, "", "", now, kind="quarantined"), bookmark)
        if found:
            triggers = tuple(dict.fromkeys(f.trigger for f in found))
            situation = Situation(now=now, house_events=turn.house_events())
            finish(parts, turn, on_set_aside(_told(item, copy, found), triggers, situation, parts.policy), now)


def _told(item: Quarantined, copy: StoredCopy, found: tuple[Finding, ...]) -> str:
    said = "; ".join(dict.fromkeys(one_line(str(f)) for f in found[:3]))
    wrote = f'{item.sender or "Somebody"} wrote "{item.subject}"'
    return f"{said}. {wrote} ({copy.folder}, UID {copy.uid}), and it could not be taken in: read it in the mailbox now."


def place_of(item: Quarantined, account: str) -> tuple[str, int, int] | None:
    """Folder, UIDVALIDITY and UID of a message of this account; None for one of another."""
    return _place(item.copy_key, account)


def _place(copy_key: str, account: str) -> tuple[str, int, int] | None:
    known, _, rest = copy_key.partition(f"{account}/")
    folder, *numbers = rest.rsplit("/", 2)
    if known or len(numbers) != 2 or not all(n.isascii() and n.isdigit() for n in numbers):
        return None
    return folder, int(numbers[0]), int(numbers[1])


def folder_of(copy_key: str, account: str) -> str:
    """Folder of a stored copy of this account; '' for one of another."""
    where = _place(copy_key, account)
    return where[0] if where else ""


def let_go(turn: Turn, copy: StoredCopy, bookmark: Bookmark | None) -> None:
    """It was taken in after all, late: the bookmark of its folder stays where it was."""
    turn.drop_quarantined(copy.key)
    if bookmark is not None:
        turn.put_bookmark(bookmark)


def _critical(parts: Parts, mail: InboundMail) -> tuple[Finding, ...]:
    """What of its words would make a case critical; nothing where not even that can be found out."""
    try:
        found = triage(mail, Sender(Kind.CUSTOMER, "set aside", mail.sender), parts.rules)
    except Exception:
        log.exception("the words of a message that was set aside cannot be judged either")
        return ()
    grave = [t.name for t in parts.policy.known(found.escalates) if t.urgency is Urgency.CRITICAL and t.escalates]
    return tuple(f for name in grave for f in found.evidence(name))


def _glimpse(copy: StoredCopy) -> InboundMail:
    """As much of it as can be had: by the parser, by the raw-text path, or its plain bytes."""
    for partial in (copy.partial, True):
        try:
            return read_mail(copy.raw, partial=partial)
        except Exception:  # it may be the very step that failed
            log.debug("%s cannot be read", copy.key, exc_info=True)
    words = copy.raw[:RAW_LETTERS].decode("utf-8", "replace")
    return InboundMail(key=copy.key, body_text=words, passages=(Passage(Zone.NEW, words),))
