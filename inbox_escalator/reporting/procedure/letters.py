"""The desk's own mails, with the names of what is filled in standing where it will stand."""

from __future__ import annotations

from inbox_escalator.reporting.procedure.source import Source
from inbox_escalator.writing.example import example
from inbox_escalator.writing.known import Row, View
from inbox_escalator.writing.markup import Values, blocks
from inbox_escalator.writing.text_part import to_text

_SHOWN = {
    "name": "[Name]",
    "role": "[Name/Role]",
    "issue_area": "[issue area]",
    "promise": "[timeframe]",
    "subject": "[their subject]",
    "customer_name": "[Customer Name]",
    "levels": "[L1 → L2]",
    "urgency": "[Critical / High / Medium]",
    "customer_address": "[address]",
    "customer_notes": "[account, earlier cases, VIP]",
    "issue": "[the customer's own words]",
    "steps_taken": "[what was tried: every answer that the customer has received]",
    "sentiment": "[Calm / Frustrated / Angry]",
    "action": "[what needs to happen: the trigger's required action]",
    "deadline": "[response time and how it was reckoned]",
    "promised": "",  # a line of its own only where it is another time
}


def customer_letter(source: Source, name: str) -> str:
    """The mail to the customer, in the desk's language and the owner's words."""
    template = next(source.templates.choices(name, source.language))
    values = Values()
    known = _view(source, name, template.needs)
    subject = values.plain(template.title(known, values)).strip()
    body = to_text(blocks(template.text(known, values)), values)
    return f"Subject: {subject}\n\n{body}".rstrip()


def escalation_fields(source: Source) -> tuple[tuple[str, str], ...]:
    """The eight lines of the ESCALATION, as the desk's template has them."""
    template = next(source.templates.choices("escalation"))
    values = Values()
    body = blocks(template.text(_view(source, "escalation", template.needs), values))
    lines = [line for block in body if block.kind == "fields" for line in block.lines]
    shown = [values.plain(line.replace("**", "")).partition(":") for line in lines]
    return tuple((label, said.strip()) for label, _, said in shown if not label.startswith("["))


def _view(source: Source, name: str, needs: frozenset[str]) -> View:
    shapes = example(name)
    return {need: _shown(source, need, shapes[need]) for need in needs if need in shapes}


def _shown(source: Source, need: str, shape: str | list[Row]) -> str | list[Row]:
    if isinstance(shape, list):
        return [{key: f"[{key}]" for key in row} for row in shape[:1]]
    if need == "desk_name":
        return source.policy.desk_name
    if need == "reference":
        return f"{source.policy.prefix}-…"
    return _SHOWN.get(need, f"[{need.replace('_', ' ')}]")
