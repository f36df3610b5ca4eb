"""GJ514: shares beside their parts that are not of one total; below the rule, what total each tells."""

from collections.abc import Iterator, Sequence
from fractions import Fraction

from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.bindings.ways_of_shares import exact_count
from gouji.checks.rule import Binding, Bound, MessageValue, rule
from gouji.facts.numbers.intervals import Interval
from gouji.facts.numbers.values import HUNDRED, Value, compare, formatted
from gouji.facts.table.columns import SIBLING
from gouji.facts.table.facts import Fact, Facts, grouped, value_of

_FEWEST = 3


@rule("GJ514", name="shares-of-siblings", level="warning", scope="summary")
def shares_of_siblings(facts: Facts) -> Iterator[Binding]:
    """Parts divided by their shares tell one total, whether or not it is told.

    Why: one of the parts, or its share, was corrected afterwards, or mistyped.

    The rule compares figures of measure `share` in percent that stand for shares of one total that nobody
    tells: their `whole` names the first of them, and behind it the part of each. There must be three or more.
    Where all but one tell one total, that one is named. Round counts (`900起`) are exact beside their shares.

    Example:
        30 cases are 15 %, 80 are 40 %: 200 in all; 58 cases are no 25 % of these.

    Source: interval quotients over XBRL Calculations 1.1 intervals; Helly's theorem for intervals.
    """
    told = (fact for fact in facts if _stands_beside_its_part(facts, fact))
    for some in grouped(told, lambda fact: fact.whole[0].total).values():
        if len(some) >= _FEWEST:
            yield _binding(facts, some)


def _stands_beside_its_part(facts: Facts, fact: Fact) -> bool:
    """Whether a fact is a share of a total that nobody tells, with its part; those of tables are GJ516's."""
    if any(one.breakdown == SIBLING for one in fact.whole):
        return False
    if fact.measure != "share" or fact.unit != PERCENT or len(fact.whole) != len(("total", "part")):
        return False
    total, part = (facts.by_id.get(one.total) for one in fact.whole)
    return total is not None and total.measure == "share" and part is not None


def _binding(facts: Facts, shares: Sequence[Fact]) -> Binding:
    """Compare what all parts and shares tell with one another; the one that differs from all others first."""
    pairs = [(share, facts.by_id[share.whole[1].total]) for share in shares]
    made = [_total(share, part) for share, part in pairs]
    known = [one for one in made if one is not None]
    if len(known) < len(made) or len({part.unit_class for _, part in pairs}) > 1:
        obstacle = "missing-value" if len(known) < len(made) else "units-differ"
        return Binding(_bound(pairs), None, obstacle=obstacle)
    for odd in range(len(known)):
        common = _common([one for at, one in enumerate(known) if at != odd])
        if common is not None:
            return _compared(pairs, odd, known, common)
    return Binding(_bound(pairs), None, obstacle="no-one-value")


def _bound(pairs: Sequence[tuple[Fact, Fact]]) -> tuple[Bound, ...]:
    return tuple(bound for share, part in pairs for bound in (Bound(share, "share"), Bound(part, "part")))


def _total(share: Fact, part: Fact) -> Value | None:
    """Return the total that a part and its share tell."""
    of, piece = value_of(share), value_of(part)
    if of is None or piece is None or 0 in of.hard:
        return None
    return exact_count(piece) / of * HUNDRED


def _common(found: Sequence[Value]) -> Interval | None:
    """Return what lies in all of some values."""
    common: Interval | None = found[0].hard
    for one in found[1:]:
        common = None if common is None else common.intersection(one.hard)
    return common


def _compared(
    pairs: Sequence[tuple[Fact, Fact]], odd: int, made: Sequence[Value], common: Interval
) -> Binding:
    """Bind what one part and its share tell to what all others do."""
    (share, part), unit = pairs[odd], pairs[odd][1].unit
    others = [pair for at, pair in enumerate(pairs) if at != odd]

    def words() -> dict[str, MessageValue]:
        told = "，".join(f"{piece.quote}占{of.quote}" for of, piece in others)
        middle = ((common.low or Fraction(0)) + (common.high or Fraction(0))) / 2
        own, total = (formatted(Fraction(round(one)), unit) for one in (made[odd].printed or 0, middle))
        return {
            "stated": share.quote,
            "piece": part.quote,
            "others": told,
            "total": total,
            "own": own,
            "algebra": f"{part.quote} / {share.quote} = {own} ≠ {total}",
        }

    agreement = compare(Value(common, common, None, None), made[odd])
    bound, suspects = _bound([pairs[odd], *others]), [share.id, part.id]
    return Binding(bound, agreement, "shares-of-siblings", words=words, details={"suspects": suspects})
