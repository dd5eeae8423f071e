"""Who may command? The one table of docs/trust.md, row by row: proof A (address), B (token) and D (DMARC)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from inbox_escalator.casework.case import Case, Status
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.policy import Contact, Policy, Trust
from inbox_escalator.identity import CUSTOMER, DESK, HOUSE, Mark
from inbox_escalator.intake.sender import Dmarc, Sender

HEAVY = frozenset({"all", "approve", "vip", "hold-off"})
HEAVY_ON_HOLD = frozenset({"done", "drop", "ignore", "false"})
"""Heavy on cases that a legal or security trigger put on hold: each of them makes the matter disappear."""


class Right(StrEnum):
    """What the proof is good for."""

    ALL = "all commands"
    CODE = "after a one-time code"
    LIGHT = "all but the heavy ones"
    FRONT = "the front line's authority"
    EXPLAIN = "nothing; one explanation an hour"
    NOTE = "a note; the contact is told"
    REFUSED = "refused; the owner is told once a day"


@dataclass(frozen=True, slots=True)
class Verdict:
    right: Right
    contact: str
    """Whose authority it is: a contact's id, or `DESK`."""
    because: str
    proven: bool = False
    """A valid token came along (proof B)."""


def on_hold(case: Case, policy: Policy) -> bool:
    """A legal or security trigger fired on the case, or staff put it on hold; and nobody lifted that."""
    if case.held is not None:
        return case.held
    return any(t.legal_hold for t in policy.known(case.tags))


def is_heavy(verb: str, case: Case, policy: Policy) -> bool:
    waits = case.leads.preview if case.leads is not None else None
    ends_all = verb == "yes" and waits is not None and waits.resolves
    return verb in HEAVY or ends_all or (verb in HEAVY_ON_HOLD and on_hold(case, policy))


def judge(incoming: Incoming, verb: str, case: Case, policy: Policy) -> Verdict:
    """The row of the table that this mail stands in."""
    sender = incoming.sender
    marks = _valid(incoming, case, verb)
    claimed = sender.contact if sender.agreed else ""
    proof_b = any(m.contact == claimed for m in marks)
    contact = policy.contact(claimed) if claimed else None
    own_box = contact is not None and policy.own_mailbox(contact)
    if sender.dmarc is not Dmarc.FAIL and _from_the_mailbox(incoming, marks, policy) and not (own_box and proof_b):
        return Verdict(Right.FRONT, DESK, "from the mailbox itself")
    if claimed and sender.dmarc is Dmarc.FAIL:
        return Verdict(Right.REFUSED, claimed, "DMARC failed", proof_b)
    if claimed and own_box and not proof_b:
        # Anybody can write the desk's own address into From; only the mailbox itself or the token proves it.
        return Verdict(Right.EXPLAIN, claimed, "the desk's own address without a token")
    if claimed:
        return _proven_address(sender, claimed, case, proof_b, is_heavy(verb, case, policy), policy)
    if marks and marks[0].contact not in (CUSTOMER, DESK):
        return Verdict(Right.NOTE, marks[0].contact, f"the token of {marks[0].contact} from another address", True)
    return Verdict(Right.EXPLAIN, "", "neither the address of a contact nor a token")


def right_without_case(incoming: Incoming, contact: Contact, policy: Policy) -> Right:
    """The last row of the table: a word that speaks of no case, from that contact's address. DMARC passed, the token of
    a mail of the house, or found in Sent: at once. Else after a code; whoever forges a sender cannot send that back."""
    sender = incoming.sender
    if not sender.agreed or sender.dmarc is Dmarc.FAIL:
        return Right.EXPLAIN
    passed = sender.dmarc is Dmarc.PASS
    token = any(m.case == HOUSE and m.contact == contact.id for m in sender.marks)
    if policy.trust is Trust.STRICT and not passed:
        return Right.EXPLAIN
    # The desk's own address is that of many: only the mailbox itself, or a token that lay in it, tells who wrote.
    if token or (incoming.in_sent if policy.own_mailbox(contact) else passed):
        return Right.ALL
    return Right.CODE


def _proven_address(
    sender: Sender, contact: str, case: Case, proof_b: bool, heavy: bool, policy: Policy
) -> Verdict:
    passed = sender.dmarc is Dmarc.PASS
    if policy.trust is Trust.STRICT and not passed:
        return Verdict(Right.EXPLAIN, contact, "no DMARC pass, and trust.level is strict", proof_b)
    if proof_b and (passed or not heavy or policy.trust is Trust.TOKEN_ALL):
        return Verdict(Right.ALL, contact, "address and token", True)
    if proof_b:
        return Verdict(Right.CODE, contact, "address and token, no DMARC verdict", True)
    if passed and sender.tag == case.reference:
        return Verdict(Right.LIGHT, contact, "address and DMARC, no token")
    return Verdict(Right.EXPLAIN, contact, "no token" + ("" if passed else ", no DMARC verdict"))


def _valid(incoming: Incoming, case: Case, verb: str) -> tuple[Mark, ...]:
    """Tokens live until the case closes; those of one-tap links are bound to one verb and good once. Whoever closed it
    by a word can take that back."""
    alone = _may_undo(case, verb, incoming.arrived) if case.status is Status.CLOSED else None
    return tuple(
        m
        for m in incoming.sender.marks
        if m.case == case.reference
        and (alone is None or m.contact == alone)
        and (not m.verb or (m.verb == verb and f"{m.notice}.{m.verb}" not in case.taps))
    )


def _may_undo(case: Case, verb: str, at: datetime) -> str:
    """Whose last command can still be taken back; '' where none can, and no contact is called that."""
    last = case.undo
    return last.contact if last is not None and verb == "undo" and at <= last.until else ""


def _from_the_mailbox(incoming: Incoming, marks: tuple[Mark, ...], policy: Policy) -> bool:
    """Found in Sent, or an answer to a notice that was put into the INBOX (its token lies only there)."""
    own = incoming.sender.address.address in (policy.desk_address, *policy.desk_aliases)
    if not own or incoming.in_sent:
        return own
    believed = policy.trust is not Trust.STRICT or incoming.sender.dmarc is Dmarc.PASS
    return believed and any(m.contact == DESK for m in marks)
