"""The documents as text, Markdown or HTML."""

from __future__ import annotations

from collections.abc import Callable

from inbox_escalator.reporting.procedure.as_html import as_html
from inbox_escalator.reporting.procedure.as_markdown import as_markdown
from inbox_escalator.reporting.procedure.as_text import as_text
from inbox_escalator.reporting.procedure.first import escalation_procedure
from inbox_escalator.reporting.procedure.gaps import gaps
from inbox_escalator.reporting.procedure.paper import Block, Bullets, Paper, Paragraph
from inbox_escalator.reporting.procedure.second import escalation_protocol
from inbox_escalator.reporting.procedure.source import Source

FORMATS: dict[str, Callable[[tuple[Paper, ...]], str]] = {"text": as_text, "markdown": as_markdown, "html": as_html}


def printed(source: Source, form: str) -> str:
    """Both documents, behind a cover that says what is to be done with them. `form`: a key of FORMATS."""
    return FORMATS[form]((_cover(source), escalation_procedure(source), escalation_protocol(source)))


def _cover(source: Source) -> Paper:
    """To be confirmed and handed to all staff; what is missing comes first."""
    open_ = gaps(source)
    blocks: list[Block] = [
        Paragraph(
            f"Printed from the configuration of {source.policy.desk_name} ({source.policy.desk_address}) on "
            f"{source.today:%Y-%m-%d}. To be confirmed and handed to all staff: what stands here is what happens."
        )
    ]
    if open_:
        blocks += [Paragraph("Before that, fill in:"), Bullets(open_)]
    return Paper(f"How {source.policy.desk_name} escalates", tuple(blocks))
