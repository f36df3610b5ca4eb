"""A comment on every figure of a document, whatever is right or wrong with it: findings made up for tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gouji
from gouji.checks.findings import Finding, Location
from gouji.facts.table.columns import FIGURE_FORMS
from gouji.reports.word.annotate import annotate
from gouji.reports.word.pages import Pages
from gouji.reports.word.wording import Wording

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from gouji.checks.rule import Level
    from gouji.facts.table.facts import Fact
    from gouji.reports.word.annotate import Annotated


def finding(number: int, *facts: Fact, level: Level = "warning", said: str = "") -> Finding:
    """Return a finding that tells the first quote."""
    message = said or f"{number}：{facts[0].quote}"
    return Finding(
        rule="GJ205",
        name="total-of-parts",
        level=level,
        message={"zh": message, "en": message},
        details={},
        facts=tuple(_location(fact) for fact in facts),
        fingerprint=f"{number:016x}",
        digest="",
    )


def _location(fact: Fact) -> Location:
    return Location(
        fact.id, "fact", fact.summary, fact.file, fact.line, quote=fact.quote, start=fact.start, end=fact.end,
        place=fact.place or None,
    )  # fmt: skip


def figures(path: Path) -> list[Fact]:
    """Return the figures of a document that gouji reads."""
    facts = gouji.audit(path).result.evidence
    return [fact for fact in facts if fact.form in FIGURE_FORMS and fact.start is not None]


def commented(path: Path, findings: Sequence[Finding]) -> Annotated:
    """Put comments into a Word document."""
    facts = gouji.audit(path).result.evidence
    pages = Pages.of_word(path.read_bytes(), path.name)
    return annotate(pages, findings, Wording(facts, findings[0].facts[0].file, "zh"))


def on_every_figure(path: Path) -> Annotated:
    """Put a comment on each figure of a document."""
    return commented(path, [finding(number, fact) for number, fact in enumerate(figures(path))])
