"""What people and programs read: one module per format, chosen by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.reports import json, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.checks.findings import AuditResult
    from gouji.reports.text import Style


def _html(result: AuditResult, style: Style) -> str:
    from gouji.reports.html.document import render  # noqa: PLC0415  only this format needs Jinja2

    return render(result, style)


def _xlsx(result: AuditResult, style: Style) -> bytes:
    from gouji.reports.xlsx.document import render  # noqa: PLC0415  only this format needs xlsxwriter

    return render(result, style)


RENDERERS: dict[str, Callable[[AuditResult, Style], str | bytes]] = {
    "text": text.render,
    "json": json.render,
    "html": _html,
    "xlsx": _xlsx,
}
"""Renderers by format: an audit result and a style in, the whole output out."""

SUFFIXES = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html", ".xlsx": "xlsx"}
"""Formats by the suffix of a file."""
