"""Parts and their total in prose: 其中 opens a partial breakdown, 包括 and 分别为 a complete one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.facts.figures.units import TIME_UNITS
from gouji.facts.table import columns as c

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.reading.draft.claim import Claim
    from gouji.reading.draft.clauses import Around

_BARE = re.compile("(?:达到?)?[0-9０-９一二两三四五六七八九十百千万近约超]")
"""提高到80元 says where something came to, and is no part."""
_PARTIAL = re.compile("^[ 、（(，,]*其中[:：，,]?")
_GOES_ON = re.compile("^[、和及与]")
_BARE_SHARE = re.compile("占(?:比|比例|比重)?(?:为|达|约|均)?$")
"""占能源消费总量比重 names another total."""
_OF_ANOTHER_TIME = re.compile("[由从]|上年|去年|前年")


@dataclass(frozen=True, slots=True)
class PartOf:
    """The total that a figure is a part of, and whether the parts leave nothing out."""

    total: Claim
    complete: bool


def whole_of(one: Around, gap: str, earlier: Sequence[Claim], unit: str, measure: str) -> PartOf | None:
    """Return what a figure is a part of, or a share of; None where no total is certain.

    Args:
        one: The figure.
        gap: What stands between the figure before it and this one.
        earlier: The claims before it in its sentence.
        unit: Its base unit.
        measure: What it states; only levels add up.
    """
    if not earlier or unit in TIME_UNITS or not _BARE.match(one.span.quote):
        return None
    if measure == "share":
        return _share_of(gap, earlier)
    if measure != "level" or _OF_ANOTHER_TIME.search(gap):
        return None
    if _PARTIAL.match(gap):
        total = _total(earlier)
        return PartOf(total, complete=False) if total is not None and _adds(total, unit) else None
    before = earlier[-1]
    if before.whole is not None and before.cells.get(c.MEASURE) == "level" and _GOES_ON.match(gap):
        return PartOf(before.whole, complete=False) if _adds(before.whole, unit) else None
    return None


def _total(earlier: Sequence[Claim]) -> Claim | None:
    """The level that 其中 opens: the last one, whatever is said of its growth in between."""
    for claim in reversed(earlier):
        if claim.cells.get(c.FORM) in {"date", "ordinal"} or claim.cells.get(c.UNIT) in TIME_UNITS:
            continue
        if claim.cells.get(c.MEASURE) in {"growth", "change"}:
            continue
        return claim.whole if claim.whole is not None else claim
    return None


def _share_of(gap: str, earlier: Sequence[Claim]) -> PartOf | None:
    """A share of the total that 其中 opens: 其中，甲占44%，乙占16%."""
    if not _BARE_SHARE.search(gap):
        return None
    if _PARTIAL.match(gap):
        total = _total(earlier)
        levels = total is not None and total.cells.get(c.MEASURE) == "level"
        return PartOf(total, complete=False) if total is not None and levels else None
    last = earlier[-1]
    goes_on = last.whole is not None and last.cells.get(c.MEASURE) == "share"
    return PartOf(last.whole, complete=False) if goes_on and last.whole is not None else None


def _adds(total: Claim, unit: str) -> bool:
    """Whether a part in *unit* can be summed into the total: both measure or count the same."""
    cells = total.cells
    if cells.get(c.MEASURE) != "level" or cells.get(c.FORM) not in {"count", "amount"} or not unit:
        return False
    return cells.get(c.UNIT) == unit


def with_totals(claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims of a text, each share with the total that it says it is of, where one is told."""
    return [replace(claim, whole=_named_total(claim, claims)) if claim.of else claim for claim in claims]


def _named_total(share: Claim, claims: Sequence[Claim]) -> Claim | None:
    """The one level of that name in the period of the share; None where several are told."""
    found = [claim for claim in claims if _is_total_of(share, claim)]
    values = {claim.interval for claim in found}
    return found[0] if len(values) == 1 else None


def _is_total_of(share: Claim, claim: Claim) -> bool:
    cells = claim.cells
    named = cells.get(c.INDICATOR) == share.of and cells.get(c.MEASURE) == "level"
    same = all(cells.get(column, "") == share.cells.get(column, "") for column in (c.PERIOD, c.SUBJECT))
    return named and same and bool(cells.get(c.PERIOD)) and cells.get(c.FORM) in {"count", "amount"}
