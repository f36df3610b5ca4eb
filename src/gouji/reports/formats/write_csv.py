"""CSV that Excel and WPS open: UTF-8 with a byte order mark, one finding a row, every cell a text."""

from gouji.facts.files.csv_file import csv_text
from gouji.reports.formats.record import Record, Row, first_fact
from gouji.reports.text import FORMULA_SIGNS, Style, without_controls

COLUMNS = (
    "level",
    "state",
    "rule",
    "name",
    "file",
    "line",
    "place",
    "message",
    "quotes",
    "algebra",
    "suggestion",
    "fingerprint",
    "digest",
)
"""The columns; names, levels and states are those of the contract, in both languages."""


def render(record: Record, style: Style) -> str:
    """Return the findings, worst first."""
    rows = ([guarded(cell) for cell in _cells(one, style)] for one in record.findings)
    return "\ufeff" + csv_text([COLUMNS, *rows])


def guarded(cell: str) -> str:
    """Return a cell with ``'`` before it where a spreadsheet would take it for a formula.

    >>> guarded("-3.5%"), guarded("5项")
    ("'-3.5%", '5项')
    """
    return f"'{cell}" if cell.startswith(FORMULA_SIGNS) else cell


def _cells(finding: Row, style: Style) -> list[str]:
    fact = first_fact(finding) or {}
    values = {
        **finding,
        "file": fact.get("file"),
        "line": fact.get("line"),
        "place": fact.get("place") or fact.get("cell"),
        "message": finding["message"][style.language],
        "quotes": "; ".join(one["quote"] for one in finding["facts"] if one["quote"]),
    }
    return [without_controls(str(values[name] or "")) for name in COLUMNS]
