"""Findings as one HTML file: for a browser, a phone, paper; no network, no program in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.checks.findings import Account
    from gouji.reports.style import Style


def render(account: Account, style: Style) -> str:
    """Return the account as an HTML document, in the style's language."""
    from gouji.reports.html.document import document  # noqa: PLC0415  only this format needs Jinja2

    return document(account, style.language)
