"""Folders of the shared mailbox as commands: staff move a message there, and it is as if the front line had said so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from inbox_escalator.casework.customer import on_customer
from inbox_escalator.casework.decision import NOTHING, Becomes, Decision, OutboxChange, Posted, Situation
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.policy import Contact, Policy
from inbox_escalator.casework.staff import on_command
from inbox_escalator.identity import CUSTOMER, Mark
from inbox_escalator.intake.mail import Address, InboundMail
from inbox_escalator.intake.said import Command
from inbox_escalator.intake.sender import Kind, Sender

FOLDERS: Mapping[str, str] = {
    "Escalate": "up", "Resolved": "done", "Not a case": "ignore", "False alarm": "false", "Waiting": "wait",
}  # fmt: skip
"""Name below `Escalator` → the word that it stands for. The names are the same in every language."""

OPENS = frozenset({"up", "wait"})
"""Words that make a case of a message that is none yet; the others have nothing to end."""

_HAND_OFF = ("handoff", "handoff_neutral")


def on_folder(name: str, situation: Situation, policy: Policy) -> Decision:
    """The front line's authority: everything on the first level, above it a question to whoever has the case. Of one
    person with one mailbox it is that person's own word; heavy words want a code then, as from a mail without DMARC."""
    case = situation.case
    if case is None:
        return NOTHING
    verb = FOLDERS[name]
    said = Command(verb, said=f"{verb} (moved to Escalator/{name})")
    decision = on_command(_as_mail(said, case.reference, situation, policy), situation, policy)
    return _one_mail_to_the_customer(decision, situation.posted)


def _as_mail(said: Command, reference: str, situation: Situation, policy: Policy) -> Incoming:
    """The move as a mail found in Sent: the mailbox itself proves both."""
    own = _only_reader(policy)
    marks = (Mark(reference, "0", own.id),) if own else ()
    sender = Sender(
        Kind.COMMAND, said.said, Address(policy.desk_address), own.id if own else "", staff=True, agreed=True,
        marks=marks,
    )  # fmt: skip
    return Incoming(InboundMail(key=""), sender, situation.now, said=said, in_sent=True)


def _only_reader(policy: Policy) -> Contact | None:
    """The one contact of the desk, who reads its mailbox. Among several nobody can tell who moved it."""
    contact, *others = policy.contacts or (None,)
    return contact if contact is not None and not others and policy.own_mailbox(contact) else None


def _one_mail_to_the_customer(decision: Decision, posted: tuple[Posted, ...]) -> Decision:
    """A message that is escalated before its acknowledgement has left gets the hand-off instead."""
    if not any(n.to == CUSTOMER and n.template in _HAND_OFF for n in decision.notices):
        return decision
    unsent = (m for m in posted if m.template == "acknowledgement" and m.to == CUSTOMER and not m.attempted)
    changes = (OutboxChange(m.message_id, Becomes.WITHDRAWN, "the hand-off takes its place") for m in unsent)
    return replace(decision, outbox=(*decision.outbox, *changes))


def on_unknown(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """A message that is of no case (past mail, a newsletter) opens one, as from now on. No mail goes to whom nobody
    proved to be a customer."""
    sender = incoming.sender
    if sender.kind is not Kind.CUSTOMER:
        kind = Kind.NOTICE if sender.kind is Kind.NOTICE else Kind.CUSTOMER
        sender = replace(sender, kind=kind, unverified=True)
    return on_customer(replace(incoming, sender=sender, arrived=situation.now), situation, policy)
