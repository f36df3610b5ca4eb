"""The fixed words of the HTML report, in both languages; all can be encoded in GBK."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from gouji.checks.messages import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.checks.messages import Language


@dataclass(frozen=True, slots=True)
class PageWords:
    """One language's words; templates are filled with named values.

    Attributes:
        lang: The document's language as HTML writes it.
        pause: What separates the names of a list.
        stop: What ends a sentence.
        states: The words for a finding's state, where it is not new.
        dates: A year, a month of it, and a day.
        dates_of_year: The same where the year is known.
    """

    lang: str
    report: str
    pause: str
    stop: str
    titled: str
    contents: str
    summaries: str
    besides: str
    states: Mapping[str, str]
    # Findings.
    findings: str
    no_findings: str
    column: str
    empty: str
    source: str
    suggestion: str
    permalink: str
    # What a gate reports about what was there before.
    changes: str
    # Periods, and what else distinguishes two figures.
    dates: tuple[str, str, str]
    dates_of_year: tuple[str, str, str]
    from_to: str
    until: str
    cumulative: str
    scope: str
    against: str
    month_before: str
    second_hand: str
    measures: Mapping[str, str]
    sections: Mapping[str, str]
    stages: Mapping[str, str]
    # Years side by side.
    years: str
    years_caption: str
    no_years: str
    indicator: str
    times: str
    # Targets and outcomes.
    targets: str
    targets_caption: str
    year: str
    target: str
    outcome: str
    status: str
    next_target: str
    # Counterparts.
    pairs: str
    pairs_caption: str
    check: str
    missing: str
    doubtful: str
    others: str
    occurrences: str
    example: str
    alone: Mapping[str, str]
    # What was not checked.
    unchecked: str
    unchecked_caption: str
    all_checked: str
    count: str
    rule: str
    reason: str
    # Sources.
    sources: str
    sources_caption: str
    no_sources: str
    title: str
    publisher: str
    published: str
    standing: str
    address: str
    standings: Mapping[str, str]


def _words(language: Language) -> PageWords:
    """Read one language's words; the lists of TOML are the tuples of `PageWords`."""
    cells: dict[str, Any] = {
        name: tuple(cell) if isinstance(cell, list) else cell for name, cell in _TABLE[language].items()
    }
    return PageWords(**cells)


_TABLE = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
WORDS: Mapping[Language, PageWords] = {language: _words(language) for language in LANGUAGES}
