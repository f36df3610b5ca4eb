"""What is found in one text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.checks.audit import audit
from gouji.checks.selection import Selection
from gouji.reading.documents.model import Document
from gouji.reading.documents.read import blocks_of
from gouji.reading.source import source_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.checks.findings import Finding


def findings(text: str, *rules: str) -> Sequence[Finding]:
    """Return what some rules find in a summary of 2024; without any all do."""
    document = Document("某县2024年工作总结.txt", text, blocks_of(text), "", "0" * 64)
    return audit(source_of({"a": document}), selection=Selection(rules, ())).findings


def levels(text: str, *rules: str) -> list[str]:
    """Return rule and level of each."""
    return [f"{one.rule} {one.level}" for one in findings(text, *rules)]
