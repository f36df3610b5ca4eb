"""GJ517: shares that do not make the 100 % that their table tells."""

from collections.abc import Iterator, Mapping, Sequence
from functools import reduce
from operator import add

from gouji.checks.bindings.recompute import PERCENT
from gouji.checks.rule import Binding, Bound, MessageValue, bind, rule
from gouji.facts.numbers.values import compare, formatted
from gouji.facts.table.columns import OF_100
from gouji.facts.table.facts import Fact, Facts, by_key, value_of


@rule("GJ517", name="shares-make-100", level="error", scope="summary")
def shares_make_100(facts: Facts) -> Iterator[Binding]:
    """Shares add up to the 100 % in the row of their total."""
    named = [(one.total, fact) for fact in facts for one in fact.whole if one.breakdown == OF_100]
    for total, some in by_key(named).items():
        if len(some) > 1 and total in facts.by_id:
            yield _binding(facts.by_id[total], some)


def _binding(total: Fact, parts: Sequence[Fact]) -> Binding:
    bound = (Bound(total, "total"), *bind(*parts, role="share"))
    whole, values = value_of(total), [value for part in parts if (value := value_of(part)) is not None]
    if whole is None or len(values) < len(parts):
        return Binding(bound, None, obstacle="missing-value", key=total.id)
    summed = reduce(add, values)

    def words() -> Mapping[str, MessageValue]:
        quotes, shown = [part.quote for part in parts], summed.formatted(PERCENT)
        gap = formatted(abs(summed.gap_to(whole)), PERCENT)
        algebra = f"{' + '.join(quotes)} = {shown} ≠ {total.quote}"
        return {"shares": "＋".join(quotes), "sum": shown, "gap": gap, "algebra": algebra}

    return Binding(bound, compare(whole, summed), "shares-make-100", words=words, key=total.id)
