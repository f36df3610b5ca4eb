"""What people and programs read: one module a format, chosen by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.reports import html, json, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.checks.findings import Account
    from gouji.reports.style import Style

RENDERERS: dict[str, Callable[[Account, Style], str]] = {
    "text": text.render,
    "json": json.render,
    "html": html.render,
}
"""Renderers by format: an account and a style in, the whole output out."""

SUFFIXES = {".txt": "text", ".json": "json", ".html": "html", ".htm": "html"}
"""Formats by the suffix of a file."""
