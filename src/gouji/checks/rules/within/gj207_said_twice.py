"""GJ207: figures that one summary states twice, with different values."""

from collections.abc import Iterator

from gouji.checks.bindings.printed_like import in_two_units, may_be_converted
from gouji.checks.bindings.quantities import same_wording
from gouji.checks.bindings.slips import is_comparable, slip_between
from gouji.checks.bindings.told_again import repetitions, told_twice
from gouji.checks.rule import Binding, bind, rule
from gouji.facts.table.facts import Fact, Facts, grouped


@rule("GJ207", name="said-twice", level="error", scope="summary", by_name=True)
def said_twice(facts: Facts) -> Iterator[Binding]:
    """A summary that states a figure twice states the same value."""
    compared = (fact for fact in facts if is_comparable(fact) and fact.period is not None)
    for rows in grouped(compared, lambda one: (one.summary, one.key, one.section, one.stage)).values():
        yield from _repetitions(facts, rows)
    yield from repetitions(facts, "said-twice", in_tables=False)


def _repetitions(facts: Facts, rows: list[Fact]) -> Iterator[Binding]:
    """Compare each repetition of a figure with the first; where more than two values are stated, none."""
    first, *others = sorted(rows, key=lambda fact: (fact.start or 0, fact.line))
    others = [fact for fact in others if same_wording(facts, first, fact)]
    if others and len({fact.hard for fact in (first, *others)}) > 2:
        yield Binding(bind(first, others[0], role="told"), None, obstacle="no-one-value")
        return
    for other in others:
        if not _is_conversion(first, other):
            yield told_twice(first, other, "said-twice", silent=bool(slip_between(first, other).kind))


def _is_conversion(one: Fact, two: Fact) -> bool:
    """Say whether GJ508 tells of the two, which a person coded."""
    both = (one, two)
    return all(fact.coded and may_be_converted(fact) for fact in both) and in_two_units(*both)
