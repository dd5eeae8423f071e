"""The inputs of the printed procedure."""

from __future__ import annotations

from inbox_escalator.config.reading import DeskTables
from inbox_escalator.config.tables.desk import Desk, Imap
from inbox_escalator.config.tables.rest import File, ProcedureKeys, SameIssueKeys
from inbox_escalator.reporting.procedure.inputs import Inputs


def procedure(tables: DeskTables) -> Inputs:
    values, incident = tables.rest[File.procedure], tables.rest[File.same_issue]
    return Inputs(
        company=values[ProcedureKeys.company],
        department=values[ProcedureKeys.department],
        prepared_by=values[ProcedureKeys.prepared_by],
        channels=values[ProcedureKeys.channels],
        issue_types=values[ProcedureKeys.issue_types],
        today=values[ProcedureKeys.today],
        external=values[ProcedureKeys.external],
        command_folders=tables.desk[Desk.imap][Imap.command_folders],
        incident_customers=incident[SameIssueKeys.customers],
        incident_window=incident[SameIssueKeys.window],
    )
