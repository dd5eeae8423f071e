"""The Escalation Protocol: purpose, scope, definition and the six steps, in the order of the requirements."""

from __future__ import annotations

from collections.abc import Iterator

from inbox_escalator.casework.hours import MONTHS
from inbox_escalator.casework.request import money
from inbox_escalator.reporting.procedure import saying
from inbox_escalator.reporting.procedure.paper import Block, Bullets, Fields, Heading, Paper, Paragraph, Sign, missing
from inbox_escalator.reporting.procedure.source import Source


def escalation_protocol(source: Source) -> Paper:
    """The second of the two documents."""
    parts = (_head(source), _purpose(source), _procedure(source), _conclusion(source))
    return Paper("Escalation Protocol", tuple(block for part in parts for block in part))


def _company(source: Source) -> str:
    return source.inputs.company or missing("company")


def _here(source: Source) -> str:
    """The company within a sentence."""
    return source.inputs.company or f"[{missing('company')}]"


def _head(source: Source) -> Iterator[Block]:
    day = source.today
    yield Fields(
        (
            ("Prepared By", source.inputs.prepared_by or missing("prepared_by")),
            ("Company Name", _company(source)),
            ("Department", source.inputs.department or missing("department")),
            ("Date", f"{day.day} {MONTHS[day.month - 1]} {day.year}"),
        )
    )


def _purpose(source: Source) -> Iterator[Block]:
    here, department = _here(source), source.inputs.department or "department"
    yield Heading("1. Purpose", 2)
    yield Paragraph(
        f"This Escalation Protocol provides a structured approach for promptly informing the {department} about "
        "escalating "
        f"situations or issues within {here}. It outlines the predefined set of procedures and steps to be "
        "followed as a "
        "situation progresses beyond normal parameters, ensuring timely and effective resolution or management."
    )
    yield Heading("2. Scope", 2)
    yield Paragraph(
        f"This protocol applies to all employees, managers, and relevant stakeholders within {here} who may encounter "
        f"situations requiring escalation: everybody who answers mail of {source.policy.desk_address}, and "
        f"{saying.listed(contact.name for contact in source.policy.contacts)}."
    )
    levels = [f"{level.name} ({level.scope})" if level.scope else level.name for level in source.policy.levels]
    yield Heading("3. Definition of Escalation", 2)
    yield Paragraph(
        "Escalation refers to the process of raising a concern, issue, or situation to a higher level of authority or "
        "expertise when it cannot be adequately resolved at the current level. The levels are "
        f"{saying.listed(levels)}."
    )


def _procedure(source: Source) -> Iterator[Block]:
    yield Heading("4. Procedure", 2)
    yield from _frontline(source)
    yield from _contacts(source)
    yield from _documentation(source)
    yield from _decision()
    yield from _resolution(source)


def _frontline(source: Source) -> Iterator[Block]:
    first = source.policy.levels[0]
    limit = f"its authority of {money(*first.authority)}" if first.authority else "its authority"
    moved = ", or move the message into the folder Escalator/Escalate" if source.inputs.command_folders else ""
    until = f" and is to be resolved within {saying.span(first.resolve)}" if first.resolve else ""
    yield Heading("4.1 Frontline Resolution Attempt", 3)
    yield Bullets(
        (
            "Frontline staff encountering a customer complaint make every effort to resolve the issue promptly and "
            f"satisfactorily: it is answered within {saying.span(first.respond)}{until}.",
            f"If the complaint cannot be resolved within the frontline's expertise or {limit}, it is eligible for "
            f"escalation: answer the mail about it in the shared mailbox with up{moved}.",
        )
    )


def _contacts(source: Source) -> Iterator[Block]:
    policy = source.policy
    manager = policy.contact(policy.escalation_manager)
    yield Heading("4.2 Escalation Contact", 3)
    yield Bullets(
        (
            "The complaint is promptly escalated to the designated contacts: "
            + "; ".join(f"{level.name}: {saying.handled_by(policy, level)}" for level in policy.levels[1:]) + ".",
            "If the designated contact is unavailable (away, out of office, outside their hours, or silent), the next "
            "contact of the level is called, then the next level of management, and at the top the designated "
            "escalation "
            f"manager, {saying.person(manager) if manager else missing('escalation_manager', '[desk]')}.",
        )
    )  # fmt: skip


def _documentation(source: Source) -> Iterator[Block]:
    asked = saying.listed(fact.name.lower() for fact in source.policy.facts)
    yield Heading("4.3 Documentation", 3)
    yield Bullets(
        (
            "The details of the complaint are documented by themselves: the nature of the issue in the customer's "
            "words, the relevant customer information, and any actions taken to address it. The front line adds what "
            "is missing with note: TEXT"
            + (f", and answers the mail that asks for it ({asked}); nothing waits for that." if asked else "."),
            "Clear and concise documentation ensures accurate communication and resolution of the escalated complaint.",
        )
    )


def _decision() -> Iterator[Block]:
    yield Heading("4.4 Assessment and Decision", 3)
    yield Bullets(
        (
            "Upon receiving the escalated complaint, the designated authority assesses the situation and makes "
            "an informed "
            "decision regarding further actions: decide: TEXT.",
            "This may involve conducting additional investigations (next: TEXT by DATE), contacting the customer "
            "directly "
            "for clarification (ask: TEXT), or offering appropriate solutions to resolve the complaint.",
        )
    )
    yield Heading("4.5 Communication", 3)
    yield Bullets(
        (
            "The designated authority communicates the decision and any follow-up actions to the frontline staff "
            "and the "
            "customer involved in the complaint. Each gets it in a mail of their own.",
            "Transparent and timely communication ensures that all parties are informed and aligned throughout the "
            "escalation process.",
        )
    )


def _resolution(source: Source) -> Iterator[Block]:
    followup = source.policy.customer.followup
    asked = f"{saying.span(followup)} after it the customer is asked" if followup else missing("followup", "[customer]")
    yield Heading("4.6 Resolution and Follow-Up", 3)
    yield Bullets(
        (
            "Efforts are made to resolve the escalated complaint in a timely and satisfactory manner, addressing the "
            "customer's concerns and ensuring their satisfaction: "
            + "; ".join(f"{level.name}: {_lower(saying.resolution(level))}" for level in source.policy.levels) + ".",
            "After resolution, follow-up ensures that the customer's needs have been met and gathers feedback for "
            f"continuous improvement: {asked}; what they say is kept for the monthly review.",
        )
    )  # fmt: skip


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def _conclusion(source: Source) -> Iterator[Block]:
    yield Heading("Conclusion", 2)
    yield Paragraph(
        "This Escalation Protocol serves as a guideline for effectively managing and resolving escalating "
        "situations or "
        f"issues within {_here(source)}. By following these procedures, we ensure a structured approach that promotes "
        "transparency, accountability, and timely resolution. All employees and stakeholders are encouraged to "
        "familiarize "
        "themselves with this protocol and adhere to its guidelines when encountering situations requiring escalation."
    )
    yield Sign("Confirmed, and handed to all staff")
    yield Sign("Read and understood")
