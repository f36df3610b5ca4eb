"""The figure that a quote states."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

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


HAN = r"[^\W\d⅐-⓿A-ω]"
"""A Han letter, as a letter that is none of Latin or Greek and no numeral (² Ⅱ ①).

``[㐀-䶿一-鿿]`` is compiled character by character, which takes long.
"""


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


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Compile a pattern once it is needed, with its classes of few Han letters spelled as alternatives.

    For others of more than two ranges ``re`` makes maps of all letters: that takes five times as long.
    """
    return re.compile(_CLASS.sub(lambda found: _spelled(found[0]), pattern), flags)


_CLASS = re.compile(r"\\.|\[\^?(?:[^]\\]|\\.)+\](?:(?:[*+?]|\{[0-9,]+\})[?+]?)?", re.DOTALL)
"""An escaped character, or a class with how often it stands."""
_WIDE, _ALL_HAN, _MOST_SPELLED = re.compile(r"[^\x00-\xff]"), "一-鿿", 20
_KEPT = re.compile(r"\^|\\[uUx]|[^\x00-\xff]-.|.-[^\x00-\xff]")  # above all ranges of Han letters


@cache
def _spelled(written: str) -> str:
    """Return a class as alternatives that find the same, as it is where that is no faster.

    Something empty behind the last one keeps ``re`` from making them a class.

    >>> _spelled("[一三五]"), _spelled("[一三五]?"), _spelled("[0-9年度]{1,2}"), _spelled("[一二]")
    ('(?:一|三|五(?=))', '(?:一|三|五|)', '(?:[0-9]|年|度(?=)){1,2}', '[一二]')
    """
    chars, _, often = written[1:].rpartition("]")
    if written.isascii() or chars[:1] == "^":
        return HAN.replace("^", "") + often if chars == f"^{_ALL_HAN}" else written
    letters = chars.replace(_ALL_HAN, "")
    wide, narrow = _WIDE.findall(letters), _WIDE.sub("", letters)
    parts = [*filter(None, (HAN if letters != chars else "", narrow and f"[{narrow}]", *wide))]
    if _KEPT.search(letters) or (letters == chars and not 2 < len(parts) <= _MOST_SPELLED):
        return written
    if len(parts) == 1:
        return HAN + often
    either = "|".join(parts)
    return f"(?:{either}|)" if often == "?" else f"(?:{either}(?=)){often}"


UNIT_SLOT = "(UNIT)"
"""Stands for a unit in the pattern of a form: any noun in a quote, a known unit in running text."""


class Form(NamedTuple):
    """A form of figure: how it looks, in a quote as in running text, and how it is read.

    Attributes:
        looks: Its pattern, with groups that have names, and `UNIT_SLOT` where a unit stands.
        read: Makes a figure of a match; None where it only looks like one.
        sign: What all that looks so begins with; the pattern itself takes long to compile.
    """

    looks: str
    read: Callable[..., Any]
    sign: str = ""

    def begins(self, text: str, at: int = 0) -> bool:
        """Whether what stands at an offset of a text has the sign of what looks so."""
        return not self.sign or compiled(self.sign).match(text, at) is not None

    def fullmatch(self, quote: str) -> re.Match[str] | None:
        """Return a quote that looks so as a whole, of a form without a unit of its own."""
        return compiled(self.looks).fullmatch(quote) if self.begins(quote) else None


@cache
def fill(looks: str, unit: str, left_out: str = "") -> re.Pattern[str]:
    """Compile the pattern of a form with a unit filled in, and some part of this left out."""
    return compiled(looks.replace(UNIT_SLOT, unit).replace(left_out, ""))


def anywhere(forms: Iterable[Form], unit: str) -> str:
    """Return a pattern of any of these forms, the first that fits; its groups have no names."""
    return "|".join(_NAMED_GROUP.sub("(?:", form.looks.replace(UNIT_SLOT, unit)) for form in forms)


_NAMED_GROUP = re.compile(r"\(\?P<[a-z_]+>")
