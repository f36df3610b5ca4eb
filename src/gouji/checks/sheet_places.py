"""Findings in fact files that are spreadsheets: in which cell each figure, and each faulty value, stands."""

from dataclasses import replace

from gouji.checks.findings import AuditResult, Location
from gouji.facts.table import columns as c
from gouji.facts.table.assemble import Sheets

_OF_ROWS = (c.QUOTE, c.ID, c.FINGERPRINT)
"""The column that stands for a row: the first of these that the file has."""


def with_cells(result: AuditResult, sheets: Sheets) -> AuditResult:
    """Return a result whose places in spreadsheets name their cells, as ``facts!G12``."""
    if not sheets:
        return result
    findings = (
        replace(finding, facts=tuple(_placed(place, sheets) for place in finding.facts))
        for finding in result.findings
    )
    return replace(result, findings=tuple(findings))


def _placed(place: Location, sheets: Sheets) -> Location:
    columns = sheets.get(place.file, {})
    letters = [columns[name] for name in (place.column, *_OF_ROWS) if name and name in columns]
    return replace(place, cell=f"{letters[0]}{place.line}") if letters else place
