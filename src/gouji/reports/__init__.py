"""What people and programs read: one module per format, chosen by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.reports import html, json, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.checks.findings import AuditResult
    from gouji.reports.words import Style

RENDERERS: dict[str, Callable[[AuditResult, Style], str]] = {
    "text": text.render,
    "json": json.render,
    "html": html.render,
}
"""Renderers by format: an audit result and a style in, the whole output out."""

SUFFIXES = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html"}
"""Formats by the suffix of a file."""
