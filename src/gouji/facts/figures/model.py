"""What a quote states, once it is read."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.facts.numbers.intervals import Interval

COUNT = "count"
AMOUNT = "amount"
RATIO = "ratio"
POINT = "point"
ORDINAL = "ordinal"
DATE = "date"
LIST = "list"
PAIRING = "pairing"
RELATING = "relating"
VAGUE = "vague"

PINNED = frozenset({COUNT, AMOUNT, RATIO, POINT, ORDINAL, DATE, LIST, PAIRING})
"""Forms that a fact table can give beforehand; relating and vague figures are found, never asked for."""

ZERO = Fraction(0)


def words(text: str) -> list[str]:
    """Return the words of a table that is written as text."""
    return text.split()


def any_of(names: Iterable[str]) -> str:
    """Return a pattern of these words, the longest first."""
    return "|".join(sorted(map(re.escape, names), key=len, reverse=True))


class FigureError(ValueError):
    """A quote that is no figure; the message is a short reason in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as read from its quote.

    Attributes:
        hard: What it can stand for, in the base unit; None where it bounds nothing by itself.
        soft: The narrower reading of a vague figure; within ``hard``, equal to it for all others.
        printed: The value as printed, signed, in the base unit; None where a word (约 余 近 超 以上 …), a
            range or a fraction without a finite decimal stands for more or less than one value.
        width: Of a rounding error: one unit of the last printed digit, in the base unit; 0 where exact,
            round or qualified.
        unit: Base unit, or the classifier as printed; empty where there is none.
        form: ``count`` ``amount`` ``ratio`` ``point`` ``ordinal`` ``date`` ``list`` ``pairing``, and for
            figures without bounds ``relating`` (由A增加到B) and ``vague`` (一批).
        period: ISO 8601, of dates that state their year: ``2024``, ``2024-11-13``, ``2021/2024``.
    """

    form: str
    unit: str = ""
    hard: Interval | None = None
    soft: Interval | None = None
    printed: Fraction | None = None
    width: Fraction = ZERO
    period: str = ""
