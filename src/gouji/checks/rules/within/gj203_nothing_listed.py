"""GJ203: lists of which only the count is stated."""

from collections.abc import Iterator

from gouji.checks.rule import Verdict, consistent, inconsistent, rule
from gouji.facts.table.facts import Facts


@rule("GJ203", name="nothing-listed", level="note", scope="row")
def nothing_listed(facts: Facts) -> Iterator[Verdict]:
    """A list that states its count names at least one member."""
    for fact in facts.of_form("list"):
        if fact.hard is None:
            continue
        if fact.members or fact.hard.high == 1:
            yield consistent(fact)
        else:
            yield inconsistent(fact, message="nothing-listed")
