"""Intervals as ``str`` writes them, read for tests."""

from __future__ import annotations

import re

from gouji.facts.numbers.intervals import Interval, exact

BRACKETS = re.compile(r"([\[(])([^,]{1,41}), ?([^,]{1,41})([\])])")


def read_interval(text: str) -> Interval:
    """Return the interval that a text like ``[5, ∞)`` stands for.

    Raises:
        ValueError: It is no interval.
    """
    found = BRACKETS.fullmatch(text)
    if not found:
        raise ValueError(f"{text[:40]!r} is no interval")
    left, low, high, right = found.groups()
    ends = None if low == "-∞" else exact(low), None if high == "∞" else exact(high)
    return Interval(*ends, left == "(", right == ")")
