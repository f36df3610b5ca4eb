"""Findings as one HTML file: for a browser, a phone, paper; no network access, no scripts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.checks.findings import AuditResult
    from gouji.reports.words import Style


def render(result: AuditResult, style: Style) -> str:
    """Return the result as an HTML document, in the style's language."""
    from gouji.reports.html.document import document  # noqa: PLC0415  only this format needs Jinja2

    return document(result, style.language)
