"""`explain --similar`: messages as JSON lines in, the issue of each one out, in order of arrival, looking back only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from inbox_escalator.cli.commands import UsageError
from inbox_escalator.triage.issues.index import Index, Report
from inbox_escalator.triage.likeness import terms
from inbox_escalator.triage.reading import read, words

WINDOW = timedelta(hours=24)


class _Line(msgspec.Struct):
    id: str
    received: float
    """Seconds since 1970."""
    subject: str = ""
    body: str = ""


def grouped(lines: bytes) -> Iterator[dict[str, str]]:
    """`{"id": …, "group": …}` for each line; the first message of a group names it. UsageError names a bad line."""
    index = Index(WINDOW)
    for line in sorted(_read(lines), key=lambda line: line.received):
        said = terms(words(read(f"{line.subject}\n\n{line.body}")))
        report = Report(line.id, datetime.fromtimestamp(line.received, UTC), said)
        match = index.nearest(report)
        issue = match.issue if match else line.id
        index.file(report, issue)
        yield {"id": line.id, "group": issue}


def _read(lines: bytes) -> Iterator[_Line]:
    decoder = msgspec.json.Decoder(_Line)
    for number, line in enumerate(lines.splitlines(), 1):
        if line.strip():
            try:
                yield decoder.decode(line)
            except msgspec.MsgspecError as error:
                wanted = '{"id": "a1", "received": 1748025414, "subject": "…", "body": "…"}'
                raise UsageError(f"line {number}: {error}; a line looks like {wanted}") from None
