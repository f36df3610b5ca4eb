"""150 sums for Calculations 1.1, and an oracle for them in fractions, straight from the text."""

from __future__ import annotations

import random
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, Literal

Item = tuple[str | None, int | None]
"""A reported value, and its decimals (None = exact)."""


@dataclass(frozen=True)
class Case:
    """A sum: what is reported of its total, and of each part with its weight; several are duplicates."""

    name: str
    total: tuple[Item, ...]
    parts: tuple[tuple[int, tuple[Item, ...]], ...]


def case(name: str, total: Any, *parts: Any) -> Case:
    def items(told: Any) -> tuple[Item, ...]:
        return told if isinstance(told, tuple) and told and isinstance(told[0], tuple) else (told,)

    weighed: list[list[Any]] = [part if isinstance(part, list) else [1, part] for part in parts]
    return Case(name, items(total), tuple((weight, items(told)) for weight, told in weighed))


HAND = [
    case("exact", ("6", None), ("1", None), ("2", None), ("3", None)),
    case("exact, one off", ("7", None), ("1", None), ("2", None), ("3", None)),
    case("end met from below", ("7", 0), ("3.0", 1), ("3.4", 1)),
    case("end met exactly", ("7", 0), ("3.25", 2), ("3.245", 3)),
    case("end missed by a hair", ("7", 0), ("3.2", 2), ("3.2899", 4)),
    case("truncated total met at its open end", ("6", 0), ("3", None), ("4", None)),
    case("truncated total met at its closed end", ("7", 0), ("3", None), ("4", None)),
    case("truncated parts just reach the next whole", ("8", None), ("3", 0), ("4", 0)),
    case("truncated parts must not reach two more", ("9", None), ("3", 0), ("4", 0)),
    case("negative weight", ("1", 0), ("4", 0), [-1, ("3", 0)]),
    case("negative weight, end met exactly", ("3", None), ("4", 0), [-1, ("2", 0)]),
    case("negative weight, both ends", ("2", None), ("4", 0), [-1, ("1", 0)]),
    case("negative weight, an open end swapped", ("1", None), ("4", 0), [-1, ("2", 0)]),
    case("negative weight, a closed end swapped", ("3", None), ("5", 0), [-1, ("2", 0)]),
    case("negative values", ("-6", 0), ("-1", 0), ("-2", 0), ("-3", 0)),
    case("negative value, truncated end met", ("-7", None), ("-3", 0), ("-3", 0)),
    case("negative value, truncated open end", ("-8", None), ("-3", 0), ("-3", 0)),
    case("a truncated zero", ("1", None), ("0", 0), ("0", 0)),
    case("a truncated zero, too far", ("2", None), ("0", 0), ("0", 0)),
    case("thousands", ("12000", -3), ("5400", -2), ("6900", -2)),
    case("thousands, too far", ("12000", -3), ("5100", -2), ("6100", -2)),
    case("excess digits in a part", ("6", 0), ("1.5", 0), ("4.5", 1)),
    case("excess digits in the total", ("6.2", 0), ("1.5", 1), ("4.5", 1)),
    case("a zero is no excess digit", ("6", 0), ("1.50", 1), ("4.5", 1)),
    case("excess below thousands", ("12345", -3), ("5400", -2), ("6900", -2)),
    case("duplicates that agree", (("6", 0), ("6.1", 1)), ("2.0", 1), ("4.1", 1)),
    case("duplicates that narrow", (("6", 0), ("6.4", 1)), ("2.0", 1), ("4.0", 1)),
    case("duplicates of equal decimals that differ", ("6", 0), (("2", 0), ("3", 0)), ("4", 0)),
    case("duplicates whose intervals touch", ("6", 0), (("2", 0), ("2.5", 1)), ("4", 0)),
    case("duplicates whose intervals are apart", ("6", 0), (("2", 0), ("2.7", 1)), ("4", 0)),
    case("duplicates, truncated, touch at an open end", ("6", 0), (("2", 0), ("3.0", 1)), ("4", 0)),
    case("an exact duplicate", ("6", 0), (("2", 0), ("2.3", None)), ("4", 0)),
    case("an exact duplicate outside", ("6", 0), (("2", 0), ("2.7", None)), ("4", 0)),
    case("three duplicates", ("6.0", 1), (("2", 0), ("2.0", 1), ("2.00", 2)), ("4.0", 1)),
    case("missing beside a value", ("6", 0), (("2", 0), (None, None)), ("4", 0)),
    case("missing beside a value in the total", (("6", 0), (None, None)), ("2", 0), ("4", 0)),
    case("one part missing", ("6", 0), (None, None), ("6", 0)),
    case("one part missing, and the sum fails", ("8", 0), (None, None), ("6", 0)),
    case("all parts missing", ("6", 0), (None, None), (None, None)),
    case("the total missing", (None, None), ("2", 0), ("4", 0)),
    case("all duplicates missing", ("6", 0), ((None, None), (None, None)), ("6", 0)),
    case("excess digits beside conflicting duplicates", ("6", 0), ("1.5", 0), (("2", 0), ("3", 0))),
    case("a gap that rounding hardly makes", ("25.5", 1), *[("2.1", 1)] * 12),
    case("weights of two", ("10", 0), [2, ("3.2", 1)], [2, ("2.0", 1)]),
    case("thirty digits", ("1" * 30, 0), ("1" * 29 + "0", 0), ("1", 0)),
    case("thirty digits, two off", ("1" * 29 + "4", 0), ("1" * 29 + "0", 0), ("1", 0)),
]


def drawn(count: int) -> list[Case]:
    """Sums drawn at random near their ends, from a fixed seed."""
    source = random.Random(20261124)  # noqa: S311  cases, no secrets
    return [_drawn(source, number) for number in range(count)]


def _drawn(source: random.Random, number: int) -> Case:
    parts, summed = [], Fraction(0)
    for _ in range(source.randint(1, 6)):
        decimals = source.choice([None, -1, 0, 0, 1, 1, 2])
        value = source.randint(-60, 90) / Fraction(10) ** (decimals or 0)
        weight = source.choice([1, 1, 1, -1, 2])
        told: list[Item] = [(_plain(value), decimals)]
        if source.random() < 0.2:
            told.append(_duplicate(source, value, decimals))
        if source.random() < 0.06:
            told = [(None, None)]
        summed += weight * value
        parts.append((weight, tuple(told)))
    decimals = source.choice([None, 0, 0, 1, -1])
    unit = 1 / Fraction(10) ** (1 if decimals is None else decimals)
    halves = source.randint(-2 * len(parts) - 2, 2 * len(parts) + 2)
    total = round(summed / unit) * unit + halves * (unit if decimals is None else unit * (halves % 2 + 1))
    if decimals is not None:
        total = round(total / unit) * unit
    return Case(f"drawn {number}", ((_plain(total), decimals),), tuple(parts))


def _duplicate(source: random.Random, value: Fraction, decimals: int | None) -> Item:
    places = (0 if decimals is None else decimals) + source.choice([0, 1])
    near = value + source.randint(-6, 6) / Fraction(10) ** places
    return _plain(round(near * 10**places) / Fraction(10) ** places), places


def _plain(value: Fraction) -> str:
    scaled = int(abs(value) * 10**4)
    text = f"{scaled // 10**4}.{scaled % 10**4:04d}".rstrip("0").rstrip(".")
    return f"-{text}" if value < 0 else text


CASES = [*HAND, *drawn(150 - len(HAND))]

Ends = tuple[Fraction, bool, Fraction, bool]
"""Low, whether it is open, high, whether it is open."""


def oracle(sum_: Case, mode: str, absent: str) -> str:
    """The verdict on a sum: ``consistent``, ``inconsistent`` or ``unchecked``, by the specification."""
    groups = [sum_.total, *(items for _, items in sum_.parts)]
    if any(_excess(item) for items in groups for item in items):
        return "unchecked"
    total, *parts = (_of_point(items, mode) for items in groups)
    weights = [weight for weight, _ in sum_.parts]
    if total is None or all(part is None for part in parts) or (absent == "unchecked" and None in parts):
        return "unchecked"
    if total == "conflict" or "conflict" in parts:
        return "inconsistent"
    sums = [(weight, part) for weight, part in zip(weights, parts, strict=True) if isinstance(part, tuple)]
    low = high = Fraction(0)
    low_open = high_open = False
    for weight, part in sums:
        ends = part if weight > 0 else (part[2], part[3], part[0], part[1])
        low, low_open = low + weight * ends[0], low_open or ends[1]
        high, high_open = high + weight * ends[2], high_open or ends[3]
    computed = low, low_open, high, high_open
    return "consistent" if _meet(computed, total) else "inconsistent"


def _excess(item: Item) -> bool:
    value, decimals = item
    return value is not None and decimals is not None and Fraction(value) * Fraction(10) ** decimals % 1 != 0


def _of_point(items: tuple[Item, ...], mode: str) -> Ends | Literal["conflict"] | None:
    missing = [value is None for value, _ in items]
    if all(missing):
        return None
    if any(missing) or any(_differ(one, two) for one in items for two in items):
        return "conflict"
    found, *others = (_interval(Fraction(value or 0), decimals, mode) for value, decimals in items)
    for ends in others:
        if not _meet(found, ends):
            return "conflict"
        low = max((found[0], found[1]), (ends[0], ends[1]))
        high = min((found[2], not found[3]), (ends[2], not ends[3]))
        found = (*low, high[0], not high[1])
    return found


def _differ(one: Item, two: Item) -> bool:
    return one[1] == two[1] and Fraction(one[0] or 0) != Fraction(two[0] or 0)


def _interval(value: Fraction, decimals: int | None, mode: str) -> Ends:
    if decimals is None:
        return value, False, value, False
    unit = 1 / Fraction(10) ** decimals
    if mode == "rounding":
        return value - unit / 2, False, value + unit / 2, False
    if value > 0:
        return value, False, value + unit, True
    if value < 0:
        return value - unit, True, value, False
    return -unit, True, unit, True


def _meet(one: Ends, two: Ends) -> bool:
    for low, high in ((one, two), (two, one)):
        if low[0] > high[2] or (low[0] == high[2] and (low[1] or high[3])):
            return False
    return True
