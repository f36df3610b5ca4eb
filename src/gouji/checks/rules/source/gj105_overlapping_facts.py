"""GJ105: facts whose quotes overlap but are not the same."""

from collections.abc import Iterator
from itertools import pairwise

from gouji.checks.rule import Verdict, consistent, inconsistent, rule, unchecked
from gouji.facts.table.facts import Fact, Facts

_FIGURES = ("count", "amount", "ratio", "point", "ordinal", "date")


@rule("GJ105", name="overlapping-facts", level="warning", scope="summary", about="quotes")
def overlapping_facts(facts: Facts) -> Iterator[Verdict]:
    """Two figures of one summary stand at different places, or are one and the same quote."""
    placed: dict[str, list[Fact]] = {}
    for fact in facts.of_form(*_FIGURES):
        if fact.start is None or fact.end is None:
            yield unchecked(fact, reason="no-offsets")
        elif not fact.fault:
            placed.setdefault(fact.summary, []).append(fact)
    for rows in placed.values():
        ordered = sorted(rows, key=lambda fact: (fact.start or 0, -(fact.end or 0), fact.id))
        yield from (_verdict(one, two) for one, two in pairwise(ordered))


def _verdict(one: Fact, two: Fact) -> Verdict:
    same = (one.start, one.end) == (two.start, two.end)
    if same or (one.end or 0) <= (two.start or 0):
        return consistent(one, two)
    return inconsistent(
        one,
        two,
        message="overlapping-facts",
        one=one.quote,
        two=two.quote,
        start=two.start or 0,
        end=min(one.end or 0, two.end or 0),
    )
