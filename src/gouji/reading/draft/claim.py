"""What a text claims at one place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.facts.numbers.intervals import Interval


@dataclass(frozen=True, slots=True)
class Claim:
    """What a text claims at one place; a row of the fact table in the making.

    Attributes:
        start: Offset of the quote.
        end: Offset behind it.
        cells: The cells that are certain, by column; all others are left empty.
        whole: Place of the claim that this one is a part of, among the claims of the text; None of a total.
        interval: What the figure can stand for, with the sign that the words around it give.
        of: What a share is said to be a share of.
    """

    start: int
    end: int
    cells: Mapping[str, str]
    whole: Claim | None = None
    interval: Interval | None = None
    of: str = ""
