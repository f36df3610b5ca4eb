"""What people and programs read: one module per format, chosen by name."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from gouji.reports import formats, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.checks.findings import AuditResult
    from gouji.reports.formats.record import Record
    from gouji.reports.text import Style


def _html(result: AuditResult, style: Style) -> str:
    from gouji.reports.html.document import render  # noqa: PLC0415  only this format needs Jinja2

    return render(result, style)


def _xlsx(result: AuditResult, style: Style) -> bytes:
    from gouji.reports.xlsx.document import render  # noqa: PLC0415  only this format needs xlsxwriter

    return render(result, style)


RENDERERS: dict[str, Callable[[AuditResult, Style], str | bytes]] = {
    "text": text.render,
    "html": _html,
    "xlsx": _xlsx,
}
"""Renderers for people by format: an audit result and a style in, the whole output out."""

SUFFIXES = {".txt": "text", ".html": "html", ".htm": "html", ".xlsx": "xlsx", **formats.SUFFIXES}
"""Formats by the suffix of a file."""

FORMATS = tuple(sorted((*RENDERERS, *formats.WRITERS)))


class Reports:
    """The reports of one audit; whatever their number, those for programs are written from one record."""

    def __init__(self, result: AuditResult, style: Style) -> None:
        self.result, self.style = result, style

    @cached_property
    def record(self) -> Record:
        """The findings under the names of the JSON contract."""
        from gouji.reports.formats.record import Record  # noqa: PLC0415  --help writes nothing

        return Record(self.result)

    def of(self, kind: str) -> str | bytes:
        """Return the whole report in one of ``FORMATS``; one that is no text as bytes."""
        if kind in formats.WRITERS:
            return formats.written(kind, self.record, self.style)
        return RENDERERS[kind](self.result, self.style)

    def on_screen(self, kind: str, style: Style) -> str | bytes:
        """Return the report in one of ``FORMATS`` as stdout gets it: of text the style may have colours."""
        return text.render(self.result, style) if kind == "text" else self.of(kind)

    def file(self, kind: str) -> bytes:
        """Return the whole report as a file: text is UTF-8."""
        content = self.of(kind)
        return content if isinstance(content, bytes) else content.encode("utf-8", errors="replace")

    def step_summary(self) -> bytes:
        """Return what GitHub shows on the page of a run."""
        from gouji.reports.formats import write_github, write_markdown  # noqa: PLC0415

        page = write_markdown.render(self.record, self.style, write_github.SUMMARY_LIMIT)
        return page.encode("utf-8", errors="replace")
