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
from gouji.facts.table.facts import Fact, Facts, Whole, by_key, value_of


@rule("GJ504", name="shares-of-100", level="error", scope="summary")
def shares_of_100(facts: Facts) -> Iterator[Binding]:
    """Shares of one total add up to 100 % when all are named, and to at most 100 % when some are."""
    shares = (fact for fact in facts if fact.measure in _SHARES)
    named = [(one.key, fact) for fact in shares for one in _totals(fact) if one.breakdown not in NO_PARTS]
    for key, some in by_key(named).items():
        if len(some) > 1:
            yield _of_kinds(facts, key, tuple(some))


_SHARES = frozenset({"share", "contribution"})


def _totals(share: Fact) -> Iterator[Whole]:
    """Yield what a share is of; what it names behind that without a breakdown is its part."""
    return (one for at, one in enumerate(share.whole) if one.breakdown or not at)


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
