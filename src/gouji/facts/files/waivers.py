"""``facts/waivers.csv``: findings that were accepted, why, by whom, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts.table import columns as c
from gouji.facts.table.periods import Period

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from gouji.facts.files.load import Tables


@dataclass(frozen=True, slots=True)
class Waiver:
    """An accepted finding.

    Attributes:
        fingerprint: Of the finding, 16 hex digits.
        rule: Code of its rule.
        reason: Why it stays as it is; a waiver without one counts for nothing.
        who: Who accepted it.
        until: The last day, month or year that it counts; None = for ever.
    """

    file: str
    line: int
    fingerprint: str
    rule: str
    reason: str
    who: str
    until: Period | None


def read_waivers(tables: Tables, bad: AbstractSet[tuple[str, int, str]]) -> tuple[Waiver, ...]:
    """Return the waivers of sound rows; faulty ones accept nothing, and are told as such."""
    faulty = {row for table, row, _ in bad if table == "waivers"}
    columns = (c.FILE, c.LINE, *c.WAIVER_COLUMNS)
    rows = zip(*(tables.waivers[column] for column in columns), strict=True)
    return tuple(
        Waiver(file, int(line), fingerprint, rule, reason.strip(), who, Period.read(until) if until else None)
        for row, (file, line, fingerprint, rule, reason, who, until) in enumerate(rows)
        if row not in faulty
    )
