"""Files that go along with a mail: which of them may, and how that is said. Nobody opens or keeps them here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from inbox_escalator.casework.decision import NOTHING, Decision, Enclosed, Posted, Situation
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.limits import ANSWERS
from inbox_escalator.casework.policy import Policy
from inbox_escalator.identity import CUSTOMER, DESK
from inbox_escalator.intake.mail import Attachment, InboundMail
from inbox_escalator.intake.said import Command

MOST = 20_000_000
"""Bytes of all files of one mail together: more than this few servers take, once it is base64 (RFC 2045, 6.8)."""

LOGO_BYTES = 50_000
"""A smaller picture belongs to a signature."""

PROGRAMS = frozenset(
    """ade adp apk app appx bat bash bin cab chm class cmd com cpl csh deb diagcab dll dmg exe hta img ins iso jar jnlp
    js jse ksh lnk mde mjs msc msi msix msp mst nsh php pif pkg pl ps1 psm1 py pyc rb reg rpm run scf scr sct sh shb sys
    url vb vbe vbs vhd vhdx vxd wsc wsf wsh xll zsh""".split()
)
"""Endings of what runs when it is opened, and of what wraps that: the lists of large providers, and scripts."""

_PROGRAM_TYPES = ("msdownload", "dosexec", "executable", "javascript", "ecmascript", "x-sh", "shellscript", "x-python",
                  "x-perl", "java-archive", "x-msi", "vbscript", "x-bat", "mach-binary")  # fmt: skip

_SIGNATURES = frozenset(("application/pgp-signature", "application/pkcs7-signature", "application/x-pkcs7-signature"))

NAME_SHOWN = 60
NAMES_SHOWN = 20

PROGRAM = "a program or script"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What may go along, in order, and what may not: one line each."""

    files: tuple[Attachment, ...]
    left: tuple[str, ...]


def choose(files: Iterable[Attachment]) -> Chosen:
    """Of these files those that may be sent on, as far as there is room."""
    room, chosen, left = MOST, [], []
    for file in files:
        why = _why_not(file, room)
        if why:
            left.append(f"{shown(file)} ({why})")
        else:
            chosen.append(file)
            room -= file.size
    return Chosen(tuple(chosen), tuple(left))


def _why_not(file: Attachment, room: int) -> str:
    if file.name.rpartition(".")[2].lower().strip() in PROGRAMS or any(kind in file.type for kind in _PROGRAM_TYPES):
        return PROGRAM
    if file.type.startswith("message/"):
        return "a message of its own"
    return f"over {MOST // 1_000_000} MB with the others" if file.size > room else ""


def shown(file: Attachment) -> str:
    return file.name[:NAME_SHOWN] or "a file without a name"


def _named(names: Iterable[str]) -> str:
    """At most so many, on one line."""
    every = tuple(names)
    more = f" and {len(every) - NAMES_SHOWN} more" if len(every) > NAMES_SHOWN else ""
    return ", ".join(every[:NAMES_SHOWN]) + more


# ---------------------------------------------------------------------- a colleague's own files, for the customer


def with_files(said: Command, mail: InboundMail) -> Command:
    """The command with what was attached to it; without the pictures and seals of a signature."""
    meant = (f for f in mail.attachments if f.name and not f.inline and f.type not in _SIGNATURES)
    files = tuple(f for f in meant if not f.type.startswith("image/") or f.size > LOGO_BYTES)
    return replace(said, files=files, message_id=mail.message_id) if files else said


def enclosed(said: Command, who: str) -> Enclosed | None:
    """What goes to the customer with these words."""
    files = choose(said.files).files if said.message_id else ()
    return Enclosed(files, (said.message_id,), who) if files else None


def going_along(said: Command) -> str:
    """What the receipt says of it; '' where nothing was attached."""
    chosen = choose(said.files)
    if said.files and not said.message_id:
        return f" Not passed on, for your mail has no Message-ID: {_named(map(shown, said.files))}."
    going = f" With it goes {_named(map(shown, chosen.files))}." if chosen.files else ""
    return going + (f" Not passed on: {_named(chosen.left)}." if chosen.left else "")


def left_behind(said: Command) -> str:
    """Words for everybody of an incident go without files; whoever attached a contract to them must know."""
    if said.verb != "all" or not said.files:
        return ""
    return f" Not passed on: {_named(map(shown, said.files))}. Answer from the mailbox to send files."


def on_files_gone(
    mail: Posted, enclosed_by: str, missing: tuple[str, ...], situation: Situation, policy: Policy
) -> Decision:
    """A mail left without some of its files; whoever sent them to the customer is told. Another mail says so itself."""
    if situation.case is None:
        return NOTHING
    draft = Draft(situation.case, situation, policy)
    draft.event("files missing", "system", _named(missing), target=mail.to)
    if mail.to == CUSTOMER:
        line = f"the mail to the customer went out without {_named(missing)}. Answer from the mailbox to send it."
        draft.tell("receipt", enclosed_by or DESK, text=f"{draft.case.reference}: {line}", answer=ANSWERS)
    return draft.decision()


# ---------------------------------------------------------------------- the customer's files, for a colleague


def _files(draft: Draft, who: str, _: Command) -> str:
    """They lie in the mailbox; who has no access to it gets them by mail."""
    case, contact = draft.case, draft.policy.contact(who)
    if not case.files:
        return "no files came with the customer's mails."
    if contact is None or draft.policy.own_mailbox(contact):
        return f"the files lie in this mailbox, with the customer's mails: {_named(map(shown, case.files))}."
    chosen = choose(case.files)
    draft.event("asked", who, "the customer's files")
    what = "1 file of the customer is" if len(chosen.files) == 1 else f"{len(chosen.files)} files of the customer are"
    care = f"{what} attached. Open them with care: nobody has looked into them."
    said = care if chosen.files else "nothing is attached."
    lines = tuple(f"Not sent, it lies in the mailbox: {line}" for line in chosen.left[:NAMES_SHOWN])
    attached = Enclosed(chosen.files, case.messages) if chosen.files else None
    draft.tell("receipt", who, text=f"{case.reference}: {said}", lines=lines, answer=ANSWERS, enclosed=attached)
    return ""


ENCLOSING = {"files": _files}
