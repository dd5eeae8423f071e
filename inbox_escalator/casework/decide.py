"""What shall we do about this mail? One match; each occasion has a file of its own."""

from __future__ import annotations

from inbox_escalator.casework.answer import on_answer
from inbox_escalator.casework.bringing import not_taken_in, on_code
from inbox_escalator.casework.customer import on_customer, on_notice
from inbox_escalator.casework.decision import NOTHING, Decision, Situation
from inbox_escalator.casework.incoming import Incoming
from inbox_escalator.casework.machine import on_auto_reply, on_bounce
from inbox_escalator.casework.policy import Policy
from inbox_escalator.casework.staff import on_command
from inbox_escalator.intake.sender import Kind


def decide(incoming: Incoming, situation: Situation, policy: Policy) -> Decision:
    """Pure: the same mail, situation and policy give the same decision, its numbers included."""
    match incoming.sender.kind:
        case Kind.OWN:
            return NOTHING
        case Kind.IGNORED:
            return not_taken_in(incoming, situation, policy)
        case Kind.BOUNCE:
            return on_bounce(incoming, situation, policy)
        case Kind.AUTO_REPLY:
            return on_auto_reply(incoming, situation, policy)
        case Kind.COMMAND:
            return on_command(incoming, situation, policy)
        case Kind.STAFF:
            return on_answer(incoming, situation, policy)
        case Kind.NOTICE:
            return on_notice(incoming, situation, policy)
        case Kind.CUSTOMER:
            return on_code(incoming, situation, policy) or on_customer(incoming, situation, policy)
