"""目标—完成对照表: last year's targets, what came of them, and this year's targets."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len

from gouji.checks.bindings.targets import plans
from gouji.checks.messages import say
from gouji.facts.files.workbook import workbook
from gouji.reports.text import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from gouji.checks.bindings.targets import Plan
    from gouji.checks.messages import Language
    from gouji.facts.table.facts import Facts

COLUMNS = (
    "year",
    "indicator",
    "target",
    "target_by",
    "outcome",
    "outcome_by",
    "status",
    "reason",
    "next_target",
)
_HEADS: Mapping[Language, Sequence[str]] = {
    "zh": ("年度", "指标", "目标", "目标出处", "完成", "完成出处", "完成情况", "说明", "次年目标"),
    "en": ("year", "indicator", "target", "told by", "outcome", "told by", "status", "reason", "next target"),
}
_STATUS: Mapping[Language, Mapping[str, str]] = {
    "zh": {
        "met": "达到", "exceeded": "超额", "missed": "未达到", "vague": "似未达到", "untold": "未交代",
        "unchecked": "未核",
    },
    "en": {
        "met": "met", "exceeded": "exceeded", "missed": "missed", "vague": "rather missed",
        "untold": "not told of", "unchecked": "not checked",
    },
}  # fmt: skip
_SHOWN = ("indicator", "target", "outcome", "status", "next_target")
"""Columns for a terminal; the others are for programs and sheets."""


@dataclass(frozen=True, slots=True)
class Row:
    """A target and what came of it, in words."""

    year: str
    indicator: str
    target: str
    target_by: str
    outcome: str
    outcome_by: str
    status: str
    reason: str
    next_target: str

    @property
    def cells(self) -> tuple[str, ...]:
        """The cells, in the order of ``COLUMNS``."""
        return tuple(getattr(self, column) for column in COLUMNS)


def rows(facts: Facts, language: Language, year: str = "") -> tuple[Row, ...]:
    """Return the table, in the order in which the targets are told.

    Args:
        facts: The fact table.
        language: Of statuses and reasons.
        year: Only targets for this year; empty = of every year whose outcomes are at hand.
    """
    wanted = (
        plan
        for plan in facts.derive(plans)
        if (plan.target.key.period == year if year else plan.obstacle != "no-next-summary")
    )
    return tuple(row_of(facts, plan, language) for plan in wanted)


def row_of(facts: Facts, plan: Plan, language: Language) -> Row:
    """Return a target and what came of it, in words."""
    came = plan.outcome.first if plan.outcome else None
    return Row(
        year=plan.target.key.period,
        indicator=facts.name_of(plan.target),
        target=plan.target.quote,
        target_by=facts.told_by(plan.target),
        outcome=came.quote if came else "",
        outcome_by=facts.told_by(came) if came else "",
        status=_STATUS[language][plan.status],
        reason=say(plan.obstacle, {}, language) if plan.obstacle else "",
        next_target=plan.following.quote if plan.following else "",
    )


def to_text(found: Sequence[Row], language: Language) -> bytes:
    """Return the table for a terminal: a block a publisher and year, columns in line, wide signs counted."""
    blocks: dict[tuple[str, str], list[Row]] = {}
    for row in found:
        blocks.setdefault((row.target_by, row.year), []).append(row)
    lines: list[str] = []
    for (publisher, year), some in blocks.items():
        lines += [f"{publisher} {year}".strip(), *_lined(some, language), ""]
    return "".join(f"{harmless(line)}\n" for line in lines[:-1]).encode("utf-8")


def _lined(found: Iterable[Row], language: Language) -> Iterator[str]:
    heads = dict(zip(COLUMNS, _HEADS[language], strict=True))
    table = [
        [heads[column] for column in _SHOWN],
        *([_shown(row, column) for column in _SHOWN] for row in found),
    ]
    widths = [max(cell_len(row[place]) for row in table) for place in range(len(_SHOWN))]
    for row in table:
        padded = (cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=True))
        yield f"  {'  '.join(padded)}".rstrip()


def _shown(row: Row, column: str) -> str:
    cell = str(getattr(row, column))
    return f"{cell}：{row.reason}" if column == "status" and row.reason else cell or "-"


def to_csv(found: Sequence[Row], language: Language) -> bytes:
    """Return the table as CSV with a byte order mark, by which Excel and WPS know it."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(_HEADS[language])
    writer.writerows(row.cells for row in found)
    return stream.getvalue().encode("utf-8-sig")


def to_json(found: Sequence[Row], _: Language) -> bytes:
    """Return the table as a JSON list of objects."""
    told = [{column: getattr(row, column) or None for column in COLUMNS} for row in found]
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def to_xlsx(found: Sequence[Row], language: Language) -> bytes:
    """Return the table as a workbook."""
    return workbook("targets", _HEADS[language], (row.cells for row in found))


WRITERS: Mapping[str, Callable[[Sequence[Row], Language], bytes]] = {
    "text": to_text,
    "json": to_json,
    "csv": to_csv,
    "xlsx": to_xlsx,
}
"""Formats of the table, by name."""
