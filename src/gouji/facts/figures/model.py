"""The figure that a quote states."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

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
"""Forms that a fact table may give; figures that are relating or vague are only recognised."""

ZERO = Fraction(0)


@cache
def word_table() -> Mapping[str, Any]:
    """Return ``words.toml``: the words of the grammar."""
    return tomllib.loads(Path(__file__).with_name("words.toml").read_text(encoding="utf-8"))


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of the table that go by a name."""
    return tuple(str(word_table()[name]).split())


def any_of(names: Iterable[str]) -> str:
    """Return a pattern that matches any of these words, the longest first.

    >>> any_of(["个", "个月", "%"])
    '个月|[个%]'
    """
    ordered = sorted(names, key=len, reverse=True)
    longer = [re.escape(name) for name in ordered if len(name) > 1]
    chars = "".join(re.escape(name) for name in ordered if len(name) == 1)
    return "|".join([*longer, f"[{chars}]"] if chars else longer)


class FigureError(ValueError):
    """A quote that is not a figure; the message is a short reason in English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A figure as read from its quote.

    Attributes:
        hard: Everything it can stand for, in the base unit; None where it has no bounds by itself.
        soft: The narrower reading of a vague figure; within ``hard``, equal to it for all others.
        printed: The value as printed, signed, in the base unit; None if it is not one exact decimal: with a
            qualifying word (约 余 近 超 以上 …), in a range, for a fraction without a finite decimal.
        width: Width of rounding errors: one unit of the last printed digit, in the base unit; 0 where exact,
            round or qualified.
        unit: Base unit, or the classifier as printed; empty where there is none.
        form: ``count`` ``amount`` ``ratio`` ``point`` ``ordinal`` ``date`` ``list`` ``pairing``, and for
            figures without bounds ``relating`` (由A增加到B) and ``vague`` (一批).
        period: ISO 8601, for dates that state their year: ``2024``, ``2024-11-13``, ``2021/2024``.
    """

    form: str
    unit: str = ""
    hard: Interval | None = None
    soft: Interval | None = None
    printed: Fraction | None = None
    width: Fraction = ZERO
    period: str = ""

    @classmethod
    def exactly(cls, value: Fraction, form: str, unit: str = "") -> Figure:
        """Return a figure that stands for one value only, however round."""
        point = Interval.of(value)
        return cls(form=form, unit=unit, hard=point, soft=point, printed=value)
