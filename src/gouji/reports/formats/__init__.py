"""Findings for other programs: one small writer a format, all fed by one record of the audit."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.reports.formats.record import Record
    from gouji.reports.text import Style

WRITERS = ("csv", "github", "gitlab", "json", "jsonl", "junit", "markdown", "sarif")
"""Formats by name; the module ``write_NAME`` beside this one has the function ``render``."""

SUFFIXES = {
    ".csv": "csv",
    ".json": "json",
    ".jsonl": "jsonl",
    ".md": "markdown",
    ".sarif": "sarif",
    ".xml": "junit",
}
"""Formats by the suffix of a file."""


def written(kind: str, record: Record, style: Style) -> str:
    """Return an audit in one of ``WRITERS``; only that writer is imported."""
    return str(import_module(f"{__name__}.write_{kind}").render(record, style))
