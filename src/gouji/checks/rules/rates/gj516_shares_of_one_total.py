"""GJ516: shares of a total that nobody tells, which do not come from one total."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gouji.checks.bindings.recompute import PERCENT, rounded_like
from gouji.checks.rule import Binding, Bound, MessageValue, rule
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import HUNDRED, Value, compare
from gouji.facts.table.columns import SIBLING
from gouji.facts.table.facts import Fact, Facts, value_of


@rule("GJ516", name="shares-of-one-total", level="warning", scope="summary")
def shares_of_one_total(facts: Facts) -> Iterator[Binding]:
    """Amounts over their shares of one total give that total, each of them.

    Why: one share was copied from last year, or is that of the row above.

    The rule reads shares in percent that name in `whole`, as `ID#sibling`, the first share of their total and
    the amount that they are the share of. Of three and more, at least three in four have to give one total,
    and three of these give it to within 2 %; then the others are a warning each.

    Example:
        货币资金1516万元 is 24.15 %, 固定资产1699万元 27.06 %, 存货351万元 5.95 %: the first two give
        a total of 6278万元, of which 351万元 is 5.59 %.

    Source: interval quotients over XBRL Calculations 1.1 intervals.
    """
    found: dict[str, list[_Sibling]] = {}
    for fact in facts:
        of = [one.total for one in fact.whole if one.breakdown == SIBLING and one.total in facts.by_id]
        if fact.measure == "share" and fact.unit == PERCENT and len(of) == _BOTH:
            first, amount = of
            found.setdefault(first, []).append(_Sibling(fact, facts.by_id[amount]))
    for some in found.values():
        yield from _bindings(some)


_BOTH = 2
_FEWEST, _TELLING = 3, Fraction(1, 50)


@dataclass(frozen=True, slots=True)
class _Sibling:
    """A share, and the amount that has it."""

    share: Fact
    amount: Fact

    @property
    def total(self) -> Interval | None:
        """What both give the total to be; None where they can give none."""
        share, amount = value_of(self.share), value_of(self.amount)
        if share is None or amount is None:
            return None
        positive = all(one.hard.low is not None and one.hard.low > 0 for one in (share, amount))
        return (amount / share * HUNDRED).hard if positive else None


def _low(found: Interval) -> Fraction:
    return Fraction(found.low or 0)


def _width(found: Interval) -> Fraction:
    """Return how little it tells of a total: its width against what that may be."""
    high = Fraction(found.high or 1)
    return (high - _low(found)) / high


def _bindings(found: Sequence[_Sibling]) -> Iterator[Binding]:
    """Compare each share with its amount over the total that most of them give."""
    totals = [(one, total) for one in found if (total := one.total) is not None]
    alike = sorted(_most(totals), key=lambda one: _width(one[1]))
    telling = sum(_width(total) < _TELLING for _, total in alike)
    if telling < _FEWEST or len(alike) < _FEWEST * (len(totals) - len(alike)):
        return
    low = max(_low(total) for _, total in alike)
    high = min(Fraction(total.high or 0) for _, total in alike)
    for one, _ in totals:
        witness = next(other for other, _ in alike if other is not one)
        yield _binding(one, witness, Interval.closed(low, high))


def _most(totals: Sequence[tuple[_Sibling, Interval]]) -> list[tuple[_Sibling, Interval]]:
    """Return the most of them that can give one total."""
    at = (Interval.of(_low(total)) for _, total in totals)
    groups = ([one for one in totals if one[1].meets(point)] for point in at)
    return max(groups, key=len, default=[])


def _binding(one: _Sibling, witness: _Sibling, total: Interval) -> Binding:
    bound = (
        Bound(one.share, "share"), Bound(one.amount, "amount"),
        Bound(witness.share, "other", witness=True), Bound(witness.amount, "of", witness=True),
    )  # fmt: skip
    stated, amount = value_of(one.share), value_of(one.amount)
    share, of = value_of(witness.share), value_of(witness.amount)
    if stated is None or amount is None or share is None or of is None:
        return Binding(bound, None, obstacle="missing-value")
    printed = of / share * HUNDRED
    computed = amount / Value(total, total, printed.printed, None) * HUNDRED

    def words() -> Mapping[str, MessageValue]:
        made = rounded_like(computed, one.share, PERCENT)
        formula = f"{one.amount.quote} / ({witness.amount.quote} / {witness.share.quote})"
        told = {"other": witness.share.quote, "of": witness.amount.quote, "computed": made}
        return {**told, "algebra": f"{formula} = {made} ≠ {one.share.quote}"}

    return Binding(bound, compare(stated, computed), "shares-of-one-total", words=words)
