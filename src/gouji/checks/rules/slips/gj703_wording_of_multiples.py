"""GJ703: multiples by which nothing can fall."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ703", name="wording-of-multiples", level="warning", scope="row")
def wording_of_multiples(facts: Facts) -> Iterator[Verdict]:
    """Nothing falls by its own size or a multiple of it.

    Why: 下降2倍 would leave less than nothing. What is meant is a third, or a half, and the reader cannot
    know which.

    The rule reads quotes with 倍 and a word of falling before it (下降 减少 降低 缩小 …). 下降到…倍 states a
    level that was reached, and is not reported.

    Example:
        能耗下降2倍.

    Source: GB/T 15835 and the usage of the National Bureau of Statistics on multiples.
    """
    for fact in facts:
        if "倍" in fact.quote:
            falls = pattern("fell_by_times").search(fact.quote)
            yield inconsistent(fact, message="wording-of-multiples") if falls else consistent(fact)
