"""GJ703: multiples by which nothing can fall."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Facts
from gouji.reading.lexicon.wording import pattern


@rule("GJ703", name="wording-of-multiples", level="warning", scope="row")
def wording_of_multiples(facts: Facts) -> Iterator[Verdict]:
    """Nothing falls by its own size or a multiple of it."""
    for fact in facts:
        if "倍" in fact.quote:
            falls = pattern("fell_by_times").search(fact.quote)
            yield inconsistent(fact, message="wording-of-multiples") if falls else consistent(fact)
