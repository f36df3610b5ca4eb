"""Shares: of a level, of a count, and those that must add up to 100."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from functools import reduce
from math import ceil, floor
from operator import add

from gouji.checks.bindings.breakdowns import exclusive
from gouji.checks.bindings.growth import HUNDRED, PERCENT
from gouji.checks.bindings.quantity_key import same_quantity
from gouji.checks.bindings.recompute import Recomputation, recompute
from gouji.checks.rule import MessageValue
from gouji.facts.numbers.intervals import Interval, decimals
from gouji.facts.numbers.values import Agreement, Comparison, Value, compare, formatted
from gouji.facts.table.facts import Fact, Facts, value_of


@dataclass(frozen=True, slots=True)
class Share:
    """A share of a total.

    Attributes:
        recomputed: The share compared with part and total; obstacle ``no-part`` where no part is reported.
        total: What it is a share of; None where it names none that exists.
    """

    recomputed: Recomputation
    total: Fact | None = None


@dataclass(frozen=True, slots=True)
class SharesOf100:
    """Shares of one total, compared with 100 %.

    Attributes:
        key: The breakdown, as the shares name it.
        parts: The shares.
        complete: Whether nothing is left out.
        sum: Their sum; None where one has no bounds.
        agreement: How the sum compares with 100 %; None where there is none, or the kinds may overlap.
    """

    key: str
    parts: tuple[Fact, ...]
    complete: bool
    sum: Value | None
    agreement: Agreement | None

    @property
    def exceed(self) -> bool:
        """Whether they cannot be shares of 100 % together."""
        return self.agreement is not None and self.agreement.outcome == "inconsistent"

    def message_values(self) -> dict[str, MessageValue]:
        """Return the shares, their sum and the gap in words, and the computation as a formula."""
        if self.sum is None:
            return {}
        terms, summed = [part.quote for part in self.parts], self.sum.formatted(PERCENT)
        sign = "≠" if self.complete else ">"
        return {
            "shares": "＋".join(terms),
            "sum": summed,
            "gap": formatted(abs(self.sum.gap_to(HUNDRED)), "个百分点"),
            "algebra": f"{' + '.join(terms)} = {summed} {sign} 100%",
        }


def shares(facts: Facts) -> tuple[Share, ...]:
    """Return every share in percent, compared with its part and its total.

    A share names its total in ``whole``; the part is the level of the same quantity in the same period.
    """
    return tuple(_share(facts, fact) for fact in facts if _is_share(fact))


def _is_share(fact: Fact) -> bool:
    sound = fact.is_figure and fact.unit == PERCENT
    return fact.measure == "share" and (sound or fact.fault is not None)


def _share(facts: Facts, fact: Fact) -> Share:
    total = next((facts.by_id[one.total] for one in fact.whole if one.total in facts.by_id), None)
    if total is None:
        return Share(Recomputation(fact, obstacle="no-total"))
    parts = same_quantity(facts, fact, "level", fact.key.period) if fact.indicator else []
    parts = [part for part in parts if part is not total]
    if not parts:
        return Share(Recomputation(fact, ((total, "total"),), obstacle="no-part"), total)
    alike = [part for part in parts if part.unit_class == total.unit_class]
    if not alike:
        return Share(
            Recomputation(fact, ((parts[0], "part"), (total, "total")), obstacle="units-differ"), total
        )
    roles = {"part": alike, "total": [total]}
    return Share(
        recompute(fact, roles, lambda v: v["part"] / v["total"] * HUNDRED, "{part} / {total}"), total
    )


def breakdown_shares(facts: Facts) -> tuple[SharesOf100, ...]:
    """Return shares that name one breakdown, at least two, compared with 100 %.

    One without a value keeps the others from being added up.
    """
    found: dict[str, list[Fact]] = {}
    for fact in facts:
        if fact.measure == "share":
            for whole in fact.whole:
                found.setdefault(whole.key, []).append(fact)
    several = ((key, tuple(parts)) for key, parts in found.items() if len(parts) > 1)
    return tuple(_of_kinds(facts, _hundred(key, parts)) for key, parts in several)


def _of_kinds(facts: Facts, found: SharesOf100) -> SharesOf100:
    """Return of open shares that exceed 100 % those that exclude one another; undecided if these do not."""
    if found.complete or not found.exceed:
        return found
    groups = (_hundred(found.key, some) for some in exclusive(facts, found.key, found.parts) if len(some) > 1)
    return next((one for one in groups if one.exceed), replace(found, agreement=None))


def _hundred(key: str, parts: tuple[Fact, ...]) -> SharesOf100:
    complete = all(part.complete for part in parts)
    values = [value for part in parts if part.unit == PERCENT and (value := value_of(part)) is not None]
    if len(values) < len(parts):
        return SharesOf100(key, parts, complete, None, None)
    summed = reduce(add, values)
    how: Comparison = "==" if complete else "<="
    return SharesOf100(key, parts, complete, summed, compare(summed, HUNDRED, how))


@dataclass(frozen=True, slots=True)
class PossibleCounts:
    """Which percentages a count allows.

    Attributes:
        below: Greatest count whose share is less than the stated one, with its percentage; None if none is.
        above: Least count whose share is more, likewise.
        possible: Whether some count yields the stated percentage.
        informative: Whether some percentage of that precision would be impossible.
    """

    possible: bool
    informative: bool
    below: tuple[int, Fraction] | None = None
    above: tuple[int, Fraction] | None = None


def possible_counts(percent: Interval, places: int, count: int) -> PossibleCounts:
    """Say whether a whole number out of *count* yields a percentage.

    Args:
        percent: All values that the printed percentage can stand for.
        places: Its number of decimals.
        count: The total that it is a percentage of.

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
    return PossibleCounts(
        possible, informative, _percentage(below, places, count), _percentage(above, places, count)
    )


def _percentage(part: int, places: int, count: int) -> tuple[int, Fraction] | None:
    if not 0 <= part <= count:
        return None
    scale = 10**places
    # A half is rounded up, as people do.
    return part, Fraction(floor(Fraction(part * 100 * scale, count) + Fraction(1, 2)), scale)


def places_of(fact: Fact) -> int | None:
    """Return the number of decimals of a bare percentage; None for any other figure."""
    if fact.reading is None or fact.reading.printed is None or not fact.reading.width:
        return None
    if fact.reading.hard != fact.hard or fact.reading.width > 1:
        return None
    return decimals(fact.reading.width)


@dataclass(frozen=True, slots=True)
class CountedShare:
    """A share of a count whose part is not reported.

    Attributes:
        share: The share.
        total: The count.
        obstacle: Key of the reason why nothing was decided.
        found: Which percentages the count allows.
    """

    share: Fact
    total: Fact
    obstacle: str = ""
    found: PossibleCounts | None = None

    @property
    def possible(self) -> bool:
        """Whether some whole number yields the share."""
        return self.found is not None and self.found.possible

    @property
    def nearest(self) -> tuple[str, ...]:
        """The nearest possible values: ``13 = 32.5%``."""
        places = places_of(self.share) or 0
        around = (self.found.below, self.found.above) if self.found else ()
        return tuple(f"{one[0]}{self.total.unit}＝{_fixed(one[1], places)}%" for one in around if one)

    def message_values(self) -> dict[str, MessageValue]:
        """Return share, count and the nearest possible values in words, and the computation as a formula."""
        return {
            "share": self.share.quote,
            "total": self.total.quote,
            "nearest": "，".join(self.nearest),
            "algebra": f"{self.share.quote} ∌ k / {self.total.quote}",
        }


def _fixed(number: Fraction, places: int) -> str:
    scaled = str(int(number * 10**places)).rjust(places + 1, "0")
    return f"{scaled[:-places]}.{scaled[-places:]}" if places else scaled


def counted_shares(facts: Facts) -> tuple[CountedShare, ...]:
    """Return every share of a count whose part is not reported, and whether a whole number yields it."""
    return tuple(
        _counted(share.recomputed.stated, share.total)
        for share in facts.derive(shares)
        if share.recomputed.obstacle == "no-part" and share.total is not None and share.total.form == "count"
    )


def _counted(share: Fact, total: Fact) -> CountedShare:
    places = places_of(share)
    if places is None or share.hard is None:
        return CountedShare(share, total, "vague-share")
    if total.hard is None or not total.hard.is_point or total.hard.low is None or total.hard.low <= 0:
        return CountedShare(share, total, "vague-count")
    found = possible_counts(share.hard, places, int(total.hard.low))
    return CountedShare(share, total, "" if found.informative else "not-informative", found)
