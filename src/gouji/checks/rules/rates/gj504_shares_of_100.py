"""GJ504: shares that do not add up to 100 %."""

from collections.abc import Iterator
from dataclasses import replace
from functools import reduce
from operator import add

from gouji.checks.bindings.breakdowns import exclusive
from gouji.checks.bindings.open_sums import level_of_shares
from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.bindings.shares import sum_in_words
from gouji.checks.decide import fails
from gouji.checks.rule import Binding, MessageValue, bind, rule
from gouji.facts.numbers.values import HUNDRED, compare
from gouji.facts.table.columns import NO_PARTS
from gouji.facts.table.facts import Fact, Facts, by_key, value_of


@rule("GJ504", name="shares-of-100", level="error", scope="summary")
def shares_of_100(facts: Facts) -> Iterator[Binding]:
    """Shares of one total add up to 100 % when all are named, and to at most 100 % when some are.

    Why: one share was updated and its neighbours were not, or one is listed twice.

    The rule adds up figures of measure `share` in percent that name one breakdown in `whole`, at least two;
    `complete` says that nothing is left out. Shares of a total that nobody tells name the first of them.
    Without `complete`, shares of kinds that may overlap (党员, 女职工) are not added up, as in GJ205, unless
    three and more of a draft are too much by one digit: a warning where they have decimals and are of what
    adds up (money, length), else a note. A gap that rounding explains is no finding unless chance produces it
    less than once in a thousand times.

    Example:
        一、二、三产业占比 5.1%、38.2%、57.6%: they add up to 100.9 %.

    Source: XBRL Calculations 1.1; Irwin–Hall distribution for the gap that rounding leaves.
    """
    shares = (fact for fact in facts if fact.measure in _SHARES)
    named = [(one.key, fact) for fact in shares for one in fact.whole if one.breakdown not in NO_PARTS]
    for key, some in by_key(named).items():
        if len(some) > 1:
            yield _of_kinds(facts, key, tuple(some))


_SHARES = frozenset({"share", "contribution"})


def _of_kinds(facts: Facts, key: str, parts: tuple[Fact, ...]) -> Binding:
    """Of open shares that exceed 100 % bind those that exclude one another; undecided if these do not."""
    found = _binding(key, parts)
    if all(part.complete for part in parts) or not fails(found):
        return found
    groups = (_binding(key, some) for some in exclusive(facts, key, parts) if len(some) > 1)
    undecided = Binding(found.bound, None, obstacle="kinds-may-overlap", key=key)
    apart = next(filter(fails, groups), None)
    level = level_of_shares(facts, parts) if apart is None else None
    return apart or (replace(found, level=level) if level else undecided)


def _binding(key: str, parts: tuple[Fact, ...]) -> Binding:
    """Compare the sum of shares with 100 %; one without a value keeps the others from being added up."""
    bound, complete = bind(*parts, role="share"), all(part.complete for part in parts)
    values = [value for part in parts if part.unit == PERCENT and (value := value_of(part)) is not None]
    if len(values) < len(parts):
        return Binding(bound, None, obstacle="missing-value", key=key)
    summed = reduce(add, values)

    def words() -> dict[str, MessageValue]:
        terms, sign = [part.quote for part in parts], "≠" if complete else ">"
        return {"shares": "＋".join(terms), **sum_in_words(summed, " + ".join(terms), sign)}

    agreement = compare(summed, HUNDRED, "==" if complete else "<=")
    return Binding(bound, agreement, f"shares-{'of' if complete else 'over'}-100", words=words, key=key)
