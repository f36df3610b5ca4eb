"""Shares: of a level, of a count, and those that must make 100 together."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from operator import add
from typing import TYPE_CHECKING

from gouji.checks.bindings.growth import HUNDRED, PERCENT
from gouji.checks.bindings.recompute import Derived, of_measure, settle
from gouji.facts.numbers.intervals import decimals
from gouji.facts.numbers.values import compare
from gouji.facts.numbers.wording import spoken
from gouji.facts.table.fact import value_of

if TYPE_CHECKING:
    from gouji.facts.numbers.intervals import Interval
    from gouji.facts.numbers.values import Agreement, Comparison, Value
    from gouji.facts.table.fact import Fact
    from gouji.facts.table.facts import Facts


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a total.

    Attributes:
        derived: The share held against part and total; obstacle ``no-part`` where the part is not told.
        total: What it is a share of; None where it names none that exists.
    """

    derived: Derived
    total: Fact | None = None


@dataclass(frozen=True, slots=True)
class Hundred:
    """Shares of one total.

    Attributes:
        key: The breakdown, as the shares name it.
        parts: The shares.
        complete: Whether nothing is left out.
        sum: What they make together; None where one has no bounds.
        agreement: How that goes with 100 %; None where it cannot be told.
    """

    key: str
    parts: tuple[Fact, ...]
    complete: bool
    sum: Value | None
    agreement: Agreement | None

    def told(self) -> dict[str, str]:
        """Return the shares, their sum and the gap in words, and the computation in signs."""
        if self.sum is None:
            return {}
        terms, summed = [part.quote for part in self.parts], self.sum.spoken(PERCENT)
        sign = "≠" if self.complete else ">"
        return {
            "shares": "＋".join(terms),
            "sum": summed,
            "gap": spoken(abs(self.sum.gap_to(HUNDRED)), "个百分点"),
            "algebra": f"{' + '.join(terms)} = {summed} {sign} 100%",
        }


def shares(facts: Facts) -> tuple[Share, ...]:
    """Return every share in percent, held against its part and its total.

    A share names its total in ``whole``; the part is the level of the same thing in the same period.
    """
    return tuple(_share(facts, fact) for fact in facts if _is_share(fact))


def _is_share(fact: Fact) -> bool:
    sound = fact.is_figure and fact.unit == PERCENT
    return fact.measure == "share" and (sound or fact.trouble is not None)


def _share(facts: Facts, fact: Fact) -> Share:
    total = next((facts.by_id[one.total] for one in fact.whole if one.total in facts.by_id), None)
    if total is None:
        return Share(Derived(fact, obstacle="no-total"))
    parts = of_measure(facts, fact, "level", fact.key.period) if fact.indicator else []
    parts = [part for part in parts if part is not total]
    if not parts:
        return Share(Derived(fact, ((total, "total"),), obstacle="no-part"), total)
    alike = [part for part in parts if part.unit_class == total.unit_class]
    if not alike:
        return Share(Derived(fact, ((parts[0], "part"), (total, "total")), obstacle="units-differ"), total)
    roles = {"part": alike, "total": [total]}
    return Share(settle(fact, roles, lambda v: v["part"] / v["total"] * HUNDRED, "{part} / {total}"), total)


def wholes(facts: Facts) -> tuple[Hundred, ...]:
    """Return shares that name one breakdown, two at least, held against 100 %."""
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if _is_share(fact):
            for whole in fact.whole:
                found.setdefault(whole.key, []).append(fact)
    return tuple(_whole(key, tuple(parts)) for key, parts in found.items() if len(parts) > 1)


def _whole(key: str, parts: tuple[Fact, ...]) -> Hundred:
    complete = all(part.complete for part in parts)
    values = [value for part in parts if (value := value_of(part)) is not None]
    if len(values) < len(parts):
        return Hundred(key, parts, complete, None, None)
    summed = reduce(add, values)
    how: Comparison = "==" if complete else "<="
    return Hundred(key, parts, complete, summed, compare(summed, HUNDRED, how))


@dataclass(frozen=True, slots=True)
class Legal:
    """Which percentages a count allows.

    Attributes:
        below: Greatest count whose share is less than the stated one, with its percentage; None if none is.
        above: Least count whose share is more, likewise.
        possible: Whether some count makes the stated percentage.
        informative: Whether some percentage of that precision would be impossible.
    """

    possible: bool
    informative: bool
    below: tuple[int, Fraction] | None = None
    above: tuple[int, Fraction] | None = None


def legal(percent: Interval, places: int, count: int) -> Legal:
    """Say whether a whole number out of *count* makes a percentage.

    Args:
        percent: All that the printed percentage can stand for.
        places: Its decimals.
        count: Of how many.

    Source: GRIM (Brown and Heathers 2017), over exact fractions; a half may be rounded either way.
    """
    informative = count < 10 ** (places + 2)
    low = Fraction(0) if percent.low is None else percent.low
    high = Fraction(100) if percent.high is None else percent.high
    first = ceil(low * count / 100)
    if percent.low_open and first == low * count / 100:
        first += 1
    last = floor(high * count / 100)
    if percent.high_open and last == high * count / 100:
        last -= 1
    possible = max(first, 0) <= min(last, count)
    below, above = min(first, count + 1) - 1, max(last, -1) + 1
    return Legal(possible, informative, _at(below, places, count), _at(above, places, count))


def _at(part: int, places: int, count: int) -> tuple[int, Fraction] | None:
    if not 0 <= part <= count:
        return None
    scale = 10**places
    # A half is rounded up, as people do.
    return part, Fraction(floor(Fraction(part * 100 * scale, count) + Fraction(1, 2)), scale)


def places_of(fact: Fact) -> int | None:
    """Return the decimals that a bare percentage is printed with; None of any other."""
    if fact.reading is None or fact.reading.printed is None or not fact.reading.width:
        return None
    if fact.reading.hard != fact.hard or fact.reading.width > 1:
        return None
    return decimals(fact.reading.width)


@dataclass(frozen=True, slots=True)
class Count:
    """A share of a count whose part is not told.

    Attributes:
        share: The share.
        total: The count.
        obstacle: Key of the reason why nothing was decided.
        found: Which percentages the count allows.
    """

    share: Fact
    total: Fact
    obstacle: str = ""
    found: Legal | None = None

    @property
    def possible(self) -> bool:
        """Whether some whole number makes the share."""
        return self.found is not None and self.found.possible

    @property
    def nearest(self) -> tuple[str, ...]:
        """The nearest legal values: ``13 = 32.5%``."""
        places = places_of(self.share) or 0
        around = (self.found.below, self.found.above) if self.found else ()
        return tuple(f"{one[0]}{self.total.unit}＝{_fixed(one[1], places)}%" for one in around if one)

    def told(self) -> dict[str, str]:
        """Return share, count and the nearest legal values in words, and the computation in signs."""
        return {
            "share": self.share.quote,
            "total": self.total.quote,
            "nearest": "，".join(self.nearest),
            "algebra": f"{self.share.quote} ∌ k / {self.total.quote}",
        }


def _fixed(number: Fraction, places: int) -> str:
    scaled = str(int(number * 10**places)).rjust(places + 1, "0")
    return f"{scaled[:-places]}.{scaled[-places:]}" if places else scaled


def counted_shares(facts: Facts) -> tuple[Count, ...]:
    """Return every share of a count whose part is not told, and whether a whole number makes it."""
    return tuple(
        _counted(share.derived.stated, share.total)
        for share in facts.derive(shares)
        if share.derived.obstacle == "no-part" and share.total is not None and share.total.form == "count"
    )


def _counted(share: Fact, total: Fact) -> Count:
    places = places_of(share)
    if places is None or share.hard is None:
        return Count(share, total, "vague-share")
    if total.hard is None or not total.hard.is_point or total.hard.low is None or total.hard.low <= 0:
        return Count(share, total, "vague-count")
    found = legal(share.hard, places, int(total.hard.low))
    return Count(share, total, "" if found.informative else "not-informative", found)
