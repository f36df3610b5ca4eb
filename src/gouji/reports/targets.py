"""目标—完成对照表: last year's targets, their outcomes, and this year's targets."""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from gouji.checks.bindings.targets import TargetOutcome, target_outcomes
from gouji.checks.messages import Language
from gouji.facts.files.csv_file import csv_text
from gouji.facts.files.workbook import workbook
from gouji.facts.table.facts import Facts, grouped
from gouji.reports.target_words import distance_of, reason_of
from gouji.reports.text import WORDS, harmless, in_columns

_SHOWN = ("indicator", "target", "outcome", "distance", "status", "next_target")
"""Columns for a terminal; the others are for programs and sheets."""


class TargetRow(NamedTuple):
    """A target and its outcome, in words.

    ``distance`` says how far the outcome is from the target; ``near`` is a figure that may be the outcome,
    told in other words or of another span. ``reason`` says why nothing is decided, or how words were joined.
    """

    year: str
    indicator: str
    target: str
    target_by: str
    outcome: str
    outcome_by: str
    distance: str
    status: str
    reason: str
    next_target: str
    near: str
    near_by: str


COLUMNS = TargetRow._fields


def rows(facts: Facts, language: Language, year: str = "") -> tuple[TargetRow, ...]:
    """Return the table, in the order in which the targets are reported.

    Without a *year* it has the targets for every year whose outcomes are available.
    """
    return tuple(row_of(facts, pair, language) for pair in pairs_of(facts, year))


def pairs_of(facts: Facts, year: str = "") -> Iterator[TargetOutcome]:
    """Yield targets with their outcomes; *year* as for ``rows``."""
    for pair in facts.derive(target_outcomes):
        if pair.target.key.period == year if year else pair.obstacle != "no-next-summary":
            yield pair


def row_of(facts: Facts, pair: TargetOutcome, language: Language) -> TargetRow:
    """Return a target and its outcome, in words."""
    outcome = pair.outcome.first if pair.outcome else None
    near = pair.near.fact if pair.near else None
    return TargetRow(
        year=pair.target.key.period,
        indicator=facts.name_of(pair.target),
        target=pair.target.quote,
        target_by=facts.source_of(pair.target),
        outcome=outcome.quote if outcome else "",
        outcome_by=facts.source_of(outcome) if outcome else "",
        distance=distance_of(pair, language),
        status=WORDS[language].statuses[pair.status],
        reason=reason_of(facts, pair, language),
        next_target=pair.following.quote if pair.following else "",
        near=near.quote if near else "",
        near_by=facts.source_of(near) if near else "",
    )


def to_text(found: Sequence[TargetRow], language: Language) -> bytes:
    """Return the table for a terminal: a block per publisher and year, aligned by the width of characters."""
    blocks = grouped(found, lambda row: (row.target_by, row.year))
    lines: list[str] = []
    for (publisher, year), block in blocks.items():
        lines += [f"{publisher} {year}".strip(), *_aligned(block, language), ""]
    return "".join(f"{harmless(line)}\n" for line in lines[:-1]).encode("utf-8")


def _aligned(found: Iterable[TargetRow], language: Language) -> Iterator[str]:
    heads = WORDS[language].targets
    table = [[heads[column] for column in _SHOWN]]
    table += [[_shown(row, column) for column in _SHOWN] for row in found]
    return (f"  {line}" for line in in_columns(table))


def _shown(row: TargetRow, column: str) -> str:
    cell = str(getattr(row, column))
    if column == "outcome" and row.near:
        return f"? {row.near}"
    return f"{cell}：{row.reason}" if column == "status" and row.reason else cell or "-"


def to_csv(found: Sequence[TargetRow], language: Language) -> bytes:
    """Return the table as CSV with a byte order mark, for Excel and WPS."""
    return csv_text([WORDS[language].targets.values(), *found]).encode("utf-8-sig")


def to_json(found: Sequence[TargetRow], _: Language) -> bytes:
    """Return the table as a JSON list of objects."""
    records = [{column: cell or None for column, cell in row._asdict().items()} for row in found]
    return (json.dumps(records, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def to_xlsx(found: Sequence[TargetRow], language: Language) -> bytes:
    """Return the table as a workbook."""
    return workbook("targets", tuple(WORDS[language].targets.values()), found)


WRITERS: Mapping[str, Callable[[Sequence[TargetRow], Language], bytes]] = {
    "text": to_text,
    "json": to_json,
    "csv": to_csv,
    "xlsx": to_xlsx,
}
"""Formats of the table, by name."""
