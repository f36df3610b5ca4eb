"""GJ521: means of all and of two kinds that tell two weights of these kinds."""

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import NamedTuple

from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.rule import Binding, Bound, MessageValue, rule
from gouji.facts.numbers.values import HUNDRED, Value, compare, formatted
from gouji.facts.table.columns import WITHIN
from gouji.facts.table.facts import Fact, Facts, by_key, grouped, value_of
from gouji.reading.lexicon.wording import entry, pattern


@rule("GJ521", name="weights-of-kinds", level="warning", scope="summary")
def weights_of_kinds(facts: Facts) -> Iterator[Binding]:
    """Two means a head, told of all and of two kinds of people, have the same weights of kinds."""
    told = [(one.total, fact) for fact in facts for one in fact.whole if one.breakdown == WITHIN]
    some = by_key(told).items()
    found = [one for total, parts in some if (one := _weighed(facts.by_id[total], parts))]
    for alike in grouped(found, _survey).values():
        first, *others = alike
        yield from (_binding(first, one) for one in others)


class _Weighed(NamedTuple):
    """A mean of all with those of two kinds.

    Attributes:
        parts: Those of the kinds, in the order of their family.
        weight: What part of all, in percent, the first kind is; None where both kinds have one mean.
        kinds: The words of the kinds.
    """

    total: Fact
    parts: tuple[Fact, Fact]
    weight: Value | None
    kinds: tuple[str, str]


def _survey(one: _Weighed) -> tuple[object, ...]:
    total = one.total
    return total.summary, total.key.period, total.scope, total.section, total.stage, total.unit, one.kinds


def _weighed(total: Fact, parts: Sequence[Fact]) -> _Weighed | None:
    """Return what weight three means tell; None where they are no means a head, or may tell any."""
    alike = len(parts) == len(_KINDS) and len({fact.unit for fact in (total, *parts)}) == 1
    if not alike or total.unit == PERCENT or not pattern("mean_of_survey").search(total.indicator):
        return None
    for kinds in entry("families_of_means").values():
        ordered = [fact for kind in kinds for fact in parts if re.search(kind, fact.indicator)]
        values = [value_of(fact) for fact in (total, *ordered)]
        if len(set(ordered)) == len(ordered) == len(_KINDS) and None not in values:
            of_all, first, second = (value for value in values if value is not None)
            one_value = first.hard.meets(second.hard)
            weight = None if one_value else (of_all - second) / (first - second) * HUNDRED
            return _Weighed(total, (ordered[0], ordered[1]), weight, (kinds[0], kinds[1]))
    return None


_KINDS = ("one", "other")


def _binding(one: _Weighed, two: _Weighed) -> Binding:
    bound = tuple(
        bound
        for each in (two, one)
        for bound in (Bound(each.total, "mean"), *(Bound(fact, "part") for fact in each.parts))
    )

    first, second = one.weight, two.weight
    if first is None or second is None:
        return Binding(bound, None, obstacle="no-one-value")

    def words() -> dict[str, MessageValue]:
        made = [_percent(each) for each in (first, second)]
        return {
            "first": one.total.indicator,
            "second": two.total.indicator,
            "weight": made[0],
            "other": made[1],
            "algebra": f"{made[0]} ≠ {made[1]}",
        }

    return Binding(bound, compare(first, second), "weights-of-kinds", words=words)


def _percent(weight: Value) -> str:
    number = weight.printed or weight.hard.low or Fraction(0)
    return formatted(Fraction(round(number * 100), 100), PERCENT)
