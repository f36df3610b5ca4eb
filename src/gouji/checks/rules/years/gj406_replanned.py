"""GJ406: targets that a later summary changes silently; below the rule, how they are compared."""

from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.bindings.quantities import bind_value, only_value, reported_values, words_before
from gouji.checks.rule import Binding, Decidable, Verdict, rule
from gouji.facts.figures.model import AMOUNT, COUNT, RATIO
from gouji.facts.table.facts import Fact, Facts, grouped
from gouji.reading.lexicon.wording import pattern


@rule(
    "GJ406",
    name="replanned",
    level="warning",
    scope="workspace",
    by_name=True,
    covers=lambda _, fact: fact.ahead,
)
def replanned(facts: Facts) -> Iterator[Decidable]:
    """A target for a year is the same in every summary that sets it, or the later one tells the change."""
    aims = (fact for fact in facts.of_form(COUNT, AMOUNT, RATIO) if fact.ahead and fact.indicator)
    targets = grouped(
        (fact for fact in aims if fact.is_figure and fact.period and facts.summary_of(fact)),
        lambda fact: (fact.key, facts.owner_of(fact), facts.publisher_of(fact)),
    )
    for rows in targets.values():
        yield from _of_one_key(facts, rows)


def _of_one_key(facts: Facts, rows: list[Fact]) -> Iterator[Decidable]:
    """Compare a target as summaries of different years set it, each with the one before."""
    years = grouped(rows, lambda fact: summary.year if (summary := facts.summary_of(fact)) else "")
    for earlier, later in pairwise(sorted(years)):
        before, now = reported_values(facts, years[earlier]), reported_values(facts, years[later])
        bound = (*bind_value(now[0], "target"), *bind_value(before[0], "before"))
        plain = only_value(now) is not None and only_value(before) is not None
        if plain and pattern("target_changed").search(words_before(facts, now[0].first, 40)):
            yield Verdict("consistent", bound, details={"class": "announced"})
        else:
            yield Binding(
                bound, now[0].compare(before[0]) if plain else None, "replanned", "{target} ≠ {before}",
                obstacle="no-one-value", details={"class": "silent change"},
            )  # fmt: skip
