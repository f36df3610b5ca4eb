"""Parts and their total in prose: 其中 opens a partial breakdown, 包括 and 分别为 a complete one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.facts import table as t
from gouji.facts.figures import is_classifier
from gouji.facts.prose.measures import TIMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.facts.prose.clauses import Around
    from gouji.facts.prose.draft import Claim

_BARE = re.compile("[0-9０-９一二两三四五六七八九十百千万近约超]")
"""提高到80元 says where something came to, and is no part."""
_PARTIAL = re.compile("^[ 、（(，]*其中[:：，]?")
_COMPLETE = re.compile("^[ （(，]*(?:包括|分别为|分为)[:：，]?")


@dataclass(frozen=True, slots=True)
class PartOf:
    """The total that a figure is a part of, and whether the parts leave nothing out."""

    total: Claim
    complete: bool


def whole_of(one: Around, earlier: Sequence[Claim], unit: str, measure: str) -> PartOf | None:
    """Return what a figure is a part of; None where no total is certain.

    Args:
        one: The figure.
        earlier: The claims before it in its sentence.
        unit: Its base unit.
        measure: What it states; only levels add up.
    """
    if not earlier or measure != "level" or unit in TIMES or not _BARE.match(one.span.quote):
        return None
    if _PARTIAL.match(one.before) and " " not in one.before.strip():
        total = earlier[-1]
        while total.whole is not None:
            total = total.whole
        return PartOf(total, complete=False) if _adds(total, unit) else None
    before = earlier[-1]
    if before.whole is not None and one.joined == "" and one.before.startswith(" ") and "、" in one.before:
        return PartOf(before.whole, complete=False) if _adds(before.whole, unit) else None
    return None


def _adds(total: Claim, unit: str) -> bool:
    """Whether a part in *unit* can be summed into the total: both measure or count the same."""
    cells = total.cells
    if cells.get(t.MEASURE) != "level" or cells.get(t.FORM) not in {"count", "amount"} or not unit:
        return False
    return cells.get(t.UNIT) == unit and (not is_classifier(unit) or unit == cells.get(t.UNIT))
