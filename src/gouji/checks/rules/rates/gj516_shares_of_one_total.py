"""GJ516: shares of a total that nobody tells, which do not come from one total."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from gouji.checks.bindings.recompute import PERCENT, rounded_like
from gouji.checks.rule import Binding, Bound, MessageValue, rule
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import HUNDRED, Value, compare
from gouji.facts.table.columns import SIBLING
from gouji.facts.table.facts import Fact, Facts, grouped, value_of


@rule("GJ516", name="shares-of-one-total", level="warning", scope="summary")
def shares_of_one_total(facts: Facts) -> Iterator[Binding]:
    """Amounts over their shares of one total give that total, each of them.

    Why: one share was copied from last year, or is that of the row above.

    The rule reads shares in percent that name in `whole`, as `ID#sibling`, the first share of their total and
    the amount that they are the share of. Of three and more, at least three in four have to give one total,
    and three of these give it to within 2 %; then the others are a warning each.

    Example:
        货币资金1516万元 is 24.15 %, 固定资产1699万元 27.06 %, 存货351万元 5.95 %: the first two give a total of
        6278万元, of which 351万元 is 5.59 %.

    Source: interval quotients over XBRL Calculations 1.1 intervals.
    """
    shares = (fact for fact in facts if fact.measure == "share" and fact.unit == PERCENT)
    named = ((fact, [one for one in fact.whole if one.breakdown == SIBLING]) for fact in shares)
    siblings = [(fact, *(one.total for one in of)) for fact, of in named if len(of) == _BOTH]
    for some in grouped(siblings, lambda one: one[1]).values():
        read = [_sibling(fact, facts.by_id[amount]) for fact, _, amount in some if amount in facts.by_id]
        yield from _bindings([one for one in read if one is not None])


_BOTH = 2
_FEWEST, _TELLING = 3, Fraction(1, 50)


@dataclass(frozen=True, slots=True)
class _Sibling:
    """A share, the amount that has it, and the total that both give."""

    share: Fact
    amount: Fact
    total: Interval

    @property
    def width(self) -> Fraction:
        """How little it tells of the total: the width of that against what it may be."""
        return ((self.total.high or Fraction(0)) - (self.total.low or Fraction(0))) / (self.total.high or 1)


def _sibling(share: Fact, amount: Fact) -> _Sibling | None:
    """Return a share with its amount; None where these can give no total."""
    known, of = value_of(share), value_of(amount)
    if known is None or of is None:
        return None
    if not all(one.hard.low is not None and one.hard.low > 0 for one in (known, of)):
        return None
    return _Sibling(share, amount, (of / known * HUNDRED).hard)


def _bindings(found: Sequence[_Sibling]) -> Iterator[Binding]:
    """Compare each share with its amount over the total that most of them give."""
    alike = _most(found)
    telling = sum(one.width < _TELLING for one in alike)
    if min(len(alike), telling) < _FEWEST or len(alike) < _FEWEST * (len(found) - len(alike)):
        return
    closest = sorted(alike, key=lambda one: one.width)
    low = max(Fraction(one.total.low or 0) for one in alike)
    high = min(Fraction(one.total.high or 0) for one in alike)
    for one in found:
        witness = next(other for other in closest if other is not one)
        yield _binding(one, witness, Interval.closed(low, high))


def _most(found: Sequence[_Sibling]) -> list[_Sibling]:
    """Return the most of them that can give one total."""
    at = (Fraction(one.total.low or 0) for one in found)
    groups = ([one for one in found if one.total.meets(Interval.of(total))] for total in at)
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
