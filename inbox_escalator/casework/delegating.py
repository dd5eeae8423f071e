"""`delegate`: what somebody else answered with a contact's token is obeyed as if that contact had said it, once."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from inbox_escalator.casework.case import Case
from inbox_escalator.casework.draft import Draft
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.limits import ANSWERS
from inbox_escalator.casework.request import Offered
from inbox_escalator.intake.command import Command
from inbox_escalator.intake.sender import Dmarc

OFFERED_FOR = timedelta(hours=24)
OFFERS_KEPT = 5

OWN_WORDS = frozenset({"away", "delegate", "files", "help", "here", "list", "status", "undo", "why"})
"""Words that speak of whoever says them, or ask for an answer: nobody else says them for a contact."""

LINES_SHOWN = 30
"""What is longer cannot be delegated: nobody says yes to what they have not read."""


def tell_of_stranger(draft: Draft, contact: str, incoming: Incoming) -> None:
    """The contact reads who answered and what, and may let it count."""
    author, command = str(incoming.sender.address), _command(incoming)
    lines = tuple(_shown(command)) if command is not None else ()
    if len(lines) > LINES_SHOWN:
        command, lines = None, ()
    notice = draft.tell("stranger", contact, text=author, lines=lines, answer=ANSWERS)
    if command is None or not notice:
        return
    kept = (o for o in draft.case.offered if draft.now <= o.until)
    offer = Offered(contact, author, command, notice, draft.now + OFFERED_FOR)
    draft.change(offered=(*kept, offer)[-OFFERS_KEPT:])


def _command(incoming: Incoming) -> Command | None:
    """What may be delegated: a command for the case, from an address that did not fail its proof."""
    said, sender = incoming.said, incoming.sender
    failed = sender.dmarc is Dmarc.FAIL or not sender.agreed
    return said if isinstance(said, Command) and said.verb not in OWN_WORDS and not failed else None


def _shown(command: Command) -> list[str]:
    """The command in full, and the files that would go along."""
    lines = (command.text or command.said or command.verb).splitlines()
    head = [f"{command.said.partition(':')[0]}:"] if command.text and command.said else []
    return [*head, *(line for line in lines if line.strip()), *(f"file: {f.name}" for f in command.files)]


def delegated(incoming: Incoming, case: Case, now: datetime) -> tuple[Incoming, Offered | None]:
    """The mail with the command that it delegates in the place of `delegate`; as it is where nothing waits for that."""
    said, marks = incoming.said, incoming.sender.marks
    if not isinstance(said, Command) or said.verb != "delegate" or not marks:
        return incoming, None
    answered = marks[0]
    for offer in case.offered:
        if (answered.case, answered.contact, answered.notice) == (case.reference, offer.contact, offer.notice):
            if now > offer.until:
                return incoming, None
            return replace(incoming, said=offer.command), offer
    return incoming, None


def spend(draft: Draft, contact: str, offer: Offered) -> None:
    """It counts once, also where a one-time code has still to come."""
    draft.change(offered=tuple(o for o in draft.case.offered if o != offer))
    draft.event("delegated", contact, f"{offer.author}: {offer.command.said or offer.command.verb}")


def _nothing_waits(_: Draft, __: str, ___: Command) -> str:
    return "nobody's answer waits for that; nothing was done. Answer the mail that names the colleague, within a day."


DELEGATING = {"delegate": _nothing_waits}
